"""Exploring in English: what a cell shows holds Chinese only where records or names are Chinese."""

import re

import pytest

import gongkai as gk
from gongkai.errors import UsageError

NAMES = re.compile(
    "哈尔滨市人民防空办公室|云杉市园林绿化局|[\u4e00-\u9fff]+〔\\d{4}〕\\d+号|“[^”]*”"
)
HAN = re.compile("[\u4e00-\u9fff]")


@pytest.fixture(autouse=True)
def in_english(monkeypatch) -> None:
    monkeypatch.setenv("GONGKAI_LANG", "en")


@pytest.fixture
def year() -> gk.Year:
    return gk.open_year("hrbrfb", 2018)


def untold(result: object) -> str:
    """Return what is left of Chinese in all that a result shows, pictures included."""
    shown = "".join(
        str(o.data.get(kind, "")) + str(o.metadata.get("image/png", {}).get("alt", ""))
        for o in result.outputs  # type: ignore[attr-defined]
        for kind in ("text/html", "text/plain", "image/svg+xml")
    )
    whole = shown.replace('<br style="display:none"/>', "")  # where a page without styles may break
    return "".join(HAN.findall(NAMES.sub("", whole)))


@pytest.mark.parametrize(
    "ask",
    [
        lambda y: y.ledgers, lambda y: y.indicators, lambda y: y.checks, lambda y: y.charts,
        lambda y: y.due("2018-11-20"), lambda y: y.figure("requests_on_time_rate"),
        lambda y: y.chart("requests_by_outcome"), lambda y: y.chart("requests_by_month"),
        lambda y: y.trend("requests_received"), lambda y: gk.compare(y, gk.open_year("yunshan", 2018)),
        lambda y: gk.open_year("yunshan", 2022).trend("outcome_refused", "outcome_r1"),
        lambda y: gk.measure("Online", ledger="requests", numerator="submit_channel = 'online'").of(y),
    ],
)  # fmt: skip
def test_what_is_shown_is_english(year, ask) -> None:
    assert untold(ask(year)) == ""


def test_the_alt_text_of_a_chart_says_each_label_and_unit(year) -> None:
    assert year.chart("requests_by_month").alt.startswith(
        "Requests received and answered, by month. Received: 29 cases in all, Answered: 29 cases in all."
        " Received: Jan: 5 cases, Feb: 2 cases, Mar: 2 cases,"
    )
    assert gk.open_year("yunshan", 2018).trend("requests_received").alt == (
        "Requests received over the years. Requests received: 2016: 11 cases, 2017: 15 cases, 2018: 14 cases."
    )
    with pytest.raises(UsageError, match="submit_channel"):
        year.sql("select submit_chanel from requests")
    with pytest.raises(UsageError, match="on_time"):
        year.sql("select * from requests where on_time = true")


def test_values_are_english_and_compute_as_ever(year) -> None:
    found = year.sql("select submit_channel, count(*) as n from requests group by submit_channel")
    assert found.to_dict("list") == {
        "submit_channel": ["in person", "letter", "online"],
        "n": [4, 5, 20],
    }
    assert set(year.ledger("requests")["submit_channel"]) == {"in person", "letter", "online"}
    assert year.indicators.loc["requests_received", ["label", "unit", "value", "state"]].to_list() == [
        "Requests received", "cases", 29.0, "known",
    ]  # fmt: skip
    assert gk.panel("hrbrfb", 2018)["state"].cat.categories.to_list()[0] == "known"


def test_an_error_says_both_in_a_traceback_and_english_alone_in_a_notebook(year) -> None:
    with pytest.raises(UsageError) as caught:
        year.ledger("request")
    assert caught.value._render_traceback_()[0].startswith("There is no ledger “request”.")
    assert caught.value.__notes__[0].startswith("There is no ledger “request”.")


def test_the_official_form_and_a_report_stay_chinese(year) -> None:
    assert "主动公开政府信息数" in year.form.as_html()
    gk.open_report("hrbrfb", 2018)
    assert "台账" in repr(year)
