"""Words on axes that somebody else has drawn on: those that would run into each other are broken into lines,
and nothing written beside a bar is cut off at the picture's edge."""

import math
import re
import warnings
from itertools import pairwise
from typing import Final

from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure
from matplotlib.text import Text

from gongkai.charts.bars import wrapped
from gongkai.pattern import pattern

_POINT: Final = 72  # of an inch
_LEADING: Final = 1.25
_LEAST: Final = 2.0  # letters on a line
_BESIDE: Final = 0.85  # of a picture's width, which its axes have when all is in its place
_LATIN: Final = 0.55  # of a letter's width
_WHOLE: Final = 0.95  # of a picture's width, for a heading
_MARGIN: Final = 3  # points between words and the picture's edge
_TRIES: Final = 6  # axes made narrower move what is written beside their bars, by less each time
_SMALLEST: Final = 0.2  # of the picture's width, for the axes
_NEAR: Final = 0.002  # inches
_PIECE: Final = pattern(r"\d+[月日%]|[A-Za-z0-9.]+-?|.", re.DOTALL)  # no number is taken apart


def break_labels(axes: Axes) -> None:
    """Break the words below the bars where two of them meet, and those beside lying bars where they leave the
    picture; the picture grows by the lines that are added."""
    figure = axes.get_figure(root=True)
    if figure is None:
        return
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")  # who draws it refuses it
        figure.draw_without_rendering()
    _break_headings(axes, figure)
    below = [t for t in axes.get_xticklabels() if t.get_text().strip()]
    boxes = [text.get_window_extent() for text in below]
    if any(right.x0 < left.x1 for left, right in pairwise(boxes)):
        letter = float(below[0].get_fontsize()) / _POINT * figure.dpi
        width = figure.get_figwidth()
        slot = width * figure.dpi * _BESIDE / len(below) / letter
        broken = [_in_lines(t.get_text(), max(slot, _LEAST)) for t in below]
        axes.set_xticks(
            [t.get_position()[0] for t in below], broken, linespacing=_LEADING, minor=False
        )
        added = max(words.count("\n") for words in broken) * letter * _LEADING / figure.dpi
        _heighten(figure, added)
    beside = [t for t in axes.get_yticklabels() if t.get_text().strip()]
    if any(t.get_window_extent().x0 < 0 for t in beside):
        axes.set_yticks(
            [t.get_position()[1] for t in beside], [wrapped(t.get_text()) for t in beside]
        )


def make_room(figure: Figure, renderer: RendererBase) -> None:
    """Have nothing that is written on or around the axes leave the picture: they become narrower until it
    does not, the picture higher.

    Axes that keep their height keep the words below them where they were placed.
    """
    margin = _MARGIN / _POINT
    for _ in range(_TRIES):
        width, height = figure.get_size_inches()
        around = figure.get_tightbbox(renderer)  # in inches
        left, right = max(margin - around.x0, 0), max(around.x1 + margin - width, 0)
        below, above = max(margin - around.y0, 0), max(around.y1 + margin - height, 0)
        if max(left, right, below, above) < _NEAR:
            return
        higher = height + below + above
        figure.set_size_inches(width, higher)
        for axes in figure.axes:
            place = axes.get_position()
            axes.set_position(
                (
                    min(place.x0 + left / width, 1 - _SMALLEST),
                    (place.y0 * height + below) / higher,
                    max(place.width - (left + right) / width, _SMALLEST),
                    place.height * height / higher,
                )
            )


def _break_headings(axes: Axes, figure: Figure) -> None:
    """Break titles and the words below that are wider than the picture, which grows by their lines; a title
    of somebody's own stands above the unit."""
    for heading in _headings(axes):
        room = figure.bbox.width * _WHOLE
        if heading.get_window_extent().width > room:
            letter = float(heading.get_fontsize()) / _POINT
            heading.set_text(_in_lines(heading.get_text(), room / figure.dpi / letter))
            _heighten(figure, heading.get_text().count("\n") * letter * _LEADING)
    if axes.get_title() and axes.get_title(loc="left"):  # which both stand on the axes
        axes.title.set_text(f"{axes.get_title()}\n\u3000")
        _heighten(figure, float(axes.title.get_fontsize()) / _POINT * _LEADING)


def _heighten(figure: Figure, by: float) -> None:
    width, height = figure.get_size_inches()
    figure.set_size_inches(width, height + by)


def _headings(axes: Axes) -> list[Text]:
    """Return the words above and below axes that stand on a line of their own."""
    titles = [c for c in axes.get_children() if isinstance(c, Text) and c not in axes.texts]
    return [t for t in (*titles, axes.xaxis.label) if t.get_text().strip()]


def _in_lines(words: str, room: float) -> str:
    """Return words in lines of so many letters at most.

    >>> _in_lines("2018年12月", 3), _in_lines("政府信息公开", 3.2)
    ('2018\\n年\\n12月', '政府信\\n息公开')
    """
    whole = sum(map(_width, words))
    room = min(room, whole / math.ceil(whole / room) + 0.5)  # lines of like length
    lines, left = [""], room
    for piece in _PIECE.findall(words):
        width = sum(map(_width, piece))
        if lines[-1] and width > left:
            lines.append("")
            left = room
        lines[-1] += piece
        left -= width
    return "\n".join(lines)


def _width(letter: str) -> float:
    return _LATIN if letter.isascii() else 1
