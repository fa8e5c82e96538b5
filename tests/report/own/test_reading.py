"""HTML and Markdown of an analyst's cells as plain values, or refused by what they are."""

import pandas as pd
import pytest

from gongkai.narrative.content import Listing, Paragraph, TextRun
from gongkai.report.content.components import DataTable
from gongkai.report.own.limits import MOST_COLUMNS, MOST_ROWS
from gongkai.report.own.reading import (
    Heading,
    Refused,
    of_html,
    of_markdown,
    of_printed,
    words_of,
)


def test_markdown_becomes_headings_paragraphs_lists_and_tables() -> None:
    found = of_markdown(
        "# 分析\n\n网络**20**件，见[门户](http://a.cn)。\n\n1. 一\n2. 二\n\n|方式|件数|\n|-|-|\n|网络|20|"
    )
    heading, paragraph, listing, table = found
    assert heading == Heading(1, "分析")
    assert isinstance(paragraph, Paragraph) and TextRun("20", strong=True) in paragraph.runs
    assert words_of(paragraph) == "网络20件，见门户（http://a.cn）。"
    assert listing == Listing(((TextRun("一"),), (TextRun("二"),)), ordered=True)
    assert isinstance(table, DataTable)
    assert [c.text for c in table.rows[0]] == ["网络", "20"]
    assert [c.style for c in table.rows[0]] == ["text", "number"]


def test_a_frame_of_pandas_keeps_its_index_and_has_one_line_of_heads() -> None:
    frame = pd.DataFrame({"方式": ["网络", "<b>"], "件数": [20, -9.5]}).set_index("方式")
    (table,) = of_html(frame.to_html())
    assert isinstance(table, DataTable)
    assert [[c.text for c in line] for line in table.head] == [["方式", "件数"]]
    assert [[c.text for c in line] for line in table.rows] == [["网络", "20.0"], ["<b>", "-9.5"]]
    assert table.rows[1][0].header and table.rows[1][1].style == "number"


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("<script>alert(1)</script>", "网页脚本"),
        ("<p>前</p><iframe src='http://a.cn'></iframe>", "网页元素“iframe”"),
        ("<p>前<img src='a.png'></p>", "图片文件"),
        ("<ul><li><svg></svg></li></ul>", "网页元素“svg”"),
        ("<div><video></video></div>", "网页元素“video”"),
        ("<table><tr><td><img src='a.png'></td></tr></table>", "图片文件"),
        ("<table><thead><tr><th>一</th></tr></thead></table>", "一张空表"),
        (pd.DataFrame({"a": range(MOST_ROWS + 1)}).to_html(), f"一张超过{MOST_ROWS}行的表"),
        (pd.DataFrame([range(MOST_COLUMNS + 1)]).to_html(), f"一张超过{MOST_COLUMNS}列的表"),
        (pd.DataFrame({"a": range(9)}).to_html(max_rows=4), f"一张超过{MOST_ROWS}行的表"),
    ],
)
def test_what_a_page_cannot_hold_is_refused_by_what_it_is(source: str, what: str) -> None:
    refused = [piece.what for piece in of_html(source) if isinstance(piece, Refused)]
    assert what in [w.replace("SVG 图", "网页元素“svg”") for w in refused]


def test_printed_lines_are_paragraphs_but_a_printed_table_is_refused() -> None:
    assert of_printed("一句话。\n\n 又一句。\n") == (
        Paragraph((TextRun("一句话。"),)),
        Paragraph((TextRun("又一句。"),)),
    )
    (refused,) = of_printed(pd.Series({"网络": 20, "信函": 5}).to_string())
    assert isinstance(refused, Refused) and "print" in refused.what
