"""What a condition over figures comes to, and the conditions that claims are made of."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from typing import Final

from gongkai.indicators.value import Amount, Rate, Unknown, Value


class Verdict(Enum):
    """What a condition comes to.

    PART is a whole rate whose base is only a part of what the sentence names, PENDING one without
    anything to judge by yet, although what the sentence names is there.
    VACUOUS is 0/0, a figure the year does not have, or a last year that nobody knows; the verdicts
    from MUCH_MORE to MUCH_LESS are those of a comparison with last year.
    """

    TRUE = "true"
    FALSE = "false"
    PART = "part"
    PENDING = "pending"
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


def whole(rate: str, of: str = "") -> Judge:
    """Judge whether a rate is 100 %: true only with a base and nothing missing from it.

    ``of`` is what the sentence names, where the base may be smaller: a count that the base must
    reach, or a second rate that must be whole too.
    """

    def judge(values: Values, _: Values) -> Verdict:
        found, named = values[rate], values[of or rate]
        if isinstance(found, Unknown) or isinstance(named, Unknown):
            return Verdict.UNKNOWN
        if not isinstance(found, Rate) or not found.occurred:
            return Verdict.PENDING if of and _there(named) else Verdict.VACUOUS
        if not found.is_whole:
            return Verdict.FALSE
        return Verdict.PART if of and _more_than(found, named) else Verdict.TRUE

    return judge


def _there(named: Value) -> bool:
    match named:
        case Amount(number=number):
            return number > 0
        case Rate():
            return named.occurred
        case _:
            return False


def _more_than(found: Rate, named: Value) -> bool:
    match named:
        case Amount(number=number):
            return number > found.denominator
        case Rate():
            return named.occurred and not named.is_whole
        case _:
            return False


def positive(count: str, among: str = "") -> Judge:
    """Judge whether something happened at all; ``among`` nothing, that is another matter."""

    def judge(values: Values, _: Values) -> Verdict:
        match values[among or count], values[count]:
            case (Unknown(), _) | (_, Unknown()):
                return Verdict.UNKNOWN
            case Amount(number=base), Amount() if among and base == 0:
                return Verdict.PENDING
            case _, Amount(number=number):
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
