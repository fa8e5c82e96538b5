"""What a heading says beyond the name of a column: where that is nothing known, it may be another day, flag or person."""

import re
from functools import cache
from typing import Final

from gongkai.office.mapping.headings.initials import meanings
from gongkai.office.mapping.headings.likeness import INSERTED, names_of
from gongkai.office.mapping.headings.synonyms import canon, in_chinese, speaks
from gongkai.pattern import pattern
from gongkai.records.ledgers.ledger import Column, Kind
from gongkai.records.reading.recognition.columns import core

_DAY: Final = "日期"
# Who does it, for whom, on what paper or page, and that it is done: none makes another day of it.
_OF_A_DAY: Final = pattern(
    r"[我本](?:局|委|办|院|厅|单位|机关)|实际|正式|最终|首次|本次|本期|系统|网站|网上|上网|上线|外网|前台|对外|向?社会|政府|[市区县省]级?|机关|单位|部门|科室|处室|行政|许可|处罚|强制|审批|信用|公示|公告|平台|执法"
    r"|作出|下达|予以|准予|书面|决定|文书|通知书|告知书|案件|工单|稿件|文章|作品|信息|文件|材料|内容|发出|寄出|送出|寄送|出具|签发|落款|盖章|宣布|年月日|日期|时间"
    r"|推送|见网|起始|开始|成功"
)
# By the column's name, or by its heading where another ledger has a column of that name.
_ALSO: Final = {
    "closed_on": pattern(r"上报|归档|提交|反馈|答复|办理|处理"),
    "replied_on": pattern(r"意见书?|市民|群众|来电人|诉求人|代表|委员"),
    "reply_on": pattern(r"意见书?|申请人"),
    "received_on": pattern(r"登记|承办"),
    "due_on": pattern(
        r"答复|反馈|回复|办结|办理|处理|处置|截止|延期后?|最[迟晚]|到期|要求|规定|法定|期限|应当|交办|限办|办复"
    ),
    "after_reconsideration": pattern(r"复议"),
    "published_on": pattern(r"实发"),
    "corrected_on": pattern(r"完成|提交|收到"),
    "consult_sent_on": pattern(r"征求|意见|第三方|第三人"),
    "consult_returned_on": pattern(r"征求|意见|第三方|第三人|返回|回函|回复|收到"),
    "feedback_on": pattern(r"收回|提交|评价|代表|委员|征求|意见"),
    "entered_on": pattern(r"指定|入库"),
    "held_on": pattern(r"解读"),
    "decided_on": pattern(r"交办"),
    "审结日期": pattern(r"复议|法院|[一二]审"),
    "受理日期": pattern(r"复议|法院|[一二]审"),
    "subject": pattern(r"被"),
    "head_attended": pattern(r"主要负责同志|参加|解读"),
}
_OF_A_FLAG: Final = pattern(
    r"是否|有无|与否|绘制|编制|制作|完善|[已经先有过]|与?(?:代表|委员|市民|群众|来电人|诉求人)|成功|完成|进行|开展|当面|(?:起诉|诉讼)前|行政|标识|标志|标记|工单"
)
_OF_A_PERSON: Final = pattern(
    r"姓?名|名称|全称|单位|企业|公司|个人|当事人|相对人|主体|对象|行政|处罚|许可|强制|审批|申请|第一|主要|[(（)）/／、或和]|代表|委员|原告|上诉|人"
)
_OF_A_CHOICE: Final = pattern(
    r"[我本](?:局|委|办|院|厅|单位|机关)|申请(?:人|单位)?|当事人|相对人|来电人|诉求人|被(?:许可|处罚|强制|执行)(?:单位|人)|责任单位|情况|结果|结论|类型|类别|类目|种类|性质|级别|属性|方式|渠道|形式"
    r"|途径|来源|名称?|代?码|程度|角色|等次|意见|最终|末次|实际|办理|处理|处置|答复|主体|身份|对象|行政|执法|案件|工单|诉求|信访|来件|来电|热线|公开|公示|公布|发布|所[属在]|文件"
    r"|文种|推文|图文|推送|[处强][罚制]|许可|市民|群众|网友|网民|代表|委员|结案|审理|裁[判决]|判决|决定|复议|诉讼|事项|职权|权力|平台|媒体|栏目|频道|信息|稿件|届次|收文|收件|提交|递交|提出|承办|回访|满意"
    r"|评价|反馈|解读|活动|会议|培训|收费|采购|项目|路径|导航|保密|审查|效力|法律|文书|信件|留言|建议|提案|(?<!回访)人|[的件型类别归对]|[(（)）/／、或和与]"
)
_OF_A_SUM: Final = pattern(
    r"实际?|收取|收费|成交|合同|中标|缴款|信息处理|金额|费用?|款|[万元额的()（）]|本次|人民币"
)
_OF_A_COUNT: Final = pattern(
    r"延[期长]|天数|工作日|是否|有无|答复|办理|期限|情况|参加|参会|参训|人[数次]|页数|[的()（）天个]"
)
_PERSONS: Final = ("applicant", "party", "subject", "caller", "proposer")
_KINDS: Final = {
    Kind.DATE: _OF_A_DAY,
    Kind.FLAG: _OF_A_FLAG,
    Kind.CHOICE: _OF_A_CHOICE,
    Kind.MONEY: _OF_A_SUM,
    Kind.COUNT: _OF_A_COUNT,
}
_LEFT: Final = 2  # letters that say something of a day


def says_more(heading: str, column: Column) -> bool:
    """Tell whether a heading has words that neither a name of the column nor what goes without saying accounts for.

    通知收到日期 is more than 收到日期, and 是否需要回访 more than 是否回访; 正式答复日期 is no more than 答复日期.
    """
    kind = _kind_of(column)
    if kind is None or meanings(heading):
        return False
    said = canon(core(INSERTED.sub("", in_chinese(heading))))
    if said.isascii():  # of words that are not all known; A1 says nothing
        return column.kind in (Kind.DATE, Kind.FLAG, Kind.TEXT) or speaks(heading)
    for word in (*_stems(column), *_own_words(column)):
        said = said.replace(word, "\n")
    for also in (_ALSO.get(column.name), _ALSO.get(column.heading)):
        said = also.sub("\n", said) if also else said
    return len("".join(kind.sub("\n", said).split())) >= (_LEFT if column.kind is Kind.DATE else 1)


def _kind_of(column: Column) -> re.Pattern[str] | None:
    if column.name in _PERSONS:
        return _OF_A_PERSON
    return _KINDS.get(column.kind)


@cache
def _stems(column: Column) -> tuple[str, ...]:
    """Return what the names of a column say, the longest first: of days without that they are days."""
    names = {n.removesuffix(_DAY) if column.kind is Kind.DATE else n for n in names_of(column)}
    names |= {n.removeprefix("是否") for n in names}
    return tuple(sorted((n for n in names if len(n) > 1), key=len, reverse=True))


@cache
def _own_words(column: Column) -> tuple[str, ...]:
    """Return the words that the cells of a column that must be there hold: 主办/会办 is called after them."""
    words = {w for choice in column.choices for w in (choice.label, *choice.aliases) if len(w) > 1}
    return (
        tuple(sorted(words, key=len, reverse=True))
        if column.kind is Kind.CHOICE and column.required
        else ()
    )
