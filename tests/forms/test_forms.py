from decimal import Decimal

import pytest

from gongkai.forms.era import NoForm, form_for
from gongkai.forms.fill import fill, ten_thousands
from gongkai.forms.form import load_form
from gongkai.indicators.indicator import Ratio
from gongkai.indicators.registry import BY_ID as INDICATORS
from gongkai.indicators.value import Amount, NotApplicable, Unknown

FORM = load_form("form_2014")
VALUES = {name: Amount(n) for n, name in enumerate(INDICATORS)}


def test_the_form_of_2014_has_every_row() -> None:
    assert len(FORM.rows) == 65
    assert len(FORM.figures) == 58
    assert [r.number for r in FORM.rows if r.depth == 0] == list("一二三四五六七八九")


@pytest.mark.parametrize("row", FORM.rows, ids=lambda r: r.id)
def test_a_row_is_complete(row) -> None:
    assert row.label
    assert row.confidence in "ABC"
    assert bool(row.unit) == bool(row.indicator)
    if row.indicator:
        declared = INDICATORS[row.indicator]
        assert not isinstance(declared.formula, Ratio)
        assert declared.valid_in(2014)
        assert declared.valid_in(2018)
        assert row.unit in (declared.unit.value, "万元")


def test_every_indicator_stands_in_one_row_only() -> None:
    names = [row.indicator for row in FORM.figures]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("year", range(2014, 2019))
def test_the_era_of_2014(year: int) -> None:
    assert form_for(year) is FORM


def test_years_before_2014_say_that_there_was_none() -> None:
    before = form_for(2013)
    assert isinstance(before, NoForm)
    assert "尚无全国统一的统计表" in before.reason


@pytest.mark.parametrize(
    ("year", "name"),
    [(2018, "form_2014"), (2019, "form_2019"), (2020, "form_2019"), (2021, "form_2021")],
)
def test_each_era_has_its_form(year: int, name: str) -> None:
    assert form_for(year).id == name


def test_every_cell_is_its_indicator() -> None:
    for filled in fill(FORM, VALUES).rows:
        if not filled.row.indicator:
            assert (filled.value, filled.text) == (None, "——")
            continue
        expected = Decimal(VALUES[filled.row.indicator].number)
        if filled.row.unit == "万元":
            expected /= 10000
        assert filled.number == expected


def test_missing_is_not_zero() -> None:
    values = VALUES | {"requests_received": Unknown("无"), "requests_fax": Amount(0)}
    filled = fill(FORM, values | {"ogi_complaints": NotApplicable("无")})
    assert (filled["s3_1"].number, filled["s3_1"].text) == (None, "未掌握")
    assert (filled["s3_1_2"].number, filled["s3_1_2"].text) == (0, "0")
    assert filled["s6"].text == "不适用"


@pytest.mark.parametrize(
    ("yuan", "expected"),
    [("0", "0.0000"), ("3940", "0.3940"), ("12345678.9", "1234.5679"), ("0.5", "0.0001")],
)
def test_yuan_become_ten_thousands_half_up(yuan: str, expected: str) -> None:
    assert str(ten_thousands(Decimal(yuan))) == expected
