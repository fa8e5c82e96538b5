"""Findings of the records as checks, one a rule."""

from collections.abc import Sequence
from itertools import groupby

from gongkai.checks.check import Result, State
from gongkai.findings import Finding, Severity


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
            )
        )
    return tuple(results)
