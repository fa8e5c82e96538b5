"""What one cell of a notebook shows, by MIME type: each viewer takes of it what it may."""

import base64
from dataclasses import dataclass, field
from typing import Any, Final

from gongkai.charts.style import WIDTH

_WIDTH: Final = round(WIDTH * 96)  # CSS pixels of a chart


@dataclass(frozen=True)
class Output:
    """One output of a cell: its data by MIME type, and what viewers are told about them."""

    data: dict[str, Any]
    metadata: dict[str, Any] = field(default_factory=dict)


def picture_output(svg: str, png: bytes, alt: str) -> Output:
    """Return a drawing as an output: an SVG for those who trust it, a PNG for all, its alt text."""
    told = {"alt": alt, "needs_background": "light"}
    sized = svg.replace("<svg ", f'<svg width="{_WIDTH}" ', 1)
    return Output(
        {
            "image/svg+xml": sized,
            "image/png": base64.b64encode(png).decode("ascii"),
            "text/plain": alt,
        },
        {"image/png": told | {"width": _WIDTH}, "image/svg+xml": told},
    )


def html_output(html: str, words: str) -> Output:
    """Return HTML as an output, with words for a viewer that shows none."""
    return Output({"text/html": html, "text/plain": words})
