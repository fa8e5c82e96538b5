"""Where versions are kept, and which of them a report is compared with."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from gongkai.compare.comparison import Comparison, compare
from gongkai.compare.files import read_version, version_text
from gongkai.compare.version import Version
from gongkai.examined.data_files import ISSUED_BEFORE, SIGNED_VERSIONS
from gongkai.keys import Key
from gongkai.output.folder import replaced

FOLDER: Final = (
    "versions"  # in a report's folder: its last run, the run before, its Word document as written
)
LAST: Final = "last.json"
BEFORE: Final = "before.json"
DOCUMENT: Final = "report.docx"
_DOCUMENT_BEFORE: Final = "report-before.docx"


@dataclass(frozen=True, slots=True)
class Since:
    """What has changed since a version, and in words which version that is."""

    words: str
    comparison: Comparison


def changes_since(root: Path, out: Path, now: Version, *, signed: bool = True) -> Since | None:
    """Return what has changed since the version signed last, else since the run before; None where there is none.

    ``signed`` False leaves signatures out of it. The run before is the last one of other data or words
    than ``now``. UnreadableError where what was kept cannot be read.
    """
    key = Key(now.agency, now.year)
    then = last_signed(root, key) if signed else None
    if then is not None:
        return Since(f"{then.signed}的版本", compare(then, now))
    folder = out / key.agency / str(key.year) / FOLDER
    for name in (LAST, BEFORE):
        if (folder / name).is_file():
            then = read_version(folder / name)
            if then != now:
                return Since("上一次生成的报告", compare(then, now))
    # It was made again of the same.
    return Since("上一次生成的报告", compare(now, now)) if then is not None else None


def last_signed(root: Path, key: Key, *roles: str) -> Version | None:
    """Return the version that was signed last, as one of the roles; of one day 签发 before 审核."""
    found = []
    for role, name in SIGNED_VERSIONS.items():
        path = root / key.slug / name
        if path.is_file() and (not roles or role in roles):
            found.append(read_version(path))
    return max(found, key=lambda version: version.on, default=None)


def issued(root: Path, key: Key) -> tuple[Version, ...]:
    """Return the version issued last, then the one of other figures or words issued before it, where there is one."""
    names = (SIGNED_VERSIONS["签发"], ISSUED_BEFORE)
    return tuple(read_version(path) for name in names if (path := root / key.slug / name).is_file())


def keep(folder: Path, version: Version) -> None:
    """Keep a run's version in its report's folder; the one before it stays beside it."""
    _keep(folder, version_text(version).encode(), LAST, BEFORE)


def keep_document(folder: Path, written: Path) -> None:
    """Keep the Word document as it was written, and the one of before, to tell later what was edited."""
    _keep(folder, written.read_bytes(), DOCUMENT, _DOCUMENT_BEFORE)


def _keep(folder: Path, content: bytes, name: str, before: str) -> None:
    kept = folder / FOLDER / name
    if kept.is_file():
        earlier = kept.read_bytes()
        if earlier == content:
            return
        replaced(folder / FOLDER / before, earlier)
    replaced(kept, content)


def documents(folder: Path) -> tuple[Path, ...]:
    """Return the Word documents of a report as they were written, the last one first."""
    names = (DOCUMENT, _DOCUMENT_BEFORE)
    return tuple(path for name in names if (path := folder / FOLDER / name).is_file())


def keep_signed(
    root: Path, folder: Path, key: Key, role: str, words: str, on: str, inputs: str, made: str = ""
) -> bool:
    """Keep the version that somebody signs in the office's folder; False where the run left none of it.

    Of one that is issued anew with other figures or words, the version issued before is kept too: it may
    have been published, and is what a correction corrects.
    """
    last = folder / FOLDER / LAST
    version = read_version(last) if last.is_file() else None
    if version is None or version.inputs != inputs:
        return False
    signed = replace(version, signed=words, on=on, made=made)
    kept = root / key.slug / SIGNED_VERSIONS[role]
    if role == "签发" and kept.is_file():
        earlier = read_version(kept)
        if earlier.said != signed.said:
            replaced(root / key.slug / ISSUED_BEFORE, kept.read_bytes())
    replaced(kept, version_text(signed).encode())
    return True
