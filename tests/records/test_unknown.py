"""Missing is not zero: what an absent ledger, a zero report and both together come to."""

from pathlib import Path

import pytest

from gongkai.facts.fact import State
from gongkai.facts.facts import value_as
from gongkai.findings import Severity
from gongkai.forms.era import NoForm, form_for
from gongkai.forms.form import Form
from gongkai.forms.grid import GridForm
from gongkai.indicators.compute import compute
from gongkai.indicators.indicator import Ratio
from gongkai.indicators.registry import BREAKDOWNS, INDICATORS
from gongkai.indicators.value import Amount, Counts, Rate, Unknown
from gongkai.keys import Key
from gongkai.records.ledgers import LEDGERS, in_year
from gongkai.records.load import load
from indicators.ledgers import ledgers_of
from years import random_year, write_year

KEY = Key("x", 2020)
ROWS = random_year(5, 2020)


@pytest.mark.parametrize("ledger", [x.id for x in LEDGERS])
def test_an_absent_ledger_makes_its_figures_unknown_and_no_other(tmp_path, ledger: str) -> None:
    write_year(tmp_path, 2020, {**ROWS, ledger: []})
    folder = tmp_path / "x" / "2020"
    text = (folder / "declarations.toml").read_text(encoding="utf-8")
    (folder / "declarations.toml").write_text(_without(text, ledger), encoding="utf-8")
    records = load(tmp_path, KEY)
    computed = compute(records)
    assert set(records.unknown) == {ledger}
    asked = not records.ledgers[ledger].optional
    assert [f.rule for f in records.findings if f.rule in ("L-12", "L-37")] == [
        "L-12" if asked else "L-37"
    ]
    assert records.lacking == ((ledger,) if asked else ())
    for indicator in INDICATORS:
        unknown = isinstance(computed[indicator.id], Unknown)
        assert unknown == (ledger in ledgers_of(indicator.id) and indicator.valid_in(2020))
    for breakdown in BREAKDOWNS:
        assert isinstance(computed.counts[breakdown.id], Unknown) == (breakdown.ledger == ledger)


@pytest.mark.parametrize("year", range(2014, 2026))
def test_what_a_form_counts_is_asked_for(year: int) -> None:
    form = form_for(year)
    assert not isinstance(form, NoForm)
    rows = form.figures if isinstance(form, Form) else ()
    cells = form.cells() if isinstance(form, GridForm) else ()
    counted = {row.indicator for row in rows} | {indicator for *_, indicator in cells}
    needed = set().union(*map(ledgers_of, counted))
    ledgers = in_year(year).values()
    assert not needed & {ledger.id for ledger in ledgers if ledger.optional}
    assert sum(ledger.optional for ledger in ledgers) == (
        1 if year < 2019 else 6 if year < 2021 else 7
    )


def test_a_ledger_that_an_unread_file_may_hold_is_not_done_without(tmp_path: Path) -> None:
    write_year(tmp_path, 2025, {"requests": random_year(5, 2025)["requests"]}, zero=False)
    (tmp_path / "x" / "2025" / "热线转办.xlsx").write_bytes(b"not a workbook")
    records = load(tmp_path, Key("x", 2025))
    assert "hotline_cases" in records.lacking
    assert "proposals" not in records.lacking
    assert compute(records)["hotline_cases"] == Unknown(records.unknown["hotline_cases"])
    assert compute(records)["proposals_total"] == Unknown(records.unknown["proposals"], unkept=True)


def test_what_a_ledger_does_not_tell_that_the_report_does_without_is_left_out(
    tmp_path: Path,
) -> None:
    for year, optional in ((2025, True), (2018, False)):
        folder = write_year(
            tmp_path, year, {"hotline_cases": random_year(5, year)["hotline_cases"]}
        )
        path = folder / "hotline_cases.csv"
        lines = [line.split(",") for line in path.read_text("utf-8-sig").splitlines()]
        at = lines[0].index("办结日期")
        path.write_text("\n".join(",".join(x[:at] + x[at + 1 :]) for x in lines), "utf-8")
        records = load(tmp_path, Key("x", year))
        assert not [
            f
            for f in records.findings
            if f.rule == "L-29" and optional != (f.severity is Severity.INFO)
        ]
        value = compute(records)["hotline_closed_on_time"]
        assert isinstance(value, Unknown) and value.unkept == optional
        assert (
            value_as(State.UNKNOWN, value.reason, "", "", "") == value
        )  # a data file says it, too


def _without(text: str, ledger: str) -> str:
    head, *reports = text.split("[[zero_report]]\n")
    return "[[zero_report]]\n".join([head, *(r for r in reports if f'"{ledger}"' not in r)])


def test_zero_reports_give_zeros_and_rates_that_did_not_occur(tmp_path: Path) -> None:
    write_year(tmp_path, 2020, {})
    records = load(tmp_path, KEY)
    computed = compute(records)
    assert records.findings == ()
    for indicator in INDICATORS:
        if indicator.valid_in(2020):
            expected = Rate(0, 0) if isinstance(indicator.formula, Ratio) else Amount(0)
            assert computed[indicator.id] == expected, indicator.id
    assert all(isinstance(c, Counts) and c.total == 0 for c in computed.counts.values())


def test_an_empty_file_without_a_zero_report_is_unknown(tmp_path: Path) -> None:
    write_year(tmp_path, 2020, {}, zero=False)
    (tmp_path / "x" / "2020" / "requests.csv").write_bytes(b"")
    records = load(tmp_path, KEY)
    assert len(records.unknown) == len(LEDGERS)
    finding = next(f for f in records.findings if f.place.file == "requests.csv")
    assert finding.rule == "L-12"
    assert "台账为空" in finding.message


def test_rows_beside_a_zero_report_stop_the_report(sample: Path) -> None:
    path = sample / "hrbrfb" / "2018" / "declarations.toml"
    text = path.read_text(encoding="utf-8").replace('"disputes"', '"meetings"')
    path.write_text(text, encoding="utf-8")
    records = load(sample, Key("hrbrfb", 2018))
    assert [f.rule for f in records.stopping] == ["L-13"]
    assert records.stopping[0].place.file == "meetings.csv"
