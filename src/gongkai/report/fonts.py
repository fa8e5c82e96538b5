"""The page's own font: a subset with just its characters, so that every machine can read it."""

import base64
import io
from functools import lru_cache
from typing import Final

from fontTools import subset
from fontTools.ttLib import TTFont

from gongkai.charts.style import FONT_FILE
from gongkai.errors import GongkaiError

FAMILY: Final = "Noto Sans SC"


class FontError(GongkaiError):
    """The font lacks a character of the page."""


def font_face(text: str) -> str:
    """Return the ``@font-face`` rule with a WOFF2 subset for the characters of a text.

    FontError names the characters that the font does not have.
    """
    characters = frozenset(c for c in text if not c.isspace()) | {" ", "\u3000"}
    data = base64.b64encode(_subset(characters)).decode("ascii")
    return (
        f'@font-face{{font-family:"{FAMILY}";'
        f'src:url(data:font/woff2;base64,{data}) format("woff2")}}'
    )


def refuse_missing(text: str) -> None:
    """Raise FontError, naming them, for characters that the packaged font does not have."""
    with TTFont(FONT_FILE, lazy=True) as font:
        _refuse_missing(font, frozenset(c for c in text if not c.isspace()))


def _refuse_missing(font: TTFont, characters: frozenset[str]) -> None:
    known = font.getBestCmap()
    missing = sorted(c for c in characters if ord(c) not in known)
    if missing:
        named = "、".join(f"“{c}”（U+{ord(c):04X}）" for c in missing)
        raise FontError(
            f"内嵌字体没有这些字：{named}。请核对台账和 narrative 中的生僻字或特殊符号。"
        )


@lru_cache(maxsize=8)
def _subset(characters: frozenset[str]) -> bytes:
    with TTFont(FONT_FILE, lazy=True, recalcTimestamp=False) as font:
        _refuse_missing(font, characters)
        options = subset.Options(flavor="woff2", layout_features=["kern", "liga"], hinting=False)
        options.drop_tables += ["vhea", "vmtx", "VORG"]
        subsetter = subset.Subsetter(options)
        subsetter.populate(text="".join(sorted(characters)))
        subsetter.subset(font)
        font.flavor = "woff2"
        out = io.BytesIO()
        font.save(out, reorderTables=False)
    return out.getvalue()
