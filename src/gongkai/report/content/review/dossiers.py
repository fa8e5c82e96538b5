"""What is known of each figure: meaning, parts, source, last year, its rows, and all places where it stands."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from gongkai.examined.examine import Examined
from gongkai.forms.comparability import change_text, earlier_value
from gongkai.indicators.indicator import Indicator, Ratio, Total, Unit
from gongkai.indicators.registry import BY_ID as INDICATORS
from gongkai.indicators.value import Rate, Unknown, Value
from gongkai.indicators.written import plain_text, raw_text
from gongkai.report.content.components import DataTable, Dossier, Dossiers
from gongkai.report.content.review.behind import rows_behind
from gongkai.report.content.review.numbers import FACT, figure_anchors, figure_of

KEY: Final = "key-"  # anchors of the figures at the top of the page
_TABLES: Final = {"table2": "表二", "table3": "表三", "table4": "表四"}
Places = dict[str, list[tuple[str, str]]]


def cell_anchor(table: str, indicator: str) -> str:
    """Return the anchor of a table's cell."""
    return f"{table}-{indicator}"


def dossiers(report: Examined, tables: Iterable[DataTable], key: Iterable[str]) -> Dossiers:
    """Return an entry for each figure of the year but cells of tables that are not shown."""
    places = _places(report, tables, key)
    told = [(i, v) for i, v in report.indicators.known() if not i.only_in_table or i.id in places]
    known = (i for i, v in told if not isinstance(v, Unknown))
    rows = rows_behind(report.records, known, report.indicators.taken)
    there = {i.id for i, _ in told}
    return Dossiers(tuple(_dossier(report, i, v, rows, places, there) for i, v in told))


def _dossier(
    report: Examined,
    indicator: Indicator,
    value: Value,
    rows: Mapping[str, str],
    places: Places,
    there: set[str],
) -> Dossier:
    parts = tuple((FACT + p.id if p.id in there else "", w) for p, w in _parts(indicator, report))
    behind = rows.get(indicator.id, "")
    if not parts and not behind and report.members and not isinstance(value, Unknown):
        behind = "由各成员单位的数合计，记录在各单位"
    lines = (
        ("定义", indicator.definition),
        ("依据", indicator.source),
        ("未掌握", value.reason if isinstance(value, Unknown) else ""),
        ("上年", _last_year(report, indicator, value)),
        ("记录", behind),
    )
    return Dossier(
        indicator.id,
        indicator.label,
        plain_text(value, indicator.unit),
        "" if indicator.unit is Unit.PERCENT or isinstance(value, Unknown) else indicator.unit.value,
        raw_text(value),
        tuple((label, words) for label, words in lines if words),
        parts,
        tuple(places.get(indicator.id, ())),
        indicator.only_in_table,
    )  # fmt: skip


def _parts(indicator: Indicator, report: Examined) -> Iterator[tuple[Indicator, str]]:
    match indicator.formula:
        case Ratio(numerator=n, denominator=d):
            yield from ((INDICATORS[i], _told(w, i, report)) for w, i in (("分子", n), ("分母", d)))
        case Total(parts=names):
            yield from ((INDICATORS[name], _told("", name, report)) for name in names)


def _told(word: str, name: str, report: Examined) -> str:
    label, unit = INDICATORS[name].label, INDICATORS[name].unit
    return f"{word}{'：' if word else ''}{label}{plain_text(report.indicators[name], unit)}"


def _last_year(report: Examined, indicator: Indicator, value: Value) -> str:
    if report.last is None or report.last.apart:
        return report.last.apart if report.last is not None else ""
    before, note = earlier_value(indicator, report.key.year, report.last.values)
    if before is None:
        return note
    base = f"（{raw_text(before)}）" if isinstance(before, Rate) else ""
    change = change_text(value, before, indicator.unit)
    said = (f"{plain_text(before, indicator.unit)}{base}", change, note)
    return "，".join(words for words in said if words.strip("—"))


def _places(report: Examined, tables: Iterable[DataTable], key: Iterable[str]) -> Places:
    """Return by figure every place where it stands on the page: an anchor and its words."""
    found: Places = {}
    for name in key:
        found.setdefault(name, []).append((KEY + name, "页首主要数字"))
    for section in report.narrative.sections:
        words = f"{section.number}{section.heading}" if section.heading else "开头"
        for anchor, run in figure_anchors(section):
            there = found.setdefault(figure_of(run), [])
            again = sum(w.startswith(words) for _, w in there)
            there.append((anchor, f"{words}（第{again + 1}处）" if again else words))
    for table in tables:
        title = _TABLES.get(table.id, "统计表")
        for row in table.rows:
            for cell in row:
                if cell.indicator:
                    place = (cell_anchor(table.id, cell.indicator), title)
                    found.setdefault(cell.indicator, []).append(place)
    return found
