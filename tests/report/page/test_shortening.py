"""A drawing said in fewer words is the same drawing."""

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.report.page.drawing import own_svg
from gongkai.report.page.shortening import path

POINT = st.tuples(*[st.floats(-999, 999).map(lambda x: round(x, 2))] * 2)
STEP = re.compile(r"([MLHVz])([^MLHVz]*)")


def corners(d: str) -> list[tuple[float, float]]:
    """Return the corners of a path, written long or short."""
    out, x, y = [], 0.0, 0.0
    for letter, rest in STEP.findall(d):
        numbers = [float(n) for n in rest.split()]
        if letter in "ML":
            x, y = numbers
        elif letter == "H":
            (x,) = numbers
        elif letter == "V":
            (y,) = numbers
        if letter != "z":
            out.append((x, y))
    return out


@given(st.lists(POINT, min_size=1, max_size=6), st.booleans())
def test_a_short_path_has_the_corners_of_the_long_one(points, closed: bool) -> None:
    long = "".join(f"{'L' if n else 'M'} {x} {y}  " for n, (x, y) in enumerate(points))
    rounded = [(float(f"{x:.1f}"), float(f"{y:.1f}")) for x, y in points]
    wanted = [p for n, p in enumerate(rounded) if not n or p != rounded[n - 1]]
    short = path(long + ("z " if closed else ""))
    assert corners(short) == wanted
    assert short.endswith("z") == closed


def test_a_curve_keeps_its_shape() -> None:
    assert path("M 0 0.04 C 1.26 2 3 4 5 6") == "M 0 0 C 1.3 2 3 4 5 6"


CHART = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" aria-labelledby="c-title c-desc">
<title id="c-title">图</title><desc id="c-desc">述</desc>
<path d="M 0 0 L 9 0 L 9 9 z" fill="#ffffff"/><path d="M 1 1 L 8 1 z" fill="#ffffff"/>
<defs><clipPath id="c-clip"><rect width="1" height="1"/></clipPath></defs>
<path clip-path="url(#c-clip)" d="M 0 0 L 1 0 z" fill="#1f4e79"/>
<path clip-path="url(#c-clip)" d="M 2 0 L 3 0 z" fill="#1f4e79"/>
<path d="M 4 0 L 5 0 z" fill="#ffffff"/>
<defs><path id="c-m1a2b3c" d="M 0 0 L 0 3" stroke="#000"/></defs>
<use href="#c-m1a2b3c" x="1.04" stroke="#000"/>
<text fill="#2b2f33" font-size="9.5px">甲</text><text fill="#a61c1c" font-size="9.5px">乙</text>
</svg>"""


@pytest.fixture(scope="module")
def drawn() -> ET.Element:
    return ET.fromstring(re.sub(r' xmlns="[^"]*"', "", own_svg(CHART)))


def test_the_paper_and_the_clips_are_left_out_and_later_white_stays(drawn) -> None:
    assert [p.get("d") for p in drawn.iter("path") if p.get("fill") == "#ffffff"] == ["M4 0H5z"]
    assert not list(drawn.iter("clipPath"))
    assert not list(drawn.iter("rect"))
    assert "clip-path" not in ET.tostring(drawn, encoding="unicode")


def test_neighbours_that_look_alike_share_a_group(drawn) -> None:
    (group,) = drawn.findall("g")
    assert group.attrib == {"fill": "#1f4e79"}
    assert [child.attrib for child in group] == [{"d": "M0 0H1z"}, {"d": "M2 0H3z"}]


def test_what_words_share_is_said_on_the_root(drawn) -> None:
    assert drawn.get("font-size") == "9.5px"
    first, second = drawn.iter("text")
    assert "font-size" not in first.attrib
    assert {first.get("fill", drawn.get("fill")), second.get("fill", drawn.get("fill"))} == {
        "#2b2f33",
        "#a61c1c",
    }


def test_marks_get_short_names_and_are_still_pointed_at(drawn) -> None:
    (use,) = drawn.iter("use")
    assert use.attrib == {"href": "#c-0", "x": "1"}
    assert drawn.find(".//path[@id='c-0']").get("stroke") == "#000"
    assert {node.get("id") for node in drawn.iter() if node.get("id")} == {
        "c-title", "c-desc", "c-0",
    }  # fmt: skip
