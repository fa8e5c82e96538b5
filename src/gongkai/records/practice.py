"""Rules of law and good practice over records (checks.md §7): who is late, what is incomplete.

A breach is a fact about the office's work, not a fault of the ledger: the rows still count, the
report can still be drafted, and the finding names the row.
"""

from collections.abc import Callable
from typing import Final

import polars as pl

from gongkai.findings import Severity
from gongkai.records.deadlines import REGIMES
from gongkai.records.fees import pages_tariff
from gongkai.records.ledger import Column
from gongkai.records.ledgers import BY_ID
from gongkai.records.rules import RowRule
from gongkai.records.workdays import plus_workdays

_CORRECTION_WORKDAYS: Final = 7  # 2019 Regulations Art 30
_CODE_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ERROR, _WARNING = Severity.ERROR, Severity.WARNING


def _requests(year: int) -> tuple[RowRule, ...]:
    column = BY_ID["requests"].column
    reply, outcome = pl.col("reply_on"), pl.col("outcome")
    asked = pl.col("extension_workdays").fill_null(0) > 0
    new_law = pl.col("received_on") >= REGIMES[1].since
    return (
        RowRule(
            "R-03",
            _ERROR,
            reply.is_not_null() & outcome.is_null(),
            column("outcome"),
            "有答复日期的，应填办理结果",
            "已答复但未填办理结果",
            "请补填办理结果",
            stops=True,
        ),
        RowRule(
            "R-03",
            _ERROR,
            reply.is_null() & outcome.is_not_null(),
            column("reply_on"),
            "有办理结果的，应填答复日期",
            "有办理结果但未填答复日期",
            "请补填答复日期",
            stops=True,
        ),
        RowRule(
            "R-02",
            _ERROR,
            pl.col("carried_in") & (reply.dt.year() < year),
            column("reply_on"),
            f"上年结转的申请，答复日期应在 {year} 年",
            "上年收到、上年已答复，不属于本年度",
            "请将该行移到上年度的台账",
            stops=True,
        ),
        RowRule(
            "R-04",
            _ERROR,
            asked & ~pl.col("is_extended"),
            column("extension_workdays"),
            "延期不超过法定上限，并在原期限届满前告知申请人",
            "延期不合规，未计入期限",
            "请核对延期工作日数和延期告知日期",
        ),
        RowRule(
            "R-05",
            _ERROR,
            pl.col("overdue"),
            column("reply_on"),
            "在答复期限内答复",
            "答复超过期限",
            "请核对日期；情况属实的，请在审核时说明",
        ),
        RowRule(
            "R-06",
            _WARNING,
            new_law
            & (
                pl.col("correction_notified_on")
                > plus_workdays(pl.col("received_on"), _CORRECTION_WORKDAYS)
            ),
            column("correction_notified_on"),
            f"收到申请之日起 {_CORRECTION_WORKDAYS} 个工作日内",
            "补正通知晚于法定期限",
            "请核对日期",
        ),
        *_straddling(column("received_on"), year),
        *_tariff(column, year),
    )


def _tariff(column: Callable[[str], Column], year: int) -> tuple[RowRule, ...]:
    """Return X-6 for the years of the processing fee (国办函〔2020〕109号)."""
    if not column("fee_pages").valid_in(year):
        return ()
    due = pages_tariff(pl.col("fee_pages"))
    return (
        RowRule(
            "X-6",
            _ERROR,
            pl.col("fee_pages").is_not_null() & (pl.col("fee_yuan").fill_null(0) != due),
            column("fee_yuan"),
            "按量计收标准：30页以内不收，31—100页每页10元，101—200页每页20元，201页以上每页40元",
            "收费金额与计费页数不符",
            "请核对页数和金额；减免的，计费页数留空并另行说明",
        ),
    )


def _straddling(received: Column, year: int) -> tuple[RowRule, ...]:
    """Return R-07 for the years that reach past the change of law."""
    if year < REGIMES[1].since.year:
        return ()
    reply = pl.col("reply_on")
    return (
        RowRule(
            "R-07",
            _WARNING,
            (pl.col("received_on") < REGIMES[1].since)
            & (reply.is_null() | (reply >= REGIMES[1].since)),
            received,
            "由经办人核定适用的期限",
            f"{REGIMES[1].since} 新《条例》施行前收到、施行时尚未答复，暂按收到时的期限计算",
            "请人工核对适用的答复期限",
        ),
    )


def _valid_credit_code(code: pl.Expr) -> pl.Expr:
    """Tell whether a unified social credit code is well formed, check digit included (GB 32100)."""
    value = {c: n for n, c in enumerate(_CODE_ALPHABET)}
    total = pl.lit(0)
    for place in range(17):
        digit = code.str.slice(place, 1).replace_strict(value, default=0, return_dtype=pl.Int64)
        total = total + digit * pow(3, place, 31)
    last = code.str.slice(17, 1).replace_strict(value, default=-1, return_dtype=pl.Int64)
    shape = code.str.contains(f"^[{_CODE_ALPHABET}]{{2}}\\d{{6}}[{_CODE_ALPHABET}]{{10}}$")
    return shape & (last == (31 - total % 31) % 31)


def _decisions(_: int) -> tuple[RowRule, ...]:
    late = pl.col("publishable") & (pl.col("published_on") > pl.col("publish_due_on"))
    return (
        RowRule(
            "R-08",
            _WARNING,
            late,
            BY_ID["decisions"].column("published_on"),
            "作出决定之日起 7 个工作日内",
            "公示超过 7 个工作日",
            "请核对日期；属实的，请说明原因",
        ),
        RowRule(
            "R-12",
            _WARNING,
            (pl.col("subject_type") == "legal_person")
            & pl.col("credit_code").is_not_null()
            & ~_valid_credit_code(pl.col("credit_code")),
            BY_ID["decisions"].column("credit_code"),
            "18 位统一社会信用代码，校验位正确",
            "统一社会信用代码不正确",
            "请核对代码",
        ),
    )


def _proposals(_: int) -> tuple[RowRule, ...]:
    column = BY_ID["proposals"].column
    longest = pl.col("assigned_on").dt.offset_by("6mo")
    late = pl.col("replied_on") > pl.min_horizontal("limit_on", longest)
    return (
        RowRule(
            "R-09",
            _ERROR,
            pl.col("answers") & late,
            column("replied_on"),
            "交办之日起三个月内，经同意延期的不超过六个月",
            "答复超过办理期限",
            "请核对日期；经同意延期的，请填办理期限",
        ),
    )


def _disclosures(_: int) -> tuple[RowRule, ...]:
    column = BY_ID["disclosures"].column
    levels = ("section_approved_on", "deputy_approved_on", "head_approved_on")
    return (
        RowRule(
            "R-01",
            _ERROR,
            pl.struct("dedupe_key", "channel").is_duplicated(),
            column("title"),
            "同一渠道内，一条信息只登记一次",
            "同一渠道内有文号、索引号或标题和日期相同的信息，已按1条计",
            "请核对是否重复登记",
        ),
        RowRule(
            "R-15",
            Severity.INFO,
            pl.col("dedupe_key").is_duplicated()
            & ~pl.struct("dedupe_key", "channel").is_duplicated(),
            column("title"),
            "不同渠道和方式公开相同信息计1条",
            "文号、索引号或标题和日期相同，按同一条信息计1条",
            "如是不同的信息，请核对文号、索引号、标题和日期",
        ),
        *(
            RowRule(
                "R-10",
                _WARNING,
                pl.col(name).is_null() | (pl.col(name) > pl.col("published_on")),
                column(name),
                "已审批，且不晚于公开日期",
                "三级审批不完整或晚于公开日期",
                "请补齐审批记录",
            )
            for name in levels
        ),
        RowRule(
            "R-10",
            _WARNING,
            pl.col("secrecy_reviewed_on").is_null()
            | (pl.col("secrecy_reviewed_on") > pl.col("published_on")),
            column("secrecy_reviewed_on"),
            "已审查，且不晚于公开日期",
            "没有保密审查记录，或审查晚于公开",
            "请补齐保密审查记录（先审查、后公开）",
        ),
        RowRule(
            "R-10",
            _ERROR,
            pl.col("secrecy_result").is_in(["on_request", "closed"]),
            column("secrecy_result"),
            "公开",
            "保密审查结论不是公开，却已主动公开",
            "请立即核实；结论登记有误的，请改正",
        ),
    )


def _power_items(_: int) -> tuple[RowRule, ...]:
    column = BY_ID["power_items"].column
    return (
        RowRule(
            "R-13",
            _WARNING,
            ~pl.col("has_flowchart"),
            column("has_flowchart"),
            "是",
            "权力事项没有流程图",
            "请完善流程图",
        ),
        RowRule(
            "R-13",
            _WARNING,
            pl.col("entered_on").is_null(),
            column("entered_on"),
            "录入日期",
            "权力事项未录入指定平台",
            "请录入后填写日期",
        ),
    )


def _dataset_submissions(_: int) -> tuple[RowRule, ...]:
    return (
        RowRule(
            "R-14",
            _WARNING,
            pl.col("submitted_on").is_null(),
            BY_ID["dataset_submissions"].column("submitted_on"),
            "报送日期",
            "该月数据未报送",
            "请补报，或说明原因",
        ),
    )


PRACTICE: Final[dict[str, Callable[[int], tuple[RowRule, ...]]]] = {
    "disclosures": _disclosures,
    "requests": _requests,
    "decisions": _decisions,
    "power_items": _power_items,
    "dataset_submissions": _dataset_submissions,
    "proposals": _proposals,
}


def practice_rules(ledger_id: str, year: int) -> tuple[RowRule, ...]:
    """Return the law and practice rules of a ledger for a reporting year."""
    make = PRACTICE.get(ledger_id)
    return make(year) if make else ()
