"""This year against last year: from ledgers, from published tables, over a predecessor."""

import json
import re
import shutil
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
import xlsxwriter

from conftest import REPOSITORY, SAMPLE
from gongkai.checks.check import State
from gongkai.errors import UnreadableError
from gongkai.examined.examine import Examined, examine
from gongkai.forms import published
from gongkai.forms.comparability import change_text, earlier_value, pairs
from gongkai.forms.published import read_published
from gongkai.indicators.indicator import Unit
from gongkai.indicators.registry import BY_ID as INDICATORS
from gongkai.indicators.value import Amount, NotApplicable, Rate, Unknown
from gongkai.keys import Key

HUAIAN = REPOSITORY / "tests" / "published" / "huaian_city_2024.json"


def of(sample: Path, year: int, rule: str, agency: str = "yunshan") -> list:
    return [r for r in examine(sample, Key(agency, year)).results if r.id == rule]


@cache
def unspoilt(year: int) -> Examined:
    """Return a year of the made-up office as it stands."""
    return examine(SAMPLE, Key("yunshan", year))


@pytest.mark.parametrize("year", range(2017, 2025))
def test_the_made_up_office_carries_over_what_it_left(year: int) -> None:
    rules = {"Y-1", "T2-1", "T2-2", "T2-4", "Y-6"}
    for result in unspoilt(year).results:
        if result.id in rules:
            assert result.state in (State.PASS, State.NOT_ASSESSABLE), result.message


def test_the_opening_is_the_sum_of_the_office_and_its_predecessor(sample: Path) -> None:
    (total,) = [r for r in of(sample, 2019, "Y-1") if "（自然人）" not in r.message]
    assert (total.state, total.left, total.right) == (State.PASS, 2, 2)
    assert "含前身机关" in total.message
    agency = sample / "yunshan" / "agency.toml"
    text = agency.read_text(encoding="utf-8")
    agency.write_text(
        text.replace('[{ code = "yunshan_old", until = 2018 }]', "[]"), encoding="utf-8"
    )
    (alone,) = of(sample, 2019, "Y-1")
    assert (alone.state, alone.left, alone.right) == (State.FAIL, 2, 1)
    assert alone.blocks


def test_a_predecessor_that_is_not_there_makes_it_not_assessable(sample: Path) -> None:
    shutil.rmtree(sample / "yunshan_old" / "2018")
    (result,) = of(sample, 2019, "Y-1")
    assert result.state is State.NOT_ASSESSABLE
    assert not result.blocks
    assert "并入的机关（yunshan_old）没有台账" in result.message


def test_a_broken_last_year_is_not_called_a_missing_one(sample: Path) -> None:
    path = sample / "yunshan" / "2021" / "requests.csv"
    text = path.read_text("utf-8-sig")
    path.write_text(re.sub(r"\n[^,]*,", "\n,", text, count=1), "utf-8-sig")  # without its number
    (result,) = of(sample, 2022, "Y-1")
    assert result.state is State.NOT_ASSESSABLE
    assert result.message.startswith("上年《依申请公开》台账有错误，未能计数，也没有上年公布的数据")
    shutil.rmtree(path.parent)
    (result,) = of(sample, 2022, "Y-1")
    assert result.message.startswith("上年没有台账，也没有")


def test_a_forgotten_case_is_found(sample: Path) -> None:
    path = sample / "yunshan" / "2020" / "requests.csv"
    lines = path.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("2019-900")]
    assert len(kept) == len(lines) - 1
    path.write_text("".join(kept), encoding="utf-8-sig")
    wrong = [r for r in of(sample, 2020, "Y-1") if r.state is not State.PASS]
    assert {r.state for r in wrong} == {State.FAIL, State.WARN}
    assert next(r for r in wrong if r.state is State.FAIL).blocks


def test_without_last_year_nothing_is_called_wrong(sample: Path) -> None:
    (result,) = of(sample, 2018, "Y-1", "hrbrfb")
    assert result.state is State.NOT_ASSESSABLE
    assert not result.blocks


def _published(folder: Path, kind: str, rows: list[tuple[str, str]]) -> None:
    path = folder / f"last_published.{kind}"
    if kind == "csv":
        path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    else:
        with xlsxwriter.Workbook(str(path)) as book:
            sheet = book.add_worksheet()
            for n, row in enumerate(rows):
                sheet.write_row(n, 0, row)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_last_year_may_be_two_columns(tmp_path: Path, kind: str) -> None:
    rows = [("指标", "数值"), ("结转下年度申请数", "3"), ("normative_documents_in_force", "12"),
            ("收到申请数", "")]  # fmt: skip
    _published(tmp_path, kind, rows)
    assert read_published(tmp_path) == {
        "requests_open_at_end": Decimal(3), "normative_documents_in_force": Decimal(12),
    }  # fmt: skip


def test_last_year_may_be_the_published_tables(tmp_path: Path) -> None:
    (tmp_path / "last_published.json").write_bytes(HUAIAN.read_bytes())
    found = read_published(tmp_path)
    assert found is not None
    assert found["t3_carry_out_total"] == found["requests_open_at_end"] == 103
    assert found["charges_yuan"] == Decimal("961716000")
    assert found["t4_reconsideration_total"] == 351


@pytest.mark.parametrize("year", range(2019, 2025))
def test_what_is_added_up_from_published_cells_is_what_the_ledgers_count(year: int) -> None:
    values = unspoilt(year).indicators.values
    for total, parts in published._SUMS:
        assert values[total] == Amount(sum(values[part].number for part in parts)), total


def test_pending_disputes_are_checked_against_published_tables(sample: Path) -> None:
    shutil.rmtree(sample / "yunshan" / "2021")
    tables = json.loads(HUAIAN.read_text(encoding="utf-8"))
    path = sample / "yunshan" / "2022" / "last_published.json"
    path.write_text(json.dumps(tables), encoding="utf-8")
    pending = of(sample, 2022, "Y-6")
    assert [(r.state, r.left, r.right) for r in pending] == [
        (State.WARN, 37, 0), (State.WARN, 7, 1),
    ]  # fmt: skip


def test_published_figures_stand_in_for_absent_ledgers(sample: Path) -> None:
    shutil.rmtree(sample / "yunshan" / "2023")
    _published(sample / "yunshan" / "2024", "csv", [("requests_open_at_end", "4")])
    found = next(r for r in of(sample, 2024, "Y-1") if r.state is not State.NOT_ASSESSABLE)
    assert (found.state, found.left, found.right) == (State.FAIL, 1, 4)
    assert "上年公布的数据" in found.message


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("last_published.csv", "不存在的指标,3", "不存在的指标"),
        ("last_published.csv", "收到申请数,三件", "三件"),
        ("last_published.json", "{", "JSONDecodeError"),
        ("last_published.json", json.dumps({"form": "2010"}), "form"),
        ("last_published.json", json.dumps({"form": "2014"}), "没有一个数字"),
        ("last_published.xlsx", "不是工作簿", "last_published.xlsx"),
    ],
)
def test_a_fault_in_last_year_s_file_is_named(
    tmp_path: Path, name: str, text: str, told: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableError) as caught:
        read_published(tmp_path)
    assert told in str(caught.value)


def test_every_pair_names_figures_of_its_eras() -> None:
    for pair in pairs():
        assert INDICATORS[pair.indicator].since == pair.from_year
        assert all(INDICATORS[name].valid_in(pair.from_year - 1) for name in pair.earlier)
        assert pair.note
        assert (pair.relation == "not_comparable") == (not pair.earlier)


def test_figures_are_compared_over_a_change_of_form_only_where_they_may_be() -> None:
    last = {
        "outcome_already_public": Amount(6),
        "outcome_granted": Amount(12),
        "grant_rate": NotApplicable("无"),
    }
    assert earlier_value(INDICATORS["outcome_r1"], 2019, last)[0] == Amount(18)
    value, note = earlier_value(INDICATORS["outcome_r3_1"], 2019, last)
    assert value is None
    assert "不可比" in note
    assert earlier_value(INDICATORS["outcome_r1"], 2020, {"outcome_r1": Amount(5)})[0] == Amount(5)
    assert earlier_value(INDICATORS["grant_rate"], 2021, last)[0] is None


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (Amount(3646), Amount(3607), "增长1.08%"),
        (Amount(5), Amount(10), "下降50%"),
        (Amount(5), Amount(5), "持平"),
        (Amount(5), Amount(0), "上年为0，不计算增幅"),
        (Amount(0), Amount(0), "持平"),
        (Rate(9, 10), Rate(19, 20), "下降5个百分点"),
        (Rate(1, 1), Rate(0, 0), "—"),
        (Amount(5), None, "—"),
        (Unknown("无"), Amount(1), "—"),
    ],
)
def test_a_change_in_words(now, before, words: str) -> None:
    assert change_text(now, before) == words


def test_a_mean_changes_in_its_own_unit_and_an_earlier_year_is_named() -> None:
    assert change_text(Rate(25, 10), Rate(30, 10), Unit.WORKDAY) == "下降0.5工作日"
    assert change_text(Amount(5), Amount(0), earlier="2016年") == "2016年为0，不计算增幅"
