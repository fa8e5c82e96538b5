"""Whether a report's data are as they were when last looked at: three hundred offices in a moment.

Hashes are compared. A file is not read again for its hash while its size and times are those of when it was.
"""

import hashlib
import json
import stat
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from gongkai.checks.notices import FILE as NOTICES
from gongkai.errors import OutputError
from gongkai.examined.data_files import OFFICE_FILES, data_files, digest
from gongkai.keys import Key, years_of
from gongkai.output.folder import replaced
from gongkai.records.clock.notices import NAME

_FILE: Final = ".seen.json"  # in the output folder: names of offices and years, no file's name
_RECENT: Final = 2  # seconds: what was written so lately may be written again within the same tick


@dataclass
class Seen:
    """The data of reports as they are; what was read anew is noted in the output folder for the next time."""

    root: Path
    out: Path
    noted: dict[str, Any] = field(default_factory=dict)
    changed: bool = False

    def data(self, key: Key, then: Mapping[str, str]) -> Mapping[str, str]:
        """Return the hash of every data file behind a key's report as it is; ``then`` are those it was made of."""
        inputs, noted = digest(then), self.noted.get(key.slug)
        if noted and noted.get("inputs") == inputs:
            years = noted.get("years", ())
            if noted.get("stamp") == _stamp(self.root, key, years):
                return then
        # Much to load, and mostly for nothing.
        from gongkai.examined.inputs import inputs_of, keys_behind

        years = [one.slug for one in keys_behind(self.root, key)]
        # Before the reading: what changes meanwhile is seen.
        stamped = _stamp(self.root, key, years)
        now = inputs_of(self.root, key)
        if stamped and digest(now) == inputs:
            self.noted[key.slug] = {"inputs": inputs, "stamp": stamped, "years": years}
            self.changed = True
        return now

    def note(self) -> None:
        """Write what was read anew; a folder that cannot be written to is looked through each time."""
        if self.changed:
            text = json.dumps(self.noted, sort_keys=True)
            try:
                replaced(self.out / _FILE, text.encode())
            except OutputError:
                return


def seen(root: Path, out: Path) -> Seen:
    """Return what was noted in an output folder of the data that its reports were made of."""
    try:
        noted = json.loads((out / _FILE).read_text(encoding="utf-8"))
        whole = isinstance(noted, dict) and all(isinstance(n, dict) for n in noted.values())
    except (OSError, ValueError):
        whole = False
    return Seen(root, out, noted if whole else {})


def _stamp(root: Path, key: Key, years: Sequence[str]) -> str:
    """Return one hash over names, sizes and times of all that enters a key's report; empty where it is too fresh.

    The time of the change itself is among them, which no copying program sets back.
    """
    before = [str(year) for year in years_of(root, key.agency) if year <= key.year]
    lines = [str(root.resolve()), *before]
    offices = dict.fromkeys(year.partition("/")[0] for year in years)
    paths = [
        root / NAME,
        root / NOTICES,
        *(root / office / name for office in offices for name in OFFICE_FILES),
    ]
    for year in years:
        paths += data_files(root / year)
    newest = 0.0
    for path in paths:
        try:
            found = path.stat()
        except OSError:
            continue
        # A folder's time changes with a signature, which is none of the data.
        if stat.S_ISDIR(found.st_mode):
            continue
        newest = max(newest, found.st_mtime, found.st_ctime)
        about = (path.as_posix(), found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
        lines.append("\0".join(map(str, about)))
    if newest > time.time() - _RECENT:
        return ""
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()
