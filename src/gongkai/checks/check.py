"""What a check comes to: pass, fail, warn, or not assessable."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from gongkai.findings import Place


class State(StrEnum):
    """The four results."""

    PASS = "pass"
    FAIL = "fail"
    WARN = "warn"
    NOT_ASSESSABLE = "not_assessable"

    @property
    def label(self) -> str:
        """Return the Chinese word for it."""
        return {
            "pass": "通过",
            "fail": "不通过",
            "warn": "警告",
            "not_assessable": "无法核对",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Result:
    """One check's result; ``blocks`` tells that the report can only be a draft.

    ``text`` quotes the words it is about and ``place`` tells where they stand, where it is about words.
    One that is not ``waivable`` would leave a notice in the report where words should be.
    """

    id: str
    state: State
    message: str
    left: Decimal | str | None = None
    right: Decimal | str | None = None
    blocks: bool = False
    text: str = ""
    place: Place | None = None
    remedy: str = ""
    waivable: bool = True

    @property
    def told(self) -> str:
        """Return the message with its place, where it is about words that stand somewhere."""
        return f"{self.message}（{self.place}）" if self.place else self.message

    def as_dict(self) -> dict[str, Any]:
        """Return the result as plain data, in the keys that ``--format json`` prints."""
        return {
            "id": self.id,
            "state": self.state.value,
            "left": _plain(self.left),
            "right": _plain(self.right),
            "message": self.message,
            "text": self.text,
            "place": str(self.place) if self.place else "",
        }


_GRAVEST: Final = (State.FAIL, State.WARN, State.NOT_ASSESSABLE, State.PASS)


def worst_states(results: Iterable[Result]) -> dict[str, State]:
    """Return what each check came to: a check of many rows is one, as its gravest row has it."""
    worst: dict[str, State] = {}
    for result in results:
        before = worst.get(result.id, State.PASS)
        worst[result.id] = min(before, result.state, key=_GRAVEST.index)
    return worst


def told_states(results: Iterable[Result]) -> str:
    """Return how many checks came to what: a check of many rows is one, as its gravest row has it.

    >>> told_states([Result("F-1", State.PASS, ""), Result("F-1", State.FAIL, ""), Result("T-2", State.PASS, "")])
    '检查 2 项：不通过 1 项、通过 1 项'
    """
    worst = worst_states(results)
    found = Counter(worst.values())
    parts = "、".join(f"{state.label} {found[state]} 项" for state in _GRAVEST if found[state])
    return f"检查 {len(worst)} 项：{parts}"


def _plain(side: Decimal | str | None) -> int | float | str | None:
    if isinstance(side, Decimal):
        return int(side) if side == side.to_integral_value() else float(side)
    return side
