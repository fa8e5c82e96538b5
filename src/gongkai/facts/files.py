"""Facts on disk: ``facts.json`` for programs, ``facts.csv`` for a spreadsheet, one schema for both."""

import csv
import io
import json
from collections.abc import Container
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any, Final

from gongkai.errors import UnreadableError
from gongkai.facts.fact import NAMES, Fact, State, table_schema
from gongkai.facts.facts import FactSet, value_as
from gongkai.indicators.value import Value

FORMAT: Final = "gongkai-facts"
VERSION: Final = 1
_LARGEST: Final = 20 << 20  # bytes; an office's facts take a hundredth of it
_CELLS: Final = attrgetter(*NAMES)
_COLUMNS: Final = frozenset(NAMES)
_TEXTS: Final = tuple(name for name in NAMES if name not in ("period", "state"))
_STATES: Final = {state.value: state for state in State}
_VALUE: Final = itemgetter("reason", "value", "numerator", "denominator")
_UNFIT: Final = (OSError, ValueError, KeyError, TypeError, RecursionError)
_ACTIVE: Final = ("=", "+", "-", "@", "\t", "\r")  # how a cell begins that a spreadsheet computes


def json_text(found: FactSet) -> str:
    """Return the facts as JSON with their schema: the same text for the same facts."""
    data = {
        "format": FORMAT,
        "version": VERSION,
        "agency": found.agency,
        "name": found.name,
        "year": found.year,
        "state": "draft" if found.draft else "final",
        "errors": found.errors,
        "unknown_ledgers": list(found.unknown),
        "ledgers_sha256": found.sha256,
        "data_kind": found.data_kind,
        "schema": table_schema(),
        "facts": [],
    }
    rows = (dict(zip(NAMES, _CELLS(fact), strict=True)) for fact in found.facts)
    write = json.JSONEncoder(ensure_ascii=False).encode
    lines = ",\n".join(map(write, rows))  # a fact a line
    head = json.dumps(data, ensure_ascii=False, indent=1).removesuffix("[]\n}")
    return f"{head}[\n{lines}\n]}}\n"


def csv_text(found: FactSet) -> str:
    """Return the facts as CSV under the schema's names; a text that a spreadsheet would compute is quoted."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(NAMES)
    for fact in found.facts:
        writer.writerow([_plain(name, getattr(fact, name)) for name in NAMES])
    return out.getvalue()


def _plain(name: str, cell: Any) -> str:
    text = str(cell)
    words = name in ("label", "reason", "row", "column", "source")
    return f"'{text}" if words and text.startswith(_ACTIVE) else text


def read_facts(path: Path) -> FactSet:
    """Return the facts of a file; UnreadableError where it is none of ours, or was written wrongly."""
    try:
        data = _parsed(path)
        if data["format"] != FORMAT:
            raise ValueError("not ours")
        newer = data["version"] != VERSION
        facts = () if newer else tuple(_fact(entry) for entry in data["facts"])
        found = FactSet(
            str(data["agency"]),
            str(data["name"]),
            int(data["year"]),
            data["state"] != "final",
            int(data["errors"]),
            tuple(str(title) for title in data["unknown_ledgers"]),
            str(data["ledgers_sha256"]),
            str(data["data_kind"]),
            facts,
        )
    except _UNFIT:
        raise _none_of_ours(path) from None
    if newer:
        raise UnreadableError(f"{path.name} 由较新版本的程序生成，本版本读不了。请升级后重试。")
    return found


def read_values(path: Path, wanted: Container[str]) -> dict[str, Value]:
    """Return figures by id from a file that this program wrote and nobody has changed since.

    Of fifty years that is four times as fast as all facts with all their columns.
    """
    try:
        return {
            entry["id"]: value_as(_STATES[entry["state"]], *_VALUE(entry))
            for entry in _parsed(path)["facts"]
            if entry["id"] in wanted
        }
    except _UNFIT:
        raise _none_of_ours(path) from None


def _parsed(path: Path) -> dict[str, Any]:
    if path.stat().st_size > _LARGEST:
        raise ValueError("too large")
    return dict(json.loads(path.read_text(encoding="utf-8-sig")))


def _none_of_ours(path: Path) -> UnreadableError:
    return UnreadableError(
        f"{path.name} 不是本程序生成的数据文件（facts.json），或已损坏。请报送单位重新生成，原样报送。"
    )


def _fact(entry: dict[str, Any]) -> Fact:
    if entry.keys() != _COLUMNS:
        raise ValueError("other columns")
    texts = {name: entry[name] for name in _TEXTS}
    if not all(type(text) is str for text in texts.values()):
        raise TypeError("texts only")
    return Fact(period=int(entry["period"]), state=State(entry["state"]), **texts)
