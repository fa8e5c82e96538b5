"""A column's cells: few of them read one by one, many by a query, with the same result."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.records.ledgers import LEDGERS
from gongkai.records.ledgers.ledger import Kind
from gongkai.records.reading.cells import FEW, read
from gongkai.records.rules.persons import _holding

COLUMNS = {c.kind: c for ledger in LEDGERS for c in ledger.in_year(2024).columns}
WRITTEN = st.one_of(
    st.none(),
    st.sampled_from(
        ["2024-03-05", "2024-02-30", "2024-3-5", "２０２４年３月５日", "20240305", "2024-W01-1", "3件", "1,200",
         "12", "3月", "13", "1.2万元", "12.005", "是", "√", "否", "ＴＲＵＥ", "哈人防发[2017]17号", "⼀⼆⾏",
         "13945123456", "139-4512-3456", "230102199001011230"]
    ),
    st.text("0123456789-/.年月日是否 元件﹝〕[]", min_size=1, max_size=12),
    st.sampled_from([s for c in COLUMNS.values() for x in c.choices for s in (x.label, *x.aliases)]),
)  # fmt: skip


@pytest.mark.parametrize("kind", COLUMNS)
@settings(deadline=None, max_examples=40)
@given(cells=st.lists(WRITTEN, max_size=12))
def test_few_cells_are_read_as_many_are(kind: Kind, cells: list[str | None]) -> None:
    few = pl.Series("c", cells, pl.String)
    many = pl.concat([few] * (FEW // max(len(cells), 1) + 1))
    told = read(few, COLUMNS[kind])
    assert told.dtype == read(many, COLUMNS[kind]).dtype
    assert told.to_list() == read(many, COLUMNS[kind]).to_list()[: len(cells)]


@settings(deadline=None, max_examples=60)
@given(cells=st.lists(WRITTEN, max_size=12))
def test_a_person_s_number_is_found_among_few_cells_as_among_many(cells: list[str | None]) -> None:
    few = pl.Series("c", cells, pl.String)
    many = pl.concat([few] * (FEW // max(len(cells), 1) + 1))
    assert _holding(few).to_list() == _holding(many).to_list()[: len(cells)]
