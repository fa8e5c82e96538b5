"""Cells of the tables of 2019 and 2021 that no other figure is: each counted from the rows.

Totals are counted too, not added up from their parts: so the identities of the tables can fail.
"""

from typing import Final

import polars as pl

from gongkai.indicators.indicator import Indicator, Unit
from gongkai.indicators.registry.formulas import equals, rows, total
from gongkai.records.ledgers.outcomes import OUTCOMES_2019
from gongkai.records.ledgers.requests import APPLICANT_TYPES

_FORM_2019 = "国办公开办函〔2019〕60号"
_FORM_2021 = "国办公开办函〔2021〕30号"
_T3 = f"{_FORM_2021} 表三"

_APPLICANTS = (*((c.code, c.label) for c in APPLICANT_TYPES), ("total", "总计"))
_LINES = (
    ("new", "本年新收", pl.col("in_year")),
    ("carry_in", "上年结转", pl.col("carried_in")),
    *((c.code, c.label, pl.col("closed") & equals("outcome", c.code)) for c in OUTCOMES_2019),
    # （六）其他处理 was one row in 2019 and 2020.
    ("r6", "其他处理", pl.col("closed") & pl.col("outcome").str.starts_with("r6_")),
    ("r7", "办理结果总计", pl.col("closed")),
    ("carry_out", "结转下年度", pl.col("open_at_end")),
)


def _request_cell(line: str, label: str, where: pl.Expr, applicant: str, who: str) -> Indicator:
    whose = where if applicant == "total" else where & equals("applicant_type", applicant)
    return Indicator(
        f"t3_{line}_{applicant}", f"表三：{label}（{who}）", Unit.CASE,
        f"《依申请公开》台账中{label}的申请，申请人为{who}", _T3, rows("requests", whose),
        since=2019, only_in_table=True,
    )  # fmt: skip


_DISPUTE_GROUPS = (
    ("reconsideration", "行政复议", equals("kind", "reconsideration")),
    (
        "direct", "未经复议直接起诉",
        equals("kind", "litigation") & ~pl.col("after_reconsideration").fill_null(False),
    ),
    (
        "after", "复议后起诉",
        equals("kind", "litigation") & pl.col("after_reconsideration").fill_null(False),
    ),
)  # fmt: skip
_DECIDED = pl.col("decided_in_year")
_DISPUTE_RESULTS = (
    ("upheld", "结果维持", _DECIDED & equals("result", "upheld")),
    ("corrected", "结果纠正", _DECIDED & equals("result", "corrected")),
    ("other", "其他结果", _DECIDED & equals("result", "other_result")),
    ("pending", "尚未审结", pl.col("pending")),
    ("total", "总计", _DECIDED | pl.col("pending")),
)

_LISTED = (
    ("licence", "行政许可", "admin_licence"),
    ("external_service", "其他对外管理服务事项", "external_service"),
    ("penalty", "行政处罚", "admin_penalty"),
    ("coercion", "行政强制", "admin_coercion"),
    ("charge_item", "行政事业性收费", "charge_item"),
)


def _document(kind: str, word: str) -> tuple[Indicator, ...]:
    of_kind = equals("kind", kind)
    name = {"gov_rule": "gov_rules", "normative_document": "normative_documents"}[kind]
    public = pl.col("published_on").is_not_null() & pl.col("in_force")
    newly = Indicator(
        f"{name}_newly_public", f"{word}本年新公开数量", Unit.CASE, f"报告年度内首次公开的{word}",
        f"{_FORM_2019} 表二", rows("documents", of_kind & pl.col("published_in_year")),
        2019, 2020, True,
    )  # fmt: skip
    return (
        newly,
        Indicator(
            f"{name}_public", f"{word}对外公开总数量", Unit.CASE, f"年末现行有效并已公开的{word}",
            f"{_FORM_2019} 表二",
            rows("documents", of_kind & (public | pl.col("published_in_year"))), 2019, 2020, True,
        ),
    )  # fmt: skip


def _listed(code: str, word: str, category: str) -> tuple[Indicator, ...]:
    of_kind = equals("category", category)
    source = f"{_FORM_2019} 表二"
    change = pl.col("listed_in_year").cast(pl.Int64) - pl.col("removed_in_year").cast(pl.Int64)
    return (
        Indicator(
            f"listed_{code}_prior", f"{word}上一年项目数量", Unit.ENTRY, f"上年末清单中的{word}项目",
            source, rows("power_items", of_kind & pl.col("in_prior_list")), 2019, 2020, True,
        ),
        Indicator(
            f"listed_{code}_change", f"{word}本年增/减", Unit.ENTRY,
            f"本年列入的{word}项目数减去本年取消的项目数，减少为负", source,
            total("power_items", change, of_kind), 2019, 2020, True,
        ),
    )  # fmt: skip


INDICATORS: Final = (
    *(_request_cell(*line, *who) for line in _LINES for who in _APPLICANTS),
    *(
        Indicator(
            f"t4_{group}_{result}", f"表四：{words}{label}", Unit.CASE,
            f"《复议诉讼举报》台账中{words}案件，{label}", f"{_FORM_2021} 表四",
            rows("disputes", of_group & where), since=2019, only_in_table=True,
        )
        for group, words, of_group in _DISPUTE_GROUPS
        for result, label, where in _DISPUTE_RESULTS
    ),
    *_document("gov_rule", "规章"),
    *_document("normative_document", "规范性文件"),
    *(indicator for listed in _LISTED for indicator in _listed(*listed)),
    Indicator(
        "external_service_decisions", "其他对外管理服务事项处理决定数", Unit.CASE,
        "年内作出的其他对外管理服务事项处理决定", f"{_FORM_2019} 表二",
        rows("decisions", equals("kind", "external_service") & pl.col("decided_in_year")), 2019, 2020,
    ),
)  # fmt: skip
