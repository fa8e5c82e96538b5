"""Who signed a report, of which bytes and data, and what has changed in them since."""

import datetime as dt
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from gongkai.errors import UnreadableError
from gongkai.examined.data_files import changes
from gongkai.keys import Key
from gongkai.output.digest import unlike
from gongkai.report.publication.on_disk import SUPERSEDED

CHECKED: Final = "审核"
ISSUED: Final = "签发"
ROLES: Final = (CHECKED, ISSUED)
BESIDE: Final = "sign_off.json"  # the record's copy beside the report, for the index
_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Signed:
    """One signature: by whom, as what, on which day; hashes of the public files and of the data."""

    role: str
    by: str
    on: dt.date
    public: Mapping[str, str]
    data: Mapping[str, str]

    @property
    def words(self) -> str:
        """Return the signature in words, as ``张某签发（2026-01-20）``."""
        return f"{self.by}{self.role}（{self.on}）"


@dataclass(frozen=True, slots=True)
class SignedState:
    """How a report stands with its signatures: in words, whether it was 签发, whether something changed since."""

    words: str = ""
    issued: bool = False
    changed: bool = False


def read_sign_off(record: Path) -> tuple[Signed, ...]:
    """Return the signatures of a record, the office's TOML or its copy in JSON, the first one first.

    Empty where there is no record; UnreadableError where somebody spoilt it.
    """
    if not record.is_file():
        return ()
    try:
        text = record.read_text("utf-8-sig")
        entries = json.loads(text) if record.suffix == ".json" else tomllib.loads(text)["signed"]
        return tuple(
            Signed(
                str(entry["role"]),
                str(entry["by"]),
                dt.date.fromisoformat(str(entry["on"])),
                {str(k): str(v) for k, v in entry["public"].items()},
                {str(k): str(v) for k, v in entry["data"].items()},
            )
            for entry in entries
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise UnreadableError(
            f"签发记录 {record.name} 读不出来，可能被改动过。请恢复原样，或改名留存后重新签。"
        ) from None


def latest_by_role(record: Path) -> dict[str, Signed]:
    """Return the last signature of each role; UnreadableError where somebody spoilt the record."""
    return {signed.role: signed for signed in read_sign_off(record)}


def told_changes(
    files: Iterable[tuple[str, bool]], then: Mapping[str, str], now: Mapping[str, str]
) -> list[str]:
    """Return in words which files are no longer as signed (each with whether it is there), then which data."""
    said = [f"{n} 已改动" if there else f"{n} 不见了" for n, there in files]
    found = changes(then, now)
    for kind in ("改动", "新增", "删去"):
        if names := found[kind]:
            more = f"等{len(names)}个文件" if names[_SHOWN:] else ""
            said.append(f"台账和设置{kind} {'、'.join(sorted(names)[:_SHOWN])}{more}")
    return said


def changed_since(signed: Signed, now: Mapping[str, str], *folders: Path) -> list[str]:
    """Return in words what is no longer as it was signed; a public file is looked for in the folders in their order."""
    return told_changes(unlike(signed.public, *folders), signed.data, now)


def standing_of(
    out: Path, key: Key, record: Path, manifest: Mapping[str, Any], now: Mapping[str, str]
) -> SignedState:
    """Return how the last signature of each role stands: signed, or changed since, with what.

    Of a report that nobody signed, what has changed since it was made; no words where nothing has. ``now`` holds
    the hashes of the data as they are. 审核 comes before 签发; what changed since both alike is told once.
    """
    latest = latest_by_role(record)
    found: dict[str, list[str]] = {}
    for signed in sorted(latest.values(), key=lambda one: ROLES.index(one.role)):
        changed = changed_since(signed, now, out / key.agency / str(key.year))
        found.setdefault("、".join(changed), []).append(signed.words)
    moved = any(found)
    said = [
        f"{'、'.join(words)}后有改动：{changed}" if changed else "；".join(words)
        for changed, words in found.items()
    ]
    if not said and manifest and manifest.get("state") != SUPERSEDED:
        changed = told_changes((), manifest.get("inputs", {}).get("data", {}), now)
        said += [f"报告生成后有改动：{'、'.join(changed)}"] if changed else []
        moved = bool(changed)
    return SignedState("；".join(said), ISSUED in latest, moved)
