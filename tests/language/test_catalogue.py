"""The English catalogue: what a person can be answered with is in it, with the same parts, and nothing else."""

import re
import string
from collections import Counter
from importlib.resources import files

import pytest
from babel.messages.pofile import read_po

from gongkai.indicators.registry import INDICATORS
from gongkai.language.catalogue import FOLDER, catalogue
from gongkai.language.spoken import said, said_html
from gongkai.records.ledgers import LEDGERS
from language.said import HAN, modules
from language.said import said as words_of

ENOUGH = 0.96  # the rest are names of sheets and files, and numerals, which are read and not said


@pytest.fixture(scope="module")
def spoken() -> set[str]:
    return {words for path in modules() for words in words_of(path)}


def test_what_can_be_said_is_in_the_catalogue(spoken) -> None:
    missing = sorted(spoken - catalogue().keys())
    assert len(missing) <= (1 - ENOUGH) * len(spoken), missing


def test_every_message_has_its_english_once() -> None:
    found = Counter[str]()
    for file in files("gongkai.language").joinpath(FOLDER).iterdir():
        with file.open("rb") as stream:
            messages = [m for m in read_po(stream, locale="en", abort_invalid=True) if m.id]
        assert all(m.string.strip() and not m.fuzzy for m in messages), file.name
        found.update(str(m.id) for m in messages)
    assert [words for words, n in found.items() if n > 1] == []


def test_the_english_has_the_same_parts() -> None:
    def parts(text: str) -> set[str]:
        names = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
        return {name or str(n) for n, name in enumerate(names) if " " not in name}

    assert [w for w, told in catalogue().items() if "{{" not in w and parts(w) != parts(told)] == []


@pytest.fixture
def in_english(monkeypatch) -> None:
    monkeypatch.setenv("GONGKAI_LANG", "en")


def test_labels_units_definitions_and_choices_are_english(in_english) -> None:
    words = {w for i in INDICATORS for w in (i.label, i.unit.value, i.definition, i.source)}
    words |= {w for ledger in LEDGERS for w in (ledger.title, ledger.row)}
    words |= {c.label for ledger in LEDGERS for column in ledger.columns for c in column.choices}
    document = re.compile("[\u4e00-\u9fff]+〔\\d{4}〕\\d+号")  # as it is cited everywhere
    assert {w: said(w) for w in words if HAN.search(document.sub("", said(w)))} == {}


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("没有发现问题。", "Nothing was found."),
        ("“某日”不是日期。应写成 2018-06-29 的样子。", "“某日” is no date. Write it like 2018-06-29."),
        ("某市某局2018年　没有指标。", "某市某局 2018  There are no indicators."),
        ("第2、3行；第4、5行", "row 2, 3; row 4, 5"),
        ("某市某局 2018年度问题：错误 1 个、提示 2 个；检查 49 项：不通过 1 项、通过 48 项；没有必须改正的问题。",
         "某市某局 2018 findings: error: 1, note: 2; checks: 49, of which failed: 1, passed: 48; Nothing must be mended."),
        ("局里的人说，这一句是自己写的，不必翻译", "局里的人说，这一句是自己写的，不必翻译"),
        ("Ledger.xlsx", "Ledger.xlsx"),
    ],
)  # fmt: skip
def test_a_finished_sentence_is_known_again(in_english, chinese: str, english: str) -> None:
    assert said(chinese) == english


def test_html_keeps_its_tags_and_what_was_escaped(in_english) -> None:
    assert said_html("<p>没有&lt;b&gt;<b title='没有'>没有</b></p>") == (
        "<p>没有&lt;b&gt;<b title='没有'>none</b></p>"
    )


def test_chinese_stays_what_it_is() -> None:
    assert said("没有发现问题。") == "没有发现问题。"


@pytest.mark.parametrize(
    ("note", "english"),
    [
        ("合计：127=89+37+5，各项相加为131，与127相差4（P-8）", "Totals: 127=89+37+5, the parts come to 131, off 127 by 4 (P-8)"),
        ("占比：24/95=26%，按此相除应为25%（P-6）", "Shares: 24/95=26%, divided, it should be 25% (P-6)"),
    ],
)  # fmt: skip
def test_what_an_audit_notes_is_english(in_english, note: str, english: str) -> None:
    assert said(note) == english
