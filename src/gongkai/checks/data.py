"""Findings of the records as checks, one a rule, and failed checks as findings with a place."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from typing import Final

from gongkai.checks.check import Result, State
from gongkai.findings import Finding, Place, Severity

_BOOK: Final = "statistics.xlsx"
# What follows from another fact: sums that late rows take apart, remarks on a text nobody has written.
_FOLLOWS: Final = {"F14-6": "R-05", "D-6": "N-04"}


def check_findings(findings: Sequence[Finding]) -> tuple[Result, ...]:
    """Return a result for every rule that found an error or a warning; errors block."""
    grave = sorted(
        (f for f in findings if f.severity is not Severity.INFO),
        key=lambda f: (f.rule, f.severity.rank),
    )
    results = []
    for (rule, severity), group in groupby(grave, key=lambda f: (f.rule, f.severity)):
        found = list(group)
        more = f"等{len(found)}处" if len(found) > 1 else ""
        fails = severity is Severity.ERROR
        results.append(
            Result(
                rule,
                State.FAIL if fails else State.WARN,
                f"{found[0].message}：{found[0].place}{more}",
                blocks=fails,
                waivable=all(f.answerable for f in found),
            )
        )
    return tuple(results)


def without_consequences(
    results: Sequence[Result], findings: Sequence[Finding]
) -> tuple[Result, ...]:
    """Return the results; one whose difference is that of told rows no longer blocks by itself."""
    kept = []
    for result in results:
        cause = _FOLLOWS.get(result.id, "")
        rows = sum(f.rows for f in findings if f.rule == cause)
        left, right = result.left, result.right
        explained = (
            result.state is State.FAIL
            and isinstance(left, Decimal)
            and isinstance(right, Decimal)
            and 0 < left - right <= rows
        )
        words = f"{result.message}；相差的件数已另行指出（{cause}）"
        kept.append(
            replace(result, state=State.WARN, message=words, blocks=False) if explained else result
        )
    return tuple(kept)


def of_what_is_written(
    results: Sequence[Result], findings: Sequence[Finding]
) -> tuple[Result, ...]:
    """Return the checks of the wording; one of a text that nobody has written yet judges nothing."""
    told = {finding.rule for finding in findings}
    open_yet = {check: cause for check, cause in _FOLLOWS.items() if cause in told}
    judged = {
        result: Result(
            result.id,
            State.NOT_ASSESSABLE,
            f"正文还没有写，写出以后再核对（{open_yet[result.id]}）",
        )
        if result.id in open_yet
        else result
        for result in results
    }
    return tuple(dict.fromkeys(judged.values()))


def findings_of(results: Sequence[Result], findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return a finding for each failed check that no row of a ledger explains.

    A check of the wording has its place in the text; any other stands on its line in the
    statistics workbook, where both sides are formulas. While rows cannot be counted, what their
    sums do not hold is a consequence, and is not told.
    """
    told = {finding.rule for finding in findings}
    uncountable = any(finding.stops for finding in findings)
    # Words are wanting where something else is amiss; only where nothing is, that is told by itself.
    grave = any(finding.severity is Severity.ERROR for finding in findings)
    return tuple(
        Finding(
            result.id,
            Severity.ERROR if result.state is State.FAIL else Severity.WARNING,
            result.place or Place(*(("正文",) if result.remedy else (_BOOK, "审核"))),
            result.text or None,
            "" if result.remedy else "核对关系成立",
            result.message,
            result.remedy
            or "请核对所涉数字的来源；情况属实的，在“审核意见”工作表（或 review.toml）中说明理由",
        )
        for result in results
        if result.state in (State.FAIL, State.WARN)
        and result.id not in told
        and _FOLLOWS.get(result.id) not in told
        and (result.remedy or not uncountable)
        and (result.waivable or not grave)
    )
