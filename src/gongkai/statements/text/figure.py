"""The figures of a paragraph: numbers with their units, and the words of their clause.

Numbers that count nothing (dates, document numbers, ordinals, hotlines, time limits, titles) are no
figures. A number in Chinese characters is one where it stands before a unit of counting.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.text.interval import Interval, exact, printed, roughly
from gongkai.statements.text.numerals import han_number, han_range

UNIT: Final = "件次|人次|场次|期次|批次|家次|户次|件|条|项|次|份|篇|期|个|名|人|起|宗|场|部|元|批|户|家|例|封|通|幅|册|页|单|款|类|处|万字|字|班|案|笔|张(?!贴|店)|台|套|所|座|支(?![部付持出])|集(?!中|团)|枚|块|亩|公里|卷(?!入|积)|分(?=[，。；、）提增上升下降减的]|$)"
_SCALE: Final = {
    "": Decimal(1), "千": Decimal(1000), "万": Decimal(10000), "亿": Decimal(100_000_000),
}  # fmt: skip
NUMBER: Final = r"(?<![\d.])\d{1,15}(?:\.\d{1,8})?(?!\d)"
SENTENCE: Final = pattern(r"[^。！？\n]+[。！？]?")
_HAN: Final = "〇零一二三四五六七八九十百千两廿卅"
_BEFORE: Final = "大约|(?<![节预合签违])约|将近|接近|(?<![附最就临])近|超过|超|逾|突破|不足|不到|多于|少于|高于|低于"
_FIGURE: Final = pattern(
    rf"(?P<loosely>{_BEFORE})?(?:(?P<tenths>(?<![{_HAN}\d])[一两二三四五六七八九\d])成(?P<half>[半一二三四五六七八九](?!年|个|条|件|月))?(?!为|效|立|员|果|熟|功|本|交|品|型|绩|年|人|长)"
    rf"|(?P<of>[二三四五六七八九十])分之(?P<out>[一两二三四五六七八九])|(?P<halves>(?:一半|半数)(?!年|天|月))|(?P<most>过半)(?!年))(?P<rest>多|以上|左右)?"
    rf"|(?P<about>{_BEFORE})?(?P<digits>{NUMBER})\s*(?:(?P<percent>[%％]|个?百分点|个(?=[、和及与]\d[\d.]*个百分点))|(?P<vague>余|多)?(?P<scale>万|亿|千(?=[余多件条人元份次]))?(?P<more>余|多)?(?:(?P<unit>{UNIT}|倍)|(?P<bare>(?<=万)(?=[，。；、）增升降减至（]|$)))?(?P<beyond>(?:以上|左右|以内)(?=[，。；、）]|$|的))?)"
    rf"|(?P<near>{_BEFORE})?(?<![{_HAN}第数几])(?P<times>[一两二三四五六七八九十]{{1,3}})倍(?P<more_half>半)?(?P<over>多|以上|有余|左右)?"
    rf"|百分之(?P<share>[{_HAN}点]+)"
    rf"|(?:(?<=[上下]半年)|(?<![{_HAN}\d几第首同统每逐唯专划跑年半无]))(?<!没有)(?<!任何)(?<![百千][单又])(?P<han>[{_HAN}][{_HAN}万]{{0,10}})(?P<loose>余|多)?(?P<ten>万|亿)?(?P<counted>件次|人次|场次|件(?!事)|条(?!例)|项|次(?!性|办[结好理成]|告知|率)|份|篇|起|宗|场|名|(?<=[十百千万余多])(?:元|人(?!次)|家|户|个|期|册|册次|处|部(?!门)|批)|(?<=[十百千万][一二三四五六七八九])(?:元|人|家|户|个|期|册|处|部(?!门)|批))(?![{_HAN}合总共指均])"
)
# Numbers that count nothing: titles, dates, document numbers, ordinals, hotlines, time limits, item marks.
_NOTHING: Final = pattern(
    r"《[^《》]*(?:《[^《》]*》[^《》]*)*》|(?<!\d)\d{4}\s*[—–~～-]+\s*\d{4}年(?:度)?|\d{4}年(?:度)?(?:\d{1,2}月)?(?:\d{1,2}日)?|(?<!\d)\d{1,2}月?[-—–至到~～]+(?=\d{1,2}月)|\d{1,2}月(?:\d{1,2}日|份)?|(?<=[至到—-])\d{1,2}日"
    r"|[〔\[（(]\d{4}[〕\]）)]\s*\d+号|第\d+(?:[、至-]\d+)*[号条款项届次期行列页表段批类章]|\d+号(?:文|令|公告|楼|院)?"
    r"|(?<![\d])12(?:345|319|315|328|329|333|348|369|388)(?!\d)(?=[^件条个次\d]|$)|(?<![\d.])\d{1,4}(?:\.\d{1,3})?个?(?:工作日|自然日|日内|小时|分钟|年|个?月|周岁|天)"
    r"|[（(]\d{1,3}[)）](?!件)|(?<![\d.])\d{1,3}[.、](?=[^\d])|\d{3,4}-\d{7,8}|(?<!\d)1\d{10}(?!\d)|\d+\s*[×xX*＊]\s*\d+|\d\+\d"
    r"|(?<=[，；])(?:以上|上述|前)?[两二三四五六](?:项|件|种|条|个)(?=占|之和|相加|加起来|合起来)"
    r"|(?:未|无|没有|没|零)(?:曾|再|有|发生|出现|收到|产生|接到|受理|引发|过|任何)*[一1][件起例宗次条份]"
)
_PARTING: Final = pattern(r"[，。；：！？、（）\n]")
_INHERITS: Final = pattern(r"[、和及与][^，。；：（）\d]{0,14}")
_LONGEST_RUN: Final = 30  # figures that may share the words before them
_OF_NUMBER: Final = "(?:处理)?(?:决定)?(?:的?(?:件数|数量|总数|总量)?)"
_NAMES: Final = pattern(
    rf"(?P<names>[^，。；：（）\d]+?){_OF_NUMBER}(?:各)?分别(?:为|是|有|达到?|发布|公开|收到|受理|提出|提交|办理|办结|制发|作出|完成)?(?:信息|申请|案件|文件)?$"
)

_EACH_OWN: Final = pattern(rf"^其中|{_OF_NUMBER}(?:各)?分别[^，。；]{{0,2}}$")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit at its place in a text.

    ``unit`` is a unit of counting, %, 倍, 百分点 or empty; ``label`` is what stands before it in its
    clause and ``after`` what follows; ``depth`` counts the brackets around it; ``about`` tells that it
    is not meant exactly; ``digits`` is the number as printed.
    """

    number: Decimal
    unit: str
    start: int
    end: int
    span: Interval
    digits: str = ""
    label: str = ""
    after: str = ""
    depth: int = 0
    about: bool = False

    @property
    def counts(self) -> bool:
        """Tell whether it counts things: rates, multiples and bare numbers do not."""
        return bool(self.unit) and self.unit not in ("%", "倍", "百分点")


# Units that a sentence may change for one another when it counts cases.
_ALIKE: Final = {
    **{unit: "件" for unit in ("起", "宗", "例", "份", "封", "单", "案", "笔")},
    **{unit: "次" for unit in ("场次", "场", "期次")},
    **{unit: "人" for unit in ("人次", "名")},
    "家次": "家",
    "户次": "户",
}


def alike(one: str, other: str) -> bool:
    """Tell whether two units may count the same things.

    >>> alike("件", "宗"), alike("件", "人次")
    (True, False)
    """
    return _ALIKE.get(one, one) == _ALIKE.get(other, other)


def figures_of(text: str) -> tuple[Figure, ...]:
    """Return the figures of a folded text in their order, with their clauses.

    >>> [(str(f.number), f.unit) for f in figures_of("2018年5月受理12345热线转办36件，约占12%，开会三次")]
    [('36', '件'), ('12', '%'), ('3', '次')]
    >>> [(f.label, f.after) for f in figures_of("共收到17件政府信息公开申请，网上2件")]
    [('共收到', '政府信息公开申请'), ('网上', '')]
    """
    if not re.search(rf"\d|[{_HAN}]", text):
        return ()
    brackets = [m.span() for m in _OF_ITEMS.finditer(text)]
    covered = [m.span() for m in _NOTHING.finditer(text) if not _within(m, brackets)]
    found: list[Figure] = []
    at = 0
    for match in _FIGURE.finditer(text):
        start = _start(match)
        while at < len(covered) and covered[at][1] <= start:
            at += 1
        if at < len(covered) and covered[at][0] <= start < covered[at][1]:
            continue
        figure = _figure(match, start)
        if figure is not None:
            found.append(figure)
    return tuple(_placed(text, _with_units(text, found)))


def _start(match: re.Match[str]) -> int:
    """Return where the number itself begins; a fraction in words begins with 约 or 近."""
    for name in ("digits", "times"):
        if match[name]:
            return match.start(name)
    return match.start()


def _fraction(match: re.Match[str], start: int) -> Figure:
    """Return 三成, 三分之二, 一半 or 过半 as a rate as fine as such words are."""
    word = match["loosely"] or match["rest"] or ("超" if match["most"] else "")
    step = Decimal(5)
    if match["tenths"]:
        ones = han_number((match["half"] or "零").replace("半", "五")) or _ZERO
        tens = match["tenths"]
        number = (Decimal(tens) if tens.isdecimal() else han_number(tens) or _ZERO) * 10 + ones
        step = Decimal(2) if match["half"] else step
    elif match["of"]:
        number = (han_number(match["out"]) or _ZERO) * 100 / (han_number(match["of"]) or _ZERO)
        number, step = number.quantize(Decimal("0.1")), Decimal(3)
    else:
        number = Decimal(50)
    widest = Decimal(50) if match["most"] or match["rest"] == "以上" else 2 * step
    span = roughly(number, word, widest if word in ("超", "以上", "超过", "逾", "多") else step)
    return Figure(number, "%", start, match.end(), span, f"{number:f}", about=bool(word))


_ZERO: Final = Decimal(0)
_ONE: Final = Decimal(1)
_HALF: Final = Decimal("0.5")
_TIMES_STEP: Final = Decimal("0.2")  # 近一倍 is from 80% on


def _figure(match: re.Match[str], start: int) -> Figure | None:
    if match["tenths"] or match["of"] or match["halves"] or match["most"]:
        return _fraction(match, start)
    if match["times"]:
        half = _HALF * bool(match["more_half"])
        times, most = (n + half for n in han_range(match["times"]) or (_ONE, _ONE))
        word = match["near"] or (match["over"] or "").replace("有余", "余")
        span = roughly(times, word, _TIMES_STEP if word else _TIMES_STEP * times)
        span = Interval(times, most) if most > times else span
        about = bool(word) or most > times
        return Figure(times, "倍", start, match.end(), span, str(times), about=about)
    if match["han"] or match["share"]:
        read = han_range(match["han"] or match["share"])
        if read is None or (not read[0] and (match["han"] or "")[:1] in ("百", "千")):
            return None  # 上百家 is no number
        number, most = (n * _SCALE[match["ten"] or ""] for n in read)
        word = match["loose"] or ""
        span = printed(number, str(number)) if match["share"] else exact(number)
        if word or most > number:
            span = roughly(number, word) if word else Interval(number, most)
        unit, about = match["counted"] or "%", bool(word) or most > number
        return Figure(number, unit, start, match.end(), span, str(number), about=about)
    digits = match["digits"]
    scale = _SCALE[match["scale"] or ""]
    number = Decimal(digits) * scale
    word = match["about"] or match["vague"] or match["more"] or match["beyond"] or ""
    percent = match["percent"]
    unit = (
        "百分点"
        if percent and percent.endswith(("点", "个"))
        else "%"
        if percent
        else match["unit"] or ("个" if match["bare"] is not None else "")
    )
    if word:
        span = roughly(number, word)
    elif percent or scale != 1 or "." in digits or unit == "倍":
        span = printed(number, digits, scale)
    else:
        span = exact(number)
    return Figure(number, unit, start, match.end(), span, digits, about=bool(word))


def _with_units(text: str, found: Sequence[Figure]) -> list[Figure]:
    """Return figures, a bare number in a run (12、13和15件) with the unit that ends the run."""
    out: list[Figure] = []
    for figure in reversed(found):
        if not figure.unit and out and out[-1].unit:
            gap = text[figure.end : out[-1].start]
            if _INHERITS.fullmatch(gap):
                figure = replace(figure, unit=out[-1].unit)
        out.append(figure)
    out = out[::-1]
    for start, end in (m.span() for m in _OF_ITEMS.finditer(text)):
        at = bisect_left(out, start, key=lambda f: f.start)
        whole = out[at - 1] if at and out[at - 1].end == start and out[at - 1].counts else None
        while whole and at < len(out) and out[at].start < end:
            out[at] = out[at] if out[at].unit else replace(out[at], unit=whole.unit)
            at += 1
    return out


def _within(mark: re.Match[str], brackets: Sequence[tuple[int, int]]) -> bool:
    """Tell whether 4、 is an item's number in brackets, and no mark of a list."""
    if mark[0][-1] != "、" or not brackets:
        return False
    at = bisect_left(brackets, (mark.start(), 0)) - 1
    return at >= 0 and mark.start() < brackets[at][1]


# 信访37件次（来信4、来访21、网上12）
_OF_ITEMS: Final = pattern(
    r"（(?:其中[：，]?)?(?:[^\d，。；：、（）]{1,12}\d{1,6}[，、；]?){2,12}）"
)


def _placed(text: str, found: Sequence[Figure]) -> Iterator[Figure]:
    """Yield figures with the words around them; 甲、乙分别为1、2件 gives each its own name."""
    depth = at = 0
    for n, figure in enumerate(found):
        between = text[at : figure.start]
        depth = max(0, depth + between.count("（") - between.count("）"))
        at = figure.start
        last = 0 if n == 0 else found[n - 1].end
        first = max((m.end() for m in _PARTING.finditer(text, last, figure.start)), default=last)
        first = _before_bracket(text, last, first, figure.start)
        following = found[n + 1].start if n + 1 < len(found) else len(text)
        end = _PARTING.search(text, figure.end, following)
        after = text[figure.end : end.start() if end else following]
        yield replace(figure, label=_label(text, found, n, first), after=after.strip(), depth=depth)


def _before_bracket(text: str, last: int, first: int, at: int) -> int:
    """Return where a label begins that a remark in brackets ends: 行政诉讼（政府信息公开类）3件."""
    if first == at and text[last:at].endswith("）"):
        opening = text.rfind("（", last, at)
        if opening >= 0:
            return max((m.end() for m in _PARTING.finditer(text, last, opening)), default=last)
    return first


def _label(text: str, found: Sequence[Figure], n: int, first: int) -> str:
    label = text[first : found[n].start].strip()
    if n and first == found[n - 1].end and label[1:].endswith(("和", "及", "与")):
        return ""  # 12件新收申请和3件结转申请: the words are the figure's before
    run = n
    while (
        run > n - _LONGEST_RUN
        and run
        and _INHERITS.fullmatch(text[found[run - 1].end : found[run].start])
    ):
        run -= 1
    before = text[max(0, found[run].start - 120) : found[run].start]
    match = _NAMES.search(before) if "分别" in before[-8:] else None
    if match is None:
        own = label.strip("、和及与")
        return label if own or run == n or "分别" not in _clause(before) else _clause(before)
    names = (
        re.split("[、和及与]", _clause(before))
        if "、" in before
        else re.split("[和及与]", match["names"])
    )
    names = [_EACH_OWN.sub("", name) for name in names]
    count = next(
        (
            m - run
            for m in range(run + 1, len(found))
            if not _INHERITS.fullmatch(text[found[m - 1].end : found[m].start])
        ),
        len(found) - run,
    )
    if len(names) == count > 1:
        return names[n - run]
    by_years = not label.strip("、和及与") and run < n and "20" in _clause(before)
    return _clause(before) if by_years else label


def _clause(text: str) -> str:
    return re.split("[，。；：（）]", text)[-1]
