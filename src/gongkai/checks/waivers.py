"""Waivers: a person answers for what does not hold, as it was seen and until a day."""

import datetime as dt
import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from gongkai.checks.alike import alike, named_in, plain
from gongkai.checks.check import Result, State
from gongkai.checks.data import findings_of
from gongkai.errors import UnreadableError
from gongkai.findings import Finding, Place, Severity
from gongkai.records.reading.service.office_sheets import Answer
from gongkai.records.settings import read_toml, refuse_unknown

FILE: Final = "review.toml"
_FIELDS: Final = ("finding", "check", "left", "right", "message", "owner", "reason", "expires")
_HERE: Final = Place(FILE)
_SHOWN: Final = 40  # letters of a line that is told again


@dataclass(frozen=True, slots=True)
class Waiver:
    """One waiver. It holds only for the ``finding`` as ``gongkai check --all`` says it, or while the
    ``check`` shows ``left``, ``right`` and ``message``. ``place`` is where it is written."""

    check: str
    owner: str
    reason: str
    expires: dt.date
    left: str = ""
    right: str = ""
    message: str = ""
    finding: str = ""
    place: Place = _HERE

    @property
    def about(self) -> str:
        """Return what it is about, in short."""
        text = self.finding or self.check
        return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"

    def says(self, line: str) -> bool:
        """Tell whether a line that ``check`` prints is the one that was copied."""
        return bool(self.finding) and plain(self.finding) == plain(line)


def load_waivers(folder: Path, answers: Sequence[Answer] = ()) -> tuple[Waiver, ...]:
    """Return the waivers of a year's ``review.toml``, if there is one, and those of the sheet 审核意见."""
    rows = tuple(
        Waiver("", a.owner, a.reason, a.expires, finding=a.finding, place=a.place) for a in answers
    )
    return (*_filed(folder), *rows)


def _filed(folder: Path) -> tuple[Waiver, ...]:
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
    copied = str(entry.get("finding", "")).strip()
    for name in ("owner", "reason") if copied else ("check", "owner", "reason"):
        if not isinstance(entry.get(name), str) or not entry[name].strip():
            raise UnreadableError(f"{where} 缺少“{name}”。请补上。")
    if not isinstance(entry.get("expires"), dt.date):
        raise UnreadableError(f"{where} 的 expires 应是不加引号的日期，如 2020-12-31。")
    seen = {n: str(entry[n]) for n in ("left", "right", "message") if n in entry}
    if not seen and not copied:
        raise UnreadableError(
            f"{where} 应写明当时所见：finding = '照抄 gongkai check --all 列出的那一行'。"
        )
    return Waiver(
        str(entry.get("check", "")),
        entry["owner"],
        entry["reason"],
        entry["expires"],
        left=seen.get("left", ""),
        right=seen.get("right", ""),
        message=seen.get("message", ""),
        finding=copied,
    )


@dataclass(frozen=True, slots=True)
class Answered:
    """Findings, those that somebody answers for as warnings, and the waivers that were used."""

    findings: tuple[Finding, ...]
    used: frozenset[Waiver]


def answer(findings: Sequence[Finding], waivers: Sequence[Waiver], as_of: dt.date) -> Answered:
    """Return the findings as answered for; what forbids counting or leaves words wanting is mended instead.

    One waiver may answer for all that say the same in a column, or for some of them, by the line that stands for them.
    """
    used: set[Waiver] = set()
    kept = []
    valid = [w for w in waivers if as_of <= w.expires]
    faults = [f for f in findings if _may_be_answered(f)] if valid else []
    together = {f: w for w in reversed(valid) for f in named_in(w.finding, faults)}
    for finding in findings:
        waiver = None
        if valid and _may_be_answered(finding):
            line = str(finding)
            waiver = next((w for w in valid if w.says(line)), together.get(finding))
        if waiver is None:
            kept.append(finding)
            continue
        used.add(waiver)
        kept.append(
            replace(
                finding,
                severity=Severity.WARNING,
                message=_answered(finding.message, waiver),
                remedy="",
            )
        )
    return Answered(tuple(kept), frozenset(used))


def _may_be_answered(finding: Finding) -> bool:
    """Tell whether a person's word stands for a finding: what `check` prints of a row can be copied."""
    return finding.severity is not Severity.INFO and finding.answerable


def apply_waivers(
    results: Sequence[Result],
    waivers: Sequence[Waiver],
    as_of: dt.date,
    used: Iterable[Waiver] = (),
    findings: Sequence[Finding] = (),
) -> tuple[Result, ...]:
    """Return the results, those waived no longer blocking; a waiver that fits none is a warning.

    ``as_of`` is the declared date of publication, so that the outcome depends on no clock; ``used``
    have answered for one of the ``findings`` already.
    """
    done = set(used)
    out = []
    for result in results:
        waiver = next((w for w in waivers if _fits(w, result, as_of)), None)
        if waiver is None or not (result.blocks and result.waivable):
            out.append(result)
            continue
        done.add(waiver)
        words = _answered(result.message, waiver)
        out.append(replace(result, state=State.WARN, message=words, blocks=False))
    open_ = [*findings, *findings_of(results, findings)]
    wanting = [r for r in results if not r.waivable]
    for waiver in waivers:
        if waiver not in done:
            never = any(_fits(waiver, result, waiver.expires) for result in wanting)
            out.append(_idle(waiver, open_, as_of, never=never))
    return tuple(out)


def _answered(message: str, waiver: Waiver) -> str:
    return f"{message}（经{waiver.owner}审核说明：{waiver.reason}，有效至{waiver.expires}，按公布日期算）"


def _idle(waiver: Waiver, findings: Sequence[Finding], as_of: dt.date, *, never: bool) -> Result:
    """Return what is told of a waiver that answers for nothing: why, and what it might have meant."""
    code = waiver.check or waiver.finding.partition("]")[0].rpartition(" ")[2]
    open_ = [f for f in findings if f.rule == code and f.severity is not Severity.INFO]
    lines = [*alike(open_), *map(str, open_)]
    stopping = any(waiver.says(str(f)) and f.stops for f in findings)
    never = never or any(waiver.says(str(f)) and not f.answerable for f in findings)
    near = difflib.get_close_matches(waiver.finding or waiver.message, lines, 1, 0)
    if stopping:
        why, remedy = "这是数不出来的错误，不能以说明代替改正", "请改正台账，删去这段说明"
    elif never:
        why = "不改正，公布的报告上会留下空缺，不能以说明代替"
        remedy = "请写出或改正这段文字（缺数的补齐台账），删去这段说明"
    elif as_of > waiver.expires:
        why = f"有效期（{waiver.expires}）按公布日期（{as_of}）算已过"
        remedy = "仍需说明的，请改有效期"
    elif any(waiver.says(str(f)) and f.severity is Severity.WARNING for f in findings):
        why, remedy = "这是提醒，不妨碍定稿，不必说明", "请删去这段说明"
    elif near:
        why = f"与检查所见不一致，现在所见是：{near[0]}"
        remedy = "仍需说明的，请照抄上面这一行"
    else:
        why, remedy = "检查没有发现这项问题", "请删去这段说明"
    return Result(
        "R-00",
        State.WARN,
        f"对“{waiver.about}”的说明没有生效：{why}",
        place=waiver.place,
        remedy=remedy,
    )


def _fits(waiver: Waiver, result: Result, as_of: dt.date) -> bool:
    if as_of > waiver.expires:
        return False
    if waiver.finding:
        return any(waiver.says(str(f)) for f in findings_of((result,), ()))
    seen = {
        "left": "" if result.left is None else str(result.left),
        "right": "" if result.right is None else str(result.right),
        "message": result.message,
    }
    return waiver.check == result.id and all(
        not (v := getattr(waiver, name)) or v == seen[name] for name in seen
    )
