"""Rules of the trade: what published guidance and common sense of this field say of a report's figures and words."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from gongkai.audit.readers.document import Passage
from gongkai.checks.check import Result, State
from gongkai.findings import Place
from gongkai.pattern import pattern
from gongkai.statements.claims.cells import Cells
from gongkai.statements.text.characters import folded, simplified
from gongkai.statements.text.interval import written

_OTHER_SHARE: Final = Decimal("0.2")  # from here on the catch-all row wants a word
_OTHER_LEAST: Final = Decimal(3)
_SPOKEN: Final = pattern(r"其他处理|撤回|撤销申请|逾期不补正|转为咨询|非政府信息公开|主动撤")
# What one office charges in a year, in 万元: far above it, the yuan were not divided.
_MOST_CHARGED: Final = (
    (pattern(r"(?:镇|乡|街道|苏木)(?:人民政府|办事处)?$"), Decimal(5_000)),
    (pattern(r"(?:局|委员会|委|办公室|中心|所|站|队)$"), Decimal(50_000)),
    (pattern(r"(?:县|区|旗)(?:人民政府)?$"), Decimal(500_000)),
)
_MOST_OF_ALL: Final = Decimal(5_000_000)
_MAKES_RULES: Final = pattern(
    r"^(?:[^市县区镇乡]{1,8}(?:省|自治区)|[^县区镇乡]{1,8}(?:市|州|盟))(?:人民政府)?(?:办公[厅室])?$|部$|总局$"
)
# A plan is told in the clause of its year; 将公开作为重点 and 主要问题 are none.
_AHEAD: Final = pattern(
    r"将(?![^，]{1,14}?(?:作为|列为|纳入|列入|融入|贯穿))|下一步|计划|打算|拟|(?<![主重需必首摘])要"
)
_PLAN_YEAR: Final = pattern(r"(20\d\d)年(?:度)?[，,]?(?:我|本|全|区|县|市|镇|乡|街道|局|将|要)")
_PLANS: Final = pattern(r"下一步|改进|打算|思路|计划|问题")
_CHAPTER: Final = pattern(
    r"#*\s*(?:[一二三四五六七八九十]{1,2}、|第[一二三四五六七八九十]部分)(?P<heading>[^。；]{2,40})$"
)
# A little word said twice, where its second half does not begin another (为了了解) nor its first end one (目的的).
_DOUBLED: Final = pattern(
    r"(?<!目)的的(?![士确])|了了(?![解结断却然事案])|和和(?![平谐睦解美顺气])|及及(?![时早格第其])"
    r"|(?<![存现实内潜所])在在(?![线建校职岗编场册途读内外地此])|(?<![针应相核面绝校])对对(?![象策口外照接标比方应话联])"
    r"|将将(?![来领军])|(?<![作成行认视人以])为为(?![民企了何群老人先主基期])"
    r"|(?P<word>[\u4e00-\u9fff]{2,4})(?P=word)"
)
# Words that are said twice on purpose, or meet where one word ends and the next begins (营商环境环境监测).
_MEANT_TWICE: Final = pattern(
    r"([一逐][\u4e00-\u9fff])\1|研究|讨论|商量|收费收费[金标项依情]|信息公开公开"
    r"|(公开|工作|服务|环境|执法|管理|审批|监督|教育|发展|建设|安全|信息|行政|政务|法律|项目|财政|规划|统计|复议|处罚|许可)\2"
    r"(?:人|监[测督管]|保护|影响|质量|卫生|治理|检查|队伍|证|案卷|信息|中心|窗口|大厅|事项|指[南标]|办法|部门|规[定划]|制度|条例|局|系统|机[构制关]"
    r"|和?改革|项目|工程|用地|单位|生产|隐患|资源|平台|专?栏|目[录标]|标准|流程|主体|对象|体系|网|站|[室科处所员点区岗方]|数[量据])"
)
_LETTER_IN_NUMBER: Final = pattern(
    r"(?<![A-Za-z\d])\d+[oOlI]+\d*(?=[件条次篇份起宗人万个项])|(?<![A-Za-z\d])[oOlI]\d+(?=[件条次篇份起宗])"
)
_MADE_BY: Final = pattern(
    r"本(?:年度)?(?:年度)?报告由(?P<who>[^，。；（]{2,24}?)(?:政府信息公开[^，。；]{0,10})?(?:根据|按照|依据|编制|组织编制|负责编制|汇总)"
)
# 现将甲局2023年政府信息公开工作年度报告公布如下: whose report the opening says this is.
_REPORT_OF: Final = pattern(
    r"(?:现将|公布|发布|编制了?|形成|《)(?P<who>[\u4e00-\u9fff]{2,24}?)(?:20\d\d年度?|年度)"
    r"(?:政府信息|政务信息|信息|政务)公开(?:工作)?(?:年度|工作|情况)*(?:报告|年报|如下)"
)
_OFFICE: Final = pattern(
    r"(?:局|委|委员会|厅|办公[厅室]|办事处|街道|[省市州县区旗镇乡](?:人民)?政府|[省市州县区旗镇乡]|中心)$"
)
_PLACE_S_OWN: Final = pattern(r"政府(?:办公[厅室])?$|[省市州盟县区旗]$")
_GENERIC: Final = pattern(r"^(?:本|我)")
_SPEAKS: Final = pattern(
    r"(?:^|[。；，])(?:20\d\d年(?:度)?，?)?(?P<who>[\u4e00-\u9fff]{2,12}?(?:局|委员会|街道办事处|街道|镇人民政府|镇|乡|[县区]人民政府))"
    r"(?=将(?:进一步|继续|不断|着力|坚持|持续|加强|从|以)|高度重视|认真(?:贯彻|落实|做好)|严格(?:按照|执行|落实)|始终坚持|紧紧围绕|深入贯彻|共(?:收到|受理|主动公开)|主动公开政府信息)"
)
# 请与甲局办公室联系（地址：…）: who answers questions about the report.
_ASK: Final = pattern(
    r"请(?:与|向|和|联系)?(?P<who>[\u4e00-\u9fff]{2,14}?(?:局|委员会|街道办事处))(?:[^，。；（]{0,12})(?:联系|咨询|反映|查询)?(?=[（，：。]|$)"
)
_EVERY: Final = pattern(
    r"各|全|有关|相关|上级|下属|所属|以及|和|与|省|国家|国务院|由|对|在|经|向|让"
)
_CALLS_ITSELF: Final = pattern(
    r"我(?P<kind>[省市县区旗镇乡局委厅])(?=[高认严始积共主不政将在依紧坚])"
)
# A county or district may be called either; 旗 is a county.
_ALIKE_KINDS: Final = {
    "县": "县旗",
    "区": "区",
    "旗": "旗",
    "市": "市州盟京津沪渝",
    "省": "省",
    "委": "委办",
}
_PLAIN_NAME: Final = pattern(r"^[\u4e00-\u9fff]{1,4}[省市州盟县区旗]")  # one that says where it is


def check_trade(
    cells: Cells,
    agency: str | None,
    year: int | None,
    passages: Sequence[Passage],
) -> Iterator[Result]:
    """Yield what the figures and words of a report should be asked about; nothing where all is well."""
    yield from _stock(cells)
    yield from _rules(cells, agency)
    yield from _charged(cells, agency)
    yield from _other(cells, passages)
    yield from _words(agency, year, passages)


def _stock(cells: Cells) -> Iterator[Result]:
    """T2-1: what is in force is at least what was issued and not repealed again."""
    for kind, words in (("normative", "行政规范性文件"), ("rules", "规章")):
        issued, repealed, valid = (
            cells.get(f"document/{kind}/{w}") for w in ("issued", "repealed", "valid")
        )
        if issued is None or repealed is None or valid is None:
            continue
        if valid.number + repealed.number < issued.number:
            told = (
                f"{words}现行有效{written(valid.number)}件，加上本年废止{written(repealed.number)}件，"
                f"还少于本年制发{written(issued.number)}件，请核对"
            )
            yield Result("T2-1", State.FAIL, told)


def _rules(cells: Cells, agency: str | None) -> Iterator[Result]:
    """T2-6: rules are made by ministries, provinces and cities, not by bureaus, counties or towns."""
    stated = [cells.get(f"document/rules/{what}") for what in ("issued", "valid")]
    some = [s for s in stated if s is not None and s.number > 0]
    if some and agency is not None and not _MAKES_RULES.search(agency):
        told = f"{agency}没有规章制定权，{some[0].source}却填了{written(some[0].number)}，请核对是否为规范性文件"
        yield Result("T2-6", State.WARN, told)


def _charged(cells: Cells, agency: str | None) -> Iterator[Result]:
    """T2-5: an amount that no such office charges is yuan in a cell of 万元."""
    fee = cells.get("fee")
    most = next((n for name, n in _MOST_CHARGED if name.search(agency or "")), _MOST_OF_ALL)
    if fee is not None and fee.number > most:
        told = f"行政事业性收费{written(fee.number)}万元，数额过大，可能把元填成了万元，请核对"
        yield Result("T2-5", State.WARN, told)


def _other(cells: Cells, passages: Sequence[Passage]) -> Iterator[Result]:
    """X-10: many requests in the row for other handling want a word of explanation."""
    other = cells.get("outcome/r6_3") or cells.get("outcome/r6")
    done = cells.get("requests/done")
    if other is None or done is None or not done.number:
        return
    if other.number < _OTHER_LEAST or other.number / done.number < _OTHER_SHARE:
        return
    if not any(_SPOKEN.search(simplified(p.text)) for p in passages):
        told = f"办结{written(done.number)}件，其中其他处理{written(other.number)}件，比例较高，正文没有说明是什么情形"
        yield Result("X-10", State.WARN, told)


def _words(agency: str | None, year: int | None, passages: Sequence[Passage]) -> Iterator[Result]:
    """D-3, D-9, D-11: plans for a year that is past, doubled words, another office's name left in."""
    heading = ""
    for passage in passages:
        text = simplified(folded(passage.text))
        if chapter := _CHAPTER.match(text):
            heading = chapter["heading"]
        place = Place(passage.place)
        if year is not None and _PLANS.search(heading):
            yield from _past_plans(text, year, place)
        for match in _DOUBLED.finditer(text if "。" in text else ""):  # labels of tables may repeat
            around = text[max(0, match.start() - 6) : match.end() + 6]
            same = match["word"] and len(set(match["word"])) == 1
            if not same and not _MEANT_TWICE.search(around):
                yield Result("D-9", State.WARN, f"文字重复：“{match[0]}”", text=around, place=place)
        for match in _LETTER_IN_NUMBER.finditer(text):
            around = text[max(0, match.start() - 6) : match.end() + 6]
            yield Result("D-9", State.WARN, f"数字里有字母：“{match[0]}”", text=around, place=place)
        if agency is not None:
            yield from _made_by_another(text, agency, place)
            yield from _other_place(text, agency, place)
            yield from _asked_of(text, agency, place)


def _made_by_another(text: str, agency: str, place: Place) -> Iterator[Result]:
    named = _REPORT_OF.search(text) if "。" in text else None
    who = named["who"] if named else ""
    if named and _OFFICE.search(who) and not (_GENERIC.match(who) or _same_office(who, agency)):
        told = f"正文称这是“{who}”的报告，标题写的是“{agency}”，请核对是否套用了别的单位的文字"
        yield Result("D-11", State.WARN, told, text=named[0], place=place)
        return
    made = _MADE_BY.search(text)
    if made and not _GENERIC.match(made["who"]) and not _same_office(made["who"], agency):
        told = f"报告由“{made['who']}”编制，标题写的是“{agency}”，请核对是否套用了别的单位的文字"
        yield Result("D-11", State.WARN, told, text=made[0], place=place)


def _other_place(text: str, agency: str, place: Place) -> Iterator[Result]:
    """D-11: another office speaks in the text, or the office calls itself what it is not."""
    for match in _SPEAKS.finditer(text):
        who = match["who"]
        if not (_GENERIC.match(who) or _EVERY.search(who) or _same_office(who, agency)):
            told = f"正文里说话的是“{who}”，报告是“{agency}”的，请核对是否套用了别的单位的文字"
            yield Result("D-11", State.WARN, told, text=match[0], place=place)
    for match in _CALLS_ITSELF.finditer(text):
        kinds = _ALIKE_KINDS.get(match["kind"], match["kind"])
        if _PLAIN_NAME.search(agency) and not re.search(f"[{kinds}]", agency):
            told = f"报告是“{agency}”的，正文写“{match[0]}”，请核对是否套用了别处的文字"
            yield Result("D-11", State.WARN, told, text=match[0], place=place)
            return


def _asked_of(text: str, agency: str, place: Place) -> Iterator[Result]:
    """D-11: questions about the report are sent to another office."""
    if "报告" not in text or _PLACE_S_OWN.search(agency):
        return  # a government has one of its offices answer
    match = _ASK.search(text)
    if match and not (_GENERIC.match(match["who"]) or _same_office(match["who"], agency)):
        told = f"联系单位写的是“{match['who']}”，报告是“{agency}”的，请核对是否套用了别的单位的文字"
        yield Result("D-11", State.WARN, told, text=match[0], place=place)


def _past_plans(text: str, year: int, place: Place) -> Iterator[Result]:
    for sentence in re.findall(r"[^。；]+[。；]?", text):
        match = _PLAN_YEAR.search(sentence)
        if match is None or int(match[1]) > year:
            continue
        if _AHEAD.search(re.split("[，,。；]", sentence[match.end() - 1 :], maxsplit=1)[0]):
            told = f"下一步的打算写的是{match[1]}年，{year}年度的报告公布时已经过去"
            yield Result("D-3", State.WARN, told, text=sentence, place=place)


def _same_office(one: str, other: str) -> bool:
    """Tell whether two names may be one office's: 丙局 for 甲市乙区丙局, 市财政局 for 甲市财政局.

    >>> _same_office("丙局", "甲市乙区丙局"), _same_office("市丙局办公室", "甲市丙局"), _same_office("丁局", "甲市丙局")
    (True, True, False)
    >>> _same_office("市住建局", "甲市住房和城乡建设局"), _same_office("甲市统计局", "甲市审计局")
    (True, False)
    """
    bare = re.sub(r"(?:办公室|政务公开.*|信息公开.*|综合科|秘书科)$", "", one) or one
    if _shortens(bare, other) or _shortens(other, one) or other.endswith(bare[-3:]):
        return True
    # A government's own office writes for all that is the place's.
    return other.startswith(bare[:3]) and bool(
        _PLACE_S_OWN.search(bare) or _PLACE_S_OWN.search(other)
    )


def _shortens(one: str, other: str) -> bool:
    """Tell whether a name is another with characters left out: 市住建局 for 甲市住房和城乡建设局."""
    rest = iter(other)
    return all(char in rest for char in one)
