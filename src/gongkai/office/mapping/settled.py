"""What is settled of a sheet already: by a layout that the program knows, or by what the office said of it."""

from collections.abc import Mapping
from dataclasses import replace

from gongkai.keys import Key
from gongkai.office.mapping.absent import assumed
from gongkai.office.mapping.headings.named import OWN, Pair
from gongkai.office.mapping.headings.rivals import Open
from gongkai.office.mapping.proposal import Proposal
from gongkai.office.mapping.records import only_records
from gongkai.office.mapping.unknown_words import unknown_words
from gongkai.records.layouts import FACTS
from gongkai.records.ledgers import in_year
from gongkai.records.mapping import Words, with_words
from gongkai.records.reading.recognition.columns import assign
from gongkai.records.reading.recognition.headings import heading_row
from gongkai.records.reading.recognition.missing import said_by_names
from gongkai.records.reading.sheet import Sheet


def read_by_layout(sheet: Sheet, year: int, words: Mapping[str, Words]) -> Proposal:
    """Return a sheet that a declared layout reads, with no column open; only words may be unknown in it."""
    layout = sheet.layout
    assert layout is not None
    ledger = in_year(year)[layout.ledger]
    ledger = with_words(ledger, words.get(ledger.id, ()))
    _, row, cells = heading_row(sheet, ledger, layout)
    found = assign(cells, ledger, layout).found
    told = {*found, *(d.column for d in said_by_names(sheet, ledger, row))}
    told |= {d.column for d in layout.defaults if d.sure}
    pairs = tuple(
        Pair(
            column, tuple(" ".join(cells[at].split()) for at in found[column.name].at), layout.title
        )
        for column in ledger.columns
        if column.name in found
    )
    sheet = only_records(sheet, row, cells, ledger, {})
    asked = unknown_words(sheet, row, [(p.column, p.headings) for p in pairs], ledger)
    return Proposal(
        sheet, ledger, row, pairs, (), asked, (), (), 0.0, assumed(ledger, told, {}, {})
    )


def with_constants(found: Proposal) -> Proposal:
    """Return the proposal with what the office said of all rows, where no column tells it now."""
    layout = found.sheet.layout
    if layout is None or not layout.office or layout.ledger != found.ledger.id:
        return found
    told = {pair.column.name for pair in found.pairs}
    fixed = {
        found.ledger.column(d.column).heading: d.value
        for d in layout.defaults
        if d.column not in told and found.ledger.has(d.column)
    }
    found = replace(found, fixed=fixed)
    for name in layout.none:
        if name not in told and found.ledger.has(name):
            found = found.without(found.ledger.column(name))
    return replace(found, open=tuple(o for o in found.open if o.column.heading not in fixed))


def resumed(found: Proposal) -> Proposal:
    """Return the proposal of a sheet that the office has settled, with its headings and no others.

    What is still open in it was left open; any other proposal comes back as it is.
    """
    layout = found.sheet.layout
    if layout is None or not layout.office or layout.ledger != found.ledger.id:
        return found
    found = with_constants(found)
    told = {s.column: s.headings for s in layout.sources}
    pairs = tuple(Pair(c, told[c.name], "已定") for c in found.ledger.columns if c.name in told)
    taken = {h for pair in pairs for h in pair.headings}
    other = [p for p in found.pairs if p.column.name not in told]
    loose = [h for p in other for h in p.headings]
    # What was settled by hand may be a part only; what a figure needs is asked, what it does not was left out.
    needed = FACTS.get(found.ledger.id, ())
    wanting = [p for p in other if p.column.name in needed or p.column.required]
    more = [
        Open(p.column, p.headings)
        for p in wanting
        if not taken.issuperset(p.headings) and p.column.name not in layout.none
    ]
    words = unknown_words(
        found.sheet, found.row, [(p.column, p.headings) for p in pairs], found.ledger
    )
    return replace(
        found,
        pairs=pairs,
        assumed=tuple(one for one in found.assumed if one.column.name not in told),
        open=(*(one for one in found.open if one.column.name not in told), *more),
        unused=tuple(h for h in (*found.unused, *loose) if h not in taken),
        words=words,
    )


def nothing_to_ask(found: Proposal, where: str, key: Key, *, asking: bool) -> str:
    """Return what is said of a sheet that is read already, with nothing left to be asked; else nothing."""
    layout = found.sheet.layout
    if layout is None:
        own = not (found.words or found.open) and all(p.why == OWN for p in found.pairs)
        return f"{where}列名与《{found.ledger.title}》台账一致，不必对照。" if own else ""
    stands_in = stands_in_of(found)
    left = found.words or any(one.candidates or found.unused for one in found.open)
    if (layout.office and asking and left) or (not layout.office and found.words):
        return ""
    if layout.office and (several := undecided(found)):
        names = "、".join(f"“{one.column.heading}”" for one in several)
        return (
            f"{where}按{layout.title}模板读取，{names}还没有定，用到的数字未掌握。"
            f"请在终端运行 gongkai adopt {found.sheet.file}，会问到。"
        )
    said = f"{'；'.join(stands_in)}：不是这样的，请加 --redo 指明。" if stands_in else ""
    return (
        f"{where}已能按{layout.title}模板读取，不必对照。{said}"
        f"要改定列名，请加 --redo；读法见 gongkai check {key.agency} {key.year}。"
    )


def left_open(found: Proposal) -> list[Open]:
    """Return the columns that nobody has settled."""
    told = {pair.column.name for pair in found.pairs}
    return [one for one in found.open if one.column.name not in told]


def undecided(found: Proposal) -> list[Open]:
    """Return the required columns that one of several headings may be, or all rows the same; rows are known without their number."""
    return [
        one
        for one in left_open(found)
        if one.column.required and (one.candidates or one.labels) and one.column.name != "id"
    ]


def stands_in_of(found: Proposal) -> list[str]:
    """Return what stands in the columns that the file has not, as long as nobody has said so."""
    return [one.default.why for one in found.assumed if one.column.heading not in found.fixed]


def stands_in(found: Proposal) -> list[tuple[str, str]]:
    """Return our headings that the file has no column for, each with what stands there and why, as long as the office has not said."""
    named = [(found.ledger.column(d.column).heading, d.why) for d in found.named]
    told = [*named, *((one.column.heading, one.default.why) for one in found.assumed)]
    return [(heading, why) for heading, why in told if heading not in found.fixed]
