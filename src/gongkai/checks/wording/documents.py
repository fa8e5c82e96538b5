"""Laws and documents that the text cites: right for the year, and by their own titles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from gongkai.checks.wording.prose import Prose, Remark, folded
from gongkai.pattern import pattern


@dataclass(frozen=True, slots=True)
class Cited:
    """A document by its number; ``since`` and ``until`` are the reporting years it governs.

    ``title`` is its exact title; empty where a report may call it by any name.
    """

    number: str
    name: str
    since: int
    until: int
    title: str = ""


# 2019 lies under both Regulations: the old ones were in force until 14 May.
DOCUMENTS: Final = (
    Cited("国务院令第492号", "2008年施行的《政府信息公开条例》", 2008, 2019),
    Cited("国务院令第711号", "2019年修订的《政府信息公开条例》", 2019, 9999),
    Cited("国办发〔2014〕32号", "政府信息公开情况统计报送制度", 2014, 2018),
    Cited(
        "国办公开办函〔2019〕60号", "2019年印发的年度报告格式", 2019, 2020,
        "国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知",
    ),
    Cited(
        "国办公开办函〔2021〕30号", "2021年修订的年度报告格式", 2021, 9999,
        "国务院办公厅政府信息与政务公开办公室关于印发《中华人民共和国政府信息公开工作年度报告格式》的通知",
    ),
    Cited(
        "国办函〔2020〕109号", "信息处理费管理办法", 2021, 9999,
        "国务院办公厅关于印发《政府信息公开信息处理费管理办法》的通知",
    ),
    Cited(
        "哈政办规〔2017〕17号", "哈尔滨市“互联网+政务服务”工作方案", 2017, 9999,
        "哈尔滨市加快推进“互联网+政务服务”工作方案",
    ),
)  # fmt: skip
_CALLED: Final = pattern(
    r"《(?P<title>[^》]*(?:《[^》]*》[^》]*)?)》[（](?P<number>[^（）]*〔\d{4}〕\d+号)"
)
# The article that asks for the report, and the reporting years in which it does.
_ARTICLES: Final = (
    (pattern(r"第(?:三十一|三十二|31|32)条"), 2008, 2018, "2008年《条例》"),
    (pattern(r"第(?:四十九|五十|49|50)条"), 2019, 9999, "2019年《条例》"),
)
_ABOUT_THE_REPORT: Final = pattern(r"年度报告|编制")


def citations(prose: Prose) -> Iterator[Remark]:
    """D-8: what is cited governs the year, and a title beside a number is that document's own."""
    for passage in prose.passages:
        for sentence in passage.sentences:
            for message in (
                *_out_of_time(sentence, prose.year),
                *_misnamed(sentence),
                *_wrong_article(sentence, prose.year),
            ):
                yield Remark(message, passage, sentence)


def _out_of_time(sentence: str, year: int) -> Iterator[str]:
    for cited in DOCUMENTS:
        short = cited.number.removeprefix("国务院令")
        if short in sentence and not cited.since <= year <= cited.until:
            yield f"{cited.number}（{cited.name}）不适用于{year}年度"


def _misnamed(sentence: str) -> Iterator[str]:
    titles = {cited.number: cited.title for cited in DOCUMENTS if cited.title}
    for match in _CALLED.finditer(sentence):
        title = titles.get(match["number"])
        if title and not _same(match["title"], title):
            yield f"{match['number']}的标题应为《{title}》"


def _wrong_article(sentence: str, year: int) -> Iterator[str]:
    if not (_ABOUT_THE_REPORT.search(sentence) and "条例" in sentence):
        return
    for words, since, until, law in _ARTICLES:
        found = words.search(sentence)
        if found and not since <= year <= until:
            yield f"{found[0]}是{law}关于年度报告的条款，不适用于{year}年度"


def _same(stated: str, title: str) -> bool:
    """Tell whether two titles are the same words; the issuer may be left out, and 的通知 added."""
    one, other = (re.sub(r"[《》〈〉“”\"+＋]", "", folded(t)) for t in (stated, title))
    bare = re.sub(r"^.*?关于(?:印发)?|的通知$", "", one)
    core = re.sub(r"^.*?关于(?:印发)?|的通知$", "", other)
    return one == other or bare == core
