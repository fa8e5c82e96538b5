"""What offices leave blank is read as what it means."""

import re
from pathlib import Path

import pytest

from filled import random_form, tables
from gongkai.audit.audit import audit
from gongkai.checks.check import State
from gongkai.report.page.markup import html

YEAR = 2023


def page(folder: Path, blank: str) -> Path:
    """Return a report's page, the figures of one table left out."""
    parts = {name: html(part) for name, part in tables(random_form(5, YEAR), YEAR).items()}
    parts[blank] = re.sub(r"(<td[^>]*>(?:<[^>]+>)*)[\d.]+(?=<)", r"\g<1>", parts[blank])
    path = folder / "空格.html"
    title = f"<h1>甲市乙局{YEAR}年政府信息公开工作年度报告</h1>"
    path.write_text(title + "".join(parts.values()), encoding="utf-8")
    return path


@pytest.mark.parametrize(("blank", "state"), [("table4", State.WARN), ("table3", State.FAIL)])
def test_a_table_of_disputes_without_any_figure_has_no_case_others_are_not_filled_in(
    tmp_path: Path, blank: str, state: State
) -> None:
    found = audit(page(tmp_path, blank))
    assert found.tables[blank].whole
    (told,) = (c for c in found.checks if c.id == "T3-Z" and c.state is not State.PASS)
    assert told.state is state
    assert not any(c.state is State.FAIL for c in found.checks if c.id == "ST-1")
