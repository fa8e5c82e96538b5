"""The page over all reports: complete, true to the manifests, safe to open, usable by anybody."""

import base64
import hashlib
import html
import json
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from conftest import SAMPLE
from gongkai.batch.standing import index
from gongkai.batch.standing.index import write_index
from gongkai.batch.standing.shelf import COMPARED, State, read_shelf
from gongkai.cli.app import run
from gongkai.examined.examine import build
from gongkai.keys import Key
from gongkai.report.publication.manifest import manifest_text
from reading import View, accessibility_faults, complaints, markup_faults, open_page, requests

FIGURES = {
    "disclosed_total": "549",
    "requests_received": "27",
    "requests_on_time_rate": "26/27",
    "publicity_timely_rate": "0/0",
    "hotline_on_time_rate": None,
}
NAMES = (
    "report.html", "review.html", "statistics.xlsx", "report.docx", "report.ipynb", "manifest.json",
)  # fmt: skip


def report(out: Path, code: str, year: int, *, name: str = "", **changed: object) -> Path:
    """Put the traces of a finished report into an output folder."""
    folder = out / code / str(year)
    folder.mkdir(parents=True)
    manifest = {
        "schema": 1, "agency": code, "name": name or f"某市{code}局", "data_kind": "real",
        "figures": FIGURES, "findings": {"error": 0, "warning": 2, "info": 9}, "state": "final",
        "outputs": {n: "" for n in NAMES[:-1]},
    }  # fmt: skip
    for file in NAMES:
        (folder / file).write_text("", encoding="utf-8")
    text = json.dumps(manifest | changed, ensure_ascii=False)
    (folder / "manifest.json").write_text(text, encoding="utf-8")
    return folder


def failed(out: Path, *rows: Mapping[str, object]) -> None:
    text = json.dumps({"schema": 1, "finished": True, "outcomes": rows}, ensure_ascii=False)
    (out / "run.json").write_text(text, encoding="utf-8")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Return an output folder, its name with a space and Chinese, with every state in it."""
    folder = tmp_path / "共享 目录 #1" / "输出"
    for year in (2017, 2018, 2020):
        report(folder, "b", year)
    report(folder, "a", 2018, state="draft", findings={"error": 3, "warning": 0, "info": 0})
    report(folder, "a", 2017, data_kind="made_up")
    failed(
        folder,
        {"agency": "c", "year": 2020, "state": "数据有误", "message": "台账有 2 处错误"},
        {"agency": "a", "year": 2018, "state": "检查未过", "message": ""},
        {"agency": "b", "year": 2017, "state": "未变", "message": ""},
    )
    return folder


class Rows(HTMLParser):
    """Collects the tables of a page as rows of (text, addresses)."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tables: list[list[list[tuple[str, list[str]]]]] = []
        self.cell: tuple[list[str], list[str]] | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.cell = ([], [])
        elif tag == "a" and self.cell:
            self.cell[1].append(dict(attrs)["href"] or "")
        elif tag == "br" and self.cell:
            self.cell[0].append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self.cell:
            self.tables[-1][-1].append(("".join(self.cell[0]), self.cell[1]))
            self.cell = None

    def handle_data(self, data: str) -> None:
        if self.cell:
            self.cell[0].append(data)


def page_of(out: Path) -> str:
    return write_index(out).read_text(encoding="utf-8")


def texts(table: list[list[tuple[str, list[str]]]]) -> list[list[str]]:
    return [[text for text, _ in row] for row in table]


def test_every_office_and_year_has_a_square_with_its_state(out: Path) -> None:
    totals, grid, *_ = Rows(page_of(out)).tables
    assert texts(grid) == [
        ["机关", "2017", "2018", "2019", "2020"],
        ["某市a局 a", "核对通过 表 文 内部 警2", "草稿 表 文 内部 错3", "—", "未报"],
        [
            "某市b局 b",
            "核对通过 表 文 内部 警2",
            "核对通过 表 文 内部 警2",
            "未报",
            "核对通过 表 文 内部 警2",
        ],
        ["c", "—", "—", "—", "失败"],
    ]
    assert texts(totals) == [
        ["年度", "核对通过", "草稿", "过期", "失败", "未生成", "未报", "已签发", "此后有改动"],
        ["2017", "2", "0", "0", "0", "0", "0", "0", "0"],
        ["2018", "1", "1", "0", "0", "0", "0", "0", "0"],
        ["2019", "0", "0", "0", "0", "0", "1", "0", "0"],
        ["2020", "1", "0", "0", "1", "0", "1", "0", "0"],
    ]
    page = page_of(out)
    assert "<li>c 2020年度：数据有误：台账有 2 处错误</li>" in page
    assert "1 份报告用的是虚构的示例数据" in page


def test_those_issued_are_counted_and_those_that_changed_since(out: Path) -> None:
    whole = {"report.html": hashlib.sha256(b"").hexdigest()}
    for year, public in ((2017, whole), (2018, {"report.html": "another"})):
        entry = {
            "role": "签发",
            "by": "张某",
            "on": f"{year + 1}-01-20",
            "public": public,
            "data": {},
        }
        text = json.dumps([entry], ensure_ascii=False)
        (out / "b" / str(year) / "sign_off.json").write_text(text, encoding="utf-8")
    totals, grid, *_ = (texts(table) for table in Rows(page_of(out)).tables)
    assert [row[-2:] for row in totals[1:]] == [["1", "0"], ["1", "1"], ["0", "0"], ["0", "0"]]
    assert "张某签发（2018-01-20）" in grid[2][1]
    assert "张某签发（2019-01-20）后有改动：report.html 已改动" in grid[2][2]


def test_data_without_a_report_are_there_with_the_reason_and_no_year_is_asked_of_nobody(
    tmp_path: Path, capsys
) -> None:
    out, data = tmp_path / "out", tmp_path / "data"
    for code, years in {"a": (2023, 2024), "b": (2024,), "c": (2024,), "d": (2023,)}.items():
        for year in years:
            report(out, code, year, members={"e": "", "a": "hash"} if code == "c" else {})
    for key in ("f/2024", "f/2019", "g/2024"):
        (data / key).mkdir(parents=True)
    for code in "fg":
        text = (
            f'code = "{code}"\nname = "云杉市{code}局"\nlevel = "department"\nshort_name = "我局"\n'
        )
        (data / code / "agency.toml").write_text(text, encoding="utf-8")
    # A report that cannot be made says why in the index, too.
    (data / "f" / "2024" / "declarations.toml").write_text("[ogi\n", encoding="utf-8")
    command = ["--data", str(data), "--out", str(out)]
    assert run(["report", "f", "2024", *command]) == 2
    reason = capsys.readouterr().err.strip().splitlines()[-1]
    shelf = read_shelf(out, data)
    states = {
        code: [shelf.entry(code, year).state.value for year in shelf.years] for code in "abcdefg"
    }
    assert shelf.years == (2023, 2024)
    assert states == {
        "a": ["核对通过", "核对通过"],
        "b": ["—", "核对通过"],
        "c": ["—", "核对通过"],
        "d": ["核对通过", "未报"],
        "e": ["—", "未报"],  # its government waits for it
        "f": ["—", "未生成"],
        "g": ["—", "未生成"],
    }
    assert shelf.offices["g"] == "云杉市g局"
    assert shelf.entry("f", 2024).message in reason
    assert "有台账，还没有生成报告" in write_index(out, data).read_text(encoding="utf-8")


def test_every_link_leads_to_a_file_from_wherever_the_folder_lies(out: Path) -> None:
    path = write_index(out)
    links = re.findall(r'href="([^"#][^"]*)"', path.read_text(encoding="utf-8"))
    assert len(links) == 20
    for link in links:
        assert not link.startswith(("/", "http", "file:", "\\"))
        assert (path.parent / unquote(html.unescape(link))).is_file()


def test_comparisons_show_the_manifests_figures_with_both_counts(out: Path) -> None:
    tables = dict(zip(COMPARED, Rows(page_of(out)).tables[2:], strict=True))
    shown = {name: texts(table)[2] for name, table in tables.items()}
    assert shown["disclosed_total"] == ["某市b局", "549", "549", "—", "549"]
    assert shown["requests_on_time_rate"] == ["某市b局", *["96.3% 26/27"] * 2, "—", "96.3% 26/27"]
    assert shown["publicity_timely_rate"][1] == "未发生 0/0"
    assert shown["hotline_on_time_rate"][1] == "未掌握"
    assert shown["disputes_total"][1] == "—"
    assert texts(tables["requests_received"])[3] == ["c", "—", "—", "—", "—"]


def test_offices_stand_by_code_and_nothing_ranks_or_scores_them(out: Path) -> None:
    report(out, "a0", 2018, figures=FIGURES | {"disclosed_total": "99999"})
    page = page_of(out)
    for table in Rows(page).tables[1:]:
        assert [re.sub(r"某市|局.*", "", row[0]) for row in texts(table)[1:]] == [
            "a",
            "a0",
            "b",
            "c",
        ]
    words = re.sub(r"<[^>]*>", "", page.split("</style>")[1]).replace("不排名、不评分", "")
    assert not re.search(r"排名|名次|得分|评分|平均|第一名", words)


def test_a_manifest_that_cannot_be_read_fails_alone(out: Path) -> None:
    for n, text in enumerate(("{", "[]", '{"name": "x"}', '{"figures": 3}')):
        (report(out, f"d{n}", 2018) / "manifest.json").write_text(text, encoding="utf-8")
    report(out, "d4", 2018, figures={"requests_received": "<b>1</b>"})
    shelf = read_shelf(out)
    for n in range(5):
        entry = shelf.entry(f"d{n}", 2018)
        assert entry.state is State.FAILED
        assert "请重新生成" in entry.message
    assert shelf.entry("b", 2018).state is State.FINAL


@pytest.mark.parametrize(
    "text", ["", "[]", '{"outcomes": [{"agency": "../x", "year": 2018, "state": "失败"}]}']
)
def test_a_run_file_that_says_nothing_is_passed_over(text: str, out: Path) -> None:
    (out / "run.json").write_text(text, encoding="utf-8")
    assert "c" not in read_shelf(out).offices
    assert "失败</th>" in page_of(out)


def test_a_report_whose_last_run_failed_is_not_passed_off_as_good(out: Path) -> None:
    failed(out, {"agency": "b", "year": 2018, "state": "超时", "message": "超过 600 秒"})
    shelf = read_shelf(out)
    assert shelf.entries[Key("b", 2018)].state is State.FAILED
    assert shelf.entries[Key("b", 2018)].figures == {}
    assert "<li>某市b局 2018年度：超时：超过 600 秒</li>" in page_of(out)


def test_the_page_is_static_and_the_same_each_time(out: Path) -> None:
    page = page_of(out)
    assert page == page_of(out)
    assert '<html lang="zh-CN">' in page
    assert not re.search(r"<script|<iframe|\son\w+=|javascript:|@import|https?://", page)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in page
    assert sorted(p.name for p in out.iterdir() if p.is_file()) == ["index.html", "run.json"]


def test_a_name_is_only_text(out: Path) -> None:
    report(out, "f", 2018, name="<img src=x onerror=alert(1)>&局@style@@digest@")
    page = page_of(out)
    assert "<img" not in page
    assert page.count("@font-face") == 1
    assert "局@style@@digest@" in page


def test_a_true_report_s_manifest_is_read(tmp_path: Path) -> None:
    made = build("yunshan", 2017, SAMPLE)
    folder = tmp_path / "yunshan" / "2017"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text(manifest_text(made, {}, []), encoding="utf-8")
    entry = read_shelf(tmp_path).entry("yunshan", 2017)
    assert (entry.name, entry.state) == (made.records.agency.name, State.DRAFT)
    assert set(entry.figures) == set(COMPARED)
    (late,) = [row[1] for row in texts(Rows(page_of(tmp_path)).tables[4])[1:]]
    value = made.indicators["requests_on_time_rate"]
    assert late.endswith(f"{value.numerator}/{value.denominator}")


def test_three_hundred_offices_and_nine_years_stay_small(tmp_path: Path) -> None:
    for n in range(300):
        for year in range(2016, 2025):
            folder = tmp_path / f"office_{n:03d}" / str(year)
            folder.mkdir(parents=True)
            figures = dict.fromkeys(COMPARED, "1234") | {
                c: "987/1234" for c in COMPARED if c.endswith("rate")
            }
            manifest = {
                "name": f"某某市某某区第{n}街道办事处", "data_kind": "real", "figures": figures, "state": "final",
                "findings": {"error": 0, "warning": 12}, "outputs": dict.fromkeys(NAMES[:-1], ""),
            }  # fmt: skip
            (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert len(page_of(tmp_path).encode()) <= 1_150_000


@pytest.fixture
def divided(out: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the first page of an index that is too long for one."""
    monkeypatch.setattr(index, "WHOLE", 2)
    monkeypatch.setattr(index, "PART", 2)
    return index.write_index(out)


def test_many_offices_stand_on_pages_of_their_own(divided: Path, out: Path) -> None:
    totals, pages = (texts(t) for t in Rows(divided.read_text("utf-8")).tables)
    assert totals[2] == ["2018", "1", "1", "0", "0", "0", "0", "0", "0"]
    assert pages == [
        ["页", "核对通过", "草稿", "过期", "失败", "未生成", "未报", "已签发", "此后有改动"],
        ["第 1 页：某市a局—某市b局 a—b", "4", "1", "0", "0", "0", "2", "0", "0"],
        ["第 2 页：c—c c—c", "0", "0", "0", "1", "0", "0", "0", "0"],
    ]
    first, second = ((out / f"index-{n}.html").read_text("utf-8") for n in (1, 2))
    _, grid, *figures = Rows(first).tables
    assert [row[0] for row in texts(grid)] == ["机关", "某市a局 a", "某市b局 b"]
    assert len(figures) == len(COMPARED)
    assert "<li>c 2020年度：数据有误：台账有 2 处错误</li>" in second and "<li>c " not in first
    for path in out.glob("index*.html"):
        for link in re.findall(r'href="([^"#][^"]*)"', path.read_text("utf-8")):
            name, _, place = unquote(html.unescape(link)).partition("#")
            assert (out / name).is_file()
            assert f'id="{place}"' in (out / name).read_text("utf-8") or not place


def test_pages_of_an_earlier_index_go_and_other_files_stay(
    divided: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (out / "index-本局.html").write_text("自己的", "utf-8")
    monkeypatch.undo()
    index.write_index(out)
    assert sorted(p.name for p in out.glob("index*.html")) == ["index-本局.html", "index.html"]


@pytest.mark.slow
def test_pages_of_many_offices_are_usable_too(browser, divided: Path, out: Path) -> None:
    for path in (divided, out / "index-1.html"):
        assert markup_faults(path) == []
        assert accessibility_faults(browser, path) == []
        open_page(browser, path, View(360))
        assert browser.execute_script("return document.documentElement.scrollWidth") <= 360


def test_the_command_writes_it_and_an_empty_folder_says_so(
    out: Path, tmp_path: Path, capsys
) -> None:
    assert run(["index", "--out", str(out)]) == 0
    assert capsys.readouterr().out.strip().endswith("输出/index.html")
    (tmp_path / "empty").mkdir()
    assert run(["index", "--out", str(tmp_path / "empty")]) == 0
    assert "还没有报告" in (tmp_path / "empty" / "index.html").read_text(encoding="utf-8")
    assert run(["index", "--out", str(tmp_path / "nowhere")]) == 2
    assert "没有输出文件夹" in capsys.readouterr().err


@pytest.mark.slow
def test_the_page_is_usable_by_anybody_and_asks_nobody(browser, out: Path) -> None:
    path = write_index(out)
    assert markup_faults(path) == []
    assert accessibility_faults(browser, path) == []
    for width in (320, 360, 1280):
        open_page(browser, path, View(width))
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width
        assert requests(browser) == []
        assert complaints(browser) == []
