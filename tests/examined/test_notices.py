"""What a higher authority's notice asks is asked of our own report as of a published one, and is part of what it is made from."""

import shutil
from pathlib import Path

import pytest

from conftest import SAMPLE
from gongkai.checks.check import Result, State
from gongkai.errors import UnreadableError
from gongkai.examined.examine import examine
from gongkai.examined.inputs import inputs_of
from gongkai.keys import Key

KEY = Key("hrbrfb", 2018)
NOTICE = """[[notice]]
document = "哈政公开办函〔2019〕1号"
area = "{area}"
department = "{day}"
part_one = {most}
"""


def asked(root: Path, *ids: str) -> list[Result]:
    results = examine(root, KEY).results
    return [r for r in results if r.id in ids and r.state is not State.PASS]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return the sample office's data in a folder of their own."""
    shutil.copytree(SAMPLE / KEY.agency, tmp_path / KEY.agency)
    return tmp_path


@pytest.mark.parametrize(
    ("area", "day", "most", "told"),
    [
        ("哈尔滨市", "02-11", 20, ["D-4", "D-12"]),
        ("哈尔滨市", "02-12", 9000, []),
        ("大庆市", "01-02", 20, []),
    ],
)
def test_a_notice_is_held_to_by_check_and_changes_what_the_report_is_made_from(
    root: Path, area: str, day: str, most: int, told: list[str]
) -> None:
    before = inputs_of(root, KEY)
    text = NOTICE.format(area=area, day=day, most=most)
    (root / "notices.toml").write_text(text, encoding="utf-8")
    found = asked(root, "D-4", "D-12")
    assert sorted(r.id for r in found) == sorted(told)
    assert all(r.state is State.WARN and not r.blocks for r in found)  # the law is kept
    if "D-4" in told:
        (late,) = (r for r in found if r.id == "D-4")
        assert (
            late.message
            == "公布日期2019-02-12晚于哈政公开办函〔2019〕1号规定的2019-02-11，在法定期限之内"
        )
    assert (inputs_of(root, KEY) != before) == (area == "哈尔滨市")


def test_a_notice_that_cannot_be_read_is_told(root: Path) -> None:
    (root / "notices.toml").write_text("[[notice]]\narea = 1\n", encoding="utf-8")
    with pytest.raises(UnreadableError, match="文号"):
        examine(root, KEY)
    assert "notices.toml" in inputs_of(root, KEY)
