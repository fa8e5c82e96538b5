"""What is still to do before the report may be signed, in the order of doing; and all that was found."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from gongkai.examined.examine import Examined
from gongkai.findings import Severity
from gongkai.office.group import Group
from gongkai.office.worklist import groups_of, to_do
from gongkai.pattern import pattern
from gongkai.report.content.components import Agenda, FindingList, Task
from gongkai.report.content.fonts import readable

# A clause that shows how a figure is called in a text of the office.
_SYNTAX: Final = pattern(r"[^；，。：“]*\{\{.*?\}\}[^；，。”]*[；，。]?")
_OR: Final = pattern(r"^[，；]?或者?(?=[^，。；])")  # what the first of two ways leaves behind

_ANSWERED: Final = "已说明"
_TO_DO: Final = {
    Severity.ERROR: "改正之前只能是草稿",
    Severity.WARNING: "请逐件核实",
}


def agenda(report: Examined) -> Agenda:
    """Return what is to do: causes before consequences, what blocks before what does not, then who signs."""
    tasks = [_plainly(_task(group)) for group in to_do(groups_of(report.findings))]
    return Agenda("；".join(_told(report)), (*tasks, *_last_steps(report), *_answered(report)))


def _answered(report: Examined) -> Iterator[Task]:
    """Yield what somebody answered for: who signs takes it over with the rest."""
    for group in groups_of(report.findings):
        if group.answered and group.first.severity is not Severity.INFO:
            yield replace(_plainly(_task(group)), severity=_ANSWERED, remedy="")


def _plainly(task: Task) -> Task:
    """Return a task as the one who signs reads it: no code of a rule, no way of writing templates."""
    message, remedy = (
        _OR.sub("", _SYNTAX.sub("", text).rstrip("；，")) for text in (task.message, task.remedy)
    )
    if task.remedy and not remedy:
        remedy = "请经办人按问题清单中的写法改正。"
    return replace(task, message=message or task.message, remedy=remedy, code="")


def _told(report: Examined) -> Iterator[str]:
    groups = to_do(groups_of(report.findings))
    for severity, what in _TO_DO.items():
        alike = [group.count for group in groups if group.first.severity is severity]
        if alike:
            yield f"{severity.label}{sum(alike)}个，归为{len(alike)}件，{what}"
    answered = len(list(_answered(report)))
    if not groups:
        yield "台账和正文没有要改的"
    if answered:
        yield f"另有{answered}件已作说明，签发即认可所说的理由"


def _last_steps(report: Examined) -> Iterator[Task]:
    key = f"{report.key.agency} {report.key.year}"
    if any(not number.held for number in report.numbers):
        count = sum(not number.held for number in report.numbers)
        yield Task(
            "过目", f"正文有{count}个数字由本机关自述，没有找到对应的指标", "", "请逐个核对，见“本机关自述的数字”"
        )  # fmt: skip
    if report.blocking:
        yield Task("重做", "改正以后重新生成", "", f"运行 gongkai report {key}")


def finding_list(report: Examined) -> FindingList:
    """Return all findings, alike ones together."""
    items = tuple(_task(group) for group in groups_of(report.findings))
    return FindingList("发现的问题", items, "台账和正文没有发现问题。")


def _task(group: Group) -> Task:
    first = group.first
    one = len({f.expected for f in group.findings}) == 1
    expected = f"应为：{first.expected}。" if first.expected and one else ""
    words = f"现值{group.words}。" if group.words else ""
    remedy = f"{words}{expected}{first.remedy}" if first.severity is not Severity.INFO else words
    said, place = readable(group.said), readable(group.place)
    return Task(first.severity.label, said, place, readable(remedy), first.rule)
