"""Where a figure stands: its own words, what stands before them, and what matter they are about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.subjects.topics import DOMAINS, NARROWED, Topics
from gongkai.statements.text.figure import Figure
from gongkai.statements.text.paragraph import Paragraph

_CASES: Final = frozenset(
    [
        "件",
        "起",
        "宗",
        "份",
        "条",
        "例",
        "项",
        "次",
        "件次",
        "个",
        "封",
        "笔",
        "人次",
        "人",
        "单",
        "案",
    ]
)
_BEFORE: Final = 200  # characters of earlier sentences that may say what is counted
_STEM: Final = 400  # characters of its own sentence; a longer one is a list that has gone far
_NO_NARROWING: Final = pattern(
    r"(?:于|在|至|到)?20\d\d年\d{1,2}月(?:\d{1,2}日)?(?:前|之前)?|截[至止](?:20\d\d年|今年|本年|目前|年度)?(?:度)?(?:12月31日|12月底|年?[底末])|(?:各|全市|全县|全区|本|我)(?:部门|单位)|公民、?|法人(?:[和及、]|或者?)其他组织|政府信息公开平台建设|(?:通过|以)?[\u4e00-\u9fff]{0,8}等(?:多种|各种|各类)?(?:形式|方式|渠道|途径)的?|(?:人民)?群众(?=[^，。；]{0,6}(?:申请|信息公开))"
)


_OF_PLACES: Final = pattern(r"各(?:县|区|市|镇|乡)[县区市镇乡]?(?:街道?)?[、和及与]")
ANYONE: Final = pattern(r"公民、?法人(?:[和及、]|或者?)其他组织")  # whoever asks
# The second of two years' figures: 由2022年的12件降至2023年的10件.
_REACHED: Final = pattern(
    r"^(?:增加|增长|上升|提高|减少|下降|降低|回落|增|减|降|升)(?:到|至|为)(?:了)?(?:20\d\d年度?|今年|本年度?)?的?$"
)
# 以自然人为主，共20件; 主要原因是本机关不掌握，有5件
_BARE: Final = pattern(r"(?:共|共有|有|为|达|计|共计|仅|约)+")
_MAINLY: Final = pattern(
    r"(?:以(?=[^，。；\d]{2,16}(?:为主|居多)，$)|主要(?:原因|情形|类型|方式|理由)?(?:是|为)|(?:最多|居多)的?(?:是|为))(?P<what>[^，。；\d]{2,20}?)(?:为主|居多)?，$"
)
_MOSTLY: Final = pattern(r"(?P<what>[^，。；\d]{2,16}?)(?:最多|居多|居首)，$")
# 收到的申请同比减少5件，为15件
_SO_MANY: Final = pattern(
    r"(?P<what>[^，。；\d]{4,40}?)(?:同比|(?:较|比)[^，。；\d]{0,8})(?:增加|减少|多|少|增|减)了?\d+[^，。；\d]{0,2}，$"
)
# 因涉及第三方合法权益，不予公开3件
_OUTCOME: Final = pattern(r"(?:共|依法|决定)*(?:不予公开|无法提供|不予处理)(?:的|共)*")
_REASON: Final = pattern(r"因[^，。；\d]{2,24}，$")
# 对本机关不掌握的政府信息，依法告知6件
_TOLD_THEM: Final = pattern(
    r"(?:均|已|全部)*(?:依法|依规|逐一)*(?:告知|答复|说明理由)(?:申请人)?(?:的)?"
)
_OF_THOSE: Final = pattern(
    r"对(?:于)?(?P<what>[^，。；\d]{2,24}?)的(?:政府信息公开|政府信息|信息)*(?:申请|事项)?，$"
)
_FROM: Final = pattern(r"(?:由|从).{0,12}$")
# Papers are classed when they are written, by whether they will be public: no request has that outcome.
_CLASSED: Final = pattern(
    r"公文|公开属性|属性认定|主动公开[^，。；]{0,6}\d+[件条份篇](?:[，、（]占?[\d.]+%）?)?[，、；]依申请公开"
    r"|(?:文件|发文)[^。；\d]{0,12}\d+[件份][^。；]{0,60}(?:主动公开|依申请公开)类?(?:文件)?\d+[件份]"
)

# 涉及土地征收的申请5件，其中予以公开2件
_OF_MATTER: Final = pattern(
    r"(?:涉及|关于|有关|属于|网络|网上|线上|线下|当面|信函|邮寄|传真|(?<!公开)(?<!提供)(?<!处理)类)[^，。；\d]{0,16}申请(?:共|有|为|共计)*\d+[件宗份](?:中)?，(?:其中|均|全部)?[^。；]{0,60}$"
)


@dataclass(frozen=True, slots=True)
class Meant:
    """What a figure is about: the topics it may mean; ``narrowed`` where only a part is meant.

    ``weak`` tells that the words name no topic outright.
    """

    topics: tuple[str, ...]
    narrowed: bool = False
    weak: bool = False


@dataclass(frozen=True)
class Spot:
    """A figure in its paragraph; ``start`` is where its sentence begins."""

    paragraph: Paragraph
    figure: Figure
    start: int

    @property
    def text(self) -> str:
        """Return the whole paragraph."""
        return self.paragraph.text

    @cached_property
    def label(self) -> str:
        """Return the figure's own words before it; of 由甲降至乙 the words before both."""
        label = self.figure.label
        if label.startswith("法人") and self.stem.endswith(f"公民、{label}"):
            label = re.split("[，。；：（]", self.stem)[-1]
        if _BARE.fullmatch(label):
            stem = self.stem[: -len(label)]
            mainly = _MAINLY.search(stem) or _MOSTLY.search(stem) or _SO_MANY.search(stem)
            label = mainly["what"] if mainly else label
        if _TOLD_THEM.fullmatch(label) and (of := _OF_THOSE.search(self.stem[: -len(label)])):
            label = of["what"]
        if _OUTCOME.fullmatch(label) and (why := _REASON.search(self.stem[: -len(label)])):
            label = f"{why[0]}{label}"
        if not _REACHED.match(label):
            return label
        figures = self.paragraph.figures
        at = next((n for n, f in enumerate(figures) if f.start == self.figure.start), 0)
        before = figures[at - 1] if at else None
        if before is None or before.start < self.start:
            return label
        return _FROM.sub("", before.label)

    @property
    def after(self) -> str:
        """Return the figure's own words behind it."""
        return self.figure.after

    @property
    def both(self) -> str:
        """Return its own words on both sides."""
        return f"{self.label}#{self.after}"

    @cached_property
    def stem(self) -> str:
        """Return its sentence up to the figure."""
        return self.text[max(self.start, self.figure.start - _STEM) : self.figure.start]

    @cached_property
    def clause(self) -> str:
        """Return the words of its clause before it, what stands in a row with 、 included."""
        return re.split("[，。；：]", self.stem)[-1]

    @cached_property
    def rest(self) -> str:
        """Return its sentence behind the figure."""
        _, end = self.paragraph.sentence_at(self.figure.start)
        return self.text[self.figure.end : min(end, self.figure.end + _STEM)]

    @cached_property
    def recent(self) -> str:
        """Return the last of its sentence up to the figure, own words included."""
        return self.stem[-60:]

    @property
    def counts_cases(self) -> bool:
        """Tell whether its unit is one that requests, cases and decisions are counted in."""
        return self.figure.unit in _CASES

    @cached_property
    def classed(self) -> bool:
        """Tell whether its sentence classes papers by 主动公开, 依申请公开 and 不予公开."""
        return bool(_CLASSED.search(self.stem)) and "申请件" not in self.stem

    @cached_property
    def domain(self) -> str | None:
        """Return what matter it counts: by its own clause, what follows it, or what came before."""
        earlier = self.text[max(0, self.start - _BEFORE) : self.start]
        texts = (self.label, self.after, self.stem, earlier)
        return next((found for text in texts if (found := _last(text)) is not None), None)

    @cached_property
    def narrowed(self) -> bool:
        """Tell whether its own words speak of a part of the year's or the office's."""
        words = _NO_NARROWING.sub("", self.label) + _NO_NARROWING.sub("", self.after)
        before = self.stem[-len(self.label) - 8 :]
        return bool(NARROWED.search(words) or _OF_PLACES.search(before)) or "其中" in before[4:]

    @cached_property
    def of_a_matter(self) -> bool:
        """Tell whether its sentence has come to speak of the requests of one matter or channel."""
        return bool(_OF_MATTER.search(self.stem))


def _last(text: str) -> str | None:
    last = None
    for match in DOMAINS.finditer(text):
        last = match.lastgroup
    return last


def named(topics: Topics, text: str) -> list[tuple[int, str]]:
    """Return the topics that a text names with where each one's last mention ends, the last first."""
    if not text or topics.any.search(text) is None:
        return []
    found: Iterator[tuple[int, str]] = (
        (ends[-1], name)
        for name, words in topics.words
        if (ends := [m.end() for m in words.finditer(text)])
    )
    return sorted(found, reverse=True)
