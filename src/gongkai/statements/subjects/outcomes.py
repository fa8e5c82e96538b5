"""Outcomes of requests and who asked, as table three has a row or a column for them."""

from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.subjects.spot import ANYONE, Meant, Spot, named
from gongkai.statements.subjects.topics import DONE, KINDS, OUTCOMES

_OF_REQUESTS: Final = ("request", "petition", "info", "decision", "litigation", None)
_OF_ITEMS: Final = pattern(
    r"主动|栏目|网站|目录|公开信息(?!的申请)"
    r"|(?:自然人|法人|企业|个人|公民)(?:的|网上)?(?:办件|办事|用户|注册|服务)"  # of a site's services
)
_AND_MORE: Final = pattern(r"等(?:原因|情形|情况|因素|问题)?")
_FIRMS: Final = pattern(
    r"(?:^|其中|[，、])(?:企业|公司)(?:提出|提交|法人)?(?:的)?申请(?:人)?(?:有|为|共)?$"
)
_OPENED: Final = pattern(r"其中(?:已|依法)?公开")
_DONE_OF: Final = pattern(r"(?:办结|答复)[^，。；]{0,12}申请中[^，。；]{0,2}，公开$")
# 予以公开、部分公开11件: the first has no figure of its own
_JOINT: Final = pattern(
    "(?:公开|提供|处理|的)(?:一共|总共|共|合计|共计)(?:为|有)?$|^(?:予以|同意|不予|无法)?(?:部分|全部)?(?:公开|提供|处理)(?:的|为|有)*$"
)
_AND: Final = pattern("(?:公开|提供|处理)的?[、和及与]$")
# 其余6件为不予公开、不予处理。
_BEHIND: Final = pattern(
    r"(?:分别)?(?:为|属于?|系|作)[^，。；\d]{0,4}(?:公开|提供|处理)[、和及与或][^，。；\d]{0,12}(?:公开|提供|处理)[^，。；\d、]{0,6}(?=[，。；]|$)"
)
# 另4件未能提供或作其他处理: two groups, and in no words of theirs
_OR_OTHERWISE: Final = pattern(
    r"[^，。；\d]{0,10}(?:提供|公开|处理|答复)的?(?:信息)?(?:或者?|和|及|、)(?:依法|按|作|以|列入)*其他处理"
)
_LISTED: Final = pattern(r"（[^）\d]*[、和及][^）\d]*）(?:共|合计|共计|有|为|的|申请)*$")
_SEVERAL: Final = pattern(
    r"[两二三四五](?:类|项|种|者)(?:申请|情形|案件)?(?:合计|共计|总计|共)?(?:为|有)?$"
)
_THEIRS: Final = pattern(
    "第三(?:方|人)[^，。；]{0,6}同意"
)  # what a third party said decides nothing yet
_OF_THESE: Final = pattern(r"^[^，。；]{0,10}(?:申请|案件|结果)?中.*$")  # 12件申请中予以公开占一半


def outcome(spot: Spot) -> Meant | None:
    """Return the row of table three that a figure counts, or the kind of applicant."""
    if _TAKEN_BACK.search(spot.label) and _AS_OTHER.match(spot.rest):
        return Meant(("outcome/r6",), narrowed=True)  # there may be others of the kind
    if _counts_no_request(spot) or _THEIRS.search(spot.both):
        return None
    joint = _JOINT.search(spot.label) and _AND.search(spot.clause[: -len(spot.label)])
    if joint or _SEVERAL.search(spot.label):  # 不予公开、无法提供、不予处理三类共12件
        return _together(spot.clause)
    if (behind := _BEHIND.match(spot.rest)) and (both := _together(behind[0])):
        return both
    if _OR_OTHERWISE.match(spot.rest):
        return None
    if (listed := _LISTED.search(spot.label)) and (both := _together(listed[0])):
        return both  # 不公开类（不予公开、无法提供）9件
    if spot.domain == "request" and _is_opened(spot):
        return Meant(("outcome/r1", "outcome/r1+r2"))
    return _named_outcome(spot)


def _together(words: str) -> Meant | None:
    """Return the groups that words name as one; None where they name only one."""
    groups = {n.partition("_")[0] for _, n in named(OUTCOMES, words)}
    rows = sorted({r for g in groups for r in g.removeprefix("outcome/").split("+")})
    return Meant((f"outcome/{'+'.join(rows)}",)) if len(rows) > 1 else None


def _named_outcome(spot: Spot) -> Meant | None:
    behind = _RESULT_IS.sub("", _OF_THESE.sub("", spot.after))
    for words in (spot.label, behind):
        kinds, found = named(KINDS, ANYONE.sub("", words)), named(OUTCOMES, words)
        if kinds and _LEGAL.search(words) and _BESIDE_LEGAL.search(spot.rest):
            kinds = []  # 法人5件、其他组织1件: the table has them in one
        if found:
            topics = _rows([name for _, name in found], words)
            reason = (
                words is not spot.label
                and "_" in topics[0]
                and not _DECIDED_SO.search(spot.stem + words)
            )
            return Meant(
                topics,
                narrowed=bool(kinds) or _is_by_origin(spot),
                weak=reason or bool(_STEP.search(spot.after)),
            )
        if not kinds and spot.domain == "request" and _FIRMS.search(words):
            return Meant(("kind/commercial", "kind/organisations"))
        persons = spot.figure.unit in ("人", "人次", "名") and "申请" not in spot.text
        if kinds and not persons and spot.domain not in ("decision", "litigation"):
            return Meant((_kinds(words, [name for _, name in kinds]),))
    return None


# 3件申请的办理结果为部分公开1件: the words are the next figure's
_RESULT_IS: Final = pattern("(?:办理|处理|答复)结果(?:为|是|：).*$")
_BY_ORIGIN: Final = pattern(
    r"结转[^。；]{0,24}(?:结果)?(?:为|：)[^。；]*\d[^。；]*；[^。；]{0,10}(?:新收|当年|本年)"
)

# 上年结转的3件申请中，1件予以公开
_OF_CARRIED: Final = pattern(
    r"(?<![和与及、])(?:上一?年度?|去年|往年|20\d\d年度?)结转的?(?:\d+[件份])?(?:政府信息公开|信息公开)?(?:申请)?(?:事项)?[中里]，[^。；]*$"
    r"|(?:二级|下属|所属|直属|基层)(?:单位|机构|事业单位)[^，。；\d]{0,8}(?:申请|案件)[中里]，[^。；]*$"
)


def _is_by_origin(spot: Spot) -> bool:
    """Tell whether a sentence tells the outcomes of a part: of what was carried in, of one matter or channel."""
    start, end = spot.paragraph.sentence_at(spot.figure.start)
    by_origin = _BY_ORIGIN.search(spot.text, start, end) or _OF_CARRIED.search(spot.stem)
    return bool(by_origin or spot.of_a_matter)


def _is_opened(spot: Spot) -> bool:
    """Tell whether a figure is of requests done that were granted, in the bare word: 办结的12件申请中，公开6件."""
    if spot.label == "公开" and _DONE_OF.search(spot.stem):
        return bool(named(OUTCOMES, spot.rest))
    return bool(_OPENED.fullmatch(spot.label) and DONE.search(spot.stem))


# A row's words are a reason only, where no outcome is told: 1件因涉及第三方权益征求意见.
_DECIDED_SO: Final = pattern(
    r"不予|无法提供|不掌握|不存在|答复|办理结果|处理结果|予以公开|部分公开|办结|属于?|其他处理|申请[，。；、]|为"
)
_LEGAL: Final = pattern(r"(?:^|[，、其中])法人(?:单位)?(?:申请|提出|提交|的|有|共|为)*$")
_BESIDE_LEGAL: Final = pattern(r"[，、；和及][^，。；\d]{0,4}其[他它]组织[^，。；\d]{0,6}\d")
_STEP: Final = pattern(r"征求|延长|延期|协商|沟通|补正(?!后)|更正")


_JOINED: Final = pattern(r"[和及与、][^，。；]*(?:共|合计|总共|一共|共计)")


def _kinds(words: str, names: list[str]) -> str:
    """Return the kind named last, or all where they are told together: 商业企业和法律服务机构共提出6件."""
    if len(names) < _PAIR or not _JOINED.search(words) or "kind/organisations" in names:
        return names[0]
    return f"kind/{'+'.join(sorted(n.removeprefix('kind/') for n in names))}"


_PAIR: Final = 2
# 申请人撤回3件，按其他处理
_TAKEN_BACK: Final = pattern("撤回|撤销|逾期|补正|放弃")
_AS_OTHER: Final = pattern(
    r"[^，。；\d]{0,8}，[^，。；\d]{0,6}(?:按照?|作为?|以|列入|归入|计入)“?其他处理"
)
# 不予处理重复申请2件: the row is told right behind its group
_ROW_OF_GROUP: Final = pattern(
    r"(?:不予公开|无法提供|不予处理)的?(?:属于?|涉及)?(?:信访|重复申请|举报投诉|公开出版物|大量反复|内部事务|过程性|国家秘密|第三方|执法案卷|行政查询)"
)
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
    if _ROW_OF_GROUP.search(words) and "_" in names[0] and group in names and "等" not in words:
        return (names[0],)
    reason = _FOR_REASON.search(words)
    rows = [n for n in names if "_" in n and n.split("_")[0] == group]
    if reason and len(rows) == 1 and "等" not in words:
        return (rows[0],)
    kept = [n for n in names if n.split("_")[0] == group]
    if _AND_MORE.search(words):
        kept = [n for n in kept if n == group] or kept
    return tuple(kept)
