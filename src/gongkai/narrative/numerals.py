"""Numerals in prose that no indicator stands behind: which kinds count nothing, and which may count.

A number in a report is bound to an indicator, given by hand with its reason, or of a kind that
counts nothing: a date, a document number, an article, a hotline's name. All others are the office's
own: it answers for them, and the reviewer is shown each.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from gongkai.checks.wording.prose import BOUND
from gongkai.pattern import pattern

_HAN: Final = "〇零一二三四五六七八九十百千万两"
# What counts records; 级, 类, 是 and the like only order words.
_COUNTED: Final = "(?:件次|人次|页次|[件条项次份篇期个名人起宗场部辆户家页](?!分|门|署|委|级|性)|元|万元|亿元|个百分点)"
# As offices write them: an area code in brackets or before a dash, an extension, several in a row.
_PHONE: Final = (
    r"(?:[（(]0\d{2,3}[）)]|0\d{2,3}[-—－ ])?\d{3,11}(?:[-—－ ]\d{3,8}){0,2}(?:(?:转|分机)\d{1,6})?"
)
_PHONES: Final = rf"(?=[^，。；]{{5}}){_PHONE}(?:[、/]{_PHONE})*(?![\d-])"

# Tried in this order at each numeral; the names stand in the manifest.
KINDS: Final = (
    ("网址", r"https?://[\w./:?=&%#~-]+|[\w.-]+@[\w.-]+\w"),
    ("文号", r"[〔\[（(﹝]\d{4}[〕\]）)﹞]\s*第?\d+号|第\d+号(?:令)?|令第?\d+号"),
    ("日期", r"(?:19|20)\d{2}年(?:度|底|初|末|上半年|下半年)?(?:1[0-2]|0?[1-9])月(?:3[01]|[12]\d|0?[1-9])日"
             r"|(?:19|20)\d{2}年(?:1[0-2]|0?[1-9])月|(?:19|20)\d{2}(?:年|-(?:19|20)\d{2}|—(?:19|20)\d{2})"
             r"|(?<!\d)(?:19|20)\d{2}-\d{1,2}-\d{1,2}|(?<!\d)(?:1[0-2]|0?[1-9])月(?:3[01]|[12]\d|0?[1-9])日"
             r"|(?<!\d)(?:1[0-2]|0?[1-9])月(?:份|底|初|末|至|起)?"),
    ("电话邮编", rf"(?<=电话：){_PHONES}|" + r"(?<!\d)0\d{2,3}[-—]\d{7,8}(?!\d)|(?<=邮编：)\d{6}(?!\d)"),
    ("热线名称", r"(?<!\d)(?:12345|12319|12315|12348|12333|12366|12369|12388)(?!\d)(?!\s*" + _COUNTED + ")"),
    ("法律条款", rf"第[\d{_HAN}]+条(?:第[\d{_HAN}]+款)?(?:第[（(]?[\d{_HAN}]+[）)]?项)?"),
    ("序次", rf"第[\d{_HAN}]+(?:届|次|期|章|节|部分|季度|批|位|类|款|项|名)"),
    ("期限", r"\d+个?(?:工作日|日内|天内)|" + rf"[{_HAN}]+个(?:工作日|月)"),
    ("计数规则", r"(?:按|计)1条"),
    ("门牌", r"(?<=[路街巷道弄村])\d+号(?:楼|院)?(?:\d+[室层楼])?"
             r"|(?<=地址：)(?:(?!\d+" + _COUNTED + ")[^，。；：])+"),
    ("编号", r"(?<![\d.])\d{1,2}(?=[.、．](?!\d))|[（(]\d{1,2}[）)]"),
)  # fmt: skip
_ALLOWED: Final = pattern("|".join(f"(?P<k{n}>{p})" for n, (_, p) in enumerate(KINDS)))
_DIGITS: Final = pattern(r"[\d０-９]+(?:[.,，．][\d０-９]+)*[%％‰]?")
_HAN_COUNT: Final = pattern(
    rf"(?<![第{BOUND}])(?<![{_HAN}])([{_HAN}]*[十百千万][{_HAN}]*|[两二三四五六七八九])(?={_COUNTED}(?!制|化|审批|目标))"
)
# Words of order and custom that happen to stand before a counting word.
_CUSTOM: Final = pattern(
    r"(?:三项制度|四个意识|四个自信|两个维护|两个确立|十个[严必]|三个[一公]|千家万户|万户|百家|一件事)"
)

# Without any of these there is nothing to look for.
_ANY: Final = pattern(rf"[\d{_HAN}@]|://")


@dataclass(frozen=True, slots=True)
class Loose:
    """A numeral that nothing stands behind, where it begins, and the words around it."""

    numeral: str
    context: str
    start: int


def read_numerals(text: str) -> tuple[tuple[Loose, ...], Counter[str]]:
    """Return the loose numerals of a paragraph, and how many of each allowed kind it has.

    >>> loose, kinds = read_numerals("2018年5月受理12345热线，比上年增加12件，依据第二十四条。")
    >>> [x.numeral for x in loose], dict(kinds)
    (['12'], {'日期': 1, '热线名称': 1, '法律条款': 1})
    """
    allowed, loose = all_numerals(text)
    return loose, Counter(name for _, _, name in allowed)


def all_numerals(text: str) -> tuple[list[tuple[int, int, str]], tuple[Loose, ...]]:
    """Return the numerals of the allowed kinds, as ``allowed_numerals`` yields them, and the loose ones.

    >>> all_numerals("2018年受理12件")[0]
    [(0, 5, '日期')]
    """
    if not _ANY.search(text):
        return [], ()
    allowed = list(allowed_numerals(text))
    covered = [(start, end) for start, end, _ in allowed]
    covered += [match.span() for match in _CUSTOM.finditer(text)]
    return allowed, tuple(_loose(text, covered))


def allowed_numerals(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where each numeral of an allowed kind begins and ends, and the kind.

    >>> list(allowed_numerals("2018年5月受理12345热线"))
    [(0, 7, '日期'), (9, 14, '热线名称')]
    """
    for match in _ALLOWED.finditer(text):
        name = next(KINDS[int(k[1:])][0] for k, v in match.groupdict().items() if v is not None)
        yield *match.span(), name


def _loose(text: str, covered: list[tuple[int, int]]) -> Iterator[Loose]:
    found = [*_DIGITS.finditer(text), *_HAN_COUNT.finditer(text)]
    for match in sorted(found, key=lambda m: m.start()):
        if not any(start <= match.start() and match.end() <= end for start, end in covered):
            around = text[max(0, match.start() - 8) : match.end() + 6]
            yield Loose(match[0], around.replace(BOUND, "…"), match.start())
