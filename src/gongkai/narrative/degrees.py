"""Words of degree: each may stand only beyond its declared threshold."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from gongkai.indicators.indicator import Unit
from gongkai.indicators.value import Rate, Value
from gongkai.narrative.verdict import MUCH_CASES, MUCH_POINTS, MUCH_SHARE, Verdict
from gongkai.pattern import pattern


@dataclass(frozen=True, slots=True)
class Degree:
    """A word for a share: it may stand where the share lies in the bounds, both included."""

    word: str
    least: Decimal
    most: Decimal = Decimal(1)


SHARES: Final = (
    Degree("绝大多数", Decimal("0.9")),
    Degree("绝大部分", Decimal("0.9")),
    Degree("基本", Decimal("0.95")),
    Degree("普遍", Decimal("0.8")),
    Degree("大多数", Decimal("0.6667")),
    Degree("大部分", Decimal("0.6667")),
    Degree("多数", Decimal("0.5001")),
    Degree("少数", Decimal("0.0001"), Decimal("0.3")),
    Degree("极少数", Decimal("0.0001"), Decimal("0.05")),
    Degree("个别", Decimal("0.0001"), Decimal("0.05")),
)
# What a change may be called. The words of a rate rise and fall, those of a count grow.
CHANGES: Final = {
    Verdict.MUCH_MORE: ("大幅增长", "大幅上升"),
    Verdict.MORE: ("增长", "上升"),
    Verdict.SAME: ("持平", "持平"),
    Verdict.LESS: ("下降", "下降"),
    Verdict.MUCH_LESS: ("大幅下降", "大幅下降"),
}
MUCH: Final = (
    f"较上年增减{MUCH_SHARE:.0%}以上且不少于{MUCH_CASES}，比率则为{MUCH_POINTS}个百分点以上"
)
# Words for a change, of which the two years' figures may license one.
CHANGE_WORDS: Final = pattern(r"大幅|明显|显著|成倍|翻番|飞跃|空前")
# Words of degree in running text. 基本 and 个别 have neighbours that are no degree at all.
_WORDS: Final = pattern(
    r"大幅度?|明显|显著|成倍|翻番|飞跃|绝大多数|绝大部分|大多数|大部分|(?<![大绝])多数(?!字)|普遍"
    r"|极少数?|个别(?!化|谈)|极大地?|空前|全面(?:完成|落实|实现|达到)|圆满完成|基本(?!信息|要求|原则|制度|情况|方略|满意|建设|功能|公共|养老|医疗|农田|概况|规定|职责|数据|单位|上网)"
)


def change_word(verdict: Verdict, unit: Unit) -> str:
    """Return what a change may be called, empty where there is nothing to compare.

    >>> change_word(Verdict.MUCH_MORE, Unit.CASE), change_word(Verdict.MORE, Unit.PERCENT)
    ('大幅增长', '上升')
    """
    words = CHANGES.get(verdict)
    return words[unit is Unit.PERCENT] if words else ""


def licensed(word: str, value: Value) -> bool:
    """Tell whether a word may stand for a share; KeyError for a word without a threshold.

    >>> licensed("绝大多数", Rate(9, 10)), licensed("绝大多数", Rate(89, 100)), licensed("少数", Rate(0, 0))
    (True, False, False)
    """
    degree = {d.word: d for d in SHARES}[word]
    if not isinstance(value, Rate) or not value.occurred:
        return False
    share = Decimal(value.numerator) / Decimal(value.denominator)
    return degree.least <= share <= degree.most


def degree_words(text: str) -> Iterator[str]:
    """Yield the words of degree in a text.

    >>> list(degree_words("申请明显增多，基本信息齐全，绝大多数按期办结。"))
    ['明显', '绝大多数']
    """
    for match in _WORDS.finditer(text):
        yield match[0]
