"""Sections laid out as files: current words, figures as calls; what the office changes is its own."""

from pathlib import Path

import pytest

from conftest import SAMPLE
from gongkai.cli.app import run
from gongkai.examined.examine import examine
from gongkai.indicators.registry import BY_ID
from gongkai.keys import Key
from gongkai.narrative.own.files import own_files
from gongkai.narrative.own.typed import lines_of
from gongkai.narrative.plan import load_plan, plan_names
from gongkai.office.layout import lay_out
from gongkai.records.agency import Agency
from gongkai.text import heading_key

KEY = Key("hrbrfb", 2018)


def printed(root: Path, key: Key = KEY) -> dict[str, str]:
    found = examine(root, key)
    return {
        s.anchor: "\n".join("".join(run.text for run in line) for line in lines_of(s))
        for s in found.narrative.sections
    }


def laid_out(root: Path) -> Path:
    assert run(["narrative", "hrbrfb", "2018", "--data", str(root)]) == 0
    return root / "hrbrfb" / "2018" / "narrative"


def test_what_is_laid_out_and_changed_a_little_reads_as_before(sample: Path) -> None:
    before = printed(sample)
    folder = laid_out(sample)
    assert printed(sample) == before
    for path in folder.glob("*.md"):
        text = path.read_text(encoding="utf-8")
        if text.startswith("{#"):  # the whole draft becomes the office's own by one word
            assert "断言(" not in text
            path.write_text(text + "\n添一句。\n", encoding="utf-8")
    after = printed(sample)
    for name, text in before.items():
        assert after[name] in (text, f"{text}\n添一句。".strip()), name
    assert sum(text.endswith("添一句。") for text in after.values()) >= 8


def test_a_draft_that_nobody_changed_speaks_for_no_one(sample: Path, capsys) -> None:
    folder = laid_out(sample)
    found = examine(sample, KEY)
    written = {s.anchor for s in found.narrative.sections if s.written}
    assert written == {"overview", "safeguards", "problems", "plans"}
    draft = folder / "依申请公开办理情况.md"
    text = draft.read_text(encoding="utf-8")
    assert "全年收到政府信息公开申请{{ 数字('收到申请数') }}，均按时办结。" in text
    (sample / "hrbrfb" / "2018" / "requests.csv").write_bytes(
        b"\n".join((sample / "hrbrfb" / "2018" / "requests.csv").read_bytes().splitlines()[:2])
    )
    capsys.readouterr()
    laid_out(sample)
    assert "已换成最新文字" in capsys.readouterr().out
    assert draft.read_text(encoding="utf-8") != text


def test_what_the_office_changed_is_left_alone_and_what_it_deleted_comes_back(
    sample: Path, capsys
) -> None:
    folder = laid_out(sample)
    (folder / "依申请公开办理情况.md").write_text("我们自己写。", encoding="utf-8")
    (folder / "主动公开情况.md").unlink()
    capsys.readouterr()
    laid_out(sample)
    said = capsys.readouterr().out
    assert "已铺好 1 个：主动公开情况.md" in said
    assert "依申请公开办理情况.md" in said.partition("没有动")[2]
    assert (folder / "依申请公开办理情况.md").read_text(encoding="utf-8") == "我们自己写。"
    assert printed(sample)["requests"] == "我们自己写。"


@pytest.mark.parametrize(
    ("name", "section"),
    [
        ("requests.md", "requests"), ("依申请公开办理情况.md", "requests"), ("（二）依申请公开办理情况.md", "requests"),
        ("三、存在的主要问题.md", "problems"), ("存在的主要问题.txt", "problems"), ("存在的主要问题.md.txt", "problems"),
        ("2019年工作思路.md", "plans"), ("工作思路.md", "plans"), ("开头.md", "opening"), ("1. 概述.md", "overview"),
    ],
)  # fmt: skip
def test_a_section_is_known_by_its_chinese_or_english_name(
    name: str, section: str, tmp_path: Path
) -> None:
    (tmp_path / "narrative").mkdir()
    (tmp_path / "narrative" / name).write_text("我们自己写。", encoding="utf-8")
    found = own_files(tmp_path, load_plan("harbin_four"), 2018)
    assert found.findings == ()
    assert found.of(section).text == "我们自己写。"
    assert found.of(section).name == f"narrative/{name}"


@pytest.mark.parametrize(
    ("name", "near"),
    [("存在问题.md", "存在的主要问题"), ("problem.md", "problems"), ("依申请公开.md", "依申请公开办理情况"), ("xyz.docx", "")],
)  # fmt: skip
def test_a_file_that_is_no_section_is_told_with_the_nearest_name(
    name: str, near: str, tmp_path: Path
) -> None:
    (tmp_path / "narrative").mkdir()
    (tmp_path / "narrative" / name).write_text("我们自己写。", encoding="utf-8")
    (finding,) = own_files(tmp_path, load_plan("harbin_four"), 2018).findings
    assert str(finding.place) == f"narrative/{name}"
    assert (f"“{near}.md”" in finding.message) is bool(near)


def test_two_files_of_one_section_are_told(tmp_path: Path) -> None:
    (tmp_path / "narrative").mkdir()
    for name in ("problems.md", "存在的主要问题.md"):
        (tmp_path / "narrative" / name).write_text("我们自己写。", encoding="utf-8")
    (finding,) = own_files(tmp_path, load_plan("harbin_four"), 2018).findings
    assert "同一节" in finding.message


def test_every_name_is_one_section_s_and_every_label_one_figure_s() -> None:
    for plan in map(load_plan, plan_names()):
        names = [s.heading or s.name for s in plan.sections]
        assert all(names) and len(set(names)) == len(names)
    assert len({heading_key(i.label) for i in BY_ID.values()}) == len(BY_ID)


def test_a_government_s_drafts_are_its_own(tmp_path: Path) -> None:
    found = examine(SAMPLE, Key("yunshan", 2024))
    city = Agency("x", "某市人民政府", "government", "我市")
    done = lay_out(Key("x", 2024), city, tmp_path, found.indicators)
    assert "narrative/工作考核、社会评议和责任追究情况.md" in done.made
    text = (tmp_path / "narrative" / "依申请公开.md").read_text(encoding="utf-8")
    assert "全年收到政府信息公开申请{{ 数字('收到申请数') }}" in text
    assert "各部门、各单位" not in text  # it adds nobody up
