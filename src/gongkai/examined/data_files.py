"""The files that a report is made from, by their names and hashes alone: no ledger or setting is read here."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from gongkai.records.mapping import MAPPING

# The notebook of the analyst's own section, of one year or of all years of an office.
OWN_NOTEBOOKS: Final = ("analysis.ipynb", "分析.ipynb")
OFFICE_FILES: Final = ("agency.toml", MAPPING, *OWN_NOTEBOOKS)
SIGN_OFF: Final = "sign_off.toml"
SIGNED_VERSIONS: Final = {role: f"sign_off_{role}.json" for role in ("签发", "审核")}
# What was issued, and may be published, before it was issued anew.
ISSUED_BEFORE: Final = "sign_off_签发_上次.json"
# A signature is of a report, it changes none.
_NO_INPUT: Final = ("README.md", SIGN_OFF, *SIGNED_VERSIONS.values(), ISSUED_BEFORE)


def data_files(folder: Path) -> Iterator[Path]:
    """Yield what lies in a year's folder and may change its report, folders too, sorted."""
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if not hidden and path.name not in _NO_INPUT:
            yield path


def changes(then: Mapping[str, str], now: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the names of files that came, went and changed between two lists of hashes.

    >>> changes({"a": "1", "b": "2"}, {"b": "3", "c": "4"})
    {'新增': ['c'], '删去': ['a'], '改动': ['b']}
    """
    return {
        "新增": [name for name in now if name not in then],
        "删去": [name for name in then if name not in now],
        "改动": [name for name in now if name in then and then[name] != now[name]],
    }


def digest(found: Mapping[str, object]) -> str:
    """Return one hash over the hashes of files."""
    return hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()
