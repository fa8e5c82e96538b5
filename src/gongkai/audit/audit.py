"""An audit: who published what for which year, whether the tables and sentences hold."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from gongkai.audit.claims import Claim, Judgement, read_claims
from gongkai.audit.document import Document, read_document, sentences
from gongkai.audit.tables import Reading, read_tables
from gongkai.checks.check import Result, State
from gongkai.checks.tables import check_era, check_tables
from gongkai.forms.published import published_cells

_TITLE: Final = re.compile(
    r"(?P<before>[^，。\s]*?)(?P<year>20\d\d)年?度?(?P<after>[^，。\d]*?)政府信息公开工?作?年度报告"
)
_NAMES: Final = {"table2": "表二", "table3": "表三", "table4": "表四"}


@dataclass(frozen=True, slots=True)
class Audit:
    """What a file says and whether it holds."""

    file: str
    agency: str | None
    year: int | None
    form: str | None
    tables: dict[str, Reading]
    checks: tuple[Result, ...]
    claims: tuple[Claim, ...]

    @property
    def fails(self) -> bool:
        """Tell whether something in the report is wrong by its own figures."""
        failed = any(c.state is State.FAIL for c in self.checks)
        return failed or any(c.state is Judgement.FAILS for c in self.claims)

    def as_dict(self) -> dict[str, Any]:
        """Return the audit as plain data, its tables in the shape of ``last_published.json``."""
        return {
            "file": self.file,
            "agency": self.agency,
            "year": self.year,
            "form": self.form,
            **{name: r.stated for name in _NAMES if (r := self.tables.get(name))},
            "missing_rows": {n: list(r.missing) for n, r in self.tables.items() if r.missing},
            "checks": [c.as_dict() for c in self.checks],
            "claims": [c.as_dict() for c in self.claims],
        }


def audit(path: Path) -> Audit:
    """Return the audit of a published file; UnreadableError where it cannot be read.

    Tables are held against the rules of their own era; sentences against their own figures.
    """
    document = read_document(path)
    agency, year = _named(document)
    form, tables = read_tables(document.tables)
    checks: list[Result] = []
    if form is not None:
        if year is not None:
            checks.append(check_era(year, form.id))
        stated = {name: reading.stated for name, reading in tables.items()}
        era = form.id.removeprefix("form_")
        _, cells = published_cells({"form": era, **stated})
        read = tuple(t for t in form.tables if t.id in tables)
        checks += [r for r in check_tables(form, cells, own=False) if _of(r, read)]
        checks += [_refused(name, r) for name, r in tables.items() if r.missing]
    claims = tuple(c for place, text in sentences(document) for c in read_claims(text, place))
    return Audit(
        path.name,
        agency,
        year,
        form.id.removeprefix("form_") if form else None,
        tables,
        tuple(checks),
        claims,
    )


def _of(result: Result, tables: tuple[Any, ...]) -> bool:
    """Tell whether a rule is about a table that was read: rules are named T2-, T3-, T4-."""
    number = re.match(r"T(\d)-", result.id)
    return number is None or any(t.id == f"table{number[1]}" for t in tables)


def _refused(name: str, reading: Reading) -> Result:
    shown = "、".join(reading.missing[:4]) + (
        f"等{len(reading.missing)}行" if len(reading.missing) > 4 else ""
    )
    return Result("ST-1", State.NOT_ASSESSABLE, f"{_NAMES[name]}缺少或认不出：{shown}")


def _folded(char: str) -> str:
    """Return a character as it is compared, white space gone; brackets stay as the office has them."""
    return char if char in "（）" else unicodedata.normalize("NFKC", char).strip()


def _named(document: Document) -> tuple[str | None, int | None]:
    """Return the office and year of the first title in the file."""
    cells = (cell for grid in document.tables for row in grid[:3] for cell in row)
    joined = "".join(document.paragraphs[:2])
    for text in (*document.paragraphs[:40], joined, *cells):
        match = _TITLE.search("".join(map(_folded, text)))
        if match:
            agency = (match["before"] or match["after"]).strip("《》“”#*")
            return agency or None, int(match["year"])
    return None, None
