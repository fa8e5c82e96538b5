"""Columns that a sheet has not, and headings that nobody knows: what is told, what stands in."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from gongkai.findings import Finding, Severity
from gongkai.records.layouts import DEFAULTS, EXPORT_DEFAULTS, FACTS, HEADED, NAMED
from gongkai.records.layouts.layout import Default
from gongkai.records.ledgers.ledger import Column, Ledger, Span
from gongkai.records.reading.recognition.columns import Assigned, Found
from gongkai.records.reading.recognition.strange import other_headings
from gongkai.records.reading.sheet import Sheet, broken, noted

_SEVERAL: Final = 2  # columns that are not there: the headings are another system's
_ENOUGH: Final = 2  # headings that say the same of all rows


@dataclass(frozen=True, slots=True)
class Absent:
    """What follows from columns that are not there: findings, defaults, figures nobody can know."""

    findings: tuple[Finding, ...]
    defaults: tuple[Default, ...]
    unsure: dict[str, str]


def absent_columns(sheet: Sheet, row: int, ledger: Ledger, assigned: Assigned) -> Absent:
    """Return what becomes of the columns of the ledger that the sheet has not.

    In our own shape a required column must be there. An export is taken as it is: what it cannot
    tell has a stated default, or makes its figures unknown; only a date that places the row must be.
    """
    found = assigned.found
    absent = {c.name: c for c in ledger.columns if c.name not in found}
    defaults = _defaults(sheet, row, ledger, assigned)
    filled = {d.column for d in defaults}
    missing = [c for c in absent.values() if c.name not in filled and not c.personal]
    findings: list[Finding] = []
    unsure: dict[str, str] = {}
    taken_as_is = sheet.layout is not None or assigned.foreign
    wanting: list[Column] = []
    for column in missing:
        if column.required and not column.limit and not (taken_as_is and column.span is Span.ANY):
            wanting.append(column)
        elif column.limit or (
            taken_as_is and (column.required or column.name in FACTS.get(ledger.id, ()))
        ):
            unsure[column.name] = f"《{ledger.title}》的文件中没有“{column.heading}”一栏"
    if len(wanting) >= _SEVERAL and assigned.unknown:
        findings.append(other_headings(wanting, sheet, row, assigned))
    else:
        findings += (_missing(c, sheet, row, named=not assigned.unknown) for c in wanting)
    findings += _read_how(sheet, row, ledger, assigned)
    settled = sheet.layout.none if sheet.layout else ()
    findings += [
        _default(sheet, row, ledger.column(d.column), d)
        for d in defaults
        if not d.sure and d.column not in settled
    ]
    if asked := [ledger.column(name) for name in unsure if name not in settled]:
        findings.append(_unsure(sheet, row, asked, optional=ledger.optional))
    unsure |= {name: f"《{ledger.title}》的文件{d.why}" for d in defaults for name in d.unknown}
    optional = [c.heading for c in missing if not c.required and c.name not in unsure]
    if optional and len(wanting) < _SEVERAL:
        findings.append(
            noted(
                sheet.place(row),
                "L-14",
                f"没有这些选填列，按未填处理：{'、'.join(optional)}",
                "如确无此内容可不处理，否则请补上",
                "台账规定的全部列",
            )
        )
    return Absent(tuple(findings), defaults, unsure)


def _read_how(sheet: Sheet, row: int, ledger: Ledger, assigned: Assigned) -> Iterator[Finding]:
    if sheet.layout is not None:
        yield _read_as(sheet, row, ledger, assigned)
        if sheet.layout.office:
            yield from _not_there(sheet, row, ledger, assigned)
    elif any(one.source for one in assigned.found.values()):
        yield _by_meaning(sheet, row, ledger, assigned)


def _defaults(sheet: Sheet, row: int, ledger: Ledger, assigned: Assigned) -> tuple[Default, ...]:
    """Return what stands in the columns that the sheet has not, one a column."""
    found: dict[str, Default] = {}
    for default in _offered(sheet, row, ledger, assigned):
        if ledger.has(default.column) and default.column not in assigned.found:
            found.setdefault(default.column, default)
    return tuple(found.values())


def _offered(sheet: Sheet, row: int, ledger: Ledger, assigned: Assigned) -> Iterator[Default]:
    yield from said_by_names(sheet, ledger, row)
    if sheet.layout is not None:
        yield from sheet.layout.defaults
    yield from DEFAULTS.get(ledger.id, ())
    if sheet.layout is None and not assigned.foreign:
        return
    yield from EXPORT_DEFAULTS.get(ledger.id, ())
    if ledger.key == ("id",):
        if "doc_no" in assigned.found:
            yield Default("id", "doc_no", "没有编号一栏，以文号为编号", same=True, sure=True)
        else:
            yield Default("id", "", "没有编号一栏，以文件中的行号为编号", sure=True)


def said_by_names(sheet: Sheet, ledger: Ledger, row: int) -> Iterator[Default]:
    """Yield what the name of the sheet or of its file, else its headings, say of all rows."""
    if ledger.id in NAMED:
        column, words = NAMED[ledger.id]
        for name in (sheet.name or "", sheet.file):
            said = {label for word, label in words if word in name}
            if len(said) == 1:
                yield _of_all(ledger, column, said.pop(), f"按名称“{name}”")
                return
    if ledger.id in HEADED and row <= len(sheet.head):
        column, words = HEADED[ledger.id]
        cells = sheet.head[row - 1]
        met = Counter(label for word, label in words for cell in cells if word in cell)
        said = {label for label, times in met.items() if times}
        if len(said) == 1 and met[label := said.pop()] >= _ENOUGH:
            yield _of_all(ledger, column, label, "按列名")


def _of_all(ledger: Ledger, column: str, label: str, by: str) -> Default:
    heading = ledger.column(column).heading if ledger.has(column) else column
    return Default(column, label, f"{by}，各行的“{heading}”都是“{label}”", sure=True)


def _read_as(sheet: Sheet, row: int, ledger: Ledger, assigned: Assigned) -> Finding:
    layout = sheet.layout
    title = layout.title if layout else ""
    sure = [d.why for d in _defaults(sheet, row, ledger, assigned) if d.sure]
    left = [heading for _, heading in assigned.unknown]
    rest = f"；没有读入：{'、'.join(left)}" if left else ""
    said = f"；{'；'.join(dict.fromkeys(sure))}" if sure else ""
    return noted(
        sheet.place(row),
        "L-27",
        f"按{title}模板读取：{_pairs(assigned.found, ledger)}{said}{rest}",
        "请核对；如不对，用 gongkai adopt 文件名 改定列名对照",
    )


def _not_there(sheet: Sheet, row: int, ledger: Ledger, assigned: Assigned) -> Iterator[Finding]:
    """Yield the columns that the office's mapping names and the file has not."""
    sources = sheet.layout.sources if sheet.layout else ()
    gone = [s for s in sources if s.column not in assigned.found and ledger.has(s.column)]
    if gone:
        names = "、".join(f"“{s.headings[0]}”（{ledger.column(s.column).heading}）" for s in gone)
        yield Finding(
            "L-05",
            Severity.WARNING,
            sheet.place(row),
            None,
            "",
            f"本机关 columns.toml 写有这些列，文件中没有：{names}",
            "请核对文件的列名，或用 gongkai adopt 文件名 重新对照",
        )


def _by_meaning(sheet: Sheet, row: int, ledger: Ledger, assigned: Assigned) -> Finding:
    other = {name: one for name, one in assigned.found.items() if one.source}
    return noted(
        sheet.place(row),
        "L-27",
        f"这些列名按意思读取：{_pairs(other, ledger)}",
        "请核对；如不对，请改正列名，或用 gongkai adopt 文件名 改定列名对照",
    )


def _pairs(found: Mapping[str, Found], ledger: Ledger) -> str:
    """Return which heading is read as which of ours; those that are ours already need no words."""
    ours = {name: ledger.column(name).heading for name in found}
    other = [
        f"“{one.spelling}”作“{ours[n]}”" for n, one in found.items() if one.spelling != ours[n]
    ]
    same = len(found) - len(other)
    if not other:
        return "列名都与台账相同"
    return "、".join(other) + (f"，另有{same}列与台账同名" if same else "")


def _default(sheet: Sheet, row: int, column: Column, default: Default) -> Finding:
    return Finding(
        "L-28",
        Severity.WARNING,
        sheet.place(row),
        None,
        "",
        default.why,
        f"如不对，请在文件中补上“{column.heading}”一栏",
    )


def _unsure(sheet: Sheet, row: int, columns: list[Column], *, optional: bool) -> Finding:
    """Return the finding of columns that an export lacks; it blocks where the ledger requires one that is no limit.

    Of a ledger that the report does without it is a hint.
    """
    headings = "、".join(f"“{c.heading}”" for c in columns)
    what = f"文件中没有{headings}，与之有关的数字未掌握"
    if any(c.required and not c.limit for c in columns) or not optional:
        grave = any(c.required and not c.limit for c in columns)
        return Finding(
            "L-29",
            Severity.ERROR if grave else Severity.WARNING,
            sheet.place(row),
            None,
            "",
            f"{what}，其余照常统计",
            "请在文件中补上；或用 gongkai adopt 文件名 指明是哪一列，或选“文件没有这一项”",
        )
    return noted(
        sheet.place(row),
        "L-29",
        f"{what}，报告不列，其余照常统计",
        "有这一项的，请在文件中补上；没有的，可不处理",
    )


def _missing(column: Column, sheet: Sheet, row: int, *, named: bool) -> Finding:
    """Return the finding of a column that is not there; where some headings are not known, it may be one of them."""
    add = f"在第{row}行补上列名“{column.heading}”（{column.about}）"
    # Of a few words all rows may be one: that is said once, and the file stays as it is.
    alone = (
        f"请{add}；各行都是同一项的，也可用 gongkai adopt 文件名 指明"
        if column.choices
        else f"请{add}"
    )
    return broken(
        "L-03",
        sheet.place(row, column.heading),
        None,
        f"表头中有“{column.heading}”列",
        f"缺少必需的列“{column.heading}”",
        alone
        if named
        else f"文件中是别的列名的，请用 gongkai adopt 文件名 对照；确实没有的，{add}",
    )
