"""The published figures of the sample, taken by hand, against what the ledgers come to."""

import filecmp
import subprocess
import sys
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from conftest import SAMPLE
from gongkai.indicators.compute import compute, table
from gongkai.indicators.value import Amount, Rate
from gongkai.keys import Key
from gongkai.records.load import load

FOLDER = SAMPLE / "hrbrfb" / "2018"
PUBLISHED = tomllib.loads((FOLDER / "published.toml").read_text(encoding="utf-8"))
COMPUTED = compute(load(SAMPLE, Key("hrbrfb", 2018)))


@pytest.mark.parametrize("figure", PUBLISHED["figure"], ids=lambda f: f["indicator"])
def test_a_computed_figure_equals_the_published_one(figure: dict[str, object]) -> None:
    assert figure["sentence"]
    value = COMPUTED[figure["indicator"]]
    if "value" in figure:
        assert value == Amount(figure["value"])
    elif "numerator" in figure:
        assert value == Rate(figure["numerator"], figure["denominator"])
    else:
        assert isinstance(value, Rate)
        assert value.percent() == Decimal(figure["percent"])


def test_what_has_no_published_base_is_not_imitated() -> None:
    names = {entry["indicator"] for entry in PUBLISHED["not_imitated"]}
    assert names == {"proposal_satisfaction_rate_cppcc", "hotline_due"}
    assert COMPUTED["proposal_satisfaction_rate_cppcc"] == Rate(0, 0)
    hotline = COMPUTED["hotline_due"]
    assert isinstance(hotline, Amount)
    assert hotline.number > 0


def test_the_generator_writes_the_same_bytes(tmp_path: Path) -> None:
    program = SAMPLE / "hrbrfb" / "generate_2018.py"
    subprocess.run([sys.executable, str(program), str(tmp_path)], check=True)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == sorted(path.name for path in FOLDER.glob("*.csv"))
    assert filecmp.cmpfiles(FOLDER, tmp_path, names, shallow=False)[0] == names


def test_the_analyst_s_table_is_chinese_and_complete() -> None:
    frame = table(COMPUTED)
    assert list(frame.columns) == ["指标", "数值", "单位", "分子", "分母", "定义", "依据"]
    assert frame.loc["requests_received", "数值"] == "29"
    assert frame.loc["requests_on_time_rate", ["数值", "分子", "分母"]].to_list() == [
        "100%",
        29,
        29,
    ]
    assert frame.loc["proposal_satisfaction_rate_cppcc", "数值"] == "未发生"
    assert "grant_rate" not in frame.index
    assert len(frame) == sum(1 for _ in COMPUTED.known())
