"""A filled form as a table with its numbering and indents."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from gongkai.forms.fill import FilledForm, FilledGrid, FilledRow
from gongkai.forms.grid import Block, CellKey, GridColumn, Line, Table
from gongkai.indicators.value import Unknown
from gongkai.indicators.written import raw_text
from gongkai.report.content.components import Cell, DataTable


def form_table_of(filled: FilledForm, agency: str, year: int) -> DataTable:
    """Return the official table of a filled form."""
    headings = ("统计指标", "单位", *filled.form.columns)
    head = (tuple(Cell(text, header=True) for text in headings),)
    return DataTable(
        filled.form.id,
        f"{filled.form.title}（{year}年度）",
        head,
        tuple(_row(row) for row in filled.rows),
        f"填报单位：{agency}",
        official=True,
        by_hand="　　".join(f"{label}：" for label in filled.form.footer),
    )


def _row(filled: FilledRow) -> tuple[Cell, ...]:
    row = filled.row
    label = Cell(row.printed, indent=row.depth, header=True)
    if filled.value is None:
        return label, Cell("——", style="blank"), Cell("——", style="blank")
    style = "unknown" if isinstance(filled.value, Unknown) else "number"
    raw = raw_text(filled.value)
    cell = Cell(filled.text, style, 0, row.indicator, raw, unit=_scaled(row.unit))
    return label, Cell(row.unit, "blank"), cell


def _scaled(unit: str) -> str:
    """Return 万元 where the form asks for it: money is kept in yuan."""
    return "万元" if "万元" in unit else ""


def grid_tables_of(filled: FilledGrid) -> dict[str, DataTable]:
    """Return the statutory tables of a filled form by id, laid out as printed."""
    return {table.id: grid_table_of(filled, table.id) for table in filled.form.tables}


def grid_table_of(filled: FilledGrid, name: str) -> DataTable:
    """Return one statutory table of a filled form, laid out as printed."""
    return _grid(next(table for table in filled.form.tables if table.id == name), filled)


def _grid(table: Table, filled: FilledGrid) -> DataTable:
    unit = f"（单位：{table.unit}）" if table.unit else ""
    if table.id == "table2":
        rows = tuple(row for block in table.blocks for row in _cited_block(table, block, filled))
        return DataTable(table.id, table.title, (), rows, table.note, official=True)
    (block,) = table.blocks
    depth = max(len(line.path) for line in block.lines)
    if table.id == "table4":
        return _across(table, block, filled, unit)
    return DataTable(
        table.id,
        f"{table.title}{unit}",
        _heads(table, block, depth),
        tuple(_line_rows(table, block, depth, filled)),
        official=True,
    )


def _number(filled: FilledGrid, table: Table, line: Line, column: GridColumn) -> Cell:
    cell = filled.cells[CellKey(table.id, line.id, column.id)]
    style = "unknown" if isinstance(cell.value, Unknown) else "number"
    unit = _scaled(column.label)
    return Cell(cell.text, style, 0, cell.indicator, raw_text(cell.value), unit=unit)


def _cited_block(table: Table, block: Block, filled: FilledGrid) -> Iterator[tuple[Cell, ...]]:
    """Yield a block of table 二: the cited article, the heads of its columns, its lines."""
    widest = max(len(b.columns) for b in table.blocks)
    span = widest - len(block.columns) + 1
    yield (Cell(block.label, "head", header=True, colspan=widest + 1),)
    heads = (*block.columns[:-1], block.columns[-1])
    yield (
        Cell("信息内容", "head", header=True),
        *(
            Cell(c.label, "head", header=True, colspan=span if n == len(heads) - 1 else 1)
            for n, c in enumerate(heads)
        ),
    )
    for line in block.lines:
        cells = [_number(filled, table, line, column) for column in block.columns]
        yield (
            Cell(line.path[-1], header=True),
            *cells[:-1],
            replace(cells[-1], colspan=span),
        )


def _heads(table: Table, block: Block, depth: int) -> tuple[tuple[Cell, ...], ...]:
    """Return the merged heads of table 三: applicants, and the kinds of organisation below."""
    top = [Cell(table.note, header=True, rowspan=3, colspan=depth)]
    top.append(Cell(table.head[0], header=True, colspan=len(block.columns)))
    middle, low = [], []
    grouped = [c for c in block.columns if c.groups]
    for column in block.columns:
        if not column.groups:
            middle.append(Cell(column.label, header=True, rowspan=2))
        elif column is grouped[0]:
            middle.append(Cell(column.groups[0], header=True, colspan=len(grouped)))
        if column.groups:
            low.append(Cell(column.label, header=True))
    return tuple(top), tuple(middle), tuple(low)


def _line_rows(
    table: Table, block: Block, depth: int, filled: FilledGrid
) -> Iterator[tuple[Cell, ...]]:
    """Yield the lines of table 三, each level of the path merged over the lines below it."""
    before: tuple[str, ...] = ()
    below = Counter(line.path[:n] for line in block.lines for n in range(1, len(line.path) + 1))
    for line in block.lines:
        labels: list[Cell] = []
        for level, label in enumerate(line.path):
            here = line.path[: level + 1]
            if before[: level + 1] == here:
                continue
            last = level == len(line.path) - 1
            span = depth - level if last else 1
            text = f"{label}{line.note}" if last else label
            labels.append(Cell(text, header=True, rowspan=1 if last else below[here], colspan=span))
        before = line.path
        yield (*labels, *(_number(filled, table, line, c) for c in block.columns))


def _across(table: Table, block: Block, filled: FilledGrid, unit: str) -> DataTable:
    """Return table 四: one row of fifteen figures under two levels of heads."""
    width = len(block.columns)
    first = tuple(
        Cell(line.path[0], header=True, colspan=width * n, rowspan=2 if n == 1 else 1)
        for line, n in ((block.lines[0], 1), (block.lines[1], 2))
    )
    second = tuple(Cell(line.path[-1], header=True, colspan=width) for line in block.lines[1:])
    third = tuple(Cell(c.label, header=True) for _ in block.lines for c in block.columns)
    row = tuple(_number(filled, table, line, c) for line in block.lines for c in block.columns)
    return DataTable(
        table.id, f"{table.title}{unit}", (first, second, third), (row,), table.note, official=True
    )
