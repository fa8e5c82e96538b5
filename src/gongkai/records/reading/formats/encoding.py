"""Bytes as text: the encodings that offices save in."""

import codecs
from typing import Final

# Tried in this order: GB18030 accepts almost any bytes, so it comes last.
_ENCODINGS: Final = ("utf-8-sig", "gb18030")
_UTF_16: Final = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_FOREIGN: Final = ("\ufffd", "\x00")


def decode(content: bytes) -> tuple[str, str] | None:
    """Return the text and its encoding, or None where the bytes are no text."""
    for mark, encoding in _UTF_16:
        if content.startswith(mark):
            try:
                text = content.decode(encoding)
            except UnicodeDecodeError:
                return None
            return None if "\x00" in text else (text, encoding)
    if b"\x00" in content:
        return None
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if any(mark in text for mark in _FOREIGN) else (text, encoding)
    return None
