"""A form filled from indicators: unknown stays unknown, zero prints 0."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from gongkai.forms.form import Form, Row
from gongkai.forms.grid import CellKey, GridForm
from gongkai.indicators.value import Amount, NotApplicable, Value, round_half_up, trimmed


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row with its value in the row's unit, and the text of its cell."""

    row: Row
    value: Value | None
    text: str

    @property
    def number(self) -> Decimal | None:
        """Return the figure in the row's unit, or None where it is not known."""
        return Decimal(self.value.number) if isinstance(self.value, Amount) else None


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form with a value in every figure row."""

    form: Form
    rows: tuple[FilledRow, ...]

    def __getitem__(self, row: str) -> FilledRow:
        return next(filled for filled in self.rows if filled.row.id == row)


@dataclass(frozen=True, slots=True)
class FilledCell:
    """A cell with its indicator, its value in the cell's unit, and its text."""

    indicator: str
    value: Value
    text: str

    @property
    def number(self) -> Decimal | None:
        """Return the figure as printed, or None where it is not known."""
        return Decimal(self.value.number) if isinstance(self.value, Amount) else None


@dataclass(frozen=True, slots=True)
class FilledGrid:
    """The tables of 2019 and later with a value in every cell."""

    form: GridForm
    cells: Mapping[CellKey, FilledCell]

    @property
    def numbers(self) -> dict[CellKey, Decimal | None]:
        """Return every cell's number, None where it is not known."""
        return {key: cell.number for key, cell in self.cells.items()}


def filled(form: Form | GridForm, values: Mapping[str, Value]) -> FilledForm | FilledGrid:
    """Return the official tables of a year filled by indicator id, whatever their era."""
    return fill(form, values) if isinstance(form, Form) else fill_grid(form, values)


def fill_grid(form: GridForm, values: Mapping[str, Value]) -> FilledGrid:
    """Return the tables filled by indicator id; charges in yuan are turned into 万元."""
    return FilledGrid(
        form,
        {
            key: _fill_cell(indicator, values[indicator], column.label)
            for key, _, _, column, indicator in form.cells()
        },
    )


def _fill_cell(indicator: str, value: Value, column: str) -> FilledCell:
    if not isinstance(value, Amount):
        text = "不适用" if isinstance(value, NotApplicable) else "未掌握"
        return FilledCell(indicator, value, text)
    number = Decimal(value.number)
    if "万元" in column:
        number = ten_thousands(number)
    # The form of 2019 prints no unit for the sum of purchases, so the cell says it.
    return FilledCell(
        indicator, Amount(number), trimmed(number) + ("元" if "总金额" in column else "")
    )


def fill(form: Form, values: Mapping[str, Value]) -> FilledForm:
    """Return the form filled by indicator id; money in yuan is turned into 万元."""
    return FilledForm(form, tuple(_fill(row, values) for row in form.rows))


def _fill(row: Row, values: Mapping[str, Value]) -> FilledRow:
    if not row.indicator:
        return FilledRow(row, None, "——")
    value = values[row.indicator]
    if not isinstance(value, Amount):
        return FilledRow(row, value, "不适用" if isinstance(value, NotApplicable) else "未掌握")
    number = ten_thousands(Decimal(value.number)) if row.unit == "万元" else Decimal(value.number)
    return FilledRow(row, Amount(number), trimmed(number))


def ten_thousands(yuan: Decimal) -> Decimal:
    """Return yuan as 万元, half-up at four places (one yuan).

    >>> ten_thousands(Decimal("3940.00")), ten_thousands(Decimal("12345.5"))
    (Decimal('0.3940'), Decimal('1.2346'))
    """
    return round_half_up(yuan / 10000, 4)
