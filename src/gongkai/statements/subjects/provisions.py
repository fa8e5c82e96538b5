"""Normative documents, decisions and fees of table two, and the rows of the sheet of 2014 to 2018."""

import re
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.subjects.spot import Meant, Spot, named
from gongkai.statements.subjects.topics import (
    DECISIONS,
    DOCUMENTS,
    FEE,
    NARROWED,
    REGULATION,
    RULES,
    SHEET,
)  # fmt: skip

_DECIDED_IN: Final = frozenset(["件", "起", "宗", "例", "份", "项", "次", "个", "案"])
_PUBLISHED: Final = pattern(
    r"信息|公示|公开|发布|归集|双公示|录入|推送|上报|报送|案卷|目录|流程|清单|事项|评查"
)
_TOTAL: Final = pattern(
    r"(?:总计|共计|合计|总数|总量|共|件数|数量|数|为|是|有|了|约|达|的|案件?|类|申请|处理决定|决定书?)*$"
)
_MADE: Final = pattern(r"作出|准予|批准|采取|实施|办理|办结|处理|下达|核发|决定|完成|开展|立案")
_ASKED_FOR: Final = pattern("(?:受理|收到|接到|接收|新收)[^，。；]{0,8}申请")  # is not decided yet
_POWERS: Final = pattern(  # what may be decided, item by item
    r"权[责力](?:清单|事项)|职权|责任清单|(?:清单|目录|政务服务)[^，。；\d]{0,4}事项|(?:梳理|公布|编制|认领|调整)[^，。；\d]{0,10}事项|事项(?:清单|目录)"
)
_OF_A_KIND: Final = pattern(
    "涉企|个人|企业|自然人|法人|程序|委托|告知承诺|变更|注销|延续|新办|网办|联合"
)
_FINED: Final = pattern(r"[，、]?(?:共)?(?:罚款|罚没|处罚金额)")
_NOT_ISSUED: Final = pattern(r"公开|解读|公布|报备|备案|审查|清理|信息")
_AND_PUBLISHED: Final = pattern(
    r"(?<=制定|制发|出台|印发)并(?:及时|依法|同步)?(?:主动|向社会)?(?:公开|公布|发布|解读|备案)(?:了)?"
)
_ITS_NAME: Final = pattern("^(?:行政)?规范性文件")
_AND_THEN: Final = pattern("^，?(?:并|且|均|全部|已).*$")  # 制发3件并全部在网站公布
_FOR_OTHERS: Final = pattern("提请|报请|起草|代[省市区县]?政府|政府名义")
_MAYBE_ISSUED: Final = pattern(r"发布|制作|新增")
_NEWLY: Final = pattern(
    r"(?:本年度?|全年|年内|今年|20\d\d年|其中|新|共|已)*(?:制发|制定|出台|印发)了?"
)
_ISSUED: Final = pattern(r"制发|制定|出台|印发")
_OF_MORE: Final = pattern(
    r"全[省市县区州盟旗系](?!局|委|办|厅)|各级|各(?:单位|部门)"
)  # more than the office
_NEAR: Final = 6  # characters between the words of a row and its figure


def fee(spot: Spot) -> Meant | None:
    """Return whether a figure is the year's ordinary charges, in yuan."""
    if spot.figure.unit != "元" or not FEE.search(spot.label) or _NOT_TAKEN.search(spot.label):
        return None
    return Meant(("fee",))


_NOT_TAKEN: Final = pattern("减免|免征|减征|免收|退还|清退|降低|节约|取消|较|比")


def document(spot: Spot) -> Meant | None:
    """Return what of normative documents or rules a figure counts: issued, repealed or in force."""
    kinds = (("normative", REGULATION), ("rules", RULES))
    nouns = [(m.end(), kind) for kind, noun in kinds for m in noun.finditer(spot.stem + spot.after)]
    what = named(DOCUMENTS, spot.label) or named(DOCUMENTS, spot.after)
    of_these = spot.domain == "document" or _ITS_NAME.match(spot.after)
    if not of_these or not nouns or not what:
        return None
    if _SOMETHING_ELSE.search(spot.label):
        return None
    kind, done = max(nouns)[1], what[0][1].split("/")[1]
    topics = (f"document/{kind}/{done}",)
    if done == "issued":
        label = _AND_PUBLISHED.sub("", spot.label)
        own = dict(kinds)[kind].search(spot.both) or _NEWLY.fullmatch(label)
        weak = bool(_MAYBE_ISSUED.search(spot.label)) and not _ISSUED.search(spot.label)
        after = _AND_THEN.sub("", _ITS_NAME.sub("", spot.after))
        said = own and not _NOT_ISSUED.search(f"{label}#{after}")
        narrowed = bool(NARROWED.search(spot.label) or _OF_MORE.search(spot.label))
        narrowed = narrowed or bool(_FOR_OTHERS.search(spot.label))
        return Meant(topics, narrowed, weak) if said else None
    if done == "valid" and ("有效" not in spot.both or _AT_FIRST.search(spot.label)):
        return None
    unsaid = done == "repealed" and "废止" not in spot.both
    # 主动公开规章13件（含新制定5件，废止4件）: what was published, not what the table counts
    unsaid = unsaid or bool(
        _OF_PUBLISHED.search(spot.stem) and not dict(kinds)[kind].search(spot.both)
    )
    # what is cleared up is of earlier years too, and may be the government's
    before = spot.stem[: len(spot.stem) - len(spot.label)]
    cleared = bool(_CLEARED.search(before)) or ("清理" in spot.stem and "其中" in spot.stem)
    narrowed = (
        cleared
        or bool(re.search(r"其中|清理|建议|拟", spot.label))
        or bool(_OF_MORE.search(spot.label))
    )
    return Meant(topics, narrowed, weak=unsaid)


# 有效数由年初的4件变为5件
_AT_FIRST: Final = pattern("年初|期初|上年末|去年底|上年底")
_CLEARED: Final = pattern(r"清理(?!废止|后)[^，。；\d]{0,20}[\d，]")
_OF_PUBLISHED: Final = pattern(
    r"(?<!制定)(?<!制发)(?<!制定并)(?<!制发并)(?:公开|发布|公布|汇编)[^，。；（]{0,16}(?:规范性文件|规章)[^，。；（]{0,6}\d"
)


# 现行有效规范性文件目录1个: what is counted is the list.
_SOMETHING_ELSE: Final = pattern(
    r"(?:规范性文件|规章)[^，。；]{0,6}(?:目录|清单|汇编|专栏|栏目|数据库|专题|平台|库)[^，。；]{0,4}$"
)


def _since_own(stem: str) -> str:
    """Return a sentence from where it last speaks of the office itself."""
    return re.split(r"我[局办委厅镇乡街院中]|本[局办委厅机单]", stem)[-1]


def decision(spot: Spot) -> Meant | None:
    """Return whether a figure counts decisions made: licences, penalties, coercive measures."""
    if spot.figure.unit not in _DECIDED_IN:
        return None
    for words in (spot.label, spot.after):
        found = named(DECISIONS, words)
        if not found:
            continue
        rest = words[found[0][0] :] if words is spot.label else ""
        clause = re.split("[。；，]", spot.stem)[-1]
        if not _TOTAL.fullmatch(rest) or _PUBLISHED.search(clause + spot.both):
            return None
        if _ASKED_FOR.search(spot.label) or _POWERS.search(spot.stem):
            return None
        fined = _FINED.match(spot.text, spot.figure.end) is not None
        weak = not fined and not _MADE.search(re.split("[。；]", spot.stem)[-1])
        weak = weak and not (words is spot.label and _OFFICE_S.fullmatch(words))
        beside = spot.stem + spot.rest  # all three rows of the table in one sentence
        weak = weak and not all(word.search(beside) for _, word in DECISIONS.words)
        narrowed = bool(NARROWED.search(spot.label) or _OF_MORE.search(_since_own(spot.stem)))
        narrowed = narrowed or "其中" in spot.stem[-30:] or bool(_OF_A_KIND.search(spot.label))
        return Meant((found[0][1],), narrowed, weak)
    return None


# 本机关全年行政强制措施2件: the office and the year are named, and nothing else
_OFFICE_S: Final = pattern(
    "(?:本机关|[我本][局办委厅镇乡]|全年|年内|本年度?|20\\d\\d年度?|，|共)*(?:本机关|[我本][局办委厅镇乡])(?:全年|年内|本年度?|20\\d\\d年度?|，|共)*(?:行政许可|行政处罚|行政强制(?:措施)?)"
)


def sheet(spot: Spot) -> Meant | None:
    """Return which row of the sheet of 2014 to 2018 a figure counts."""
    if _PUBLISHED_OF.search(spot.stem):
        return Meant(("sheet/s1_1_norm",), weak=not _YEARLY.search(spot.stem))
    found = named(SHEET, spot.label)
    if not found or len(spot.label) - found[0][0] > _NEAR:
        return None
    topic = found[0][1]
    if spot.figure.unit not in _UNITS.get(topic, (spot.figure.unit,)):
        return None  # 参加培训3次; 查阅场所接待8760人次
    words = spot.label
    if topic in _CHANNELS:
        words = _THROUGH.sub("", words)
    if topic in _STAFF:
        words = words.removeprefix("其中").removesuffix("的")
        if words in ("专职", "兼职") and not _OF_STAFF.search(spot.stem):
            return None
    narrowed = bool(NARROWED.search(words) or _OF_MORE.search(spot.label))
    said = (
        topic.split("/")[1] in _OWN_WORDS
        or (topic in _CHANNELS and _OF_EACH_CHANNEL.search(spot.stem + spot.rest))
        or (topic in _CHANNELS and _ALL_OF_ONE.fullmatch(spot.label) and _TO_END.match(spot.rest))
        or (topic == "sheet/s8_4" and "信息公开" in spot.label)
        or (topic == "sheet/s9_3" and _TRAINED.search(spot.stem))
        or _YEARLY.search(spot.stem)
        or _AS_PRINTED.search(spot.label)
    )
    return Meant((topic,), narrowed, weak=not said)


# What is counted where a row's noun may stand beside another count of the same matter.
_PEOPLE: Final = ("人次", "人", "名")
_UNITS: Final = {
    "sheet/s8_1": ("个", "家"), "sheet/s8_2": ("个", "处", "家", "所"), "sheet/s8_3": _PEOPLE, "sheet/s8_3_1": _PEOPLE,
    "sheet/s8_3_2": _PEOPLE, "sheet/s8_4": ("元",), "sheet/s9_3": _PEOPLE,
}  # fmt: skip
# 本年度制发规范性文件8件，主动公开8件
_PUBLISHED_OF: Final = pattern(r"制发(?:行政)?规范性文件\d+件[，、](?:其中|均|已)?主动公开$")
# Rows that have words of their own; others are told in words that may mean less, or more.
_OWN_WORDS: Final = frozenset(
    ["s1_1", "s3_3_1", "s3_3_4_b", "s3_3_4_c", "s3_3_5", "s3_3_7", "s3_3_8", "s8_1", "s8_2", "s8_3", "s8_3_1", "s8_3_2", "s9_1"]
)  # fmt: skip
_CHANNELS: Final = ("sheet/s1_2_1", "sheet/s1_2_2", "sheet/s1_2_3", "sheet/s1_2_4")
# A channel's row, told alone.
_STAFF: Final = ("sheet/s8_3_1", "sheet/s8_3_2")
_OF_STAFF: Final = pattern(
    r"(?:信息公开|政务公开)[^，。；\d]{0,6}人员[^。；]*$|工作人员\d+[人名]（[^）]*$"
)
_ALL_OF_ONE: Final = pattern(
    r"通过(?:政府|门户)?(?:公报|网站|(?:政务)?微博|(?:政务)?微信)(?:主动)?公开(?:政府)?信息(?:共|共计|数)?"
)
_TO_END: Final = pattern("[。；]|$")
_THROUGH: Final = pattern("^(?:其中|全年|年内|本年度?|20\\d\\d年度?)*通过")
_OF_EACH_CHANNEL: Final = pattern(r"公报.*网站.*(?:微博.*微信|微信.*微博)")
_TRAINED: Final = pattern(r"政府信息公开(?:工作)?培训(?:班|会)")
_AS_PRINTED: Final = pattern(r"政策解读稿件|参加或举办新闻发布会|^接受培训(?:的)?人员")
_YEARLY: Final = pattern(r"全年|本年|年度|今年|20\d\d年")
