import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.keys import Key
from gongkai.records.load import load
from gongkai.records.rules.practice.fees import fee_by_items, fee_by_pages, pages_tariff


@given(st.integers(0, 2000))
def test_the_column_tariff_is_the_tariff(pages: int) -> None:
    assert pl.select(pages_tariff(pl.lit(pages))).item() == fee_by_pages(pages)
    assert fee_by_pages(pages + 1) >= fee_by_pages(pages)
    assert fee_by_items(pages + 1) >= fee_by_items(pages)


@pytest.mark.parametrize(("fee", "found"), [("100.00", 0), ("90", 1), ("", 1)])
def test_a_fee_off_the_tariff_is_found(sample, fee: str, found: int) -> None:
    path = sample / "yunshan" / "2022" / "requests.csv"
    text = path.read_text(encoding="utf-8-sig")
    assert ",100.00,40" in text
    path.write_text(text.replace(",100.00,40", f",{fee},40"), encoding="utf-8-sig")
    rules = [f.rule for f in load(sample, Key("yunshan", 2022)).findings]
    assert rules.count("X-6") == found
