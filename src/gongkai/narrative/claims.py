"""Sentences with a licence: each may stand only where its condition is known and true."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from gongkai.narrative.verdict import Judge, Verdict, compared, most, positive, whole


@dataclass(frozen=True, slots=True)
class Claim:
    """One condition, and the sentence (a template with figures) that each verdict licenses.

    A verdict without a sentence licenses none; UNKNOWN withholds the sentence around it.
    """

    id: str
    judge: Judge
    sentences: Mapping[Verdict, str]
    needs: tuple[str, ...]

    def sentence(self, verdict: Verdict) -> str:
        """Return the template that the verdict licenses; empty where nothing may be said."""
        return self.sentences.get(verdict, "")


def _when(
    id_: str, count: str, when_true: str, when_false: str, *, among: str = "", none: str = ""
) -> Claim:
    """Return a claim that something happened; ``none`` is said where ``among`` counts nothing."""
    sentences = {Verdict.TRUE: when_true, Verdict.FALSE: when_false}
    if not among:
        return Claim(id_, positive(count), sentences, (count,))
    return Claim(id_, positive(count, among), sentences | {Verdict.PENDING: none}, (count, among))


def _all(id_: str, rate: str, when_true: str, when_false: str, when_vacuous: str) -> Claim:
    sentences = {
        Verdict.TRUE: when_true,
        Verdict.FALSE: when_false,
        Verdict.VACUOUS: when_vacuous,
    }
    return Claim(id_, whole(rate), sentences, (rate,))


def _all_of(id_: str, rate: str, of: str, sentences: Mapping[Verdict, str]) -> Claim:
    """Return a claim about all that ``of`` counts, more than the base of the rate perhaps."""
    return Claim(id_, whole(rate, of), sentences, (rate, of))


def _compared(id_: str, name: str) -> Claim:
    sentences = {
        Verdict.MUCH_MORE: "，较上年大幅增加",
        Verdict.MORE: "，较上年增加",
        Verdict.SAME: "，与上年持平",
        Verdict.LESS: "，较上年减少",
        Verdict.MUCH_LESS: "，较上年大幅减少",
    }
    return Claim(id_, compared(name), sentences, (name,))


def _most(id_: str, count: str, others: tuple[str, ...], when_true: str) -> Claim:
    return Claim(id_, most(count, others), {Verdict.TRUE: when_true}, (count, *others))


_PUBLISHED: Final = (
    "全年作出应当公示的行政许可和行政处罚决定{{ 数字('publishable_decisions') }}，"
    "已公示{{ 数字('publishable_published') }}"
)

_PENDING: Final = "，另有{{ 数字('requests_undetermined') }}按期与否待公历安排公布后确定"
_CARRIED_IN: Final = "，另有上年结转申请{{ 数字('requests_carried_in') }}"
CLAIMS: Final = (
    _all(
        "approvals_complete",
        "approval_rate",
        "公开前均履行三级审批手续",
        "公开前履行三级审批手续的有{{ 数字('disclosures_approved') }}，审批完整率{{ 数字('approval_rate') }}",
        "全年没有主动公开信息",
    ),
    _all(
        "secrecy_complete",
        "secrecy_review_rate",
        "均经保密审查",
        "经保密审查的有{{ 数字('disclosures_reviewed') }}，审查率{{ 数字('secrecy_review_rate') }}",
        "没有需要保密审查的信息",
    ),
    _when(
        "key_documents",
        "key_documents",
        "公布政府信息公开年度报告、政务公开工作要点分解落实方案一类的重点文件"
        "{{ 数字('key_documents') }}",
        "全年没有公布年度报告和工作要点分解落实方案",
    ),
    _when(
        "oversight_lines",
        "oversight_lines",
        "设立监督电话{{ 数字('oversight_lines') }}，听取群众意见，受理社会监督",
        "尚未设立监督电话",
    ),
    _when(
        "interviews",
        "online_interviews",
        "参加政府网站在线访谈{{ 数字('online_interviews') }}，围绕公众关心的问题解读政策、回应关切",
        "全年未参加政府网站在线访谈",
    ),
    _when(
        "press_conferences",
        "press_conferences",
        "举办新闻发布会{{ 数字('press_conferences') }}",
        "全年未举办新闻发布会",
    ),
    _when(
        "publicity_events",
        "publicity_events",
        "开展政府信息公开宣传活动{{ 数字('publicity_events') }}，引导公众关心、参与政府信息公开",
        "全年未开展专题宣传活动",
    ),
    _when(
        "articles",
        "interpretation_articles",
        "发布政策解读稿件{{ 数字('interpretation_articles') }}",
        "全年未发布政策解读稿件",
    ),
    _when(
        "meetings",
        "ogi_meetings",
        "召开政府信息公开工作会议{{ 数字('ogi_meetings') }}",
        "全年未召开政府信息公开专题会议",
    ),
    _when(
        "trainings",
        "trainings",
        "举办培训{{ 数字('trainings') }}，参加培训{{ 数字('training_attendees') }}",
        "全年未举办培训班",
    ),
    _all(
        "power_items_entered",
        "power_item_entry_rate",
        "已全部录入指定系统平台",
        "已录入指定系统平台{{ 数字('power_items_entered') }}",
        "权力清单中没有事项",
    ),
    _all(
        "data_delivered",
        "open_data_delivery_rate",
        "全年报送{{ 数字('open_data_submissions') }}，各月均已报送",
        "全年应报送{{ 数字('open_data_expected') }}，实际报送{{ 数字('open_data_submissions') }}，"
        "报送率{{ 数字('open_data_delivery_rate') }}",
        "全年没有需要报送的数据集",
    ),
    _all_of(
        "publicity_timely",
        "publicity_timely_rate",
        "publicity_rate",
        {
            Verdict.TRUE: "均在作出决定之日起七个工作日内公示",
            Verdict.PART: "均在作出决定之日起七个工作日内公示；" + _PUBLISHED,
            Verdict.FALSE: "其中在作出决定之日起七个工作日内公示的{{ 数字('publicity_timely') }}，"
            "及时率{{ 数字('publicity_timely_rate') }}；" + _PUBLISHED,
            Verdict.PENDING: _PUBLISHED,
            Verdict.VACUOUS: "全年没有应当公示的行政许可和行政处罚决定",
        },
    ),
    _all(
        "hotline_feedback",
        "hotline_feedback_rate",
        "反馈率达{{ 数字('hotline_feedback_rate') }}",
        "反馈{{ 数字('hotline_replied') }}，反馈率{{ 数字('hotline_feedback_rate') }}",
        "反馈率未发生",
    ),
    _all(
        "hotline_on_time",
        "hotline_on_time_rate",
        "按时办结率达{{ 数字('hotline_on_time_rate') }}",
        "按时办结{{ 数字('hotline_closed_on_time') }}，按时办结率{{ 数字('hotline_on_time_rate') }}",
        "按时办结率未发生",
    ),
    _when(
        "requests_received",
        "requests_received",
        "全年收到政府信息公开申请{{ 数字('requests_received') }}",
        "全年未收到政府信息公开申请",
    ),
    _compared("requests_compared", "requests_received"),
    _compared("disclosed_compared", "disclosed_total"),
    _most(
        "mostly_online",
        "requests_online",
        ("requests_in_person", "requests_fax", "requests_letter"),
        "通过网络提出的申请最多，为{{ 数字('requests_online') }}",
    ),
    _when("requests_carried_in", "requests_carried_in", _CARRIED_IN, ""),
    _all_of(
        "requests_on_time",
        "requests_on_time_rate",
        "accepted_total",
        {
            Verdict.TRUE: "均按时办结",
            Verdict.PART: "已办结的{{ 数字('requests_closed') }}均按时办结",
            Verdict.FALSE: "按时办结{{ 数字('requests_on_time') }}，逾期{{ 数字('requests_overdue') }}，"
            "按时办结率{{ 数字('requests_on_time_rate') }}",
            Verdict.PENDING: "年内没有办结的申请，也没有逾期的申请",
            Verdict.VACUOUS: "全年没有应当办结的申请",
        },
    ),
    _when("requests_undetermined", "requests_undetermined", _PENDING, ""),
    _when(
        "requests_open",
        "requests_open_at_end",
        "年末尚在办理、结转下年度的申请{{ 数字('requests_open_at_end') }}",
        "年末没有结转下年度办理的申请",
    ),
    _when(
        "disputes",
        "disputes_total",
        "全年涉及政府信息公开的行政复议{{ 数字('reconsiderations') }}、"
        "行政诉讼{{ 数字('litigations') }}",
        "全年未发生因政府信息公开被申请行政复议、提起行政诉讼的情况",
    ),
    _when(
        "proposals_npc",
        "proposals_npc",
        "承办人大代表建议{{ 数字('proposals_npc') }}（主办{{ 数字('proposals_npc_lead') }}）",
        "全年未承办人大代表建议",
    ),
    _when(
        "proposals_cppcc",
        "proposals_cppcc",
        "承办政协委员提案{{ 数字('proposals_cppcc') }}（主办{{ 数字('proposals_cppcc_lead') }}）",
        "全年未承办政协委员提案",
    ),
    _all(
        "proposals_completed",
        "proposal_completion_rate",
        "办结率达{{ 数字('proposal_completion_rate') }}",
        "应答复{{ 数字('proposals_to_answer') }}，已答复{{ 数字('proposals_replied') }}，"
        "办结率{{ 数字('proposal_completion_rate') }}",
        "办结率未发生",
    ),
    _all(
        "proposals_feedback",
        "proposal_feedback_rate",
        "反馈率达{{ 数字('proposal_feedback_rate') }}",
        "反馈率{{ 数字('proposal_feedback_rate') }}",
        "反馈率未发生",
    ),
    _all(
        "satisfaction_npc",
        "proposal_satisfaction_rate_npc",
        "代表满意率达{{ 数字('proposal_satisfaction_rate_npc') }}",
        "代表满意率{{ 数字('proposal_satisfaction_rate_npc') }}",
        "代表满意率未发生",
    ),
    _all(
        "satisfaction_cppcc",
        "proposal_satisfaction_rate_cppcc",
        "委员满意率达{{ 数字('proposal_satisfaction_rate_cppcc') }}",
        "委员满意率{{ 数字('proposal_satisfaction_rate_cppcc') }}",
        "委员满意率未发生",
    ),
    _when(
        "fees",
        "fees_yuan",
        "向申请人收取费用{{ 数字('fees_yuan') }}",
        "未向申请人收取任何费用",
    ),
    _when(
        "documents_issued",
        "normative_documents_issued",
        "制发行政规范性文件{{ 数字('normative_documents_issued') }}",
        "全年未制发行政规范性文件",
    ),
    _when(
        "granted",
        "substantive_disclosures",
        "办结的申请中，予以公开和部分公开{{ 数字('substantive_disclosures') }}，"
        "占办结总数的{{ 数字('substantive_disclosure_rate') }}",
        "办结的申请中，没有予以公开或者部分公开的",
        among="requests_closed",
        none="全年没有办结的申请",
    ),
    _when(
        "complaints",
        "ogi_complaints",
        "受理举报投诉{{ 数字('ogi_complaints') }}",
        "全年未受理举报投诉",
    ),
    _when(
        "processing_fee",
        "fees_yuan",
        "收取政府信息公开信息处理费{{ 数字('fees_yuan') }}",
        "未收取政府信息公开信息处理费",
    ),
)

BY_ID: Final = {claim.id: claim for claim in CLAIMS}
