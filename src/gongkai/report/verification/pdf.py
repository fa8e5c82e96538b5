"""The finished PDF read again: every paragraph, and every row of every table, in order.

A PDF has no place for a mark, so what it must say is taken from the components, whose figures
are proved against the indicators on the way.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pdfplumber

from gongkai.indicators.value import Value
from gongkai.report.content.components import Component
from gongkai.report.content.editions import DRAFT
from gongkai.report.verification.figures import Verification
from gongkai.report.verification.pieces import prove_words


def prove_pdf(
    path: Path, components: Sequence[Component], values: Mapping[str, Value]
) -> Verification:
    """Return what a PDF says of the components, and what it does not."""
    return prove_words(read_pdf(path), components, values)


def read_pdf(path: Path) -> str:
    """Return all characters of a PDF in their order, without white space, heads and page numbers."""
    pages = []
    with pdfplumber.open(path) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            text = "".join("".join(char["text"].split()) for char in page.chars)
            pages.append(text.removesuffix(f"—{number}—"))
            page.close()
    if all(text.startswith(DRAFT) for text in pages):
        pages = [text.removeprefix(DRAFT) for text in pages]
    return "".join(pages)
