"""One drawing of a chart that becomes two pictures: SVG for pages, a bitmap for notebooks and Word.

Laying out and walking over a chart's artists takes longer than putting marks on either picture. So
each mark is handed to Matplotlib's SVG renderer and, as many times larger, to its Agg renderer.
"""

import io
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from mmap import ACCESS_READ, mmap
from typing import Any, Final, NoReturn

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_agg import RendererAgg, get_hinting_flag
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Bbox, Transform

from gongkai.charts.rendering.bitmap import of_few_colours
from gongkai.charts.size import FONT_FILE, POINTS

DENSITY: Final = 192  # dots an inch: twice what a screen has
_SCALE: Final = DENSITY / POINTS
_MEASURED: Final = 100  # points at which words are measured, as Matplotlib does for SVG
_WORDS: Final = 4096  # whose width is remembered
_INKED: Final = 512  # words whose bitmap is kept
_EFFORT: Final = 3  # of zlib: half the time of 6, and a tenth more bytes
_ANCHORS: Final = {"left": "start", "center": "middle", "right": "end"}


class BothRenderer(RendererSVG):
    """Draws a chart of this package as SVG and, where asked for, as a bitmap.

    It knows what our charts are made of, paths, marks and words in the packaged font, and refuses
    all else: an analyst's figure is drawn by Matplotlib's own renderers.
    """

    def __init__(self, width: float, height: float, *, bitmap: bool) -> None:
        super().__init__(width, height, io.StringIO(), metadata={"Date": None})  # type: ignore[no-untyped-call]
        self._tree = _Tree(f"0 0 {width:g} {height:g}")
        self.writer: Any = self._tree
        self._agg = _clear(width * _SCALE, height * _SCALE) if bitmap else None

    def svg(self) -> ET.Element:
        """Return the SVG as a tree; nothing can be drawn afterwards."""
        self.finalize()
        return self._tree.root

    def png(self) -> bytes:
        """Return the bitmap as PNG; the same every time: no date, no program's name in it.

        Nothing can be drawn afterwards.
        """
        assert self._agg is not None
        made = io.BytesIO()
        drawn = of_few_colours(np.asarray(self._agg.buffer_rgba()))
        _ROOM.clear()
        _ROOM[self._agg.width, self._agg.height] = self._agg
        self._agg = None
        drawn.save(made, "PNG", dpi=(DENSITY, DENSITY), compress_level=_EFFORT)
        return made.getvalue()

    def draw_path(
        self, gc: GraphicsContextBase, path: Path, transform: Transform, rgbFace: Any = None
    ) -> None:
        """Draw a path on both."""
        super().draw_path(gc, path, transform, rgbFace)  # type: ignore[no-untyped-call]
        if self._agg is not None:
            with _larger(gc):
                self._agg.draw_path(gc, path, _enlarged(transform), rgbFace)

    def draw_markers(
        self,
        gc: GraphicsContextBase,
        marker_path: Path,
        marker_trans: Transform,
        path: Path,
        trans: Transform,
        rgbFace: Any = None,
    ) -> None:
        """Draw a mark at each point of a path on both."""
        super().draw_markers(gc, marker_path, marker_trans, path, trans, rgbFace)  # type: ignore[no-untyped-call]
        if self._agg is not None:
            mark, places = _enlarged(marker_trans), _enlarged(trans)
            with _larger(gc):
                self._agg.draw_markers(gc, marker_path, mark, path, places, rgbFace)

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: Any = False,
        mtext: Any = None,
    ) -> None:
        """Draw a line of words on both."""
        super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)  # type: ignore[no-untyped-call]
        if self._agg is not None:
            with _larger(gc):
                self._agg.draw_text(gc, x * _SCALE, y * _SCALE, s, prop, angle, ismath, mtext)

    def draw_line(
        self,
        gc: GraphicsContextBase,
        anchor: float | None,
        x: float,
        y: float,
        words: str,
        prop: FontProperties,
        ha: str,
        colour: str,
    ) -> None:
        """Draw a level line of words on both, from its left end ``x`` or, on the SVG, from its ``anchor``.

        The SVG has what its renderer would write, which builds a style from the font's properties each time.
        """
        size = f"{_short(prop.get_size_in_points())}px"
        if anchor is None:
            at = {"transform": f"translate({_short(x)} {_short(y)})", "font-size": size}
        else:
            at = {"x": _short(anchor), "y": _short(y), "font-size": size}
            at["text-anchor"] = _ANCHORS[ha]
        self._tree.element("text", words, at | {"fill": colour})
        if self._agg is not None:
            self._agg.draw_text(gc, x * _SCALE, y * _SCALE, words, prop, 0)

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: Any
    ) -> tuple[float, float, float]:
        """Return width, height and depth of a line of words, in points."""
        scale = prop.get_size_in_points() / _MEASURED
        width, height, depth = _measured(s)
        return width * scale, height * scale, depth * scale

    def _get_font_height_metrics(self, prop: FontProperties) -> tuple[float, float, float]:
        """Return ascent, descent and gap of the font, which Matplotlib else reads for every word."""
        size = prop.get_size_in_points()
        ascent, descent, gap = _heights()
        return ascent * size, descent * size, gap * size

    def _refused(self, *_: Any, **__: Any) -> NoReturn:
        raise NotImplementedError("no chart of this package is made of this")

    draw_image = draw_tex = draw_gouraud_triangles = draw_quad_mesh = draw_path_collection = (
        _refused
    )


class _Tree:
    """Takes what Matplotlib's XML writer is told into a tree, so that no text has to be read again."""

    def __init__(self, view: str) -> None:
        self.root = ET.Element("svg", {"viewBox": view})
        self._open = [self.root]

    def start(self, tag: str, attrib: Mapping[str, str] | None = None, **extra: str) -> int:
        """Open an element within the one that is open."""
        told = {name: value for name, value in {**(attrib or {}), **extra}.items() if value}
        self._open.append(ET.SubElement(self._open[-1], tag, told))
        return len(self._open) - 1

    def end(self, *_: Any, **__: Any) -> None:
        """Close the element that is open."""
        self._open.pop()

    def element(
        self,
        tag: str,
        text: str | None = None,
        attrib: Mapping[str, str] | None = None,
        **extra: str,
    ) -> None:
        """Write a whole element."""
        self.start(tag, attrib, **extra)
        self._open.pop().text = text

    def close(self, *_: Any) -> None:
        """Say nothing: what is open closes with the tree."""

    flush = close


class _Agg(RendererAgg):
    """Agg, which puts a line of words in its place as one bitmap, to the whole dot."""

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: Any = False,
        mtext: Any = None,
    ) -> None:
        """Draw a line of words; a bitmap of the same words serves again."""
        if angle or ismath:
            super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)  # type: ignore[no-untyped-call]
            return
        words, left, depth = _inked(s, prop.get_size_in_points())
        self._renderer.draw_text_image(words, round(x + left), round(y + depth) + 1, 0, gc)


def _clear(width: float, height: float) -> _Agg:
    """Return room for a bitmap; a former chart's where it was as large, for new memory is slow."""
    spare = _ROOM.pop((width, height), None)
    if spare is None:
        return _Agg(width, height, DENSITY)
    spare.clear()
    return spare


_ROOM: Final[dict[tuple[float, float], _Agg]] = {}  # of the last bitmap, by its size


@cache
def _font() -> FT2Font:
    """Return the packaged font, mapped into memory: Matplotlib's own reads a file, and opens it anew in each child."""
    with FONT_FILE.open("rb") as file:
        return FT2Font(mmap(file.fileno(), 0, access=ACCESS_READ))  # type: ignore[arg-type]


@lru_cache(_INKED)
def _inked(words: str, size: float) -> tuple[np.ndarray, float, float]:
    """Return the bitmap of a line of words, what it stands to the right and how deep, in dots."""
    font = _font()
    font.set_size(size, DENSITY)
    font.set_text(words, 0.0, flags=get_hinting_flag())
    font.draw_glyphs_to_bitmap(antialiased=True)
    left, below = font.get_bitmap_offset()
    return font.get_image().copy(), left / 64, (font.get_descent() + below) / 64


def _short(number: float) -> str:
    """Return a number as Matplotlib writes it in an SVG."""
    return f"{number:f}".rstrip("0").rstrip(".")


def _enlarged(transform: Transform) -> Affine2D:
    matrix = transform.get_matrix().copy()
    matrix[:2] *= _SCALE
    return Affine2D(matrix)


@contextmanager
def _larger(gc: GraphicsContextBase) -> Iterator[None]:
    """Have the frame of what is drawn as many times larger; lines and dashes are told in points."""
    frame = gc.get_clip_rectangle()
    if frame is not None:
        gc.set_clip_rectangle(Bbox(frame.get_points() * _SCALE))
    try:
        yield
    finally:
        gc.set_clip_rectangle(frame)


@lru_cache(_WORDS)
def _measured(words: str) -> tuple[float, float, float]:
    """Return width, height and depth of words, at the size at which all are measured."""
    font = _font()
    font.set_size(_MEASURED, POINTS)
    font.set_text(words, 0.0, flags=LoadFlags.NO_HINTING)
    width, height = font.get_width_height()
    return width / 64, height / 64, font.get_descent() / 64


def remember(words: Iterable[str], *sizes: float) -> None:
    """Measure words that the program itself sets on charts, and have them as bitmaps of these sizes."""
    for word in words:
        _measured(word)
        for size in sizes:
            _inked(word, size)


def width_of(words: str, size: float) -> float:
    """Return the width of a line of words of a size, in points."""
    return _measured(words)[0] * size / _MEASURED


@cache
def _heights() -> tuple[float, float, float]:
    """Return ascent, descent and gap of the font, as parts of its size."""
    font = _font()
    table, head = font.get_sfnt_table("OS/2"), font.get_sfnt_table("head")
    assert table is not None
    assert head is not None
    em = head["unitsPerEm"]
    return table["sTypoAscender"] / em, -table["sTypoDescender"] / em, table["sTypoLineGap"] / em
