"""What a paragraph says there was none of: 未收到…申请, 没有发生…行政复议、行政诉讼, 无上年结转."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.subjects.spot import named
from gongkai.statements.subjects.topics import ABOUT_DISCLOSURE, NARROWER, OTHER_SPAN, OUTCOMES
from gongkai.statements.text.paragraph import Paragraph

_NOT: Final = pattern(
    r"(?:(?:从|并|尚|均|也|都|暂)?(?:未|没有|没)(?![来成能及经按到满知必尝审判]|结[案束])|(?:(?<![有毫])无|零)(?![法效障偿需关论人线纸锡数不须所证照]))(?:曾|再|有|发生|产生|出现|任何|新)*"
)
_SOMEBODY: Final = r"(?:公民、?法人(?:和|或者?|及)?(?:其他组织)?|群众|申请人|公众|个人)"
_REQUEST: Final = (
    rf"(?:收到|接到|受理|接收|收办|办理)?(?:过|到|任何)*{_SOMEBODY}?(?:的|提出|提交)*(?:各类|当面|书面|网上|线上|线下)*"
    r"(?:(?:关于)?(?:政府)?信息?(?:依申请)?公开(?:政府信息)?(?:的|类)?申请|依申请公开(?:的)?(?:政府)?(?:信息)?(?:申请|事项|件)?)"
    r"(?!行政复议|复议|的?(?:答复|回复|处理|办理)|[人书])(?:事项|件|数量|的?情况|的?请求)*$"
)
# Each matter with the words that follow the denial; what ends in $ is all that the clause says.
_MATTERS: Final = tuple(
    (topic, pattern(words))
    for topic, words in (
        ("requests/received", _REQUEST),
        (
            "requests/carry_in",
            r"(?:上年度?|上一年度?|20\d\d年度?)(?:度)?结转(?:的|来)?(?:[^，。；]{0,10}申请)?(?:事项|件|数量|的?情况)*$",
        ),
        (
            "requests/carry_out",
            r"(?:申请)?(?:需|须)?(?:结转)?(?:至|到)?(?:下|次)(?:一)?年度?(?:度)?(?:继续)?(?:结转|办理)?(?:的|申请|件|事项|情况)*$",
        ),
        (
            "requests/carry_out",
            r"(?:正在办理|未办结|未答复|在办)(?:之中|中)?的?(?:政府信息公开|信息公开)?申请(?:事项)?$",
        ),
        ("requests/carry_out", r"一[件起宗份](?:申请)?(?:结转|延期|顺延)(?:至?下年度?)?$"),
        ("case/reconsideration/total", r"[^，。；]{0,24}复议(?!机关|决定|机构|委员会|而|后|、纠)"),
        ("case/litigation/total", r"[^，。；]{0,36}(?:行政诉讼|复议[、和及与或]诉讼|起诉$)"),
        *(
            (
                f"kind/{kind}/received",
                rf"[^，。；]{{0,20}}(?:{words})[^，。；]{{0,12}}(?:提出|提交|申请)",
            )
            for kind, words in (
                ("natural_person", "自然人"),
                ("commercial", "商业企业"),
                ("research", "科研机构"),
                ("social", "社会公益组织"),
                ("legal_service", "法律服务机构"),
            )
        ),
        (
            "kind/organisations/received",
            r"(?!.{0,8}公民)(?:收到|接到)?(?:过)?法人(?:或者?|和|及|、)?(?:其他组织)?(?:提出|提交|的)*申请",
        ),
        (
            "case/direct/total",
            r"(?:收到|发生)?[^，。；]{0,12}直接(?:向[^，。；]{0,6})?(?:起诉|提起)[^，。；]{0,16}$",
        ),
        (
            "case/after/total",
            r"(?:收到|发生)?[^，。；]{0,6}复议后(?:再)?(?:起诉|提起)[^，。；]{0,16}$",
        ),
        ("fee/processing", r"(?:向)?(?:申请人)?收取[^，。；]{0,12}(?:费用?|信息处理费)"),
        (
            "document/normative/issued",
            r"(?:新)?(?:制发|制定|出台|印发)(?:过|新的?|任何|行政|部门)*规范性文件",
        ),
        (
            "sheet/s3_2_2",
            r"一?[件例]?(?:延期|延长)(?:答复|办理|办结|期限)*(?:的|情形|情况|申请|件)*$",
        ),
        ("sheet/s6", r"(?:收到|受理|接到)[^，。；]{0,6}举报"),
        ("document/normative/valid", r"(?:现行有效|继续有效|有效)的?(?:行政)?规范性文件"),
        (
            "document/normative/repealed",
            r"(?:行政)?规范性文件(?:被)?(?:废止|失效)$|废止(?:的)?(?:行政)?规范性文件$",
        ),
        ("publicity/due", r"应当?公示的(?:行政许可|行政处罚|双公示|决定)"),
        ("decision/penalty", r"作出(?:过|任何|新的)*行政处罚"),
        *(
            (f"decision/{n}", rf"(?:发生|办理|产生)?(?:{w})(?:案件|决定|案)(?:发生)?$")
            for n, w in (
                ("penalty", r"行政处罚(?:[、和及与]行政强制)?|行政强制[、和及与]行政处罚"),
                ("coercion", r"行政处罚[、和及与]行政强制|行政强制(?:[、和及与]行政处罚)?"),
            )
        ),
        ("decision/licence", r"(?:发生|办理)?行政许可(?:案件|决定)$"),
        ("decision/licence", r"作出(?:过|任何|新的)*行政许可(?![变撤注延吊])"),
        ("decision/coercion", r"(?:作出|采取|实施)(?:过|任何|新的)*行政强制"),
        ("sheet/s2_2_1", r"(?:举办|召开)[^，。；]{0,6}新闻发布会"),
        ("sheet/s2_2_2", r"(?:参加|开展)[^，。；]{0,6}在线访谈"),
        ("sheet/s2_2_3", r"(?:发布|制作)[^，。；]{0,6}解读(?:稿件|材料)"),
        ("sheet/s9_1", r"(?:召开|举行)[^，。；]{0,12}(?:工作|专题)会议"),
        ("sheet/s9_2", r"(?:举办|开展|组织)[^，。；]{0,12}培训"),
    )
)
_CORRECTED: Final = pattern(
    r"(?:(?:被|予以|得到|结果|上级|机关|案件|复议|行政|诉讼|因|政府|信息|公开|引发|引起|的)*)(?P<what>纠正|纠错|败诉)(?!率|不|整改)"
)


_AUTHORITY: Final = pattern(r"作为复议机关|审理|代理|作出")
_OF_A_WAY: Final = ("case/direct/total", "case/after/total")
_CASE: Final = "case/"
_LATE: Final = "sheet/s3_2_2"
_OF_REQUESTS: Final = pattern(r"申请(?![^，。；]*(?:许可|热线|提案|工单))[^。；]*$")
# A case thought of, or a mark of something else: 如未收到答复, 未作出决定的案件.
_IF: Final = pattern(r"(?:如|若|倘|假如|一旦|凡|对于?|因)[^，。；]{0,6}$")
_WHICH: Final = pattern(
    r"(?:决定|答复|信息)?的(?!情况|情形|现象|问题|申请|行政|案件(?:$|[，。；、]))"
)
_OTHERWISE: Final = pattern(r"纠错|纠正|撤销|败诉|违法|重复|逾期|超期")
_BY_OTHERS: Final = pattern(r"其中|下级|下属|所属|二级单位|直属|街道|乡镇|除")
_OUTSIDE: Final = pattern(r"因(?![^，。；]*公开)")


@dataclass(frozen=True, slots=True)
class Denial:
    """A matter that there was none of; ``at`` is where the denial begins, ``start`` its sentence.

    ``narrowed`` tells that only a part of the office's or the year's is meant.
    """

    topic: str
    at: int
    start: int
    narrowed: bool = False


@lru_cache(maxsize=1024)  # several checks ask for the same paragraphs
def denials_of(paragraph: Paragraph) -> tuple[Denial, ...]:
    """Return what a paragraph denies of what official tables count.

    >>> from gongkai.statements.text.paragraph import parse
    >>> said = "2023年，我局未收到政府信息公开申请，无上年结转，没有发生行政复议、行政诉讼。"
    >>> [d.topic.split("/")[-2:] for d in denials_of(parse(said))]
    [['requests', 'received'], ['requests', 'carry_in'], ['reconsideration', 'total'], ['litigation', 'total']]
    """
    return tuple(_denials(paragraph))


def _denials(paragraph: Paragraph) -> Iterator[Denial]:
    text = paragraph.text
    yield from _turned_round(paragraph)
    yield from _all_zero(paragraph)
    for denied in _NOT.finditer(text):
        stretch = paragraph.clause_after(denied.end())
        start = paragraph.part_at(denied.start())
        if _IF.search(text[start : denied.start()]):
            continue
        before = text[start : denied.start()]
        narrowed = bool(_BY_OTHERS.search(before) or NARROWER.search(stretch))
        narrowed = narrowed or bool(OTHER_SPAN.search(before))
        yield from _rows(before, stretch, denied.start(), start, narrowed=narrowed)
        yield from _corrected(before, stretch, denied.start(), start, narrowed=narrowed)
        for topic, words in _MATTERS:
            found = words.match(stretch)
            if found is None or _OTHERWISE.search(stretch) or _WHICH.match(stretch, found.end()):
                continue
            if topic == _LATE and not _OF_REQUESTS.search(before):
                continue
            if topic.startswith(_CASE) and _OUTSIDE.search(stretch):
                continue  # 因行政处罚引起的行政复议
            if topic in _OF_A_WAY:
                narrowed = bool(_BY_OTHERS.search(before) or OTHER_SPAN.search(before))
            yield Denial(topic, denied.start(), start, narrowed)


_NONE_OF: Final = pattern(
    r"(?P<what>复议[、和及与](?:行政)?诉讼|复议|诉讼)(?:案件|案)?(?:的?(?:情况|情形))?(?:均|都)?(?:未|没有)发生"
)


def _turned_round(paragraph: Paragraph) -> Iterator[Denial]:
    """Yield denials behind their matter: 政府信息公开行政诉讼未发生."""
    for found in _NONE_OF.finditer(paragraph.text):
        start = paragraph.part_at(found.start())
        before = paragraph.text[start : found.start()]
        if _IF.search(before) or not ABOUT_DISCLOSURE.search(before):
            continue
        narrowed = bool(_BY_OTHERS.search(before) or OTHER_SPAN.search(before))
        for word, matter in (("复议", "reconsideration"), ("诉讼", "litigation")):
            if word in found["what"]:
                yield Denial(f"case/{matter}/total", found.start(), start, narrowed)


_AND: Final = "[、和及与]"
_DECISION: Final = "(?:行政许可|行政处罚|行政强制|行政事业性收费)(?:处理决定|决定)?"
_PAPER: Final = "(?:规章|(?:行政)?规范性文件)"
_OUTCOME: Final = "(?:予以公开|部分公开|不予公开|无法提供|不予处理|其他处理)"
_DONE_TO: Final = "(?:制发|废止|现行有效)"
# 本年度行政处罚、行政强制均为零; 规章和规范性文件的制发、废止件数均为0
_ZERO: Final = pattern(
    rf"(?:(?<=[，。；])|^)(?:全年|本年度?|20\d\d年度?|年内|[我本][局办委厅镇乡]|本机关|，)*"
    rf"(?:(?P<decisions>{_DECISION}(?:{_AND}{_DECISION}){{0,3}})|(?P<papers>{_PAPER}(?:{_AND}{_PAPER})?)的?(?P<done>{_DONE_TO}(?:{_AND}{_DONE_TO}){{0,2}})"
    rf"|(?:(?:作出|答复|按)(?:为)?)?(?P<outcomes>{_OUTCOME}(?:{_AND}{_OUTCOME}){{0,5}})(?:的?(?:申请|情形|答复|决定))?)"
    r"(?:件数|数量|数)?(?:均|都|全部)?(?:为|是)(?:0|零)[件起宗]?(?=[，。；]|$)"
)
_ZERO_ROWS: Final = {
    "decisions": (
        ("行政许可", "decision/licence"), ("行政处罚", "decision/penalty"), ("行政强制", "decision/coercion"),
    ),
    "done": (
        ("制发", "document/normative/issued"), ("废止", "document/normative/repealed"), ("现行有效", "document/normative/valid"),
    ),
    "outcomes": (
        ("予以公开", "outcome/r1"), ("部分公开", "outcome/r2"), ("不予公开", "outcome/r3"), ("无法提供", "outcome/r4"),
        ("不予处理", "outcome/r5"), ("其他处理", "outcome/r6"),
    ),
}  # fmt: skip
_ONLY_OF_REQUESTS: Final = pattern("申请|无法提供|不予处理|其他处理")  # papers are 不予公开 too
_AMONG: Final = pattern("中，?$|中，")


def _all_zero(paragraph: Paragraph) -> Iterator[Denial]:
    """Yield rows of tables two and three that are said to be nought."""
    for found in _ZERO.finditer(paragraph.text):
        start = paragraph.part_at(found.start())
        before = paragraph.text[start : found.start()]
        narrowed = any(w.search(before) for w in (_BY_OTHERS, OTHER_SPAN, NARROWER, _AMONG))
        topics = [
            topic
            for group, words in _ZERO_ROWS.items()
            for word, topic in words
            if word in (found[group] or "")
        ]
        if found["outcomes"] and not _ONLY_OF_REQUESTS.search(found[0]):
            continue
        if found["papers"] and "规范性文件" not in found["papers"]:
            continue
        for topic in topics:
            yield Denial(topic, found.end(), start, narrowed)


def _corrected(
    before: str, stretch: str, at: int, start: int, *, narrowed: bool
) -> Iterator[Denial]:
    """Yield that no case was corrected: 信息公开行政复议8件，没有被纠正的情形."""
    found = _CORRECTED.match(stretch)
    said = before + stretch
    if found is None or not ABOUT_DISCLOSURE.search(said) or _AUTHORITY.search(said):
        return
    lost = found["what"] == "败诉" or ("诉讼" in said and "复议" not in said)
    if not lost and "诉讼" in said:
        return
    yield Denial(
        f"case/{'litigation' if lost else 'reconsideration'}/corrected", at, start, narrowed
    )


_ROW: Final = pattern(
    r"(?:作出|出现|发生|存在|因|属于|涉及|被)*(?P<row>[^，。；]{2,30}?)(?:的?(?:决定|答复))?的?(?:情形|情况|现象|申请|答复|决定|案件)$"
)
_PAPERS: Final = pattern(r"公文|文件|属性|栏目|目录|逾期|超期|重复公开")
_LEFT: Final = pattern(r"结转(?:的)?(?:申请|事项|件|情况|情形)*(?:$|(?=、[零无]))")
_LAST: Final = pattern(r"(?:上年|上一年|去年|上年度|上一年度|20\d\d年|20\d\d年度)[^，。；]{0,4}$")
_DONE_BEFORE: Final = pattern(
    r"(?:均|全部|都)[^，。；]{0,6}(?:办结|答复)[^，。；]{0,4}，$|办结\d+件[^。；]*，$|(?:年末|年底|期末|本年度?|全年|年内)$"
)


def _rows(before: str, stretch: str, at: int, start: int, *, narrowed: bool) -> Iterator[Denial]:
    """Yield rows of table three that there were none of: 没有部分公开的情形, 上年度无结转申请."""
    if _LEFT.match(stretch):
        for words, topic in ((_LAST, "carry_in"), (_DONE_BEFORE, "carry_out")):
            if words.search(before):
                yield Denial(f"requests/{topic}", at, start, narrowed)
        return
    found = _ROW.match(stretch)
    if found is None or _PAPERS.search(before + stretch):
        return
    rows = [name for _, name in named(OUTCOMES, found["row"]) if "+" not in name]
    own = {row.split("_")[0] for row in rows if "_" in row}
    for row in rows:
        if row not in own:  # 因本机关不掌握而无法提供: the row, not its group
            yield Denial(row, at, start, narrowed)
