"""Rules of law and good practice over the ledger of requests: its clocks, its replies, its fees."""

import polars as pl

from gongkai.findings import Severity
from gongkai.records.clock.calendar import Calendar
from gongkai.records.clock.deadlines import (
    excluded_after,
    may_be_extended,
    untold,
    why_not_extended,
)
from gongkai.records.clock.limits import CORRECTION, PAYMENT
from gongkai.records.clock.regimes import REGIMES
from gongkai.records.clock.workdays import (
    latest_after,
    most_after,
    plus_workdays,
    workdays_after,
)
from gongkai.records.ledgers.ledger import Column, Ledger
from gongkai.records.ledgers.requests import PROCESSING_FEE_SINCE
from gongkai.records.reading.sheet import RAW
from gongkai.records.rules.practice.fees import pages_tariff
from gongkai.records.rules.practice.provisional import provisional_rules, undetermined_rule
from gongkai.records.rules.rules import HALF_TOLD, RowRule

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING


def request_rules(ledger: Ledger, calendar: Calendar) -> tuple[RowRule, ...]:
    """Return the law and practice rules of the ledger of requests in its year."""
    column, year = ledger.column, ledger.year
    reply, outcome = pl.col("reply_on"), pl.col("outcome")
    asked = pl.col("extension_workdays").fill_null(0) > 0
    new_law = pl.col("received_on") >= REGIMES[1].since
    return (
        RowRule(
            HALF_TOLD,
            _ERROR,
            reply.is_not_null() & pl.col(RAW + "outcome").is_null(),
            column("outcome"),
            "有答复日期的，应填办理结果",
            "已答复但未填办理结果",
            "请补填办理结果；填写以前，各项办理结果的件数未掌握，其余照常统计",
        ),
        RowRule(
            HALF_TOLD,
            _ERROR,
            reply.is_null() & outcome.is_not_null(),
            column("reply_on"),
            "有办理结果的，应填答复日期",
            "有办理结果但未填答复日期",
            "请补填答复日期；填写以前不知道是本年办结还是结转下年，办结、按期与否的件数未掌握，其余照常统计",
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
            asked & ~may_be_extended(year, calendar) & ~untold(calendar),
            column("extension_workdays"),
            "延期不超过法定上限，并在原期限届满前告知申请人",
            "延期不合规，未计入期限",
            "请核对延期工作日数和延期告知日期",
            detail=why_not_extended(calendar),
        ),
        *(
            RowRule(
                "R-04",
                _WARNING,
                untold(calendar) & matters,
                column("extension_notified_on"),
                "延期的，应填在原期限届满前告知申请人的日期",
                message,
                "请查延期告知书补填（表中没有这一列的，在最右边加一列“延期告知日期”，只填延期的几件）；"
                "没有告知申请人的，延期不算，请改为没有延期；查不到的，请在“审核意见”中说明",
            )
            for matters, message in (
                (
                    pl.col("undetermined"),
                    "延期没有填告知日期，按期还是逾期无法判定，不计按期，也不计逾期",
                ),
                (~pl.col("undetermined"), "延期没有填告知日期"),
            )
        ),
        RowRule(
            "R-05",
            _ERROR,
            pl.col("overdue"),
            column("reply_on"),
            "在答复期限内答复",
            "答复超过期限",
            "请核对日期；情况属实的，请在审核时说明",
            detail=_lateness(),
        ),
        RowRule(
            "R-06",
            _WARNING,
            new_law
            & (
                pl.col("correction_notified_on")
                > CORRECTION.latest(pl.col("received_on"), year, calendar)
            ),
            column("correction_notified_on"),
            f"收到申请之日起 {CORRECTION.number} 个工作日内",
            "补正通知晚于法定期限",
            "请核对日期",
        ),
        undetermined_rule(
            column("correction_notified_on"),
            new_law
            & pl.col("correction_notified_on").is_between(
                CORRECTION.earliest(pl.col("received_on"), year, calendar),
                CORRECTION.latest(pl.col("received_on"), year, calendar),
                closed="right",
            ),
            "补正通知",
            calendar,
        ),
        *_straddling(column("received_on")),
        *_fees(ledger, calendar),
        *provisional_rules(
            column("received_on"),
            column("reply_on"),
            pl.col("due_on"),
            pl.col("undetermined") & ~untold(calendar),
            "答复",
            calendar,
        ),
    )


def _lateness() -> pl.Expr:
    """Return when a reply was due and how late it is: what a waiver answers for."""
    due, reply = pl.col("due_on"), pl.col("reply_on")
    late = (
        pl.when(reply > due)
        .then(pl.format("逾期{}天", (reply - due).dt.total_days()))
        .otherwise(pl.lit("至年末没有答复"))
    )
    return pl.format("答复期限为{}，{}", due.cast(pl.String), late)


def _fees(ledger: Ledger, calendar: Calendar) -> tuple[RowRule, ...]:
    """Return X-6 and R-18 for the years of the processing fee (国办函〔2020〕109号)."""
    if ledger.year < PROCESSING_FEE_SINCE:
        return ()
    column = ledger.column
    due = pages_tariff(pl.col("fee_pages"))
    year = ledger.year
    settled = calendar.settles(year)
    after, counted = (plus_workdays, workdays_after) if settled else (latest_after, most_after)
    asked = pl.when(may_be_extended(year, calendar)).then("extension_workdays").otherwise(0)
    notice_due = after(
        pl.col("first_start_on"),
        pl.col("limit_workdays") + excluded_after("first_start_on", calendar, counted) + asked,
        calendar,
    )
    notified, paid = pl.col("fee_notified_on"), pl.col("fee_paid_on")
    pay_due = PAYMENT.latest(notified, year, calendar)
    pay_due_earliest = PAYMENT.earliest(notified, year, calendar)
    lapsed = pl.col("outcome") == "r6_2"
    return (
        RowRule(
            "R-18",
            _WARNING,
            (pl.col("fee_yuan") > 0) & notified.is_null(),
            column("fee_notified_on"),
            "收费的，应填收费通知日期",
            "已收费，没有收费通知日期",
            "请补填收费通知日期和缴费日期",
        ),
        RowRule(
            "R-18",
            _ERROR,
            paid.is_not_null() & pl.col("fee_yuan").is_null(),
            column("fee_yuan"),
            "有缴费日期的，应填收费金额",
            "填了缴费日期，没有收费金额，收费合计无法计算",
            "请补填收费金额；没有缴费的，请删去缴费日期",
            stops=True,
        ),
        RowRule(
            "R-18",
            _WARNING,
            notified > notice_due,
            column("fee_notified_on"),
            "在答复期限内发出收费通知",
            "收费通知晚于答复期限",
            "请核对日期；属实的，请说明原因",
        ),
        RowRule(
            "R-18",
            _WARNING,
            paid > pay_due,
            column("fee_paid_on"),
            f"收费通知次日起 {PAYMENT.number} 个工作日内缴费",
            "缴费晚于规定期限",
            "请核对日期；逾期未缴费的，视为放弃申请，办理结果填“其他处理：逾期未缴费”",
        ),
        RowRule(
            "R-18",
            _WARNING,
            lapsed
            & (notified.is_null() | paid.is_not_null() | (pl.col("reply_on") <= pay_due_earliest)),
            column("outcome"),
            f"发出收费通知，其后 {PAYMENT.number} 个工作日内没有缴费",
            "按逾期未缴费处理，与收费通知日期、缴费日期不符",
            "请核对这件申请的收费通知日期、缴费日期和办理结果",
        ),
        undetermined_rule(
            column("fee_paid_on"),
            paid.is_between(pay_due_earliest, pay_due, closed="right"),
            "缴费",
            calendar,
        ),
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


def _straddling(received: Column) -> tuple[RowRule, ...]:
    """Return R-07 for the years that reach past the change of law."""
    if received.year < REGIMES[1].since.year:
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
