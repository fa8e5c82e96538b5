"""The analyst's own section: what stands in page and Word, what is refused by cell, no person in it."""

import json
import re
import shutil
from base64 import b64decode
from pathlib import Path

import docx
import nbformat
import pytest
from bs4 import BeautifulSoup
from samples import sample_report

from conftest import SAMPLE
from gongkai.cli.app import run as gongkai
from gongkai.errors import UnreadableError, UsageError
from gongkai.examined.examine import Report, build
from gongkai.report import story
from gongkai.report.content.components import DataTable, OwnPicture
from gongkai.report.content.editions import Edition
from gongkai.report.own.found import named_notebook
from gongkai.report.own.section import with_own_section
from gongkai.report.page.page import render

SHOWN = (
    "# 渠道分析\n\n网络申请20件，比上年多3件。",
    "import gongkai as gk\none = gk.open_year(agency, year)\nrows = one.ledger('依申请公开')",
    "## 用时\n\n- 网络最快&lt;script&gt;",
    "#| tbl-cap: 各方式件数\nrows.groupby('申请方式').size().rename('件数')",
    "one.sql('select 申请人类型, count(*) as 件数 from 依申请公开 group by 申请人类型')",
    "with gk.figure_axes('各渠道', alt='网络20件最多') as axes:\n    axes.bar(['网络'], [20])",
    "one.chart('requests_by_month')",
    "one.figure('申请按时办结率')",
    "#| fig-alt: 一月最多\n#| fig-cap: 各月\nrows['收到日期'].dt.month.value_counts().plot.bar()",
    "print('一共29件。')",
)
APPLICANT = "欧阳清风"  # no number, and no surname that is looked for
REFUSED = {
    "![图](a.png)": "图片文件不能放进报告，没有显示",
    "1 + 1": "单独一个值不能放进报告，没有显示",
    "with gk.figure_axes('没说明的图') as axes:\n    axes.bar(['一'], [1])": "图“没说明的图”没有替代文字",
    "one.ledger('依申请公开', personal='申请人').iloc[:, :3].head(2)": "这一格会显示个人信息",
    "import pandas as pd\nrow = pd.read_csv(one.root / agency / '2018' / 'requests.csv', dtype=str)\n"
    "print('申请人是' + row.iloc[0]['申请人'])": "这一格会显示个人信息",
    "print('电话' + '139' + '04510451')": "这一格会显示个人信息",
    "#| fig-alt: 有名字的图\nimport matplotlib.pyplot as plt\n"
    "plt.bar([row.iloc[0]['申请人']], [1])": "这一格会显示个人信息",
    "import ipywidgets\nipywidgets.IntSlider()": "点选的控件不能放进报告",
    "import sys\nprint('旧写法', file=sys.stderr)": "这一格运行时有警告",
    "1 / 0": "这一格运行失败（ZeroDivisionError），以后各格没有运行",
}


def notebook(path: Path, *sources: str) -> Path:
    made = nbformat.v4.new_notebook()
    for source in sources:
        markdown = source.startswith(("#", "!", "以")) and not source.startswith("#|")
        new = nbformat.v4.new_markdown_cell if markdown else nbformat.v4.new_code_cell
        made.cells.append(new(source))
    nbformat.write(made, path)
    return path


def with_notebook(path: Path, report: Report, root: Path = SAMPLE) -> Report:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in named_notebook(path).items():
            patch.setenv(name, value)
        return with_own_section(report, root)


@pytest.fixture(scope="module")
def built() -> Report:
    return sample_report("hrbrfb", 2018)


@pytest.fixture(scope="module")
def shown(built: Report, tmp_path_factory) -> Report:
    folder = tmp_path_factory.mktemp("own")
    return with_notebook(notebook(folder / "my.ipynb", *SHOWN), built)


@pytest.fixture(scope="module")
def refused(tmp_path_factory) -> Report:
    """Return a report whose ledger names an applicant, with a notebook that shows him in many ways."""
    root = tmp_path_factory.mktemp("own")
    shutil.copytree(SAMPLE / "hrbrfb", root / "hrbrfb")
    ledger = root / "hrbrfb" / "2018" / "requests.csv"
    text = ledger.read_text(encoding="utf-8")
    ledger.write_text(text.replace("YSQ2018001,,", f"YSQ2018001,{APPLICANT},"), encoding="utf-8")
    path = notebook(root / "my.ipynb", SHOWN[1], *REFUSED, "以后的话。")
    return with_notebook(path, build("hrbrfb", 2018, root), root)


def page_of(report: Report, edition: Edition) -> BeautifulSoup:
    """Return a page with the title, the own section and the checks."""
    parts = (story.title(report), story.own_section(report), story.check_annex(report))
    outputs = [
        nbformat.v4.new_output("display_data", data=o.data) for part in parts for o in part.outputs
    ]
    cell = nbformat.v4.new_code_cell("x", outputs=outputs)
    made = nbformat.v4.new_notebook(cells=[cell])
    return BeautifulSoup(render(made, edition), "html.parser")


def test_everything_of_the_notebook_stands_in_the_section_and_nothing_is_said_of_it(shown) -> None:
    own = shown.own
    assert own.findings == () and shown.blocking == ()
    pictures = [c for c in own.shown if isinstance(c, OwnPicture)]
    titles = ["图1　各渠道", "图2　各月收到和答复申请数", "图3　各月"]
    assert [p.title for p in pictures] == titles
    assert pictures[0].alt == "各渠道。网络20件最多" and pictures[2].alt == "一月最多"
    assert pictures[1].alt == "".join(pictures[1].alt) and "收到共29件" in pictures[1].alt
    assert all(p.png.startswith(b"\x89PNG") for p in pictures)
    tables = [c for c in own.shown if isinstance(c, DataTable)]
    assert [t.caption for t in tables] == ["表1　各方式件数", "表2"]
    assert [[c.text for c in row] for row in tables[1].rows] == [
        ["商业企业", "5"], ["法律服务机构", "3"], ["自然人", "21"],
    ]  # fmt: skip
    assert "查询结果3行" in tables[1].note


def test_the_page_has_it_below_its_own_heading_escaped_and_without_scripts(shown) -> None:
    page = page_of(shown, Edition.PUBLIC)
    start = page.find(id="annex-own")
    assert start.get_text() == "附　渠道分析"
    section_ = start.parent
    text = section_.get_text()
    assert "申请按时办结率：100%（29/29）。定义：" in text and "一共29件。" in text
    assert page.find("script") is None and "最快<script>" in text
    assert [i["alt"] for i in section_.find_all("img")][2] == "一月最多"
    assert [i["src"][:22] for i in section_.find_all("img")] == ["data:image/png;base64,"] * 3


def test_the_review_lists_its_numbers_by_cell_with_those_of_the_office(shown) -> None:
    told = {(n.place.file, n.numeral) for n in shown.numbers}
    assert {("my.ipynb 第 1格", "20"), ("my.ipynb 第 1格", "3"), ("my.ipynb 第10格", "29")} <= told
    assert ("my.ipynb 第 4格", "3个数") in told
    listed = page_of(shown, Edition.REVIEW).select(".own-list li.fact")
    words = [(item.b.get_text(), item.get_text()) for item in listed]
    assert ("20", "20网络申请20件，比上年多3件。my.ipynb 第 1格") in words


def test_what_cannot_be_shown_is_told_by_cell_and_the_rest_stands(refused) -> None:
    told = [(f.place.file, f.message) for f in refused.own.findings]
    for number, message in enumerate(REFUSED.values(), start=2):
        assert any(file == f"my.ipynb 第{number:>2}格" and message in m for file, m in told), number
    assert len(told) == len(REFUSED)
    assert refused.state == "草稿" and [f for f in refused.findings if f.rule == "N-10"]
    assert [type(c).__name__ for c in refused.own.shown] == ["Section", "OwnPicture"]
    assert "还没有替代文字" in refused.own.shown[1].note
    assert not any("以后的话" in str(c) for c in refused.own.shown)


def test_no_person_reaches_a_finding_or_a_component(refused) -> None:
    words = json.dumps([str(refused.own), str(refused.numbers)], ensure_ascii=False)
    assert APPLICANT not in words and "13904510451" not in words


def test_the_command_takes_it_from_the_offices_folder_and_makes_the_same_every_time(
    shown, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(SAMPLE / "hrbrfb", data / "hrbrfb")
    notebook(data / "hrbrfb" / "2018" / "analysis.ipynb", *SHOWN)
    out = ["--data", str(data), "--out", str(tmp_path / "out"), "--to", "html,docx"]
    assert gongkai(["report", "hrbrfb", "2018", *out]) == 0
    folder = tmp_path / "out" / "hrbrfb" / "2018"
    pictures = [p for p in shown.own.shown if isinstance(p, OwnPicture)]
    page = BeautifulSoup((folder / "report.html").read_text("utf-8"), "html.parser")
    sources = [i["src"] for i in page.find(id="annex-own").parent.find_all("img")]
    assert [b64decode(s.partition(",")[2]) for s in sources] == [p.png for p in pictures]
    word = docx.Document(folder / "report.docx")
    assert re.findall(r'descr="([^"]*)"', word.element.xml)[-3:] == [p.alt for p in pictures]
    lines = [p.text for p in word.paragraphs]
    assert "渠道分析" in lines[lines.index("附") :] and "图3　各月" in lines
    inputs = json.loads((folder / "manifest.json").read_text("utf-8"))["inputs"]["data"]
    assert "hrbrfb/2018/analysis.ipynb" in inputs


def test_a_notebook_that_is_none_or_not_there_is_told(built, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有笔记本"):
        with_notebook(tmp_path / "none.ipynb", built)
    (tmp_path / "my.ipynb").write_text("不是笔记本", encoding="utf-8")
    with pytest.raises(UnreadableError, match="不是可读的笔记本"):
        with_notebook(tmp_path / "my.ipynb", built)
