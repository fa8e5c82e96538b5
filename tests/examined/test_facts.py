"""A government adds up what its offices report: from their ledgers or from their facts, it is the same."""

import re
import shutil
from pathlib import Path

import pytest

from gongkai.demo.data import write_demo
from gongkai.examined.examine import build
from gongkai.examined.facts import fact_set
from gongkai.facts.files import json_text
from gongkai.keys import Key

CODES = ("demo_0001", "demo_0002", "demo_0003")


@pytest.fixture(scope="module")
def both(tmp_path_factory) -> tuple[Path, Path]:
    """Return a city with its offices' ledgers, and the same with their facts and no ledger."""
    root, other = tmp_path_factory.mktemp("ledgers"), tmp_path_factory.mktemp("facts")
    write_demo(root, 3, range(2021, 2022), seed=5, city=True)
    shutil.copytree(root / "demo_city", other / "demo_city")
    settings = other / "demo_city" / "agency.toml"
    folder = other / "demo_city" / "2021" / "数据"
    folder.mkdir()
    text = settings.read_text("utf-8")
    for code in CODES:
        (folder / f"{code}.json").write_text(json_text(fact_set(build(code, 2021, root))), "utf-8")
        member = f'{{ code = "{code}", facts = "数据/{code}.json" }}'
        text = re.sub(rf'"{code}"|\{{[^{{}}]*"{code}"[^{{}}]*\}}', member, text, count=1)
    settings.write_text(text, "utf-8")
    return root, other


def test_sums_from_ledgers_and_from_facts_are_equal(both) -> None:
    ledgers, facts = (build("demo_city", 2021, root) for root in both)
    assert not (both[1] / CODES[0]).exists()
    assert [m.code for m in facts.members] == list(CODES)
    assert facts.members == ledgers.members
    assert facts.indicators == ledgers.indicators
    assert facts.form == ledgers.form
    assert fact_set(facts) == fact_set(ledgers)
    assert facts.blocking == ()
    assert not [f for f in facts.findings if f.rule == "L-11"]  # 数据 is where the settings say
    assert any(name.endswith("数据/demo_0002.json") for name in facts.inputs)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda file: file.unlink(), "没有收到数据文件 demo_0002.json"),
        (lambda file: file.write_text("{}"), "不是本程序生成的数据文件"),
        (lambda file: shutil.copy(file.with_name("demo_0001.json"), file), "demo_0002.json 是"),
        (lambda file: file.write_text(file.read_text("utf-8").replace("2021", "2020"), "utf-8"), "2020年度的数据"),
        (lambda file: file.write_text(file.read_text("utf-8").replace('"政务微博"', '"某网"', 1), "utf-8"), "不是本程序的分类"),
    ],
)  # fmt: skip
def test_facts_that_cannot_be_used_are_told_and_the_sums_unknown(
    both, tmp_path, spoil, told
) -> None:
    root = Path(shutil.copytree(both[1], tmp_path / "data"))
    spoil(root / "demo_city" / "2021" / "数据" / "demo_0002.json")
    report = build("demo_city", 2021, root)
    (finding,) = (f for f in report.findings if f.rule == "U-1")
    assert told in finding.message
    assert report.key == Key("demo_city", 2021)
    assert report.state == "草稿"


@pytest.mark.parametrize("path", ["../../x.json", "/etc/x.json", "a\\\\b.json"])
def test_facts_lie_in_the_government_s_own_folder(both, tmp_path, path: str) -> None:
    root = Path(shutil.copytree(both[1], tmp_path / "data"))
    settings = root / "demo_city" / "agency.toml"
    settings.write_text(settings.read_text("utf-8").replace("数据/demo_0001.json", path), "utf-8")
    with pytest.raises(Exception, match="年度文件夹"):
        build("demo_city", 2021, root)
