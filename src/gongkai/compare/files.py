"""A version on disk, as JSON: a row, a fact or a sentence a line, the same text for the same version."""

import json
from collections.abc import Iterator
from dataclasses import fields
from operator import attrgetter
from pathlib import Path
from typing import Any, Final

from gongkai.compare.settings import Setting
from gongkai.compare.version import Check, LedgerState, Row, Sentence, Version
from gongkai.errors import UnreadableError
from gongkai.facts.fact import NAMES, Fact, State

FORMAT: Final = "gongkai-version"
NUMBER: Final = 1
_CELLS: Final = {
    kind: attrgetter(*(field.name for field in fields(kind)))
    for kind in (Fact, Sentence, Check, Setting)
}
_LARGEST: Final = 200 << 20  # bytes


def version_text(version: Version) -> str:
    """Return a version as JSON."""
    head: dict[str, Any] = {
        "format": FORMAT,
        "version": NUMBER,
        "agency": version.agency,
        "name": version.name,
        "year": version.year,
        "inputs": version.inputs,
        "signed": version.signed,
        "on": version.on,
        "made": version.made,
        "others": dict(version.others),
        "members": dict(version.members),
        "settings": {name: list(_CELLS[Setting](s)) for name, s in version.settings.items()},
        "ledgers": {
            name: [state.rows, state.kept, list(state.columns), list(state.figures)]
            for name, state in version.ledgers.items()
        },
    }
    write = json.JSONEncoder(ensure_ascii=False).encode
    parts = [json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")]
    for name, entries in (
        ("facts", map(_CELLS[Fact], version.facts)),
        ("sentences", map(_CELLS[Sentence], version.sentences)),
        ("checks", map(_CELLS[Check], version.checks)),
        ("rows", _rows(version)),
    ):
        lines = ",\n".join(map(write, entries))
        parts.append(f'"{name}": [\n{lines}\n]')
    return ",\n".join(parts) + "\n}\n"


def _rows(version: Version) -> Iterator[tuple[Any, ...]]:
    for name, state in version.ledgers.items():
        for row in state.lines:
            shown = "" if row.shown == row.key else row.shown
            sheet = (row.sheet,) if row.sheet else ()
            yield (name, row.key, row.number, row.cells, row.counted, shown, *sheet)


def read_version(path: Path) -> Version:
    """Return the version in a file; UnreadableError where it is none, or another program's."""
    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError("too large")
        data = json.loads(path.read_text("utf-8-sig"))
        if (data["format"], data["version"]) != (FORMAT, NUMBER):
            raise ValueError("another program's")
        lines: dict[str, list[Row]] = {}
        for name, key, number, cells, counted, shown, *sheet in data["rows"]:
            row = Row(shown or key, key, number, cells, counted, *sheet)
            lines.setdefault(name, []).append(row)
        return Version(
            data["agency"],
            data["name"],
            data["year"],
            data["inputs"],
            tuple(_fact(entry) for entry in data["facts"]),
            tuple(Sentence(s, w, tuple(f), file) for s, w, f, file in data["sentences"]),
            tuple(Check(*entry) for entry in data["checks"]),
            {name: Setting(*s) for name, s in data["settings"].items()},
            {
                name: LedgerState(
                    rows, kept, tuple(columns), tuple(figures), tuple(lines.get(name, ()))
                )
                for name, (rows, kept, columns, figures) in data["ledgers"].items()
            },
            data["others"],
            data["members"],
            data["signed"],
            data["on"],
            data.get("made", ""),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UnreadableError(
            f"比对用的记录 {path.as_posix()} 读不出来，可能被改动过，或由另一版本的程序生成。"
            "请移走后重新生成报告，以后即可比对。"
        ) from None


def _fact(entry: list[Any]) -> Fact:
    fields = dict(zip(NAMES, entry, strict=True))
    return Fact(**fields | {"state": State(fields["state"])})
