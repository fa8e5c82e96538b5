"""What a paragraph says of all there are: 均按时答复, 全部予以公开, 均获维持."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.subjects.topics import CARRIED_OUT, DOMAINS
from gongkai.statements.text.paragraph import Paragraph

# 平均, 月均 and 人均 are means; 申请人均 is all of them.
_ALL: Final = pattern(
    r"(?<!平)(?<![^\d]月)(?<![^请]人)均|全部|全都|(?<![首])都|无一例外|100%|百分之百"
)
# Of one case alone all is said without a word for all: 行政诉讼1件，已判决维持.
_THE_ONE: Final = pattern(
    r"(?:复议|诉讼)(?:案件?)?(?:共|有)?1[件起宗](?P<all>，)(?:目前|现|该案|法院|复议机关|一审|二审|终审|已|经|依法|判决|裁定|决定)*"
)
_OF_A_CASE: Final = ("pending", "direct", "after", "upheld")
_WAYS: Final = r"(?:已|依法|及时|按时|按期|如期|按规定|在[^，。；]{0,8}内|获|被|得到|予以|作出)*"
_DEEDS: Final = tuple(
    (name, pattern(words))
    for name, words in (
        (
            "on_time",
            r"[^，。；]{0,4}(?:按时|按期|如期|准时|在[^，。；]{0,6}(?:期限|时限|时间|限期)之?内)(?:予以|全部|办理)?"
            r"(?:办结|答复|办复|回复|办理完毕)(?!率)",
        ),
        ("done", r"(?!维持)[^，。；]{0,4}?(?:办[结复]|答复|办理完毕)(?!率)"),
        ("approved", r"[^，。；]{0,8}三级审[批核]"),
        ("reviewed", r"[^，。；]{0,4}保密审查"),
        ("in_seven_days", r"[^，。；]{0,16}[七7]个工作日"),
        ("granted", rf"{_WAYS}(?:予以|同意)公开(?!或|答复|[和与、及])"),
        ("r3", r"(?:已|依法|决定)*不予公开"),
        ("r4", r"(?:已|依法|因[^，。；]{0,16})*无法提供"),
        ("r5", r"(?:已|依法|决定)*不予处理"),
        ("pending", r"(?:尚|仍|还)?(?:未审结|在审理|未结案|正在审理)"),
        ("decided", r"[已全部]*审结(?!率)"),
        ("direct", r"(?:为|是|系|属于?)?(?:未经复议|直接(?:向法院)?(?:起诉|提起))"),
        ("after", r"(?:为|是|系|属于?)?(?:经)?复议后(?:起诉|提起)"),
        (
            "upheld",
            rf"{_WAYS}(?:获|被|予以|为|是)?(?:(?:结果)?维持|(?:判决)?驳回(?:了?(?:原告|其|对方)的?)?(?:全部)?(?:诉讼请求|诉求|请求)?$)",
        ),
    )
)
_SOME: Final = r"纠错|纠正|撤销|败诉|违法|季度|上半年|下半年|[1-9]月份|其中|其余|其他|重复|下级|下属|所属|二级单位|直属|街道|乡镇|除|到期|应当?(?:办结|答复)"
_PART: Final = pattern(rf"逾期|超期|{_SOME}")
_PART_BUT_LATE: Final = pattern(_SOME)

# 信函申请4件，均已办结；网上申请8件，…: of one channel
_BY_CHANNEL: Final = pattern(
    r"(?:网络|网上|当面|现场|信函|传真|邮寄|邮件|线上|线下)[^，。；\d]{0,6}申请[^，。；\d]{0,4}\d+[件份宗]，?[^，。；]{0,4}$"
)
# 3件上年结转申请全部办结: only of those that were carried in
_CARRIED: Final = pattern(
    r"(?:上年|去年|往年|上一年|20\d\d年|[年期]初)[^，。；]{0,4}(?:结转|遗留)[^，。；]*$|^[^，。；]*(?:上年|去年|往年|[年期]初|20\d\d年)度?(?:结转|遗留)[^，。；]*，(?:现|也|均|都|已经?)*$"
    r"|^[^，。；]{0,8}(?:上年|去年|往年|上一年|20\d\d年)[度底末]?(?:尚|仍)?未(?:审结|办结|结案|答复)的[^，。；]*，[^，。；]{0,12}$"
)
# What is meant to be is not said to have been: 下一步，确保热线案件全部按期办结.
_AIM: Final = pattern(
    r"下一步|下一年|今后|将(?:会|继续|进一步|做到|实现|按)|确保(?!了)|力争|争取|力求|努力|要做到|保证(?!了)|督促|(?:加强|强化|加大|健全|完善|优化)[^。；]*实现(?!了)"
)
# None was late: as much as all in time. Not 逾期未缴费, nor an extension.
_NONE_LATE: Final = pattern(
    r"(?:无一(?:件|例|起|宗)?|(?:没有|未有|从未|未|不存在)(?:出现|发生|一?[件例起宗])?(?:任何)?|无|零|实现零)"
    r"(?:逾期|超期|超时|超限)(?!未|不补|不缴|信息|主动|的(?![情现]))"
)


@dataclass(frozen=True, slots=True)
class Whole:
    """All of a matter had one deed done to it. ``matter`` is a domain of the topics, None where none is named.

    ``start`` is where its sentence begins, ``at`` and ``end`` where it says so.
    """

    matter: str | None
    deed: str
    start: int
    at: int
    end: int
    narrowed: bool


@lru_cache(maxsize=1024)  # several checks ask for the same paragraphs
def wholes_of(paragraph: Paragraph) -> tuple[Whole, ...]:
    """Return what a paragraph says of all of a matter.

    >>> from gongkai.statements.text.paragraph import parse
    >>> said = "收到信息公开申请29件，均按时答复；热线工单全部办结。行政复议3件，均获维持。"
    >>> [(w.matter, w.deed) for w in wholes_of(parse(said))]
    [('request', 'on_time'), ('hotline', 'done'), ('reconsideration', 'upheld')]
    >>> [(w.matter, w.deed) for w in wholes_of(parse("行政诉讼1件，已判决维持。行政诉讼2件，已判决维持。"))]
    [('litigation', 'upheld')]
    >>> [(w.matter, w.deed) for w in wholes_of(parse("热线诉求在规定时限内办结，无一逾期。"))]
    [('hotline', 'on_time')]
    """
    return tuple(_wholes(paragraph))


def _wholes(paragraph: Paragraph) -> Iterator[Whole]:
    text = paragraph.text
    for cue in (*_ALL.finditer(text), *_THE_ONE.finditer(text)):
        stretch = paragraph.clause_after(cue.end())
        deed, found = next(((n, m) for n, w in _DEEDS if (m := w.match(stretch))), ("", None))
        if found is None or (cue.lastgroup == "all" and deed not in _OF_A_CASE):
            continue
        at = cue.start("all") if cue.lastgroup == "all" else cue.start()
        start = paragraph.part_at(at)
        before = text[start:at]
        matter = None
        for named in DOMAINS.finditer(before):
            matter = named.lastgroup
        said = before + stretch
        narrowed = bool(_PART.search(said) or CARRIED_OUT.search(said) or _CARRIED.search(before))
        narrowed = narrowed or _aimed(paragraph, cue.start()) or bool(_BY_CHANNEL.search(before))
        if "驳回" in found[0] and (matter != "litigation" or "裁定" in said):
            continue  # what is refused without a judgement may stand among other results
        yield Whole(matter, deed, start, at, cue.end() + found.end(), narrowed)
    yield from _none_late(paragraph)


def _aimed(paragraph: Paragraph, at: int) -> bool:
    start, _ = paragraph.sentence_at(at)
    return _AIM.search(paragraph.text, start, at) is not None


def _none_late(paragraph: Paragraph) -> Iterator[Whole]:
    """Yield that nothing of a matter was late: 热线工单无一逾期."""
    for cue in _NONE_LATE.finditer(paragraph.text):
        start = paragraph.part_at(cue.start())
        before = paragraph.text[start : cue.start()]
        behind = paragraph.clause_after(cue.end())
        named = [one.lastgroup for one in DOMAINS.finditer(before)][-1:]
        named = named or [one.lastgroup for one in DOMAINS.finditer(behind)]
        narrowed = bool(
            _PART_BUT_LATE.search(before)
            or CARRIED_OUT.search(before + behind)
            or _CARRIED.search(before)
        )
        narrowed = narrowed or _aimed(paragraph, cue.start())
        matter = named[0] if named else None
        yield Whole(matter, "on_time", start, cue.start(), cue.end(), narrowed)
