"""Requests: received, carried in, done, carried out."""

import re
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.subjects.spot import ANYONE, Meant, Spot, named
from gongkai.statements.subjects.topics import (
    CARRIED_IN,
    CARRIED_OUT,
    CHANNELS,
    DONE,
    HANDLED,
    NEW,
    RECEIVED,
    topics_of,
)  # fmt: skip

_ALONE: Final = pattern(
    r"^(?:全年|本年度?|20\d\d年度?|年度|年内|今年|我[局办镇区县市委厅]|全[市县区省镇]|共有?|共计|总计|的|，)*(?:政府)?(?:信息公开申请|依申请公开|公开申请|申请公开类)"
)
_NOUN: Final = pattern(
    r"申请(?:公开)?类?(?:事项|案件|件|数|总数|总量|数量|量)?(?:共|共计|为|合计|总计|有)*$"
    r"|依申请公开(?:事项|件|(?:政府)?信息)?(?:共|共计|为)*$"
)
_FILLER: Final = pattern(
    r"^(?:已|均|全部|都|申请|按时|按期|依法|在|法定|期限|内|政府|信息|公开|，)*"
)
_IN_TIME: Final = pattern(
    r"(?:按时|按期|如期|期限内|准时)(?P<all>全部)?(?:予以)?(?:办结|答复|办复|回复|办理)[^，。；]*$|(?P<late>逾期|超期|延期)[^，。；]*$"
)
_RESULT: Final = pattern(r"办理结果|处理结果|办理情况|处理情况")
_RESULTS_IN_ALL: Final = pattern(r"(?:办理|处理|答复)结果(?:总计|合计|共计|总数)(?:为|是|共)?$")
# All there are, the noun behind the figure: 全年共有17件政府信息公开申请.
_IN_ALL: Final = pattern(
    r"(?:全年|本年度?|20\d\d年度?|年度|年内|今年|我[局办镇区县市委厅]|期间)*(?:共有?|共计|总计|总共有?|一共有?)"
)
_NOUN_BEHIND: Final = pattern(r"^(?:政府)?信息公开(?:的)?申请|^依申请公开|^公开申请")
# 除结转下年的3件外，其余12件申请均已办结
_REST_OF_ALL: Final = pattern(
    r"除[^，。；]{0,10}结转[^，。；]{0,16}外，(?:其余|其他|剩余|余下)的?$"
)
_LEFT_BEFORE: Final = 40
_REMAINING: Final = pattern(r"(?:另有|还有|尚有|仍有|尚余|仍余|仅余|余下|剩下|其余|剩余)$")
# 上年转来3件，今年新收公开申请12件: the noun is told behind
_NEW_NEXT: Final = pattern(r"[，、][^，。；\d]{0,8}(?:新收|收到|受理)[^，。；\d]{0,8}公开申请")
_AND_LEFT: Final = pattern(r"新收[^，。；\d]{0,10}\d+[件份宗][^，。；\d]{0,8}[、和，及]结转$")
_NOT_YET: Final = pattern(
    r"未(?:到|满|届|办结|答复)|因[^，。；]*(?:期限|时限)|尚在|正在|在办|办理期限|答复期限"
)
_HANDLED_IN_ALL: Final = pattern(
    r"(?:办理|处理)(?:政府信息公开|依申请公开|信息公开|公开)?申请[^，。；]{0,6}\d+[件宗起份]"
)
_OUTCOME_TOLD: Final = pattern(
    r"(?:办理|处理|答复)结果|予以公开|部分公开|不予公开|无法提供|其他处理"
)
_TO_NEXT: Final = pattern(
    r"(?:尚有|仍有)?(?:结转|顺延)(?:至|到|入)?(?:下一?年度?|次年度?|20\d\d年度?)(?:继续办理)?(?:的)?"
)
_STILL: Final = pattern(
    r"继续办理|其余[^，。；]{0,4}(?:办结|答复)|(?:下一?年度?|次年度?)(?:继续)?(?:办理|答复|处理)"
)
_NEW_OF_ALL: Final = pattern(
    r"其中(?:本年度?|今年|当年|20\d\d年度?)?新收(?:政府信息公开|信息公开)?(?:的)?(?:申请)?"
)
_LEFT_OF_THESE: Final = pattern(r"(?:年末|期末|跨年|另)?(?:未办结)?结转")
_VERBS: Final = topics_of(
    (name, words.pattern)
    for name, words in (("new", NEW), ("received", RECEIVED), ("done", DONE), ("handled", HANDLED))
)


def request(spot: Spot) -> Meant | None:
    """Return whether a figure counts requests received, carried over or done."""
    carried = _carried(spot)
    if spot.classed:
        return None
    if spot.domain is None and _RESULTS_IN_ALL.search(spot.label):
        return Meant(("requests/done",), spot.narrowed)
    if spot.domain != "request":
        return carried or _rest_of_all(spot)
    if _WITH_CARRIED.search(spot.recent):
        return Meant(("requests/in_all",), "其中" in spot.label)
    return _own_part(spot) or carried or _by_channel(spot) or _by_verb(spot) or _by_noun(spot)


def _rest_of_all(spot: Spot) -> Meant | None:
    """Return what is done of a matter without a name: 除3件结转外，其余13件均已办结."""
    if spot.domain is not None or not _REST_OF_ALL.search(spot.stem):
        return None
    rest = DONE.match(_FILLER.sub("", spot.after))
    return Meant(("requests/done", "requests/done_of_new"), spot.narrowed) if rest else None


def _carried(spot: Spot) -> Meant | None:
    if CARRIED_OUT.search(spot.both) or _left_over(spot):
        rest = spot.text[spot.figure.start : spot.figure.end + 40].partition("。")[0]
        still = spot.domain is None and (_STILL.search(spot.label + rest) or _TO_NEXT.fullmatch(spot.label))  # fmt: skip
        if spot.domain == "request" or still or _OUTCOME_TOLD.search(spot.stem):
            # Of all that were handled, what is left is all that is left.
            whole = (
                "延" in spot.both
                or _REMAINING.search(spot.label)
                or (_HANDLED_IN_ALL.search(spot.stem) and "其中" in spot.stem)
            )
            part = spot.narrowed and not whole
            return Meant(("requests/carry_out",), part or spot.of_a_matter)
        return None
    if _LEFT_OF_THESE.fullmatch(spot.label) and DONE.search(spot.stem) and spot.domain == "request":
        return Meant(("requests/carry_out",), spot.of_a_matter, weak="上年" in spot.stem)
    behind = CARRIED_IN.search(spot.after) and not _has_verb(spot.label)
    behind = None if _TOGETHER_WITH.match(spot.rest) else behind
    told_next = spot.domain is None and _NEW_NEXT.match(spot.rest)
    if told_next and CARRIED_IN.search(spot.label):
        return Meant(("requests/carry_in",), "其中" in spot.label)
    if _AND_LEFT.search(spot.stem) and not DONE.search(spot.stem) and spot.domain == "request":
        return Meant(("requests/carry_in",), weak=True)
    if spot.domain == "request" and (CARRIED_IN.search(spot.label) or behind):
        return Meant(("requests/carry_in",), narrowed=bool(behind) and "其中" in spot.label)
    return None


# 其余9件连同上年结转的3件
_TOGETHER_WITH: Final = pattern(
    r"(?:申请)?(?:，)?(?:连同|加上?|与|和|及|并)(?:上年|去年|上一年|20\d\d年)"
)


def _left_over(spot: Spot) -> bool:
    """Tell whether a clause says that what remains is carried over: 另有3件申请，顺延到下年度答复."""
    if _AT_THE_END.search(spot.label) and _NOT_DONE.match(spot.after):
        return True  # 年末尚有3件申请未办结
    waits = _REMAINING.search(spot.label) and _YET.match(spot.after)
    if (
        _REMAINING.search(spot.label)
        and _NOT_DONE.match(spot.after)
        and _YEAR_S_END.search(spot.stem)
    ):
        return True  # 截至2023年底，尚有3件申请未办结
    if waits and _YEAR_S_END.search(spot.stem):
        return True  # 截至年底，剩余3件申请正在办理
    if _OPEN_AT_END.search(spot.label):
        return True  # 年末未办结申请5件
    rest = re.split("[。；]", spot.text[spot.figure.end : spot.figure.end + 30])[0]
    if _REMAINING.search(spot.label):
        return bool(CARRIED_OUT.search(rest))
    return bool(_NOT_YET.search(spot.both) and CARRIED_OUT.search(rest))


_AT_THE_END: Final = pattern(
    "(?:年末|年底|期末|截[至止](?:年底|12月31日|年末|20\\d\\d年(?:底|末|12月31日)))[，]?(?:尚|仍|还|共)*有$"
)
_OPEN_AT_END: Final = pattern(
    r"(?:年末|年底|期末|20\d\d年[底末])(?:尚|仍|还)?(?:未(?:办结|答复)(?:完毕)?|在办|待办|正在办理)的?"
    r"(?:(?:政府信息公开|信息公开|依申请公开)?申请(?:事项)?)?(?:共|有|为)?$"
)
_YET: Final = pattern(
    r"(?:政府信息公开|信息公开|依申请公开)?申请(?:事项)?(?:仍|尚|均)?(?:正在|在)(?:办理|处理|办)"
)
_YEAR_S_END: Final = pattern(r"年末|年底|期末|截[至止](?:20\d\d年|今年|本年)?12月31日")
_NOT_DONE: Final = pattern(
    "(?:政府信息公开|信息公开|依申请公开|公开)?申请(?:事项)?(?:尚|仍|还)?(?:未办结|未答复|在办)"
)


def _has_verb(text: str) -> bool:
    return any(words.search(text) for name, words in _VERBS.words if name != "handled")


def _by_channel(spot: Spot) -> Meant | None:
    channel = named(CHANNELS, spot.label) if not _OF_ALL_WAYS.search(spot.label) else []
    own = _OF_CHANNEL.search(spot.label) or not _has_verb(spot.label)
    return Meant((channel[0][1],)) if channel and own else None


_OF_ALL_WAYS: Final = pattern(r"等(?:多种|各种|各类)?(?:形式|方式|渠道|途径)")
_OF_CHANNEL: Final = pattern(
    r"(?:收到|受理|接收)(?:的)?(?:当面|现场|传真|网络|网上|信函|邮寄|书面)(?:提交|提出|方式|渠道|的)*申请$"
    r"|^(?:其中|以|通过)*(?:当面|现场|传真|网络|网上|互联网|在线|信函|邮寄|书面)(?:渠道|方式|形式|平台)?(?:提交|提出|收到)的(?:政府信息公开)?申请(?:件数|数量|数)?(?:为|有|共)?$"
)


def _own_part(spot: Spot) -> Meant | None:
    """Return what an office's own figure counts behind that of all around it: 全区36件，其中我局12件."""
    if not (_OURS.fullmatch(spot.label) and (wider := _OF_ALL_AROUND.search(spot.stem))):
        return None
    names = [name for _, name in named(_VERBS, spot.label) or named(_VERBS, wider[0])]
    return Meant((f"requests/{names[0]}",)) if names else None


_OURS: Final = pattern(
    r"其?中?，?(?:我|本)(?:局|委|办|厅|单位|机关|部门)(?:本级|机关)?共?(?:收到|受理|接收|办理|办结|答复)?"
)
_OF_ALL_AROUND: Final = pattern(r"全[省市区县州旗盟][^。；]{0,40}")


def _by_verb(spot: Spot) -> Meant | None:
    """Return what the verb nearest to the figure says was done to so many requests."""
    names = [name for _, name in named(_VERBS, spot.label)]
    if "new" in names:
        of_all = _NEW_OF_ALL.fullmatch(spot.label)  # of all to be handled, not of the new ones
        if of_all and _OF_DONE.search(spot.stem[: -len(spot.label)]):
            # 办结12件，其中新收9件: some are open yet
            return Meant(("requests/new",), narrowed=True)
        part = spot.narrowed or bool(_AMONG.search(spot.label))
        return Meant(("requests/new",), part and not of_all)
    if names[:1] == ["handled"] and _RESULT.search(spot.label):
        names = names[1:]
    narrowed = (
        spot.narrowed
        or bool(_OF_NEW.search(spot.stem))  # 26件新收申请中，办结23件: those carried in are none
        or bool(_AMONG.search(spot.label) or _WITHIN_DAYS.search(spot.label))
        or bool(_OF_SOME.search(spot.label))
        or (spot.of_a_matter and names[:1] == ["done"] and "共" not in spot.label)
        or bool(_MANNER.fullmatch(spot.label) and _IN_LIST.search(spot.stem))
        or bool(named(CHANNELS, spot.label) and not _OF_ALL_WAYS.search(spot.label))
    )
    if {"received", "done"} <= set(names) and re.search(r"[并和、及与]", spot.label):
        return Meant(("requests/received", "requests/done"), narrowed)
    if names:
        if names[0] == "done" and (in_time := _IN_TIME.search(spot.label)):
            row = "sheet/s3_2_2" if in_time["late"] else "sheet/s3_2_1"
            return Meant(
                (row,), spot.narrowed and "其中" not in spot.stem, weak=bool(in_time["all"])
            )
        weak = names[0] == "handled" and "申请" not in spot.both
        apart = _WITHOUT_CARRIED.match(spot.rest) or _BEHIND_NEW.search(spot.stem)
        if names[0] == "done" and not apart and _CARRIED_DONE.search(spot.stem):
            return Meant(("requests/done_of_new", "requests/done"), narrowed, weak)
        of_new = "_of_new" if names[0] == "done" and apart else ""
        return Meant((f"requests/{names[0]}{of_new}",), narrowed, weak)
    return _by_result(spot)


def _by_result(spot: Spot) -> Meant | None:
    """Return what is told behind the figure, or as the sum of all results."""
    if not spot.label and _FRESH.match(spot.after):
        return Meant(("requests/new",), "其中" in spot.stem)
    if not spot.label and "新收" in spot.stem and _BESIDE_NEW.match(spot.after):
        return Meant(("requests/carry_in",), "其中" in spot.stem)
    if _RESULTS_IN_ALL.search(spot.label):
        return Meant(("requests/done",), spot.narrowed)
    rest = _REST_OF_ALL.search(spot.stem[-_LEFT_BEFORE:]) if spot.label else None
    if (rest or not spot.label) and DONE.match(_FILLER.sub("", spot.after)):
        return Meant(("requests/done", "requests/done_of_new"), spot.narrowed)
    return None


# 上年结转3件均已答复；本年度收到12件，答复9件
_CARRIED_DONE: Final = pattern(
    r"(?:上一?年|去年|20\d\d年)度?(?:结转|遗留)[^；。]{0,16}(?:均|全部|都)[^；。，]{0,10}(?:办结|答复)[^。，；]{0,4}[；，]"
)
# 受理12件，其中补正2件，会商答复1件，直接答复9件
_MANNER: Final = pattern(
    r"(?!共|合|累|全|年|当|本|今|已|均|按|依|及|如|的|了|，)[\u4e00-\u9fff]{2,4}(?:答复|办结|办理|处理)"
)
_IN_LIST: Final = pattern("其中[^；。]*$")
_OF_DONE: Final = pattern(
    r"(?<!未)(?:办结|答复|办复|办理完毕)[^，。；\d]{0,12}\d+[件宗起份][^，。；（\d]{0,12}[，（]$"
)
_OF_NEW: Final = pattern(r"新收[^，。；]{0,10}中，|新收[^，。；\d]{0,8}\d+[件宗份起封]中")
_WITHOUT_CARRIED: Final = pattern(
    r"[^，。；（\d]{0,6}[，（]不(?:含|包括|包含|计)[^，。；）]{0,6}(?:结转|遗留)"
)
# 本年新收12件办结9件: those carried in were done besides
_BEHIND_NEW: Final = pattern(r"新收[^，。；\d]{0,8}\d+[件宗份](?:中，?)?(?:已|年内)?(?:办结|答复)$")
_OF_SOME: Final = pattern("(?:企业|公司|社会组织|机构|团体|媒体|学校|律师)(?:提出|提交)")
_WITHIN_DAYS: Final = pattern(
    r"\d+(?:至\d+|-\d+)?个?(?:工作日|自然日|天|日|小时)(?:以?内)?"
)  # 5个工作日内办结4件
_AMONG: Final = pattern("(?<!其)中(?:有|仅有|，)?$")  # 本年新收申请中9件办结
_OTHER_KIND: Final = pattern("(?:其中)?(?:来自|由)?其[他它](?:组织|机构|单位|类)")
# 12件新收申请和3件结转申请
_FRESH: Final = pattern(
    r"(?:本年度?|今年)?新收的?(?:政府信息公开|信息公开)?申请(?:[和及与]$|均|全部|中|$)"
)
_BESIDE_NEW: Final = pattern(r"(?:上年度?|去年)?结转的?(?:政府信息公开|信息公开)?申请")
# 申请总量（含结转）15件
_WITH_CARRIED: Final = pattern(
    r"申请(?:总量|总数|总件数|件数|数量)?（(?:含|包括|包含)(?:上一?年度?|去年)?结转[^）]{0,8}）(?:共|共计|合计|为)?$"
)
# 信息公开申请内容涉及征地5件、财政3件，共8件申请
_CONTENT: Final = pattern(
    r"^(?!上年|去年|20)[^，。；\d]{0,6}信息公开申请(?:的)?(?:内容|事项|主题)?[^，。；\d]{0,4}(?:涉及|包括)"
)


def _by_noun(spot: Spot) -> Meant | None:
    if _IN_ALL.fullmatch(spot.label) and _NOUN_BEHIND.match(spot.after):
        return Meant(("requests/received", "requests/done"), spot.narrowed)
    listed = spot.after == "申请" and _CONTENT.search(spot.stem) and "其中" not in spot.stem
    if listed and _IN_ALL.fullmatch(spot.label) and spot.figure.depth == 0:
        return Meant(("requests/received", "requests/done"), spot.narrowed)
    if not _NOUN.search(spot.label) or _OTHER_KIND.match(ANYONE.sub("", spot.label)):
        return None
    weak = not _ALONE.match(spot.label)
    return Meant(("requests/received", "requests/done"), spot.narrowed, weak)
