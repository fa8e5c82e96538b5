"""A paragraph as the grammar takes it: its sentences, its figures, and what each figure does there.

Chinese statistical prose is an island language: figures and a few dozen cue words (其中, 占, 较上年,
结转, 合计) carry the meaning, anything may stand between them. So the text is cut into figures and
clauses once, and each relation is parsed from a cue outwards; a grammar of whole sentences would
have to describe the water too.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.text.change import UP, WAY, Change, changed
from gongkai.statements.text.characters import folded, simplified
from gongkai.statements.text.figure import SENTENCE, Figure, figures_of
from gongkai.statements.text.years import LAST_YEAR, row_of_years

_CLAUSE: Final = pattern(r"[，。；：（）！？\n]")
_CLOSED: Final = pattern(r"（[^（）]*）")
_COMPARED: Final = pattern(
    r"(?:较|比|同比|环比|相比|对比|与[^，。；]{1,10}相比)(?!例)[^，。；]{0,24}$"
)
_FROM: Final = pattern(
    rf"(?:由|从|将|把)(?:{LAST_YEAR})?的?(?:\d+[大个]?[^，。；、\d]{{1,3}})?[^，。；\d]{{0,10}}$"
)
_TURNED: Final = pattern(
    r"[^，。；\d（）]{0,6}?(?:增加|增长|上升|提高|提升|减少|下降|降低|回落|压缩|压减|精简|整合|合并|归并|压降|扩充|上涨|缩减|缩短|扩大|扩展|拓展|调整|优化|攀升|跃升|增|减|降|升)(?:到|至|为)"
)
_REACHED: Final = pattern(
    r"(?:由|从|将|把)[^。；]{1,30}(?:到|至|为)(?:[^，。；\d]{0,8}\d+[大个]?[类级项][、和]?)?[^，。；\d]{0,8}[\d.万亿]+[^，。；\d]{0,3}[，（](?:净|共|共计|总计|累计)?$"
)
_LAST: Final = pattern(
    rf"(?<!结转)(?<!遗留){LAST_YEAR}(?:的|为|是|有|共|同期|度|收到|受理|公开|发布|办结|新收|数|总数|办理|[（])*[^，。；、\d]{{0,8}}$"
)
# 较上年（8件）, 与2022年（10件）: last year's figure in brackets.
_BRACKETED: Final = pattern(
    rf"(?:较|比|与|同|和|是|为)(?P<last>{LAST_YEAR}|上一?版|上一?期)(?:同期)?的?(?:数量|总数|总量)?（[^（）\d]{{0,8}}$"
)
_BESIDE_LAST: Final = pattern(rf"(?:较|比|同比|对比)({LAST_YEAR})的?[^，。；、\d]{{0,8}}$")
# 与2022年的420条相比: the comparison closes behind the figure.
_WITH_LAST: Final = pattern(rf"(?:与|同|和|跟)({LAST_YEAR})的?[^，。；、\d]{{0,10}}$")
_COMPARED_BEHIND: Final = pattern(r"[^，。；\d]{0,6}(?:相比|比较|对比|相较)")
_MORE_OR_LESS: Final = pattern(r"多|少")  # 比上年多公开60条 is a difference
_NOT_LAST: Final = pattern(
    rf"提出|反馈|指出|通报|查摆|存在|结转|转结|遗留|转入|转来|未办结|未结|{WAY}|率|以来|起|1月1日|持平|要点|计划|截至"
)
_JOINED: Final = pattern(
    r"[，、和及（]?(?:同比|环比|较上年|比上年|较去年|比去年|幅度|约|即|也就是)*"
)

# 去年发布1200条，今年1380条，多了180条: both years are told right before.
_SIDE_BY_SIDE: Final = pattern(
    rf"{LAST_YEAR}[^。；]{{1,40}}，(?:今年|本年度?|20\d\d年度?)[^，。；]{{1,30}}，(?:共|总量|数量|总数)?$"
    r"|(?:相比|相较|比较|对比)，[^，。；\d]{0,20}$"
    rf"|{LAST_YEAR}[^。；，\d]{{0,10}}(?:[\d.万亿]+[^，。；、和\d（）]{{1,3}}[、和]){{0,6}}[\d.万亿]+[^，。；\d（）]{{1,3}}）?，(?:共|合计|总量|数量|总数)?$"
    r"|20\d\d年度?[、和及与]20\d\d年[^。；]{1,30}(?:分别|依次)[^。；\d]{0,6}[\d.万亿]+[^，。；\d]{1,3}[、和及][\d.万亿]+[^，。；\d]{1,3}，[^，。；\d]{0,6}$"
)
_REACH: Final = 80  # characters before a change in which 由甲降至乙 may stand
_CHAIN: Final = pattern(rf"{_JOINED.pattern}(?:{WAY})(?:了|幅度?|率)*(?:为|达)?约?")
_TAKEN_OFF: Final = pattern(
    r"[，、；][^，。；\d]{0,6}(?:取消|删除|剔除|调减|核减|废止|下放|删减|退出|注销|取关|关停|关闭|撤并|撤销|下线|合并|精简|减少)"
)
_A_YEAR: Final = pattern(r"20\d\d")
_MEANWHILE: Final = pattern(r"同期[^为是有共数的（\d]")  # 同期微信发布2088条，增长16%
_OWN_CHANGE: Final = pattern(r"[^，。；\d]{0,4}，(?:同比|较上年|比上年)?(?:增|减|下|上|降|升)")
_IN_ROW: Final = pattern("[、和及与]")
_ROW_OF_LAST: Final = pattern(
    rf"(?<![至到、和及与~～—–-]){LAST_YEAR}(?:同期)?[^，。；（）\d]{{0,6}}(?:分别|依次)[为是有]?(?:[\d.]+[^，。；（）\d]{{1,4}}[、和及与]){{0,8}}$"
)
_YEARS: Final = pattern(r"(?<!\d)(20\d\d)年")
_COMPARES: Final = pattern(r"同比|较|比|增[长加]|下降|减少|倍")


@dataclass(frozen=True)
class Paragraph:
    """A folded paragraph; ``text`` is simplified, ``quote`` as it was written, both of one length."""

    quote: str
    text: str

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Return every figure in order."""
        return figures_of(self.text)

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Return where each sentence begins and ends."""
        return tuple(m.span() for m in SENTENCE.finditer(self.text))

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Return the figures that are changes."""
        return tuple(self._changes())

    @cached_property
    def earlier(self) -> tuple[Figure, ...]:
        """Return the figures that are last year's, or another year's, given for comparison."""
        changed = {change.figure.start for change in self.changes}
        found: list[Figure] = []
        for figure in (f for f in self.figures if f.counts and f.start not in changed):
            if self._is_last(figure) or (found and self._goes_on_row(found[-1], figure)):
                found.append(figure)
        return tuple(found)

    def _goes_on_row(self, last: Figure, figure: Figure) -> bool:
        """Tell whether a figure goes on a row of another year's: 上年分别为590条和210条."""
        return bool(_IN_ROW.fullmatch(self.text, last.end, figure.start)) and bool(
            _ROW_OF_LAST.search(self.text, max(0, last.start - _REACH), last.start)
        )

    @cached_property
    def earlier_rates(self) -> tuple[Figure, ...]:
        """Return the rates that are another year's, given for comparison: 由上年的96.9%提升至98.2%."""
        changed = {change.figure.start for change in self.changes}
        rates = (f for f in self.figures if f.unit == "%" and f.start not in changed)
        return tuple(f for f in rates if self._is_last(f))

    @cached_property
    def plain(self) -> tuple[Figure, ...]:
        """Return the figures that count something of this year: no rates, changes or last year's."""
        other = {c.figure.start for c in self.changes} | {f.start for f in self.earlier}
        return tuple(f for f in self.figures if f.counts and f.start not in other)

    def sentence_at(self, place: int) -> tuple[int, int]:
        """Return the sentence around a place."""
        at = bisect_right(self.sentences, (place, len(self.text) + 1)) - 1
        if at >= 0 and place < self.sentences[at][1]:
            return self.sentences[at]
        return 0, len(self.text)

    def part_at(self, place: int) -> int:
        """Return where the part of a sentence begins that a place stands in: behind a semicolon, if there is one."""
        start, _ = self.sentence_at(place)
        return max(start, self.text.rfind("；", start, place) + 1)

    def said(self, place: int) -> str:
        """Return the sentence around a place as it was written, or its part between semicolons."""
        _, end = self.sentence_at(place)
        last = self.text.find("；", place, end) + 1
        return self.quote[self.part_at(place) : last or end].strip()

    def clause_before(self, figure: Figure, reach: int = 40) -> str:
        """Return the words before a figure, as far back as its clause goes."""
        text = self.text[max(0, figure.start - reach) : figure.start]
        return _CLAUSE.split(_CLOSED.sub("", text))[-1]

    def clause_after(self, place: int) -> str:
        """Return the words from a place to the end of their clause."""
        end = _CLAUSE.search(self.text, place)
        return self.text[place : end.start() if end else len(self.text)]

    def _changes(self) -> Iterator[Change]:
        last: Change | None = None
        for figure in self.figures:
            if not figure.unit:
                continue
            before = self.clause_before(figure)
            match = changed(figure, before)
            found: Change | None = None
            if match is not None and not match["to"]:
                rate = figure.unit in ("%", "倍", "百分点")
                opening = self.text[max(0, figure.start - _REACH) : figure.start - len(match[0])]
                compared = (
                    _COMPARED.search(before[: match.start()])
                    or _REACHED.search(opening)
                    or _SIDE_BY_SIDE.search(opening)
                )
                chained = last is not None and self._chained(last, figure)
                head = before[: match.start()].rstrip("数量幅年度")
                if (
                    (
                        match["way"] in ("多", "少", "增", "减", "降", "提升", "提高")
                        and not (compared or (rate and chained))
                    )
                    or (rate and not compared and match["way"] in ("提高", "提升"))
                    or (match["way"] == "新增" and (not compared or self._is_made_up_for(figure)))
                    or (
                        not rate
                        and not compared
                        and not chained
                        and not head.endswith(("同比", "环比"))
                    )
                ):
                    match = None
                if match is not None:
                    sign = 1 if match["way"] in UP else -1
                    found = Change(figure, sign, match["way"])
            elif last is not None and self._run_on(last, figure):
                found = Change(figure, last.sign, last.word)
            if found is not None:
                yield found
                last = found

    def _is_made_up_for(self, figure: Figure) -> bool:
        """Tell whether something is taken off again right behind what was added: 由60项调整为64项，新增7项，取消3项."""
        return bool(_TAKEN_OFF.match(self.text, figure.end))

    def _chained(self, last: Change, figure: Figure) -> bool:
        """Tell whether a change goes on where another ended: 增加3722件，增长20.31%."""
        gap = self.text[last.figure.end : figure.start]
        return bool(_CHAIN.fullmatch(gap))

    def _run_on(self, last: Change, figure: Figure) -> bool:
        """Tell whether a bare figure goes on a change: 增加2次、60人次; 增加3件、20%."""
        gap = self.text[last.figure.end : figure.start]
        return (
            (figure.unit != last.figure.unit or "分别" in self.clause_before(last.figure))
            and gap in ("、", "和", "，", "（", "及")
            and not (gap == "，" and figure.counts)
        )

    def year_in_a_row(self, figure: Figure) -> int | None:
        """Return a figure's year where years and figures are listed in one order: 2022年、2023年分别8件、10件."""
        row = row_of_years(self.text, self.figures, self.sentence_at(figure.start)[0], figure)
        return dict(row).get(figure.start)

    def year_of(self, figure: Figure) -> int | None:
        """Return the year that a row of years or its own clause gives a figure."""
        own = _A_YEAR.findall(self.clause_before(figure))
        return self.year_in_a_row(figure) or (int(own[-1]) if own else None)

    def _is_last(self, figure: Figure) -> bool:
        before = self.clause_before(figure)
        if row := row_of_years(self.text, self.figures, self.sentence_at(figure.start)[0], figure):
            named = _A_YEAR.findall(self.text, self.sentence_at(figure.start)[0], row[0][0])
            return dict(row).get(figure.start, row[-1][1]) < max(map(int, named))
        if self._in_brackets_last(figure):
            return True
        if _TURNED.match(self.text, figure.end) and _FROM.search(before):
            return True
        if _WITH_LAST.search(before) and _COMPARED_BEHIND.match(self.text, figure.end):
            return True
        beside = _BESIDE_LAST.search(before)
        if beside and not _MORE_OR_LESS.search(beside[0]):
            return True
        match = _LAST.search(before)
        meanwhile = _MEANWHILE.match(before) and _OWN_CHANGE.match(self.text, figure.end)
        if match is None or meanwhile or _NOT_LAST.search(match[0]):
            return False
        year = re.match(r"20\d\d", match[0])
        if year is None or re.search(r"[较比]$", before[: match.start()]):
            return True
        return self._is_the_other_year(figure, int(year[0]))

    def _in_brackets_last(self, figure: Figure) -> bool:
        """Tell whether a figure is another year's in brackets behind that year: 较去年（8件）增加2件."""
        return bool(
            _BRACKETED.search(self.text[max(0, figure.start - 40) : figure.start])
            and self.text[figure.end :].startswith("）")
        )

    def _is_the_other_year(self, figure: Figure, year: int) -> bool:
        """Tell whether a year is named beside the report's own: 2023年12件，2022年10件，增长20%."""
        start, end = self.sentence_at(figure.start)
        years = [int(y) for y in _YEARS.findall(self.text, start, end)]
        if not _COMPARES.search(self.text, start, end):
            return False
        first = next((f for f in self.figures if f.start >= start and f.counts), figure)
        return year + 1 in years or (
            max(years) == year and first is not figure and len({*years}) == 1
        )


@lru_cache(maxsize=4096)  # several readers ask for the same paragraphs
def parse(text: str) -> Paragraph:
    """Return a paragraph parsed; any characters will do.

    >>> p = parse("收到申请12件，較上年增加2件、20%，上年为10件。")
    >>> [f.digits for f in p.plain], [c.figure.digits for c in p.changes], [f.digits for f in p.earlier]
    (['12'], ['2', '20'], ['10'])
    """
    quote = folded(text)
    return Paragraph(quote, simplified(quote))
