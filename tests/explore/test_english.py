"""Exploring in English: what a cell shows holds Chinese only where records or names are Chinese."""

import re
import shutil

import pandas as pd
import pytest

import gongkai as gk
from gongkai.errors import GongkaiError, UsageError
from gongkai.language.spoken import said

NAMES = re.compile(
    "哈尔滨市人民防空办公室|云杉市园林绿化局|云杉市绿化委员会办公室|[\u4e00-\u9fff]+〔\\d{4}〕\\d+号|“[^”]*”"
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


TOLD = (
    "text",
    "label",
    "definition",
    "source",
    "note",
    "title",
    "question",
    "alt",
    "of",
    "name",
    "supposition",
)
GARBLED = re.compile(
    r"\w\(made up\)|\(made up\)\w|\d[a-z]{4,}|\b(\w+) \1\b|[.,:;]{2}|[（）：；。、]"
)


def said_by(result: object) -> list[str]:
    """Return every word that a result has for a person who reads its attributes, and not its picture."""
    words = [repr(result)] if not isinstance(result, pd.DataFrame) else []
    for name in TOLD:
        if name in dir(result) and not (
            isinstance(result, pd.DataFrame) and name in result.columns
        ):
            told = getattr(result, name)
            words += [told] if isinstance(told, str) else []
    data = result if isinstance(result, pd.DataFrame) else getattr(result, "data", None)
    if isinstance(data, pd.DataFrame):
        words += [*map(str, data.columns), str(data.index.name), data.note]
    return words


def asked(year: gk.Year, other: gk.Year) -> dict[str, object]:
    """Return what there is to ask of an opened year, and of two."""
    share = gk.measure("Online", ledger="requests", numerator="submit_channel = '网络'")
    granted = gk.measure("Granted", ledger="requests", numerator="outcome = 'disclosed'")
    supposed = gk.what_if(year, limit=10, extension=0)
    found: dict[str, object] = {
        "year": year, "ledgers": year.ledgers, "indicators": year.indicators, "charts": year.charts,
        "findings": year.findings, "rows": year.findings.rows(0), "checks": year.checks, "due": year.due(f"{year.year}-11-20"),
        "cases": year.figure("requests_on_time_rate").cases(), "count": year.figure("requests_received").cases(),
        "sql": year.sql("select count(*) as n from requests where submit_channel = '网上'"),
        "compare": gk.compare(year, other), "panel": gk.panel("yunshan", (2018, 2022)), "offices": gk.offices(),
        "share": share, "of": share.of(year), "numerator": share.of(year).numerator, "shares": share.trend(other),
        "shares beside": share.chart(year, other), "gap": granted.of(gk.open_year("yunshan", 2018)),
        "gaps": granted.trend(other), "gap beside": granted.chart(gk.open_year("yunshan", 2018), other),
        "supposed": supposed, "changes": supposed.changes, "supposed figure": supposed.figure("requests_on_time_rate"),
        "supposed chart": supposed.chart("requests_by_month"), "supposed days": gk.what_if(year, calendar="every day").changes,
        "days off": gk.what_if(year, days_off=("2019-03-01", "2019-03-04"), workdays="2019-03-02"),
        "everywhere": gk.sql("select year, count(*) as n from requests where outcome = 'disclosed' group by year", "yunshan", (2021, 2022)),
    }  # fmt: skip
    found |= {f"ledger {name}": year.ledger(name) for name in year.records.frames}
    found |= {f"figure {i}": year.figure(i) for i in list(year.indicators.index)[::9]}
    found |= {
        f"trend {i}": other.trend(i)
        for i in ("requests_received", "outcome_refused", "outcome_r1", "trend_refusals")
    }
    return found | {
        f"chart {i}": year.chart(i) for i in ("requests_by_month", "requests_by_outcome")
    }


@pytest.mark.parametrize("key", [("hrbrfb", 2018), ("yunshan", 2019), ("yunshan", 2022)])
def test_whatever_is_asked_is_answered_in_english_that_reads(key: tuple[str, int]) -> None:
    own = re.compile("网上→|网络|该机关2018年.*|本机关及全部数据.*|市政府政务公开目录网")
    left: dict[str, list[str]] = {}
    for name, result in asked(gk.open_year(*key), gk.open_year("yunshan", 2022)).items():
        words = [NAMES.sub("", own.sub("", one)) for one in said_by(result)]
        left[name] = [one for one in words if HAN.search(one) or GARBLED.search(one)]
    assert {name: words for name, words in left.items() if words} == {}


@pytest.mark.parametrize(
    "wrong",
    [
        lambda y: y.ledger("zzz"), lambda y: y.ledger("request"), lambda y: y.figure("xx"), lambda y: y.trend(),
        lambda y: y.trend("requests_received", "requests_on_time_rate"), lambda y: y.leger, lambda y: gk.nonesuch,
        lambda y: y.sql("select x from requests"), lambda y: y.sql("select * from request"),
        lambda y: y.sql("select * from requests where submit_channel = 'x'"), lambda y: y.sql("select outcom from requests"),
        lambda y: y.sql("select * from requests where outcome = 'disclosed'"), lambda y: y.sql("drop"),
        lambda y: y.sql("select * from requests where received_on = 'x'"), lambda y: gk.open_year("yunsan", 2018),
        lambda y: gk.open_year("yunshan", 2031), lambda y: gk.panel(office=1), lambda y: gk.panel(years="x"),
        lambda y: gk.sql("select * from requests where office = 'x'"), lambda y: gk.what_if(y, calendar="x"),
        lambda y: gk.what_if(y), lambda y: gk.what_if(y, limit=2).trend("x"), lambda y: gk.add_workdays("2049-01-01", 1),
        lambda y: y.figure("requests_received").numerator, lambda y: y.ledger("requests", personal="x"),
        lambda y: gk.compare(1, 2), lambda y: y.findings.rows(99), lambda y: y.ledger(),
    ],
)  # fmt: skip
def test_an_error_is_english_also_as_a_string(year, wrong) -> None:
    with pytest.raises(GongkaiError) as caught:
        wrong(year)
    told = NAMES.sub("", str(caught.value))
    assert len(told) > 10 and not HAN.search(told) and not GARBLED.search(told), told
    assert caught.value._render_traceback_()[0] == str(caught.value)


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("上年46", "the year before 46"), ("增加2条", "up by 2 items"), ("低48.28个百分点", "lower by 48.28 percentage points"),
        ("下降5%", "fell by 5%"), ("某局（假设：limit for replies of 10 workdays, no extension）2018年", "某局 (Supposed: limit for replies of 10 workdays, no extension) 2018"),
        ("警告1个", "warning: 1"), ("上年结转申请数等于上年报告的结转下年度申请数（据上年台账（含前身机关））：2，2",
         "Requests carried over from the year before equal the requests carried forward of last year's report"
         " (by last year's ledgers, those of predecessors included): 2, 2"),
    ],
)  # fmt: skip
def test_what_was_garbled_reads(chinese: str, english: str) -> None:
    assert said(chinese) == english


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


def test_an_error_is_told_once_and_in_english(year) -> None:
    with pytest.raises(UsageError) as caught:
        year.ledger("request")
    assert str(caught.value).startswith("There is no ledger “request”.")
    assert caught.value._render_traceback_()[0] == str(caught.value)
    assert not getattr(caught.value, "__notes__", None)


def test_the_official_form_and_a_report_stay_chinese(year) -> None:
    assert "主动公开政府信息数" in year.form.as_html()
    gk.open_report("hrbrfb", 2018)
    assert "台账" in repr(year)


def test_a_label_of_either_language_is_a_name(year, monkeypatch) -> None:
    assert year.figure("Requests received").number == year.figure("收到申请数").number == 29
    assert len(year.ledger("Disclosure on request")) == len(year.ledger("依申请公开"))
    for i in year.indicators.index[::7]:  # as the table of indicators writes it
        label = year.indicators.loc[i, "label"]
        if (year.indicators["label"].str.casefold() == label.casefold()).sum() == 1:
            assert year.figure(label).indicator.id == i
    monkeypatch.setenv("GONGKAI_LANG", "zh")
    assert gk.open_year("hrbrfb", 2018).figure("requests received").number == 29


def test_what_is_missing_is_told_in_english(sample, monkeypatch) -> None:
    shutil.rmtree(sample / "yunshan" / "2017")
    path = sample / "yunshan" / "2018" / "requests.csv"
    path.write_text(path.read_text("utf-8-sig").replace("2018-0", "2018-90", 1), "utf-8-sig")
    lost = sample / "yunshan" / "2016" / "requests.csv"
    lost.write_text(lost.read_text("utf-8-sig").replace("2016-0", "2016-90", 1), "utf-8-sig")
    years = (2016, 2017, 2018)
    for found in (
        gk.panel("yunshan", years, data_dir=sample),
        gk.sql("select year from requests", "yunshan", years, data_dir=sample),
        gk.open_year("yunshan", 2018, sample).trend("requests_received"),
    ):
        assert "2017" in found.note and "no ledgers" in found.note.lower()
        told = NAMES.sub("", found.note)
        assert not HAN.search(told) and not GARBLED.search(told), told
        assert "2017" in getattr(found, "data", found).note
