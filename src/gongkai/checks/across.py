"""Checks across tables and ledgers: each a condition that should not hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from gongkai.checks.check import Result, State
from gongkai.indicators.compute import Indicators
from gongkai.indicators.value import Amount

Numbers = Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class AcrossRule:
    """A condition over figures: where ``odd`` holds, the reader is told ``message``."""

    id: str
    needs: tuple[str, ...]
    odd: Callable[[Numbers], bool]
    message: str
    fine: str
    since: int = 0
    until: int = 9999
    departments_only: bool = False


RULES: Final = (
    AcrossRule(
        "X-3", ("publishable_published", "publishable_decisions"),
        lambda n: n["publishable_published"] > n["publishable_decisions"],
        "已公示的决定多于应当公示的决定", "已公示的决定不多于应当公示的决定",
    ),
    AcrossRule(
        "X-4", ("publicity_total", "licence_decisions", "penalty_decisions"),
        lambda n: (n["publicity_total"] == 0) != (n["licence_decisions"] + n["penalty_decisions"] == 0),
        "有决定而全年没有公示，或有公示而全年没有决定，请说明", "决定与公示有无一致",
    ),
    AcrossRule(
        "X-5", ("accepted_total", "disputes_total"),
        lambda n: n["accepted_total"] == 0 < n["disputes_total"],
        "没有申请而有复议诉讼，可能是往年案件，请核对", "复议诉讼与申请有无不矛盾",
    ),
    AcrossRule(
        "X-7", ("normative_documents_issued", "interpretation_articles"),
        lambda n: n["normative_documents_issued"] > 0 == n["interpretation_articles"],
        "制发了规范性文件，却没有政策解读稿件", "制发规范性文件的，有政策解读稿件",
    ),
    AcrossRule(
        "X-8", ("fees_yuan",), lambda n: n["fees_yuan"] > 0,
        "2017年4月起检索、复制、邮寄收费已停征，收取的费用请说明依据", "未收取检索、复制、邮寄费用",
        2018, 2018,
    ),
    AcrossRule(
        "X-9", ("staff_total", "trainings", "training_attendees"),
        lambda n: n["staff_total"] < 1 or n["training_attendees"] < n["trainings"],
        "没有工作人员，或培训人次少于培训班数，请核对", "工作人员和培训人次合理",
    ),
    AcrossRule(
        "X-11", ("normative_documents_published", "disclosed_normative"),
        lambda n: n["normative_documents_published"] > n["disclosed_normative"],
        "《规章和规范性文件》中有本年公开的规范性文件，《主动公开》没有登记或没有标明，统计表“其中：主动公开规范性文件数”会少计，请补登",
        "公开的规范性文件都登记在《主动公开》中", until=2018,
    ),
    AcrossRule(
        "T2-6", ("gov_rules_issued", "gov_rules_in_force"),
        lambda n: n["gov_rules_issued"] + n["gov_rules_in_force"] > 0,
        "部门一般无权制定规章，请核对文件种类", "部门没有规章", departments_only=True,
    ),
)  # fmt: skip


def check_across(now: Indicators, level: str | None) -> tuple[Result, ...]:
    """Return a result for every rule of the year; an odd state of affairs is a hint."""
    return tuple(
        _judge(rule, now)
        for rule in RULES
        if rule.since <= now.year <= rule.until
        and (level == "department" or not rule.departments_only)
    )


def _judge(rule: AcrossRule, now: Indicators) -> Result:
    values = {name: now[name] for name in rule.needs}
    numbers = {n: Decimal(v.number) for n, v in values.items() if isinstance(v, Amount)}
    if len(numbers) < len(values):
        return Result(rule.id, State.NOT_ASSESSABLE, f"{rule.fine}：有的数未掌握，无法核对")
    if rule.odd(numbers):
        return Result(rule.id, State.WARN, rule.message)
    return Result(rule.id, State.PASS, rule.fine)
