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
        need: Counts(("项",), (("甲",),), {("甲",): wanted.get(need, 0)}, "件")
        for chart in CHARTS
        for need in chart.needs
    }


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


@pytest.mark.parametrize(("agency", "year"), [("hrbrfb", 2018), ("yunshan", 2024)])
def test_the_samples_have_four(agency: str, year: int) -> None:
    assert build(agency, year, SAMPLE).charts == (
        "disclosures_by_month", "requests_by_outcome", "publicity_by_month", "hotline_by_source",
    )  # fmt: skip
