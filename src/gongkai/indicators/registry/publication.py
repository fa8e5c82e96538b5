from typing import Final

import polars as pl

from gongkai.indicators.indicator import Indicator, Ratio, Unit
from gongkai.indicators.registry.formulas import distinct, equals, rows

_FORM = "国办发〔2014〕32号 统计表"
_ONCE = "不同渠道和方式公开相同信息计1条（按文号、索引号或标题与成文日期归并）"

_APPROVALS = ("section_approved_on", "deputy_approved_on", "head_approved_on")
_APPROVED = pl.all_horizontal(
    *((pl.col(name) <= pl.col("published_on")).fill_null(False) for name in _APPROVALS)
)
_REVIEWED = pl.col("secrecy_reviewed_on") <= pl.col("published_on")  # the date is the review's


def _on_channel(id_: str, label: str, row: str, *codes: str) -> Indicator:
    return Indicator(
        id_,
        label,
        Unit.ITEM,
        f"在该渠道公开的信息，同一渠道内相同信息计1条；{label}",
        row,
        distinct("disclosures", "dedupe_key", equals("channel", *codes)),
    )


def _engagement(
    id_: str, label: str, unit: Unit, row: str, kind: str, head: bool = False
) -> Indicator:
    where = equals("kind", kind)
    if head:
        where = where & pl.col("head_attended")
    return Indicator(
        id_, label, unit, f"全年《解读回应》台账中的{label}", row, rows("engagements", where)
    )


def _documents(id_: str, label: str, kind: str, where: pl.Expr, definition: str) -> Indicator:
    return Indicator(
        id_,
        label,
        Unit.CASE,
        definition,
        "国办公开办函〔2021〕30号 表二",
        rows("documents", equals("kind", kind) & where),
    )


INDICATORS: Final = (
    Indicator(
        "disclosed_total",
        "主动公开政府信息数",
        Unit.ITEM,
        _ONCE,
        f"{_FORM} 一（一）",
        distinct("disclosures", "dedupe_key"),
    ),
    Indicator(
        "disclosure_postings",
        "主动公开发布次数",
        Unit.TIME,
        "一条信息在一个渠道上的一次公开计1次",
        "gongkai 指标说明",
        rows("disclosures", pl.col("id").is_not_null()),
    ),
    _on_channel(
        "disclosed_own_site", "本机关网站公开信息数", "统计表 一（二）2 之其中", "own_site"
    ),
    _on_channel(
        "disclosed_city_catalogue",
        "政府信息公开目录网公开信息数",
        "统计表 一（二）2 之其中",
        "city_catalogue",
    ),
    _on_channel("disclosed_gazette", "政府公报公开政府信息数", f"{_FORM} 一（二）1", "gazette"),
    _on_channel(
        "disclosed_website",
        "政府网站公开政府信息数",
        f"{_FORM} 一（二）2",
        "own_site",
        "city_catalogue",
    ),
    _on_channel("disclosed_weibo", "政务微博公开政府信息数", f"{_FORM} 一（二）3", "weibo"),
    _on_channel("disclosed_wechat", "政务微信公开政府信息数", f"{_FORM} 一（二）4", "wechat"),
    _on_channel("disclosed_other", "其他方式公开政府信息数", f"{_FORM} 一（二）5", "other"),
    Indicator(
        "disclosed_normative",
        "主动公开规范性文件数",
        Unit.ITEM,
        f"其中属于规范性文件的；{_ONCE}",
        f"{_FORM} 一（一）之其中",
        distinct("disclosures", "dedupe_key", pl.col("is_normative")),
    ),
    Indicator(
        "key_documents",
        "公布的年度报告和工作要点分解落实方案数",
        Unit.CASE,
        "信息类别为年度报告、工作要点分解落实方案的信息，相同信息计1件",
        "gongkai 指标说明",
        distinct("disclosures", "dedupe_key", equals("category", "annual_report", "task_plan")),
    ),
    Indicator(
        "disclosures_approved",
        "三级审批完整的发布次数",
        Unit.TIME,
        "三级审批均有日期且不晚于公开日期",
        "信息公开审批制度",
        rows("disclosures", _APPROVED),
    ),
    Indicator(
        "disclosures_reviewed",
        "经保密审查的发布次数",
        Unit.TIME,
        "保密审查有日期且不晚于公开日期",
        "2019年《条例》第十七条（2008年《条例》第十四条）",
        rows("disclosures", _REVIEWED),
    ),
    Indicator(
        "approval_rate",
        "三级审批完整率",
        Unit.PERCENT,
        "三级审批完整的发布次数÷主动公开发布次数",
        "信息公开审批制度",
        Ratio("disclosures_approved", "disclosure_postings"),
    ),
    Indicator(
        "secrecy_review_rate",
        "保密审查率",
        Unit.PERCENT,
        "经保密审查的发布次数÷主动公开发布次数",
        "2019年《条例》第十七条（2008年《条例》第十四条）",
        Ratio("disclosures_reviewed", "disclosure_postings"),
    ),
    _documents(
        "normative_documents_issued",
        "制发规范性文件总数",
        "normative_document",
        pl.col("issued_in_year"),
        "报告年度内制发的行政规范性文件",
    ),
    _documents(
        "normative_documents_published",
        "本年公开的规范性文件数",
        "normative_document",
        pl.col("issued_in_year") & pl.col("published_in_year"),
        "本年制发并于本年公开的规范性文件",
    ),
    _documents(
        "normative_documents_repealed",
        "废止规范性文件数",
        "normative_document",
        pl.col("repealed_in_year"),
        "报告年度内废止或失效的行政规范性文件",
    ),
    _documents(
        "normative_documents_in_force",
        "现行有效规范性文件数",
        "normative_document",
        pl.col("in_force"),
        "报告年度末现行有效的行政规范性文件",
    ),
    _documents(
        "gov_rules_issued",
        "制发规章数",
        "gov_rule",
        pl.col("issued_in_year"),
        "报告年度内制发的规章",
    ),
    _documents(
        "gov_rules_repealed",
        "废止规章数",
        "gov_rule",
        pl.col("repealed_in_year"),
        "报告年度内废止的规章",
    ),
    _documents(
        "gov_rules_in_force",
        "现行有效规章数",
        "gov_rule",
        pl.col("in_force"),
        "年度末现行有效的规章",
    ),
    Indicator(
        "document_disclosure_rate",
        "规范性文件公开率",
        Unit.PERCENT,
        "本年公开的规范性文件数÷制发规范性文件总数",
        "gongkai 指标说明",
        Ratio("normative_documents_published", "normative_documents_issued"),
    ),
    Indicator(
        "hot_topics",
        "回应公众关注热点或重大舆情数",
        Unit.TIME,
        "不同方式回应同一热点或舆情计1次",
        f"{_FORM} 二（一）",
        distinct("engagements", "hot_topic_no"),
    ),
    _engagement(
        "press_conferences", "新闻发布会次数", Unit.TIME, f"{_FORM} 二（二）1", "press_conference"
    ),
    _engagement(
        "press_conferences_head",
        "主要负责同志参加新闻发布会次数",
        Unit.TIME,
        f"{_FORM} 二（二）1 之其中",
        "press_conference",
        True,
    ),
    _engagement(
        "online_interviews",
        "政府网站在线访谈次数",
        Unit.TIME,
        f"{_FORM} 二（二）2",
        "online_interview",
    ),
    _engagement(
        "online_interviews_head",
        "主要负责同志参加政府网站在线访谈次数",
        Unit.TIME,
        f"{_FORM} 二（二）2 之其中",
        "online_interview",
        True,
    ),
    _engagement(
        "interpretation_articles",
        "政策解读稿件发布数",
        Unit.ARTICLE,
        f"{_FORM} 二（二）3",
        "article",
    ),
    _engagement(
        "social_media_responses",
        "微博微信回应事件数",
        Unit.TIME,
        f"{_FORM} 二（二）4",
        "social_media",
    ),
    _engagement(
        "other_responses", "其他方式回应事件数", Unit.TIME, f"{_FORM} 二（二）5", "other_response"
    ),
    _engagement(
        "publicity_events", "宣传活动次数", Unit.TIME, "gongkai 指标说明", "publicity_event"
    ),
)
