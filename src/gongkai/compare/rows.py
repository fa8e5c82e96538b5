"""Rows of a ledger that came, went and changed between two versions, told by their prints alone."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest
from typing import Final

from gongkai.compare.version import LedgerState, Row, contributions
from gongkai.records.ledgers import BY_ID
from gongkai.records.prints import WIDTH


class Edit(StrEnum):
    """What became of a row; ``JUDGED``: nobody touched it, and it counts otherwise than before."""

    ADDED = "新增"
    REMOVED = "删去"
    CHANGED = "改动"
    JUDGED = "未改而计法有变"


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row: its key, its number in the file (then, where it is gone), and the headings that changed.

    ``sheet`` names where it stands in a ledger of several sheets.

    ``moves`` holds the indicators, by id, that take something else from it than before.
    """

    ledger: str
    edit: Edit
    key: str
    number: int
    columns: tuple[str, ...]
    moves: frozenset[str]
    sheet: str = ""

    @property
    def edited(self) -> bool:
        """Tell whether somebody edited the row."""
        return self.edit is not Edit.JUDGED

    @property
    def title(self) -> str:
        """Return the ledger's title."""
        return BY_ID[self.ledger].title

    @property
    def words(self) -> str:
        """Return in words what became of the row; of personal columns only that they changed."""
        where = f"原第{self.number}行" if self.edit is Edit.REMOVED else f"第{self.number}行"
        where = f"{self.sheet}{where}"
        name = f"{self.key}（{where}）" if self.key else where
        columns = f"“{'”“'.join(self.columns)}”" if self.columns else ""
        return f"《{self.title}》{name}{self.edit.value}{columns}"


_NONE: Final = LedgerState(0, kept=True)


def row_changes(
    ledger: str, year: int, old: LedgerState | None, new: LedgerState | None
) -> Iterator[RowChange]:
    """Yield what became of a ledger's rows, in the order of the new file, those that are gone last."""
    before, after = old or _NONE, new or _NONE
    there: dict[str, list[Row]] = defaultdict(list)
    for row in before.lines:
        there[row.key].append(row)
    pairs: list[tuple[Row | None, Row | None]] = []
    here: dict[str, list[Row]] = defaultdict(list)
    for row in after.lines:
        here[row.key].append(row)
    for key in dict.fromkeys((*here, *there)):
        pairs += _pairs(there.get(key, []), here.get(key, []), before, after)
    pairs.sort(key=lambda pair: (pair[1] is None, (pair[1] or pair[0] or _ROW).number))
    for was, now in pairs:
        change = _change(ledger, year, before, after, was, now)
        if change is not None:
            yield change


_ROW: Final = Row("", "", 0, "", "")


def _pairs(
    old: Sequence[Row], new: Sequence[Row], before: LedgerState, after: LedgerState
) -> Iterator[tuple[Row | None, Row | None]]:
    """Yield the rows of one key together: first those that are alike, then the others in order."""
    if len(old) == len(new) == 1:
        yield old[0], new[0]
        return
    left = list(new)
    rest = []
    for row in old:
        same = next((n for n, r in enumerate(left) if r.cells == row.cells), None)
        if same is None:
            rest.append(row)
        else:
            yield row, left.pop(same)
    if len(rest) == len(left):
        yield from zip(rest, left, strict=True)
        return
    for row in rest:
        likeness = [(_alike(row, r, before, after), -n) for n, r in enumerate(left)]
        most, at = max(likeness, default=(0, 0))
        half = 2 * most >= len(before.columns)
        yield row, left.pop(-at) if half and left else None
    yield from zip_longest((), left)


def _alike(one: Row, other: Row, before: LedgerState, after: LedgerState) -> int:
    return len(before.columns) - len(_columns(one, other, before, after))


def _columns(was: Row, now: Row, before: LedgerState, after: LedgerState) -> list[str]:
    def cells(state: LedgerState, row: Row) -> dict[str, str]:
        return {
            name: row.cells[n * WIDTH : (n + 1) * WIDTH] for n, name in enumerate(state.columns)
        }

    old, new = cells(before, was), cells(after, now)
    return [name for name in dict.fromkeys((*new, *old)) if old.get(name) != new.get(name)]


def _change(
    ledger: str,
    year: int,
    before: LedgerState,
    after: LedgerState,
    was: Row | None,
    now: Row | None,
) -> RowChange | None:
    if was and now and (was.cells, was.counted) == (now.cells, now.counted):
        return None
    took = contributions(ledger, year, before, was) if was else {}
    takes = contributions(ledger, year, after, now) if now else {}
    moves = frozenset(n for n in {*took, *takes} if took.get(n) != takes.get(n))
    row = now or was
    assert row is not None
    columns = _columns(was, now, before, after) if was and now else []
    if was and now and not columns:
        return (
            RowChange(ledger, Edit.JUDGED, row.shown, row.number, (), moves, row.sheet)
            if moves
            else None
        )
    edit = Edit.CHANGED if was and now else Edit.ADDED if now else Edit.REMOVED
    declared = BY_ID[ledger]
    headings = tuple(declared.column(n).heading for n in columns if declared.has(n))
    return RowChange(ledger, edit, row.shown, row.number, headings, moves, row.sheet)
