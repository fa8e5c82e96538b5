"""Charts proved: plotted numbers, notes and alt texts against the counts they are drawn from."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from gongkai.charts.registry import BY_ID as CHARTS
from gongkai.charts.registry import LEGIBLE
from gongkai.charts.trends import TRENDS, Trend
from gongkai.indicators.value import Amount, Counts, Rate, Unknown, Value
from gongkai.pattern import pattern
from gongkai.report.verification.figures import Mark, ShownChart, prove_mark

_TRENDS: Final = {trend.id: trend for trend in TRENDS}
_GROUPED: Final = {"requests_by_outcome"}  # charts that draw groups of labels where there are many
_YEAR: Final = pattern(r"(?:19|20)\d{2}年")
_SHARE: Final = pattern(r"按时办结(\d+)/(\d+)(?:，按时办结率([^；，]*))?")
_UNLISTED: Final = pattern(r"另有(\d+)类全年为0，未列")


@dataclass(frozen=True, slots=True)
class _Truth:
    """What a chart may say: its title and unit, and each series with its number for each label.

    ``gaps`` holds what the note may say of labels without a number; ``incomplete`` tells that there are any.
    ``by_name`` tells a series by its name; else the n-th that is shown is the n-th here.
    """

    title: str
    unit: str
    labels: tuple[str, ...]
    series: Mapping[str, Mapping[str, int | None]]
    by_name: bool = True
    gaps: tuple[str, ...] = ()
    incomplete: bool = False

    def of(self, name: str, position: int) -> Mapping[str, int | None]:
        """Return the numbers of a series, none for one that does not exist."""
        if self.by_name:
            return self.series.get(name, {})
        found = list(self.series.values())
        return found[position] if position < len(found) else {}


def prove_charts(
    charts: Iterable[ShownChart],
    counts: Mapping[str, Counts | Unknown],
    history: Mapping[int, Mapping[str, Value]],
) -> Iterator[str]:
    """Yield what the charts of a file say that their counts do not."""
    for chart in charts:
        truth = _truth(chart.id, counts, history)
        if truth is None:
            yield f"图“{chart.id}”没有数据来源"
            continue
        for problem in (*_plotted(chart, truth), *_note(chart, truth), *_told(chart, truth)):
            yield f"图“{truth.title}”{problem}"


def _truth(
    name: str,
    counts: Mapping[str, Counts | Unknown],
    history: Mapping[int, Mapping[str, Value]],
) -> _Truth | None:
    if name in _TRENDS:
        return _over_years(_TRENDS[name], history)
    if name not in CHARTS:
        return None
    chart = CHARTS[name]
    found = [c for c in (counts.get(need) for need in chart.needs) if isinstance(c, Counts)]
    if len(found) < len(chart.needs):
        return None
    main = found[0]
    if len(main.labels) == 2:
        series: dict[str, dict[str, int | None]] = {
            column: {label: main[label, column] for label in main.labels[0]}
            for column in main.labels[1]
        }
        return _Truth(chart.title, main.unit, main.labels[0], series)
    one = {str(n): {label: c[label] for label in c.labels[0]} for n, c in enumerate(found)}
    if name in _GROUPED and sum(map(bool, one["0"].values())) > LEGIBLE:
        one = {"0": _by_group(one["0"])}
    return _Truth(chart.title, main.unit, tuple(one["0"]), one, by_name=False)


def _by_group(numbers: Mapping[str, int]) -> dict[str, int]:
    """Return the numbers of the labels' groups: what stands before the colon.

    >>> _by_group({"予以公开": 4, "不予公开：国家秘密": 1, "不予公开：行政执法案卷": 2})
    {'予以公开': 4, '不予公开': 3}
    """
    groups = dict.fromkeys((label.partition("：")[0] for label in numbers), 0)
    return {
        g: sum(n for label, n in numbers.items() if label.partition("：")[0] == g) for g in groups
    }


def _over_years(trend: Trend, history: Mapping[int, Mapping[str, Value]]) -> _Truth:
    series: dict[str, dict[str, int | None]] = {}
    for name, ids in trend.series:
        numbers: dict[str, int | None] = {}
        for year, values in history.items():
            known = [int(v.number) for v in map(values.__getitem__, ids) if isinstance(v, Amount)]
            numbers[f"{year}年"] = sum(known) if len(known) == len(ids) else None
        series[name] = numbers
    labels = tuple(f"{year}年" for year in sorted(history))
    empty = {
        year: label
        for year, label in zip(sorted(history), labels, strict=True)
        if all(numbers[label] is None for numbers in series.values())
    }
    gaps = tuple(
        f"{label}缺：{reason}"
        for year, label in empty.items()
        for reason in [_reason(trend, history[year])]
        if reason
    )
    return _Truth(trend.title, trend.unit, labels, series, gaps=gaps, incomplete=bool(empty))


def _reason(trend: Trend, values: Mapping[str, Value]) -> str:
    found = [values[name] for _, ids in trend.series for name in ids]
    if any(isinstance(value, Amount) for value in found):
        return ""
    return next((value.reason for value in found if isinstance(value, Unknown)), "")


def _plotted(chart: ShownChart, truth: _Truth) -> Iterator[str]:
    """Yield the cells of the plotted numbers that differ, and the counts that are not plotted."""
    if not chart.rows:
        return
    names, *rows = chart.rows
    for position, name in enumerate(names[1:]):
        numbers = truth.of(name, position)
        shown = {row[0]: row[position + 1] for row in rows}
        for label, text in shown.items():
            expected = numbers.get(label, "")
            if text != ("—" if expected is None else str(expected)):
                yield f"的“{name}·{label}”应为 {expected}，却写着“{text}”"
        missing = [label for label, number in numbers.items() if number and label not in shown]
        if missing:
            yield f"的“{name}”没有列出{'、'.join(missing)}"


def _note(chart: ShownChart, truth: _Truth) -> Iterator[str]:
    """Yield what is wrong in the note: labels left out, shares of a source, years."""
    rest = chart.note
    for gap in truth.gaps:
        if gap not in rest:
            yield f"的注没有写“{gap}”"
        rest = rest.replace(gap, "", 1)
    for match in _UNLISTED.finditer(rest):
        empty = sum(not any(s.get(label) for s in truth.series.values()) for label in truth.labels)
        if int(match[1]) != empty:
            yield f"的注说另有{match[1]}类，应为{empty}类"
    rest = _YEAR.sub("", _UNLISTED.sub("", rest))
    for label in sorted(truth.labels, key=len, reverse=True):
        share = next((m for m in _SHARE.finditer(rest) if rest.endswith(label, 0, m.start())), None)
        if share:
            yield from _share(label, share, truth)
            rest = rest.replace(label + share[0], "", 1)
    if re.search(r"\d", rest):
        yield f"的注“{chart.note}”有来源不明的数字"


def _share(label: str, told: re.Match[str], truth: _Truth) -> Iterator[str]:
    on_time = truth.series.get("按时办结", {}).get(label) or 0
    whole = sum(numbers.get(label) or 0 for numbers in truth.series.values())
    if (int(told[1]), int(told[2])) != (on_time, whole):
        yield f"的注中{label}应为{on_time}/{whole}，却写着“{told[1]}/{told[2]}”"
    elif told[3] is not None:
        mark = Mark(label, None, told[3], "")
        yield from prove_mark(mark, {label: Rate(on_time, whole)})


def _told(chart: ShownChart, truth: _Truth) -> Iterator[str]:
    """Yield what is wrong in the alt text: a piece that should be there, a number that should not.

    Pieces are taken away from the longest on, so that “1月：3件” is not found in “11月：3件”.
    """
    rest = chart.alt
    needed = [truth.title, *([chart.note] if chart.note else [])]
    allowed: list[str] = []
    for name, numbers in _series_told(rest, truth):
        pieces = list(
            _pieces(
                name, numbers, truth.unit, each=f"{name}各为" in rest, incomplete=truth.incomplete
            )
        )
        needed += [piece for piece, must in pieces if must]
        allowed += [piece for piece, must in pieces if not must]
    for piece in sorted((*needed, *allowed), key=len, reverse=True):
        if piece in rest:
            rest = rest.replace(piece, "\n", 1)
        elif piece in needed:
            yield f"的说明没有写“{piece}”"
    if re.search(r"\d", rest):
        yield f"的说明有来源不明的数字（{''.join(rest.split())[:40]}）"


def _series_told(alt: str, truth: _Truth) -> Iterator[tuple[str, Mapping[str, int | None]]]:
    """Yield the series that an alt text must tell: all that hold anything, or those it names."""
    if truth.by_name:
        for name, numbers in truth.series.items():
            if any(numbers.values()) or f"{name}共" in alt or f"{name}各为" in alt:
                yield name, numbers
        return
    named = re.findall(r"([^，。]+?)共\d+" + re.escape(truth.unit), alt)
    yield from zip([*named, ""], truth.series.values(), strict=False)  # a lost name is a problem


def _pieces(
    name: str, numbers: Mapping[str, int | None], unit: str, *, each: bool, incomplete: bool
) -> Iterator[tuple[str, bool]]:
    """Yield what tells a series, and whether it must stand there: a zero may be left out."""
    known = [number for number in numbers.values() if number]
    if not incomplete:
        yield f"{name}共{sum(known)}{unit}", True
    if each:
        yield f"{name}各为", True
        for label, number in numbers.items():
            yield f"{label}：{'—' if number is None else f'{number}{unit}'}", bool(number)
    elif known:
        top = max(known)
        where = "、".join(label for label, number in numbers.items() if number == top)
        yield f"{name}最多的是{where}，{top}{unit}", True
    else:
        yield f"{name}全年为0", True
