"""What a file has no column for, as far as names tell: what stands in, and which of its columns may be the one after all."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from gongkai.office.mapping.headings.other_things import names_another
from gongkai.office.mapping.headings.rivals import Open, possible
from gongkai.pattern import pattern
from gongkai.records.layouts import EXPORT_DEFAULTS, FACTS
from gongkai.records.layouts.layout import Default
from gongkai.records.ledgers.ledger import Column, Kind, Ledger
from gongkai.records.reading.folding import READERS
from gongkai.records.reading.recognition.fitness import share
from gongkai.records.reading.words import reader

_LIST: Final = 12  # different words below a heading that may be choices
_YES_OR_NO: Final = 3
_ANSWERS: Final = ("是", "否", "有", "无", "Y", "N")
_MOST: Final = 0.9  # of the cells of a column that numbers rows


_NUMBER: Final = pattern(r"[0-9]")
_PHONE: Final = pattern(r"\+?(?:86)?[- ]?1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8}")

# Words that tell a flag although they are neither 是 nor 否.
_TELLING: Final = {"publishable": pattern(r"简易|涉密|(?:不|免予?|无需)公[开示]")}


@dataclass(frozen=True, slots=True)
class Assumed:
    """What stands in a column that the file has not, and the file's columns that may be it all the same."""

    column: Column
    default: Default
    candidates: tuple[str, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """Return what all rows may be, the default first; nothing where another column stands in."""
        if self.default.same or self.column.kind not in (Kind.CHOICE, Kind.FLAG):
            return ()
        read = reader(self.column)
        labels = [c.label for c in self.column.choices]
        meant = read(self.default.value)
        return tuple(sorted(labels, key=lambda label: read(label) != meant))


def assumed(
    ledger: Ledger,
    told: Collection[str],
    rest: Mapping[int, str],
    values: Mapping[int, Sequence[str]],
) -> tuple[Assumed, ...]:
    """Return what would stand in the columns that neither the file nor its name tells; ``told`` are those that do."""
    return tuple(
        Assumed(column, default, may_hold(column, rest, values))
        for default in EXPORT_DEFAULTS.get(ledger.id, ())
        if ledger.has(default.column) and default.column not in told and not default.sure
        for column in (ledger.column(default.column),)
    )


def facts_open(
    ledger: Ledger,
    told: Collection[str],
    rest: Mapping[int, str],
    values: Mapping[int, Sequence[str]],
) -> list[Open]:
    """Return the columns without which figures are unknown, where one of the file's columns may be it."""
    missing = [ledger.column(n) for n in FACTS.get(ledger.id, ()) if ledger.has(n)]
    found = [
        Open(c, may_hold(c, rest, values))
        for c in missing
        # 是 and 否 stand below many headings: that says nothing of which is meant.
        if c.name not in told and not c.required and c.kind is not Kind.FLAG
    ]
    return [one for one in found if one.candidates]


def number_open(
    ledger: Ledger,
    told: Collection[str],
    unlike: Mapping[int, str],
    values: Mapping[int, Sequence[str]],
) -> list[Open]:
    """Return the number of the rows, where no heading names it, with the columns whose cells are all ``unlike``."""
    if "id" in told or not ledger.has("id"):
        return []
    column = ledger.column("id")
    may_be = tuple(
        h
        for at, h in unlike.items()
        if share(values.get(at, ()), column) > _MOST
        and all(_NUMBER.search(value) and not _PHONE.fullmatch(value) for value in values[at])
    )
    return [Open(column, may_be)] if may_be else []


def required_open(
    column: Column, rest: Mapping[int, str], values: Mapping[int, Sequence[str]]
) -> Open:
    """Return a column that must be there as a question: which heading it is, or what all rows are."""
    found = Open(column, may_hold(column, rest, values))
    if found.candidates or not found.labels:
        return found
    lists = (
        h
        for at, h in rest.items()
        if 0 < len(values.get(at, ())) <= _LIST and not any(map(_is_no_word, values[at]))
    )
    return replace(found, lists=tuple(lists))


def _is_no_word(text: str) -> bool:
    """Tell whether a cell is a day, a number, or 是 or 否: no word of a list."""
    return text in _ANSWERS or any(READERS[k](text) is not None for k in (Kind.DATE, Kind.MONEY))


def may_hold(
    column: Column, rest: Mapping[int, str], values: Mapping[int, Sequence[str]]
) -> tuple[str, ...]:
    """Return the unused headings below which stands what the column may hold: days, or words of its list."""
    if column.kind not in (Kind.CHOICE, Kind.FLAG):
        return possible(column, rest, {at: list(v) for at, v in values.items()})
    most = _LIST if column.kind is Kind.CHOICE else _YES_OR_NO
    telling = _TELLING.get(column.name)
    return tuple(
        h
        for at, h in rest.items()
        if 1 < len(values.get(at, ())) <= most
        and not names_another(h, column)
        and (share(values[at], column) > 0 or (telling and any(map(telling.search, values[at]))))
    )
