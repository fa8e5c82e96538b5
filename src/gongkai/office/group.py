"""Findings that say the same, told as one: at how many rows of which sheet, with which values."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from gongkai.findings import Finding
from gongkai.pattern import pattern
from gongkai.persons import without_persons
from gongkai.records.ledgers import LEDGERS

_ROWS: Final = 5  # row numbers shown of a group
_WORDS: Final = 3  # values shown of a group
_SHEETS: Final = 3  # named each of a file
LONG: Final = 24  # letters of a value
NO_LEDGER: Final = "L-12"
_TITLE: Final = pattern(r"《[^》]*》")
_SINCE: Final = pattern(r"自这一行起有 \d+ 行(?:“[^”]*”(?=没有填写))?(.*)", re.DOTALL)
ROWS_NAMED: Final = pattern(r"第\d+[、行]")  # a sentence that names its rows itself


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one rule at one column of one sheet."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """Return the finding that stands for all."""
        return self.findings[0]

    @property
    def count(self) -> int:
        """Return how many rows it is about."""
        return sum(f.rows for f in self.findings)

    @property
    def message(self) -> str:
        """Return what is wrong, as all of them say it."""
        said = list(dict.fromkeys(f.message for f in self.findings if f.rows == 1))
        if not said:  # its rows stand beside it
            since = _SINCE.match(self.first.message)
            return since[1] if since else self.first.message
        if len(said) == 1:
            return said[0]
        heads = list(dict.fromkeys(one.partition("：")[0] for one in said))
        if len(heads) == 1:
            return closed(heads[0])
        if len({_TITLE.sub("《》", head) for head in heads}) == 1:  # the same of several ledgers
            titles = dict.fromkeys(title for head in heads for title in _TITLE.findall(head))
            return closed(_TITLE.sub("".join(titles), heads[0], count=1))
        return f"{said[0]}等"

    @property
    def answered(self) -> bool:
        """Return whether somebody has answered for all of them: nothing is left to do."""
        return all(f.answered for f in self.findings)

    @property
    def rows(self) -> str:
        """Return where it is: 第3、4、9行等12处."""
        rows = (f.place.row for f in self.findings if f.place.row is not None)
        numbers = [str(row) for row in dict.fromkeys(rows)]
        if not numbers:
            return f"{self.count}处" if self.count > 1 else ""
        more = f"等{self.count}处" if self.count > _ROWS else ""
        return f"第{'、'.join(numbers[:_ROWS])}行{more}"

    @property
    def said(self) -> str:
        """Return what is wrong; of ledgers that are not there, all of them together."""
        if self.first.rule != NO_LEDGER or len(self.findings) < 2:
            return self.message
        titles = "".join(f"《{_ledger_title(f)}》" for f in self.findings)
        return f"{len(self.findings)} 本台账没有登记，也没有零报告：{titles}"

    @property
    def where(self) -> str:
        """Return the file and sheet that they stand in."""
        if self.first.rule == NO_LEDGER:
            return "没有登记的台账"
        place = self.first.place
        file = without_persons(place.file)
        return f"{file} 工作表“{without_persons(place.sheet)}”" if place.sheet else file

    @property
    def sheets(self) -> tuple["Group", ...]:
        """Return a group for each sheet that they stand in."""
        found: dict[tuple[str, str | None], list[Finding]] = {}
        for one in self.findings:
            found.setdefault((one.place.file, one.place.sheet), []).append(one)
        return tuple(Group(tuple(some)) for some in found.values())

    @property
    def place(self) -> str:
        """Return where to go: file, sheet, column and rows; nothing where a ledger is not there."""
        if self.first.rule == NO_LEDGER:
            return ""
        if len(sheets := self.sheets) > 1:
            files = {one.first.place.file for one in sheets}
            if len(files) == 1 and len(sheets) > _SHEETS:  # the months of one file
                return f"{self.where}等{len(sheets)}张工作表{self._column}"
            return "；".join(one.place for one in sheets)
        rows = f" {self.rows}" if self.rows and not ROWS_NAMED.search(self.said) else ""
        return f"{self.where}{self._column}{rows}"

    @property
    def _column(self) -> str:
        column = self.first.place.column
        return f" “{without_persons(column)}”列" if column else ""

    @property
    def words(self) -> str:
        """Return the values met most: “局网站”12处、“抖音”8处."""
        met = Counter(f.value for f in self.findings if f.value)
        shown = [
            f"“{short(value, LONG)}”" + (f"{n}处" if n > 1 else "")
            for value, n in met.most_common(_WORDS)
        ]
        return "、".join(shown) + ("等" if len(met) > _WORDS else "")


def closed(text: str) -> str:
    """Return a text cut short without the bracket that the cut left open.

    >>> closed("答复超过期限（经周某审核说明：情况属…"), closed("答复（书面）")
    ('答复超过期限', '答复（书面）')
    """
    return text[: text.rindex("（")] if text.count("（") > text.count("）") else text


def ledger_at(finding: Finding) -> int:
    """Return the position of the ledger that a finding is about; past the last for any other."""
    for name in (finding.place.sheet, Path(finding.place.file).stem):
        for at, ledger in enumerate(LEDGERS):
            if name and any(n in name for n in (ledger.title, ledger.id, *ledger.aliases)):
                return at
    return len(LEDGERS)


def _ledger_title(finding: Finding) -> str:
    at = ledger_at(finding)
    return LEDGERS[at].title if at < len(LEDGERS) else without_persons(finding.place.file)


def short(text: str, most: int) -> str:
    """Return the text, or as much of a long one as fits: a list as far as whole items go."""
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    whole = max(kept.rfind(mark) for mark in "；、")
    return f"{kept[:whole]}等" if whole > most // 2 else f"{kept}…"
