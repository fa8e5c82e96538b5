"""What one cell of a notebook shows, by MIME type: each viewer takes of it what it may."""

import base64
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from gongkai.charts.size import WIDTH

_WIDTH: Final = round(WIDTH * 96)  # CSS pixels of a chart
ROLE: Final = "gongkai"
MIME: Final = "application/vnd.gongkai.component+json"  # a report's parts as data


class Role(StrEnum):
    """What HTML stands for that an analyst's section says in its own way.

    Caption and note of a picture are told in the picture's metadata too, a figure's words beside its role.
    """

    CAPTION = "caption"
    NOTE = "note"
    FIGURE = "figure"


@dataclass(frozen=True)
class Output:
    """One output of a cell: its data by MIME type, and what viewers are told about them."""

    data: dict[str, Any]
    metadata: dict[str, Any] = field(default_factory=dict)


def picture_output(svg: str, png: bytes, alt: str, **further: str) -> Output:
    """Return a drawing as an output: an SVG for those who trust it, a PNG for all, its alt text.

    ``further`` is told beside the alt text: the title, the note. On a screen narrower than the drawing, that of
    a telephone, it is as wide as the screen.
    """
    told = {"alt": alt, "needs_background": "light"} | further
    sized = svg.replace("<svg ", f'<svg width="{_WIDTH}" style="max-width:100%;height:auto" ', 1)
    return Output(
        {
            "image/svg+xml": sized,
            "image/png": base64.b64encode(png).decode("ascii"),
            "text/plain": alt,
        },
        {"image/png": told | {"width": _WIDTH}, "image/svg+xml": told},
    )


def html_output(html: str, words: str, role: Role | None = None, **further: str) -> Output:
    """Return HTML as an output, with words for a viewer that shows none."""
    told = {"text/html": {ROLE: role.value, **further}} if role else {}
    return Output({"text/html": html, "text/plain": words}, told)
