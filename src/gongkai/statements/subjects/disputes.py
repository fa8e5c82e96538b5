"""Reconsiderations and lawsuits over disclosure, and what came of them."""

from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.subjects.spot import Meant, Spot, named
from gongkai.statements.subjects.topics import ABOUT_DISCLOSURE, RESULTS, UNRELATED

_BOTH: Final = r"复议[、和及与]?(?:行政)?(?:诉讼|应诉)"
_JOINT: Final = pattern(_BOTH)
_JOINT_TOTAL: Final = pattern(rf"{_BOTH}[^，。；、\d]{{0,10}}$")
_APART: Final = pattern(r"行政(?:复议|诉讼)$|复议案?件?$")
_DIRECT: Final = pattern(r"未经复议|直接(?:起诉|提起)")
_AFTERWARDS: Final = pattern(r"复议后(?:再|又)?(?:起诉|提起)|(?<!未)经复议")
# What a court does with a case names none: 驳回诉讼请求2件、驳回起诉1件.
_NAMED: Final = pattern(r"复议|诉讼(?!请求)|(?<![驳撤]回)起诉|应诉")
_OF_A_CASE: Final = pattern(
    r"申请|提起|案|件|为|共|发生|产生|涉及|引发|引起|导致|被|应复#|复议#|诉讼#|起诉#|复议$|诉讼$|起诉$"
)
_AS_AUTHORITY: Final = pattern(
    r"作出|审理|决定|听证|参加|出庭|化解|调解|开庭|负责人|纠错|胜诉|败诉|撤"
)
_REMARK: Final = pattern(r"（[^（）]*）")
# All the office's cases, of which those over disclosure are a part: 行政诉讼56件，其中信息公开类3件.
_OF_ALL_KINDS: Final = pattern(r"[，（]?(?:其中|含|包括)[^，。；\d]{0,6}(?:信息公开|公开类|依申请)")
# 信息公开案件9件，占我局全部复议诉讼案件（30件）的30%
_BASE_OF_ALL: Final = pattern(r"占[^，。；\d]{0,6}(?:全部|各类|所有)[^，。；\d]{0,16}$")
_PART: Final = pattern(
    r"^其中(?:与|涉及|属于|因)?(?:政府)?信息公开(?:有关|相关)?的?(?:行政)?(?:复议|诉讼)(?:案件)?(?:有|为|共)?$"
    r"|^(?:其中|含|包括)?[，：]?(?:涉及|属于)?(?:政府)?信息公开(?:类|方面|领域|案件)*的?(?:案件)?(?:有|为|共)?$"
)
_DECIDED: Final = pattern(r"(?:复议|诉讼)(?:案件)?(?:已)?(?:审结|结案|办结)(?:了|案件)*$")
_DECIDED_OF: Final = pattern("(?:其中)?(?:当年|年内|本年度?|已|全部)*审结(?:了)?")
_OF_THESE: Final = pattern(r"(?:复议|诉讼)(?:案件)?\d+[件起宗]中?，$")
# The office decides on others' cases: 作为复议机关办理复议案件26件.
_AUTHORITY: Final = pattern(r"作为(?:行政)?复议(?:机关|机构)|以复议机关|履行复议职责")
_NARROWED: Final = pattern(
    r"上级|以(?![我本])[^，。；]{0,8}(?:政府|厅|局)为被(?:申请|告)|对[^，。；]{0,8}不服|其中"
)


def case(spot: Spot) -> Meant | None:
    """Return which cases a figure counts, in all or by their result."""
    if spot.domain not in ("reconsideration", "litigation"):
        return None
    if _OF_ALL_KINDS.match(spot.text, spot.figure.end) or _AUTHORITY.search(spot.stem):
        return None
    if _BASE_OF_ALL.search(spot.stem):
        return None
    meant = _case(spot)
    if meant is None or ABOUT_DISCLOSURE.search(UNRELATED.sub("", spot.text)):
        return meant
    return Meant(meant.topics, meant.narrowed, weak=True)


def _case(spot: Spot) -> Meant | None:
    result = named(RESULTS, spot.label) or named(RESULTS, spot.after)
    joint = bool(_JOINT.search(spot.stem + spot.both)) and not _told_apart(spot)
    if joint and not result and not _APART.search(spot.label):
        return Meant(("case/both/total",)) if _JOINT_TOTAL.search(spot.recent) else None
    group = _group(spot)
    if result:
        what = result[0][1].split("/")[1]
        return Meant(tuple(f"case/{g}/{what}" for g in _ended(spot, group, joint=joint)))
    if _DECIDED_OF.fullmatch(spot.label) and _OF_THESE.search(spot.stem[: -len(spot.label)]):
        return Meant((f"case/{group}/decided",))
    if _DECIDED.search(spot.label):
        return Meant((f"case/{group}/decided",), weak=bool(_AS_AUTHORITY.search(spot.both)))
    part = _PART.search(spot.label) and _NAMED.search(spot.stem)
    if not (part or _NAMED.search(spot.both)) or _AS_AUTHORITY.search(spot.both):
        return None
    weak = not _OF_A_CASE.search(_REMARK.sub("", spot.both))
    own = group in ("direct", "after")  # 其中未经复议直接起诉5件: a row of its own
    narrowed = bool(_NARROWED.search(spot.label.replace("其中", "") if own else spot.label))
    narrowed = narrowed and not part
    return Meant((f"case/{group}/total",), narrowed, weak and not part)


def _ended(spot: Spot, group: str, *, joint: bool) -> tuple[str, ...]:
    """Return whose result a figure counts; where all were split before, all or those told last."""
    before = spot.stem[: len(spot.stem) - len(spot.label)]
    court, named_here = _decided_by(spot), _NAMED.search(spot.label)
    if _SPLIT.search(before) or (not court and not named_here and _PAIRED.search(before)):
        return ("both", "litigation")
    unnamed = joint and spot.domain == "litigation" and not named_here
    if unnamed or _ADDED_UP.search(before):
        group = "both"
    return (court or group,)


def _decided_by(spot: Spot) -> str | None:
    """Return whose the results told since are: 复议6起、诉讼3起，复议机关维持5起、未审结1起，法院维持3起."""
    courts = list(_COURTS.finditer(spot.stem))
    if not courts or courts[-1].lastgroup not in ("reconsideration", "litigation"):
        return None
    return courts[-1].lastgroup if _NAMED.search(spot.stem, 0, courts[-1].start()) else None


# The last of these before a result; a case named since is told as ever.
_COURTS: Final = pattern(
    r"(?P<reconsideration>复议(?:机关|机构|局|委员会)(?!对|为|名|是)[^，。；\d]{0,8}(?=维持|纠正|撤销|确认|责令))|(?P<litigation>(?:法院|一审|二审|判决)[^，。；\d]{0,8}(?=维持|驳回|纠正|撤销|确认|败诉|胜诉))|(?P<named>复议|诉讼|起诉)"
)


def _told_apart(spot: Spot) -> bool:
    """Tell whether one of both is named alone since: 复议诉讼情况：行政复议6件，…；行政诉讼3件，结果维持3件."""
    joint = max((m.end() for m in _JOINT.finditer(spot.stem)), default=-1)
    return joint >= 0 and bool(_ONE_OF_BOTH.search(spot.stem, joint))


_PAIR: Final = r"复议[^。；\d]{0,12}\d+[件起宗][，、和][^。；\d]{0,6}诉讼[^。；\d]{0,12}\d+[件起宗]"
# Results since: those after the first are of the same cases while none of both is named again.
_SINCE: Final = r"(?:[，、（](?:(?!复议|诉讼|起诉|应诉|法院|一审|二审)[^，。；、\d]){0,10}\d+[件起宗])*[，、（]?$"
# 复议6件，诉讼3件，合计9件，其中维持8件，未审结1件
_ADDED_UP: Final = pattern(rf"{_PAIR}，[^，。；\d]{{0,4}}(?:合计|共计|共|总计)\d+[件起宗]{_SINCE}")
# 复议6件、诉讼3件，其中维持8件，未审结1件: of both, or of what was told last
_PAIRED: Final = pattern(rf"{_PAIR}{_SINCE}")
# 争议16件，其中复议8件、诉讼8件，纠错2件
_SPLIT: Final = pattern(
    r"\d+[件起宗][，（](?:其中|包括|含)[^，。；\d]{0,6}复议[^，。；\d]{0,8}\d+[件起宗][、，和][^，。；\d]{0,6}诉讼[^，。；\d]{0,8}\d+[件起宗][，）]+$"
)
_ONE_OF_BOTH: Final = pattern(r"行政(?:复议|诉讼)(?:案件?)?\d")


def _group(spot: Spot) -> str:
    if spot.domain != "litigation":
        return "reconsideration"
    direct = max((m.end() for m in _DIRECT.finditer(spot.recent)), default=-1)
    after = max((m.end() for m in _AFTERWARDS.finditer(spot.recent)), default=-1)
    if direct < 0 and after < 0:
        return "litigation"
    return "direct" if direct > after else "after"
