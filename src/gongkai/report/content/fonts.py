"""The page's own font: a subset with just its characters, so that every machine can read it."""

import base64
import io
from functools import cache, lru_cache
from typing import Final

import uharfbuzz as hb
from fontTools.ttLib.sfnt import SFNTReader, SFNTWriter

from gongkai.charts.size import FONT_FILE
from gongkai.errors import GongkaiError

FAMILY: Final = "Noto Sans SC"
_FEATURES: Final = ("kern", "liga")
_UPRIGHT_NEEDS_NONE: Final = ("vhea", "vmtx", "VORG", "BASE")


class FontError(GongkaiError):
    """The font lacks a character of the page."""


def font_face(text: str) -> str:
    """Return the ``@font-face`` rule with a WOFF subset for the characters of a text.

    FontError names the characters that the font does not have.
    """
    characters = frozenset(c for c in set(text) if not c.isspace()) | {" ", "\u3000"}
    data = base64.b64encode(_subset(characters)).decode("ascii")
    return (
        f'@font-face{{font-family:"{FAMILY}";src:url(data:font/woff;base64,{data}) format("woff")}}'
    )


def refuse_missing(text: str) -> None:
    """Raise FontError, naming them, for characters that the packaged font does not have."""
    missing = sorted(c for c in set(text) if not c.isspace() and ord(c) not in _known())
    if missing:
        named = "、".join(f"“{c}”（U+{ord(c):04X}）" for c in missing)
        raise FontError(
            f"内嵌字体没有这些字：{named}。请核对台账和 narrative 中的生僻字或特殊符号。"
        )


def readable(text: str) -> str:
    """Return a text quoted from a ledger, a character that the font lacks told by its number.

    >>> readable("现值“☒”")
    '现值“U+2612”'
    """
    return "".join(c if c.isspace() or ord(c) in _known() else f"U+{ord(c):04X}" for c in text)


@cache
def _face() -> hb.Face:
    return hb.Face(hb.Blob.from_file_path(str(FONT_FILE)))


@cache
def _known() -> hb.Set:
    return _face().unicodes  # as HarfBuzz keeps it: as numbers of Python's it takes 3 MB a process


@lru_cache(maxsize=8)
def _subset(characters: frozenset[str]) -> bytes:
    refuse_missing("".join(characters))
    wanted = hb.SubsetInput()
    wanted.sets(hb.SubsetInputSets.UNICODE).update(map(ord, characters))
    features = wanted.sets(hb.SubsetInputSets.LAYOUT_FEATURE_TAG)
    features.clear()
    features.update(map(_tag, _FEATURES))
    wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(map(_tag, _UPRIGHT_NEEDS_NONE))
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.DESUBROUTINIZE
    plain = hb.subset(_face(), wanted).blob.data
    packed = io.BytesIO()
    cut = SFNTReader(io.BytesIO(plain))
    # Not woff2: brotli takes fifty times as long for five per cent.
    woff = SFNTWriter(packed, len(cut.tables), cut.sfntVersion, "woff")
    for table in cut.keys():  # noqa: SIM118  # a reader is no dictionary
        woff[table] = cut[table]  # as it is: TTFont would load what understands each table
    woff.close()
    return packed.getvalue()


def _tag(name: str) -> int:
    return int.from_bytes(name.encode("ascii"), "big")
