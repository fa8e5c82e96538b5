"""Waivers: a person answers for a check that does not hold, for these values and until a day."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from gongkai.checks.check import Result, State
from gongkai.errors import UnreadableError
from gongkai.records.agency import read_toml, refuse_unknown

FILE: Final = "review.toml"
_FIELDS: Final = ("check", "left", "right", "message", "owner", "reason", "expires")


@dataclass(frozen=True, slots=True)
class Waiver:
    """One waiver. It holds only while the check shows ``left``, ``right`` and ``message``."""

    check: str
    owner: str
    reason: str
    expires: dt.date
    left: str = ""
    right: str = ""
    message: str = ""


def load_waivers(folder: Path) -> tuple[Waiver, ...]:
    """Return the waivers of a year's ``review.toml``; none where the file is absent."""
    path = folder / FILE
    if not path.exists():
        return ()
    where = f"{folder.parent.name}/{folder.name}/{FILE}"
    data = read_toml(path)
    refuse_unknown(data, {"waiver"}, where)
    return tuple(
        _waiver(entry, f"{where} 第{n}个 [[waiver]]")
        for n, entry in enumerate(data.get("waiver", ()), start=1)
    )


def _waiver(entry: dict[str, Any], where: str) -> Waiver:
    refuse_unknown(entry, set(_FIELDS), where)
    for name in ("check", "owner", "reason"):
        if not isinstance(entry.get(name), str) or not entry[name].strip():
            raise UnreadableError(f"{where} 缺少“{name}”。请补上。")
    if not isinstance(entry.get("expires"), dt.date):
        raise UnreadableError(f"{where} 的 expires 应是不加引号的日期，如 2020-12-31。")
    seen = {n: str(entry[n]) for n in ("left", "right", "message") if n in entry}
    if not seen:
        raise UnreadableError(f"{where} 应写明当时所见的值：left 和 right，或 message。")
    return Waiver(entry["check"], entry["owner"], entry["reason"], entry["expires"], **seen)


def apply_waivers(
    results: Sequence[Result], waivers: Sequence[Waiver], as_of: dt.date
) -> tuple[Result, ...]:
    """Return the results, those waived no longer blocking; a waiver that fits none is a warning.

    ``as_of`` is the declared date of publication, so that the outcome depends on no clock.
    """
    used: set[Waiver] = set()
    out = []
    for result in results:
        waiver = next((w for w in waivers if _fits(w, result, as_of)), None)
        if waiver is None or not result.blocks:
            out.append(result)
            continue
        used.add(waiver)
        words = (
            f"{result.message}（经{waiver.owner}审核说明：{waiver.reason}，有效至{waiver.expires}）"
        )
        out.append(replace(result, state=State.WARN, message=words, blocks=False))
    out += [
        Result(
            "R-00",
            State.WARN,
            f"{FILE} 中对 {w.check} 的说明没有生效：所见的值已经变化、已过有效期，或该项检查没有问题",
        )
        for w in waivers
        if w not in used
    ]
    return tuple(out)


def _fits(waiver: Waiver, result: Result, as_of: dt.date) -> bool:
    seen = {
        "left": "" if result.left is None else str(result.left),
        "right": "" if result.right is None else str(result.right),
        "message": result.message,
    }
    return (
        waiver.check == result.id
        and as_of <= waiver.expires
        and all(not (v := getattr(waiver, name)) or v == seen[name] for name in seen)
    )
