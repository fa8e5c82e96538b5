"""Figures of an office over its years: broken where the form changed what they mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from gongkai.charts.chart import Plotted
from gongkai.charts.lines import broken_lines, describe_lines
from gongkai.charts.picture import reword
from gongkai.charts.style import canvas, house_style
from gongkai.charts.svg import drawing_of
from gongkai.charts.trends import TRENDS
from gongkai.errors import UsageError
from gongkai.explore.asked.choice import choose
from gongkai.explore.cell.names import in_names, names_of
from gongkai.explore.cell.picture import Picture
from gongkai.explore.cell.table import table
from gongkai.explore.cell.values import numbers
from gongkai.forms.comparability import comparable_value, pairs
from gongkai.indicators.indicator import Indicator, Unit
from gongkai.indicators.registry import BY_ID
from gongkai.indicators.value import Amount, Rate, Unknown, Value, round_half_up
from gongkai.language.spoken import clauses, said

History = Mapping[int, Mapping[str, Value]]
_CHANGED = "口径改变"


def trend_of(names: tuple[object, ...], history: History) -> Picture:
    """Return a trend of the report by its id, else the lines of indicators of one unit.

    A line has no point where a year does not have the figure and is broken where a form gave it
    another meaning; where a declared pair says what corresponds, it runs on and the note says so.
    """
    declared = {trend.id: trend for trend in TRENDS}
    if len(names) == 1 and str(names[0]) in declared:
        trend = declared[str(names[0])]
        from gongkai.explore.cell.shown import trend_shown  # the report is loaded by what shows it

        return trend_shown(trend, history)
    if not names:
        told = "、".join(f"{t.id}（{t.title}）" for t in TRENDS)
        raise UsageError(f"请给出指标的编号或名称，或报告中的历年图：{told}。")
    labels = {i.id: i.label for i in BY_ID.values()}
    chosen = [choose(name, "指标", BY_ID, labels) for name in names]
    units = {i.unit for i in chosen}
    if len(units) > 1:
        told = "、".join(f"{i.label}（{i.unit.value}）" for i in chosen)
        raise UsageError(f"单位不同的指标不画在一张图上：{told}。")
    return _lines(chosen, history)


@dataclass(frozen=True, slots=True)
class _Line:
    """An indicator's number a year, the years from which it means something else, and why."""

    numbers: tuple[int | Decimal | None, ...]
    breaks: frozenset[int]
    notes: tuple[str, ...]
    missing: Mapping[int, str]


def _line(indicator: Indicator, history: History) -> _Line:
    years = sorted(history)
    latest = years[-1] if indicator.valid_in(years[-1]) else min(years[-1], indicator.until)
    found = [comparable_value(indicator, max(latest, y), y, history[y])[0] for y in years]
    crossed = [p for p in pairs() if p.indicator == indicator.id and p.from_year in years[1:]]
    edges = {indicator.since, indicator.until + 1} if _missing_over(indicator, years) else set()
    declared = {p.from_year for p in crossed if p.relation == "not_comparable"}
    mapped = {p.from_year for p in crossed} - declared
    return _Line(
        tuple(_number(value, indicator.unit) for value in found),
        frozenset((edges - mapped | declared) & set(years[1:])),
        tuple(f"{p.from_year}年起{p.note}" for p in crossed),
        {y: v.reason for y, v in zip(years, found, strict=True) if isinstance(v, Unknown)},
    )


def _missing_over(indicator: Indicator, years: list[int]) -> bool:
    return not all(indicator.valid_in(year) for year in years)


def _lines(chosen: list[Indicator], history: History) -> Picture:
    years = sorted(history)
    lines = [_line(indicator, history) for indicator in chosen]
    breaks = sorted({year for line in lines for year in line.breaks})
    notes = [f"{year}年起表式改变，前后口径不同，不可比" for year in breaks]
    notes += [note for line in lines for note in line.notes]
    notes += [f"{y}年缺：{why}" for y in years for line in lines if (why := line.missing.get(y))]
    plotted = Plotted(
        ("年度", *(i.label for i in chosen)),
        tuple((f"{year}年", *(line.numbers[n] for line in lines)) for n, year in enumerate(years)),
        chosen[0].unit.value,
        clauses(dict.fromkeys(notes)),
        tuple((years.index(year), _CHANGED) for year in breaks),
    )
    title = said("历年{0}").format(said("、").join(said(i.label) for i in chosen))
    data = in_names(
        table(
            {"年度": years}
            | {said(i.label): numbers(line.numbers) for i, line in zip(chosen, lines, strict=True)},
            "　".join([f"单位：{plotted.unit}", *([f"{plotted.note}。"] if plotted.note else [])]),
            "年度",
        ),
        names_of(""),
    )
    if all(number is None for line in lines for number in line.numbers):
        return Picture(title, data=data, note="各年都没有可画的数。")
    alt, title = describe_lines(title, plotted, said), said(title)
    note = f"{plotted.note}。" if plotted.note else ""
    with house_style():
        figure, axes = canvas()
        broken_lines(axes, plotted.said(said))
        reword(axes, said)
        made = drawing_of(figure, f"trend-{chosen[0].id}", title, alt)
    return Picture(title, "", made.svg, alt, data, note, made.png, lacking=made.lacking)


def _number(value: Value | None, unit: Unit) -> int | Decimal | None:
    match value:
        case Amount(number=number):
            return number
        case Rate(numerator=n, denominator=d) as rate if rate.occurred:
            if unit is Unit.PERCENT:
                return rate.percent()
            return round_half_up(Decimal(n) / Decimal(d), 1)
        case _:
            return None
