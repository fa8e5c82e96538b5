"""What sentences of a report count, by the words they count it with: declared once, looped over once."""

import re
from functools import cache
from typing import Final, NamedTuple

from gongkai.pattern import pattern


class Quantity(NamedTuple):
    """A figure of the ledgers as sentences name it.

    ``named`` ends right before the number (收到申请21件); ``verb`` and ``thing`` stand around it
    (收到21件申请). ``indicators`` are the figures that the words may mean, each a sum of ids joined
    by + or a share of one by /; ``unless`` are words of the clause that make it speak of something else, ``within`` words
    that its sentence must have, ``beyond`` words that it must not have come to.
    """

    label: str
    indicators: tuple[str, ...]
    units: str
    named: re.Pattern[str] | None
    verb: re.Pattern[str] | None = None
    thing: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None
    within: re.Pattern[str] | None = None
    beyond: re.Pattern[str] | None = None


def _quantity(
    label: str,
    indicators: str,
    units: str,
    named: str = "",
    *,
    around: tuple[str, str] | None = None,
    unless: str = "",
    within: str = "",
    beyond: str = "",
) -> Quantity:
    return Quantity(
        label,
        tuple(indicators.split()),
        units,
        pattern(rf"(?:{named})$") if named else None,
        pattern(rf"(?:{around[0]})$") if around else None,
        pattern(around[1]) if around else None,
        pattern(unless) if unless else None,
        pattern(within) if within else None,
        pattern(beyond) if beyond else None,
    )


_OGI: Final = r"(?:政府信息公开|政务公开|信息公开)"
# What may stand between the verb and 申请 without narrowing what is counted.
_OF_OGI: Final = (
    r"(?:到|的|了)?(?:公民、法人(?:和|或|或者|及)其他组织|社会公众|公众|群众|各类)?(?:提出|提交)?的?"
    r"(?:依申请公开|依申请|政府信息公开|政府信息|政务公开|信息公开|公开)?(?:政府信息)?的?"
)
_REQUEST: Final = rf"{_OF_OGI}申请(?:事项|件)?"
_RECEIVE: Final = r"(?:收到|受理|接收|接到|收办|新收|共收|全年收)"
_CASES: Final = "件|份|宗|起|条"
_TIMES: Final = "次|场|期|场次|期次"
_NOT_REQUESTS: Final = r"建议|提案|热线|工单|转办|案件|许可|处罚|复议|诉讼|投诉|举报|信访"
_R3: Final = "+".join(f"outcome_r3_{n}" for n in range(1, 9))
_R4: Final = "+".join(f"outcome_r4_{n}" for n in range(1, 4))
_R5: Final = "+".join(f"outcome_r5_{n}" for n in range(1, 6))
_R6: Final = "+".join(f"outcome_r6_{n}" for n in range(1, 4))
_CHANNELS: Final = r"网站|网页|官网|微博|微信|公众号|平台|专栏|栏目|公报|目录|新媒体|客户端|涉及|关于|领域|解读|动态|重点"
_OFFICE: Final = r"(?:本机关|本单位|本部门|本[局办委]|我[局办委厅])?"
_SITE: Final = rf"{_OFFICE}(?:政府|门户|官方|单位|部门)*网站?(?:上)?"
_HOTLINE: Final = r"(?:12345|12319|热线|转办|公开电话|百姓谈)"
_PROPOSALS: Final = r"建议|提案|代表|委员"
_ALL_YEAR: Final = r"(?:全年|本年|年度)?(?:共|共计|累计)?"
_OPENING: Final = r"^(?:全年|本年|年度|共|共计|累计)*"
_SHARE: Final = r"(?:数量|数|量)?(?:的?占比|的?比例|占(?:全部|全年|总|申请|办结|收到|的)*(?:申请)?(?:总数|总量|比例)?的?)"
# Training that others gave, or on another matter.
_ELSEWHERE_TRAINED: Final = (
    r"参加[^，；。]{0,14}(?:组织|举办|开展)|选派|外出|上级|[省市]里|内部培训"
)
_DONE_RATE: Final = r"(?:按时|按期|及时|如期)(?:办结|答复|办复|办理)率"


@cache
def quantities() -> tuple[Quantity, ...]:
    """Return what sentences count, the first that fits being meant."""
    return (
        # 依申请公开
        _quantity(
            "收到申请数", "requests_received", _CASES, rf"{_RECEIVE}(?:{_REQUEST}(?:数量|总数|量|数)?|(?:的)?(?:依申请公开|信息公开申请)事项)",
            around=(_RECEIVE, rf"^{_OF_OGI}申请(?!行政复议|复议)"), unless=_NOT_REQUESTS,
        ),
        _quantity(
            "收到申请数", "requests_received", _CASES,
            r"(?:^|全年|本年|年度|今年|[我本][局办委厅机关单位]+|全[市县区局]|的)(?:的)?(?:政府信息公开|信息公开|依申请公开|公开)(?:政府信息)?的?申请(?:事项)?(?:数量|总数|总量|量|数)?",
            unless=_NOT_REQUESTS + "|办结|答复|办理|逾期|超期|结转",
        ),
        _quantity("上年结转申请数", "requests_carried_in", _CASES, r"(?:上年|上一年|上年度|上一年度|去年)(?:度)?结转(?:的|来的?)?(?:申请|.{0,8}公开申请)?"),
        _quantity(
            "结转下年度申请数", "requests_open_at_end", _CASES, r"结转(?:至|到)?(?:下|次)(?:一)?(?:年|年度)(?:度)?(?:继续)?(?:办理|答复)?的?(?:申请|.{0,8}公开申请)?",
            around=("", r"^(?:.{0,10}申请)?(?:需|尚)?结转(?:至|到)?(?:下|次)(?:一)?年"),
        ),
        _quantity("网络申请数", "requests_online", _CASES, r"(?:网络|网上|互联网|在线)(?:渠道|方式)?(?:提出|提交|收到|受理)?的?申请", within="申请"),
        _quantity("网络申请数", "requests_online", _CASES, r"通过(?:网络|网上|互联网)(?:渠道|方式|平台)?(?:提出|提交|申请|收到)的?(?:申请)?", within="申请"),
        _quantity("信函申请数", "requests_letter", _CASES, r"(?:信函|邮寄|书信|来信)(?:渠道|方式)?(?:提出|提交|收到|受理)?的?申请", within="申请"),
        _quantity("网络申请占比", "requests_online/requests_received", "%", rf"(?:网络|网上|互联网)(?:渠道|方式)?(?:提出|提交)?的?申请{_SHARE}", unless="可|率"),
        _quantity("信函申请占比", "requests_letter/requests_received", "%", rf"(?:信函|邮寄)(?:渠道|方式)?(?:提出|提交)?的?申请{_SHARE}"),
        _quantity("当面申请占比", "requests_in_person/requests_received", "%", rf"当面(?:提出|提交)?的?申请{_SHARE}"),
        _quantity("自然人申请数", "t3_new_natural_person requests_from_natural_person", _CASES, r"(?:自然人|公民个人)(?:提出|提交)?的?(?:政府信息公开)?申请"),
        _quantity("商业企业申请数", "t3_new_commercial requests_from_commercial", _CASES, r"商业企业(?:提出|提交)?的?(?:政府信息公开)?申请"),
        _quantity("当面申请数", "requests_in_person", _CASES, r"当面(?:提出|提交|收到|受理)?的?申请", within="申请"),
        _quantity("传真申请数", "requests_fax", _CASES, r"传真(?:方式)?(?:提出|提交|收到|受理)?的?申请", within="申请"),
        _quantity(
            "申请办结数", "requests_closed requests_answered requests_on_time", _CASES, rf"(?:办结|答复|办理完毕|办复)(?:{_REQUEST})?",
            around=("(?:办结|答复|办复)(?:了)?", rf"^{_OF_OGI}申请"), unless=_NOT_REQUESTS + "|逾期|超期|延期|按时|按期|不予|同意|部分|网|咨询|诉求|留言",
            within=r"公开申请|依申请|收到申请|办结申请|答复申请|件申请",
        ),
        _quantity(
            "逾期申请数", "requests_overdue", _CASES, r"(?:逾期|超期|超时|超过(?:法定|规定|答复)?期限)(?:办结|答复|办理|未答复|未办结)?的?(?:公开)?(?:申请)?",
            around=("", rf"^(?:{_OF_OGI}申请)?(?:存在|因故|出现)?(?:逾期|超期|超时|未(?:能)?(?:按时|按期|如期|在(?:法定|规定)期限内)(?:办结|答复))"),
            unless=_NOT_REQUESTS, within="申请",
        ),
        _quantity("按时办结数", "requests_on_time requests_closed_on_time_plain", _CASES, r"(?:按时|按期|如期)(?:办结|答复)(?:的)?(?:.{0,8}申请)?", within="公开申请|依申请|收到申请", unless=_NOT_REQUESTS),
        _quantity("延期办结数", "requests_closed_extended", _CASES, r"(?:延期|延长)(?:办结|答复)的?(?:申请)?", unless=_NOT_REQUESTS, within="申请"),
        _quantity("申请按时办结率", "requests_on_time_rate", "%", _DONE_RATE, unless=_NOT_REQUESTS, within="申请"),
        _quantity("予以公开数", "outcome_r1 outcome_r1+outcome_r2 outcome_granted outcome_granted+outcome_granted_partly outcome_already_public+outcome_granted outcome_already_public+outcome_granted+outcome_granted_partly", _CASES, r"(?<!不)予以公开的?", within="申请|办结|答复", unless="部分公开"),
        _quantity("部分公开数", "outcome_r2 outcome_granted_partly", _CASES, r"(?<!和)(?<!及)(?<!、)(?<!与)(?:同意|予以)?部分公开的?", within="申请|办结|答复"),
        _quantity("予以公开和部分公开占比", "outcome_r1+outcome_r2/requests_closed", "%", rf"予以公开(?:和|及|与|、|或者?)(?:予以)?部分公开的?(?:申请)?{_SHARE}"),
        _quantity("不予公开数", _R3, _CASES, r"不予公开的?(?:申请)?", within="申请|办结|答复"),
        _quantity("无法提供数", _R4, _CASES, r"无法提供的?(?:申请)?", within="申请|办结|答复"),
        _quantity("不予处理数", _R5, _CASES, r"不予处理的?(?:申请)?", within="申请|办结|答复"),
        _quantity("其他处理数", _R6, _CASES, r"其他处理的?(?:申请)?", within="申请|办结|答复"),
        _quantity("申请信息不存在数", "outcome_not_existing", _CASES, r"(?:申请)?信息不存在的?(?:申请)?", around=("", r"^申请(?:因|属于?)?(?:所?申请)?(?:的)?(?:政府)?信息不存在(?:$|[无不未][法能]提供)"), within="申请|办结|答复"),
        _quantity("同意公开数", "outcome_granted", _CASES, r"(?<!不)同意公开的?", within="申请|办结|答复"),
        _quantity("不同意公开答复数", "outcome_refused", _CASES, r"不同意公开的?", within="申请|办结|答复"),
        _quantity("依申请公开收取的费用", "fees_yuan", "元", r"收取(?:申请人)?(?:的)?(?:政府信息公开|依申请公开)?(?:信息处理费|检索费|复制费|(?:检索、复制、邮寄)?(?:等)?费用|检索费、复制费(?:、邮寄费)?等费用)"),
        # 主动公开
        _quantity(
            "主动公开政府信息数", "disclosed_total", "条|件", r"(?:主动公开|(?:全年|本年度?|年度)(?:共计?|累计)?公开)(?:的)?(?:各类)?(?:政府|政务)?信息(?:总数|总量|数量|量|数)?",
            around=("主动公开(?:了)?", r"^(?:各类)?(?:政府|政务)?信息"), unless=_CHANNELS,
        ),
        _quantity("网站公开信息数", "disclosed_website disclosed_own_site", "条", rf"{_SITE}{_ALL_YEAR}(?:主动)?公开(?:各类)?(?:政府|政务)?信息", unless="目录|专栏|栏目"),
        _quantity("政府信息公开目录网公开信息数", "disclosed_city_catalogue", "条", rf"公开目录网?(?:站)?(?:上)?{_ALL_YEAR}(?:主动)?公开(?:各类)?(?:政府|政务)?信息"),
        _quantity("政务微博公开政府信息数", "disclosed_weibo", "条", r"微博(?:主动)?公开(?:各类)?(?:政府|政务)?信息"),
        _quantity("政务微信公开政府信息数", "disclosed_wechat", "条", r"微信(?:公众号)?(?:主动)?公开(?:各类)?(?:政府|政务)?信息"),
        _quantity("政府公报公开政府信息数", "disclosed_gazette", "条", r"公报(?:主动)?公开(?:各类)?(?:政府|政务)?信息"),
        _quantity("制发规范性文件总数", "normative_documents_issued", "件|份|部", r"(?:制发|制定|出台|制定出台|印发)(?:行政)?规范性文件", around=("(?:制发|制定|出台|印发)(?:了)?", "^(?:行政)?规范性文件")),
        _quantity("废止规范性文件数", "normative_documents_repealed", "件|份|部", r"废止(?:行政)?规范性文件", around=("废止(?:了)?", "^(?:行政)?规范性文件")),
        _quantity("现行有效规范性文件数", "normative_documents_in_force", "件|份|部", r"现行有效的?(?:行政)?规范性文件"),
        _quantity("政策解读稿件发布数", "interpretation_articles", "篇|件|条|份|个", r"(?<!文)(?<!频)(?<!家)(?:政策解读|解读)(?:稿件|材料|文章|稿)", around=("(?:发布|刊发|制作|编发|公开)(?:了)?", "^(?:政策)?解读(?:稿件|材料|文章|稿)")),
        _quantity("新闻发布会次数", "press_conferences", _TIMES, "新闻发布会", around=("(?:举办|召开|举行|参加)(?:了)?", "^新闻发布会")),
        _quantity("政府网站在线访谈次数", "online_interviews", _TIMES, "在线访谈", around=("(?:举办|参加|开展|组织)(?:了)?", "^(?:政府网站)?在线访谈")),
        _quantity("宣传活动次数", "publicity_events", _TIMES, rf"{_OGI}(?:主题|专题|集中|条例)?宣传活动", around=("(?:举办|开展|组织)(?:了)?", rf"^{_OGI}(?:主题|专题|集中)?宣传活动")),
        _quantity("回应热点舆情数", "hot_topics", "次|件|个", "回应(?:公众|社会|群众)?(?:关注)?的?热点(?:问题)?(?:或|和|及|、)?(?:重大)?(?:舆情)?"),
        # A sentence that begins with the words of the plan is of the plan's figure.
        _quantity("举报投诉数", "ogi_complaints", "件|起", rf"{_OPENING}受理举报投诉", beyond="12345|12315|热线|平台|信访"),
        _quantity("举报投诉数", "ogi_complaints", "件|起|次", rf"{_OGI}(?:工作)?(?:方面|类)?的?(?:举报投诉|投诉举报|举报|投诉)(?:案件)?"),
        # 监督保障
        _quantity("召开政府信息公开会议数", "ogi_meetings", _TIMES, rf"{_OGI}(?:工作|专题|推进|部署|调度|领导小组)*会议?", around=("(?:召开|组织|举行)(?:了)?", rf"^{_OGI}(?:工作|专题|推进|部署|调度|领导小组)*会")),
        _quantity("举办培训班数", "trainings", _TIMES, rf"(?:{_OGI}(?:工作|业务|专题|知识)*|举办|举办了|开展|开展了|组织|组织了|举办各类)培训(?:班|会|活动)?", around=("(?:举办|开展|组织|召开)(?:了)?", rf"^(?:{_OGI}(?:工作|业务|专题|知识)*)?培训(?:班|会)?"), unless="参加|外出|上级|市里|省里|视频", beyond=_ELSEWHERE_TRAINED),
        _quantity("接受培训人员数", "training_attendees", "人次|人", r"(?:接受培训|参训|参加培训|培训)(?:的)?(?:人员|工作人员|干部|信息员)?(?:总数|共)?", unless="新|转岗|领导|[科处县局]级", within=rf"{_OGI}|(?:举办|开展|组织)(?:了|各类)?培训|全年(?:共|累计)?培训", beyond=_ELSEWHERE_TRAINED),
        _quantity("接受培训人员数", "training_attendees", "人次", rf"{_OPENING}(?:参加|接受)培训(?:人员|人数)?", beyond=_ELSEWHERE_TRAINED),
        _quantity("专职人员数", "staff_full_time", "人|名|个", rf"(?:从事)?{_OGI}工作?的?专职(?:工作)?人员", around=(".*", rf"^(?:从事|负责){_OGI}工作的专职(?:工作)?人员")),
        _quantity("专职人员数", "staff_full_time", "人|名", r"^(?:目前|全[局市县区办]|[我本](?:局|办|委|厅|机关|单位))*(?:现有|共有|仅有|只有|配备)专职(?:工作)?人员"),
        _quantity("专职人员数", "staff_full_time", "人|名", rf"(?:^|目前|其中|，)专职(?:从事{_OGI}工作的?)?(?:工作)?(?:人员|的)?"),
        _quantity("兼职人员数", "staff_part_time", "人|名", rf"(?:^|目前|其中|，)兼职(?:从事{_OGI}工作的?)?(?:工作)?(?:人员|的)?"),
        _quantity("专职人员数", "staff_full_time", "人|名", "", around=(r"^(?:目前|全[局市县区办]|[我本](?:局|办|委|厅|机关|单位))+(?:现有|共有|有|仅有|只有|配备)?", "^专职(?:工作)?人员(?:$|从事|负责(?:政|信))")),
        _quantity("兼职人员数", "staff_part_time", "人|名|个", rf"(?:从事)?{_OGI}工作?的?兼职(?:工作)?人员", around=(".*", rf"^(?:从事|负责){_OGI}工作的兼职(?:工作)?人员")),
        _quantity("工作人员数", "staff_total", "人|名|个", rf"(?:从事{_OGI}工作?的?|{_OGI}工作?)(?:工作)?人员", around=(".*", rf"^从事{_OGI}工作的?(?:工作)?人员"), unless="专职|兼职"),
        _quantity("专门机构数", "ogi_offices", "个", rf"{_OGI}(?:工作)?(?:专门)机构"),
        _quantity("查阅点数", "reading_points", "个|处", "(?:政府信息)?(?:公开)?查阅(?:点|场所)"),
        _quantity("监督电话数", "oversight_lines", "个|部|条", "监督电话", around=("(?:设立|公布|开通)(?:了)?", "^监督电话")),
        _quantity("专项经费", "earmarked_funds_yuan", "元", rf"{_OGI}(?:工作)?专项经费"),
        # 复议诉讼
        _quantity("行政复议数", "reconsiderations reconsiderations_decided", "件|起|宗", r"(?<!申请)(?:被(?:申请|提起))?(?:发生|涉及)?(?:政府信息公开|信息公开)?(?:类)?(?:的)?行政复议(?:案件|案)?", around=("(?:发生|涉及|引发|被申请|有|共|^)(?:了)?", "^(?:因?(?:政府)?信息公开(?:类)?(?:引发的|的)?)行政复议"), unless="审理|受理|收到|办理|纠正|维持|审结"),
        _quantity("行政诉讼数", "litigations litigations_decided", "件|起|宗", r"(?:(?<![和、及与])|(?<=[件起][、和]))(?:被(?:提起|诉))?(?:发生|涉及)?(?:政府信息公开|信息公开)?(?:类)?(?:的)?行政诉讼(?:案件|案)?", around=("(?:发生|涉及|引发|被提起|有|共|^)(?:了)?", "^(?:因?(?:政府)?信息公开(?:类)?(?:引发的|的)?)行政诉讼"), unless="审理|受理|收到|办理|复议后|经复议|纠正|维持|审结"),
        # 建议提案
        _quantity("人大代表建议承办数", "proposals_npc", "件|份", r"(?:人大代表|人大|代表)(?:的)?(?:意见)?建议", around=("(?:承办|办理|收到|答复|办结)(?:了)?", r"^[省市县区]?人大(?:代表)?(?:的)?建议"), unless="主办|协办|会办|提案"),
        _quantity("政协委员提案承办数", "proposals_cppcc", "件|份", r"(?:(?<![和、及与])|(?<=[件份][、和]))(?:政协委员|政协|委员)(?:的)?提案", around=("(?:承办|办理|收到|答复|办结)(?:了)?", r"^[省市县区]?政协(?:委员)?(?:的)?提案"), unless="主办|协办|会办"),
        _quantity("建议提案承办数", "proposals_total", "件|份", r"(?:人大(?:代表)?建议(?:和|、|及)政协(?:委员)?提案|建议提案|建议、提案|建议和提案)", around=("(?:承办|办理|收到)(?:了)?", r"^(?:建议提案|建议、提案|建议和提案)"), unless="主办|协办|会办|答复|办结"),
        _quantity("按时办结率", "requests_on_time_rate hotline_on_time_rate proposal_on_time_rate", "%", rf"^(?:全年|今年|本年|但)?{_DONE_RATE}"),
        _quantity("建议提案办结率", "proposal_completion_rate", "%", "办[结复]率", within="建议|提案", unless="按时|按期|热线|申请"),
        _quantity("建议提案按时办结率", "proposal_on_time_rate", "%", "(?:按时|按期)(?:办结|答复|办复)率", within="建议|提案", unless="热线|申请"),
        _quantity("建议提案反馈率", "proposal_feedback_rate", "%", "反馈率", within="建议|提案", unless="热线|转办"),
        _quantity("建议提案面商率", "proposal_in_person_rate", "%", "(?:面商|面复|见面)率", within=_PROPOSALS),
        _quantity("代表满意率", "proposal_satisfaction_rate_npc", "%", "代表(?:的)?满意率"),
        _quantity("委员满意率", "proposal_satisfaction_rate_cppcc", "%", "(?<!代表和)委员(?:的)?满意率"),
        # 热线、双公示、权力事项、数据
        *(
            _quantity(f"{name}转办案件数", f"hotline_{code}", "件|个|起", rf"(?:^|[，；]|收到|受理|承办|办理|全年){name}[^，。；、和及与\d]{{0,14}}转办(?:的)?(?:案件|工单)")
            for name, code in (("12345", "h12345"), ("12319", "h12319"), ("百姓谈", "baixingtan"))
        ),
        _quantity("热线转办案件数", "hotline_cases hotline_h12345 hotline_h12319 hotline_baixingtan", "件|个|起", rf"(?:收到|受理|承办|办理|接收|接到).{{0,18}}?{_HOTLINE}[^，。；\d]{{0,8}}(?:案件|工单|诉求|事项|件)?", around=("(?:收到|受理|承办|办理|接收|接到)(?:了)?", rf"^[^，。；]{{0,10}}?{_HOTLINE}"), unless="咨询|投诉|来电"),
        _quantity("热线案件反馈率", "hotline_feedback_rate", "%", "反馈率", within=_HOTLINE, unless="建议|提案"),
        _quantity("热线案件按时办结率", "hotline_on_time_rate", "%", _DONE_RATE, within=_HOTLINE, unless="建议|提案|申请"),
        _quantity("行政许可公示信息数", "publicity_licences", "条", "(?:公示|发布|公开)(?:的)?行政许可(?:公示)?(?:信息|决定)?|行政许可公示信息"),
        _quantity("行政处罚公示信息数", "publicity_penalties", "条", "(?:公示|发布|公开)(?:的)?行政处罚(?:公示)?(?:信息|决定)?|行政处罚公示信息"),
        _quantity("双公示信息合计", "publicity_total", "条", "双公示”?(?:公示)?(?:信息)?(?:共|累计)?(?:发布|公示|公开)?"),
        _quantity("行政许可处理决定数", "licence_decisions", "件", "(?:作出|做出)行政许可(?:处理)?(?:决定)?|行政许可处理决定(?:数量|数)?", around=("(?:作出|做出)(?:了)?", "^行政许可")),
        _quantity("行政处罚处理决定数", "penalty_decisions", "件", "(?:作出|做出)行政处罚(?:处理)?(?:决定)?|行政处罚处理决定(?:数量|数)?", around=("(?:作出|做出)(?:了)?", "^行政处罚")),
        _quantity("行政许可处理决定数", "licence_decisions", "件", rf"{_OPENING}行政许可(?:处理)?决定(?:数量|数)?"),
        _quantity("行政处罚处理决定数", "penalty_decisions", "件", rf"{_OPENING}行政处罚(?:处理)?决定(?:数量|数)?"),
        _quantity("双公示及时率", "publicity_timely_rate", "%", "(?:公示)?及时率", within="公示"),
        _quantity("权力事项类别数", "power_item_categories", "大类", r"(?:权力清单|权力事项|行政权力)(?:共有?|分为)?"),
        _quantity("权力事项数", "power_items", "项", r"(?:权力清单|权力事项|行政权力|权责事项)(?:事项)?(?:总数|总计)?(?:共有?|包括)?(?:[\d一二三四五六七八九十两]+大?类)?"),
        _quantity("开放数据集数", "open_data_sets", "个|项|类", "开放(?:的)?数据集?(?:资源)?|(?:提供|报送)数据内容"),
        _quantity("数据集报送次数", "open_data_submissions", "次", "报送(?:开放)?数据集?"),
        _quantity("三级审批完整率", "approval_rate", "%", "(?:三级)?审批完整率"),
        _quantity("保密审查率", "secrecy_review_rate", "%", "(?:保密)?审查率"),
        _quantity("行政事业性收费金额", "charges_yuan", "元", "行政事业性收费(?:金额|总额)?"),
    )  # fmt: skip
