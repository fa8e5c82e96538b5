"""Requests: received, carried in, done, carried out; their outcomes and who asked."""

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
    KINDS,
    NEW,
    OUTCOMES,
    RECEIVED,
    topics_of,
)  # fmt: skip

_OF_REQUESTS: Final = ("request", "petition", "info", "decision", "litigation", None)
_OF_ITEMS: Final = pattern(r"主动|栏目|网站|目录|公开信息")
_AND_MORE: Final = pattern(r"等(?:原因|情形|情况|因素|问题)?")
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
_REST_OF_ALL: Final = pattern(r"除[^，。；]{0,10}结转[^，。；]{0,16}外，(?:其余|其他|剩余)$")
_LEFT_BEFORE: Final = 40
_REMAINING: Final = pattern(r"(?:另有|还有|尚有|其余|剩余)$")
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
    r"(?:尚有|仍有)?(?:结转|顺延)(?:至|到|入)?(?:下一?年度?|次年度?)(?:继续办理)?(?:的)?"
)
_STILL: Final = pattern(r"继续办理|其余[^，。；]{0,4}(?:办结|答复)")
_FIRMS: Final = pattern(
    r"(?:^|其中|[，、])(?:企业|公司)(?:提出|提交|法人)?(?:的)?申请(?:人)?(?:有|为|共)?$"
)
_NEW_OF_ALL: Final = pattern(
    r"其中(?:本年度?|今年|当年|20\d\d年度?)?新收(?:政府信息公开|信息公开)?(?:的)?(?:申请)?"
)
_OPENED: Final = pattern(r"其中(?:已|依法)?公开")
_DONE_OF: Final = pattern(r"(?:办结|答复)[^，。；]{0,12}申请中[^，。；]{0,2}，公开$")
_SEVERAL: Final = pattern(
    r"[两二三四五](?:类|项|种|者)(?:申请|情形|案件)?(?:合计|共计|总计|共)?(?:为|有)?$"
)
_LEFT_OF_THESE: Final = pattern(r"(?:年末|期末|跨年|另)?(?:未办结)?结转")
_OF_THESE: Final = pattern(r"^[^，。；]{0,10}(?:申请|案件|结果)?中.*$")  # 12件申请中予以公开占一半
_VERBS: Final = topics_of(
    (name, words.pattern)
    for name, words in (("new", NEW), ("received", RECEIVED), ("done", DONE), ("handled", HANDLED))
)


def outcome(spot: Spot) -> Meant | None:
    """Return the row of table three that a figure counts, or the kind of applicant."""
    if _counts_no_request(spot):
        return None
    if _SEVERAL.search(spot.label):  # 不予公开、无法提供、不予处理三类共12件
        groups = {n.partition("_")[0] for _, n in named(OUTCOMES, spot.clause)}
        rows = sorted(g.removeprefix("outcome/") for g in groups if "+" not in g)
        return Meant((f"outcome/{'+'.join(rows)}",)) if len(rows) > 1 else None
    if spot.domain == "request" and _is_opened(spot):
        return Meant(("outcome/r1", "outcome/r1+r2"))
    for words in (spot.label, _OF_THESE.sub("", spot.after)):
        kinds, found = named(KINDS, ANYONE.sub("", words)), named(OUTCOMES, words)
        if found:
            topics = _rows([name for _, name in found], words)
            reason = (
                words is not spot.label
                and "_" in topics[0]
                and not _DECIDED_SO.search(spot.stem + words)
            )
            return Meant(
                topics, narrowed=bool(kinds), weak=reason or bool(_STEP.search(spot.after))
            )
        if not kinds and spot.domain == "request" and _FIRMS.search(words):
            return Meant(("kind/commercial", "kind/organisations"))
        persons = spot.figure.unit in ("人", "人次", "名") and "申请" not in spot.text
        if kinds and not persons and spot.domain not in ("decision", "litigation"):
            return Meant((_kinds(words, [name for _, name in kinds]),))
    return None


def _is_opened(spot: Spot) -> bool:
    """Tell whether a figure is of requests done that were granted, in the bare word: 办结的12件申请中，公开6件."""
    if spot.label == "公开" and _DONE_OF.search(spot.stem):
        return bool(named(OUTCOMES, spot.rest))
    return bool(_OPENED.fullmatch(spot.label) and DONE.search(spot.stem))


# A row's words are a reason only, where no outcome is told: 1件因涉及第三方权益征求意见.
_DECIDED_SO: Final = pattern(
    r"不予|无法提供|不掌握|不存在|答复|办理结果|处理结果|予以公开|部分公开|办结|属于?|其他处理|申请[，。；、]|为"
)
_STEP: Final = pattern(r"征求|延长|延期|协商|沟通|补正(?!后)|更正")


_JOINED: Final = pattern(r"[和及与、][^，。；]*(?:共|合计|总共|一共|共计)")


def _kinds(words: str, names: list[str]) -> str:
    """Return the kind named last, or all where they are told together: 商业企业和法律服务机构共提出6件."""
    if len(names) < _PAIR or not _JOINED.search(words) or "kind/organisations" in names:
        return names[0]
    return f"kind/{'+'.join(sorted(n.removeprefix('kind/') for n in names))}"


_PAIR: Final = 2
# The row itself where it is the reason told: 因内容仍不明确而无法提供.
_FOR_REASON: Final = pattern(r"因[^，。；]{2,24}(?:而|，)(?:无法提供|不予公开|不予处理)")


def _counts_no_request(spot: Spot) -> bool:
    """Tell whether a figure counts something else that outcomes are also words for: papers, items of a site."""
    things = spot.figure.unit in ("个", "家", "户") and "申请" not in spot.text
    if spot.classed or spot.figure.unit == "条" or things or _OF_ITEMS.search(spot.label):
        return True
    return spot.domain not in _OF_REQUESTS or not ("申请" in spot.text or "主动" not in spot.stem)


def _rows(names: list[str], words: str) -> tuple[str, ...]:
    """Return a row and its group where both are named; else the nearest alone, and after 等 the group."""
    if "outcome/r1+r2" in names:
        return ("outcome/r1+r2",)
    group = names[0].split("_")[0]
    reason = _FOR_REASON.search(words)
    rows = [n for n in names if "_" in n and n.split("_")[0] == group]
    if reason and len(rows) == 1 and "等" not in words:
        return (rows[0],)
    kept = [n for n in names if n.split("_")[0] == group]
    if _AND_MORE.search(words):
        kept = [n for n in kept if n == group] or kept
    return tuple(kept)


def request(spot: Spot) -> Meant | None:
    """Return whether a figure counts requests received, carried over or done."""
    carried = _carried(spot)
    if spot.classed:
        return None
    if spot.domain is None and _RESULTS_IN_ALL.search(spot.label):
        return Meant(("requests/done",), spot.narrowed)
    if spot.domain != "request":
        return carried
    return carried or _by_channel(spot) or _by_verb(spot) or _by_noun(spot)


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
            return Meant(("requests/carry_out",), spot.narrowed and not whole)
        return None
    if _LEFT_OF_THESE.fullmatch(spot.label) and DONE.search(spot.stem) and spot.domain == "request":
        return Meant(("requests/carry_out",), weak="上年" in spot.stem)
    behind = CARRIED_IN.search(spot.after) and not _has_verb(spot.label)
    if _AND_LEFT.search(spot.stem) and not DONE.search(spot.stem) and spot.domain == "request":
        return Meant(("requests/carry_in",), weak=True)
    if spot.domain == "request" and (CARRIED_IN.search(spot.label) or behind):
        return Meant(("requests/carry_in",), narrowed=bool(behind) and "其中" in spot.label)
    return None


def _left_over(spot: Spot) -> bool:
    """Tell whether a clause says that what remains is carried over: 另有3件申请，顺延到下年度答复."""
    if _AT_THE_END.search(spot.label) and _NOT_DONE.match(spot.after):
        return True  # 年末尚有3件申请未办结
    rest = re.split("[。；]", spot.text[spot.figure.end : spot.figure.end + 30])[0]
    if _REMAINING.search(spot.label):
        return bool(CARRIED_OUT.search(rest))
    return bool(_NOT_YET.search(spot.both) and CARRIED_OUT.search(rest))


_AT_THE_END: Final = pattern(
    "(?:年末|年底|期末|截[至止](?:年底|12月31日|年末|20\\d\\d年(?:底|末|12月31日)))[，]?(?:尚|仍|还|共)*有$"
)
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


def _by_verb(spot: Spot) -> Meant | None:
    """Return what the verb nearest to the figure says was done to so many requests."""
    names = [name for _, name in named(_VERBS, spot.label)]
    if "new" in names:
        of_all = _NEW_OF_ALL.fullmatch(spot.label)  # of all to be handled, not of the new ones
        part = spot.narrowed or bool(_AMONG.search(spot.label))
        return Meant(("requests/new",), part and not of_all)
    if names[:1] == ["handled"] and _RESULT.search(spot.label):
        names = names[1:]
    narrowed = (
        spot.narrowed
        or bool(_OF_NEW.search(spot.stem))  # 26件新收申请中，办结23件: those carried in are none
        or bool(_AMONG.search(spot.label) or _WITHIN_DAYS.search(spot.label))
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
        return Meant((f"requests/{names[0]}",), narrowed, weak)
    if _RESULTS_IN_ALL.search(spot.label):
        return Meant(("requests/done",), spot.narrowed)
    rest = _REST_OF_ALL.search(spot.stem[-_LEFT_BEFORE:]) if spot.label else None
    if (rest or not spot.label) and DONE.match(_FILLER.sub("", spot.after)):
        return Meant(("requests/done",), spot.narrowed)
    return None


_OF_NEW: Final = pattern(r"新收[^，。；]{0,10}中，|新收[^，。；\d]{0,8}\d+[件宗份起封]中")
_WITHIN_DAYS: Final = pattern(
    r"\d+(?:至\d+|-\d+)?个?(?:工作日|自然日|天|日|小时)(?:以?内)?"
)  # 5个工作日内办结4件
_AMONG: Final = pattern("(?<!其)中(?:有|仅有|，)?$")  # 本年新收申请中9件办结


_OTHER_KIND: Final = pattern("(?:其中)?(?:来自|由)?其[他它](?:组织|机构|单位|类)")


def _by_noun(spot: Spot) -> Meant | None:
    if _IN_ALL.fullmatch(spot.label) and _NOUN_BEHIND.match(spot.after):
        return Meant(("requests/received", "requests/done"), spot.narrowed)
    if not _NOUN.search(spot.label) or _OTHER_KIND.match(ANYONE.sub("", spot.label)):
        return None
    weak = not _ALONE.match(spot.label)
    return Meant(("requests/received", "requests/done"), spot.narrowed, weak)
