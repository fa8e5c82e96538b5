from typing import Final

import polars as pl

from gongkai.indicators.indicator import Indicator, Ratio, Total, Unit
from gongkai.indicators.registry.formulas import equals, rows, total
from gongkai.records.ledgers.outcomes import OUTCOMES_2014, OUTCOMES_2019
from gongkai.records.ledgers.requests import (
    APPLICANT_TYPES,
    SUBMIT_CHANNELS,
)

_FORM = "国办发〔2014〕32号 统计表"
_TABLE3 = "国办公开办函〔2021〕30号 表三"
_DEADLINE = "2008年《条例》第二十四条、2019年《条例》第三十三条"
_OURS = "gongkai 指标说明"
_CLOSED = pl.col("closed")


def _requests(id_: str, label: str, definition: str, source: str, where: pl.Expr) -> Indicator:
    return Indicator(id_, label, Unit.CASE, definition, source, rows("requests", where))


def _disputes(id_: str, label: str, definition: str, kind: str, where: pl.Expr) -> Indicator:
    return Indicator(
        id_,
        label,
        Unit.CASE,
        definition,
        f"{_FORM} 四至六；{_TABLE3[:-2]}表四",
        rows("disputes", equals("kind", kind) & where),
    )


def _outcome(code: str, label: str, until: int) -> Indicator:
    since, source = (2008, f"{_FORM} 三（三）") if until == 2018 else (2019, _TABLE3)
    return Indicator(
        f"outcome_{code}",
        f"{label}数",
        Unit.CASE,
        f"年内办结的申请中，办理结果为“{label}”的",
        source,
        rows("requests", _CLOSED & equals("outcome", code)),
        since,
        until,
    )


def _dispute_results(kind: str, word: str) -> tuple[Indicator, ...]:
    """Return the figures of one kind of dispute: handled, decided, by result, pending."""
    plural = f"{kind}s"
    decided = pl.col("decided_in_year")
    return (
        _disputes(
            plural,
            f"{word}数",
            f"年内受理或上年未结转入的{word}",
            kind,
            pl.col("filed_in_year") | decided | pl.col("pending"),
        ),
        _disputes(f"{plural}_decided", f"{word}审结数", f"年内审结的{word}", kind, decided),
        *(
            _disputes(
                f"{plural}_{name}",
                f"{word}{label}数",
                f"年内审结的{word}中，{label}的",
                kind,
                decided & equals("result", code),
            )
            for name, code, label in (
                ("upheld", "upheld", "结果维持"),
                ("corrected", "corrected", "结果纠正"),
                ("other", "other_result", "其他结果"),
            )
        ),
        _disputes(
            f"{plural}_pending",
            f"{word}尚未审结数",
            f"年末尚未审结的{word}",
            kind,
            pl.col("pending"),
        ),
    )


INDICATORS: Final = (
    _requests(
        "requests_received",
        "收到申请数",
        "年内收到的政府信息公开申请",
        f"{_FORM} 三（一）；{_TABLE3} 一",
        pl.col("in_year"),
    ),
    _requests(
        "requests_carried_in",
        "上年结转申请数",
        "上年收到、上年末未办结的申请",
        f"{_TABLE3} 二",
        pl.col("carried_in"),
    ),
    Indicator(
        "accepted_total",
        "受理申请合计",
        Unit.CASE,
        "收到申请数与上年结转申请数之和",
        _OURS,
        Total(("requests_received", "requests_carried_in")),
    ),
    *(
        _requests(
            f"requests_{c.code}",
            f"{c.label}申请数",
            f"年内收到的申请中，以{c.label}方式提出的",
            f"{_FORM} 三（一）",
            pl.col("in_year") & equals("submit_channel", c.code),
        )
        for c in SUBMIT_CHANNELS
    ),
    *(
        _requests(
            f"requests_from_{c.code}",
            f"{c.label}申请数（按申请人）",
            f"年内收到的申请中，申请人为{c.label}的",
            f"{_TABLE3} 一",
            pl.col("in_year") & equals("applicant_type", c.code),
        )
        for c in APPLICANT_TYPES
    ),
    _requests(
        "requests_closed",
        "申请办结数",
        "年内答复的申请（含上年结转）",
        f"{_FORM} 三（二）",
        _CLOSED,
    ),
    _requests(
        "requests_on_time",
        "在期限内办结的申请数",
        "年内办结且未超过答复期限的申请（含依法延期）",
        _DEADLINE,
        pl.col("on_time"),
    ),
    _requests(
        "requests_closed_on_time_plain",
        "按时办结数",
        "年内办结、未延期且未超过答复期限的申请",
        f"{_FORM} 三（二）1",
        pl.col("on_time") & ~pl.col("is_extended"),
    ),
    _requests(
        "requests_closed_extended",
        "延期办结数",
        "年内办结、依法延期且未超过延长后期限的申请",
        f"{_FORM} 三（二）2",
        pl.col("on_time") & pl.col("is_extended"),
    ),
    _requests(
        "requests_overdue",
        "逾期申请数",
        "超过答复期限办结，或年末已超过期限仍未办结的申请",
        _DEADLINE,
        pl.col("overdue"),
    ),
    _requests(
        "requests_due",
        "应当办结的申请数",
        "年内办结的申请与年末已逾期未办结的申请之和，按期与否尚待核定的除外",
        _DEADLINE,
        (_CLOSED & ~pl.col("undetermined")) | pl.col("overdue"),
    ),
    _requests(
        "requests_undetermined",
        "按期与否待定的申请数",
        "按期还是逾期尚待核定（放假安排没有公布，或延期没有填告知日期）的申请，不计按期，也不计逾期",
        _DEADLINE,
        pl.col("undetermined"),
    ),
    _requests(
        "requests_open_at_end",
        "结转下年度申请数",
        "年末尚未办结的申请",
        f"{_TABLE3} 四",
        pl.col("open_at_end"),
    ),
    Indicator(
        "requests_on_time_rate",
        "申请按时办结率",
        Unit.PERCENT,
        "在期限内办结的申请数÷应当办结的申请数",
        _DEADLINE,
        Ratio("requests_on_time", "requests_due"),
    ),
    Indicator(
        "handling_workdays",
        "办理用时合计",
        Unit.WORKDAY,
        "年内办结申请自收到次日至答复日的工作日合计",
        _OURS,
        total("requests", "used_workdays", _CLOSED),
    ),
    Indicator(
        "mean_handling_workdays",
        "平均办理用时",
        Unit.WORKDAY,
        "办理用时合计÷申请办结数",
        _OURS,
        Ratio("handling_workdays", "requests_closed"),
    ),
    _requests(
        "requests_answered",
        "申请答复数",
        "年内答复并有办理结果的申请",
        f"{_FORM} 三（三）",
        _CLOSED & pl.col("outcome").is_not_null(),
    ),
    *(_outcome(c.code, c.label, 2018) for c in OUTCOMES_2014),
    *(_outcome(c.code, c.label, 9999) for c in OUTCOMES_2019),
    Indicator(
        "outcome_refused",
        "不同意公开答复数",
        Unit.CASE,
        "六种不同意公开情形之和",
        f"{_FORM} 三（三）4",
        Total(tuple(f"outcome_{c.code}" for c in OUTCOMES_2014 if c.code.startswith("refused_"))),
        until=2018,
    ),
    Indicator(
        "substantive_disclosures",
        "予以公开和部分公开数",
        Unit.CASE,
        "予以公开数与部分公开数之和",
        _TABLE3,
        Total(("outcome_r1", "outcome_r2")),
        since=2019,
    ),
    Indicator(
        "grant_rate",
        "予以公开率",
        Unit.PERCENT,
        "予以公开数÷申请办结数",
        _OURS,
        Ratio("outcome_r1", "requests_closed"),
        since=2019,
    ),
    Indicator(
        "substantive_disclosure_rate",
        "实质公开率",
        Unit.PERCENT,
        "予以公开和部分公开数÷申请办结数",
        _OURS,
        Ratio("substantive_disclosures", "requests_closed"),
        since=2019,
    ),
    Indicator(
        "fees_yuan",
        "依申请公开信息收取的费用",
        Unit.YUAN,
        "全年向申请人收取的费用合计",
        f"{_FORM} 七",
        total("requests", "fee_yuan"),
    ),
    *_dispute_results("reconsideration", "行政复议"),
    *_dispute_results("litigation", "行政诉讼"),
    Indicator(
        "disputes_total",
        "行政复议和行政诉讼数",
        Unit.CASE,
        "行政复议数与行政诉讼数之和",
        _OURS,
        Total(("reconsiderations", "litigations")),
    ),
    _disputes(
        "ogi_complaints", "举报投诉数", "年内受理的举报投诉", "complaint", pl.col("filed_in_year")
    ),
    Indicator(
        "reconsideration_correction_rate",
        "行政复议纠错率",
        Unit.PERCENT,
        "结果纠正数÷行政复议审结数",
        _OURS,
        Ratio("reconsiderations_corrected", "reconsiderations_decided"),
    ),
    Indicator(
        "dispute_rate",
        "争议转化率",
        Unit.PERCENT,
        "行政复议和行政诉讼数÷收到申请数",
        _OURS,
        Ratio("disputes_total", "requests_received"),
    ),
)
