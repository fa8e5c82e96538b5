"""A finding: one problem, at one place, with what was expected and how to mend it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from gongkai.language.catalogue import english
from gongkai.language.spoken import said
from gongkai.pattern import pattern
from gongkai.persons import HIDDEN, points_to_person, without_persons
from gongkai.text import natural

# As the checks write it behind a finding that somebody answers for.
ANSWERED: Final = "审核说明："
# What keeps words back: a notice stands in the report where they would.
_COMMAND: Final = pattern("gongkai adopt (?:文件名|FILE)")
WITHHELD: Final = ("N-04", "N-05", "N-08")


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def label(self) -> str:
        """Return the Chinese word for it.

        >>> Severity.ERROR.label
        '错误'
        """
        return {"error": "错误", "warning": "警告", "info": "提示"}[self.value]

    @property
    def rank(self) -> int:
        """Return 0 for the gravest, so that sorting puts it first."""
        return ("error", "warning", "info").index(self.value)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding is: file, sheet, row (1-based, as a spreadsheet counts) and heading.

    A name with a person's number in it is shown without.

    >>> print(Place("张三13904510451.xlsx", "依申请公开", 3))
    （含个人信息，已隐去）.xlsx 工作表“依申请公开” 第3行
    """

    file: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None

    @property
    def parts(self) -> list[str]:
        """Return the file, sheet, row and column, as far as they are known, as they are shown."""
        parts = [without_persons(self.file)]
        if self.sheet:
            parts.append(f"工作表“{without_persons(self.sheet)}”")
        if self.row is not None:
            parts.append(f"第{self.row}行")
        if self.column:
            parts.append(f"“{without_persons(self.column)}”列")
        return parts

    def __str__(self) -> str:
        return " ".join(self.parts)

    def as_dict(self) -> dict[str, str | int | None]:
        """Return the place as plain data, shown as in words."""
        names = {"file": self.file, "sheet": self.sheet, "column": self.column}
        shown = {n: without_persons(name) if name else name for n, name in names.items()}
        return {
            "file": shown["file"],
            "sheet": shown["sheet"],
            "row": self.row,
            "column": shown["column"],
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem. ``value`` is None for a column marked personal, and where it holds a person's number: it
    reaches no output; ``rows`` tells how many rows it stands for.

    >>> print(Finding("L-08", Severity.ERROR, Place("requests.csv", None, 3, "收到日期"),
    ...               "2018-02-30", "日期，如 2018-03-05", "不是有效日期", "请改为实际日期"))
    [错误 L-08] requests.csv 第3行 “收到日期”列：不是有效日期。现值：2018-02-30。应为：日期，如 2018-03-05。请改为实际日期。
    """

    rule: str
    severity: Severity
    place: Place
    value: str | None
    expected: str
    message: str
    remedy: str
    stops: bool = False
    rows: int = 1

    def __post_init__(self) -> None:
        if self.value is not None and points_to_person(self.value):
            object.__setattr__(self, "value", None)
        if points_to_person(self.message):  # whoever made it did not think of persons
            object.__setattr__(self, "message", HIDDEN)

    def __str__(self) -> str:
        return self._line(str)

    def told(self) -> str:
        """Return the line in the language asked for: each part of it is a message by itself."""
        return self._line(said)

    def _line(self, tell: Callable[[str], str]) -> str:
        place, message = " ".join(map(tell, self.place.parts)), tell(self.message)
        colon, stop, between = (": ", ".", " ") if english() and tell is said else ("：", "。", "")
        parts = [f"[{tell(self.severity.label)} {self.rule}] {place}{colon}{message}"]
        if self.value is not None:
            parts.append(f"{tell('现值')}{colon}{self.value}")
        if self.expected:
            parts.append(f"{tell('应为')}{colon}{tell(self.expected)}")
        if self.remedy:
            parts.append(self._named(tell(self.remedy)))
        ends = (stop, "？", "?")
        return between.join(p if p.endswith(ends) else f"{p}{stop}" for p in parts)

    @property
    def advice(self) -> str:
        """Return how to mend it, with the command as it is to be typed for this file.

        >>> Finding("L-11", Severity.ERROR, Place("来件 表.csv"), None, "", "", "用 gongkai adopt 文件名 认列").advice
        '用 gongkai adopt "来件 表.csv" 认列'
        """
        return self.remedy if english() else self._named(self.remedy)

    def _named(self, remedy: str) -> str:
        name = self.place.file
        if without_persons(name) != name:
            return remedy
        return _COMMAND.sub(
            lambda _: "gongkai adopt " + (f'"{name}"' if " " in name else name), remedy
        )

    @property
    def answered(self) -> bool:
        """Tell whether somebody has answered for it: nothing is left to do."""
        return ANSWERED in self.message

    @property
    def answerable(self) -> bool:
        """Tell whether a person may answer for it: not where rows cannot be counted or words are wanting."""
        return not self.stops and self.rule not in WITHHELD

    def as_dict(self) -> dict[str, Any]:
        """Return the finding as plain data, in the keys that ``--format json`` prints."""
        return {
            "rule": self.rule,
            "severity": self.severity.value,
            "place": self.place.as_dict(),
            "value": self.value,
            "expected": self.expected,
            "message": self.message,
            "remedy": self.advice,
        }


def counted(findings: Sequence[Finding]) -> str:
    """Return how many findings of each severity there are, as a sentence says it: one that stands for many rows
    is many, and those that somebody answered for are told apart.

    >>> counted(())
    '0 个'
    """
    kinds: dict[str, int] = {severity.label: 0 for severity in Severity}
    for finding in findings:
        label = "已说明" if finding.answered else finding.severity.label
        kinds[label] = kinds.get(label, 0) + finding.rows
    parts = [f"{label} {n} 个" for label, n in kinds.items() if n]
    return "、".join(parts) or "0 个"


def in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    """Return the findings gravest first, what makes rows uncountable before what follows from it,
    then by file, row and rule."""
    return tuple(
        sorted(
            findings,
            key=lambda f: (
                f.severity.rank,
                not f.stops,
                f.place.file,
                natural(f.place.sheet or ""),
                f.place.row or 0,
                f.rule,
                f.place.column or "",
            ),
        )
    )
