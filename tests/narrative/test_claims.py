"""Truth tables: every claim under true, false, 0/0 and unknown."""

import pytest

from gongkai.indicators.compute import Indicators
from gongkai.indicators.indicator import Ratio
from gongkai.indicators.registry import BY_ID as INDICATORS
from gongkai.indicators.value import Amount, NotApplicable, Rate, Unknown, Value
from gongkai.narrative.binding import Binder
from gongkai.narrative.claims import CLAIMS, Claim, Verdict
from gongkai.narrative.content import FigureRun, TextRun, WithheldRun
from gongkai.narrative.markdown import blocks


def indicators(**changes: Value) -> Indicators:
    values: dict[str, Value] = {
        name: Rate(1, 2) if isinstance(i.formula, Ratio) else Amount(3)
        for name, i in INDICATORS.items()
    }
    return Indicators(2018, values | changes, {})


def said(claim: Claim, value: Value) -> tuple[str, list[object]]:
    found = indicators(**{claim.needs[0]: value})
    binder = Binder(found, {})
    body = blocks(binder.render(f"开头。甲{{{{ 断言('{claim.id}') }}}}。", "测试"), binder)
    runs = [run for block in body for run in block.runs]
    return "".join(run.text for run in runs), runs


def cases(claim: Claim) -> dict[Verdict, Value]:
    if isinstance(INDICATORS[claim.needs[0]].formula, Ratio):
        return {
            Verdict.TRUE: Rate(7, 7),
            Verdict.FALSE: Rate(6, 7),
            Verdict.VACUOUS: Rate(0, 0),
            Verdict.UNKNOWN: Unknown("没有台账"),
        }
    return {
        Verdict.TRUE: Amount(7),
        Verdict.FALSE: Amount(0),
        Verdict.VACUOUS: NotApplicable("本年度没有"),
        Verdict.UNKNOWN: Unknown("没有台账"),
    }


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda c: c.id)
def test_each_verdict_licenses_its_own_sentence(claim: Claim) -> None:
    sentences = {}
    for verdict, value in cases(claim).items():
        assert claim.judge(indicators(**{claim.needs[0]: value}).values) is verdict
        sentences[verdict], _ = said(claim, value)
    assert len({sentences[Verdict.TRUE], sentences[Verdict.FALSE]}) == 2
    assert sentences[Verdict.VACUOUS] != sentences[Verdict.TRUE]


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda c: c.id)
def test_an_unknown_figure_withholds_the_sentence_and_only_that(claim: Claim) -> None:
    text, runs = said(claim, Unknown("没有台账"))
    assert text.startswith("开头。")
    assert [run for run in runs if isinstance(run, WithheldRun)]
    assert "甲" not in text
    assert INDICATORS[claim.needs[0]].label in text
    assert not any(isinstance(run, FigureRun) for run in runs)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda c: c.id)
def test_whole_words_need_a_whole_rate(claim: Claim) -> None:
    """均, 全部 and 达 100 % stand in no sentence but the true one."""
    for verdict, value in cases(claim).items():
        text, _ = said(claim, value)
        if verdict is not Verdict.TRUE:
            assert not any(word in text for word in ("均", "全部", "达"))
        if verdict is Verdict.VACUOUS:
            assert "%" not in text


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda c: c.id)
def test_every_digit_of_a_claim_is_a_figure(claim: Claim) -> None:
    for value in cases(claim).values():
        _, runs = said(claim, value)
        words = "".join(run.text for run in runs if isinstance(run, TextRun))
        assert not any(character.isdigit() for character in words)


def test_claim_ids_are_unique() -> None:
    assert len({claim.id for claim in CLAIMS}) == len(CLAIMS)
