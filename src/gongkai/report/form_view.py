"""A filled form as a table with its numbering and indents."""

from gongkai.forms.fill import FilledForm, FilledRow
from gongkai.indicators.compute import raw_text
from gongkai.indicators.value import Unknown
from gongkai.report.components import Cell, DataTable


def form_table_of(filled: FilledForm, agency: str, year: int) -> DataTable:
    """Return the official table of a filled form."""
    headings = ("统计指标", "单位", *filled.form.columns)
    head = (tuple(Cell(text, header=True) for text in headings),)
    note = f"填报单位：{agency}　　{'　　'.join(f'{label}：' for label in filled.form.footer)}"
    return DataTable(
        filled.form.id,
        f"{filled.form.title}（{year}年度）",
        head,
        tuple(_row(row) for row in filled.rows),
        note,
        official=True,
    )


def _row(filled: FilledRow) -> tuple[Cell, ...]:
    row = filled.row
    number = f"{row.number}、" if row.depth == 0 else row.number
    if row.number.isdigit():
        number = f"{row.number}."
    if row.number == "其中":
        number = "其中："
    label = Cell(f"{number}{row.label}", indent=row.depth, header=True)
    if filled.value is None:
        return label, Cell("——", style="blank"), Cell("——", style="blank")
    style = "unknown" if isinstance(filled.value, Unknown) else "number"
    raw = raw_text(filled.value)
    return label, Cell(row.unit), Cell(filled.text, style, 0, row.indicator, raw)
