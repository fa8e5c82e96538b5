"""A chart as an SVG element that a page may hold: real text, no style attribute, stable bytes."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from matplotlib.figure import Figure

from gongkai.charts.chart import Plotted, Titled, describe
from gongkai.charts.picture import documents, png_of_figure, svg_of_figure, written_on
from gongkai.charts.rendering.glyphs import lacking
from gongkai.pattern import pattern

_SVG: Final = "{http://www.w3.org/2000/svg}"
_XLINK: Final = "{http://www.w3.org/1999/xlink}"
_FAMILY: Final = "'Noto Sans SC'"
_HREF: Final = "xlink:href"
_FONT: Final = pattern(r".*?(?P<size>[\d.]+)px\s+.*")
# Coordinates finer than a hundredth of a point cost bytes and show nothing.
_GEOMETRY: Final = {"d", "x", "y", "width", "height", "transform"}
_DECIMALS: Final = pattern(r"-?\d+\.\d{3,}")
FONT_STACK: Final = "Noto Sans SC, Microsoft YaHei, PingFang SC, Source Han Sans SC, sans-serif"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart drawn once: as an ``<svg>`` element with title and description, and as a PNG.

    ``lacking`` are the characters that no font has: boxes in the PNG.
    """

    svg: str
    png: bytes
    lacking: str = ""


def drawing(chart: Titled, plotted: Plotted, say: Callable[[str], str] = str) -> Drawing:
    """Return the chart drawn, its words put by ``say``; GlyphError for a character that the packaged
    font does not have."""
    tree, bitmap = documents(chart, plotted, say)
    title, alt = say(chart.title), describe(chart, plotted, say)
    return Drawing(_element(tree, chart.id, title, alt), bitmap)


def svg(chart: Titled, plotted: Plotted) -> str:
    """Return the chart as an ``<svg>`` element with title and description.

    Raises GlyphError for a character that the packaged font does not have.
    """
    return drawing(chart, plotted).svg


def drawing_of(figure: Figure, name: str, title: str, alt: str) -> Drawing:
    """Return a figure drawn in the house style; ``name`` prefixes the ids of its ``<svg>``.

    The house style must be in force.
    """
    tree = ET.fromstring(svg_of_figure(figure))
    for node in tree.iter():
        node.tag = node.tag.removeprefix(_SVG)
    missing = lacking(title + written_on(figure))
    return Drawing(_element(tree, name, title, alt), png_of_figure(figure), missing)


def _element(root: ET.Element, name: str, title: str, alt: str) -> str:
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in ("metadata", "style") or not isinstance(child.tag, str):
                parent.remove(child)
    for node in root.iter():
        _plain_attributes(node, name)
    view = root.attrib["viewBox"]
    root.attrib.clear()
    root.attrib.update(
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": view,
            "class": "chart",
            "role": "img",
            "aria-labelledby": f"{name}-title {name}-desc",
            "font-family": FONT_STACK,
            "stroke-linejoin": "round",
        }
    )
    for tag, text, at in (("title", title, 0), ("desc", alt, 1)):
        node = ET.Element(tag, {"id": f"{name}-{tag}"})
        node.text = text
        root.insert(at, node)
    return ET.tostring(root, encoding="unicode", short_empty_elements=True)


def _plain_attributes(node: ET.Element, prefix: str) -> None:
    """Turn style into presentation attributes and make every id the chart's own."""
    node.attrib.update(_declarations(node.attrib.pop("style", "")))
    if node.attrib.get("font-family") == _FAMILY:
        del node.attrib["font-family"]  # the whole drawing's
    if node.attrib.get("transform", "").startswith("rotate(-0 "):
        del node.attrib["transform"]
    href = node.attrib.pop(_HREF, None) or node.attrib.pop(f"{_XLINK}href", None)
    if href is not None:
        node.set("href", f"#{prefix}-{href.removeprefix('#')}")
    for name, value in node.attrib.items():
        if name == "id":
            node.set("id", f"{prefix}-{value}")
        elif "url(#" in value:
            node.set(name, value.replace("url(#", f"url(#{prefix}-"))
        elif name in _GEOMETRY:
            node.set(name, _DECIMALS.sub(_hundredth, value))


def _hundredth(number: re.Match[str]) -> str:
    return f"{float(number[0]):.2f}"


@lru_cache(512)
def _declarations(style: str) -> dict[str, str]:
    """Return the declarations of a style that SVG knows as attributes."""
    found = {}
    for declaration in style.split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if name == "font":
            if match := _FONT.match(value):
                found["font-size"] = match["size"]
        elif name and (name, value) != ("stroke-linejoin", "miter"):
            found[name] = value
    return found
