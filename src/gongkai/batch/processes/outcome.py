"""What became of one key in a run: a row of ``run.json`` and ``run.csv``, without personal data."""

import csv
import io
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from gongkai.keys import Key
from gongkai.output.folder import replaced


class State(StrEnum):
    """How a key ended; the first two are good."""

    DONE = "已完成"
    UNCHANGED = "未变"
    DATA = "数据有误"
    CHECKS = "检查未过"
    TIMEOUT = "超时"
    DEAD = "内核退出"
    FAILED = "失败"

    @property
    def good(self) -> bool:
        """Tell whether nobody need look at it."""
        return self in (State.DONE, State.UNCHANGED)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One key: its state, wall seconds, peak memory in MB, findings by severity, and what to do.

    ``step`` names the step that it ended in where it did not end well; ``attempts`` counts the
    processes that were started for it.
    """

    agency: str
    year: int
    state: State
    seconds: float = 0.0
    peak_mb: float = 0.0
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    attempts: int = 0
    step: str = ""
    message: str = ""

    @property
    def key(self) -> Key:
        """Return the office and year."""
        return Key(self.agency, self.year)

    def line(self) -> str:
        """Return the outcome as one plain line.

        >>> Outcome("hrbrfb", 2018, State.DONE, 1.25, infos=1).line()
        'hrbrfb/2018 已完成（1.2 秒）'
        """
        told = f"：{self.message}" if self.message else ""
        return f"{self.key} {self.state}（{self.seconds:.1f} 秒）{told}"


HEADINGS: Final = {
    "agency": "机关", "year": "年度", "state": "状态", "seconds": "用时（秒）",
    "peak_mb": "内存峰值（MB）", "errors": "错误", "warnings": "警告", "infos": "提示",
    "attempts": "尝试次数", "step": "步骤", "message": "说明",
}  # fmt: skip


def outcome_of(data: dict[str, Any]) -> Outcome:
    """Return an outcome from plain data; what it does not know is left."""
    known = {f.name for f in fields(Outcome)}
    given = {name: value for name, value in data.items() if name in known}
    return Outcome(**{**given, "state": State(given["state"])})


def summary(outcomes: Sequence[Outcome]) -> str:
    """Return how many keys ended in each state.

    >>> summary([Outcome("a", 2018, State.DONE), Outcome("a", 2019, State.DEAD)])
    '共 2 份：已完成 1、内核退出 1'
    """
    counted = Counter(o.state for o in outcomes)
    parts = "、".join(f"{state} {counted[state]}" for state in State if counted[state])
    return f"共 {len(outcomes)} 份：{parts or '没有要做的'}"


def write_outcomes(outcomes: Sequence[Outcome], out: Path, *, finished: bool) -> None:
    """Write ``run.json`` and ``run.csv``, each whole or not at all."""
    rows = [asdict(o) for o in sorted(outcomes, key=lambda o: o.key)]
    document = {"schema": 1, "finished": finished, "outcomes": rows}
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    replaced(out / "run.json", text.encode())
    table = io.StringIO(newline="")
    writer = csv.DictWriter(table, HEADINGS)
    writer.writerow(HEADINGS)
    writer.writerows(rows)
    replaced(out / "run.csv", table.getvalue().encode("utf-8-sig"))
