"""A walk over every indicator, and what a rate may say."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.indicators.indicator import Aggregate, Indicator, Ratio, Total, Unit
from gongkai.indicators.registry import BREAKDOWNS, BY_ID, INDICATORS
from gongkai.indicators.value import Rate
from gongkai.indicators.written import plain_text
from gongkai.records.ledgers import BY_ID as LEDGERS


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda i: i.id)
def test_an_indicator_says_what_it_is(indicator: Indicator) -> None:
    for words in (indicator.label, indicator.definition, indicator.source):
        assert words.strip() == words != ""
    match indicator.formula:
        case Aggregate(ledger=ledger):
            assert ledger in LEDGERS
            assert indicator.unit is not Unit.PERCENT
        case Ratio(numerator=n, denominator=d):
            assert {n, d} <= set(BY_ID)
            assert indicator.unit in (Unit.PERCENT, Unit.WORKDAY)
        case Total(parts=parts):
            assert set(parts) <= set(BY_ID)
            assert {BY_ID[p].unit for p in parts} == {indicator.unit}


def test_ids_and_labels_are_unique() -> None:
    assert len(BY_ID) == len(INDICATORS)
    for year in (2018, 2020):
        labels = [i.label for i in INDICATORS if i.valid_in(year)]
        assert len(set(labels)) == len(labels)
    assert len({b.id for b in BREAKDOWNS}) == len(BREAKDOWNS)
    assert not {b.id for b in BREAKDOWNS} & set(BY_ID)


@given(st.integers(0, 10**7), st.integers(1, 10**7), st.integers(0, 4))
def test_percentages_are_rounded_half_up(numerator: int, denominator: int, digits: int) -> None:
    scaled = Fraction(numerator * 100, denominator) * 10**digits
    floor = scaled.numerator // scaled.denominator
    expected = floor + (scaled - floor >= Fraction(1, 2))
    assert Rate(numerator, denominator).percent(digits) == Decimal(expected).scaleb(-digits)


@given(st.integers(0, 10**6))
def test_no_base_is_neither_0_nor_100_percent(numerator: int) -> None:
    nothing = Rate(numerator, 0)
    assert nothing.percent() is None
    assert not nothing.is_whole
    assert plain_text(nothing, Unit.PERCENT) == "未发生"


def test_only_a_whole_rate_prints_100_percent() -> None:
    assert plain_text(Rate(29, 29), Unit.PERCENT) == "100%"
    assert plain_text(Rate(19999, 20000), Unit.PERCENT) == "99.995%"
