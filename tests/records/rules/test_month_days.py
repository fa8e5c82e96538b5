import datetime as dt

import polars as pl
import pytest

from gongkai.records.ledgers import in_year
from gongkai.records.reading.cells import read
from gongkai.records.reading.sheet import RAW, SHEET
from gongkai.records.rules.month_days import with_years

REQUESTS = in_year(2025)["requests"]


def read_so(rows: list[tuple[str, str, str]]) -> list[tuple[str | None, str | None]]:
    """Return what is read of number, day received and day of the reply, as month and day of 2025."""
    names = ("id", "received_on", "reply_on")
    raw = pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String()), orient="row")
    values = {c.name: pl.Series([None] * len(rows), dtype=pl.String()) for c in REQUESTS.columns}
    frame = pl.DataFrame(
        {SHEET: pl.repeat(0, len(rows), dtype=pl.Int32(), eager=True)}
        | {
            RAW + c.name: raw[c.name] if c.name in names else values[c.name]
            for c in REQUESTS.columns
        }
        | {
            c.name: read(raw[c.name] if c.name in names else values[c.name], c)
            for c in REQUESTS.columns
        }
    )
    found = with_years(frame, REQUESTS)

    def said(day: dt.date | None) -> str | None:
        return None if day is None else str(day).removeprefix("2025-")

    return [(said(one), said(other)) for one, other in found.select(names[1:]).iter_rows()]


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        pytest.param(
            [("1", "3月5日", "3.20"), ("2", "4/1", "4-11"), ("3", "8月1", "９月２号")],
            [("03-05", "03-20"), ("04-01", "04-11"), ("08-01", "09-02")],
            id="in order",
        ),
        pytest.param(
            [("1", "12月28日", "1月15日"), ("2", "1月3日", "1月10日"), ("3", "8月1日", "8月5日")],
            [(None, "01-15"), ("01-03", "01-10"), ("08-01", "08-05")],
            id="carried over, at the head",
        ),
        pytest.param(
            [("1", "8月1日", "8月5日"), ("2", "1月3日", "1月10日"), ("3", "12月28日", "1月15日")],
            [("08-01", "08-05"), ("01-03", "01-10"), (None, "01-15")],
            id="newest first",
        ),
        pytest.param([("1", "12月28日", "2025-01-15")], [(None, "01-15")], id="a full date contradicts"),
        pytest.param(
            [("1", "2024-12-20", "1月15日"), ("2", "2024-12-20", "12月28日")],
            [("2024-12-20", "01-15"), ("2024-12-20", None)],
            id="after a day of last year: only where it fits no day of that year",
        ),
        pytest.param(
            [("1", "8月1日", ""), ("2", "3月1日", ""), ("3", "9月1日", "")],
            [(None, None)] * 3,
            id="in no order",
        ),
        pytest.param(
            [(str(n), f"{n}月3日", "") for n in (*range(1, 7), 2, *range(7, 12))],
            [(f"{n:02d}-03", None) for n in range(1, 7)] + [(None, None)] + [(f"{n:02d}-03", None) for n in range(7, 12)],
            id="one row stands apart",
        ),
        pytest.param(
            [(str(n), f"{n}月3日", "") for n in (*range(1, 13), 1)],
            [(f"{n:02d}-03", None) for n in range(1, 13)] + [(None, None)],
            id="January below a whole year",
        ),
        pytest.param(
            [("〔2025〕1号", "8月1日", ""), ("〔2025〕2号", "3月1日", ""), ("〔2024〕9号", "9月1日", "")],
            [("08-01", None), ("03-01", None), (None, None)],
            id="the number names the year",
        ),
        pytest.param(
            [("1", "25.3.5", "'25/3/20"), ("2", "24年12月28日", "25-1-15"), ("3", "98.3.5", "5.3.25")],
            [("03-05", "03-20"), ("2024-12-28", "01-15"), (None, None)],
            id="two digits of a year",
        ),
        pytest.param([("1", "8.1", "8.4")], [(None, "08-04")], id="8.1 may have been 8.10"),
        pytest.param([("1", "8.1", ""), ("2", "8.10", "")], [("08-01", None), ("08-10", None)], id="8.10 is written"),
        pytest.param([("1", "2025年8月", "2025-8"), ("2", "2月29日", "")], [(None, None)] * 2, id="no day"),
        pytest.param([("1", "2025 . 8 . 11", "2025。8。20")], [("08-11", "08-20")], id="odd points"),
    ],
)  # fmt: skip
def test_a_date_without_a_year_is_read_only_where_it_is_certain(
    rows: list[tuple[str, str, str]], wanted: list[tuple[str | None, str | None]]
) -> None:
    assert read_so(rows) == wanted
