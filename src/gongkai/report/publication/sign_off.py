"""Recording who checked and who signed a report, with the hashes of what was signed."""

import datetime as dt
import json
from dataclasses import asdict
from pathlib import Path
from typing import Final

from gongkai.compare.kept import keep_signed
from gongkai.errors import UsageError
from gongkai.examined.data_files import SIGN_OFF, digest
from gongkai.examined.inputs import inputs_of
from gongkai.keys import Key
from gongkai.output.digest import unlike
from gongkai.output.folder import replaced
from gongkai.report.content.editions import Edition
from gongkai.report.publication.formats import FORMATS
from gongkai.report.publication.on_disk import is_dated, whole_manifest
from gongkai.report.publication.signatures import (
    BESIDE,
    ISSUED,
    ROLES,
    Signed,
    read_sign_off,
    told_changes,
)

_PUBLIC: Final = tuple(form.file for form in FORMATS if form.edition is Edition.PUBLIC)
_LONGEST: Final = 40


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
    if role == ISSUED and not is_dated(manifest):
        raise UsageError(
            f"{key.slug} 的报告没有公布日期，不能{role}（可以先审核）。"
            f"请定下公布日期，填在“声明”工作表（或 declarations.toml），再重新生成：gongkai report {key.agency} {key.year}"
        )
    public = {name: sha for name, sha in manifest["outputs"].items() if name in _PUBLIC}
    older = [name for name in manifest.get("stale", ()) if name in _PUBLIC]
    if older or not public:
        what = (
            f"文件夹中的 {'、'.join(older)} 是按以前的台账做的"
            if older
            else "的报告没有公开版的文件（网页、Word 等）"
        )
        raise UsageError(
            f"{key.slug} {what}，不能{role}。请一并重新生成：gongkai report {key.agency} {key.year}"
            + "（不用的格式可先移走）" * bool(older)
        )
    changed = told_changes(unlike(public, folder), manifest["inputs"]["data"], inputs_of(root, key))
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
    times = sum(one.role == role for one in everything)
    made = dt.datetime.fromtimestamp(max((folder / name).stat().st_mtime for name in public))
    which = f"第{times}次{role}，报告生成于{made:%Y-%m-%d %H:%M}"
    keep_signed(root, folder, key, role, signed.words, str(on), digest(signed.data), which)
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
