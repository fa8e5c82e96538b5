"""A page as it stands on a site, held against the report that was made."""

import json
import random
import re
from pathlib import Path

import pytest
from samples import sample_notebook

from gongkai.audit.against import Kind, compared
from gongkai.audit.readers.document import Document, Grid
from gongkai.audit.readers.page import read_page
from gongkai.cli import app
from gongkai.report.page.page import render

FRAME = (
    "<html><body><div><a>首页</a> <p>云杉市园林绿化局2023年政府信息公开工作年度报告</p>"
    "<p>发布时间：2024-01-20　浏览 32 次。</p></div>{}<p>版权所有 12345。</p></body></html>"
)
UNSEEN = re.compile(r"<svg.*?</svg>|<style.*?</style>|<[^>]*>", re.S)


@pytest.fixture(scope="module")
def page() -> str:
    return render(sample_notebook("yunshan", 2023))


def main_of(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


def found(page: str, seen: str) -> list[tuple[str, ...]]:
    told = compared(read_page(page, "report.html"), read_page(seen, "saved.html"))
    return [(d.kind.value, d.what, d.made, d.seen) for d in told.differences]


def test_any_digit_that_was_changed_is_told_at_its_one_place(page) -> None:
    shown = UNSEEN.sub(lambda m: " " * len(m[0]), page)
    start = page.index("<article>")
    digits = [m.start() for m in re.finditer(r"\d", shown) if m.start() > start]
    for at in random.Random(22).sample(digits, 25):
        other = str((int(page[at]) + 3) % 10)
        told = found(page, page[:at] + other + page[at + 1 :])
        assert [kind for kind, *_ in told] == [Kind.CHANGED.value], page[at - 40 : at + 20]


@pytest.mark.parametrize("layout", ["{}", "<table><tr><td>{}</td></tr></table>"])
def test_the_frame_of_a_site_is_no_difference(page, layout) -> None:
    assert found(page, FRAME.format(layout.format(main_of(page)))) == []


def test_line_breaks_and_wide_characters_of_an_editor_are_no_difference(page) -> None:
    seen = page.replace("。", "。\n").replace("（", "(").replace("）", ")")
    assert found(page, seen) == []


RESAVED = {
    "zero width": lambda p: re.sub("，(?=[\u4e00-\u9fff])", "，\u200b", p),
    "bare tags": lambda p: re.sub(r' (?:class|id|scope|role|style|aria-[a-z]+)="[^"]*"', "", p),
    "cells of paragraphs": lambda p: re.sub(r"(<td[^>]*>)([^<]+)", r"\1<p><span>\2</span></p>", p),
    "headings as cells": lambda p: re.sub(r"<(/?)th\b", r"<\1td", p),
    "divisions": lambda p: re.sub(r"<(/?)p\b", r"<\1div", p),
    "soft wrap": lambda p: re.sub("([\u4e00-\u9fff]{12})(?=[\u4e00-\u9fff])", r"\1\n", p),
    "no drawings": lambda p: re.sub(r"<svg.*?</svg>", '<img src="x.png">', p, flags=re.S),
}


@pytest.mark.parametrize("name", RESAVED)
def test_a_page_that_an_editor_saved_again_is_no_difference(page, name) -> None:
    seen = RESAVED[name](page)
    assert seen != page
    assert found(page, seen) == []


def test_the_words_of_a_drawing_that_an_editor_left_are_told_as_a_lost_drawing(page) -> None:
    tags = re.compile(r"</?(?:svg|g|title|desc|text|tspan|metadata|a)\b[^>]*>")
    title = re.compile(r"<title.*?</title>", re.S)
    lost = len(re.findall("<svg.*?<text", page, re.S))
    for ending in ("", "<br>"):  # an editor takes the tags and leaves what they hold
        for without in (tags, title):
            seen = re.sub(
                r"<svg.*?</svg>",
                lambda m: tags.sub("", without.sub("", m[0])) + ending,  # noqa: B023
                page,
                flags=re.S,
            )
            told = compared(read_page(page, "report.html"), read_page(seen, "saved.html"))
            assert told.differences == () and told.scattered == lost > 0


def test_a_sentence_taken_away_added_or_put_otherwise_is_told(page) -> None:
    sentences = [
        s for s in re.findall(r"[^<>。]{12,}。", UNSEEN.sub("<", page)) if page.count(s) == 1
    ]
    first, second = sentences[0], sentences[1]
    assert found(page, page.replace(first, "")) == [("缺少", "句子", first, "")]
    new = "另有一句话是网站上添的。"
    assert found(page, page.replace(second, second + new)) == [("增加", "句子", "", new)]
    other = second[:-1] + "了。"
    assert found(page, page.replace(second, other)) == [("改动", "句子", second, other)]


def test_each_figure_of_a_sentence_is_a_difference_and_the_sentence_is_shown_once(
    page, tmp_path: Path, capsys
) -> None:
    sentence = next(
        s
        for s in re.findall(
            r"[^<>。]{12,}。", re.sub(r"</?(?:span|a|b|data)\b[^>]*>", "", main_of(page))
        )
        if len(re.findall(r"\d+件", s)) > 2
    )
    made, seen = f"<p>{sentence}</p>", f"<p>{sentence}</p>"
    figures = [m.span() for m in re.finditer(r"\d+(?=件)", sentence)][:2]
    for start, end in reversed(figures):
        seen = seen[: start + 3] + "987" + seen[end + 3 :]
    told = compared(read_page(made, "report.html"), read_page(seen, "saved.html")).differences
    assert [(d.what, d.made, d.seen, d.at) for d in told] == [
        ("数字", sentence[start:end], "987", start) for start, end in figures
    ]
    assert {d.sentence for d in told} == {sentence}

    folder = tmp_path / "out" / "yunshan" / "2023"
    folder.mkdir(parents=True)
    (folder / "report.html").write_text(made, encoding="utf-8")
    (tmp_path / "saved.html").write_text(seen, encoding="utf-8")
    command = ["audit", str(tmp_path / "saved.html"), "--out", str(tmp_path / "out")]
    assert app.run([*command, "--against", "yunshan/2023"]) == 1
    said = capsys.readouterr().out
    assert "有2处不同" in said and said.count("所在句子：") == 1
    assert all(f"【{sentence[start:end]} → 987】" in said for start, end in figures)


def test_a_table_or_a_row_that_is_gone_is_told(page) -> None:
    rows = re.findall(r"<tr\b.*?</tr>", page, re.S)
    last = next(row for row in reversed(rows) if "rowspan" not in row and page.count(row) == 1)
    assert [(kind, what) for kind, what, *_ in found(page, page.replace(last, ""))] == [
        ("缺少", "行")
    ]
    table = re.findall(r"<table\b.*?</table>", page, re.S)[-1]
    assert ("缺少", "表") in [(k, w) for k, w, *_ in found(page, page.replace(table, ""))]


def test_the_command_tells_both_sides_and_refuses_what_was_never_made(
    page, tmp_path: Path, capsys
) -> None:
    folder = tmp_path / "out" / "yunshan" / "2023"
    folder.mkdir(parents=True)
    (folder / "report.html").write_text(page, encoding="utf-8")
    saved = tmp_path / "saved.html"
    saved.write_text(page, encoding="utf-8")
    command = ["audit", str(saved), "--out", str(tmp_path / "out"), "--against"]
    assert app.run([*command, "yunshan/2023"]) == 0
    assert "与生成的报告一致" in capsys.readouterr().out
    assert app.run([*command, "yunshan/2022"]) == 2
    assert "没有报告的成文" in capsys.readouterr().err

    cell = re.findall(r"<td[^>]*>(?:<[^>]*>)*(\d+)", page)[-1]
    at = page.rindex(f">{cell}<")
    saved.write_text(f"{page[:at]}>98765<{page[at + len(cell) + 2 :]}", encoding="utf-8")
    assert app.run([*command, "yunshan/2023", "--format", "json"]) == 1
    assert [d["seen"] for d in json.loads(capsys.readouterr().out)] == ["98765"]


def test_a_cell_is_named_by_its_row_and_column() -> None:
    rows = (("项目", "本年", "本年"), ("项目", "自然人", "总计"), ("一、收到", "1", "3"))
    made = Document("a", (Grid(rows, "第1个表"),))
    seen = Document("b", (Grid((*rows[:2], ("一、收到", "1", "4")), "第1个表"),))
    (found,) = compared(made, seen).differences
    assert (found.place, found.made, found.seen) == ("第1个表“一、收到，本年—总计”", "3", "4")
