"""A drawing's dots in few colours, so that there is less to pack."""

from typing import Final

import numpy as np
from PIL import Image

_COLOURS: Final = 256  # that one byte can name


def _starts(row: np.ndarray) -> np.ndarray:
    """Return where a row's runs of one value begin."""
    return np.append(0, np.flatnonzero(row[1:] != row[:-1]) + 1)


def of_few_colours(dots: np.ndarray) -> Image.Image:
    """Return a drawing, its dots as red, green, blue and cover, in the 256 colours that most of them have.

    A chart has some three hundred, nearly all of them edges of words: one beyond the 256 becomes the
    nearest of these. A third of the bytes have to be packed. Dots are looked at by their runs of
    one colour, some thirty thousand.
    """
    row = dots.view("<u4").ravel()
    first = _starts(row)
    lengths = np.diff(first, append=len(row))
    colours = row[first] & 0xFFFFFF
    ordered = np.sort(colours)
    found = ordered[_starts(ordered)]
    which = np.searchsorted(found, colours)
    order = np.argsort(-np.bincount(which, lengths), kind="stable")
    parts = (found[order][:, None] >> np.array([0, 8, 16], "<u4") & 0xFF).astype(int)
    kept, others = parts[:_COLOURS], parts[_COLOURS:]
    place = np.empty(len(found), np.uint8)
    place[order[:_COLOURS]] = np.arange(len(kept))
    apart = sum((others[:, None, n] - kept[:, n]) ** 2 for n in range(parts.shape[1]))
    place[order[_COLOURS:]] = np.argmin(apart, axis=1)
    drawn = Image.fromarray(np.repeat(place[which], lengths).reshape(dots.shape[:2]))
    drawn.putpalette(kept.astype(np.uint8).tobytes())
    return drawn
