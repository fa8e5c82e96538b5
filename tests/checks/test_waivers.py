import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.checks.check import Result, State
from gongkai.checks.waivers import Waiver, apply_waivers, load_waivers
from gongkai.errors import UnreadableError
from gongkai.examined.examine import build

FAILED = Result("F14-6", State.FAIL, "不符", Decimal(15), Decimal(14), blocks=True)
WAIVER = Waiver("F14-6", "法规科", "一件逾期", dt.date(2018, 12, 31), "15", "14")
DAY = dt.date(2018, 1, 25)


def test_a_waiver_holds_for_the_values_it_saw() -> None:
    (result,) = apply_waivers([FAILED], [WAIVER], DAY)
    assert (result.state, result.blocks) == (State.WARN, False)
    assert "法规科" in result.message
    assert "一件逾期" in result.message


@pytest.mark.parametrize(
    ("result", "day"),
    [
        (Result("F14-6", State.FAIL, "不符", Decimal(16), Decimal(14), blocks=True), DAY),
        (Result("F14-5", State.FAIL, "不符", Decimal(15), Decimal(14), blocks=True), DAY),
        (FAILED, dt.date(2019, 1, 1)),
    ],
)
def test_changed_values_another_check_or_a_passed_day_void_it(result: Result, day: dt.date) -> None:
    kept, said = apply_waivers([result], [WAIVER], day)
    assert kept == result
    assert (said.id, said.state) == ("R-00", State.WARN)


def test_the_late_reply_can_be_answered_for_and_the_report_signed(sample: Path) -> None:
    folder = sample / "yunshan" / "2017"
    before = build("yunshan", 2017, sample)
    blocking = [r for r in before.results if r.blocks]
    assert {r.id for r in blocking} == {"F14-6", "R-05"}
    text = "".join(
        f'[[waiver]]\ncheck = "{r.id}"\nmessage = "{r.message}"\nowner = "法规科"\n'
        f'reason = "一件逾期，已说明"\nexpires = 2018-12-31\n'
        for r in blocking
    )
    (folder / "review.toml").write_text(text, encoding="utf-8")
    after = build("yunshan", 2017, sample)
    assert after.state == "已核"
    assert sum("法规科" in r.message for r in after.results) == 2


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('owner = "甲"', "", "owner"),
        ("expires = 2018-12-31", 'expires = "2018"', "expires"),
        ('left = "15"', "", "当时所见的值"),
        ('reason = "乙"', 'reason = "乙"\nby = "丙"', "by"),
        ("[[waiver]]", "[[waivers]]", "waivers"),
    ],
)
def test_a_fault_in_the_review_file_is_named(tmp_path: Path, old: str, new: str, told: str) -> None:
    text = '[[waiver]]\ncheck = "F14-6"\nleft = "15"\nowner = "甲"\nreason = "乙"\nexpires = 2018-12-31\n'
    assert old in text
    (tmp_path / "review.toml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(UnreadableError, match=told):
        load_waivers(tmp_path)
