"""What is open of an examined year, told alike by every command that looks at one."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from gongkai.checks.alike import at_once
from gongkai.checks.check import State, worst_states
from gongkai.findings import Finding
from gongkai.office.worklist import worklist

if TYPE_CHECKING:
    from gongkai.examined.examine import Examined

_SHOWN: Final = 20  # sentences with numbers of the office's own
_GRAVEST: Final = (State.FAIL, State.WARN, State.NOT_ASSESSABLE)
_MANY: Final = 3  # results of one rule that cannot be assessed; more are told in one line


def tell_open(
    examined: "Examined", say: Callable[[str], None], *, findings: bool = True, every: bool = False
) -> None:
    """Say what is open, on one screen: alike findings in one line, the checks that could not be made,
    the office's own numbers. With ``every`` each is said by itself.

    Without ``findings`` these are told elsewhere, and the failed checks are said here in brief.
    """
    if findings:
        tell_findings(examined.findings, say, every=every)
    told = {finding.rule for finding in examined.findings} if findings else set()
    left = [r for r in examined.results if r.state is not State.PASS and r.id not in told]
    if findings:
        left = [r for r in left if r.state is State.NOT_ASSESSABLE]
    unknown = Counter(r.id for r in left if r.state is State.NOT_ASSESSABLE)
    for result in sorted(left, key=lambda one: _GRAVEST.index(one.state)):
        # One rule may stand for hundreds of cells that a missing ledger leaves blank.
        if unknown[result.id] < _MANY and (every or not findings):
            say(f"[{result.state.label} {result.id}] {result.message}")
    waiting = sum(s is State.NOT_ASSESSABLE for s in worst_states(examined.results).values())
    if waiting and not every and findings:
        key = examined.key
        say(
            f"无法核对的 {waiting} 项检查还没有条件作出（{_why(examined)}）"
            f"{'；' if examined.blocking else '，不影响出报告；'}"
            f"逐项见：gongkai check {key.agency} {key.year} --all"
        )
    many = "、".join(f"{name} {n}项" for name, n in unknown.items() if n >= _MANY)
    if many and (every or not findings):
        say(f"[无法核对] {many}：有关数字未掌握，补齐台账后会自动核对")
    _tell_numbers(examined, say, every or not findings)


def _why(examined: "Examined") -> str:
    members = any(member.missing or member.unknown for member in examined.members)
    causes = (
        ("台账未齐", bool(examined.records.lacking) or members),
        ("没有上年的数据和正文", examined.last is None),
    )
    return "、".join(words for words, holds in causes if holds) or "有关的数字未掌握"


def tell_findings(
    findings: Sequence[Finding], say: Callable[[str], None], *, every: bool = False
) -> None:
    """Say the findings: the first screen of them, or each, those that differ in nothing but the row as one."""
    for line in (f.told() for f in at_once(findings)) if every else worklist(findings):
        say(line)


def _tell_numbers(examined: "Examined", say: Callable[[str], None], every: bool) -> None:
    sentences = sorted({(str(n.place), n.sentence) for n in examined.numbers if not n.held})
    if not sentences:
        return
    if not every:
        key = examined.key
        say(
            f"正文中有 {len(sentences)} 句含没有找到对应指标的数字，不影响出报告，请核稿人过目；"
            f"逐句见：gongkai check {key.agency} {key.year} --all"
        )
        return
    say("正文中有没有找到对应指标的数字，不影响出报告，请核稿人过目：")
    for place, sentence in sentences[:_SHOWN]:
        say(f"  {place}：{sentence}")
    if len(sentences) > _SHOWN:
        say(f"  另有 {len(sentences) - _SHOWN} 句，全部列在报告的“审核”中")
