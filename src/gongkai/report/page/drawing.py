"""A chart's SVG on its way into the page: known elements and attributes, written anew.

What the check saw and what the browser reads must be one thing, so the text that came in is
never passed on: a comment or instruction can end for an HTML parser where it goes on for XML.
"""

import re
import xml.etree.ElementTree as ET
from functools import lru_cache
from typing import Final

from markupsafe import Markup

from gongkai.errors import GongkaiError
from gongkai.pattern import pattern
from gongkai.report.page.shortening import shorten

_SVG: Final = "{http://www.w3.org/2000/svg}"
_ELEMENTS: Final = frozenset(
    {"svg", "g", "path", "text", "tspan", "use", "defs", "clipPath", "rect", "title", "desc"}
)
# Presentation and geometry; none of them runs anything.
_PLAIN: Final = frozenset(
    {
        "viewBox", "role", "aria-labelledby", "id", "d", "x", "y", "width", "height", "transform",
        "fill", "fill-opacity", "fill-rule", "opacity", "stroke", "stroke-width", "stroke-opacity",
        "stroke-linecap", "stroke-linejoin", "stroke-dasharray", "stroke-dashoffset",
        "stroke-miterlimit", "font-family", "font-size", "font-weight", "font-style",
        "text-anchor", "dominant-baseline", "letter-spacing",
    }
)  # fmt: skip
_OWN: Final = {
    "class": pattern(r"chart"),
    "href": pattern(r"#[\w.-]+"),
    "clip-path": pattern(r"url\(#[\w.-]+\)"),
}
_FETCHING: Final = pattern(r"url\s*\(|\\|/\*|:\s*//", re.IGNORECASE)
_NO_TURN: Final = pattern(r"rotate\(-?0(?: [\d.-]+){0,2}\)")
_REFERENCE: Final = pattern(r"#([\w.-]+)")


class MarkupError(GongkaiError):
    """Something that is not ours was about to enter the page unescaped."""


@lru_cache(maxsize=32)  # the charts of a report, which each of its editions shows
def own_svg(source: str) -> Markup:
    """Return a chart as markup that can only be drawn, not run or fetched.

    Comments, unused ids and empty groups are left out; MarkupError for anything unknown.
    """
    try:
        root = ET.fromstring(source)
    except ET.ParseError as error:
        raise MarkupError(f"图不是完整的 SVG（{error}），网页没有生成。") from None
    if root.tag != f"{_SVG}svg":
        raise MarkupError("图不是 SVG，网页没有生成。")
    for node in root.iter():
        _check(node)
        node.tag = node.tag.removeprefix(_SVG)
    _drop_unused(root, _referenced(root))
    _drop_repeated(root)
    shorten(root)
    root.set("xmlns", "http://www.w3.org/2000/svg")
    return Markup(_written(root))  # from the checked tree


def _written(root: ET.Element) -> str:
    """Return the drawing as an HTML parser would write it: names in small letters and in order."""
    for node in root.iter():
        node.tag = node.tag.lower()
        node.attrib = {name.lower(): value for name, value in sorted(node.attrib.items())}
    return ET.tostring(root, encoding="unicode", short_empty_elements=False)


def _check(node: ET.Element) -> None:
    tag = node.tag.removeprefix(_SVG)
    strange = [name for name, value in node.attrib.items() if not _allowed(name, value)]
    if not node.tag.startswith(_SVG) or tag not in _ELEMENTS or strange:
        raise MarkupError(f"图中有不允许的内容（{tag} {' '.join(strange)}），网页没有生成。")


def _allowed(name: str, value: str) -> bool:
    if name in _OWN:
        return _OWN[name].fullmatch(value) is not None
    return name in _PLAIN and not _FETCHING.search(value)


def _referenced(root: ET.Element) -> set[str]:
    """Return the ids that the drawing itself points at."""
    names: set[str] = set()
    for node in root.iter():
        names.update(node.get("aria-labelledby", "").split())
        for attribute in ("href", "clip-path"):
            names.update(_REFERENCE.findall(node.get(attribute, "")))
    return names


def _drop_repeated(root: ET.Element) -> None:
    """Take away turns by nothing, and the family that every word inherits from the root."""
    family = root.get("font-family", "").split(",")[0]
    for node in root.iter():
        if _NO_TURN.fullmatch(node.get("transform", "")):
            del node.attrib["transform"]
        if node is not root and node.get("font-family", "").strip("'") == family:
            node.attrib.pop("font-family", None)


def _drop_unused(node: ET.Element, used: set[str]) -> None:
    """Take away ids that nothing points at, and the groups that then say nothing."""
    if node.get("id") not in used:
        node.attrib.pop("id", None)
    kept: list[ET.Element] = []
    for child in node:
        _drop_unused(child, used)
        if child.tag == "g" and not child.attrib:
            kept.extend(child)
        elif child.tag != "defs" or len(child):
            kept.append(child)
    node[:] = kept
    if node.tag not in ("text", "tspan", "title", "desc"):
        node.text = None
        for child in node:
            child.tail = None
