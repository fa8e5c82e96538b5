"""Who signed a report, of which bytes and ledgers, and what has changed in them since."""

import datetime as dt
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from gongkai.errors import UnreadableError, UsageError
from gongkai.examined.inputs import SIGN_OFF, inputs_of
from gongkai.keys import Key
from gongkai.output.digest import digest
from gongkai.output.folder import replaced
from gongkai.report.content.editions import Edition
from gongkai.report.publication.formats import FORMATS, MANIFEST

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
    manifest = _manifest(folder, key)
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
    changed = [*_outputs(folder, public), *_data(manifest["inputs"]["data"], inputs_of(root, key))]
    if changed:
        raise UsageError(
            f"{key.slug} 的报告生成之后有改动（{'；'.join(changed)}），不能{role}。"
            f"请重新生成：gongkai report {key.agency} {key.year}；直接改了文件的，请把改动写入 narrative 后再生成。"
        )
    signed = Signed(role, by, on, public, dict(manifest["inputs"]["data"]))
    record = root / key.slug / SIGN_OFF
    before = record.read_text("utf-8-sig") if record.is_file() else _HEAD
    read_sign_off(record)  # what cannot be read is not written on
    replaced(record, (before.rstrip() + "\n\n" + _entry(signed)).encode())
    everything = [_as_dict(one) for one in read_sign_off(record)]
    told = json.dumps(everything, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    replaced(folder / BESIDE, told.encode())
    return signed


_HEAD: Final = "# 审核和签发的记录，由 gongkai sign 写入：谁、何时、签的是哪些文件和台账（SHA-256）。请勿手改。\n"


def _manifest(folder: Path, key: Key) -> dict[str, Any]:
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if isinstance(found["outputs"], dict) and isinstance(found["inputs"]["data"], dict):
            return dict(found)
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise UsageError(
        f"{folder.as_posix()} 中没有可以签的报告。请先生成：gongkai report {key.agency} {key.year}"
    )


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


def _as_dict(signed: Signed) -> dict[str, object]:
    return {
        "role": signed.role,
        "by": signed.by,
        "on": str(signed.on),
        "public": dict(signed.public),
        "data": dict(signed.data),
    }


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


def changed_since(out: Path, key: Key, signed: Signed, now: Mapping[str, str] | None) -> list[str]:
    """Return what of a signed report is no longer what was signed: files, and data where ``now`` is known."""
    folder = out / key.agency / str(key.year)
    return [*_outputs(folder, signed.public), *([] if now is None else _data(signed.data, now))]


def _outputs(folder: Path, signed: Mapping[str, str]) -> list[str]:
    said = []
    for name, sha in signed.items():
        try:
            if digest(folder / name) != sha:
                said.append(f"{name} 已改动")
        except OSError:
            said.append(f"{name} 不见了")
    return said


def _data(then: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    kinds = {
        "改动": [name for name in now if name in then and then[name] != now[name]],
        "新增": [name for name in now if name not in then],
        "删去": [name for name in then if name not in now],
    }
    return [
        f"台账和设置{kind} {'、'.join(sorted(names)[:_SHOWN])}{f'等{len(names)}个文件' if names[_SHOWN:] else ''}"
        for kind, names in kinds.items()
        if names
    ]


def standing_of(out: Path, key: Key, record: Path, now: Mapping[str, str] | None = None) -> str:
    """Return in words how the last signature of each role stands: none, signed, or changed since, with what.

    签发 comes first, and a later 审核 does not hide it.
    """
    latest = {signed.role: signed for signed in read_sign_off(record)}
    said = []
    for signed in sorted(latest.values(), key=lambda one: -ROLES.index(one.role)):
        changed = changed_since(out, key, signed, now)
        said.append(f"{signed.words}后有改动：{'、'.join(changed)}" if changed else signed.words)
    return "；".join(said)
