"""Who signed a report, of which bytes and ledgers, and what has changed in them since."""

import datetime as dt
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from gongkai.compare.kept import keep_signed
from gongkai.errors import UnreadableError, UsageError
from gongkai.examined.inputs import SIGN_OFF, changes, digest, inputs_of
from gongkai.keys import Key
from gongkai.output.digest import unlike
from gongkai.output.folder import replaced
from gongkai.report.content.editions import Edition
from gongkai.report.publication.formats import FORMATS
from gongkai.report.publication.on_disk import whole_manifest

ROLES: Final = ("审核", "签发")
BESIDE: Final = "sign_off.json"  # the record's copy beside the report, for the index
_PUBLIC: Final = tuple(form.file for form in FORMATS if form.edition is Edition.PUBLIC)
_LONGEST: Final = 40
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


def sign(root: Path, out: Path, key: Key, by: str, role: str, on: dt.date) -> Signed:
    """Record that somebody checked or signed the report as it stands, and return the record.

    UsageError where there is nothing that may be signed: no report, a draft, one that its data or a hand
    has changed since it was made.
    """
    by = by.strip()
    if not by or len(by) > _LONGEST or not by.isprintable():
        raise UsageError(f"请用 --by 写明签字人姓名，不超过{_LONGEST}个字。")
    if role not in ROLES:
        raise UsageError(f"--as 应为{'或'.join(ROLES)}，现为“{role}”。")
    folder = out / key.agency / str(key.year)
    manifest = whole_manifest(folder)
    if manifest is None:
        raise UsageError(
            f"{folder.as_posix()} 中没有可以签的报告。请先生成：gongkai report {key.agency} {key.year}"
        )
    if manifest.get("state") != "final":
        raise UsageError(
            f"{key.slug} 的报告是草稿或已过期，不能{role}。请先运行 gongkai check {key.agency} {key.year} 逐项处理，再重新生成。"
        )
    public = {name: sha for name, sha in manifest["outputs"].items() if name in _PUBLIC}
    older = [name for name in manifest.get("stale", ()) if name in _PUBLIC]
    if older or not public:
        what = (
            f"{'、'.join(older)} 是按以前的台账做的"
            if older
            else "没有公开版的文件（网页、Word 等）"
        )
        raise UsageError(
            f"{key.slug} 的报告{what}，不能{role}。请把要用的格式一并重新生成，不用的移走。"
        )
    changed = _changed(folder, public, manifest["inputs"]["data"], inputs_of(root, key))
    if changed:
        raise UsageError(
            f"{key.slug} 的报告生成之后有改动（{'；'.join(changed)}），不能{role}。"
            f"请重新生成：gongkai report {key.agency} {key.year}；直接改了文件的，请把改动写入 narrative 后再生成。"
        )
    signed = Signed(role, by, on, public, dict(manifest["inputs"]["data"]))
    record = root / key.slug / SIGN_OFF
    everything = (*read_sign_off(record), signed)  # what cannot be read is not written on
    before = record.read_text("utf-8-sig") if record.is_file() else _HEAD
    replaced(record, (before.rstrip() + "\n\n" + _entry(signed)).encode())
    copy = [asdict(one) | {"on": str(one.on)} for one in everything]
    told = json.dumps(copy, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    replaced(folder / BESIDE, told.encode())
    keep_signed(root, folder, key, role, signed.words, str(on), digest(signed.data))
    return signed


_HEAD: Final = "# 审核和签发的记录，由 gongkai sign 写入：谁、何时、签的是哪些文件和台账（SHA-256）。请勿手改。\n"


def _entry(signed: Signed) -> str:
    def text(value: str) -> str:
        return json.dumps(value, ensure_ascii=False)  # a JSON text is a basic string of TOML

    lines = [
        "[[signed]]",
        f"role = {text(signed.role)}",
        f"by = {text(signed.by)}",
        f"on = {signed.on}",
    ]
    for name, hashes in (("public", signed.public), ("data", signed.data)):
        lines += [f"[signed.{name}]", *(f"{text(k)} = {text(v)}" for k, v in hashes.items())]
    return "\n".join(lines) + "\n"


def read_sign_off(record: Path) -> tuple[Signed, ...]:
    """Return the signatures of a record, the office's TOML or its copy in JSON, the first one first.

    None where there is no record; UnreadableError where somebody spoilt it.
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


def _changed(
    folder: Path, public: Mapping[str, str], then: Mapping[str, str], now: Mapping[str, str]
) -> list[str]:
    """Return what is no longer as it was, in words: files of the report, then files of data."""
    return told_changes(unlike(folder, public), then, now)


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


def standing_of(out: Path, key: Key, record: Path, now: Mapping[str, str]) -> str:
    """Return in words how the last signature of each role stands: none, signed, or changed since, with what.

    ``now`` holds the hashes of the data as they are. 签发 comes first, and a later 审核 does not hide it.
    """
    folder = out / key.agency / str(key.year)
    latest = latest_by_role(record)
    said = []
    for signed in sorted(latest.values(), key=lambda one: -ROLES.index(one.role)):
        changed = _changed(folder, signed.public, signed.data, now)
        said.append(f"{signed.words}后有改动：{'、'.join(changed)}" if changed else signed.words)
    return "；".join(said)
