"""What a check comes to: pass, fail, warn, or not assessable."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

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
            "warn": "提示",
            "not_assessable": "无法核对",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Result:
    """One check's result; ``blocks`` tells that the report can only be a draft.

    ``text`` quotes the words it is about and ``place`` tells where they stand, where it is about words.
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


def _plain(side: Decimal | str | None) -> int | float | str | None:
    if isinstance(side, Decimal):
        return int(side) if side == side.to_integral_value() else float(side)
    return side
