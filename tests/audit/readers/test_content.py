"""A page's content is cut up by one pattern as pdfminer reads it, character by character."""

from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psexceptions import PSEOF

from gongkai.audit.readers.content import lay_out, level, operators
from gongkai.audit.readers.document import Passage
from gongkai.audit.readers.pdf import _paragraphs

PUBLISHED = Path(__file__).parents[2] / "published" / "huaian_city_2024.pdf"
PIECES = (
    b"1", b"-2", b"+3.", b".5", b"-0.25", b"1.2.3", b"12abc", b"/F1", b"/", b"/A#42", b"/\xe4\xb8\xad", b"/\xff", b"Tj", b"T*", b"'", b'"',
    b"true", b"false", b"null", b"(a b)", b"(a(b)c)", rb"(\(\051\101\r\n)", b"(a\\\nb\\q)", b"()", b"<41>", b"<4 1 4>", b"<>", b"<<", b">>",
    b"[", b"]", b"% a remark (\n", b"\x00", b"#", b"BI", b"ID", b"EI", b"{", b"}", b"+", b"-", b">", b"(", b")",
)  # fmt: skip
PLAIN = b"/P <</MCID 0/Alt<4142>>> BDC q 1 0 0 -1.5 .5 +2 cm [(\\344\\(b) -120 <0041 00>] TJ T* (x)' EMC"


def read(content: bytes) -> list[Any]:
    parser = PDFContentParser([PDFStream({}, content)])
    found = []
    try:
        while True:
            found.append(parser.nextobject()[1])
    except PSEOF:
        return found


def test_what_a_page_usually_holds_is_read_at_once() -> None:
    assert operators(PLAIN) == read(PLAIN)


@pytest.mark.parametrize(
    "content", [b"BI /W 1 ID x EI Q", b"[1 Tj", b"1 ]", b"<</A>>", b"(a", b"{1}"]
)
def test_what_is_not_certain_is_left_to_pdfminer(content: bytes) -> None:
    assert operators(content) is None


@given(st.lists(st.sampled_from(PIECES), max_size=9), st.sampled_from([b" ", b"\n", b""]))
def test_operators_are_those_of_pdfminer(pieces: list[bytes], between: bytes) -> None:
    content = between.join(pieces)
    found = operators(content)
    assert found is None or repr(found) == repr(read(content))


def test_a_published_page_is_laid_out_as_by_pdfplumber() -> None:
    with pdfplumber.open(PUBLISHED) as ours, pdfplumber.open(PUBLISHED) as theirs:
        lay_out(ours.pages[2])
        assert ours.pages[2].objects == theirs.pages[2].objects


def test_digits_of_another_font_stand_level_with_the_characters_of_their_line() -> None:
    same = {"size": 24.0, "upright": True, "doctop": 0.0, "y0": 0.0, "y1": 0.0}
    chars: list[dict[str, Any]] = [
        {**same, "top": top, "bottom": top + 24, "matrix": (1, 0, 0, 1, x, base)}
        for x, top, base in ((0, 134.2, 633.8), (24, 139.4, 633.8), (0, 160.0, 605.0))
    ]
    level(chars)
    assert [c["top"] for c in chars] == [134.2, 134.2, 160.0]


def test_a_chapter_s_heading_begins_a_paragraph_behind_a_full_line() -> None:
    lines = [("2　0　0　3", 50.0, 540.0, 1), ("五、存在的主要问题及改进情况", 52.0, 250.0, 1)]
    assert [part.text for part in _paragraphs(lines) if isinstance(part, Passage)][1:] == [
        "五、存在的主要问题及改进情况"
    ]
