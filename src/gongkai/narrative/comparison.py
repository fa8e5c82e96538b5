"""What compares with last year: by how much a figure differs, and a sentence that cannot compare."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from gongkai.errors import TemplateError
from gongkai.indicators.indicator import Indicator, Unit
from gongkai.indicators.value import RATE_BASE, Amount, Rate, Value
from gongkai.indicators.written import plain_text, raw_text
from gongkai.narrative.content import Bound, FigureRun, GivenRun, LeftOut, Run, TextRun
from gongkai.narrative.printing import printed_figure
from gongkai.pattern import pattern

_DIFFERENCE, _GROWTH = "_d", "_p"  # short: a bookmark of Word holds the name
WAYS: Final = ("增减", "增幅")  # of telling a change: by how many, by which percentage
_STOPS: Final = "，；：。！？"
_COMPARED: Final = pattern(
    r"、?(?:(?:与|和|较|比|同)(?:上一年|上年|去年)(?:度)?(?:同期)?(?:相比)?|同比|环比)[^，；：。]{0,8}$"
)


def difference_id(indicator: str) -> str:
    """Return the name under which a sentence's difference from last year is bound and proved."""
    return f"{indicator}{_DIFFERENCE}"


def growth_id(indicator: str) -> str:
    """Return the name under which a difference is bound as a percentage of last year's figure."""
    return f"{indicator}{_GROWTH}"


def counted_id(name: str) -> str:
    """Return the indicator that a bound figure is of, itself or how it differs from last year's.

    >>> counted_id("requests_received_d"), counted_id("requests_received")
    ('requests_received', 'requests_received')
    """
    return name.removesuffix(_DIFFERENCE).removesuffix(_GROWTH)


def difference(now: Value, before: Value | None) -> Amount | None:
    """Return by how much two years' counts differ, without sign; None where there is nothing to compare.

    >>> difference(Amount(3), Amount(5)), difference(Amount(3), None)
    (Amount(number=2), None)
    """
    match now, before:
        case Amount(number=one), Amount(number=other):
            less, more = sorted((one, other))
            return Amount(more - less)
        case _:
            return None


def growth(now: Value, before: Value | None) -> Rate | None:
    """Return how two years' counts differ as a rate of last year's; None over too few cases to state one.

    >>> growth(Amount(43), Amount(38)), growth(Amount(5), Amount(3))
    (Rate(numerator=5, denominator=38), None)
    """
    found = difference(now, before)
    if found is None or not isinstance(before, Amount) or before.number < RATE_BASE:
        return None
    return Rate(found.number, before.number)


def difference_run(declared: Indicator, found: Amount) -> tuple[FigureRun, str]:
    """Return a difference as it is bound, and the unit that follows it."""
    printed, suffix = printed_figure(found, declared)
    told = f"{declared.label}较上年增减", "本年数与上年数之差"
    return FigureRun(printed, difference_id(declared.id), raw_text(found), *told), suffix


def change_runs(
    declared: Indicator, now: Value, before: Value | None, way: str
) -> tuple[Bound, ...]:
    """Return a change in words with its number: 增加5件, 增长13.16%, 持平; nothing where counts cannot be compared.

    Over fewer than twenty cases the percentage gives way to the number.
    """
    if way not in WAYS:
        raise TemplateError(f"变化的写法“{way}”不存在，可用：{'、'.join(WAYS)}")
    found, rate = difference(now, before), growth(now, before)
    if found is None or not (isinstance(now, Amount) and isinstance(before, Amount)):
        return ()
    if not found.number:
        return (TextRun("持平"),)
    more = now.number > before.number
    if way == "增幅" and rate is not None:
        told = f"{declared.label}较上年增幅", "本年数与上年数之差÷上年数"
        run = FigureRun(
            plain_text(rate, Unit.PERCENT), growth_id(declared.id), raw_text(rate), *told
        )
        return TextRun("增长" if more else "下降"), run
    bound, suffix = difference_run(declared, found)
    return TextRun("增加" if more else "减少"), bound, TextRun(suffix)


def without_comparison(sentence: Iterable[Bound]) -> list[Run]:
    """Return a sentence with the clause of each ``LeftOut`` cut, or as much of it as only compares.

    >>> cut = without_comparison([TextRun("收到5件，较上年"), LeftOut(), TextRun("，均已办结。")])
    >>> "".join(run.text for run in cut)
    '收到5件，均已办结。'
    """
    runs = list(sentence)
    whole = [run for run in runs if not isinstance(run, LeftOut)]
    if len(whole) == len(runs):
        return whole
    clauses = _clauses(runs)
    kept: list[tuple[list[Bound], TextRun | None]] = []
    for clause, stop in clauses:
        if left := _left(clause):
            kept.append((left, stop))
        elif kept and (stop is None or stop.text != "，"):
            kept[-1] = (kept[-1][0], stop)
    return [run for clause, stop in kept for run in _with(clause, stop)]


def _clauses(sentence: Iterable[Bound]) -> list[tuple[list[Bound], TextRun | None]]:
    """Return the clauses of a sentence, each with the stop that ends it."""
    found: list[tuple[list[Bound], TextRun | None]] = []
    clause: list[Bound] = []
    for run in sentence:
        if not isinstance(run, TextRun):
            clause.append(run)
            continue
        for piece in re.split(f"([{_STOPS}])", run.text):
            if piece and piece in _STOPS:
                found.append((clause, TextRun(piece, run.strong)))
                clause = []
            elif piece:
                clause.append(TextRun(piece, run.strong))
    if clause:
        found.append((clause, None))
    return found


def _left(clause: list[Bound]) -> list[Bound]:
    """Return what of a clause stands without its comparison; nothing where it only compares."""
    at = next((n for n, run in enumerate(clause) if isinstance(run, LeftOut)), None)
    if at is None:
        return clause
    before, after = clause[:at], clause[at + 1 :]
    if any(isinstance(run, TextRun) and run.text.strip("”）") for run in after) or not before:
        return []
    last = before[-1]
    if isinstance(last, TextRun):
        before[-1] = TextRun(_COMPARED.sub("", last.text).rstrip("（(“"), last.strong)
    counts = any(
        isinstance(run, FigureRun | GivenRun)
        or (isinstance(run, TextRun) and re.search(r"\d", run.text))
        for run in before
    )
    return before if counts else []


def _with(clause: list[Bound], stop: TextRun | None) -> Iterator[Run]:
    """Yield the runs of a clause and its stop, neighbours of one kind joined."""
    joined: list[Run] = []
    for run in [*clause, *([stop] if stop else [])]:
        last = joined[-1] if joined else None
        if isinstance(run, LeftOut):
            continue
        if isinstance(run, TextRun) and isinstance(last, TextRun) and run.strong == last.strong:
            joined[-1] = TextRun(last.text + run.text, run.strong)
        elif not isinstance(run, TextRun) or run.text:
            joined.append(run)
    yield from joined
