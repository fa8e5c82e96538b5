"""Figures to facts and back: nothing is lost but the rows behind them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import Final

from gongkai.errors import UnreadableError
from gongkai.facts.fact import Fact, State
from gongkai.forms.era import NoForm
from gongkai.forms.form import Form
from gongkai.forms.grid import GridForm
from gongkai.indicators.compute import Indicators
from gongkai.indicators.evaluation import evaluate
from gongkai.indicators.indicator import Aggregate, Breakdown, Indicator, Unit
from gongkai.indicators.registry import in_year
from gongkai.indicators.value import Amount, Counts, Rate, Unknown, Value
from gongkai.indicators.written import raw_text
from gongkai.records.ledgers import BY_ID as LEDGERS
from gongkai.records.ledgers.ledger import UNLISTED

_RATE: Final = "率"
Place = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class FactSet:
    """The facts of one office and year, and how its records stood when they were counted.

    ``draft`` tells whether anything kept the report a draft, ``errors`` how many findings were
    errors, ``unknown`` names the ledgers that nobody could count, ``sha256`` is one hash over them all.
    """

    agency: str
    name: str
    year: int
    draft: bool
    errors: int
    unknown: tuple[str, ...]
    sha256: str
    data_kind: str
    facts: tuple[Fact, ...]


def facts_of(indicators: Indicators, form: Form | GridForm | NoForm) -> tuple[Fact, ...]:
    """Return the facts of a year: each indicator in declared order, then each cell of each breakdown."""
    places = _places(form)
    return (
        *(_fact(indicators.year, i, v, places) for i, v in indicators.known()),
        *(
            fact
            for breakdown in in_year(indicators.year).breakdowns
            for fact in _cells(indicators.year, breakdown, indicators.counts[breakdown.id])
        ),
    )


def _places(form: Form | GridForm | NoForm) -> dict[str, Place]:
    match form:
        case Form():
            return {row.indicator: (form.id, form.path(row), "") for row in form.figures}
        case GridForm():
            return {
                indicator: (form.id, "/".join((*([b.label] if b.label else []), *line.path)), column.label)
                for _, b, line, column, indicator in form.cells()
            }  # fmt: skip
        case NoForm():
            return {}


def _fact(year: int, indicator: Indicator, value: Value, places: Mapping[str, Place]) -> Fact:
    rate = value if isinstance(value, Rate) else None
    unknown = value if isinstance(value, Unknown) else None
    return Fact(
        indicator.id,
        indicator.label,
        indicator.unit.value if indicator.unit is not Unit.PERCENT else _RATE,
        year,
        "" if unknown else raw_text(value),
        str(rate.numerator) if rate else "",
        str(rate.denominator) if rate else "",
        State.UNKNOWN if unknown else State.NOT_OCCURRED if rate and not rate.occurred else State.KNOWN,
        unknown.reason if unknown else "",
        *places.get(indicator.id, ("", "", "")),
        indicator.source,
    )  # fmt: skip


def _cells(year: int, breakdown: Breakdown, counts: Counts | Unknown) -> Iterator[Fact]:
    def fact(value: str, state: State, reason: str, row: str, column: str) -> Fact:
        return Fact(breakdown.id, breakdown.label, breakdown.unit.value, year, value, "", "", state, reason,
                    "", row, column, f"《{LEDGERS[breakdown.ledger].title}》")  # fmt: skip

    if isinstance(counts, Unknown):
        yield fact("", State.UNKNOWN, counts.reason, "", "")
        return
    for at, number in counts.cells.items():
        row, column = at if len(at) == 2 else (at[0], "")
        yield fact(str(number), State.KNOWN, "", row, column)


def indicators_of(found: FactSet) -> Indicators:
    """Return a year's figures from its facts alone, as they were counted.

    Rates and totals are made anew from their parts; UnreadableError where one then differs from
    what the facts say of it, or a figure of the year is not among them.
    """
    registry = in_year(found.year)
    by_id: dict[str, list[Fact]] = {}
    for fact in found.facts:
        by_id.setdefault(fact.id, []).append(fact)
    lacking = [i.label for i in registry.indicators if len(by_id.get(i.id, ())) != 1]
    if lacking:
        raise UnreadableError(
            f"{found.name}{found.year}年度的数据文件缺少“{lacking[0]}”{f'等{len(lacking)}项' if len(lacking) > 1 else ''}。"
            "请用同一版本的程序重新生成后再报送。"
        )

    def counted(indicator: Indicator, _: Aggregate) -> Value:
        return value_of(by_id[indicator.id][0])

    values = evaluate(registry, counted)
    for indicator in registry.indicators:
        said = value_of(by_id[indicator.id][0])
        if type(said) is not type(values[indicator.id]) or raw_text(said) != raw_text(
            values[indicator.id]
        ):
            raise UnreadableError(
                f"{found.name}{found.year}年度的数据文件中“{indicator.label}”与它的各项对不上，"
                "可能被改动过。请原样报送程序生成的文件。"
            )
    counts = {b.id: _counts(b, by_id.get(b.id, [])) for b in registry.breakdowns}
    return Indicators(found.year, values, counts)


def value_of(fact: Fact) -> Value:
    """Return the value that a fact tells."""
    return value_as(fact.state, fact.reason, fact.value, fact.numerator, fact.denominator)


def value_as(state: State, reason: str, value: str, numerator: str, denominator: str) -> Value:
    """Return the value that these columns of a fact tell."""
    if state is State.UNKNOWN:
        return Unknown(reason, reason.endswith(UNLISTED))
    if denominator:
        return Rate(_number(numerator), _number(denominator))
    return Amount(_number(value))


def _number(text: str) -> int | Decimal:
    return int(text) if text.lstrip("-").isdigit() else Decimal(text)


def _counts(breakdown: Breakdown, facts: Sequence[Fact]) -> Counts | Unknown:
    if facts and facts[0].state is State.UNKNOWN:
        return Unknown(facts[0].reason)
    wide = len(breakdown.dimensions) == 2
    cells: dict[tuple[str, ...], int] = {
        ((f.row, f.column) if wide else (f.row,)): int(f.value) for f in facts
    }
    told = [tuple(dict.fromkeys(at[n] for at in cells)) for n in range(len(breakdown.dimensions))]
    labels = tuple(
        dimension.labels or found
        for dimension, found in zip(breakdown.dimensions, told, strict=True)
    )
    names = [
        _own_names(breakdown, d.labels, found) if d.labels else {}
        for d, found in zip(breakdown.dimensions, told, strict=True)
    ]
    cells = {
        tuple(known.get(part, part) for known, part in zip(names, at, strict=True)): number
        for at, number in cells.items()
    }
    return Counts(
        tuple(dimension.title for dimension in breakdown.dimensions),
        labels,
        {at: cells.get(at, 0) for at in product(*labels)},
        breakdown.unit.value,
    )


def _own_names(
    breakdown: Breakdown, labels: Sequence[str], told: Sequence[str]
) -> Mapping[str, str]:
    """Return our label for each that an office calls by a name of its own, as its sentences do.

    An office tells all labels in our order; UnreadableError where they are not as many.
    """
    own = [label for label in told if label not in labels]
    if not own:  # all are ours, or no row told any
        return {}
    if len(told) != len(labels):
        raise UnreadableError(
            f"数据文件中“{breakdown.label}”的“{own[0]}”不是本程序的分类。"
            "请用同一版本的程序重新生成后再报送。"
        )
    ours = [label for label in labels if label not in told]
    return dict(zip(own, ours, strict=True))
