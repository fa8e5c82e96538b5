"""What a printed number leaves open: 26% is any share from 25.5% to 26.5%, 20余件 from 20 to 30."""

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final

_HALF: Final = Decimal("0.5")
_ROUGHLY: Final = Decimal("0.1")  # how far a figure said to be about so many may be off


class Judgement(StrEnum):
    """What a statement comes to."""

    HOLDS = "holds"
    FAILS = "fails"
    NOT_ASSESSABLE = "not_assessable"

    @property
    def label(self) -> str:
        """Return the Chinese word for it."""
        return {"holds": "成立", "fails": "不成立", "not_assessable": "无法核对"}[self.value]


def judged(*, holds: bool, vague: bool) -> Judgement:
    """Return what a statement comes to; one that does not hold is open where it is ``vague``.

    >>> [judged(holds=h, vague=v).value for h, v in ((True, True), (False, True), (False, False))]
    ['holds', 'not_assessable', 'fails']
    """
    if holds:
        return Judgement.HOLDS
    return Judgement.NOT_ASSESSABLE if vague else Judgement.FAILS


@dataclass(frozen=True, slots=True)
class Interval:
    """All values that a printed number may stand for, both ends included.

    ``firm`` is the side that a word names outright: -1 where it says more than (超, 余), 1 where it says
    less than (不足, 不到).
    """

    low: Decimal
    high: Decimal
    firm: int = 0

    def __add__(self, other: "Interval") -> "Interval":
        """Return what the sum may be."""
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Interval") -> "Interval":
        """Return what the difference may be."""
        return Interval(self.low - other.high, self.high - other.low)

    def meets(self, other: "Interval") -> bool:
        """Tell whether both may be the same value.

        >>> printed(Decimal(26), "26").meets(quotient(exact(24), exact(95)))
        False
        >>> printed(Decimal(25), "25").meets(quotient(exact(24), exact(95)))
        True
        """
        return self.low <= other.high and other.low <= self.high


def exact(number: Decimal | int) -> Interval:
    """Return the interval of a number that is counted, not rounded."""
    return Interval(Decimal(number), Decimal(number))


def printed(number: Decimal, digits: str, scale: Decimal = Decimal(1)) -> Interval:
    """Return what a rounded number may stand for: half of its last printed digit either way."""
    half = _HALF.scaleb(-len(digits.partition(".")[2])) * scale
    return Interval(number - half, number + half)


def roughly(number: Decimal, word: str, step: Decimal | None = None) -> Interval:
    """Return what a figure with 约, 余, 多, 近 or 超 may stand for; ``step`` is how finely it is told.

    >>> near, more = roughly(Decimal(30), "近", Decimal(5)), roughly(Decimal(200), "余")
    >>> (near.low, near.high), (more.low, more.high)
    ((Decimal('25'), Decimal('30')), (Decimal('200'), Decimal('220.0')))
    """
    span = number * _ROUGHLY if step is None else step
    if word in _AT_LEAST:
        return Interval(number, number + (max(span, Decimal(9)) if step is None else span), -1)
    if word in _AT_MOST:
        return Interval(number - span, number, 0 if word in _NEAR else 1)
    return Interval(number - span, number + span)


_AT_LEAST: Final = frozenset(("余", "多", "超", "超过", "逾", "突破", "多于", "高于", "以上"))
_AT_MOST: Final = frozenset(("近", "将近", "接近", "不足", "不到", "少于", "低于", "以内"))
_NEAR: Final = frozenset(("近", "将近", "接近"))  # these are also said of a little more
_FAR_OFF: Final = Decimal("0.15")  # beyond its span, where about so many is plainly wrong
_BEYOND: Final = Decimal("0.03")  # on the side that a word names outright: 超过七成 is no 64%


def far_off(told: Interval, right: Decimal) -> bool:
    """Tell whether a figure said to be about so many is plainly another.

    >>> far_off(roughly(Decimal(30), "近", Decimal(5)), Decimal(20)), far_off(exact(100), Decimal(110))
    (True, False)
    >>> far_off(roughly(Decimal(70), "超过"), Decimal(65)), far_off(roughly(Decimal(70), "约"), Decimal(60))
    (True, False)
    """
    low = _BEYOND if told.firm < 0 else _FAR_OFF
    high = _BEYOND if told.firm > 0 else _FAR_OFF
    return not told.low * (1 - low) <= right <= told.high * (1 + high)


def quotient(part: Interval, whole: Interval) -> Interval:
    """Return part of whole in per cent; the whole is above zero."""
    return Interval(part.low * 100 / whole.high, part.high * 100 / whole.low)


def rounded(number: Decimal, digits: str) -> str:
    """Return a number half up at the places that another shows.

    >>> rounded(Decimal("4.3478"), "4.34")
    '4.35'
    """
    step = Decimal(1).scaleb(-len(digits.partition(".")[2]))
    return f"{number.quantize(step, ROUND_HALF_UP):f}"


def is_cut(number: Decimal, digits: str) -> bool:
    """Tell whether a per cent is the exact one with what follows its last digit cut off, not rounded.

    Only of whole per cents and tenths: who prints hundredths has not cut them short in a hurry.

    >>> is_cut(Decimal("18.75"), "18"), is_cut(Decimal("30.599"), "30.5"), is_cut(Decimal("4.3478"), "4.34")
    (True, True, False)
    """
    places = len(digits.partition(".")[2])
    cut = number.scaleb(places).to_integral_value(ROUND_DOWN)
    return places <= 1 and cut == Decimal(digits).scaleb(places)


def written(number: Decimal) -> str:
    """Return a number as a reader writes it, without zeros that say nothing."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
