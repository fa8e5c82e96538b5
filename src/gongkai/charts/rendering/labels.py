"""Labels of an axis that somebody else has drawn on: those that would run into each other are broken into lines."""

import math
import re
import warnings
from itertools import pairwise
from typing import Final

from matplotlib.axes import Axes

from gongkai.charts.bars import wrapped
from gongkai.pattern import pattern

_POINT: Final = 72  # of an inch
_LEADING: Final = 1.25
_LEAST: Final = 2.0  # letters on a line
_BESIDE: Final = 0.85  # of a picture's width, which its axes have when all is in its place
_LATIN: Final = 0.55  # of a letter's width
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
    below = [t for t in axes.get_xticklabels() if t.get_text().strip()]
    boxes = [text.get_window_extent() for text in below]
    if any(right.x0 < left.x1 for left, right in pairwise(boxes)):
        letter = float(below[0].get_fontsize()) / _POINT * figure.dpi
        width, height = figure.get_size_inches()
        slot = width * figure.dpi * _BESIDE / len(below) / letter
        broken = [_in_lines(t.get_text(), max(slot, _LEAST)) for t in below]
        axes.set_xticks(
            [t.get_position()[0] for t in below], broken, linespacing=_LEADING, minor=False
        )
        added = max(words.count("\n") for words in broken) * letter * _LEADING / figure.dpi
        figure.set_size_inches(width, height + added)
    beside = [t for t in axes.get_yticklabels() if t.get_text().strip()]
    if any(t.get_window_extent().x0 < 0 for t in beside):
        axes.set_yticks(
            [t.get_position()[1] for t in beside], [wrapped(t.get_text()) for t in beside]
        )


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
