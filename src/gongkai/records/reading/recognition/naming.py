"""Which ledger the name of a file or of a sheet means."""

import re
from collections.abc import Collection, Iterable
from functools import cache
from typing import Final

from gongkai.pattern import pattern
from gongkai.records.ledgers import BY_ID, LEDGERS
from gongkai.records.ledgers.ledger import Ledger
from gongkai.text import heading_key

_REST: Final = pattern(
    r"(台账|登记表|登记簿|登记|明细表?|汇总表?|清单|工单|案件|表)?"
    r"([-_—.·、(].*|\d.*|第.+|[一二三四五六七八九十]+[月季].*|[上下]半年.*)?"
)
# Words in longer names, each of one ledger; the longest that stands in the name counts.
_WORDS: Final = {
    "disclosures": ("主动公开", "信息公开目录", "公开目录", "网站信息", "网站文章", "信息发布", "稿件", "公众号", "推文", "微信文章", "微信发布", "微信推送", "微博发布", "政务微信", "政务微博", "政务新媒体"),
    "documents": ("规范性文件", "规章"),
    "engagements": ("解读回应", "政策解读", "新闻发布会", "解读材料", "解读稿", "解读发布"),
    "requests": ("依申请公开", "依申请", "信息公开申请", "公开申请"),
    "disputes": ("行政复议", "行政诉讼", "复议诉讼", "复议", "诉讼案件", "应诉"),
    "decisions": ("双公示", "行政许可", "行政处罚", "行政强制", "处罚决定", "许可决定", "信用公示"),
    "power_items": ("权力清单", "权责清单", "权力事项"),
    "charges": ("行政事业性收费", "集中采购", "收费采购", "非税收入", "收费明细"),
    "dataset_submissions": ("数据开放", "数据集报送", "开放数据", "数据资源"),
    "hotline_cases": ("12345", "12319", "12315", "12320", "12329", "12369", "12328", "12333", "12350", "热线", "接诉即办", "民意速办", "工单", "百姓谈", "网格案件", "信访", "留言板", "网民留言"),
    "proposals": ("建议提案", "人大建议", "代表建议", "政协提案", "委员提案"),
    "meetings": ("会议培训", "会议台账", "培训台账", "培训班"),
    "organisation": ("机构人员经费", "机构人员"),
}  # fmt: skip
_NOTES: Final = pattern(
    r"说明|字典|代码|选项|下拉|须知|目录|封面|附注|备注|注意|指引|样例|示例|范例|模板|参数|配置|枚举"
)


def ledger_named(name: str) -> Ledger | None:
    """Return the ledger that a file or a sheet is named after, with a month or section after it.

    >>> [l.id if (l := ledger_named(n)) else None for n in ("依申请公开-3月", "2018年热线转办", "附件")]
    ['requests', 'hotline_cases', None]
    """
    key = re.sub(r"^\d{4}(年度?|[-_])?", "", heading_key(name)) or heading_key(name)
    for spelling, ledger in _spellings():
        if key.startswith(spelling) and _REST.fullmatch(key[len(spelling) :]):
            return ledger
    return None


@cache
def _spellings() -> tuple[tuple[str, Ledger], ...]:
    """Return what each ledger is called, as names are compared."""
    return tuple(
        (heading_key(name), ledger)
        for ledger in LEDGERS
        for name in (ledger.id, ledger.title, *ledger.aliases)
    )


def ledger_meant(name: str) -> Ledger | None:
    """Return the ledger of which a longer name speaks; None where it speaks of several or of none.

    >>> [l.id if (l := ledger_meant(n)) else None for n in ("附件1依申请公开", "市局行政处罚最终版", "规范性文件政策解读")]
    ['requests', 'decisions', None]
    """
    exact = ledger_named(name)
    if exact is not None:
        return exact
    key = re.sub(r"[、和与及]", "", heading_key(name))
    found = {ledger for ledger, words in _WORDS.items() if any(word in key for word in words)}
    return BY_ID[found.pop()] if len(found) == 1 else None


_CASES_NAMED: Final = pattern(r"办件|政务服务|好差评|一件事|一窗|窗口业务|大厅业务|审批业务")
_MATTER: Final = pattern(
    r"^(?:办件|办理|服务|业务|申报|政务服务|审批)?事项(?:名称)?$|^(?:办件|业务)名称$"
)
_COURSE: Final = pattern(r"办结|办件|取号|承诺|法定时限|申报|好差评|办理状态|受理(?:时间|日期)")
# What only a ledger of ours asks beside the matter: then it is that ledger.
_OURS: Final = pattern(
    r"公开|公示|处罚|强制|决定|文书|文号|字号|许可证|案号|案由|原告|被告|复议|诉求|来电|工单|热线|转办|交办|代表|委员|提案"
)
_COURSE_ENOUGH: Final = 2
_LONGEST: Final = 20  # letters of a heading


def is_service_list(name: str, headings: Collection[str]) -> bool:
    """Tell whether a sheet lists 政务服务办件, which are neither requests for information nor disputes.

    >>> is_service_list("导出", ("受理编号", "事项名称", "申请人", "受理时间", "办结时间", "办理结果"))
    True
    >>> is_service_list("导出", ("办件编号", "许可事项", "申请单位", "受理时间", "决定日期", "许可文书号"))
    False
    """
    keys = [heading_key(heading) for heading in headings if heading.strip()]
    if any(_OURS.search(key) for key in keys):
        return False
    course = sum(_COURSE.search(key) is not None for key in keys)
    named = _CASES_NAMED.search(heading_key(name)) is not None
    return any(_MATTER.search(key) for key in keys) and (named or course >= _COURSE_ENOUGH)


_VISITS_NAMED: Final = pattern(r"来访|来电|来信|咨询|接待|接听|接访|信访")
_VISIT: Final = pattern(r"^(?:来访|来电|来信|接待|接听|接访|咨询|值班)")
# What only requests or cases handed on have: then it is no book of the desk's.
_ASKED_OR_HANDED: Final = pattern(
    r"公开|申请|工单|热线|诉求|转办|交办|督办|派|承办|期限|时限|满意|回访|举报|案号|案由|代表|委员"
)


def is_visit_list(name: str, rows: Collection[Collection[str]]) -> bool:
    """Tell whether a sheet with these first rows is the desk's book of visits, calls and questions.

    >>> is_visit_list("来访来电咨询登记", [("序号", "日期", "方式", "来访人", "咨询事项", "答复情况")])
    True
    >>> is_visit_list("来电登记", [("编号", "来电人", "诉求内容", "派单时间", "承办单位")])
    False
    """
    keys = [[heading_key(cell) for cell in row if cell.strip()] for row in rows]
    if any(_ASKED_OR_HANDED.search(key) for row in keys for key in row):
        return False
    spoken = max((sum(_VISIT.search(key) is not None for key in row) for row in keys), default=0)
    return spoken > 1 or (spoken > 0 and _VISITS_NAMED.search(heading_key(name)) is not None)


def _services(name: str, rows: Collection[Collection[str]]) -> bool:
    return any(is_service_list(name, row) for row in rows)


# What an office keeps besides that no ledger counts: what it is like, and what it is easily taken for.
UNCOUNTED: Final = (
    (_services, "政务服务办件清单", "不是政府信息公开申请，也不是复议诉讼", "报告不统计政务服务办件"),
    (is_visit_list, "来访、来电、咨询的登记", "不是政府信息公开申请，也不是转办的热线工单", "报告不统计咨询"),
)  # fmt: skip


# Headings that only one ledger has, be they spelt as they may; two different ones tell it.
_SPOKEN: Final = {
    "requests": r"申请(?:人|者|单位|内容|事项|方式|途径|渠道|日期|时间|编号|公开)|所需信息|答复|补正|公开(?:方式|情况|与否)|来件|回函",
    "hotline_cases": r"诉求|来电|工单|回访|派(?:单|遣|至)|转办|热线|反映(?:人|内容|问题)|举报|上报|案卷|督办|核查|处置|坐席|满意",
    "decisions": r"处罚|许可|强制|相对人|当事人|决定|违法|批(?:件|准)|公示|罚款|没收|证书|审批|申办|实施清单|有效期",
    "proposals": r"代表|委员|提案|建议|面商|领衔|会办|分办",
    "disputes": r"复议|原告|被告|审结|裁[判决]|判决|诉讼|开庭|答辩",
    "disclosures": r"栏目|频道|标题|题目|索引号|发布(?:日期|时间)|成文|点击|浏览|阅读|推[送文]|图文|稿件|转载|信息名称",
    "meetings": r"会议|培训|参会|参训|主讲",
    "charges": r"票据|执收|非税|应收|实收|减免|缴款|计费|采购|中标|成交",
    "dataset_submissions": r"数据集|数据资源|更新频率|开放方式|数据量|接口",
    "engagements": r"解读|访谈|发布会|回应",
    "documents": r"规范性文件|发文字号|文号|失效|废止|施行|有效期",
}
_SPOKEN_ENOUGH: Final = 2


def ledger_spoken_of(rows: Iterable[Collection[str]]) -> Ledger | None:
    """Return the ledger of which one of the rows, as headings, speaks more than of any other; None where of none.

    >>> l.title if (l := ledger_spoken_of([("申请人身份", "申请途径", "何时收到", "何时答复")])) else None
    '依申请公开'
    >>> ledger_spoken_of([("姓名", "电话", "处室")])
    """
    most, found = _SPOKEN_ENOUGH - 1, None
    for row in rows:
        keys = {heading_key(cell) for cell in row if cell.strip() and len(cell) <= _LONGEST}
        met = {n: sum(re.search(w, key) is not None for key in keys) for n, w in _SPOKEN.items()}
        top = max(met.values())
        if top > most:
            best = [name for name, times in met.items() if times == top]
            most, found = top, BY_ID[best[0]] if len(best) == 1 else None
    return found


def is_note_sheet(name: str) -> bool:
    """Tell whether a sheet's name says that it explains the others."""
    return ledger_named(name) is None and bool(_NOTES.search(heading_key(name)))


_COPY: Final = pattern(
    r"[-—_ ]*(?:副本|已标注|备份|复制|copy|[(（]\d[)）]|旧|原稿)(?:[(（]\d[)）])?", re.IGNORECASE
)
_UNNAMED: Final = pattern(r"(?i)(?:sheet|工作表)\s*\d*$")  # as programs call a sheet
# What tells two files of the same ledger apart: a month, a number, a kind.
_PART: Final = pattern(
    r"\d+|[一二三四五六七八九十]+(?=[月季])|上半年|下半年|许可|处罚|强制|人大|政协|建议|提案|复议|诉讼|举报|微信|微博"
)


def is_called_copy(name: str) -> bool:
    """Tell whether a file's name says that it is a copy."""
    return _COPY.search(name) is not None


def same_part(one: str, other: str) -> bool:
    """Tell whether two names mean the same part of a ledger, were they of the same records.

    >>> same_part("依申请公开.csv", "依申请公开 - 副本 (2).csv"), same_part("依申请公开-3月.csv", "依申请公开-4月.csv")
    (True, False)
    """
    parts = (_PART.findall(_COPY.sub("", _UNNAMED.sub("", name))) for name in (one, other))
    return next(parts) == next(parts)
