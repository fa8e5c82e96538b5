"""Numbers in Chinese characters."""

from decimal import Decimal
from typing import Final

from gongkai.pattern import pattern

_ONES: Final = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
# 三五, 二三十, 一百七八十: two digits side by side that are neighbours, or 三 and 五
_BETWEEN: Final = pattern(
    r"(?<![〇零一二两三四五六七八九点])(?P<low>一(?=[两二])|[两二](?=三)|三(?=[四五])|四(?=五)|五(?=六)|六(?=七)|七(?=八)|八(?=九))(?P<high>[二两三四五六七八九])(?![〇零一二两三四五六七八九点])"
)


def han_range(text: str) -> tuple[Decimal, Decimal] | None:
    """Return the least and the greatest that a number in Chinese characters means; None where it is none.

    >>> [tuple(map(int, han_range(t))) for t in ("十二", "三五", "二三十", "一百七八十", "十五六", "二〇一二")]
    [(12, 12), (3, 5), (20, 30), (170, 180), (15, 16), (2012, 2012)]
    """
    low, high = (han_number(_BETWEEN.sub(rf"\g<{end}>", text)) for end in ("low", "high"))
    return None if low is None or high is None else (low, high)


def han_number(text: str) -> Decimal | None:
    """Return a number in Chinese characters below 100 million, None where it is none.

    >>> [str(han_number(t)) for t in ("三", "十二", "二十", "一百零五", "两万三千", "二〇", "九点五")]
    ['3', '12', '20', '105', '23000', '20', '9.5']
    """
    text = text.replace("廿", "二十").replace("卅", "三十")
    many, myriads, rest = text.partition("万")
    if myriads:
        high, low = han_number(many), han_number(rest) if rest else Decimal(0)
        return None if high is None or low is None else high * 10000 + low
    whole, point, fraction = text.partition("点")
    if point:
        head = han_number(whole)
        if head is None or not fraction or any(c not in _ONES for c in fraction):
            return None
        return head + Decimal("0." + "".join(str(_ONES[c]) for c in fraction))
    if all(c in _ONES for c in whole):
        return Decimal("".join(str(_ONES[c]) for c in whole)) if whole else None
    total = current = 0
    for char in whole:
        if char in _ONES:
            current = _ONES[char]
            continue
        step = {"十": 10, "百": 100, "千": 1000}.get(char)
        if step is None:
            return None
        total += (current or (1 if step == 10 else 0)) * step
        current = 0
    return Decimal(total + current)
