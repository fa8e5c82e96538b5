"""A change as sentences tell it: the word for its way right before the number."""

import re
from dataclasses import dataclass
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.text.figure import Figure

UP: Final = (
    "增幅", "增长", "增加", "上升", "提高", "提升", "新增", "增", "多", "攀升", "涨幅", "升幅", "增速", "上涨", "涨",
)  # fmt: skip
_DOWN: Final = (
    "压缩", "降幅", "减幅", "跌幅", "减少", "精简", "压减", "缩减", "下降", "降低", "回落", "下滑", "减", "少", "降",
)  # fmt: skip
WAY: Final = "|".join((*UP, *_DOWN))
_CHANGED: Final = pattern(
    rf"(?P<way>(?<!删)(?:{WAY})|(?:(?<=元)|(?<=年的)|(?<=年))(?:节约|节省|压降))(?:了|幅度?|率|数量)*(?:公开|发布|收到|受理|办理|办结|召开|举办|开展|推送|答复|回复|制作|制发)?(?:为|是|达到?)?(?P<to>到|至)?(?:约|近|超过?|大约)?$"
)
_OF_A_RATE: Final = pattern(r"率(?:较|比|同比|环比|与)")
_YEARLY: Final = pattern(r"(?:年均|年平均|平均每年|年复合)[^，。；\d]{0,10}$")


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that tells how another one changed: ``sign`` is the way, ``figure`` by how much."""

    figure: Figure
    sign: int
    word: str


def changed(figure: Figure, before: str) -> re.Match[str] | None:
    """Return how a figure is told to be a change by the words before it.

    None where it is one of a rate (解读率较上年提升10%) or of years on the average (年均增长8%).
    """
    if _YEARLY.search(before) or (figure.unit == "%" and _OF_A_RATE.search(before)):
        return None
    return _CHANGED.search(before)
