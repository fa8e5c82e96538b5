"""Which charts are published: the office's choice, else what happened."""

import pytest

from conftest import SAMPLE
from gongkai.charts.choice import FEWEST_CASES, MOST, public_charts
from gongkai.charts.registry import BY_ID, CHARTS
from gongkai.charts.trends import TRENDS
from gongkai.errors import UnreadableError
from gongkai.examined.examine import build
from gongkai.indicators.value import Counts, Unknown

PLACED = tuple(chart.id for chart in CHARTS)


def counts(**cases: int) -> dict[str, Counts | Unknown]:
    """Return counts for every chart: those named with so many cases, the others with none."""
    wanted = {BY_ID[name].needs[0]: number for name, number in cases.items()}
    return {
        need: Counts(("项", "类"), (("甲", "乙"), ("按时办结",)), shared(wanted.get(need, 0)), "件")
        if need in TWO
        else Counts(
            ("项",),
            (("甲", "乙"),),
            {at[:1]: n for at, n in shared(wanted.get(need, 0)).items()},
            "件",
        )
        for chart in CHARTS
        for need in chart.needs
    }


# Those with series of their own.
TWO = {BY_ID[name].needs[0] for name in (
    "disclosures_by_month", "publicity_by_month", "publicity_lag", "datasets_delivered", "hotline_by_source",
    "reply_workdays", "proposals_by_role",
)}  # fmt: skip


def shared(cases: int) -> dict[tuple[str, ...], int]:
    return {("甲", "按时办结"): cases - cases // 2, ("乙", "按时办结"): cases // 2}


def chosen(found: dict[str, Counts | Unknown], placed=PLACED) -> tuple[str, ...]:
    return public_charts(None, found, placed, "某局")


def test_what_did_not_happen_or_hardly_did_has_no_chart() -> None:
    assert chosen(counts()) == ()
    few = counts(requests_by_outcome=FEWEST_CASES - 1, hotline_by_source=FEWEST_CASES)
    assert chosen(few) == ("hotline_by_source",)


def test_at_most_four_those_that_the_law_asks_for_first_then_the_most_cases() -> None:
    found = counts(
        disclosures_by_month=10, requests_by_outcome=10, proposals_by_role=300,
        publicity_by_month=20, hotline_by_source=100,
    )  # fmt: skip
    assert chosen(found) == (
        "disclosures_by_month", "requests_by_outcome", "proposals_by_role", "hotline_by_source",
    )  # fmt: skip
    assert len(chosen(found)) == MOST


def test_what_is_unknown_or_has_no_place_in_the_chapters_is_left_out() -> None:
    found = counts(disclosures_by_month=50, requests_by_outcome=50)
    assert chosen(found, ("requests_by_outcome",)) == ("requests_by_outcome",)
    assert chosen(found | {"requests_by_outcome": Unknown("x")}) == ("disclosures_by_month",)


def test_the_office_names_its_charts_by_id_or_title_and_may_have_none() -> None:
    asked = ("申请办理用时", "requests_by_channel", TRENDS[0].title)
    assert public_charts(asked, counts(), PLACED, "某局") == (
        "reply_workdays", "requests_by_channel", TRENDS[0].id,
    )  # fmt: skip
    assert public_charts((), counts(requests_by_outcome=99), PLACED, "某局") == ()


def test_a_chart_that_does_not_exist_is_told_with_all_that_do() -> None:
    with pytest.raises(UnreadableError, match=r"yunshan/agency.toml .*“月度图”.*申请办理用时"):
        public_charts(("月度图",), counts(), PLACED, "yunshan/agency.toml")


def test_settings_that_are_no_list_of_names_are_told(sample) -> None:
    path = sample / "hrbrfb" / "agency.toml"
    path.write_text("charts = 4\n" + path.read_text("utf-8"), encoding="utf-8")
    with pytest.raises(UnreadableError, match="charts 应列出"):
        build("hrbrfb", 2018, sample)


def test_a_chart_of_one_source_or_of_thin_series_tells_no_more_than_its_sentence() -> None:
    name = BY_ID["hotline_by_source"].needs[0]
    one = Counts(
        ("来源", "情形"),
        (("甲", "乙"), ("按时办结",)),
        {("甲", "按时办结"): 42, ("乙", "按时办结"): 0},
        "件",
    )
    assert chosen(counts() | {name: one}) == ()
    thin = Counts(
        ("月份", "渠道"), (("1月", "2月"), ("甲", "乙")),
        {("1月", "甲"): 50, ("2月", "甲"): 50, ("1月", "乙"): 9, ("2月", "乙"): 0}, "次",
    )  # fmt: skip
    assert chosen(counts() | {BY_ID["disclosures_by_month"].needs[0]: thin}) == ()


@pytest.mark.parametrize(
    ("agency", "year", "charts"),
    [
        ("hrbrfb", 2018, ("disclosures_by_month", "requests_by_outcome", "hotline_by_source")),
        ("yunshan", 2024, ("requests_by_outcome",)),
    ],
)
def test_the_samples_have_what_is_worth_drawing(agency: str, year: int, charts) -> None:
    assert build(agency, year, SAMPLE).charts == charts
