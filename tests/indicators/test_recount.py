"""Expressions against plain Python, for every indicator, over seeded random years."""

import datetime as dt
import os
from collections import Counter
from decimal import Decimal
from functools import cache

import pytest
from recount import Case, Request, amounts, between, item, of_the_year
from recount_service import RATES, TOTALS, judged_in

from gongkai.indicators import taken
from gongkai.indicators.compute import compute
from gongkai.indicators.indicator import Aggregate
from gongkai.indicators.registry import BREAKDOWNS, INDICATORS
from gongkai.indicators.value import Amount, Counts, NotApplicable, Rate, Unknown
from gongkai.keys import Key
from gongkai.records.ledgers import BY_ID as LEDGERS
from gongkai.records.load import load
from years import random_year, write_year

LENGTH = int(os.environ.get("GONGKAI_FUZZ", "52"))  # each of thirteen years four times
YEARS = [
    *((seed, 2012 + seed % 13) for seed in range(LENGTH)),
    *((seed, 2019 + seed % 2) for seed in range(188, 200)),  # the only years that list power items
]


drawn = cache(random_year)


@cache
def counted_plainly(seed: int, year: int):
    """Return the amounts of a random year, which two tests ask for."""
    return amounts(drawn(seed, year), year)


# What nobody registers all year is not known: figures, the columns of the practice and those counted.
REVIEW = ("secrecy_result", "secrecy_reviewed_on")
APPROVAL = ("deputy_approved_on", "head_approved_on", "section_approved_on")
PRACTICES = {
    "disclosures_approved": APPROVAL,
    "approval_rate": APPROVAL,
    "disclosures_reviewed": REVIEW,
    "secrecy_review_rate": REVIEW,
}
CUSTOM = 10  # rows from which one empty column beside others is a custom


def unregistered(rows, name: str) -> Unknown | None:
    """Return why a figure cannot be known: no row holds what it is counted from."""
    found = rows["disclosures"]
    headings = [LEDGERS["disclosures"].column(c).heading for c in PRACTICES.get(name, ())]
    empty = [h for h in headings if not any(row[h].strip() for row in found)]
    if found and empty and (empty == headings or len(found) >= CUSTOM):
        return Unknown(f"台账没有登记“{empty[0]}”")
    return None


@pytest.fixture(params=YEARS, ids=lambda p: f"{p[1]}-{p[0]}", scope="module")
def case(request, tmp_path_factory):
    seed, year = request.param
    rows = drawn(seed, year)
    root = tmp_path_factory.mktemp("years")
    write_year(root, year, rows)
    records = load(root, Key("x", year))
    assert records.stopping == (), [str(f) for f in records.stopping]
    return seed, year, rows, compute(records)


def test_every_indicator_equals_its_recount(case) -> None:
    seed, year, rows, computed = case
    counted = Counter(counted_plainly(seed, year))
    for name, parts in TOTALS.items():
        counted[name] = sum(counted[part] for part in parts)
    wrong = {}
    for indicator in INDICATORS:
        if not indicator.valid_in(year):
            assert isinstance(computed[indicator.id], NotApplicable)
            continue
        if indicator.id in RATES:
            above, below = RATES[indicator.id]
            expected = Rate(counted[above], counted[below])
        else:
            expected = Amount(counted[indicator.id])
            blank = any(not row["监督电话数"] for row in rows["organisation"])
            if indicator.id == "oversight_lines" and blank:
                expected = Unknown("监督电话数未填")
        expected = unregistered(rows, indicator.id) or expected
        if computed[indicator.id] != expected:
            wrong[indicator.id] = (computed[indicator.id], expected)
    assert wrong == {}


def test_the_recount_counts_every_indicator_by_itself() -> None:
    """What the random years never reach would be compared as 0 = 0."""
    reached: set[str] = set()
    for seed, year in YEARS:
        found = counted_plainly(seed, year)
        reached |= {name for name, number in found.items() if number}
    plain = {i.id for i in INDICATORS if isinstance(i.formula, Aggregate)}
    cells = {i.id for i in INDICATORS if i.id.startswith("t3_")}
    assert plain - cells - reached == set()
    # Rare lines meet rare applicants too seldom: each line and each column at least once.
    for parts in (
        {c.rsplit("_", 2)[0] for c in cells},
        {c[3:].split("_", 1)[1][-6:] for c in cells},
    ):
        assert all(any(part in name for name in reached) for part in parts)
    assert {i.id for i in INDICATORS} == plain | set(RATES) | set(TOTALS)


def test_what_a_notice_may_still_decide_is_counted_neither_on_time_nor_late(tmp_path) -> None:
    """Three requests of 2027-01-11, 20 working days, the year's arrangement not announced."""
    replies = ("2027-02-04", "2027-02-11", "2027-02-24")  # before, within, after any arrangement
    asked = [
        {"登记编号": reply, "申请人类型": "自然人", "申请方式": "网络", "收到日期": "2027-01-11",
         "答复日期": reply, "办理结果": "予以公开"}
        for reply in replies
    ]  # fmt: skip
    write_year(tmp_path, 2027, {"requests": asked})
    figures = compute(load(tmp_path, Key("x", 2027)))
    names = ("closed", "undetermined", "on_time", "overdue", "due")
    assert [figures[f"requests_{name}"] for name in names] == [Amount(n) for n in (3, 1, 1, 1, 2)]


def _counted(rows, year: int) -> dict[str, Counter[tuple[str, ...]]]:
    def label(ledger: str, column: str, code: str) -> str:
        choices = LEDGERS[ledger].column(column).in_year(year).choices
        return next(c.label for c in choices if c.code == code)

    def month(day: dt.date) -> str:
        return f"{day.month}月"

    requests = [Request(r, year) for r in rows["requests"]]
    plain = {
        n: [Case(n, r, year) for r in of_the_year(n, rows[n], year)]
        for n in LEDGERS
        if n != "requests"
    }
    published = [
        c for c in plain["decisions"]
        if c.kind in ("licence", "penalty") and c.published_on and c.published_on.year == year
    ]  # fmt: skip
    due = [
        c
        for c in plain["hotline_cases"]
        if not c.returned and judged_in(c.due_on, c.closed_on, year)
    ]

    def timeliness(c: Case) -> str:
        if c.closed_on is None:
            return "未办结"
        return "按时办结" if c.closed_on <= c.due_on else "逾期办结"

    def workdays(used: int) -> str:
        edges = (
            (5, "0–5"),
            (10, "6–10"),
            (15, "11–15"),
            (20, "16–20"),
            (30, "21–30"),
            (40, "31–40"),
        )
        return next((text for edge, text in edges if used <= edge), "40以上")

    def state(c: Request) -> str:
        return "逾期" if not c.on_time else "延期后按期" if c.extended else "按期"

    def lag(c: Case) -> str:
        days = between(c.decided_on, c.published_on)
        return str(days) if days <= 7 else "8以上"

    found = {
        "disclosures_by_month_channel": [
            (month(c.published_on), label("disclosures", "channel", c.channel))
            for c in {(item(c), c.channel): c for c in reversed(plain["disclosures"])}.values()
        ],
        "requests_received_by_month": [(month(c.received_on),) for c in requests if c.in_year],
        "requests_replied_by_month": [(month(c.reply_on),) for c in requests if c.closed],
        "requests_by_channel": [
            (label("requests", "submit_channel", c.submit_channel),) for c in requests if c.in_year
        ],
        "requests_by_outcome": [
            (label("requests", "outcome", c.outcome),) for c in requests if c.closed
        ],
        "reply_workdays": [
            (workdays(c.counted), state(c)) for c in requests if c.closed and not c.undetermined
        ],
        "reply_limits": [(str(c.limit),) for c in requests if c.in_year],
        "publicity_by_month_kind": [
            (month(c.published_on), label("decisions", "kind", c.kind)) for c in published
        ],
        "publicity_lag": [(lag(c), label("decisions", "kind", c.kind)) for c in published],
        "hotline_by_source_timeliness": [
            (label("hotline_cases", "source", c.source), timeliness(c)) for c in due
        ],
        "proposals_by_kind_role": [
            (label("proposals", "kind", c.kind), label("proposals", "role", c.role))
            for c in plain["proposals"]
            if c.assigned_on.year == year
        ],
        "power_items_by_category": [
            (label("power_items", "category", c.category),)
            for c in plain["power_items"]
            if year not in (2019, 2020) or not c.removed_on or c.removed_on.year > year
        ],
        "datasets_delivered": [
            (c.dataset, "已报送" if c.submitted_on else "未报送")
            for c in plain["dataset_submissions"]
        ],
    }
    return {name: Counter(labels) for name, labels in found.items()}


def test_every_breakdown_equals_its_recount(case) -> None:
    _, year, rows, computed = case
    expected = _counted(rows, year)
    assert set(expected) == {b.id for b in BREAKDOWNS}
    for name, counted in expected.items():
        counts = computed.counts[name]
        assert isinstance(counts, Counts)
        assert {at: n for at, n in counts.cells.items() if n} == counted, name


def test_money_stays_decimal(case) -> None:
    *_, computed = case
    for name in ("fees_yuan", "charges_yuan", "procurement_yuan", "earmarked_funds_yuan"):
        value = computed[name]
        assert isinstance(value, Amount)
        assert isinstance(value.number, Decimal)


def test_a_ledger_of_many_rows_is_counted_as_one_of_few(tmp_path, monkeypatch) -> None:
    write_year(tmp_path, 2024, drawn(5, 2024))
    records = load(tmp_path, Key("x", 2024))
    few = compute(records)
    monkeypatch.setattr(taken, "FEW_ROWS", -1)
    many = compute(records)
    assert few.taken and not many.taken
    assert few == many
