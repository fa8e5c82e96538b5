"""A chart as an SVG element that a page may hold: real text, no style attribute, stable bytes."""

import io
import re
import warnings
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Final

from gongkai.charts.bars import lying_bars
from gongkai.charts.chart import Plotted, Titled, describe
from gongkai.charts.style import canvas, house_style
from gongkai.errors import GongkaiError

_SVG: Final = "{http://www.w3.org/2000/svg}"
_XLINK: Final = "{http://www.w3.org/1999/xlink}"
_FONT: Final = re.compile(r".*?(?P<size>[\d.]+)px\s+.*")
# Coordinates finer than a hundredth of a point cost bytes and show nothing.
_GEOMETRY: Final = {"d", "x", "y", "width", "height", "transform"}
_DECIMALS: Final = re.compile(r"-?\d+\.\d{3,}")
FONT_STACK: Final = "Noto Sans SC, Microsoft YaHei, PingFang SC, Source Han Sans SC, sans-serif"


class GlyphError(GongkaiError):
    """The font lacks a character that a chart should show."""


def svg(chart: Titled, plotted: Plotted) -> str:
    """Return the chart as an ``<svg>`` element with title and description.

    GlyphError names a character that the packaged font does not have.
    """
    drawing = io.StringIO()
    with house_style(), warnings.catch_warnings():
        warnings.filterwarnings("error", message="Glyph .* missing")
        figure, axes = canvas(len(plotted.rows) if chart.draw is lying_bars else None)
        chart.draw(axes, plotted)
        try:
            figure.savefig(drawing, format="svg", metadata={"Date": None})
        except UserWarning as warning:
            raise GlyphError(
                f"图“{chart.title}”中有字体没有的字（{warning}）。请核对台账中的生僻字。"
            ) from None
    return _element(drawing.getvalue(), chart, describe(chart, plotted))


def _element(document: str, chart: Titled, alt: str) -> str:
    root = ET.fromstring(document)
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in (f"{_SVG}metadata", f"{_SVG}style") or not isinstance(child.tag, str):
                parent.remove(child)
    for node in root.iter():
        _plain_attributes(node, chart.id)
        node.tag = node.tag.removeprefix(_SVG)
    root.attrib.clear()
    drawn = ET.fromstring(document).attrib
    root.attrib.update(
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": drawn["viewBox"],
            "class": "chart",
            "role": "img",
            "aria-labelledby": f"{chart.id}-title {chart.id}-desc",
            "font-family": FONT_STACK,
            "stroke-linejoin": "round",
        }
    )
    for tag, text, at in (("title", chart.title, 0), ("desc", alt, 1)):
        node = ET.Element(tag, {"id": f"{chart.id}-{tag}"})
        node.text = text
        root.insert(at, node)
    return ET.tostring(root, encoding="unicode", short_empty_elements=True)


def _plain_attributes(node: ET.Element, prefix: str) -> None:
    """Turn style into presentation attributes and make every id the chart's own."""
    for name, value in _declarations(node.attrib.pop("style", "")):
        node.set(name, value)
    href = node.attrib.pop(f"{_XLINK}href", None)
    if href is not None:
        node.set("href", f"#{prefix}-{href.removeprefix('#')}")
    if "id" in node.attrib:
        node.set("id", f"{prefix}-{node.attrib['id']}")
    for name, value in node.attrib.items():
        node.set(name, _prefixed(value, prefix))
    for name in _GEOMETRY & set(node.attrib):
        node.set(name, _DECIMALS.sub(lambda m: f"{float(m[0]):.2f}", node.attrib[name]))


def _declarations(style: str) -> Iterator[tuple[str, str]]:
    """Yield the declarations of a style that SVG knows as attributes."""
    for declaration in style.split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if name == "font":
            match = _FONT.match(value)
            if match:
                yield "font-size", match["size"]
        elif name and (name, value) != ("stroke-linejoin", "miter"):
            yield name, value


def _prefixed(value: str, prefix: str) -> str:
    return re.sub(r"url\(#([^)]*)\)", rf"url(#{prefix}-\1)", value)
