"""Every claim, declared once.

What an office ought to have done and did not do at all is a finding and no sentence: nobody signs it.
"""

from typing import Final

from gongkai.narrative.claims.claim import (
    Claim,
    all_of,
    all_whole,
    compared_with_last,
    greatest,
    happened,
)
from gongkai.narrative.claims.names import CLAIM_NAMES
from gongkai.narrative.claims.passages import both, content, handled, rate_or, rated
from gongkai.narrative.verdict import Verdict, whole

_PUBLISHED: Final = (
    "全年作出应当公示的行政许可和行政处罚决定{{ 数字('publishable_decisions') }}，"
    "已公示{{ 数字('publishable_published') }}"
)

_PENDING: Final = "，另有{{ 数字('requests_undetermined') }}按期与否尚待核定"
_CARRIED_IN: Final = "，另有上年结转申请{{ 数字('requests_carried_in') }}"
CLAIMS: Final = (
    all_whole(
        "approvals_complete",
        "approval_rate",
        "公开前" + both("disclosure_postings") + "履行三级审批手续",
        "{% if 有('disclosures_approved') %}在{{ 数字('disclosure_postings') }}发布中"
        "公开前履行三级审批手续的{{ 数字('disclosures_approved') }}"
        + rated("approval_rate", "审批完整率")
        + "{% endif %}",
        "全年没有主动公开信息",
    ),
    all_whole(
        "secrecy_complete",
        "secrecy_review_rate",
        both("disclosure_postings") + "经保密审查",
        "{% if 有('disclosures_reviewed') %}{% if 成立('approvals_complete') or not (掌握('approval_rate') and 有('disclosures_approved')) %}"
        "在{{ 数字('disclosure_postings') }}发布中{% endif %}经保密审查的{{ 数字('disclosures_reviewed') }}"
        + rated("secrecy_review_rate", "审查率")
        + "{% endif %}",
        "没有需要保密审查的信息",
    ),
    happened(
        "key_documents",
        "key_documents",
        "公布政府信息公开年度报告、政务公开工作要点分解落实方案等重点文件"
        "{{ 数字('key_documents') }}",
        "全年没有公布年度报告和工作要点分解落实方案",
    ),
    happened(
        "oversight_lines",
        "oversight_lines",
        "设立监督电话{{ 数字('oversight_lines') }}",
        "尚未设立监督电话",
    ),
    happened(
        "interviews",
        "online_interviews",
        "参加政府网站在线访谈{{ 数字('online_interviews') }}",
        "全年未参加政府网站在线访谈",
    ),
    happened(
        "press_conferences",
        "press_conferences",
        "举办新闻发布会{{ 数字('press_conferences') }}",
        "全年未举办新闻发布会",
    ),
    happened(
        "publicity_events",
        "publicity_events",
        "开展政府信息公开宣传活动{{ 数字('publicity_events') }}",
        "全年未开展专题宣传活动",
    ),
    happened(
        "articles",
        "interpretation_articles",
        "发布政策解读稿件{{ 数字('interpretation_articles') }}",
        "全年未发布政策解读稿件",
    ),
    happened(
        "meetings",
        "ogi_meetings",
        "召开政府信息公开工作会议{{ 数字('ogi_meetings') }}",
        "全年未召开政府信息公开专题会议",
    ),
    happened(
        "trainings",
        "trainings",
        "举办培训{{ 数字('trainings') }}，参加培训{{ 数字('training_attendees') }}",
        "全年未举办培训班",
    ),
    all_whole(
        "power_items_entered",
        "power_item_entry_rate",
        "已{% if 有('power_items', 2) %}全部{% endif %}录入指定系统平台",
        "已录入指定系统平台{{ 数字('power_items_entered') }}",
        "权力清单中没有事项",
    ),
    all_whole(
        "data_delivered",
        "open_data_delivery_rate",
        "全年报送{{ 数字('open_data_submissions') }}，各月均已报送",
        "{% if 有('open_data_submissions') %}全年应报送{{ 数字('open_data_expected') }}，实际报送{{ 数字('open_data_submissions') }}"
        + rated("open_data_delivery_rate", "报送率")
        + "{% endif %}",
        "全年没有需要报送的数据集",
    ),
    all_of(
        "publicity_timely",
        "publicity_timely_rate",
        "publicity_rate",
        {
            Verdict.TRUE: both("publicity_total", "") + "在作出决定之日起七个工作日内公示",
            Verdict.PART: both("publicity_total", "")
            + "在作出决定之日起七个工作日内公示；"
            + _PUBLISHED,
            Verdict.FALSE: "其中在作出决定之日起七个工作日内公示的{{ 数字('publicity_timely') }}"
            + rated("publicity_timely_rate", "及时率")
            + "；"
            + _PUBLISHED,
            Verdict.PENDING: _PUBLISHED,
            Verdict.VACUOUS: "全年没有应当公示的行政许可和行政处罚决定",
        },
    ),
    all_whole(
        "hotline_feedback",
        "hotline_feedback_rate",
        rate_or("hotline_feedback_rate", "反馈率达", both("hotline_due", "") + "已反馈"),
        "{% if 有('hotline_replied') %}已反馈{{ 数字('hotline_replied') }}"
        + rated("hotline_feedback_rate", "反馈率")
        + "{% endif %}",
        "反馈率未发生",
    ),
    all_whole(
        "hotline_on_time",
        "hotline_on_time_rate",
        rate_or("hotline_on_time_rate", "按时办结率达", both("hotline_due", "") + "已按时办结"),
        "{% if 有('hotline_closed_on_time') %}按时办结{{ 数字('hotline_closed_on_time') }}"
        + rated("hotline_on_time_rate", "按时办结率")
        + "{% endif %}",
        "按时办结率未发生",
    ),
    happened(
        "requests_received",
        "requests_received",
        "全年收到政府信息公开申请{{ 数字('requests_received') }}",
        "全年未收到政府信息公开申请",
    ),
    compared_with_last("requests_compared", "requests_received"),
    compared_with_last("disclosed_compared", "disclosed_total"),
    greatest(
        "mostly_online",
        "requests_online",
        ("requests_in_person", "requests_fax", "requests_letter"),
        "{% if 等于('requests_online', 'requests_received') %}申请均通过网络提出"
        "{% else %}通过网络提出的申请最多，为{{ 数字('requests_online') }}{% endif %}",
    ),
    happened("requests_carried_in", "requests_carried_in", _CARRIED_IN, ""),
    all_of(
        "requests_on_time",
        "requests_on_time_rate",
        "accepted_total",
        {
            Verdict.TRUE: both("accepted_total") + "按时办结",
            # Whose timeliness nobody knows was answered too: only those that are known are said to be in time.
            Verdict.PART: "{% if 有('requests_undetermined') %}按时办结{{ 数字('requests_on_time') }}{% else %}"
            "已办结的{{ 数字('requests_closed') }}"
            + both("requests_closed", "")
            + "按时办结{% endif %}",
            Verdict.FALSE: "{% if 有('requests_on_time') %}按时办结{{ 数字('requests_on_time') }}，{% endif %}"
            "逾期{{ 数字('requests_overdue') }}" + rated("requests_on_time_rate", "按时办结率"),
            Verdict.PENDING: "年内没有办结的申请，也没有逾期的申请",
            Verdict.VACUOUS: "全年没有应当办结的申请",
        },
    ),
    happened("requests_undetermined", "requests_undetermined", _PENDING, ""),
    happened(
        "requests_open",
        "requests_open_at_end",
        "年末尚在办理、结转下年度的申请{{ 数字('requests_open_at_end') }}",
        "年末没有结转下年度办理的申请",
    ),
    happened(
        "disputes",
        "disputes_total",
        "全年涉及政府信息公开的行政复议{{ 数字('reconsiderations') }}、"
        "行政诉讼{{ 数字('litigations') }}",
        "全年未发生因政府信息公开被申请行政复议、提起行政诉讼的情况",
    ),
    happened(
        "proposals_npc",
        "proposals_npc",
        handled("人大代表建议", "proposals_npc", "proposals_npc_lead"),
        "全年未承办人大代表建议",
    ),
    happened(
        "proposals_cppcc",
        "proposals_cppcc",
        handled("政协委员提案", "proposals_cppcc", "proposals_cppcc_lead"),
        "全年未承办政协委员提案",
    ),
    all_whole(
        "proposals_completed",
        "proposal_completion_rate",
        rate_or("proposal_completion_rate", "办结率达", both("proposals_to_answer", "") + "已办结"),
        "{% if 有('proposals_replied') %}已答复{{ 数字('proposals_replied') }}"
        + rated("proposal_completion_rate", "办结率")
        + "{% endif %}",
        "办结率未发生",
    ),
    all_whole(
        "proposals_feedback",
        "proposal_feedback_rate",
        rate_or(
            "proposal_feedback_rate", "反馈率达", both("proposals_replied", "") + "已收回征询意见表"
        ),
        "收回征询意见表的{{ 数字('proposals_with_feedback') }}"
        + rated("proposal_feedback_rate", "反馈率"),
        "反馈率未发生",
    ),
    Claim(
        "satisfaction_npc",
        whole("proposal_satisfaction_rate_npc"),
        content("npc", "代表"),
        ("proposal_satisfaction_rate_npc",),
    ),
    Claim(
        "satisfaction_cppcc",
        whole("proposal_satisfaction_rate_cppcc"),
        content("cppcc", "委员"),
        ("proposal_satisfaction_rate_cppcc",),
    ),
    happened(
        "fees",
        "fees_yuan",
        "向申请人收取费用{{ 数字('fees_yuan') }}",
        "未向申请人收取任何费用",
    ),
    happened(
        "documents_issued",
        "normative_documents_issued",
        "制发行政规范性文件{{ 数字('normative_documents_issued') }}",
        "全年未制发行政规范性文件",
    ),
    happened(
        "granted",
        "substantive_disclosures",
        "{% if 等于('substantive_disclosures', 'requests_closed') %}办结的申请"
        + both("requests_closed", "")
        + "{% if 等于('outcome_r1', 'requests_closed') %}予以公开"
        "{% elif 等于('outcome_r2', 'requests_closed') %}予以部分公开{% else %}予以公开或者部分公开{% endif %}{% else %}办结的{{ 数字('requests_closed') }}申请中，"
        "予以公开和部分公开{{ 数字('substantive_disclosures') }}"
        + rated("substantive_disclosure_rate", "占")
        + "{% endif %}",
        "办结的申请中，没有予以公开或者部分公开的",
        among="requests_closed",
        none="全年没有办结的申请",
    ),
    happened(
        "complaints",
        "ogi_complaints",
        "受理举报投诉{{ 数字('ogi_complaints') }}",
        "全年未受理举报投诉",
    ),
    happened(
        "processing_fee",
        "fees_yuan",
        "收取政府信息公开信息处理费{{ 数字('fees_yuan') }}",
        "未收取政府信息公开信息处理费",
    ),
)

BY_ID: Final = {claim.id: claim for claim in CLAIMS}
# By id or by Chinese name.
BY_NAME: Final = BY_ID | {CLAIM_NAMES[claim.id]: claim for claim in CLAIMS}
