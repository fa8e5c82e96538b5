"""The clock of one request told line by line, for whoever has to answer for the date."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, Final

import polars as pl

from gongkai.errors import UsageError
from gongkai.records.clock.calendar import Calendar, Origin
from gongkai.records.clock.regimes import Regime, regime_for
from gongkai.records.clock.standing import UNDETERMINED
from gongkai.records.load import Records

_WEEK: Final = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_CONSULTATION: Final = {
    "ogi_2008_art24": "2008年《条例》第二十四条",
    "ogi_2019_art33": "2019年《条例》第三十二条至第三十四条",
}
Row = Mapping[str, Any]


def explain_request(records: Records, identifier: str) -> tuple[str, ...]:
    """Return the count of days of one request: start, days skipped, suspension, due date, verdict.

    UsageError where the ledger cannot be read or has no such request. The rules are those of
    ``deadlines``; each line names the article relied on (令492号 Art 24, 令711号 Arts 30-34).
    """
    frame = records.frames.get("requests")
    if frame is None:
        none = "本机关没有依申请公开台账，请到收到申请的成员单位查询"
        raise UsageError(records.unknown.get("requests", none))
    rows = frame.filter(pl.col("id") == identifier.strip()).collect().to_dicts()
    if not rows:
        raise UsageError(f"依申请公开台账中没有登记编号为“{identifier}”的申请")
    return tuple(line for row in rows for line in explain(row, records.calendar))


def explain_receipt(received: dt.date, calendar: Calendar) -> Iterator[str]:
    """Yield day by day when a request received on a day must be answered, and when at the latest.

    The plain limit and the longest with an extension (令492号 Art 24, 令711号 Art 33); what stops the clock in
    one case is told by ``explain_request``. UsageError beyond the calendar.
    """
    regime = regime_for(received)
    base, longest = regime.base_workdays, regime.base_workdays + regime.extension_cap
    due, last = calendar.add(received, base), calendar.add(received, longest)
    if due is None or last is None or received < calendar.first:
        raise UsageError(f"超出工作日历的范围（{calendar.first} 至 {calendar.last}），无从计算")
    yield f"{_day(received)}收到的政府信息公开申请，{regime.title}：{base}个工作日内答复，当日不计"
    row = {"start_on": received, "base_due_on": due, "excluded_workdays": 0}
    yield from _counted({**row, "consult_sent_on": None, "consult_returned_on": None}, calendar)
    extended = f"经批准延长{regime.extension_cap}个工作日、并在到期日前告知申请人的，到期日"
    for number, day, words in ((base, due, "到期日"), (longest, last, extended)):
        earliest, latest = calendar.bounds(received, number)
        yield f"{words}：{_day(day)}"
        yield from _provisional(
            {"due_earliest_on": earliest, "due_latest_on": latest}, day, calendar
        )
    yield "补正、征求意见、缴费的时间另行扣除：登记入台账后，用 gongkai check 机关 年度 --request 登记编号 查看"


def explain(row: Row, calendar: Calendar) -> Iterator[str]:
    """Yield the lines of one typed and derived row of the ledger."""
    yield f"登记编号 {row['id']}"
    received = row["received_on"]
    if received is None:
        yield "没有可读的收到日期，无法计算期限。"
        return
    regime = regime_for(received)
    yield (
        f"适用规定：{regime.title}（{_day(received)}收到）：{regime.base_workdays}个工作日，"
        f"延长不超过{regime.extension_cap}个工作日"
    )
    yield from _start(row, regime)
    yield from _charged(row, regime)
    if row["base_due_on"] is None or row["due_on"] is None:
        yield f"超出工作日历的范围（{calendar.first} 至 {calendar.last}），期限没有计算"
        return
    yield from _counted(row, calendar)
    yield from _consulted(row, regime)
    yield from _extended(row, regime)
    due = row["due_on"]
    yield f"到期日：{_day(due)}"
    yield from _provisional(row, due, calendar)
    yield from _verdict(row, due, calendar)


def _start(row: Row, regime: Regime) -> Iterator[str]:
    corrected = row["corrected_on"]
    if corrected is None:
        yield f"起算日：{_day(row['received_on'])}收到，当日不计，自次日起算"
    elif regime.restarts_on_correction:
        yield (
            f"起算日：{_day(corrected)}收到补正材料，当日不计，自次日重新起算"
            "（2019年《条例》第三十条）"
        )
    else:
        yield (
            f"起算日：{_day(row['received_on'])}收到，当日不计；{_day(corrected)}的补正不重新起算"
            "（2008年《条例》没有此项规定）"
        )


def _charged(row: Row, regime: Regime) -> Iterator[str]:
    """Yield what a charge does to the clock; the columns exist since the processing fee does."""
    notified, paid = row.get("fee_notified_on"), row.get("fee_paid_on")
    if notified:
        yield f"收费通知：{_day(notified)}发出"
    if not paid:
        return
    if regime.restarts_on_payment:
        yield f"缴费：{_day(paid)}缴费，当日不计，自次日重新起算（国办函〔2020〕109号）"
    else:
        yield f"缴费：{_day(paid)}缴费，不重新起算（{regime.title}没有此项规定）"


def _counted(row: Row, calendar: Calendar) -> Iterator[str]:
    """Yield one line a working day and one a run of days skipped, up to the first due date."""
    start, due = row["start_on"], row["base_due_on"]
    sent, returned = row["consult_sent_on"], row["consult_returned_on"]
    number = 0
    skipped: list[dt.date] = []
    for n in range(1, (due - start).days + 1):
        day = start + dt.timedelta(n)
        if not calendar.works(day):
            skipped.append(day)
            continue
        yield from _skipped(skipped, calendar)
        skipped = []
        if row["excluded_workdays"] and sent < day <= returned:
            yield f"　暂停　{_day(day)}征求意见，不计"
            continue
        number += 1
        known = calendar.day(day)
        told = [known.name] if known.name else []
        told += ["暂定"] if known.origin is Origin.PRESUMED else []
        yield f"　第{number}日　{_day(day)}" + (f"（{'，'.join(told)}）" if told else "")


def _skipped(days: list[dt.date], calendar: Calendar) -> Iterator[str]:
    if not days:
        return
    known = [calendar.day(day) for day in days]
    named = dict.fromkeys(day.name for day in known if day.name != "周末")
    why = "、".join(named) or "周末"
    origins = {day.origin for day in known}
    if Origin.STATUTORY in origins:
        why += "，法定节假日"
    if named and Origin.PRESUMED in origins:
        why += "，其余暂定" if Origin.STATUTORY in origins else "，暂定"
    span = _day(days[0]) if len(days) == 1 else f"{_day(days[0])}至{_day(days[-1])}"
    yield f"　跳过　{span}（{why}）"


def _consulted(row: Row, regime: Regime) -> Iterator[str]:
    sent, returned = row["consult_sent_on"], row["consult_returned_on"]
    if not sent:
        return
    other = row["consulted"] == "other_organ"
    whom = "其他机关" if other else "第三方"
    if not returned:
        yield f"暂停：{_day(sent)}发出征求{whom}意见，没有收回日期，不扣除"
    elif other and not regime.stops_for_other_organs:
        yield (
            f"征求意见：{_day(sent)}发出征求其他机关意见，{_day(returned)}收回，其间照常计算"
            "（2008年《条例》只扣除征求第三方意见的时间）"
        )
    else:
        yield (
            f"暂停：{_day(sent)}发出征求{whom}意见，{_day(returned)}收回，"
            f"其间{row['excluded_workdays']}个工作日不计入期限（{_CONSULTATION[regime.id]}）"
        )


def _extended(row: Row, regime: Regime) -> Iterator[str]:
    days, told = row["extension_workdays"], row["extension_notified_on"]
    if not days:
        return
    if row["is_extended"]:
        yield f"延期：{_day(told)}告知，在原到期日{_day(row['base_due_on'])}前，延长{days}个工作日（{regime.title}）"
    elif days > regime.extension_cap:
        yield f"延期：{days}个工作日，超过上限{regime.extension_cap}个工作日，不计入"
    elif told is None:
        yield (
            f"延期：{days}个工作日，没有填告知日期；如在原到期日{_day(row['base_due_on'])}前告知，"
            f"到期日为{_day(row['due_if_told_on'])}"
        )
    else:
        yield f"延期：{_day(told)}才告知，已过原到期日{_day(row['base_due_on'])}，不计入"


def _provisional(row: Row, due: dt.date, calendar: Calendar) -> Iterator[str]:
    """Yield that a due date rests on days without a notice, and between which days it may come to lie."""
    if not calendar.provisional(due):
        return
    earliest, latest = row.get("due_earliest_on", due), row.get("due_latest_on", due)
    since = calendar.unsettled_from.year
    words = f"　暂定：{since}年的放假安排尚未公布，法定节假日依照放假办法，其余按周一至周五推算"
    if earliest == latest:
        yield f"{words}；无论怎样调休，到期日不变"
    else:
        yield f"{words}；随调休安排，到期日最早{earliest}，最晚{latest}"


def _verdict(row: Row, due: dt.date, calendar: Calendar) -> Iterator[str]:
    reply = row["reply_on"]
    if row["suspended"]:
        step = "补正" if row["corrected_on"] is None and row["correction_notified_on"] else "缴费"
        yield f"等待{step}：已通知申请人{step}，尚未{step}，答复期限不再计算"
        end = (
            "判定：年末仍待申请人办理" if row["open_at_end"] else "判定：按申请人放弃处理，不算逾期"
        )
        yield end if reply is None else f"结案日：{_day(reply)}；{end}"
        return
    if reply is None:
        yield "答复日：尚未答复"
        if row["undetermined"]:
            yield f"判定：年末是否已超过期限，{UNDETERMINED}"
        else:
            yield "判定：年末已超过期限" if row["overdue"] else "判定：年末尚在期限内"
        return
    yield f"答复日：{_day(reply)}（邮寄的以交寄日为准），用时{row['used_workdays']}个工作日"
    if row["undetermined"]:
        yield f"判定：{UNDETERMINED}，目前不计按期，也不计逾期"
    elif reply <= row.get("due_earliest_on", due):
        yield "判定：按期答复"
    else:
        working, days = calendar.count(due, reply), (reply - due).days
        more = f"，连同休息日逾期{days}天" if days != working else ""
        yield f"判定：超过期限{working}个工作日{more}"


def _day(day: dt.date) -> str:
    """Return a date with its weekday.

    >>> _day(dt.date(2018, 2, 11))
    '2018-02-11（周日）'
    """
    return f"{day}（{_WEEK[day.weekday()]}）"
