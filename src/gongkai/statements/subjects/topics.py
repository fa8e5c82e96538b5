"""What the official tables count, as sentences name it: each topic with the words for it.

A topic's name says where it belongs: ``requests/new``, ``outcome/r3_1``, ``kind/natural_person``,
``case/reconsideration/upheld``, ``document/rules/issued``, ``decision/licence``, and for the sheet of
2014 to 2018 ``sheet/s9_2``.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from gongkai.pattern import pattern


@dataclass(frozen=True, slots=True)
class Topics:
    """Topics by name, each with its words; ``any`` finds whether a text names one of them at all."""

    words: tuple[tuple[str, re.Pattern[str]], ...]
    any: re.Pattern[str]


def topics_of(pairs: Iterable[tuple[str, str]]) -> Topics:
    """Return topics with their words compiled."""
    named = tuple(pairs)
    return Topics(
        tuple((name, pattern(words)) for name, words in named),
        pattern("|".join(f"(?:{words})" for _, words in named)),
    )


def _topics(prefix: str, pairs: tuple[tuple[str, str], ...]) -> Topics:
    return topics_of((f"{prefix}/{name}", words) for name, words in pairs)


# Rows of table three. Where a sentence names a row and its group, both are meant.
OUTCOMES: Final = _topics("outcome", (
    ("r1+r2", r"全部(?:公开)?(?:及|和|与|、|或)部分公开|（(?:含|包括|包含)(?:予以)?部分公开）|(?<!不)(?<!主动)(?:予以|同意)?(?<!不予)(?<!主动)公开(?:及|和|与|、|或)(?:予以|同意)?部分公开"),
    ("r1", r"(?<!不)(?:予以|同意|全部)公开(?!及|和|与|、|或|栏)|(?<!不)予以全部公开"),
    ("r2", r"部分公开"),
    ("r3_1", r"国家秘密"), ("r3_2", r"其他法律、?行政法规禁止|法律、?(?:行政)?法规禁止"),
    ("r3_3", r"三安全一稳定|国家安全、公共安全"), ("r3_4", r"第三方合法权益|第三方权益"),
    ("r3_5", r"(?:三类)?内部事务"), ("r3_6", r"过程性"), ("r3_7", r"执法案卷"), ("r3_8", r"行政查询"),
    ("r3", r"不予公开|不同意公开|不公开"),
    ("r4_1", r"不掌握|信息不存在|不存在"), ("r4_2", r"没有现成|另行制作"), ("r4_3", r"补正后[^，。；]{0,10}不明确|仍不明确"),
    ("r4", r"无法提供"),
    ("r5_1", r"信访、?举报、?投诉|信访类|信访投诉|举报投诉类|信访(?:、?举报)类|(?:信访|投诉|举报)(?:类|性质)的?(?=申请)"), ("r5_2", r"重复申请"), ("r5_3", r"公开出版物"),
    ("r5_4", r"大量反复"), ("r5_5", r"重新出具|确认或"),
    ("r5", r"不予处理"),
    ("r6_1", r"逾期(?:不|未)补正|未按期补正|不补正"), ("r6_2", r"未按收费|逾期未(?:缴|交)"),
    ("r6", r"其他处理|作其他"),
))  # fmt: skip
KINDS: Final = _topics("kind", (
    ("natural_person", r"自然人|公民个人|公民(?!代表|意见)|个人(?!事项|征信|信息|隐私|所得|贷款|账户|荣誉|住房|缴费|信用|简历|档案|用户)"), ("commercial", r"商业企业(?!信息)"), ("research", r"科研机构"),
    ("social", r"社会公益组织|公益组织"), ("legal_service", r"法律服务机构|律师事务所(?=提出|提交|的?申请|$)"),
    ("organisations", r"(?<!执)(?<!司)(?<!立)法人(?!员|代表)(?:或者?|和|及|、)?(?:其他组织)?"),
))  # fmt: skip
RESULTS: Final = _topics("result", (
    ("upheld", r"(?:结果)?维持"), ("corrected", r"(?:结果|被|予以)?(?:纠正|纠错)|(?:判决?|决定|被)撤销|败诉|确认违法"),
    ("other", r"其他(?:结果|情形)"), ("pending", r"(?:尚|仍)?未审结|尚未(?:结案|办结)|未结案|正在审理|审理中"),
))  # fmt: skip
CHANNELS: Final = _topics("sheet", (
    ("s3_1_1", r"当面|现场|上门"), ("s3_1_2", r"传真"), ("s3_1_3", r"网络|网上|互联网|在线|电子邮件|平台"),
    ("s3_1_4", r"信函|邮寄|书面|邮政"),
))  # fmt: skip
DOCUMENTS: Final = _topics("document", (
    ("repealed", r"废止|宣布失效|失效"), ("valid", r"现行有效|有效(?!期|性)|继续有效|现有|保留"),
    ("issued", r"制发|制定|印发|出台|新增|发布|制作"),
))  # fmt: skip
DECISIONS: Final = _topics("decision", (
    ("licence", r"行政许可"), ("penalty", r"行政处罚"), ("coercion", r"行政强制(?:措施)?"),
))  # fmt: skip
# The sheet of 2014 to 2018: rows that have words of their own, with the unit that they count in.
SHEET: Final = _topics("sheet", (
    ("s1_1_norm_issued", r"(?:制发|制定|印发|出台)(?:行政)?规范性文件"),
    ("s1_1_norm", r"主动公开(?:行政)?规范性文件"),
    ("s1_2_1", r"(?:政府)?公报(?:主动)?公开"), ("s1_2_2", r"(?:政府|门户)网站(?:主动)?公开(?:(?:政府)?信息|$)"),
    ("s1_2_3", r"(?:政务)?微博(?:主动)?公开(?:(?:政府)?信息|$)"), ("s1_2_4", r"(?:政务)?微信(?:主动)?公开(?:(?:政府)?信息|$)"),
    ("s1_1", r"主动公开(?:各类)?政府信息"),
    ("s2_1", r"回应(?:公众|社会)?(?:关注|关切)?(?:的)?(?:热点|重大舆情|热点或重大舆情)"),
    ("s2_2_1", r"新闻发布会"), ("s2_2_2", r"在线访谈"), ("s2_2_3", r"政策解读(?:稿件|材料|信息)?(?!及其他|等)"),
    ("s3_3_1", r"已(?:经)?主动公开(?:的)?范围|已主动公开"), ("s3_3_4_b", r"商业秘密"), ("s3_3_4_c", r"个人隐私"),
    ("s3_3_5", r"不属于本(?:行政)?机关(?:职责|掌握|公开)?(?:的?范围)?(?:公开)?"),
    ("s3_3_7", r"(?:作出)?更改、?补充"), ("s3_3_8", r"通过其他途径(?:办理)?"),
    ("s6", r"(?:信息公开)[^，。；]{0,8}(?:举报投诉|举报|投诉)"),
    ("s8_1", r"(?:信息公开)[^，。；]{0,6}专门机构"), ("s8_2", r"查阅点|查阅场所"),
    ("s8_3", r"从事(?:政府)?信息公开(?:工作的?(?:工作)?|的?工作)人员(?:数)?"),
    ("s8_3_1", r"专职(?:工作)?人员|^(?:其中，?)?专职的?$"), ("s8_3_2", r"兼职(?:工作)?人员|^(?:其中，?)?兼职的?$"),
    ("s8_4", r"专项经费"),
    ("s9_1", r"政府信息公开(?:工作)?(?:专题)?会议?"), ("s9_2", r"培训班|政府信息公开(?:工作)?培训"),
    ("s9_3", r"(?:接受|参加)(?:政府信息公开(?:工作)?)?培训(?:的)?(?:人员|人次)?|^(?:累计|共|共计)?培训(?:人员|干部|学员)?$|参训(?:人员|干部|学员)?$"),
))  # fmt: skip
FEE: Final = pattern(r"行政事业性收费(?![、及和与])")
REGULATION: Final = pattern(r"规范性文件")
RULES: Final = pattern(r"规章(?!制度)")

NEW: Final = pattern(r"新收|新增(?=[^，。；]*申请)|新受理|新接收")
RECEIVED: Final = pattern(
    r"收到|受理|接收|收办|接到|收件|登记|收取(?=[^费]*申请)|(?:(?<=[共年度月日，局镇乡街办])|^)收(?=(?:政府|信息)*公开申请)|(?:提出|提交)(?=[^，。；]*申请)"
)
DONE: Final = pattern(
    r"(?<![未待])办结|(?<![未待])答复(?!期|率|书)|办理完毕|办复|回复|办毕|处理完毕|审结|办理完成"
)
HANDLED: Final = pattern(r"办理|处理(?!费)|承办")
CARRIED_IN: Final = pattern(
    r"(?<!下)(?:上年度?|去年|上一年度?|往年|20\d\d年度?)(?:度)?(?:已?受理)?(?:尚?未(?:办结|答复|办理完毕))?(?:的|而|并)?(?:结转|转结|转入|转来|遗留)|(?:结转|遗留)(?:自|的)?上一?年(?!.{0,6}(?:下|次)年)"
)
CARRIED_OUT: Final = pattern(
    r"(?:结转|顺延|转结|延续|延至|转)(?:至|到|入)?(?:下|次|明|20\d\d)(?:一)?(?:个)?(?:年|度)|(?:结转|顺延)至?(?:下年|次年)|结转下|(?<=#)结转$"
)
# What a figure may be counting, by the noun that stands before it; the last one counts.
DOMAINS: Final = pattern(
    r"(?P<request>(?<=办理|处理|受理|收到|答复|办结)依申请公开(?:政府)?信息(?=(?:共|共计|为)?(?:\d+[件宗起]|$))|(?:(?:公开|公开的|公开类|信息|信息的|依|[年度月日，。；：、（）]|^|\d[件份起宗条封项]|[件份起宗封项]|的|共|各类|该|此|全部|所有|上述|以上|其他|有效|未办结|在办|待办|正在办理|正在办理的|转来)|(?:收到|受理|接收|收办|接到|新收|办结|答复|回复|办理|处理|办复|结转|转结|遗留|顺延|延续|延期|网络|网上|当面|信函|现场|邮寄|邮件|书面|传真|线上|线下|平台|自然人|公民|个人|法人|其他组织|商业企业|群众|不?予处理|重复|类))申请(?!人|材料|表(?!\d|共|$)|行政复议|复议|书(?!\d|共|$)|渠道|方式|条件|者|仲裁|执行|听证|强制)|依申请公开|申请公开类)"
    r"|(?P<hotline>热线|工单|诉求|来电|信箱|留言|来信|网民|咨询|求助|网络问政|12345|民生)|(?P<proposal>建议|提案|议案)|(?P<petition>信访|投诉|举报)"
    r"|(?P<reconsideration>(?<!经)(?:行政)?复议(?!后|前置|局|机关|委员会|法|应诉|体制|中心|决定书))|(?P<litigation>(?:行政)?(?:诉讼|应诉)|(?<![驳撤]回)起诉)"
    r"|(?P<document>规范性文件|规章(?!制度))|(?P<decision>行政许可|行政处罚|行政强制|双公示)"
    r"|(?P<info>(?<!(?<!依)申请公开)(?<!(?<!依)申请公开政府)信息(?!公开申请|公开的申请|公开行政|公开类|公开工作|公开复议|公开诉讼)|文件|动态|公告|稿件|新闻|文章|解读|图解|视频)"
    r"|(?P<meeting>会议|培训|座谈|活动|检查|督查)"
)
# Words before a figure that make it another span of time than the year.
OTHER_SPAN: Final = pattern(
    r"截[至止](?!(?:20\d\d年|今年|本年)?(?:度)?(?:12月31日|12月底|年?[底末]))|截[至止][^。；]{0,24}累计|历年|(?<!今年)(?<!本年)以来|自20\d\d年[^，。；]{0,16}[至到](?:20\d\d年|今)|近[一二两三四五\d]年|前[两三四五]年|(?:[二两三四五六七八九十]|[一二三四五六七八九十]{2,3})年来|[上下]半年|季度|前[一二三四五六七八九十\d]+个?月|\d{1,2}(?:月)?\s*[-—至到~～]\s*\d{1,2}月|(?<!\d)(?:1[0-2]|[1-9])月份|任期内|[十一二三四五]+五”?(?:期间|时期)|20\d\d(?:年度?)?[-—–~～至到]+20\d\d年"
)
# Words in a clause that make it speak of less than all: a kind of request, another way to a court.
NARROWER: Final = pattern(
    r"下级|下属|所属|直属|街道|乡镇|复议后|(?:未经|经过?)复议|直接起诉|涉及|关于|重大|涉企"
)
UNRELATED: Final = pattern(
    r"(?:与|和)(?:政府)?信息公开[^，。；]{0,4}无关|除(?:涉|涉及)?(?:政府)?信息公开[^，。；]{0,8}外，[^，。；]{0,6}[另还]有|(?<!除)(?:非|均不是|不涉及|不属于)(?:政府)?信息公开(?:类|案件|事项)*"
)
ABOUT_DISCLOSURE: Final = pattern(r"信息公开|公开类|公开申请|依申请")
# Words that narrow a figure to a part of the year's, or widen it past the year.
NARROWED: Final = pattern(
    r"各级|直接(?:收到|受理|接收)|转来|协助|配合|指导|代为|通过|网络|网上|当面|信函|邮寄|邮件|传真|平台|系统|本级|牵头|转办|群众|平均|每[月季天日人件]|季度|上半年|下半年|\d月|街道|乡镇|各镇|下属|直属|代办|协办|当场|当日|即时|涉及|关于|其中|逾期|延期|重复|撤回|撤销|补正|征求|电话|口头|重点|首[次例]|(?<!今年)(?<!本年)以来|截至|截止|累计至|历年|近[三两五\d]年|(?:[二两三四五六七八九十]|[一二三四五六七八九十]{2,3})年来|县级|区级|市级|镇级|所属|分局|单位|法院"
    r"|部门(?!共)|领域"
)
