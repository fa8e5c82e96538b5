"""The identities of a filled form as formulas over the cells of the workbook."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xlsxwriter.utility import xl_rowcol_to_cell

from gongkai.forms.era import NoForm
from gongkai.forms.fill import FilledForm, FilledGrid
from gongkai.forms.form import OPENING

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
        }.get(self.relation, one <= other)
        return "通过" if holds else "不符"


def live_checks(form: FilledForm | FilledGrid | NoForm, places: Places) -> Iterator[LiveCheck]:
    """Yield every identity whose cells are all filled; the others cannot be recomputed."""
    match form:
        case FilledForm():
            numbers = {f.row.id: f.number for f in form.rows if f.row.indicator}
            indicators = {f.row.id: f.row.indicator for f in form.rows}
            for identity in form.form.identities:
                names = (*identity.left, *identity.right)
                if OPENING in names:
                    continue  # the form has no cell for it
                cells = {n: places[form.form.id, indicators[n]] for n in names}
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


_Side = list[tuple[tuple[str, int, int], Decimal | None]]


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
    names = (f"'{sheet}'!{xl_rowcol_to_cell(row, column)}" for (sheet, row, column), _ in side)
    return f"={function}({','.join(names)})"
