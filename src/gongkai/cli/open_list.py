"""What is open of an examined year, told alike by every command that looks at one."""

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from gongkai.checks.check import State

if TYPE_CHECKING:
    from gongkai.examined.examine import Examined

_SHOWN: Final = 20  # sentences with numbers of the office's own
_MANY: Final = 3  # results of one rule that cannot be assessed; more are told in one line


def tell_open(examined: "Examined", say: Callable[[str], None], *, findings: bool = True) -> None:
    """Say each finding, the checks that could not be made, the office's own numbers; none twice.

    Without ``findings`` these are told elsewhere, and the failed checks are said here in brief.
    """
    told = set()
    if findings:
        for finding in examined.findings:
            say(str(finding))
        told = {finding.rule for finding in examined.findings}
    unknown = Counter(r.id for r in examined.results if r.state is State.NOT_ASSESSABLE)
    for result in examined.results:
        # One rule may stand for hundreds of cells that a missing ledger leaves blank.
        if result.state is not State.PASS and result.id not in told and unknown[result.id] < _MANY:
            say(f"[{result.id}] {result.message}")
    many = "、".join(f"{name} {n}项" for name, n in unknown.items() if n >= _MANY)
    if many:
        say(f"[无法核对] {many}：有关数字未掌握，补齐台账后会自动核对")
    _tell_numbers(examined, say)


def _tell_numbers(examined: "Examined", say: Callable[[str], None]) -> None:
    sentences = sorted({(str(n.place), n.sentence) for n in examined.numbers})
    if sentences:
        say("正文中有台账不统计的数字，不影响出报告，请核稿人过目：")
    for place, sentence in sentences[:_SHOWN]:
        say(f"  {place}：{sentence}")
    if len(sentences) > _SHOWN:
        say(f"  另有 {len(sentences) - _SHOWN} 句，全部列在报告的“审核”中")
