"""What an office states besides its ledgers, as ``declarations.toml`` holds it."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gongkai.errors import UnreadableError
from gongkai.records.ledgers import BY_ID
from gongkai.records.settings import read_toml, refuse_unknown

MISSING = ("unknown", "leave_out")
KINDS = {"real": "", "rebuilt": "由公布总数重建的示例数据", "made_up": "虚构的示例数据"}


@dataclass(frozen=True, slots=True)
class ZeroReport:
    """A signed statement that a ledger is empty because nothing happened (零报告)."""

    ledger: str
    period: str
    signed_by: str
    signed_on: dt.date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Declarations:
    """The year's statements. ``kind`` tells real data from rebuilt and made-up ones.

    ``missing`` says what a roll-up makes of an office that has not reported: its sums are 'unknown',
    or made of the others ('leave_out'); the report is a draft either way.
    """

    kind: str = "real"
    note: str = ""
    published_on: dt.date | None = None
    zero_reports: tuple[ZeroReport, ...] = ()
    missing: str = "unknown"

    @property
    def zero_ledgers(self) -> frozenset[str]:
        """Return the ids of the ledgers declared empty."""
        return frozenset(z.ledger for z in self.zero_reports)


def _need(entry: dict[str, Any], name: str, kind: type, where: str) -> Any:
    value = entry.get(name)
    if not isinstance(value, kind) or value == "":
        raise UnreadableError(f"{where} 缺少“{name}”或类型不对。请补上后重试。")
    return value


def _zero_report(entry: dict[str, Any], year: int, where: str) -> ZeroReport:
    refuse_unknown(entry, {"ledger", "period", "signed_by", "signed_on", "reason"}, where)
    ledger = _need(entry, "ledger", str, where)
    if ledger not in BY_ID:
        raise UnreadableError(f"{where} 的台账“{ledger}”不存在。可用：{'、'.join(BY_ID)}。")
    period = _need(entry, "period", str, where)
    whole = f"{year}-01-01/{year}-12-31"
    if period != whole:
        raise UnreadableError(f"{where} 的期间是“{period}”，零报告应覆盖全年：{whole}。")
    return ZeroReport(
        ledger,
        period,
        _need(entry, "signed_by", str, where),
        _need(entry, "signed_on", dt.date, where),
        str(entry.get("reason", "")),
    )


def load_declarations(folder: Path) -> Declarations:
    """Return the statements in the year's settings file; none are made where it is absent."""
    path = folder / "declarations.toml"
    if not path.exists():
        return Declarations()
    where = f"{folder.parent.name}/{folder.name}/declarations.toml"
    data = read_toml(path)
    refuse_unknown(data, {"schema", "provenance", "publication", "zero_report", "roll_up"}, where)
    if data.get("schema", 1) != 1:
        raise UnreadableError(f"{where} 的 schema 是 {data['schema']}，本程序只认 1。请升级程序。")
    provenance, publication = data.get("provenance", {}), data.get("publication", {})
    refuse_unknown(provenance, {"kind", "note"}, f"{where} 的 [provenance]")
    refuse_unknown(publication, {"date"}, f"{where} 的 [publication]")
    roll_up = data.get("roll_up", {})
    refuse_unknown(roll_up, {"missing"}, f"{where} 的 [roll_up]")
    missing = roll_up.get("missing", MISSING[0])
    if missing not in MISSING:
        raise UnreadableError(f"{where} 的 missing 是“{missing}”，应为 {'、'.join(MISSING)} 之一。")
    kind = provenance.get("kind", "real")
    if kind not in KINDS:
        raise UnreadableError(f"{where} 的 kind 是“{kind}”，应为 {'、'.join(KINDS)} 之一。")
    published = publication.get("date")
    if published is not None and (
        not isinstance(published, dt.date) or isinstance(published, dt.datetime)
    ):
        raise UnreadableError(f"{where} 的公布日期应写成 2019-02-12 的样子（不加引号）。")
    year = int(folder.name)
    zero = tuple(
        _zero_report(entry, year, f"{where} 第{n}个 [[zero_report]]")
        for n, entry in enumerate(data.get("zero_report", []), start=1)
    )
    return Declarations(kind, str(provenance.get("note", "")), published, zero, missing)
