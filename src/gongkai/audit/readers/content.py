"""What stands on a PDF's page, as pdfminer interprets it: its operators cut up by one pattern.

pdfminer looks at a page's content character by character, in Python; that is half of what an audit of a PDF takes. What
the pattern does not know for certain (images within the content, brackets that do not close) pdfminer reads by itself.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any, Final

from pdfminer.layout import LTPage
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import stream_value
from pdfminer.psparser import KWD, LIT, PSKeyword, keyword_name, literal_name
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent
from pdfplumber.utils.exceptions import PdfminerException

_TOKEN: Final = re.compile(
    rb"""[\s\x00]*+(?:
      (?P<real>[-+]?(?:\d++\.\d*+|\.\d++))
    | (?P<whole>[-+]?\d++)
    | (?P<word>(?!(?:BI|ID|EI)(?:[#/%\[\]()<>{}\s]|\Z))[A-Za-z][^#/%\[\]()<>{}\s]*+|['"])
    | /(?P<name>[^#/%\[\]()<>{}\s]*+)(?!\#)
    | \((?P<text>(?:[^()\\]++|\\.)*+)\)
    | <(?P<digits>[0-9a-fA-F\s]++)>(?:(?!>)|(?=>>))
    | (?P<mark><<|>>|\[|\])
    | (?P<remark>%[^\r\n]*+)
    )""",
    re.VERBOSE | re.DOTALL,
)
_NOTHING: Final = re.compile(rb"[\s\x00]*+")
_ESCAPED: Final = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_MEANT: Final = {
    b"b": b"\b", b"t": b"\t", b"n": b"\n", b"f": b"\f", b"r": b"\r", b"(": b"(", b")": b")", b"\\": b"\\",
}  # fmt: skip
_CLOSED_BY: Final = {b"[": b"]", b"<<": b">>"}
_SPACES: Final = b" \t\n\r\f\v"

_Call = tuple[Callable[..., None], int]


def lay_out(page: Page) -> None:
    """Give a page of pdfplumber its layout, the same that it would find by itself, or the same error."""
    device = PDFPageAggregatorWithMarkedContent(
        page.pdf.rsrcmgr, pageno=page.page_number, laparams=page.pdf.laparams
    )
    try:
        _Interpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    except Exception as error:
        raise PdfminerException(error) from error
    layout: LTPage = device.get_result()
    page._layout = layout


def level(chars: Sequence[dict[str, Any]]) -> None:
    """Set characters that follow one another on one base line level, whatever their fonts are.

    The digits of a large heading are of another font than its characters, with another height.
    """
    for before, char in pairwise(chars):
        alike = char["size"] == before["size"] and char["matrix"][1:4] == before["matrix"][1:4]
        if alike and char["matrix"][5] == before["matrix"][5] and char["upright"]:
            for side in ("top", "bottom", "doctop", "y0", "y1"):
                char[side] = before[side]


class _Interpreter(PDFPageInterpreter):
    """pdfminer's interpreter, given its operators at once."""

    def execute(self, streams: Sequence[object]) -> None:
        """Carry out the operators of streams one after the other; what is not read for certain pdfminer does."""
        known = [stream_value(stream) for stream in streams]
        ids = {stream.objid for stream in known if stream.objid is not None}
        # Streams that contain themselves, or have no number, are known to pdfminer.
        if len(ids) == len(known) and not ids & self.parent_stream_ids:
            found = operators(b"\n".join(stream.get_data() for stream in known))
            if found is not None:
                self.stream_ids = ids
                self._carry_out(found)
                return
        super().execute(streams)

    def _carry_out(self, found: list[Any]) -> None:
        calls: dict[PSKeyword, _Call | None] = {}
        for item in found:
            if not isinstance(item, PSKeyword):
                self.push(item)
                continue
            if item not in calls:
                calls[item] = self._call(item)
            call = calls[item]
            if call is not None and len(given := self.pop(call[1]) if call[1] else []) == call[1]:
                call[0](*given)

    def _call(self, word: PSKeyword) -> _Call | None:
        """Return what carries out an operator and how many operands it takes; None where nothing does."""
        spelt = keyword_name(word).replace("*", "_a").replace('"', "_w").replace("'", "_q")
        found = getattr(self, f"do_{spelt}", None)
        return None if found is None else (found, found.__code__.co_argcount - 1)


def operators(content: bytes) -> list[Any] | None:
    """Return operands and operators in their order; None where the content is not read for certain.

    >>> operators(b"[(a) -2.5 <4142>] TJ /F1 12 Tf")
    [[b'a', -2.5, b'AB'], /b'TJ', /'F1', 12, /b'Tf']
    >>> operators(b"BI /W 1 ID ...")
    """
    stack: list[list[Any]] = [[]]
    marks: list[bytes] = []
    at = 0
    for token in _TOKEN.finditer(content):
        if token.start() != at:
            return None
        at = token.end()
        kind = token.lastgroup or ""
        value = token[kind]
        if kind in _VALUES:
            stack[-1].append(_VALUES[kind](value))
        elif value in _CLOSED_BY:
            marks.append(_CLOSED_BY[value])
            stack.append([])
        elif kind == "mark":
            inner = stack.pop()
            if not marks or marks.pop() != value or (value == b">>" and len(inner) % 2):
                return None
            stack[-1].append(inner if value == b"]" else dict(_pairs(inner)))
    return None if marks or _NOTHING.fullmatch(content, at) is None else stack[0]


def _pairs(items: list[Any]) -> Iterator[tuple[Any, Any]]:
    for key, value in zip(items[::2], items[1::2], strict=True):
        if value is not None:
            yield literal_name(key), value


def _named(value: bytes) -> str | bytes:
    try:
        return str(value, "utf-8")
    except UnicodeDecodeError:
        return value


def _meant(found: re.Match[bytes]) -> bytes:
    if found[1].isdigit():
        return bytes((int(found[1], 8),))
    return _MEANT.get(found[1], b"")


def _bytes(digits: bytes) -> bytes:
    digits = digits.translate(None, _SPACES)
    even = len(digits) // 2 * 2
    rest = bytes((int(digits[even:], 16),)) if digits[even:] else b""
    return bytes.fromhex(digits[:even].decode("ascii")) + rest


def _text(value: bytes) -> bytes:
    return _ESCAPED.sub(_meant, value) if b"\\" in value else value


def _word(value: bytes) -> Any:
    return value == b"true" if value in (b"true", b"false") else KWD(value)


_VALUES: Final[dict[str, Callable[[bytes], Any]]] = {
    "real": float, "whole": int, "word": _word, "name": lambda value: LIT(_named(value)),
    "text": _text, "digits": _bytes,
}  # fmt: skip
