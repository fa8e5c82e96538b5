"""The finished page read again: every figure in it proved, none taken on trust.

Nothing here is shared with the code that writes figures. The page is parsed as a reader's program
would parse it, each marked figure is read back from its digits and compared with the indicator as
an exact fraction, and every numeral without a mark must be of a kind that counts nothing.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from html.parser import HTMLParser
from typing import Final

from gongkai.indicators.value import Amount, NotApplicable, Rate, Unknown, Value
from gongkai.narrative.numerals import HIDDEN, read_numerals

_VOID: Final = {"br", "wbr", "hr", "img", "meta", "link", "input", "col"}
_SKIPPED: Final = {"style", "svg", "title", "table", "details", "nav", "script", "figure"}
_BLOCKS: Final = {"p", "li", "h1", "h2", "h3", "h4", "dd", "dt", "figcaption"}
_HAN_DIGITS: Final = {c: n for n, c in enumerate("〇一二三四五六七八九")}
_HAN_UNITS: Final = {"十": 10, "百": 100, "千": 1000}
_WORDS: Final = {Unknown: "未掌握", NotApplicable: "不适用"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked figure as it stands in the page: which indicator, what it says, what follows.

    ``unit`` is 万元 where the cell's value and words are in it.
    """

    indicator: str
    value: str
    text: str
    after: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Verification:
    """What the reading proved: figures by mark, unmarked numerals by kind, and every problem."""

    figures: int
    kinds: Mapping[str, int]
    problems: tuple[str, ...]


class _Page(HTMLParser):
    """Collects the marks of the whole page, and the prose between contents and annexes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.marks: list[tuple[str, str, list[str], list[str], str]] = []
        self.paragraphs: list[str] = []
        self.given = 0
        self._stack: list[str] = []
        self._words: list[str] = []
        self._mark: list[str] | None = None
        self._after: list[str] | None = None
        self._in_prose = False
        self._card = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if attributes.get("id", "").startswith("annex-"):
            self._in_prose = False
        if tag in _VOID:
            return
        self._stack.append(tag)
        if self._card or attributes.get("class") == "card":
            self._card += 1
        if tag in _BLOCKS:
            self._flush()
        if tag == "data":
            self._open_mark(attributes)

    def _open_mark(self, attributes: dict[str, str]) -> None:
        text: list[str] = []
        after: list[str] = []
        if "data-reason" in attributes:
            self.given += 1
        else:
            name, value = attributes.get("data-indicator", ""), attributes.get("value", "")
            unit = attributes.get("data-unit", "")
            self.marks.append((name, value, text, after, unit))
        self._mark, self._after = text, after
        self._words.append(HIDDEN)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or tag not in self._stack:
            return
        while self._stack.pop() != tag:
            self._card = max(0, self._card - 1)
        self._card = max(0, self._card - 1)
        if tag == "data":
            self._mark = None
        if tag == "nav":
            self._in_prose = True
        if tag in _BLOCKS:
            self._flush()

    def handle_data(self, data: str) -> None:
        if self._mark is not None:
            self._mark.append(data)
            return
        if self._card:
            return
        if self._after is not None and data.strip():
            self._after.append(data)
            self._after = None
        if not _SKIPPED.intersection(self._stack):
            self._words.append(data)

    def _flush(self) -> None:
        text = "".join(self._words).strip()
        if text and self._in_prose:
            self.paragraphs.append(text)
        self._words = []

    def finish(self) -> None:
        self.close()
        self._flush()


def verify(page: str, values: Mapping[str, Value]) -> Verification:
    """Return what the page proves and what it does not; ``problems`` is empty for a sound page."""
    reader = _Page()
    reader.feed(page)
    reader.finish()
    marks = [Mark(n, v, "".join(t).strip(), "".join(a), u) for n, v, t, a, u in reader.marks]
    problems = [problem for mark in marks for problem in _proved(mark, values)]
    kinds: Counter[str] = Counter()
    for paragraph in reader.paragraphs:
        loose, found = read_numerals(paragraph)
        kinds += found
        problems += [f"“{x.context}”中的“{x.numeral}”没有绑定指标" for x in loose]
    if reader.given:
        kinds["手填数字"] = reader.given
    return Verification(len(marks), dict(sorted(kinds.items())), tuple(problems))


def _proved(mark: Mark, values: Mapping[str, Value]) -> Iterator[str]:
    """Yield what is wrong with a marked figure."""
    match values.get(mark.indicator):
        case None:
            yield f"“{mark.text}”标注的指标“{mark.indicator}”不存在"
        case Unknown() | NotApplicable() as nothing:
            if mark.text != _WORDS[type(nothing)]:
                yield f"指标“{mark.indicator}”没有数值，网页上却写着“{mark.text}”"
        case Amount() | Rate() as value:
            yield from _counted(mark, value)


def _counted(mark: Mark, value: Amount | Rate) -> Iterator[str]:
    where = f"指标“{mark.indicator}”"
    exact = _exact(value)
    if mark.unit == "万元" and exact is not None:
        exact = _half_up(exact / 10_000, Fraction(1, 10_000))  # to one yuan, as the form asks
    carried = (
        _carried(mark.value) == exact if isinstance(value, Amount) else mark.value == _parts(value)
    )
    if not carried:
        yield f"{where}的标注值“{mark.value}”与计算结果不符"
    if exact is None:
        if mark.text != "未发生":
            yield f"{where}没有发生，网页上却写着“{mark.text}”"
    elif not _says(mark, exact, rate=isinstance(value, Rate)):
        yield f"{where}应为 {_decimal(exact)}，网页上写着“{mark.text}”"


def _exact(value: Amount | Rate) -> Fraction | None:
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
