"""What a finished file shows, proved figure by figure against the indicators; none is taken on trust.

Nothing here is shared with the code that writes figures: a marked figure is read back from its
digits and compared with the indicator as an exact fraction.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from gongkai.indicators.value import RATE_BASE, Amount, NotApplicable, Rate, Unknown, Value
from gongkai.narrative.comparison import difference_id, growth_id
from gongkai.narrative.numerals import read_numerals

_HAN_DIGITS: Final = {c: n for n, c in enumerate("〇一二三四五六七八九")}
_HAN_UNITS: Final = {"十": 10, "百": 100, "千": 1000}
_WORDS: Final = {Unknown: "未掌握", NotApplicable: "不适用"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked figure as it stands in a file: which indicator, what it says, what follows.

    ``value`` is what the mark carries beside the words, None where the format has no room for
    it. ``unit`` is 万元 where the cell's value and words are in it.
    """

    indicator: str
    value: str | None
    text: str
    after: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ShownChart:
    """A chart as a file tells it: alt text, note, and the plotted numbers below their head."""

    id: str
    alt: str
    note: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from a finished file: marks, paragraphs of prose, charts.

    In a paragraph a marked figure is one ``prose.BOUND``; ``given`` counts those that the
    office gave by hand.
    """

    marks: tuple[Mark, ...]
    paragraphs: tuple[str, ...]
    given: int
    charts: tuple[ShownChart, ...] = ()


@dataclass(frozen=True, slots=True)
class Verification:
    """What the reading proved: figures by mark, unmarked numerals by kind, and every problem."""

    figures: int
    kinds: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


def prove(
    reading: Reading,
    values: Mapping[str, Value],
    further: Iterable[str] = (),
    own: Mapping[str, int] = MappingProxyType({}),
) -> Verification:
    """Return what a reading proves and what not; ``further`` are problems found otherwise.

    ``own`` tells how often each number stands in the office's own words: those may stand unmarked,
    and no others.
    """
    problems = [problem for mark in reading.marks for problem in prove_mark(mark, values)]
    kinds: Counter[str] = Counter()
    left = Counter(own)
    for paragraph in reading.paragraphs:
        loose, found = read_numerals(paragraph)
        kinds += found
        for one in loose:
            if left[one.numeral]:
                left[one.numeral] -= 1
                kinds["机关自述"] += 1
            else:
                problems.append(f"“{one.context}”中的“{one.numeral}”没有绑定指标")
    if reading.given:
        kinds["手填数字"] = reading.given
    return Verification(len(reading.marks), dict(sorted(kinds.items())), (*problems, *further))


def prove_mark(mark: Mark, values: Mapping[str, Value]) -> Iterator[str]:
    """Yield what is wrong with a marked figure."""
    match values.get(mark.indicator):
        case None:
            yield f"“{mark.text}”标注的指标“{mark.indicator}”不存在"
        case Unknown() | NotApplicable() as nothing:
            if mark.text != _WORDS[type(nothing)]:
                yield f"指标“{mark.indicator}”没有数值，却写着“{mark.text}”"
        case Amount(number=number) if _plainly(mark, number):
            return
        case Amount() | Rate() as value:
            yield from _counted(mark, value)


def _plainly(mark: Mark, number: Decimal | int) -> bool:
    """Tell whether a mark says a whole number as such, as nearly every cell of a table does."""
    said = mark.text
    if said != mark.value or mark.unit or mark.after.startswith("万元"):
        return False
    return said.isascii() and said.isdigit() and said == str(number)


def _counted(mark: Mark, value: Amount | Rate) -> Iterator[str]:
    where = f"指标“{mark.indicator}”"
    exact = exact_value(value)
    if mark.unit == "万元" and exact is not None:
        exact = _half_up(exact / 10_000, Fraction(1, 10_000))  # to one yuan, as the form asks
    if mark.value is not None and not _carries(mark.value, value, exact):
        yield f"{where}的标注值“{mark.value}”与计算结果不符"
    if exact is None:
        if mark.text != "未发生":
            yield f"{where}没有发生，却写着“{mark.text}”"
    elif not _says(mark, exact, rate=isinstance(value, Rate)):
        yield f"{where}应为 {_decimal(exact)}，却写着“{mark.text}”"


def _carries(text: str, value: Amount | Rate, exact: Fraction | None) -> bool:
    return _carried(text) == exact if isinstance(value, Amount) else text == _parts(value)


def with_differences(values: Mapping[str, Value], before: Mapping[str, Value]) -> dict[str, Value]:
    """Return the figures, and beside them what a sentence may say of a count and last year's: the distance."""
    found = dict(values)
    for name, now in values.items():
        last = before.get(name)
        if isinstance(now, Amount) and isinstance(last, Amount):
            low, high = sorted((now.number, last.number))
            found[difference_id(name)] = Amount(high - low)
            if last.number >= RATE_BASE:
                found[growth_id(name)] = Rate(high - low, last.number)
    return found


def exact_value(value: Amount | Rate) -> Fraction | None:
    """Return a value as a fraction; None for 0/0."""
    if isinstance(value, Amount):
        return Fraction(value.number)
    return Fraction(value.numerator) / Fraction(value.denominator) if value.denominator else None


def _parts(rate: Rate) -> str:
    return "/".join(
        f"{Decimal(n).normalize():f}" if n else "0" for n in (rate.numerator, rate.denominator)
    )


def _carried(text: str) -> Fraction | None:
    """Return the exact value in a mark's attribute: a decimal, or a fraction n/d."""
    try:
        top, _, bottom = text.partition("/")
        return Fraction(Decimal(top)) / Fraction(Decimal(bottom or "1"))
    except (InvalidOperation, ZeroDivisionError, ValueError):
        return None


def _says(mark: Mark, exact: Fraction, *, rate: bool) -> bool:
    """Tell whether the words say the value: in digits as rounded half up, in Chinese exactly."""
    if mark.text == "两":  # two of something
        return exact == 2
    if mark.text and all(c in _HAN_DIGITS or c in _HAN_UNITS for c in mark.text):
        return _han(mark.text) == exact
    percent = rate and mark.text.endswith("%")
    text = mark.text.removesuffix("%") if percent else mark.text.removesuffix("元")
    if mark.after.startswith("万元"):
        exact /= 10_000
    try:
        told = Fraction(Decimal(text))
    except (InvalidOperation, ValueError, OverflowError):
        return False
    places = text.partition(".")[2]
    if places.endswith("0"):
        return False  # a trailing zero claims a place that the format does not print
    if not rate:
        return told == exact
    return (
        told == exact * 100 if percent and told == 100 else _rounded(told, exact, places, percent)
    )


def _rounded(told: Fraction, exact: Fraction, places: str, percent: bool) -> bool:
    """Tell whether a rate is rounded as declared: per cent at two places, other ratios at one.

    A percentage just short of a hundred has as many places as it needs to stay short of it.
    """
    shown = 2 if percent else 1
    if percent and places.startswith("99"):
        shown = max(shown, len(places))
    if len(places) > shown:
        return False
    return _half_up(exact * (100 if percent else 1), Fraction(1, 10**shown)) == told


def _half_up(value: Fraction, step: Fraction) -> Fraction:
    steps = value / step
    return Fraction((2 * steps.numerator + steps.denominator) // (2 * steps.denominator)) * step


def _decimal(exact: Fraction) -> str:
    return str(exact.numerator) if exact.denominator == 1 else f"{float(exact):.6g}"


def _han(text: str) -> int:
    """Return what a Chinese numeral below ten thousand says."""
    total, digit = 0, 0
    for char in text:
        if char in _HAN_UNITS:
            total += (digit or (1 if not total else 0)) * _HAN_UNITS[char]
            digit = 0
        else:
            digit = _HAN_DIGITS[char]
    return total + digit
