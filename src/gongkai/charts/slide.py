"""A drawing for a slide or a document: its title above it, as it is shown in a notebook."""

import io
import re
from typing import Final

from markupsafe import escape
from PIL import Image, ImageDraw, ImageFont

from gongkai.charts.rendering.renderer import DENSITY
from gongkai.charts.size import FONT_FILE, POINTS, WIDTH
from gongkai.charts.style import INK
from gongkai.charts.svg import FONT_STACK
from gongkai.pattern import pattern

_SIZE, _LINE, _MARGIN = 14, 20, 6  # points: of the title, from line to line, around it
# A Latin word, or one character, with the marks that may not be parted from it at a line's end or beginning.
_PIECES: Final = pattern(r"[（《“〔]*(?:[!-~]+ ?|.)[，。；：、！？）》”〕]*", re.DOTALL)
_ROOM: Final = WIDTH * POINTS - 2 * _MARGIN


def titled_svg(svg: str, title: str) -> str:
    """Return a drawing of this package with its title above it, as an SVG document."""
    lines = _lines(title)
    head = len(lines) * _LINE + _MARGIN
    box = svg.partition('viewBox="')[2].partition('"')[0]
    width, height = (float(part) for part in box.split()[2:])
    words = "".join(
        f'<text x="{_MARGIN}" y="{_LINE * (n + 1) - _MARGIN + 4}" font-family="{FONT_STACK}"'
        f' font-size="{_SIZE}" font-weight="bold" fill="{INK}">{escape(line)}</text>'
        for n, line in enumerate(lines)
    )
    inner = svg.replace("<svg ", f'<svg y="{head}" width="{width:g}" height="{height:g}" ', 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height + head:g}"'
        f' width="{width:g}pt" height="{height + head:g}pt">'
        f'<rect width="100%" height="100%" fill="#ffffff"/>{words}{inner}</svg>'
    )


def titled_png(png: bytes, title: str) -> bytes:
    """Return a drawing with its title above it as a PNG of twice its size on screen."""
    scale = DENSITY / POINTS
    lines = _lines(title)
    drawn = Image.open(io.BytesIO(png)).convert("RGB")
    head = round((len(lines) * _LINE + _MARGIN) * scale)
    whole = Image.new("RGB", (drawn.width, drawn.height + head), "white")
    pen = ImageDraw.Draw(whole)
    for n, line in enumerate(lines):
        at = (round(_MARGIN * scale), round((n * _LINE + 2) * scale))
        pen.text(at, line, fill=INK, font=_font(_SIZE * scale), stroke_width=1, stroke_fill=INK)
    whole.paste(drawn, (0, head))
    made = io.BytesIO()
    whole.save(made, "PNG", dpi=(DENSITY, DENSITY))
    return made.getvalue()


def _font(size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONT_FILE), size)


def _lines(title: str) -> list[str]:
    """Return the title in lines that are no wider than the drawing; Latin words stay whole."""
    font = _font(_SIZE)
    lines = [""]
    for piece in _PIECES.findall(title):
        if lines[-1] and font.getlength(lines[-1] + piece.rstrip()) > _ROOM:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]
