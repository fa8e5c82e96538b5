"""The identities of a filled form as formulas over the cells of the workbook."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from xlsxwriter.utility import xl_rowcol_to_cell

from gongkai.checks.years import RULES as YEARS
from gongkai.checks.years import LastYear
from gongkai.forms.era import NoForm
from gongkai.forms.fill import FilledForm, FilledGrid
from gongkai.forms.form import OPENING
from gongkai.indicators.compute import Indicators
from gongkai.indicators.value import Amount

Places = dict[tuple[str, str], tuple[str, int, int]]  # (table, indicator) → sheet, row, column


@dataclass(frozen=True, slots=True)
class LiveCheck:
    """One identity: formulas of both sides, with the values they have now."""

    id: str
    statement: str
    relation: str
    left: str
    right: str
    left_value: float
    right_value: float

    def verdict(self, left: str, right: str) -> str:
        """Return the formula that compares two cells."""
        condition = {
            "eq": f"ROUND({left}-{right},4)=0",
            "both_or_neither": f"({left}=0)=({right}=0)",
            "ge_zero": f"{left}>=0",
            "implies": f"OR({left}<=0,{right}>0)",
        }.get(self.relation, f"{left}<={right}")
        return f'=IF({condition},"通过","不符")'

    @property
    def result(self) -> str:
        """Return what the verdict's formula comes to now."""
        one, other = self.left_value, self.right_value
        holds = {
            "eq": one == other,
            "both_or_neither": (one == 0) == (other == 0),
            "ge_zero": one >= 0,
            "implies": one <= 0 or other > 0,
        }.get(self.relation, one <= other)
        return "通过" if holds else "不符"


def live_checks(
    form: FilledForm | FilledGrid | NoForm, places: Places, opening: Decimal | None = None
) -> Iterator[LiveCheck]:
    """Yield every identity whose cells are all filled; the others cannot be recomputed.

    ``opening`` is the number of requests carried in: the form of 2014 has no cell for it, so it
    stands in the formula.
    """
    match form:
        case FilledForm():
            numbers = {f.row.id: f.number for f in form.rows if f.row.indicator}
            numbers[OPENING] = opening
            indicators = {f.row.id: f.row.indicator for f in form.rows}
            for identity in form.form.identities:
                names = (*identity.left, *identity.right)
                if OPENING in names and opening is None:
                    continue
                cells = {
                    n: None if n == OPENING else places[form.form.id, indicators[n]] for n in names
                }
                found = _live(
                    identity.id, identity.statement, identity.relation,
                    [(cells[n], numbers[n]) for n in identity.left],
                    [(cells[n], numbers[n]) for n in identity.right],
                )  # fmt: skip
                if found:
                    yield found
        case FilledGrid():
            yield from _grid_checks(form, places)
        case NoForm():
            return


def _grid_checks(form: FilledGrid, places: Places) -> Iterator[LiveCheck]:
    cells = {k: (places[k.table, c.indicator], c.number) for k, c in form.cells.items()}
    for place in form.form.identities():
        found = _live(
            place.rule.id, f"{place.where}：{place.rule.statement}", place.rule.relation,
            [cells[key] for key in place.left], [cells[key] for key in place.right],
        )  # fmt: skip
        if found:
            yield found


def live_years(now: Indicators, last: LastYear | None, places: Places) -> Iterator[LiveCheck]:
    """Yield every rule against last year whose figures of this year stand in a cell.

    Last year's figures have no cell and stand in the formula.
    """
    cells = {indicator: place for (_, indicator), place in places.items()}
    for rule in YEARS if last is not None else ():
        ours = (*rule.now, *rule.plus, *rule.minus)
        numbers = {n: v.number for n in ours if isinstance(v := now[n], Amount)}
        known = {n: last.figures[n] for n in rule.before if last and n in last.figures}
        if (
            rule.relation == "pending"
            or not rule.since <= now.year <= rule.until
            or len(known) < len(rule.before)
            or not all(n in cells and n in numbers for n in ours)
        ):
            continue
        before: _Side = [(None, known[n]) for n in rule.before]
        one, plus, minus = (
            [(cells[n], Decimal(numbers[n])) for n in names]
            for names in (rule.now, rule.plus, rule.minus)
        )
        found = _live(rule.id, rule.statement, rule.relation, [*one], [*before, *plus])
        if found is not None:
            less = _formula([*minus], "SUM")[1:]
            total = float(sum((number for _, number in minus), Decimal(0)))
            right = f"{found.right}-{less}" if minus else found.right
            yield replace(found, right=right, right_value=found.right_value - total)


_Side = list[tuple[tuple[str, int, int] | None, Decimal | None]]  # a cell, or none; its number


def _live(id_: str, statement: str, relation: str, left: _Side, right: _Side) -> LiveCheck | None:
    one = [number for _, number in left if number is not None]
    other = [number for _, number in right if number is not None]
    if len(one) + len(other) < len(left) + len(right):
        return None
    largest = relation == "max_le"
    return LiveCheck(
        id_,
        statement,
        relation,
        _formula(left, "MAX" if largest else "SUM"),
        _formula(right, "SUM"),
        float(max(one) if largest else sum(one, Decimal(0))),
        float(sum(other, Decimal(0))),
    )


def _formula(side: _Side, function: str) -> str:
    if not side:
        return "=0"
    return f"={function}({','.join(_term(place, number) for place, number in side)})"


def _term(place: tuple[str, int, int] | None, number: Decimal | None) -> str:
    if place is None:
        return str(number)
    sheet, row, column = place
    return f"'{sheet}'!{xl_rowcol_to_cell(row, column)}"
