"""What an output folder holds, by its manifests alone: one entry a report, and what has none."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from gongkai.batch.standing.due import due, name_of, unmade
from gongkai.batch.standing.seen import Seen, seen
from gongkai.errors import UnreadableError, UsageError
from gongkai.keys import Key, parse_key
from gongkai.pattern import pattern
from gongkai.report.publication.on_disk import OVERTAKEN, SUPERSEDED
from gongkai.report.publication.signatures import BESIDE, SignedState, standing_of

_EXACT: Final = pattern(r"-?\d+(\.\d+)?(/\d+(\.\d+)?)?")
RUN_FILE: Final = "run.json"
# What the index compares; of a manifest's figures no other is kept.
COMPARED: Final = (
    "disclosed_total",
    "requests_received",
    "requests_on_time_rate",
    "publicity_timely_rate",
    "hotline_on_time_rate",
    "disputes_total",
)
_GOOD: Final = ("已完成", "未变", "检查未过")  # outcomes of a run that leave a report


class State(StrEnum):
    """How a report stands; the value is what the reader sees."""

    FINAL = "核对通过"
    DRAFT = "草稿"
    SUPERSEDED = "过期"
    FAILED = "失败"
    UNMADE = "未生成"
    ABSENT = "未报"
    NOT_DUE = "—"


@dataclass(frozen=True, slots=True)
class Entry:
    """One report, or why there is none. ``figures`` holds exact texts of those compared, None where unknown.

    ``files`` are the names in its folder, ``findings`` numbers by severity; ``signed`` says who signed it,
    and what has changed since, or since it was made, and whether it was issued and changed since. ``waits_for`` are a government's members that have not reported.
    """

    key: Key
    name: str
    state: State
    data_kind: str = "real"
    figures: Mapping[str, str | None] = field(default_factory=dict)
    findings: Mapping[str, int] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    message: str = ""
    signed: SignedState = field(default_factory=SignedState)
    waits_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """Every report below an output folder: offices by code with their names, years, entries."""

    offices: Mapping[str, str]
    years: tuple[int, ...]
    entries: Mapping[Key, Entry]

    def entry(self, code: str, year: int) -> Entry:
        """Return the entry of a key; where there is none, one that says that none is due."""
        key = Key(code, year)
        return self.entries.get(key) or Entry(key, self.offices[code], State.NOT_DUE)

    def part(self, codes: Sequence[str]) -> "Shelf":
        """Return what these offices have, in the years of all."""
        offices = {code: self.offices[code] for code in codes}
        keys = (Key(code, year) for code in offices for year in self.years)
        entries = {key: found for key in keys if (found := self.entries.get(key))}
        return Shelf(offices, self.years, entries)


def read_shelf(out: Path, root: Path | None = None) -> Shelf:
    """Return what the manifests below a folder tell, and the last run's failures if it left any.

    With the data folder also which of them its files have left behind, and of which data there is no report. A
    manifest that cannot be read is a failure of its key, not of the others. What should be there and has not
    even data is an entry too.
    """
    data = seen(root, out) if root is not None else None
    entries: dict[Key, Entry] = {}
    for path in sorted(out.glob("*/[0-9][0-9][0-9][0-9]/manifest.json")):
        key = Key(path.parents[1].name, int(path.parent.name))
        entries[key] = _entry(key, path, data)
    if data is not None:
        data.note()
    for key, message in _failures(out / RUN_FILE).items():
        made = entries.get(key)
        entries[key] = Entry(
            key,
            made.name if made else "",
            State.FAILED,
            made.data_kind if made else "real",
            message=message,
        )
    for key, message in unmade(out, root, frozenset(key.year for key in entries)).items():
        if key not in entries:
            entries[key] = Entry(key, name_of(root, key), State.UNMADE, message=message)
    waiting = {key: entry.waits_for for key, entry in entries.items() if entry.waits_for}
    for key in due(frozenset(entries), waiting):
        entries[key] = Entry(key, "", State.ABSENT)
    names: dict[str, str] = {}
    for key in sorted(entries):  # the latest year's name is the office's name
        names[key.agency] = entries[key].name or names.get(key.agency, "")
    years = sorted({key.year for key in entries})
    return Shelf({code: name or code for code, name in names.items()}, tuple(years), entries)


_STATES: Final = {"final": State.FINAL, "draft": State.DRAFT, SUPERSEDED: State.SUPERSEDED}


def _entry(key: Key, path: Path, data_now: Seen | None) -> Entry:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        state = _STATES[data["state"]]
        over = state is State.SUPERSEDED
        figures = {} if over else data["figures"]
        return Entry(
            key,
            str(data["name"]),
            state,
            str(data["data_kind"]),
            {name: _figure(figures[name]) for name in COMPARED if name in figures},
            {str(name): int(number) for name, number in data["findings"].items()},
            tuple(sorted(data["outputs"])),
            OVERTAKEN if over else "",
            _signed(path, key, data, data_now),
            tuple(sorted(code for code, sha in data.get("members", {}).items() if not sha)),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Entry(key, "", State.FAILED, message="manifest.json 无法读取，请重新生成这份报告")


def _signed(path: Path, key: Key, manifest: Mapping[str, Any], data: Seen | None) -> SignedState:
    then = manifest.get("inputs", {}).get("data", {})
    # An office whose folder is not here may keep it elsewhere: nothing is said of its data.
    here = data is not None and then and (data.root / key.agency).is_dir()
    now = data.data(key, then) if data is not None and here else then
    try:
        return standing_of(path.parents[2], key, path.parent / BESIDE, manifest, now)
    except UnreadableError as error:
        return SignedState(str(error))


def _figure(value: object) -> str | None:
    if value is not None and not (isinstance(value, str) and _EXACT.fullmatch(value)):
        raise ValueError(value)
    return value


def _failures(path: Path) -> dict[Key, str]:
    """Return what the last run could not make: its keys, each with the outcome and its message."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return {
            parse_key(row["agency"], row["year"]): _told(row)
            for row in data["outcomes"]
            if row["state"] not in _GOOD
        }
    except (OSError, ValueError, KeyError, TypeError, UsageError):
        return {}


def _told(row: Mapping[str, Any]) -> str:
    message = str(row.get("message") or "")
    return f"{row['state']}：{message}" if message else str(row["state"])
