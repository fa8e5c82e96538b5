"""Made-up filled forms of any year, and the tables that our writers make of them."""

import random
from decimal import Decimal

from gongkai.forms.era import form_for
from gongkai.forms.fill import FilledForm, FilledGrid, fill, fill_grid
from gongkai.forms.form import Form
from gongkai.forms.grid import GridForm
from gongkai.indicators.value import Amount, Value
from gongkai.report.content.components import DataTable
from gongkai.report.content.form_view import form_table_of, grid_tables_of

AGENCY = "云杉市园林绿化局（虚构）"


def random_form(seed: int, year: int) -> FilledForm | FilledGrid:
    """Return the year's form with a random figure in every cell; sums need not hold."""
    rng = random.Random(f"{seed}-{year}")
    form = form_for(year)
    assert isinstance(form, Form | GridForm)
    if isinstance(form, Form):
        units = {row.indicator: row.unit for row in form.figures}
        return fill(form, {name: _amount(rng, "万元" in unit) for name, unit in units.items()})
    values: dict[str, Value] = {}
    for key, _, _, column, indicator in form.cells():
        values[indicator] = _amount(rng, "金额" in column.label, signed=key.column == "change")
    return fill_grid(form, values)


def _amount(rng: random.Random, money: bool, *, signed: bool = False) -> Amount:
    size = rng.choice((0, 1, 9, 999, 99_999, 5_000_000))
    if money:
        return Amount(Decimal(rng.randint(0, size * 100)) / 100)
    return Amount(rng.randint(-size if signed else 0, size))


def tables(filled: FilledForm | FilledGrid, year: int) -> dict[str, DataTable]:
    """Return the official tables as our writers are given them."""
    if isinstance(filled, FilledForm):
        return {"stats2014": form_table_of(filled, AGENCY, year)}
    return grid_tables_of(filled)


def stated(filled: FilledForm | FilledGrid, *, bare: bool = False) -> dict[str, dict[str, object]]:
    """Return what an audit must read: the printed figures by official labels, ``bare`` of units."""
    if isinstance(filled, FilledForm):
        rows = (filled[row.id] for row in filled.form.figures)
        return {"stats2014": {filled.form.path(f.row): _printed(f.text) for f in rows}}
    found: dict[str, dict[str, object]] = {table.id: {} for table in filled.form.tables}
    for key, block, line, column, _ in filled.form.cells():
        holder = found[key.table]
        if block.label:
            holder = holder.setdefault(block.label, {})  # type: ignore[assignment]
        row = holder.setdefault("/".join(line.path), {})
        assert isinstance(row, dict)
        text = filled.cells[key].text
        row[column.label] = _printed(text.removesuffix("元") if bare else text)
    return found


def _printed(text: str) -> int | float | str:
    if text.endswith("元"):
        return text
    number = Decimal(text)
    return int(number) if number == int(number) else float(number)
