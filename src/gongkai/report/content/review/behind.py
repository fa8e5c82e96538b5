"""The rows behind each figure, told by number and id: how many, which; nothing of what stands in them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

import polars as pl

from gongkai.indicators.indicator import Aggregate, Indicator, Measure
from gongkai.indicators.taken import Taken, take
from gongkai.persons import may_be_personal
from gongkai.records.ledgers.ledger import Ledger
from gongkai.records.load import Records
from gongkai.records.reading.access import together
from gongkai.report.content.fonts import readable

_IDS: Final = 6
_SPANS: Final = 12
_LONGEST: Final = 24  # letters of an id
_HOW: Final = {
    Measure.ROWS: "",
    Measure.DISTINCT: "，相同的只计一次",
    Measure.SUM: "，各行的数相加",
}
_NONE: Final[Mapping[str, Taken]] = {}
_MANY: Final = "《{}》行数很多，不逐行列出"


def rows_behind(
    records: Records, indicators: Iterable[Indicator], taken: Mapping[str, Taken] = _NONE
) -> dict[str, str]:
    """Return for each figure counted from rows that are in memory which rows they are, in words.

    Ledgers too large for memory are not read once more. An id that could be a person's is not told,
    only its row. ``taken`` is what the figures have taken from rows already, by ledger.
    """
    asked: dict[str, list[tuple[str, Aggregate]]] = {}
    for indicator in indicators:
        if isinstance(indicator.formula, Aggregate):
            asked.setdefault(indicator.formula.ledger, []).append((indicator.id, indicator.formula))
    told: dict[str, str] = {}
    for name, formulas in asked.items():
        if name in records.frames:
            told |= _of_ledger(records, records.ledgers[name], formulas, taken.get(name))
    return told


def _of_ledger(
    records: Records,
    ledger: Ledger,
    formulas: Sequence[tuple[str, Aggregate]],
    taken: Taken | None,
) -> Iterator[tuple[str, str]]:
    sources = [s for s in records.sources if s.ledger == ledger.id]
    access = together(s.access for s in sources)
    if access != 0:
        return ((name, _MANY.format(ledger.title)) for name, _ in formulas)
    rows = taken or take(records.frames[ledger.id], ledger.id, records.key.year)
    numbers, sheets, keys = rows.places()
    known = ledger.key[:1] == ("id",) and not ledger.column("id").personal
    ids = [_shown(i) for i in keys] if known else [""] * len(numbers)
    titles = [s.title for s in sources]
    return (
        (name, _words(ledger, formula, _true(rows.cases(name)), numbers, sheets, ids, titles))
        for name, formula in formulas
    )


def _words(
    ledger: Ledger,
    formula: Aggregate,
    found: Sequence[int],
    numbers: Sequence[int],
    sheets: Sequence[int],
    ids: Sequence[str],
    titles: Sequence[str],
) -> str:
    if not found:
        return "没有"
    places = []
    for sheet, group in groupby(found, key=lambda n: sheets[n]):
        file = titles[sheet] if len(titles) > 1 else ""
        places.append(file + spans([numbers[n] for n in group]))
    named = [ids[n] for n in found if ids[n]]
    shown = list(dict.fromkeys(named))[:_IDS]
    more = "等" if len(set(named)) > len(shown) else ""
    said = f"：{'、'.join(shown)}{more}" if shown else ""
    return f"《{ledger.title}》{len(found)}行{_HOW[formula.measure]}（{'；'.join(places)}）{said}"


def _true(cases: pl.Series) -> list[int]:
    return [n for n, behind in enumerate(cases.to_list()) if behind]


def _shown(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return "" if len(text) > _LONGEST or may_be_personal(text) else readable(text)


def spans(numbers: Sequence[int]) -> str:
    """Return row numbers in short, those that follow each other as one.

    >>> spans([3, 4, 5, 9, 11, 12])
    '第3—5、9、11、12行'
    """
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = [f"{r[0]}—{r[-1]}" if len(r) > 2 else "、".join(map(str, r)) for r in runs]
    more = "等" if said[_SPANS:] else ""
    return f"第{'、'.join(said[:_SPANS])}行{more}"
