"""What a sheet is: a ledger of ours, an export in a declared layout, or something unread."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from gongkai.findings import Finding, Severity
from gongkai.records.layouts.layout import Layout
from gongkai.records.ledgers import BY_ID, LEDGERS
from gongkai.records.ledgers.ledger import Ledger
from gongkai.records.reading.recognition.codes import codes_of
from gongkai.records.reading.recognition.columns import core, spellings
from gongkai.records.reading.recognition.headings import heads, matches
from gongkai.records.reading.recognition.naming import (
    UNCOUNTED,
    is_note_sheet,
    ledger_meant,
    ledger_named,
    ledger_spoken_of,
)
from gongkai.records.reading.sheet import Sheet, noted
from gongkai.text import heading_key

# A part of a ledger's title that names a sheet with all its headings.
_PARTS = {
    "meetings": ("会议", "培训", "会议情况", "培训情况"),
    "charges": ("收费", "采购", "行政收费", "政府采购"),
    "disputes": ("举报", "投诉", "诉讼", "行政诉讼"),
    "proposals": ("建议", "提案", "人大", "政协"),
    "decisions": ("许可", "处罚", "强制"),
    "documents": ("文件", "规章"),
    "engagements": ("解读", "回应", "发布会"),
    "organisation": ("机构", "人员", "经费"),
    "dataset_submissions": ("数据", "数据集"),
}
_ENOUGH = 2  # columns by which a sheet is known to be of a ledger


@dataclass(frozen=True, slots=True)
class Recognised:
    """A sheet with its ledger; or, where it has none, what is told of it."""

    sheet: Sheet
    ledger: Ledger | None
    finding: Finding | None = None


def recognise(
    sheets: Sequence[Sheet], file_name: str, layouts: Sequence[Layout]
) -> tuple[Recognised, ...]:
    """Return each sheet of a file with its ledger: by its layout, its name, or the file's."""
    named = ledger_named(file_name)
    meant = ledger_meant(file_name)
    alone = sum(1 for s in sheets if s.width and not s.hidden and not _is_note(s)) <= 1
    lists = codes_of([sheet for sheet in sheets if sheet.width and _is_note(sheet)]).lists
    told = (_recognise(sheet, named, meant, layouts, alone=alone) for sheet in sheets)
    return tuple(
        replace(one, sheet=replace(one.sheet, lists=lists)) if lists and one.ledger else one
        for one in told
    )


def _is_note(sheet: Sheet) -> bool:
    return sheet.name is not None and is_note_sheet(sheet.name)


def _recognise(
    sheet: Sheet,
    named: Ledger | None,
    meant: Ledger | None,
    layouts: Sequence[Layout],
    *,
    alone: bool,
) -> Recognised:
    if sheet.hidden:
        hint = "如是台账，请取消隐藏；否则可不处理"
        return Recognised(sheet, None, _unread(sheet, "工作表是隐藏的，没有读入", hint))
    own = ledger_named(sheet.name) if sheet.name else None
    if not sheet.width:
        return Recognised(sheet, named if sheet.name is None or alone else own)
    exact = own or named
    if exact is not None and _complete(sheet, exact):
        return Recognised(sheet, exact)
    fitting = _fitting(sheet, layouts, exact or meant)
    if len(fitting) > 1:
        return Recognised(sheet, None, _several(sheet, fitting))
    if fitting:
        return Recognised(replace(sheet, layout=fitting[0]), BY_ID[fitting[0].ledger])
    return Recognised(sheet, own) if own is not None else _by_name(sheet, named, meant, alone=alone)


def _by_name(
    sheet: Sheet, named: Ledger | None, meant: Ledger | None, *, alone: bool
) -> Recognised:
    """Return a sheet that bears no ledger's name and has no declared layout."""
    if _is_note(sheet):
        message = "工作表是说明，不是台账，没有读入"
        return Recognised(sheet, None, noted(sheet.place(), "L-11", message, "可不处理"))
    whole = _by_headings(sheet)
    if whole is None and (named or meant) is None and (like := uncounted(sheet)):
        what, isnt, why = like
        message = f"像是{what}，{isnt}，没有读入，不计入"
        remedy = f"{why}，可不处理；确是台账的，用 gongkai adopt 文件名 --ledger 台账名 认列"
        return Recognised(sheet, None, noted(sheet.place(), "L-11", message, remedy))
    if whole is not None and sheet.name and heading_key(sheet.name) in _PARTS.get(whole.id, ()):
        return Recognised(sheet, whole)
    loose = (ledger_meant(sheet.name) if sheet.name else None) or named or meant
    if loose is not None and (
        (loose is named and (alone or sheet.name is None)) or _columns(sheet, loose) >= _ENOUGH
    ):
        return Recognised(sheet, loose)
    guessed = ledger_spoken_of(heads(sheet))
    return Recognised(sheet, None, _unknown(sheet, loose or whole or guessed))


def uncounted(sheet: Sheet) -> tuple[str, str, str] | None:
    """Return of a sheet that no ledger counts what it is like, what it is not, and that no report counts it."""
    name = f"{sheet.file} {sheet.name or ''}"
    return next(
        ((what, isnt, why) for alike, what, isnt, why in UNCOUNTED if alike(name, sheet.head)),
        None,
    )


def _columns(sheet: Sheet, ledger: Ledger) -> int:
    return len(matches(sheet, ledger).found)


def _complete(sheet: Sheet, ledger: Ledger) -> bool:
    """Tell whether a row names every required column of the ledger by our own headings."""
    known = spellings(ledger)
    required = {c.name for c in ledger.columns if c.required and not c.since}
    return any(required <= {known.get(heading_key(cell)) for cell in row} for row in sheet.head)


def _by_headings(sheet: Sheet) -> Ledger | None:
    """Return the ledger whose own columns a sheet has, whatever its name."""
    fits = [ledger for ledger in LEDGERS if _complete(sheet, ledger)]
    return fits[0] if len(fits) == 1 else None


def _fitting(sheet: Sheet, layouts: Sequence[Layout], named: Ledger | None) -> tuple[Layout, ...]:
    """Return the layouts that a sheet has, those of the ledger it is named after before others."""
    rows = [{*map(heading_key, row), *map(core, row)} for row in heads(sheet)]
    fits = [(max(map(_score(layout), rows), default=0), layout) for layout in layouts]
    found = [(score, layout) for score, layout in fits if score]
    office = [pair for pair in found if pair[1].office]
    own = [pair for pair in found if named is not None and pair[1].ledger == named.id]
    found = office or own or found
    best = max((score for score, _ in found), default=0)
    return tuple(layout for score, layout in found if score == best)


def _score(layout: Layout) -> Callable[[set[str]], int]:
    marks = [[heading_key(h) for h in spellings] for spellings in layout.marks]
    known = {heading_key(h) for source in layout.sources for h in source.headings}

    def score(keys: set[str]) -> int:
        if not all(any(h in keys for h in spellings) for spellings in marks):
            return 0
        return len(marks) * 100 + len(known & keys)

    return score


def _several(sheet: Sheet, layouts: Sequence[Layout]) -> Finding:
    titles = "、".join(layout.title for layout in layouts)
    return Finding(
        "L-11",
        Severity.ERROR,
        sheet.place(),
        None,
        "只合一种模板的文件",
        f"文件合于几种模板（{titles}），没有读入",
        "请用 gongkai adopt 文件名 指明是哪一种，或按台账改文件名",
    )


def _unknown(sheet: Sheet, ledger: Ledger | None) -> Finding:
    if ledger is None:
        hint = "如是台账，用 gongkai adopt 文件名 认列；不是的，请移出文件夹"
        if not _is_table(sheet):
            hint = f"如是台账，请命名为“{LEDGERS[0].title}”的样子；否则可不处理"
        return _unread(sheet, "工作表不以台账命名，没有读入" if sheet.name else _STRANGE, hint)
    return likely(sheet, ledger)


def _is_table(sheet: Sheet) -> bool:
    """Tell whether a sheet looks like rows of records: some lines as wide as a heading."""
    wide = [row for row in sheet.head if sum(bool(cell.strip()) for cell in row) >= _WIDE]
    return len(wide) > 1


_WIDE = 3  # cells
_STRANGE = "不认识的文件，没有读入"


def likely(sheet: Sheet, ledger: Ledger) -> Finding:
    """Return the finding of what may hold a ledger's records and was not read: it blocks."""
    what = "工作表" if sheet.name else "文件"
    return Finding(
        "L-11",
        Severity.ERROR,
        sheet.place(),
        None,
        f"以“{ledger.title}”命名的文件或工作表",
        f"{what}像是《{ledger.title}》台账，没有读入",
        f"是台账的，用 gongkai adopt 文件名 认列（列名本是台账的，命名为“{ledger.title}”即可）；不是的，请移出文件夹",
    )


def _unread(sheet: Sheet, message: str, remedy: str) -> Finding:
    return Finding(
        "L-11", Severity.WARNING, sheet.place(), None, "以台账名命名的工作表", message, remedy
    )
