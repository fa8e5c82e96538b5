"""The identities of a filled form (勾稽关系)."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from gongkai.checks.check import Result, State
from gongkai.forms.fill import FilledForm
from gongkai.forms.form import OPENING, Form, Identity
from gongkai.indicators.value import Amount, trimmed

Numbers = Mapping[str, Decimal | None]
if TYPE_CHECKING:
    from gongkai.indicators.compute import Indicators

_LATE_APART: Final = "F14-6"
_HALF_YUAN: Final = Decimal("0.5")


def check_form(filled: FilledForm, opening: int | None) -> tuple[Result, ...]:
    """Return a result for every identity and for the completeness of our own form.

    ``opening`` is the number of requests open at last year's end, None where unknown. An unknown
    cell makes its identities not assessable, which blocks: the cells are statutory.
    """
    return check_rows(filled.form, {f.row.id: f.number for f in filled.rows}, opening)


def check_rows(
    form: Form, numbers: Numbers, opening: int | None, *, own: bool = True
) -> tuple[Result, ...]:
    """Return the same over anybody's form, by row id; nothing blocks where it is not our ``own``."""
    return (
        *(_identity(identity, form, numbers, opening, own) for identity in form.identities),
        *_completeness(form, numbers, own),
    )


def check_units(filled: FilledForm, indicators: "Indicators") -> Result:
    """Return F14-16: a 万元 cell times 10,000 is the yuan of the records, to the nearest yuan."""
    wrong = []
    for cell in filled.rows:
        value = indicators.values.get(cell.row.indicator)
        if cell.row.unit != "万元" or cell.number is None or not isinstance(value, Amount):
            continue
        if abs(cell.number * 10000 - Decimal(value.number)) > _HALF_YUAN:
            wrong.append(cell.row.label)
    state = State.FAIL if wrong else State.PASS
    message = "万元各格乘以一万等于台账的元数" + (f"：{'、'.join(wrong)}不符" if wrong else "")
    return Result("F14-16", state, message, blocks=bool(wrong))


def _identity(
    identity: Identity, form: Form, numbers: Numbers, opening: int | None, own: bool
) -> Result:
    known = {**numbers, OPENING: None if opening is None else Decimal(opening)}
    left = [known.get(name) for name in identity.left]
    right = [known.get(name) for name in identity.right]
    known_left = [n for n in left if n is not None]
    known_right = [n for n in right if n is not None]
    if len(known_left) < len(left) or len(known_right) < len(right):
        if not own and _holds_without(identity, known):
            # Somebody's form has no row for what was carried in, which only adds to what came in.
            shown = f"{_sum(known_left, identity)}，{_sum(known_right, None)}"
            return Result(identity.id, State.PASS, f"{identity.statement}：{shown}")
        labels = {row.id: row.label for row in form.rows} | {OPENING: "上年结转"}
        pairs = zip((*identity.left, *identity.right), (*left, *right), strict=True)
        missing = "、".join(labels[name] for name, number in pairs if number is None)
        message = f"{identity.statement}：{missing}{'未掌握' if own else '未填'}，无法核对"
        return Result(identity.id, State.NOT_ASSESSABLE, message, blocks=own)
    one = max(known_left) if identity.relation == "max_le" else sum(known_left, Decimal(0))
    other = sum(known_right, Decimal(0))
    message = f"{identity.statement}：{_sum(known_left, identity)}，{_sum(known_right, None)}"
    if _holds(identity.relation, one, other):
        return Result(identity.id, State.PASS, message, one, other)
    # Somebody's late requests stand in no row: more done than in time and extended is then right.
    late = identity.id == _LATE_APART and one > other and not own
    must = identity.strength == "must" and not late
    state = State.FAIL if must else State.WARN
    return Result(identity.id, state, f"{message}，不符", one, other, blocks=must)


def _holds_without(identity: Identity, known: Numbers) -> bool:
    """Tell whether only last year's open requests are not known, and it holds with none of them."""
    names = (*identity.left, *identity.right)
    if identity.relation != "le" or [n for n in names if known.get(n) is None] != [OPENING]:
        return False
    left, right = (
        sum((n for name in side if (n := known.get(name)) is not None), Decimal(0))
        for side in (identity.left, identity.right)
    )
    return left <= right


def _sum(numbers: list[Decimal], identity: Identity | None) -> str:
    """Return the numbers of a side as a reader would check them: 29，or 4+0+20+5=29."""
    texts = [trimmed(n) for n in numbers]
    if len(texts) == 1:
        return texts[0]
    if identity is not None and identity.relation == "max_le":
        return f"{'、'.join(texts)}中最大为{trimmed(max(numbers))}"
    return f"{'+'.join(texts)}={trimmed(sum(numbers, Decimal(0)))}"


def _holds(relation: str, left: Decimal, right: Decimal) -> bool:
    match relation:
        case "eq":
            return left == right
        case "both_or_neither":
            return (left == 0) == (right == 0)
        case _:
            return left <= right


def _completeness(form: Form, numbers: Numbers, own: bool) -> Iterator[Result]:
    """Yield F14-14 (no blank cell; in somebody's form, of the rows that it has) and F14-15."""
    stated = [row for row in form.figures if own or row.id in numbers]
    blank = [row.label for row in stated if numbers.get(row.id) is None]
    done = f"{len(stated) - len(blank)}/{len(stated)}"
    if blank:
        shown = "、".join(blank[:3]) + ("等" if len(blank) > 3 else "")
        told = "未掌握" if own else "未填或不是数字，零应填0"
        message = f"统计表应逐格填报：{shown}共{len(blank)}格{told}"
        state = State.NOT_ASSESSABLE if own else State.FAIL
        yield Result("F14-14", state, message, done, blocks=own)
    else:
        yield Result("F14-14", State.PASS, f"统计表应逐格填报：{done}格已填", done)
    wrong = [
        row.label
        for row in stated
        if (n := numbers.get(row.id)) is not None
        and (n < 0 or (row.unit != "万元" and n != n.to_integral_value()))
    ]
    state = State.FAIL if wrong else State.PASS
    message = "各格均为不小于0的数，除万元外均为整数" + (
        f"：{'、'.join(wrong)}不符" if wrong else ""
    )
    yield Result("F14-15", state, message, blocks=bool(wrong))
