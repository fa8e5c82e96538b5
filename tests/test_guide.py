"""The guide, done as it says: each of its commands is run, in its order, in an empty folder."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PIL import Image
from typer.testing import CliRunner

import years
from conftest import REPOSITORY, SAMPLE
from gongkai.cli.app import COMMANDS, app, run
from gongkai.cli.office import adopt
from gongkai.records.ledgers import LEDGERS
from guide_pictures import SHEETS, STAMP, make_book, mark, shown, words

GUIDE = (REPOSITORY / "docs" / "guide.zh-CN.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
LINES = [(kind, line) for kind, text in BLOCKS for line in text.splitlines() if line.strip()]
INLINE = re.findall(r"`(gongkai [^`]*)`", GUIDE)
REQUESTS = [
    {"登记编号": f"2025-{n:03d}", "申请人类型": "自然人", "申请方式": "网络",
     "收到日期": f"2025-03-{n:02d}", "答复日期": f"2025-03-{n + 14}", "办理结果": "予以公开"}
    for n in (3, 4, 5)
]  # fmt: skip


def fill_in(folder: Path) -> None:
    """Do by program what the guide asks of the person: three requests, the rest declared empty."""
    book = load_workbook(folder / "2025" / "yslhj-2025-台账.xlsx")
    years.put(book, "依申请公开", REQUESTS)
    staff = {
        "年度": 2025,
        "专门机构数": 1,
        "查阅点数": 1,
        "专职人员数": 1,
        "兼职人员数": 2,
        "专项经费": 0,
        "监督电话数": 1,
    }
    years.put(book, "机构人员经费", [staff])
    filled = {"依申请公开", "机构人员经费"}
    for row in book["零报告"].iter_rows(min_row=2):
        if row[0].value not in filled:
            row[1].value, row[3].value, row[4].value = "是", "办公室", "2026-01-05"
    said = {
        "地址": "云杉市林荫路1号",
        "邮编": "150000",
        "电话": "0451-12345678",
        "电子邮箱": "ogi@example.invalid",
        "公布日期": "2026-01-20",
    }
    for row in (*book["机关"].iter_rows(min_row=3), *book["声明"].iter_rows(min_row=3)):
        row[1].value = said.get(row[0].value, row[1].value)
    book.save(folder / "2025" / "yslhj-2025-台账.xlsx")
    text = folder / "2025" / "narrative" / "存在的主要问题及改进情况.md"
    with text.open("a", encoding="utf-8") as file:
        file.write(
            "公开形式还比较单一，去年收到{{ 数字('requests_received') }}申请，答复的说理还不够充分。"
            "今后将丰富解读形式，逐件加强审核，组织专题培训，并按季通报办理情况。\n"
        )


@pytest.mark.slow
def test_from_an_empty_folder_to_a_final_report_by_the_guides_own_commands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GONGKAI_DATA", raising=False)
    (tmp_path / "data").mkdir()
    done = []
    for kind, text in BLOCKS:
        if kind == "python":
            exec(compile(text, "guide", "exec"), {})
        for line in text.splitlines() if kind == "sh" else ():
            name, *arguments = shlex.split(line)
            assert name == "gongkai"
            # Until the ledgers are filled in, the first check finds them empty.
            if line == "gongkai check yslhj 2025":
                assert run(arguments) == 1
                fill_in(tmp_path / "data" / "yslhj")
            code = run(arguments)
            assert code == 0, (line, capsys.readouterr())
            done.append(arguments[0])
    out = tmp_path / "out" / "yslhj" / "2025"
    assert 'class="public-edition final-page"' in (out / "report.html").read_text(encoding="utf-8")
    named = set(re.findall(r"`(\w+\.(?:html|docx|xlsx|ipynb|json|csv)|cms|versions)`", GUIDE))
    assert {p.name for p in out.iterdir()} <= named
    assert set(done) >= {"init", "check", "report", "audit", "template", "list", "demo"}


def test_every_command_in_the_text_is_one_that_the_program_takes() -> None:
    for line in INLINE:
        name, *arguments = shlex.split(line)[1:]
        assert name in COMMANDS, line
        assert not [a for a in arguments if a.startswith("-")], (
            "options belong into a fenced command"
        )


def test_every_kind_of_block_is_run() -> None:
    assert {kind for kind, _ in BLOCKS} == {"bat", "make", "sh", "python", "toml", "text"}


@pytest.mark.parametrize("line", [line for kind, line in LINES if kind == "make"])
def test_make_knows_its_target(line: str) -> None:
    subprocess.run(
        [*shlex.split(line), "--dry-run"], cwd=REPOSITORY, check=True, capture_output=True
    )


@pytest.mark.parametrize("line", [line for kind, line in LINES if kind == "bat"])
def test_a_line_for_windows_does_its_work_here_too(tmp_path: Path, line: str) -> None:
    """``py`` is Python; pip only rehearses, without the network; activation is Windows' own script."""
    if line == r".venv\Scripts\activate":
        return
    launcher, *rest = line.split()
    assert launcher == "py"
    rehearsal = {
        "pip": ["--dry-run", "--no-index", "--no-build-isolation", "--quiet"],
        "venv": ["--without-pip"],
        "gongkai": ["--data", str(SAMPLE)],
    }[rest[1]]
    where = tmp_path if rest[1] == "venv" else REPOSITORY
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    subprocess.run([sys.executable, *rest, *rehearsal], cwd=where, env=environment, check=True)


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", GUIDE):
        assert (REPOSITORY / "docs" / target).is_file(), target


def test_the_guide_names_ledgers_and_files_as_they_are() -> None:
    titles = {ledger.title for ledger in LEDGERS} | {
        "台账"
    }  # an office's own book may hold several
    for name in re.findall(r"“(\S+?)(?:-\d月)?\.(?:xlsx|csv)”", GUIDE):
        assert name in titles, name


def test_the_pictures_of_workbooks_show_what_the_program_writes_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else take them anew: ``python tests/guide_pictures.py``."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GONGKAI_DATA", raising=False)
    make_book()
    name, path, sheet, columns = SHEETS[0]
    seen = {name: words(shown(path, sheet, columns))}
    mark()
    seen |= {name: words(shown(path, sheet, columns)) for name, path, sheet, columns in SHEETS[1:]}
    for name, stamp in seen.items():
        assert f"]({name}.png)" in GUIDE
        with Image.open(REPOSITORY / "docs" / f"{name}.png") as picture:
            assert picture.info[STAMP] == stamp, name


REGISTER = """\
流水号,申请人姓名,申请人类别,来件方式,窗口接件时间,科室接件时间,答复时间,答复情况,经办
2025-01,张某,公民,网上,2025-03-03,2025-03-04,2025-03-20,公开,甲
2025-02,李某,公司,来信,2025-04-07,2025-04-08,2025-04-25,不予公开,甲
2025-03,王某,公民,窗口,2025-05-12,2025-05-13,2025-05-30,公开,乙
2025-04,赵某,公民,网上,2025-06-09,2025-06-10,2025-06-27,已告知获取途径,乙
"""


def test_the_dialogue_of_adopt_is_what_the_program_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    year = tmp_path / "data" / "yslhj" / "2025"
    year.mkdir(parents=True)
    (year.parent / "agency.toml").write_text(
        'code = "yslhj"\nname = "云杉市园林绿化局"\nlevel = "department"\n', encoding="utf-8"
    )
    (year / "公开申请登记.csv").write_text(REGISTER, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GONGKAI_DATA", raising=False)
    monkeypatch.setattr(adopt, "_on_a_terminal", lambda: True)
    (shown_there,) = [text for _, text in BLOCKS if text.startswith("$ gongkai adopt")]
    said = CliRunner().invoke(app, ["adopt", "公开申请登记.csv"], input="1\n4\n1\n是\n").output
    asked = [line for line in shown_there.splitlines()[1:] if not line.startswith(("┃", "│"))]
    assert [line for line in asked if line.strip() not in said] == []
    assert [
        line for line in said.splitlines() if line.startswith("  ") and line not in shown_there
    ] == []
