"""What a condition over figures comes to, and the conditions that claims are made of."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from typing import Final

from gongkai.indicators.value import Amount, Rate, Unknown, Value


class Verdict(Enum):
    """What a condition comes to.

    VACUOUS is 0/0, a figure the year does not have, or a last year that nobody knows; the verdicts
    from MUCH_MORE to MUCH_LESS are those of a comparison with last year.
    """

    TRUE = "true"
    FALSE = "false"
    VACUOUS = "vacuous"
    UNKNOWN = "unknown"
    MUCH_MORE = "much_more"
    MORE = "more"
    SAME = "same"
    LESS = "less"
    MUCH_LESS = "much_less"


Values = Mapping[str, Value]
# From this year's figures, and last year's as far as they may be compared.
Judge = Callable[[Values, Values], Verdict]

MUCH_SHARE: Final = Decimal("0.3")  # 大幅: at least so much of last year's figure
MUCH_CASES: Final = Decimal(10)  # and at least so many, for 2 after 1 is no leap
MUCH_POINTS: Final = Decimal(10)  # 大幅 for a rate: per cent points


def whole(rate: str) -> Judge:
    """Judge whether a rate is 100 %: true only with a base and nothing missing from it."""

    def judge(values: Values, _: Values) -> Verdict:
        match values[rate]:
            case Unknown():
                return Verdict.UNKNOWN
            case Rate() as found if found.occurred:
                return Verdict.TRUE if found.is_whole else Verdict.FALSE
            case _:
                return Verdict.VACUOUS

    return judge


def positive(count: str) -> Judge:
    """Judge whether something happened at all."""

    def judge(values: Values, _: Values) -> Verdict:
        match values[count]:
            case Unknown():
                return Verdict.UNKNOWN
            case Amount(number=number):
                return Verdict.TRUE if number > 0 else Verdict.FALSE
            case _:
                return Verdict.VACUOUS

    return judge


def most(count: str, others: tuple[str, ...]) -> Judge:
    """Judge whether one of several counts is the greatest of all; a tie is not."""

    def judge(values: Values, _: Values) -> Verdict:
        found = [values[name] for name in (count, *others)]
        if any(isinstance(value, Unknown) for value in found):
            return Verdict.UNKNOWN
        numbers = [value.number for value in found if isinstance(value, Amount)]
        if len(numbers) < len(found) or not any(numbers):
            return Verdict.VACUOUS
        return Verdict.TRUE if numbers[0] > max(numbers[1:]) else Verdict.FALSE

    return judge


def compared(name: str) -> Judge:
    """Judge a figure against last year's."""

    def judge(values: Values, before: Values) -> Verdict:
        return change(values[name], before.get(name))

    return judge


def change(now: Value, before: Value | None) -> Verdict:
    """Return how a figure stands to last year's comparable one.

    >>> change(Amount(26), Amount(20)).name, change(Amount(27), Amount(26)).name, change(Amount(1), None).name
    ('MORE', 'MORE', 'VACUOUS')
    >>> change(Amount(30), Amount(20)).name, change(Rate(9, 10), Rate(10, 10)).name
    ('MUCH_MORE', 'MUCH_LESS')
    """
    match now, before:
        case Unknown(), _:
            return Verdict.UNKNOWN
        case Amount(number=one), Amount(number=other):
            grown = Decimal(one) - Decimal(other)
            much = abs(grown) >= max(MUCH_CASES, MUCH_SHARE * Decimal(other))
        case Rate() as rate, Rate() as earlier if rate.occurred and earlier.occurred:
            grown = _points(rate) - _points(earlier)
            much = abs(grown) >= MUCH_POINTS
        case _:
            return Verdict.VACUOUS
    if grown == 0:
        return Verdict.SAME
    if grown > 0:
        return Verdict.MUCH_MORE if much else Verdict.MORE
    return Verdict.MUCH_LESS if much else Verdict.LESS


def _points(rate: Rate) -> Decimal:
    return Decimal(rate.numerator) * 100 / Decimal(rate.denominator)
