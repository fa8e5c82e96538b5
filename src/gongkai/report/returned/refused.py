"""What is edited in a report and not taken: figures, tables, and what settings or the form decide."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from gongkai.indicators.indicator import Aggregate
from gongkai.indicators.registry import BY_ID, leaves
from gongkai.narrative.comparison import counted_id
from gongkai.records.ledgers import BY_ID as LEDGERS
from gongkai.report.returned.document import Document, Line
from gongkai.report.returned.sentence import Bound

ANNEX: Final = "AnnexHeading"
DECIDED: Final = {
    "Title": "标题由机关名称和年度而来，请在机关设置中改",
    "Notice": "数据说明由本年声明而来，请在 declarations.toml 中改",
    "Seal": "署名和日期由机关名称、公布日期而来，请在机关设置和本年声明中改",
    "Attachment": "附件名称由程序按格式生成",
}
_HEADING: Final = "章节标题按规定格式，不从 Word 取回"
_MADE: Final = "图表的标题和说明由程序生成"


@dataclass(frozen=True, slots=True)
class Refused:
    """Something edited that is not taken: where, what it was and is, and what to do instead."""

    place: str
    old: str
    new: str
    remedy: str


def outside(old_line: Line | None, new_line: Line | None) -> Refused | None:
    """Return what is refused of a line outside of the chapters' text; None where it is as it was."""
    old, new = old_line.text if old_line else "", new_line.text if new_line else ""
    line = old_line or new_line
    if old == new or line is None:
        return None
    heading = line.style.startswith("Heading") or line.style == ANNEX
    remedy = DECIDED.get(line.style, _HEADING if heading else _MADE)
    return Refused("标题" if heading or line.style == "Title" else "正文以外", old, new, remedy)


def figures(bound: Bound, name: str, sentence: str) -> Iterator[Refused]:
    """Yield the figures of a sentence whose change is refused."""
    for figure in bound.changed:
        if not figure.indicator:
            remedy = "这是手填的数，请在 narrative 的文件中连同理由一起改"
            yield Refused(f"“{name}”{sentence}", figure.old, figure.new, remedy)
        else:
            counted = counted_id(figure.indicator)
            told = f"“{name}”{BY_ID[counted].label}"
            yield Refused(told, figure.old, figure.new, _remedy(counted))


def _remedy(indicator: str) -> str:
    formulas = (BY_ID[leaf].formula for leaf in leaves(indicator))
    ledgers = (LEDGERS[f.ledger].title for f in formulas if isinstance(f, Aggregate))
    return f"数字取自《{'》《'.join(dict.fromkeys(ledgers))}》，确有出入的请改台账"


def tables(written: Document, edited: Document, cells: Mapping[str, str]) -> Iterator[Refused]:
    """Yield what was changed in tables: nothing of them is taken. ``cells`` names those of the form by indicator."""
    if len(written.tables) != len(edited.tables):
        yield Refused(
            "统计表",
            f"{len(written.tables)}张",
            f"{len(edited.tables)}张",
            "表由程序生成，不能增减",
        )
    for number, (ours, theirs) in enumerate(zip(written.tables, edited.tables, strict=False), 1):
        if [len(row) for row in ours] != [len(row) for row in theirs]:
            yield Refused(f"第{number}张表", "", "行列有增减", "表由程序生成，不能增减行列")
            continue
        for row, others in zip(ours, theirs, strict=True):
            for cell, other in zip(row, others, strict=True):
                if cell.text != other.text:
                    names = [m.indicator for m in cell.marks if m.indicator]
                    remedy = _remedy(names[0]) if names else "表头和项目名称按规定格式"
                    yield Refused(_place(number, row, cell, cells), cell.text, other.text, remedy)


def _place(number: int, row: Sequence[Line], cell: Line, cells: Mapping[str, str]) -> str:
    """Return a cell's place in the form's words: its row and column; of one without a figure, its row's words."""
    names = [m.indicator for m in cell.marks if m.indicator]
    if names:
        return f"统计表“{cells.get(names[0], BY_ID[names[0]].label)}”"
    words = "—".join(dict.fromkeys(one.text for one in row if one.text and not one.marks))
    return f"第{number}张表“{words}”一行"
