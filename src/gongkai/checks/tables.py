"""The rules of the statutory tables, over our own cells or anybody's published ones."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Final

from gongkai.checks.check import Result, State
from gongkai.forms.era import NoForm, form_for
from gongkai.forms.grid import CellIdentity, CellKey, GridForm
from gongkai.indicators.value import trimmed

Cells = Mapping[CellKey, Decimal | None]
_ENCOURAGED_YEAR: Final = 2019
_MOST_BLANKS: Final = {"table3": 10, "table4": 5}  # in somebody else's table, more is a fault


def check_era(year: int, form: str) -> Result:
    """Return ST-2: whether a report uses the form of its year.

    For 2019 the new format was encouraged, not required (国办公开办函〔2019〕60号): a hint only.

    >>> check_era(2020, "form_2014").state.value, check_era(2019, "form_2014").state.value
    ('fail', 'warn')
    """
    right = form_for(year)
    if isinstance(right, NoForm):
        return Result("ST-2", State.PASS, right.reason)
    if right.id == form:
        return Result("ST-2", State.PASS, f"{year}年度适用{right.basis}的表式")
    message = f"{year}年度应适用{right.basis}的表式，所用的是另一时期的表式"
    encouraged = year == _ENCOURAGED_YEAR and form == "form_2014"
    state = State.WARN if encouraged else State.FAIL
    return Result("ST-2", state, message, form, right.id, blocks=not encouraged)


def check_labels(
    title: str,
    *,
    missing: Sequence[str] = (),
    apart: Sequence[str] = (),
    renamed: Sequence[tuple[str, str]] = (),
    added: Sequence[str] = (),
    ordered: bool = False,
    columns: Sequence[str] = (),
    local: bool = False,
) -> Result:
    """Return ST-1 for a table of somebody's report: whether its labels are those of the template.

    ``local`` is a form to which provinces add rows of their own, which are only told.

    A label without a row of figures that is surely its own makes the table refused, not guessed:
    absent from the file it fails, there but ``apart`` from any figures it is not assessable.

    >>> check_labels("表三", missing=["（二）部分公开"]).message
    '表三缺少“（二）部分公开”'
    >>> check_labels("表二", renamed=[("行政规范性文件", "规范性文件")]).state.value
    'fail'
    """
    said = [
        f"缺少“{'”“'.join(columns)}”栏" if columns else "",
        f"缺少{_quoted(missing)}" if missing else "",
        f"多出{_quoted(added)}" if added else "",
        _shown([f"“{found}”应为“{label}”" for label, found in renamed]),
        f"{_quoted(apart)}有名目而认不出对应的数字，未读取" if apart else "",
    ]
    text = "；".join(filter(None, said))
    if local and added and not (missing or renamed or columns or apart):
        told = f"{title}{text}：应是当地增设的行，按名目保留，没有参加核对"
        return Result("ST-1", State.WARN, told)
    if missing or added or renamed or columns:
        return Result("ST-1", State.FAIL, f"{title}{text}")
    if apart:
        return Result("ST-1", State.NOT_ASSESSABLE, f"{title}{text}")
    if ordered:
        message = f"{title}各行名目齐全；栏目与数字在文件中分开，数字按规定的栏目次序读取，请留意"
        return Result("ST-1", State.WARN, message)
    return Result("ST-1", State.PASS, f"{title}的行、栏与规定的表式一致")


def _quoted(names: Sequence[str]) -> str:
    return _shown([f"“{name.rpartition('/')[2]}”" for name in names])  # the row's own words tell it


def _shown(names: Sequence[str], most: int = 4) -> str:
    return "、".join(names[:most]) + (f"等{len(names)}行" if len(names) > most else "")


def check_tables(form: GridForm, cells: Cells, *, own: bool = True) -> tuple[Result, ...]:
    """Return the results of every rule: one for all places where it holds, one for each other.

    A blank or missing cell makes a rule not assessable there; in our ``own`` report that blocks.
    """
    results: list[Result] = []
    for _, places in groupby(form.identities(), key=lambda found: found.rule.id):
        judged = [_judge(place, cells, own) for place in places]
        good = [r for r in judged if r.state is State.PASS]
        if good:
            statement = good[0].message.partition("：")[2]
            message = good[0].message if len(good) == 1 else f"{len(good)}处均相符：{statement}"
            results.append(Result(good[0].id, State.PASS, message, good[0].left, good[0].right))
        results += [r for r in judged if r.state is not State.PASS]
    return (*results, *_completeness(form, cells, own))


def _judge(place: CellIdentity, cells: Cells, own: bool) -> Result:
    rule = place.rule
    left = [cells.get(key) for key in place.left]
    right = [cells.get(key) for key in place.right]
    known_left = [n for n in left if n is not None]
    known_right = [n for n in right if n is not None]
    said = f"{place.where}：{rule.statement}"
    if len(known_left) + len(known_right) < len(left) + len(right):
        return Result(
            rule.id,
            State.NOT_ASSESSABLE,
            f"{said}；有{'未掌握的数字' if own else '未填的格'}，无法核对",
            blocks=own,
        )
    one, other = sum(known_left, Decimal(0)), sum(known_right, Decimal(0))
    message = f"{said}：{_sum(known_left)}，{_sum(known_right)}"
    holds = {
        "eq": one == other,
        "le": one <= other,
        "ge_zero": one >= 0,
        "implies": one <= 0 or other > 0,
    }[rule.relation]
    if holds:
        return Result(rule.id, State.PASS, message, one, other)
    must = rule.strength == "must"
    state = State.FAIL if must else State.WARN
    return Result(rule.id, state, f"{message}，不符", one, other, blocks=must)


def _sum(numbers: list[Decimal]) -> str:
    shown = [trimmed(n) for n in numbers if n] or ["0"]
    total = trimmed(sum(numbers, Decimal(0)))
    return total if len(shown) == 1 else f"{'+'.join(shown)}={total}"


def _completeness(form: GridForm, cells: Cells, own: bool) -> Iterator[Result]:
    """Yield T3-Z (no blank cell) a table, and T2-5 (whole numbers not below zero)."""
    for table in form.tables:
        keys = [key for key, *_ in table.cells()]
        stated = [key for key in keys if key in cells]
        blank = sum(cells[key] is None for key in stated)
        number = f"{table.title}列出{len(stated)}格"
        if not stated:
            yield Result("T3-Z", State.NOT_ASSESSABLE, f"{table.title}未列出", blocks=own)
            continue
        if not blank:
            yield Result("T3-Z", State.PASS, f"{number}均已填报")
            continue
        # Some statistics rules leave a zero blank: only a table that has both, or nothing, is wrong.
        # Table four wholly blank says that there was no case.
        nothing = blank == len(stated) and table.id != "table4"
        both = nothing or any(cells[key] == 0 for key in stated)
        many = blank > _MOST_BLANKS.get(table.id, len(keys)) and both and not own
        state = State.NOT_ASSESSABLE if own else State.FAIL if many else State.WARN
        told = "未掌握" if own else "未填或不是一个数字，零应填0"
        yield Result("T3-Z", state, f"{number}，有{blank}格{told}", blocks=own)
    wrong = [
        f"{line.path[-1]}{column.label}"
        for key, _, line, column, _ in form.cells()
        if (n := cells.get(key)) is not None
        and column.id != "amount"
        and (n != n.to_integral_value() or (n < 0 and column.id != "change"))
    ]
    if wrong:
        yield Result("T2-5", State.FAIL, f"{'、'.join(wrong)}应为不小于0的整数", blocks=own)
    else:
        yield Result("T2-5", State.PASS, "件数均为不小于0的整数（增减除外）")
