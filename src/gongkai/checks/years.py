"""This year against last year (Y-1, T2-1, T2-2, T2-4): carry-over, stocks, slipped units."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from gongkai.checks.check import Result, State
from gongkai.indicators.compute import Indicators
from gongkai.indicators.indicator import Ratio
from gongkai.indicators.registry import BY_ID as INDICATORS
from gongkai.indicators.value import Amount, Rate, Value, trimmed
from gongkai.records.ledgers.requests import APPLICANT_TYPES


@dataclass(frozen=True, slots=True)
class LastYear:
    """Last year's figures by id, predecessors added, and where they were taken from.

    ``apart`` says why they are not given, where they are of other offices than this year's.
    """

    figures: Mapping[str, Decimal]
    source: str
    apart: str = ""

    @property
    def values(self) -> dict[str, Value]:
        """Return every figure that last year's numbers give, rates and sums made anew."""
        out: dict[str, Value] = {}
        for indicator in INDICATORS.values():
            match indicator.formula:
                case Ratio(numerator=n, denominator=d) if n in self.figures and d in self.figures:
                    out[indicator.id] = Rate(self.figures[n], self.figures[d])
                case _ if indicator.id in self.figures:
                    out[indicator.id] = Amount(self.figures[indicator.id])
        return out


@dataclass(frozen=True, slots=True)
class YearRule:
    """A relation over years: ``now`` figures of this year, ``before`` and signed additions."""

    id: str
    statement: str
    now: tuple[str, ...]
    relation: str
    before: tuple[str, ...]
    plus: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    strength: str = "warn"
    since: int = 0
    until: int = 9999


def _stock(name: str, word: str) -> tuple[YearRule, ...]:
    return (
        YearRule(
            "T2-1", f"{word}现行有效数等于上年现行有效数加本年制发数减本年废止数",
            (f"{name}_in_force",), "eq", (f"{name}_in_force",), (f"{name}_issued",),
            (f"{name}_repealed",),
        ),
        YearRule(
            "T2-2", f"{word}本年废止数不大于上年现行有效数加本年制发数", (f"{name}_repealed",), "le",
            (f"{name}_in_force",), (f"{name}_issued",), strength="must",
        ),
    )  # fmt: skip


def _listed(code: str) -> YearRule:
    return YearRule(
        "T2-4", f"{INDICATORS[f'listed_{code}_prior'].label}等于上年该数加上年增减",
        (f"listed_{code}_prior",), "eq", (f"listed_{code}_prior", f"listed_{code}_change"),
        since=2020, until=2020,
    )  # fmt: skip


RULES: Final = (
    YearRule(
        "Y-1", "上年结转申请数等于上年报告的结转下年度申请数",
        ("requests_carried_in",), "eq", ("requests_open_at_end",), strength="must",
    ),
    *(
        YearRule(
            "Y-1", f"上年结转申请数（{c.label}）等于上年报告的结转下年度申请数",
            (f"t3_carry_in_{c.code}",), "eq", (f"t3_carry_out_{c.code}",), since=2020,
        )
        for c in APPLICANT_TYPES
    ),
    *_stock("normative_documents", "规范性文件"),
    *_stock("gov_rules", "规章"),
    *(_listed(c) for c in ("licence", "external_service", "penalty", "coercion", "charge_item")),
    YearRule(
        "Y-6", "上年尚未审结的行政复议不多于本年行政复议数",
        ("reconsiderations_pending",), "pending", ("reconsiderations",),
    ),
    YearRule(
        "Y-6", "上年尚未审结的行政诉讼不多于本年行政诉讼数",
        ("litigations_pending",), "pending", ("litigations",),
    ),
)  # fmt: skip

_UNIT_SLIP: Final = 100
_NEW_FORMS: Final = (2019, 2021)


def check_years(
    now: Indicators, last: LastYear | None, absent: str = "没有台账"
) -> tuple[Result, ...]:
    """Return the results over the two years; without last year they are not assessable.

    ``absent`` says why there are no figures of last year.

    An absent last year is no fault of this year's cells, so it does not block.
    """
    if last is None:
        message = f"上年{absent}，也没有上年公布的数据，无法核对结转和存量"
        return (Result("Y-1", State.NOT_ASSESSABLE, message),)
    if last.apart:
        return (Result("Y-1", State.NOT_ASSESSABLE, f"{last.apart}，结转和存量无从核对"),)
    rules = [r for r in RULES if r.since <= now.year <= r.until]
    return (*(_judge(rule, now, last) for rule in rules), *_slips(now, last))


def _this(now: Indicators, names: tuple[str, ...]) -> list[Decimal] | None:
    values = [now[name] for name in names]
    known = [Decimal(v.number) for v in values if isinstance(v, Amount)]
    return known if len(known) == len(values) else None


def _last(last: LastYear, names: tuple[str, ...]) -> list[Decimal] | None:
    known = [last.figures[name] for name in names if name in last.figures]
    return known if len(known) == len(names) else None


def _judge(rule: YearRule, now: Indicators, last: LastYear) -> Result:
    if rule.relation == "pending":
        left, right = _last(last, rule.now), _this(now, rule.before)
        plus: list[Decimal] | None = []
        minus: list[Decimal] | None = []
    else:
        left, right = _this(now, rule.now), _last(last, rule.before)
        plus, minus = _this(now, rule.plus), _this(now, rule.minus)
    if left is None or right is None or plus is None or minus is None:
        return Result(
            rule.id, State.NOT_ASSESSABLE, f"{rule.statement}：上年或本年的数未掌握，无法核对"
        )
    one = sum(left, Decimal(0))
    other = sum(right, Decimal(0)) + sum(plus, Decimal(0)) - sum(minus, Decimal(0))
    message = f"{rule.statement}（据{last.source}）：{trimmed(one)}，{trimmed(other)}"
    if one == other or (rule.relation != "eq" and one <= other):
        return Result(rule.id, State.PASS, message, one, other)
    must = rule.strength == "must"
    state = State.FAIL if must else State.WARN
    return Result(rule.id, state, f"{message}，不符", one, other, blocks=must)


def _slips(now: Indicators, last: LastYear) -> Iterator[Result]:
    charged, before_charged = _this(now, ("charges_yuan",)), _last(last, ("charges_yuan",))
    if charged and before_charged and charged[0] > before_charged[0] * _UNIT_SLIP > 0:
        yield Result(
            "T2-5", State.WARN, "行政事业性收费金额超过上年一百倍，请核对是否把元填成了万元",
            charged[0], before_charged[0],
        )  # fmt: skip
    if now.year in _NEW_FORMS:
        yield Result("Y-7", State.PASS, f"{now.year}年度启用新表式，与上年只比较口径相同的指标")
