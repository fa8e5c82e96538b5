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

from gongkai.audit.readers.content import lay_out, operators

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
