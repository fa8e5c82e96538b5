"""Rules of law and good practice over records: who is late, what is incomplete.

A breach is a fact about the office's work, not a fault of the ledger: the rows still count, the
report can still be drafted, and the finding names the row.
"""

import datetime as dt
from collections.abc import Callable
from operator import mul
from typing import Final

import polars as pl

from gongkai.findings import Severity
from gongkai.records.clock.calendar import Calendar
from gongkai.records.clock.limits import PUBLICITY
from gongkai.records.ledgers.ledger import Ledger
from gongkai.records.reading.cells import FEW
from gongkai.records.reading.sheet import RAW
from gongkai.records.rules.practice.cases import hotline_rules, proposal_rules
from gongkai.records.rules.practice.provisional import provisional_rules
from gongkai.records.rules.practice.requests import request_rules
from gongkai.records.rules.rules import RowRule

_CODE_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_SHAPE: Final = f"^[{_CODE_ALPHABET}]{{2}}\\d{{6}}[{_CODE_ALPHABET}]{{10}}$"
_CODE_WEIGHTS: Final = tuple(pow(3, place, 31) for place in range(17))
_ERROR, _WARNING = Severity.ERROR, Severity.WARNING


def _valid_credit_code(code: pl.Expr) -> pl.Expr:
    """Tell whether a unified social credit code is well formed, check digit included (GB 32100)."""
    return code.map_batches(_valid_codes, return_dtype=pl.Boolean, is_elementwise=True)


def _valid_codes(cells: pl.Series) -> pl.Series:
    """Return which of the codes are right; many at once by NumPy, which takes as long to load as a check of few."""
    shaped = cells.str.contains(_CODE_SHAPE).fill_null(False)
    if cells.len() <= FEW:
        pairs = zip(shaped.to_list(), cells.to_list(), strict=True)
        return pl.Series([fits and _is_right(code) for fits, code in pairs], dtype=pl.Boolean)
    import numpy as np

    values = np.array([_CODE_ALPHABET.find(chr(n)) for n in range(128)])
    right = shaped.to_numpy(writable=True)
    letters = "".join(cells.filter(shaped)).encode("ascii")
    digits = values[np.frombuffer(letters, np.uint8).reshape(-1, 18)]
    right[right] = digits[:, 17] == -(digits[:, :17] @ np.array(_CODE_WEIGHTS)) % 31
    return pl.Series(right)


def _is_right(code: str) -> bool:
    *digits, check = map(_CODE_ALPHABET.find, code)
    return bool(check == -sum(map(mul, digits, _CODE_WEIGHTS)) % 31)


def _of_other_years(ledger: Ledger, name: str, counted: pl.Expr, what: str) -> RowRule:
    """Return the rule that tells of rows which no figure of the year counts."""
    return RowRule(
        "R-21",
        _WARNING,
        ~counted.fill_null(False),
        ledger.column(name),
        what,
        "这一行的日期都不在本年，不计入本年的任何数字",
        "请核对日期；确属其他年度的，请移到相应年度的台账",
    )


def _documents(ledger: Ledger, calendar: Calendar) -> tuple[RowRule, ...]:
    counted = [f"{verb}_in_year" for verb in ("issued", "published", "repealed")]
    return (
        _of_other_years(
            ledger,
            "repealed_on",
            pl.any_horizontal("in_force", *counted),
            "年末现行有效，或在本年制发、公开或废止",
        ),
    )


def _disputes(ledger: Ledger, calendar: Calendar) -> tuple[RowRule, ...]:
    later = (pl.col("kind") != "complaint") & (pl.col("decided_in_year") | pl.col("pending"))
    return (
        _of_other_years(
            ledger,
            "filed_on",
            pl.col("filed_in_year") | later | pl.col("kind").is_null(),
            "本年受理；复议和诉讼也可以是本年审结，或年末尚未审结",
        ),
        RowRule(
            "R-22",
            _WARNING,
            (pl.col("kind") == "litigation") & pl.col(RAW + "after_reconsideration").is_null(),
            ledger.column("after_reconsideration"),
            "行政诉讼填是否先经行政复议",
            "没有写明是否经过复议，按未经复议直接起诉计",
            "先复议后起诉的，请填“是”，直接起诉的填“否”（表中没有这一列的，在最右边加一列“经复议后起诉”）",
        ),
    )


def _decisions(ledger: Ledger, calendar: Calendar) -> tuple[RowRule, ...]:
    column = ledger.column
    latest = PUBLICITY.latest(pl.col("decided_on"), ledger.year, calendar)
    unpublished = pl.col("published_on").is_null() & (latest <= dt.date(ledger.year, 12, 31))
    late = pl.col("publishable") & (pl.col("published_on") > latest)
    return (
        _of_other_years(
            ledger,
            "decided_on",
            pl.col("decided_in_year") | pl.col("published_in_year"),
            "本年作出，或在本年公示",
        ),
        RowRule(
            "R-08",
            _WARNING,
            late,
            column("published_on"),
            "作出决定之日起 7 个工作日内",
            "公示超过 7 个工作日",
            "请核对日期；属实的，请说明原因",
        ),
        RowRule(
            "R-08",
            _WARNING,
            pl.col("publishable") & unpublished,
            column("published_on"),
            "作出决定之日起 7 个工作日内",
            "应当公示，至年末已超过 7 个工作日，没有公示日期",
            "已公示的请补填公示日期；未公示的请公示",
        ),
        RowRule(
            "R-08",
            Severity.INFO,
            ~pl.col("publishable") & pl.col("published_on").is_not_null(),
            column("publishable"),
            "没有公示的决定，或应当公示填是",
            "“应当公示”填否，却填有公示日期",
            "请核对是哪一栏填错；自愿公示的可不处理",
        ),
        RowRule(
            "R-12",
            _WARNING,
            (pl.col("subject_type") == "legal_person")
            & pl.col("credit_code").is_not_null()
            & ~_valid_credit_code(pl.col("credit_code")),
            column("credit_code"),
            "18 位统一社会信用代码，校验位正确",
            "统一社会信用代码不正确",
            "请核对代码",
        ),
        *provisional_rules(
            column("decided_on"),
            column("published_on"),
            pl.col("publish_due_on"),
            pl.col("publishable") & pl.col("undetermined"),
            "公示",
            calendar,
        ),
    )


def _disclosures(ledger: Ledger, calendar: Calendar) -> tuple[RowRule, ...]:
    column = ledger.column
    levels = ("section_approved_on", "deputy_approved_on", "head_approved_on")
    once = ("dedupe_key", "channel")  # of a channel that nobody can read neither is known
    return (
        RowRule(
            "R-01",
            _ERROR,
            pl.struct(once).is_duplicated() & pl.all_horizontal(pl.col(once).is_not_null()),
            column("title"),
            "同一渠道内，一条信息只登记一次",
            "同一渠道内有文号、索引号或标题和日期相同的信息，已按1条计",
            "请核对是否重复登记；不是同一条信息的，文号、索引号只填它自己的，引用的文号请清空（整列都是引用的，用 gongkai adopt --redo 改定列名，不收那一列）",
            by_rows=False,
            unique=once,
        ),
        *(
            RowRule(
                "R-10",
                _ERROR,
                wrong(pl.col(name)),
                column(name),
                expected,
                message,
                remedy,
            )
            for name in levels
            for wrong, expected, message, remedy in (
                (pl.Expr.is_null, "公开前的审批日期", "三级审批不完整", "请补齐审批记录"),
                (
                    lambda day: day > pl.col("published_on"),
                    "不晚于公开日期",
                    "审批晚于公开日期",
                    "请核对这两个日期；确系先公开、后审批的，请在审核时说明",
                ),
            )
        ),
        RowRule(
            "R-10",
            _ERROR,
            pl.col("secrecy_reviewed_on").is_null(),
            column("secrecy_reviewed_on"),
            "公开前的保密审查日期",
            "没有保密审查记录",
            "请补齐保密审查记录（先审查、后公开）；确实没有的，请在“审核意见”中如实说明，同一列可以合写一条",
        ),
        RowRule(
            "R-10",
            _ERROR,
            pl.col("secrecy_reviewed_on") > pl.col("published_on"),
            column("secrecy_reviewed_on"),
            "不晚于公开日期",
            "保密审查晚于公开",
            "请核对这两个日期；确系先公开、后审查的，请在审核时说明",
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


def _power_items(ledger: Ledger, calendar: Calendar) -> tuple[RowRule, ...]:
    column = ledger.column
    return (
        RowRule(
            "R-13",
            _WARNING,
            pl.col("in_list") & ~pl.col("has_flowchart"),
            column("has_flowchart"),
            "是",
            "权力事项没有流程图",
            "请完善流程图",
        ),
        RowRule(
            "R-13",
            _WARNING,
            pl.col("in_list") & pl.col("entered_on").is_null(),
            column("entered_on"),
            "录入日期",
            "权力事项未录入指定平台",
            "请录入后填写日期",
        ),
    )


def _dataset_submissions(ledger: Ledger, calendar: Calendar) -> tuple[RowRule, ...]:
    return (
        RowRule(
            "R-14",
            _WARNING,
            pl.col("submitted_on").is_null(),
            ledger.column("submitted_on"),
            "报送日期",
            "该月数据未报送",
            "请补报，或说明原因",
        ),
    )


def _organisation(ledger: Ledger, _: Calendar) -> tuple[RowRule, ...]:
    column = ledger.column
    return (
        RowRule(
            "L-07",
            _WARNING,
            pl.col("oversight_lines").is_null(),
            column("oversight_lines"),
            "监督电话的个数，没有设立的填 0",
            "“监督电话数”为空，未掌握（不作零计）",
            "请填写个数；没有设立的填 0",
        ),
    )


PRACTICE: Final[dict[str, Callable[[Ledger, Calendar], tuple[RowRule, ...]]]] = {
    "disclosures": _disclosures,
    "requests": request_rules,
    "documents": _documents,
    "disputes": _disputes,
    "decisions": _decisions,
    "power_items": _power_items,
    "dataset_submissions": _dataset_submissions,
    "hotline_cases": hotline_rules,
    "organisation": _organisation,
    "proposals": proposal_rules,
}


def practice_rules(ledger: Ledger, calendar: Calendar) -> tuple[RowRule, ...]:
    """Return the law and practice rules of a ledger in its year."""
    return PRACTICE[ledger.id](ledger, calendar) if ledger.id in PRACTICE else ()
