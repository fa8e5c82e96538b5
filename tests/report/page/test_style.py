"""The style sheet: small, closed, and legible in the dark."""

import re
import sys
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from gongkai.charts.style import COLOURS, GRID, INK, LIMIT
from gongkai.report.page import templates
from gongkai.report.page.templates import stylesheet

STYLE = stylesheet()
DARK = re.search(r"prefers-color-scheme:dark\)\{(.*?)\}\}", STYLE, re.DOTALL)[1]
PAPER = re.search(r"--paper:(#\w+)", DARK)[1]


def lightness(colour: str) -> float:
    return 116 * luminance(colour) ** (1 / 3) - 16


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def test_it_is_small_and_asks_for_nothing() -> None:
    assert len(STYLE.encode()) < 25_000
    assert "url(" not in STYLE
    assert "@import" not in STYLE


def test_every_colour_of_a_chart_has_one_for_the_dark() -> None:
    shown = dict(re.findall(r'\[fill="(#\w+)"\]\{fill:([^}]+)', DARK))
    lines = dict(re.findall(r'\[stroke="(#\w+)"\]\{stroke:([^}]+)', DARK))
    assert set(shown) == {*COLOURS, INK, LIMIT, "#ffffff"}
    assert set(lines) == {INK, GRID, LIMIT, "#ffffff"}
    dark = [shown[colour] for colour in COLOURS]
    assert all((luminance(c) + 0.05) / (luminance(PAPER) + 0.05) >= 3 for c in dark)
    assert all(abs(a - b) >= 12 for a, b in pairwise(map(lightness, dark)))
    assert all(abs(a - b) >= 12 for a, b in combinations(map(lightness, dark[:3]), 2))


def test_templates_are_compiled_once_and_kept_where_that_may_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rendered() -> str:
        text = "<b>{{ name }}</b>"
        return templates.escaping(lambda _: text).get_template("any").render(name="<i>")

    kept = tmp_path / "kept"
    monkeypatch.setattr(templates, "_KEPT", kept)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert rendered() == "<b>&lt;i&gt;</b>"
    assert not kept.exists()
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    assert rendered() == rendered() == "<b>&lt;i&gt;</b>"
    (one,) = kept.iterdir()
    one.write_bytes(b"of another version")
    assert rendered() == "<b>&lt;i&gt;</b>"
    monkeypatch.setattr(templates, "_KEPT", tmp_path / "missing" / "kept")
    assert rendered() == "<b>&lt;i&gt;</b>"
