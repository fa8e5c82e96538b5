"""Paragraphs as offices write them: what counts nothing may stand, what contradicts a ledger may not."""

import tomllib
from functools import cache
from pathlib import Path

import pytest

from conftest import SAMPLE
from gongkai.checks.check import Result
from gongkai.checks.notices import Asked
from gongkai.checks.wording.registry import check_wording
from gongkai.examined.examine import Examined, examine
from gongkai.findings import Severity
from gongkai.keys import Key
from gongkai.narrative.own.findings import narrative_findings
from gongkai.narrative.own.typed import own_numbers
from gongkai.narrative.prose import prose_of
from gongkai.narrative.write import Narrative, write

KEY = Key("hrbrfb", 2018)
PARAGRAPHS = tomllib.loads((Path(__file__).parent / "paragraphs.toml").read_text("utf-8"))


@cache
def year() -> Examined:
    return examine(SAMPLE, KEY)


def told(folder: Path, text: str) -> tuple[Narrative, list[Result]]:
    """Return the report's prose with this text as its problems, and what it is refused for."""
    (folder / "narrative").mkdir(exist_ok=True)
    for name, words in (("problems", text), ("plans", "下一步，将完善制度，加强培训。")):
        (folder / "narrative" / f"{name}.md").write_text(words, encoding="utf-8")
    found = year()
    agency, values = found.records.agency, found.indicators
    narrative = write(KEY, agency, values, folder)
    prose = prose_of(
        narrative, agency, 2018, values.values,
        found.records.declarations.published_on, folder, {}, None, Asked(),
    )  # fmt: skip
    errors = [
        f
        for f in narrative_findings(narrative.sections, folder, values.values)
        if f.severity is Severity.ERROR
    ]
    assert errors == []
    return narrative, [r for r in check_wording(prose) if r.blocks]


@pytest.mark.parametrize("text", PARAGRAPHS["ordinary"], ids=lambda t: t[:12])
def test_an_office_s_ordinary_words_are_not_refused(tmp_path: Path, text: str) -> None:
    narrative, refused = told(tmp_path, text)
    assert refused == []
    for number in own_numbers(narrative.sections, tmp_path):
        assert number.numeral in number.sentence and number.sentence in text
        line = 1 + text[: text.index(number.sentence)].count("\n")
        assert str(number.place) == f"narrative/problems.md 第{line}行"


@pytest.mark.parametrize("wrong", PARAGRAPHS["wrong"], ids=lambda w: w["text"][:12])
def test_a_figure_that_contradicts_its_ledger_is_found(tmp_path: Path, wrong: dict) -> None:
    _, refused = told(tmp_path, "开头一句。\n\n" + wrong["text"])
    found = [r for r in refused if r.id == "P-1"]
    assert any(f"“{wrong['figure']}”" in r.message for r in found), refused
    assert {str(r.place) for r in found} == {"narrative/problems.md 第3行"}
