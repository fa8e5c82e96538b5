"""A walk over every ledger declaration."""

import re

import pytest

from gongkai.indicators.indicator import Aggregate
from gongkai.indicators.registry import INDICATORS
from gongkai.records.ledgers import LEDGERS
from gongkai.records.ledgers.ledger import FLAG_CHOICES, Kind, Ledger
from gongkai.text import heading_key

EACH = pytest.mark.parametrize("ledger", LEDGERS, ids=lambda x: x.id)


def test_there_are_thirteen_with_unique_names() -> None:
    assert len(LEDGERS) == len({x.id for x in LEDGERS}) == len({x.title for x in LEDGERS}) == 13


@EACH
def test_columns_say_what_they_are(ledger: Ledger) -> None:
    assert len({c.name for c in ledger.columns}) == len(ledger.columns)
    for column in ledger.columns:
        assert re.search("[\u4e00-\u9fff]", column.heading), column.name
        assert column.about
        assert bool(column.choices) == (column.kind is Kind.CHOICE)
        if column.kind in (Kind.COUNT, Kind.MONEY):
            assert column.unit or column.name == "year", column.name
    for name in (*ledger.key, *(n for pair in ledger.orders for n in pair)):
        assert ledger.column(name)


@EACH
@pytest.mark.parametrize("year", [2012, 2018, 2019, 2024])
def test_no_heading_or_choice_can_be_read_two_ways(ledger: Ledger, year: int) -> None:
    headings: dict[str, str] = {}
    for column in ledger.in_year(year).columns:
        for spelling in {heading_key(s) for s in (column.heading, *column.aliases)}:
            assert headings.setdefault(spelling, column.name) == column.name
        choices: dict[str, str] = {}
        for choice in column.choices:
            for spelling in {heading_key(s) for s in (choice.label, *choice.aliases)}:
                assert choices.setdefault(spelling, choice.code) == choice.code


@EACH
def test_every_ledger_feeds_an_indicator(ledger: Ledger) -> None:
    fed = {i.formula.ledger for i in INDICATORS if isinstance(i.formula, Aggregate)}
    assert ledger.id in fed


@EACH
@pytest.mark.parametrize("year", [2012, 2018, 2019, 2024])
def test_a_ledger_stands_in_its_year_with_that_year_s_columns_and_choices(
    ledger: Ledger, year: int
) -> None:
    of_year = ledger.in_year(year)
    assert of_year.year == year
    assert of_year is ledger.in_year(year) is of_year.in_year(year)
    assert [c.name for c in of_year.columns] == [
        c.name for c in ledger.columns if c.since <= year <= c.until
    ]
    for column in of_year.columns:
        declared = ledger.column(column.name)
        flags = FLAG_CHOICES if column.kind is Kind.FLAG else declared.choices
        assert column.choices == tuple(c for c in flags if c.since <= year <= c.until)
        assert column.year == year
    assert all(of_year.has(name) for pair in of_year.orders for name in pair)
