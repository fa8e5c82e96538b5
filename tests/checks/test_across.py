import pytest

from conftest import SAMPLE
from gongkai.checks.across import RULES, check_across
from gongkai.checks.check import State
from gongkai.examined.examine import examine
from gongkai.indicators.compute import Indicators
from gongkai.indicators.indicator import Ratio
from gongkai.indicators.registry import BY_ID as INDICATORS
from gongkai.indicators.value import Amount, Rate, Unknown
from gongkai.keys import Key

SOUND = {
    "publishable_published": 5, "publishable_decisions": 5, "publicity_total": 5, "licence_decisions": 4,
    "penalty_decisions": 1, "accepted_total": 9, "disputes_total": 1, "normative_documents_issued": 1,
    "interpretation_articles": 1, "fees_yuan": 0, "staff_total": 3, "trainings": 1,
    "training_attendees": 20, "gov_rules_issued": 0, "gov_rules_in_force": 0,
    "normative_documents_published": 1, "disclosed_normative": 1,
}  # fmt: skip
ODD = {
    "X-3": {"publishable_published": 6}, "X-4": {"publicity_total": 0},
    "X-5": {"accepted_total": 0}, "X-7": {"interpretation_articles": 0}, "X-8": {"fees_yuan": 10},
    "X-9": {"training_attendees": 0}, "X-11": {"disclosed_normative": 0}, "T2-6": {"gov_rules_in_force": 1},
}  # fmt: skip


def states(changes: dict[str, object], level: str = "department") -> dict[str, State]:
    values = {
        n: Rate(0, 0) if isinstance(i.formula, Ratio) else Amount(0) for n, i in INDICATORS.items()
    }
    values |= {n: Amount(v) if isinstance(v, int) else v for n, v in (SOUND | changes).items()}
    return {r.id: r.state for r in check_across(Indicators(2018, values, {}), level)}


def test_a_sound_year_passes() -> None:
    assert set(states({}).values()) == {State.PASS}


@pytest.mark.parametrize("rule", [r.id for r in RULES])
def test_each_rule_hints_at_just_its_own_oddity(rule: str) -> None:
    found = states(ODD[rule])
    assert [name for name, state in found.items() if state is State.WARN] == [rule]


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_unknown_figures_are_not_assessed(rule) -> None:
    assert states({rule.needs[0]: Unknown("没有台账")})[rule.id] is State.NOT_ASSESSABLE


def test_governments_may_have_rules() -> None:
    assert "T2-6" not in states({"gov_rules_in_force": 1}, "government")


def test_the_paid_fee_of_2022_is_no_fault() -> None:
    results = examine(SAMPLE, Key("yunshan", 2022)).results
    assert "X-8" not in {r.id for r in results}
    assert not [r for r in results if r.id.startswith("X-") and r.state is not State.PASS]
