"""The checks by subject, what does not hold first, told in words with the codes last."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from gongkai.checks.check import Result, State
from gongkai.report.content.components import Cell, DataTable


@dataclass(frozen=True, slots=True)
class Subject:
    """What checks are about; their codes begin with one of ``codes``."""

    id: str
    title: str
    codes: tuple[str, ...]


SUBJECTS: Final = (
    Subject("records", "台账的记录", ("L", "C", "R", "U")),
    Subject("tables", "统计表的勾稽关系", ("F", "T", "ST")),
    Subject("across", "表与表之间", ("X", "S")),
    Subject("years", "与上年相比", ("Y",)),
    Subject("wording", "正文的文字和数字", ("D", "P", "N")),
    Subject("others", "其他", ("",)),
)
_ORDER: Final = (State.FAIL, State.WARN, State.NOT_ASSESSABLE, State.PASS)
_MANY: Final = 3  # results that wait for the same; fewer are told one by one
_HEAD: Final = (tuple(Cell(t, header=True) for t in ("核对事项", "结果", "编号")),)


def check_tables(results: Sequence[Result]) -> Iterator[DataTable]:
    """Yield for each subject what does not hold or could not be told, and folded what holds."""
    for subject in SUBJECTS:
        found = [r for r in results if subject_of(r.id) is subject]
        held = [r for r in found if r.state is State.PASS]
        open_ = sorted((r for r in found if r not in held), key=lambda r: _ORDER.index(r.state))
        grave = any(r.state is not State.NOT_ASSESSABLE for r in open_)
        if open_:
            yield _table(f"checks-{subject.id}", subject, open_, folded=not grave)
        if held:
            yield _table(f"held-{subject.id}", subject, held, folded=True)


def _together(found: Sequence[Result]) -> tuple[tuple[Cell, ...], ...]:
    """Return a row for each result; those that only wait for figures nobody has yet, in one."""
    waiting = [r for r in found if r.state is State.NOT_ASSESSABLE and r.blocks]
    if len(waiting) < _MANY:
        return tuple(map(_row, found))
    words = f"{len(waiting)}项因有未掌握的数字，暂时无法核对；台账改正、补齐以后自动核对"
    codes = "、".join(dict.fromkeys(r.id for r in waiting))
    last = (Cell(words), Cell(State.NOT_ASSESSABLE.label, "blank"), Cell(codes, "blank"))
    return (*(_row(r) for r in found if r not in waiting), last)


def _table(name: str, subject: Subject, found: Sequence[Result], *, folded: bool) -> DataTable:
    count = Counter(result.state for result in found)
    told = "、".join(f"{state.label}{count[state]}项" for state in _ORDER if count[state])
    return DataTable(name, f"{subject.title}：{told}", _HEAD, _together(found), folded=folded)


def subject_of(code: str) -> Subject:
    """Return the subject of a check.

    >>> subject_of("ST-2").title, subject_of("S-1").title
    ('统计表的勾稽关系', '表与表之间')
    """
    letters = code.partition("-")[0].rstrip("0123456789")
    return next((s for s in SUBJECTS if letters in s.codes), SUBJECTS[-1])


def _row(result: Result) -> tuple[Cell, ...]:
    style = "failed" if result.state is State.FAIL else "blank"
    return Cell(result.told), Cell(result.state.label, style), Cell(result.id, "blank")
