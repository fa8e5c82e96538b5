"""A government's members as the reader sees them: who is in the sums, who has not reported."""

from collections.abc import Iterator

from gongkai.examined.examine import Report
from gongkai.examined.rollup import lacking_of
from gongkai.narrative.content import Paragraph, TextRun
from gongkai.report.content.components import Cell, Component, DataTable, Note


def not_reporting(report: Report) -> list[str]:
    """Return the sentence on members that have not reported, without its full stop; or nothing."""
    missing = [member.name for member in report.members if member.missing]
    if not missing:
        return []
    left_out = report.records.declarations.missing == "leave_out"
    meaning = "本报告各数为其余单位之和" if left_out else "相关数字未掌握"
    if report.last is not None and report.last.apart:
        meaning = f"{meaning}，不与上年比较"
    return [f"未报单位{len(missing)}个：{'、'.join(missing)}；{meaning}"]


def members_notes(report: Report) -> Iterator[Component]:
    """Yield how a government's sums were made, and the table of its members: who is in them, who not."""
    if not report.members:
        return
    headings = ("成员单位", "代码", "状态", "说明", "台账校验值")
    head = (tuple(Cell(t, header=True) for t in headings),)
    lacking = lacking_of(report.records, report.members)
    rows = tuple(
        (
            Cell(m.name, header=True),
            Cell(m.code),
            Cell("未报" if m.missing else "台账不全" if lacking[m.code] else "已汇总"),
            Cell(m.missing or "、".join(f"缺《{title}》" for title in lacking[m.code])),
            Cell(m.sha256[:16]),
        )
        for m in report.members
    )
    words = (
        "各数为成员单位之和；率由合计的分子、分母重新计算；同一信息由几个机关分别公开的，各计1条。"
    )
    notes = (
        Paragraph((TextRun(words),)),
        *(Paragraph((TextRun(f"{told}。"),)) for told in not_reporting(report)),
    )
    yield Note(notes)
    yield DataTable("members", "汇总的成员单位", head, rows, folded=len(rows) > 20)
