"""A Word document's markup as if its tracked changes were accepted: what python-docx reads knows nothing of them."""

from typing import Any, Final

from docx.oxml.ns import qn

GONE: Final = frozenset({qn("w:del"), qn("w:moveFrom")})
NEW: Final = frozenset({qn("w:ins"), qn("w:moveTo")})
# What holds words that stand in the text, and is passed over by python-docx.
_HOLDERS: Final = (*NEW, qn("w:sdtContent"), qn("w:sdt"), qn("w:fldSimple"), qn("w:smartTag"))
_CONTENTS: Final = f".//{qn('w:docPartGallery')}[@{qn('w:val')}='Table of Contents']"


def accept(body: Any) -> None:
    """Take out of a body what was deleted, and put what was inserted or held by controls and fields in its place.

    Two paragraphs whose mark between them was deleted become one. A table of contents in a control of its own is
    left out: it repeats the headings.
    """
    for mark in list(body.iter(*GONE)):
        _drop(mark)
    for control in list(body.iter(qn("w:sdt"))):
        if control.find(_CONTENTS) is not None:
            control.getparent().remove(control)
    for tag in _HOLDERS:
        for node in list(body.iter(tag)):
            _unwrap(node)


def _drop(mark: Any) -> None:
    """Take out what a mark says is gone: the row or the paragraph's end that it stands in, or what it holds."""
    parent = mark.getparent()
    if parent is None:
        return
    if parent.tag == qn("w:trPr"):
        row = parent.getparent()
        row.getparent().remove(row)
    elif parent.tag == qn("w:rPr") and parent.getparent().tag == qn("w:pPr"):
        _join(parent.getparent().getparent())
    else:
        parent.remove(mark)


def _join(paragraph: Any) -> None:
    following = paragraph.getnext()
    if following is None or following.tag != paragraph.tag:
        return
    words = [child for child in paragraph if child.tag != qn("w:pPr")]
    properties = following.find(qn("w:pPr"))
    at = 0 if properties is None else 1
    for number, child in enumerate(words):
        following.insert(at + number, child)
    paragraph.getparent().remove(paragraph)


def _unwrap(node: Any) -> None:
    parent = node.getparent()
    at = parent.index(node)
    children = [
        c for c in node if c.tag not in (qn("w:sdtPr"), qn("w:sdtEndPr"), qn("w:smartTagPr"))
    ]
    for number, child in enumerate(children):
        parent.insert(at + number, child)
    parent.remove(node)
