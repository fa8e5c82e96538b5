"""Every character is drawn or named: rare names of people and places, and what no font of ours has."""

import base64
import html
import io
import re

import pytest
from fontTools.ttLib import TTFont
from samples import TITLE, notebook, review_of

from gongkai.charts.chart import Plotted
from gongkai.charts.registry import BY_ID
from gongkai.charts.svg import svg
from gongkai.errors import GongkaiError
from gongkai.narrative.content import Paragraph, TextRun
from gongkai.report.content.components import Note

PERSONS = "喆堃珺燚翀垚犇骉镕淼赟旻昇祎彧翃頔飏"
PLACES = "邕鄱鄄漯亳藁涿郯郓筠歙婺衢䶮㙍"
BEYOND_THE_BASIC_PLANE = "𫖯𬱖𫄧𫍯𬭊𬸚"
RARE = PERSONS + PLACES + BEYOND_THE_BASIC_PLANE


def embedded(page: str) -> set[int]:
    """Return the code points of the font that a page brings."""
    data = re.search(r"url\(data:font/woff2?;base64,([^)]*)\)", page)
    assert data
    return set(TTFont(io.BytesIO(base64.b64decode(data[1]))).getBestCmap())


@pytest.mark.parametrize("edition", ["page", "review"])
def test_the_font_of_the_page_has_each_of_its_characters(request, edition: str) -> None:
    page = request.getfixturevalue(edition)
    shown = html.unescape(re.sub(r"<style>.*?</style>|<[^>]*>", "", page, flags=re.DOTALL))
    drawn = embedded(page)
    assert {c for c in shown if not c.isspace() and ord(c) not in drawn} == set()


def test_rare_names_of_people_and_places_are_drawn() -> None:
    assert set(map(ord, RARE)) <= embedded(review_of(notebook(TITLE, note(RARE))))
    drawn = svg(BY_ID["datasets_delivered"], Plotted(("数据集", "已报送"), ((RARE[:30], 3),), "次"))
    assert RARE[:18] in drawn


@pytest.mark.parametrize("character", ["\U0001f600", "\U00031340", "한"])
def test_a_character_that_no_font_of_ours_has_stops_the_page_and_is_named(character: str) -> None:
    code = f"U\\+{ord(character):04X}"
    with pytest.raises(GongkaiError, match=code):
        review_of(notebook(TITLE, note(f"某某{character}局")))
    with pytest.raises(GongkaiError, match="生僻字"):
        svg(BY_ID["datasets_delivered"], Plotted(("数据集", "已报送"), ((character, 3),), "次"))


def note(text: str) -> Note:
    return Note((Paragraph((TextRun(text),)),))


def test_the_sample_pages_are_light(page: str, review: str) -> None:
    without = re.sub(r"@font-face\{.*?\}", "", review, count=1, flags=re.DOTALL)
    assert len(without.encode()) < 200_000
    assert len(review.encode()) < 350_000
    assert len(page.encode()) < 200_000
