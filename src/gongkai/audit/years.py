"""One office's report beside that of the year before: carried over, stocks, items, what the text says of both."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from gongkai.audit.audit import Audit
from gongkai.checks.check import Result, State
from gongkai.findings import Place
from gongkai.forms.published import figures_in
from gongkai.records.ledgers.requests import APPLICANT_TYPES
from gongkai.statements.claims.cells import Stated, cell_of
from gongkai.statements.relations.growth.changed import Changed, changed_in
from gongkai.statements.relations.growth.changes import disagrees
from gongkai.statements.subjects.subjects import subjects_of
from gongkai.statements.text.interval import written
from gongkai.statements.text.paragraph import Paragraph, parse

_DOCUMENTS: Final = (("normative", "行政规范性文件"), ("rules", "规章"))
_CASES: Final = (("reconsideration", "行政复议"), ("litigation", "行政诉讼"))
_ITEMS: Final = (
    ("licence", "行政许可"), ("external_service", "其他对外管理服务事项"), ("penalty", "行政处罚"),
    ("coercion", "行政强制"), ("charge_item", "行政事业性收费"),
)  # fmt: skip
_ITEMS_UNTIL: Final = 2020  # the form of 2021 counts no items


def read_years(before: Audit, after: Audit) -> Iterator[Result]:
    """Yield what the two reports say of each other; what only one of them states is left out."""
    figures = tuple(
        figures_in(one.published(), one.file) if one.cells else {} for one in (before, after)
    )
    yield from _carried(before, after, *figures)
    yield from _stocks(before, after)
    yield from _items(before, after, *figures)
    yield from _pending(before, after)
    yield from _changes(before, after)


def _carried(
    before: Audit, after: Audit, last: Mapping[str, Decimal], now: Mapping[str, Decimal]
) -> Iterator[Result]:
    """Y-1: what one year carries out, the next carries in; where that holds, so of each kind of applicant."""
    out, into = before.cells.get("requests/carry_out"), after.cells.get("requests/carry_in")
    if out is None or into is None:
        return
    same = out.number == into.number
    told = f"{before.year}年度结转下年度{written(out.number)}件，{after.year}年度上年结转{written(into.number)}件"
    yield Result(
        "Y-1", State.PASS if same else State.FAIL, told if same else f"{told}，不相等",
        into.number, out.number,
    )  # fmt: skip
    kinds = [
        (kind.label, last[f"t3_carry_out_{kind.code}"], now[f"t3_carry_in_{kind.code}"])
        for kind in APPLICANT_TYPES
        if f"t3_carry_out_{kind.code}" in last and f"t3_carry_in_{kind.code}" in now
    ]
    wrong = [f"{label}{written(a)}件对{written(b)}件" for label, a, b in kinds if a != b]
    if same and wrong:
        told = (
            f"{before.year}年度结转下年度与{after.year}年度上年结转总数相同，各类申请人不同："
            f"{'、'.join(wrong)}，请核对"
        )
        yield Result("Y-1", State.WARN, told)


def _stocks(before: Audit, after: Audit) -> Iterator[Result]:
    """T2-1: in force last year, plus issued, less repealed, is in force this year."""
    for kind, words in _DOCUMENTS:
        names = ("valid", "issued", "repealed")
        last = before.cells.get(f"document/{kind}/valid")
        valid, issued, repealed = (after.cells.get(f"document/{kind}/{n}") for n in names)
        if last is None or valid is None or issued is None or repealed is None:
            continue
        expected = last.number + issued.number - repealed.number
        told = (
            f"{words}{before.year}年度现行有效{written(last.number)}件，{after.year}年度制发{written(issued.number)}件、"
            f"废止{written(repealed.number)}件，现行有效应为{written(expected)}件"
        )
        if valid.number == expected:
            yield Result("T2-1", State.PASS, told, valid.number, expected)
        else:
            told += f"，报告写{written(valid.number)}件，请核对"
            yield Result("T2-1", State.WARN, told, valid.number, expected)


def _items(
    before: Audit, after: Audit, last: Mapping[str, Decimal], now: Mapping[str, Decimal]
) -> Iterator[Result]:
    """T2-4: the items of a year and its change are the next year's 上一年项目数量 (forms of 2019 and 2020)."""
    if (after.year or 0) > _ITEMS_UNTIL:
        return
    for code, words in _ITEMS:
        prior, change = (last.get(f"listed_{code}_{n}") for n in ("prior", "change"))
        stated = now.get(f"listed_{code}_prior")
        if prior is None or change is None or stated is None:
            continue
        told = (
            f"表二{words}{before.year}年度上一年项目数量{written(prior)}项、本年增减{written(change)}项，"
            f"{after.year}年度的上一年项目数量应为{written(prior + change)}项"
        )
        if stated == prior + change:
            yield Result("T2-4", State.PASS, told, stated, stated)
        else:
            told += f"，报告写{written(stated)}项，请核对"
            yield Result("T2-4", State.WARN, told, stated, prior + change)


def _pending(before: Audit, after: Audit) -> Iterator[Result]:
    """Y-6: cases that one year leaves undecided are among those of the next."""
    for kind, words in _CASES:
        left = before.cells.get(f"case/{kind}/pending")
        total = after.cells.get(f"case/{kind}/total")
        if left is not None and total is not None and left.number > total.number:
            told = (
                f"{words}{before.year}年度尚未审结{written(left.number)}件，{after.year}年度总计只有{written(total.number)}件，"
                "上年没有审结的可能漏计，请核对"
            )
            yield Result("Y-6", State.WARN, told, left.number, total.number)


def _changes(before: Audit, after: Audit) -> Iterator[Result]:
    """Y-2: last year's figure and the change that the text tells are those of last year's own report."""
    for passage in after.prose:
        paragraph = parse(passage.text)
        about = {
            subject.figure.start: subject.topics
            for subject in subjects_of(paragraph)
            if subject.year in (None, after.year)
            and not (subject.meant.narrowed or subject.meant.weak)
        }
        for changed in changed_in(paragraph):
            topics = about.get(changed.now.start, ()) if changed.now is not None else ()
            pair = _pair(before, after, topics, changed)
            if pair is not None:
                place = Place(passage.place)
                said = paragraph.said(changed.at)
                yield _against(paragraph, changed, *pair, before, said, place)


def _pair(
    before: Audit, after: Audit, topics: tuple[str, ...], changed: Changed
) -> tuple[str, tuple[Decimal, ...]] | None:
    """Return what last year's tables say of the figure that changed; None where this year's do not say it."""
    for topic in topics:
        now, last = cell_of(after.cells, topic), cell_of(before.cells, topic)
        if now is None or last is None or changed.now is None:
            continue
        if changed.now.number in _numbers(now):
            return last.source, _numbers(last)
    return None


def _numbers(cell: Stated) -> tuple[Decimal, ...]:
    """Return the figures that a sentence may mean, the likeliest first."""
    return (cell.number, *(number for number, _ in cell.others))


def _against(
    paragraph: Paragraph,
    changed: Changed,
    source: str,
    lasts: tuple[Decimal, ...],
    before: Audit,
    said: str,
    place: Place,
) -> Result:
    """Return what a change comes to beside last year's report; any of its lawful readings will do."""
    of_last = f"{before.year}年度报告{source}为{written(lasts[0])}"
    if changed.last is not None and changed.last.number not in lasts:
        told = f"正文写上年为{written(changed.last.number)}，{of_last}，请核对"
        return Result("Y-2", State.WARN, told, text=said, place=place)
    wrong = [disagrees(changed, last) for last in lasts]
    if all(wrong):
        return Result("Y-2", State.WARN, f"{of_last}，{wrong[0]}", text=said, place=place)
    return Result(
        "Y-2", State.PASS, f"正文与上年相比的说法，与{of_last}相符", text=said, place=place
    )
