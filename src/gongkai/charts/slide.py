"""A drawing for a slide or a document: its title above it, its note below, as it is shown in a notebook."""

import io
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from markupsafe import escape
from PIL import Image, ImageDraw, ImageFont

from gongkai.charts.rendering.glyphs import runs
from gongkai.charts.rendering.renderer import DENSITY
from gongkai.charts.size import FONT_FILE, POINTS, WIDTH
from gongkai.charts.style import INK
from gongkai.charts.svg import FONT_STACK
from gongkai.pattern import pattern

_MARGIN: Final = 6  # points around title and note
# A Latin word, or one character, with the marks that may not be parted from it at a line's end or beginning.
_PIECES: Final = pattern(r"[（《“〔]*(?:[!-~]+ ?|.)[，。；：、！？）》”〕]*", re.DOTALL)
_ROOM: Final = WIDTH * POINTS - 2 * _MARGIN
_SCALE: Final = DENSITY / POINTS


@dataclass(frozen=True, slots=True)
class _Words:
    """Words across the drawing in lines of one size, in points."""

    lines: tuple[str, ...]
    size: int
    line: int
    bold: bool

    @property
    def height(self) -> int:
        """Return how high the lines are with the room below them, in points."""
        return len(self.lines) * self.line + _MARGIN if self.lines else 0


def titled_svg(svg: str, title: str, note: str = "") -> str:
    """Return a drawing of this package with its title above it and its note below, as an SVG document."""
    above, below = _title(title), _note(note)
    box = svg.partition('viewBox="')[2].partition('"')[0]
    width, height = (float(part) for part in box.split()[2:])
    whole = height + above.height + below.height
    words = _svg_words(above, 0) + _svg_words(below, above.height + height)
    inner = svg.replace(
        "<svg ", f'<svg y="{above.height}" width="{width:g}" height="{height:g}" ', 1
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {whole:g}"'
        f' width="{width:g}pt" height="{whole:g}pt">'
        f'<rect width="100%" height="100%" fill="#ffffff"/>{words}{inner}</svg>'
    )


def titled_png(png: bytes, title: str, note: str = "") -> bytes:
    """Return a drawing with its title above it and its note below as a PNG of twice its size on screen."""
    above, below = _title(title), _note(note)
    drawn = Image.open(io.BytesIO(png)).convert("RGB")
    head, foot = (round(words.height * _SCALE) for words in (above, below))
    whole = Image.new("RGB", (drawn.width, head + drawn.height + foot), "white")
    whole.paste(drawn, (0, head))
    pen = ImageDraw.Draw(whole)
    for words, top in ((above, 0), (below, head + drawn.height)):
        for n, line in enumerate(words.lines):
            _write(pen, line, words, top + round((n * words.line + 2) * _SCALE))
    made = io.BytesIO()
    whole.save(made, "PNG", dpi=(DENSITY, DENSITY))
    return made.getvalue()


def _title(words: str) -> _Words:
    return _Words(_lines(words, 14), 14, 20, True)


def _note(words: str) -> _Words:
    return _Words(_lines(words, 9) if words else (), 9, 13, False)


def _svg_words(words: _Words, top: float) -> str:
    weight = ' font-weight="bold"' if words.bold else ""
    return "".join(
        f'<text x="{_MARGIN}" y="{top + words.line * (n + 1) - _MARGIN + 4:g}" font-family="{FONT_STACK}"'
        f' font-size="{words.size}"{weight} fill="{INK}">{escape(line)}</text>'
        for n, line in enumerate(words.lines)
    )


def _write(pen: ImageDraw.ImageDraw, line: str, words: _Words, top: int) -> None:
    """Write a line from its left end, each run in the font that has it, all on one base line."""
    size = words.size * _SCALE
    base = top + _font(FONT_FILE, size).getmetrics()[0]
    across = _MARGIN * _SCALE
    for file, run in runs(line):
        font = _font(file, size)
        pen.text(
            (round(across), base), run, fill=INK, font=font, anchor="ls",
            stroke_width=int(words.bold), stroke_fill=INK,
        )  # fmt: skip
        across += font.getlength(run)


@lru_cache(8)
def _font(file: Path, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(file), size)


def _long(words: str, size: float) -> float:
    return sum(_font(file, size).getlength(run) for file, run in runs(words))


def _lines(words: str, size: float) -> tuple[str, ...]:
    """Return words in lines that are no wider than the drawing; Latin words stay whole."""
    lines = [""]
    for piece in _PIECES.findall(words):
        if lines[-1] and _long(lines[-1] + piece.rstrip(), size) > _ROOM:
            lines.append("")
        lines[-1] += piece
    return tuple(line.rstrip() for line in lines)
