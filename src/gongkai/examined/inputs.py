"""What a report is made from: a hash for every file of data and for the program itself."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache, wraps
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, TypeVar

from gongkai.checks.notices import FILE as NOTICES
from gongkai.checks.notices import Asked, asked_of, read_notices
from gongkai.errors import GongkaiError
from gongkai.examined.data_files import OFFICE_FILES, data_files, digest
from gongkai.keys import Key, years_of
from gongkai.persons import without_persons
from gongkai.records.agency import Agency
from gongkai.records.clock.calendar import Calendar, calendar_of, national
from gongkai.records.clock.notices import NAME
from gongkai.records.clock.snapshot import snapshot
from gongkai.records.stated import office_in

PACKAGE: Final = Path(str(files("gongkai")))
CHECKOUT: Final = PACKAGE.parents[1]
_NO_SOURCE: Final = ("__pycache__", ".ipynb_checkpoints")

T = TypeVar("T")
_looked_up: ContextVar[dict[Any, Any] | None] = ContextVar("looked_up", default=None)


@contextmanager
def one_look() -> Iterator[None]:
    """Look at each year's files once while many keys are asked for: each stands behind the later ones."""
    token = _looked_up.set({})
    try:
        yield
    finally:
        _looked_up.reset(token)


def _once(look: Callable[[Path, Key], T]) -> Callable[[Path, Key], T]:
    @wraps(look)
    def looked(root: Path, key: Key) -> T:
        known = _looked_up.get()
        if known is None:
            return look(root, key)
        at = (look, root, key)
        if at not in known:
            known[at] = look(root, key)
        found: T = known[at]
        return found

    return looked


def notebook_path(name: str = "annual_report") -> Path:
    """Return a notebook that comes with the program: the installed one, else the checkout's."""
    installed = PACKAGE / "notebooks" / f"{name}.ipynb"
    return installed if installed.is_file() else CHECKOUT / "notebooks" / f"{name}.ipynb"


def keys_behind(root: Path, key: Key) -> tuple[Key, ...]:
    """Return the keys whose records enter the key's report, its own first.

    The office's years up to this one, last year of those it took over, and the members of each.
    """
    own = [Key(key.agency, year) for year in years_of(root, key.agency) if year < key.year]
    agency = _settings(root, key)
    taken_over = agency.predecessors if agency else ()
    before = [Key(r.code, r.until) for r in taken_over if r.until == key.year - 1]
    return tuple(dict.fromkeys(k for one in (key, *own, *before) for k in keys_counted(root, one)))


def keys_counted(root: Path, key: Key, above: tuple[str, ...] = ()) -> tuple[Key, ...]:
    """Return the keys whose records are added up for a key's figures: its own and its members'."""
    agency = None if key.agency in above else _settings(root, key)
    members = agency.members_in(key.year) if agency else ()
    above = (*above, key.agency)
    # A member's file of facts lies in the folder of the year itself.
    below = [
        keys_counted(root, Key(member.code, key.year), above)
        for member in members
        if not member.facts
    ]
    return (key, *(one for keys in below for one in keys))


@_once
def _settings(root: Path, key: Key) -> Agency | None:
    """Return an office's settings of a year; None where they cannot be read, which the report then tells."""
    try:
        return office_in(root / key.slug)
    except GongkaiError:
        return None


def inputs_of(root: Path, key: Key) -> dict[str, str]:
    """Return the SHA-256 of every data file behind the key's report, by its path below the root."""
    return _inputs(root, keys_behind(root, key)) | _asked(root, key)


def _asked(root: Path, key: Key) -> dict[str, str]:
    """Return a hash over what higher authorities ask of a key's report, where they ask anything.

    Not of the file: a notice to others changes nothing in this one.
    """
    agency = _settings(root, key)
    name, level = (agency.name, agency.level) if agency else (None, None)
    try:
        found = asked_of(read_notices(root), name, level, key.year)
    except GongkaiError:
        return {NOTICES: _digest(root / NOTICES)}
    return {f"上级通知 {key.slug}": digest({"asked": repr(found)})} if found != Asked() else {}


def figures_inputs(root: Path, key: Key) -> dict[str, str]:
    """Return the SHA-256 of every data file that a key's figures are counted from."""
    return _inputs(root, keys_counted(root, key))


def _inputs(root: Path, keys: tuple[Key, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key in keys:
        found |= year_inputs(root, key)
    return dict(sorted(found.items()))


@_once
def year_inputs(root: Path, key: Key) -> dict[str, str]:
    """Return the SHA-256 of each file of one year and of its office's settings."""
    folder = root / key.slug
    return _calendar(root, key) | {
        _named(path.relative_to(root).as_posix(), _digest(path)): _digest(path)
        for path in (*data_files(folder), *(folder.parent / name for name in OFFICE_FILES))
        if path.is_file()
    }


def _named(path: str, digest: str) -> str:
    """Return a file's path; by its content where its name would give a person away."""
    shown = "/".join(map(without_persons, path.split("/")))
    return path if shown == path else f"{shown} {digest[:8]}"


def _calendar(root: Path, key: Key) -> dict[str, str]:
    """Return a hash over the calendar that a year's clocks ask, where it is not the program's own.

    Not of the file: another year's entry changes nothing in this one.
    """
    agency = _settings(root, key)
    try:
        own = calendar_of(root, agency.region if agency else "")
    except GongkaiError:
        return {NAME: _digest(root / NAME)}
    found = _own_days(own, key.year)
    return {f"工作日历 {key.slug}": found} if found else {}


@cache
def _own_days(own: Calendar, year: int) -> str:
    """Return a hash over a year's calendar; empty where it is the program's own, and settled."""
    days = snapshot(own, year)
    same = own.settles(year) and days == snapshot(national(), year)
    return "" if same else digest(days)


def _digest(path: Path) -> str:
    stat = path.stat()
    return _digest_as_of(path, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size, stat.st_ino)


@lru_cache(maxsize=20_000)
def _digest_as_of(path: Path, *_: int) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@cache
def program_inputs() -> dict[str, str]:
    """Return the package's version and the hashes of its source, its notebook and its lock file.

    An installed package has no lock file beside it; the versions it runs with then stand for it.
    """
    sources = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*")):
        if path.is_file() and not set(path.parts).intersection(_NO_SOURCE):
            sources.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0")
            sources.update(_digest(path).encode())
    lock = CHECKOUT / "requirements.txt"
    return {
        "gongkai": version("gongkai"),
        "source": sources.hexdigest(),
        "notebook": _digest(notebook_path()),
        **({"lock": _digest(lock)} if lock.is_file() else {}),
        "engines": " ".join(f"{name} {version(name)}" for name in _SHAPING),
    }


# Packages whose version shows in a report's bytes.
_SHAPING: Final = ("matplotlib", "nbconvert", "papermill", "polars", "uharfbuzz", "XlsxWriter")
