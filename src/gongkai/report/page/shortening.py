"""A checked drawing said in fewer words: the same picture, half the bytes, colours in one place.

Matplotlib repeats colour, size and clip on each mark; the axes of our charts hold all their marks.
"""

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from gongkai.pattern import pattern

_WHITE: Final = "#ffffff"
# What is a mark's own, or would mean something else on a group.
_OWN: Final = frozenset(
    {"d", "x", "y", "width", "height", "transform", "id", "href", "opacity", "clip-path"}
)
_SHARED: Final = ("fill", "font-size")
_NUMBER: Final = pattern(r"-?\d*\.?\d+")
_STEP: Final = pattern(r"([MLz])\s*(?:(-?[\d.]+)\s+(-?[\d.]+))?\s*")


def shorten(root: ET.Element) -> None:
    """Rewrite a drawing of plain tags in place.

    The page behind it and the clips are left out, what most words share is said on the root,
    neighbours that look alike share a group, places are told to a tenth of a unit.
    """
    _drop_background(root)
    _drop_clips(root)
    _number_ids(root)
    marks = {f"#{node.get('id')}": node.attrib for node in root.iter("path") if node.get("id")}
    for node in root.iter():
        if node.tag == "use":
            for name in marks.get(node.get("href", ""), {}).keys() - _OWN:
                node.attrib.pop(name, None)
        for name in ("x", "y", "width", "height", "transform"):
            if name in node.attrib:
                node.set(name, _NUMBER.sub(_tenth, node.attrib[name]))
        if "d" in node.attrib:
            node.set("d", path(node.attrib["d"]))
    for name in _SHARED:
        _say_once(root, name)
    _group(root)


def path(d: str) -> str:
    """Return a path of straight lines in the shortest form, to a tenth of a unit.

    >>> path("M 0.04 9.96  L 5 10  L 5 20.25  L 0 20.25 z ")
    'M0 10H5V20.2H0z'
    """
    steps = list(_STEP.finditer(d))
    if "".join(m[0] for m in steps) != d:
        return _NUMBER.sub(_tenth, d)
    out, x, y = "", "", ""
    for step in steps:
        if step[1] == "z":
            out += "z"
            continue
        to_x, to_y = (_tenth(_NUMBER.fullmatch(part)) for part in (step[2], step[3]))
        if step[1] == "M" or (to_x != x and to_y != y):
            out += f"{step[1]}{to_x} {to_y}"
        elif to_x != x:
            out += f"H{to_x}"
        elif to_y != y:
            out += f"V{to_y}"
        x, y = to_x, to_y
    return out


def _tenth(number: re.Match[str] | None) -> str:
    assert number
    text = f"{float(number[0]):.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def _drop_background(root: ET.Element) -> None:
    """Take away the white sheets behind everything: the page brings its own paper."""
    for node in list(root):
        if node.tag not in ("title", "desc"):
            if node.tag != "path" or node.get("fill") != _WHITE or "stroke" in node.attrib:
                return
            root.remove(node)


def _drop_clips(root: ET.Element) -> None:
    for node in root.iter():
        node.attrib.pop("clip-path", None)
        for child in [c for c in node if c.tag == "clipPath"]:
            node.remove(child)
    for node in [c for c in root if c.tag == "defs" and not len(c)]:
        root.remove(node)


def _number_ids(root: ET.Element) -> None:
    """Give what the drawing points at short names; those of title and description stay."""
    stem = root.get("aria-labelledby", "").split(" ")[0].removesuffix("-title")
    marks = [node for node in root.iter("path") if stem and "id" in node.attrib]
    names = {node.attrib["id"]: f"{stem}-{n}" for n, node in enumerate(marks)}
    for node in root.iter():
        if node in marks:
            node.set("id", names[node.attrib["id"]])
        if (at := node.get("href", "").removeprefix("#")) in names:
            node.set("href", f"#{names[at]}")


def _say_once(root: ET.Element, name: str) -> None:
    """Say on the root what most words have; a line without colour of its own shows no fill."""
    found = Counter(node.get(name, "") for node in root.iter("text"))
    common = max(found, key=lambda value: (found[value], value), default="")
    if not common:
        return
    for node in root.iter():
        if node.get(name) == common:
            del node.attrib[name]
    root.set(name, common)


def _group(parent: ET.Element) -> None:
    """Put runs of children that look alike into a group that says so once."""
    children: list[ET.Element] = []
    for (_, look), alike in groupby(parent, key=_look):
        run = list(alike)
        if len(run) > 1 and look:
            group = ET.Element("g", dict(look))
            for node in run:
                for name, _ in look:
                    del node.attrib[name]
            group.extend(run)
            children.append(group)
        else:
            children += run
    parent[:] = children


def _look(node: ET.Element) -> tuple[str, tuple[tuple[str, str], ...]]:
    return node.tag, tuple(sorted(_paint(node)))


def _paint(node: ET.Element) -> Iterator[tuple[str, str]]:
    for name, value in node.attrib.items():
        if name not in _OWN:
            yield name, value
