"""An office's settings as single values, each by its name in its file."""

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from gongkai.checks.waivers import FILE as WAIVERS
from gongkai.persons import points_to_person
from gongkai.records.load import Records
from gongkai.records.mapping import MAPPING
from gongkai.records.prints import printed
from gongkai.records.reading.service.items import DECLARED_ITEMS, OFFICE_ITEMS

# Files that are read value by value, besides what the office's settings and declarations come to.
_FILES: Final = (("office", MAPPING), ("year", WAIVERS))
SETTING_FILES: Final[Mapping[str, tuple[str, ...]]] = {
    "office": ("agency.toml", MAPPING),
    "year": ("declarations.toml", WAIVERS),
}
_LABELS: Final = {item.name: item.label for item in (*OFFICE_ITEMS, *DECLARED_ITEMS)}
HIDDEN: Final = "（含个人信息，不列出）"
_NAMED: Final = ("ledger", "code", "check", "name")  # what tells one entry of a list from another
_LONGEST: Final = 200  # characters of a value that is kept as it is


@dataclass(frozen=True, slots=True)
class Setting:
    """One value: as it may be shown, and a print of it where that does not tell all."""

    shown: str
    print: str = ""


def settings_of(root: Path, records: Records, secret: bytes) -> dict[str, Setting]:
    """Return the settings of an office and its year by name, wherever they are written.

    What a file or a sheet of the workbook states alike is one setting; an unreadable file has none.
    """
    key = records.key
    stated: list[tuple[str, Any]] = [
        ("机关设置", asdict(records.agency)),
        ("本年声明", asdict(records.declarations)),
        ("审核意见", [{"name": a.finding, "owner": a.owner, "reason": a.reason, "expires": a.expires}
                  for a in records.answers]),
    ]  # fmt: skip
    folders = {"office": root / key.agency, "year": root / key.slug}
    stated += [(name, _read(folders[where] / name)) for where, name in _FILES]
    return {
        f"{about}：{path}": _setting(value, secret)
        for about, values in stated
        for path, value in _leaves(values, "")
        if path
    }


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError):
        return {}


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Yield each value with its dotted name; an entry of a list of tables by what it is about."""
    if isinstance(value, dict):
        for name, part in value.items():
            label = _LABELS.get(str(name)) or str(name)
            yield from _leaves(part, f"{path}.{label}" if path else label)
    elif (
        isinstance(value, list | tuple) and value and all(isinstance(part, dict) for part in value)
    ):
        taken: dict[str, int] = {}
        for part in value:
            named = next((str(part[n]) for n in _NAMED if n in part), "")
            taken[named] = taken.get(named, 0) + 1
            which = named if named and taken[named] == 1 else f"{named}第{taken[named]}项"
            yield from _leaves(part, f"{path}[{which}]")
    else:
        yield path, value


def _setting(value: Any, secret: bytes) -> Setting:
    text = _words(value)
    hidden = points_to_person(text)
    long = len(text) > _LONGEST
    twice = "".join(printed(text, secret, n) for n in "12") if (hidden and secret) or long else ""
    return Setting(HIDDEN if hidden else f"{text[:_LONGEST]}…" if long else text, twice)


def _words(value: Any) -> str:
    match value:
        case bool():
            return "是" if value else "否"
        case list() | tuple():
            return "、".join(map(_words, value)) or "（空）"
        case str():
            return value or "（空）"
        case None:
            return "（空）"
        case dt.date() | int() | float():
            return str(value)
        case _:
            return str(value)
