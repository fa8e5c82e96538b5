from typing import Final

import polars as pl

from gongkai.indicators.indicator import Indicator, Ratio, Total, Unit
from gongkai.indicators.registry.formulas import equals, needed_total, rows, total

_FORM = "国办发〔2014〕32号 统计表"
_HOTLINE = "热线办理规则"
_PROPOSAL = "人大代表建议、政协提案办理规定"
_OURS = "gongkai 指标说明"
_HOTLINES = (
    ("h12345", "12345热线"),
    ("h12319", "12319城市管理监督指挥中心"),
    ("baixingtan", "百姓谈网站"),
)
_NPC, _CPPCC = equals("kind", "npc_suggestion"), equals("kind", "cppcc_proposal")
_ASSIGNED = pl.col("assigned_in_year")
_LEAD = equals("role", "lead", "sole")
_ANSWERS = pl.col("answers")
_SATISFIED = equals("satisfaction", "satisfied")
_CONTENT = equals("satisfaction", "satisfied", "basically_satisfied")
_RECEIVED = pl.col("received_in_year")
_RETURNED = pl.col("feedback_on").is_not_null()


def _hotline(id_: str, label: str, definition: str, where: pl.Expr) -> Indicator:
    return Indicator(id_, label, Unit.CASE, definition, _HOTLINE, rows("hotline_cases", where))


def _proposals(id_: str, label: str, definition: str, where: pl.Expr) -> Indicator:
    return Indicator(id_, label, Unit.CASE, definition, _PROPOSAL, rows("proposals", where))


def _rate(
    id_: str, label: str, source: str, numerator: str, denominator: str, definition: str
) -> Indicator:
    return Indicator(id_, label, Unit.PERCENT, definition, source, Ratio(numerator, denominator))


def _organisation(id_: str, label: str, unit: Unit, row: str, column: str) -> Indicator:
    return Indicator(
        id_, label, unit, f"年末{label}", f"{_FORM} {row}", needed_total("organisation", column)
    )


_HOTLINE_INDICATORS = (
    _hotline("hotline_cases", "热线转办案件数", "年内收到的转办案件（含退回）", _RECEIVED),
    *(
        _hotline(
            f"hotline_{code}",
            f"{label}转办案件数",
            f"年内收到的来源为{label}的转办案件",
            _RECEIVED & equals("source", code),
        )
        for code, label in _HOTLINES
    ),
    _hotline(
        "hotline_due",
        "应办结的热线案件数",
        "年内办结或年内到期（以先到的为准）、未退回的案件",
        pl.col("due"),
    ),
    _hotline(
        "hotline_replied",
        "已反馈的热线案件数",
        "应办结的案件中已反馈的",
        pl.col("due") & pl.col("replied_on").is_not_null(),
    ),
    _hotline(
        "hotline_closed_on_time",
        "按时办结的热线案件数",
        "应办结的案件中按期办结的",
        pl.col("on_time"),
    ),
    _hotline(
        "hotline_called_back",
        "回访的热线案件数",
        "已回访并有评价的案件",
        pl.col("called_back") & pl.col("satisfaction").is_not_null(),
    ),
    _hotline(
        "hotline_satisfied",
        "回访满意的热线案件数",
        "已回访的案件中评价为满意的",
        pl.col("called_back") & _SATISFIED,
    ),
    _rate(
        "hotline_feedback_rate",
        "热线案件反馈率",
        _HOTLINE,
        "hotline_replied",
        "hotline_due",
        "已反馈的热线案件数÷应办结的热线案件数",
    ),
    _rate(
        "hotline_on_time_rate",
        "热线案件按时办结率",
        _HOTLINE,
        "hotline_closed_on_time",
        "hotline_due",
        "按时办结的热线案件数÷应办结的热线案件数",
    ),
    _rate(
        "hotline_satisfaction_rate",
        "热线案件回访满意率",
        _HOTLINE,
        "hotline_satisfied",
        "hotline_called_back",
        "回访满意的热线案件数÷回访的热线案件数",
    ),
)

_PROPOSAL_INDICATORS = (
    _proposals(
        "proposals_npc",
        "人大代表建议承办数",
        "年内交办、由本机关承办的人大代表建议",
        _NPC & _ASSIGNED,
    ),
    _proposals(
        "proposals_npc_lead",
        "主办的人大代表建议数",
        "年内交办、由本机关主办或单办的人大代表建议",
        _NPC & _ASSIGNED & _LEAD,
    ),
    _proposals(
        "proposals_cppcc",
        "政协委员提案承办数",
        "年内交办、由本机关承办的政协委员提案",
        _CPPCC & _ASSIGNED,
    ),
    _proposals(
        "proposals_cppcc_lead",
        "主办的政协委员提案数",
        "年内交办、由本机关主办或单办的政协委员提案",
        _CPPCC & _ASSIGNED & _LEAD,
    ),
    Indicator(
        "proposals_total",
        "建议提案承办数",
        Unit.CASE,
        "人大代表建议与政协委员提案承办数之和",
        _PROPOSAL,
        Total(("proposals_npc", "proposals_cppcc")),
    ),
    _proposals(
        "proposals_to_answer",
        "应答复的建议提案数",
        "主办、单办、分办，年内答复或年内到期（以先到的为准）的建议提案",
        _ANSWERS,
    ),
    _proposals(
        "proposals_replied",
        "已答复的建议提案数",
        "应答复的建议提案中已正式答复的",
        _ANSWERS & pl.col("replied_on").is_not_null(),
    ),
    _proposals(
        "proposals_on_time",
        "按时答复的建议提案数",
        "应答复的建议提案中在期限内答复的",
        _ANSWERS & pl.col("on_time"),
    ),
    _proposals(
        "proposals_met",
        "面商的建议提案数",
        "已答复的建议提案中与代表委员面商的",
        _ANSWERS & pl.col("replied_on").is_not_null() & pl.col("met_in_person"),
    ),
    _proposals(
        "proposals_with_feedback",
        "收回征询意见表的建议提案数",
        "已答复并收回征询意见表的建议提案",
        _ANSWERS & pl.col("replied_on").is_not_null() & _RETURNED,
    ),
    *(
        _proposals(
            f"proposals_{code}_{name}",
            f"{word}{label}",
            f"已收回征询意见表的{word}中，{label}",
            kind & _ANSWERS & _RETURNED & where,
        )
        for code, word, kind in (("npc", "人大代表建议", _NPC), ("cppcc", "政协委员提案", _CPPCC))
        for name, label, where in (
            ("evaluated", "有评价数", pl.col("satisfaction").is_not_null()),
            ("satisfied", "满意数", _SATISFIED),
            ("content", "满意和基本满意数", _CONTENT),
        )
    ),
    _rate(
        "proposal_completion_rate",
        "建议提案办结率",
        _PROPOSAL,
        "proposals_replied",
        "proposals_to_answer",
        "已答复的建议提案数÷应答复的建议提案数",
    ),
    _rate(
        "proposal_on_time_rate",
        "建议提案按时办结率",
        _PROPOSAL,
        "proposals_on_time",
        "proposals_to_answer",
        "按时答复的建议提案数÷应答复的建议提案数",
    ),
    _rate(
        "proposal_feedback_rate",
        "建议提案反馈率",
        _PROPOSAL,
        "proposals_with_feedback",
        "proposals_replied",
        "收回征询意见表的建议提案数÷已答复的建议提案数",
    ),
    _rate(
        "proposal_in_person_rate",
        "建议提案面商率",
        _PROPOSAL,
        "proposals_met",
        "proposals_replied",
        "面商的建议提案数÷已答复的建议提案数",
    ),
    *(
        _rate(
            f"proposal_satisfaction_rate_{code}",
            f"{who}满意率",
            _PROPOSAL,
            f"proposals_{code}_satisfied",
            f"proposals_{code}_evaluated",
            "评价为满意的件数÷有评价的件数（不含基本满意）",
        )
        for code, who in (("npc", "人大代表"), ("cppcc", "政协委员"))
    ),
)

INDICATORS: Final = (
    *_HOTLINE_INDICATORS,
    *_PROPOSAL_INDICATORS,
    Indicator(
        "ogi_meetings",
        "召开政府信息公开工作会议或专题会议数",
        Unit.TIME,
        "年内召开的会议",
        f"{_FORM} 九（一）",
        rows("meetings", equals("kind", "meeting")),
    ),
    Indicator(
        "trainings",
        "举办各类培训班数",
        Unit.TIME,
        "年内举办的培训班",
        f"{_FORM} 九（二）",
        rows("meetings", equals("kind", "training")),
    ),
    Indicator(
        "training_attendees",
        "接受培训人员数",
        Unit.PERSON_TIME,
        "培训班参加人数合计",
        f"{_FORM} 九（三）",
        total("meetings", "attendees", equals("kind", "training")),
    ),
    _organisation("ogi_offices", "政府信息公开工作专门机构数", Unit.PLACE, "八（一）", "offices"),
    _organisation(
        "reading_points", "设置政府信息公开查阅点数", Unit.PLACE, "八（二）", "reading_points"
    ),
    _organisation("staff_full_time", "专职人员数", Unit.PERSON, "八（三）1", "staff_full_time"),
    _organisation("staff_part_time", "兼职人员数", Unit.PERSON, "八（三）2", "staff_part_time"),
    Indicator(
        "staff_total",
        "从事政府信息公开工作人员数",
        Unit.PERSON,
        "专职人员数与兼职人员数之和",
        f"{_FORM} 八（三）",
        Total(("staff_full_time", "staff_part_time")),
    ),
    _organisation(
        "earmarked_funds_yuan",
        "政府信息公开专项经费",
        Unit.YUAN,
        "八（四）",
        "earmarked_funds_yuan",
    ),
    _organisation("oversight_lines", "监督电话数", Unit.LINE, "之外", "oversight_lines"),
)
