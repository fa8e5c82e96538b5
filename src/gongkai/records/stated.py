"""What an office states of itself and of a year: settings files and sheets of the workbook together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Final

from gongkai.errors import GongkaiError
from gongkai.findings import Finding, Place
from gongkai.records.agency import CONTACT, NAMELESS, Agency, Member, Relation, load_agency
from gongkai.records.declarations import Declarations, load_declarations
from gongkai.records.reading.service.items import DECLARED_ITEMS, OFFICE_ITEMS
from gongkai.records.reading.service.office_sheets import (
    Answer,
    OfficeSheets,
    Said,
    otherwise,
    read_office_sheets,
)
from gongkai.records.reading.service.opened import office_sheets_in
from gongkai.records.reading.sheet import Sheet
from gongkai.records.settings import line_of, read_toml

_IDENTITY: Final = ("code", "name", "short_name", "level")


@dataclass(frozen=True, slots=True)
class Stated:
    """An office and its statements of a year, the answers to findings, where each value of a sheet
    stands, and what is amiss: cells that say nothing, values that stand in two places differently."""

    agency: Agency
    declarations: Declarations
    answers: tuple[Answer, ...]
    places: Mapping[str, Place]
    findings: tuple[Finding, ...]


def office_in(folder: Path) -> Agency:
    """Return the office as it is in the year of ``folder``; the sheets of that year's workbook go first."""
    return load_agency(folder.parent, _values(_sheets(folder).office))


def office_of(folder: Path) -> Agency:
    """Return the office of ``folder`` whatever the year: as its latest year has it."""
    year = latest_year(folder)
    return office_in(year) if year else load_agency(folder)


def latest_year(folder: Path, before: int = 9999) -> Path | None:
    """Return the folder of an office's latest year before another; None where there is none."""
    years = sorted(folder.glob("[0-9][0-9][0-9][0-9]"))
    return next((year for year in reversed(years) if int(year.name) < before), None)


def said_in(folder: Path) -> Mapping[str, Said]:
    """Return what the sheets of a year's workbooks state of the office, by the setting's name."""
    return _sheets(folder).office


def filed_in(folder: Path) -> Mapping[str, str]:
    """Return in words what the settings file in an office's folder states besides its name and level."""
    try:
        found = _office_file(
            folder, _values(said_in(year)) if (year := latest_year(folder)) else {}
        )
    except GongkaiError:
        return {}
    return {name: _words(name, value) for name, value in found.items() if name not in _IDENTITY}


def declarations_in(folder: Path) -> Declarations:
    """Return a year's statements."""
    return replace(load_declarations(folder), **_values(_sheets(folder).declared))


def stated_in(folder: Path, service: Sequence[Sheet]) -> Stated:
    """Return what is stated in a year's folder, of which ``service`` are the sheets that are no ledger."""
    sheets = read_office_sheets(service, folder.parent.name)
    agency = load_agency(folder.parent, _values(sheets.office))
    filed = load_declarations(folder)
    filed_office = _office_file(folder.parent, _values(sheets.office)) if sheets.office else {}
    declarations = replace(filed, **_values(sheets.declared))
    twice = (
        *_otherwise(sheets.office, filed_office, folder.parent / "agency.toml"),
        *_otherwise(sheets.declared, _changed(filed), folder / "declarations.toml"),
    )
    places = {name: said.place for name, said in sheets.office.items()}
    return Stated(agency, declarations, sheets.answers, places, (*sheets.findings, *twice))


def _sheets(folder: Path) -> OfficeSheets:
    return read_office_sheets(office_sheets_in(folder), folder.parent.name)


def _values(said: Mapping[str, Said]) -> dict[str, Any]:
    return {name: one.value for name, one in said.items()}


def _office_file(folder: Path, sheet: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the settings file alone states, by name; nothing where there is none."""
    path = folder / "agency.toml"
    if not path.is_file():
        return {}
    raw = read_toml(path)
    # What it leaves to the sheet is lent to it, so that the rest can be read.
    lent = {"name": raw.get("name") or NAMELESS, "level": raw.get("level") or sheet.get("level")}
    agency = load_agency(folder, {name: value for name, value in lent.items() if value})
    found = {name: value for name, value in _changed(agency).items() if name in raw}
    found |= {name: value for name in CONTACT if (value := getattr(agency.contact, name))}
    return {name: value for name, value in found.items() if value not in ("", NAMELESS)}


def _changed(stated: Any) -> dict[str, Any]:
    """Return the fields that are not as they are where nobody states them."""
    return {
        f.name: value for f in fields(stated) if (value := getattr(stated, f.name)) != f.default
    }


def _otherwise(said: Mapping[str, Said], filed: Mapping[str, Any], path: Path) -> Iterator[Finding]:
    """Yield each value of a sheet that the settings file states differently."""
    for name, one in said.items():
        other = filed.get(name)
        if other is None or _plain(other) == _plain(one.value):
            continue
        line = line_of(path, {"published_on": "date"}.get(name, name))
        where = f"{path.parent.name}/{path.name}" + (f" 第{line}行" if line else "")
        yield otherwise(one, f"{where}的“{_words(name, other)}”", one.words)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, list | tuple) else value


def _words(name: str, value: Any) -> str:
    """Return a value as a sheet would say it."""
    item = next((i for i in (*OFFICE_ITEMS, *DECLARED_ITEMS) if i.name == name), None)
    if isinstance(value, list | tuple):
        return "、".join(_one(part) for part in value) or "不用图"
    return item.shown.get(str(value), str(value)) if item else str(value)


def _one(part: Any) -> str:
    match part:
        case Member():
            return part.code
        case Relation():
            return f"{part.code} {part.until}"
        case _:
            return str(part)
