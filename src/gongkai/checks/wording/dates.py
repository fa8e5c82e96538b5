"""Dates: the period, the years that the text names, the day of publication, the attachment's year."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from gongkai.checks.check import State
from gongkai.checks.publication import check_publication
from gongkai.checks.wording.claimed import cells_of
from gongkai.checks.wording.prose import Passage, Prose, Remark, folded, unassessable
from gongkai.pattern import pattern
from gongkai.statements.subjects.subjects import subjects_of
from gongkai.statements.text.paragraph import parse

_DAY: Final = (
    r"(?:(?P<y{0}>\d{{4}})年)?(?P<m{0}>1[0-2]|0?[1-9])月(?:(?P<d{0}>3[01]|[12]\d|0?[1-9])日)?"
)
_RANGE: Final = pattern(_DAY.format(1) + r"(?:起)?[，]?(?:至|到|—+|-+|－|~|～|–)" + _DAY.format(2))
# 2021.1.1—2021.12.31
_DOTTED: Final = pattern(
    r"(?P<y1>\d{4})[./-](?P<m1>\d{1,2})[./-](?P<d1>\d{1,2})(?:至|到|—+|-+|－|~|～|–)"
    r"(?P<y2>\d{4})[./-](?P<m2>\d{1,2})[./-](?P<d2>\d{1,2})"
)
_PERIOD_CUE: Final = pattern(
    r"统计|期限|时限|所列数据|报告期|数据.{0,6}(?:自|从|为)|时间范围|涵盖|期间|时段|周期|起止"
)
_LONG_YEAR: Final = pattern(r"(?<!\d)\d{5,12}(?=年)")
_YEAR: Final = pattern(r"(?<!\d)(?P<year>(?:19|20)\d{2})年")
_QUOTED: Final = pattern(r"《[^》]*》|[〔\[（][^〕\]）]{0,12}\d{4}[〕\]）]\d+号|“[^”]*”")
_COMPARED: Final = pattern(
    r"较|比|同期|同比|上年|去年|上一年|增长|下降|增加|减少|持平|结转|以来|起施行|起实施|起执行|修订|修正|印发|编制|公布的|至\d{4}年|连续"
)
_AHEAD: Final = pattern(
    r"将|下一步|继续|计划|安排|打算|思路|目标|公布|发布|部署|准则|按照|要点|结转|顺延|到\d{4}年|[纳转列]入\d{4}年|预计|力争|截至|初"
)
_AHEAD_HEADING: Final = pattern(r"思路|打算|计划|安排|下一步|改进|措施|问题|其他")
_THIS_YEAR: Final = pattern(r"今年|本年(?!度报告)")
_SUBJECT: Final = (
    r"^(?:（[一二三四五六七八九十]+）)?{year}年(?:度|全年|来)?(?:，|[我本全市县区镇乡街局委办])"
)


def period(prose: Prose) -> Iterator[Remark]:
    """D-2: the stated period is 1 January to 31 December of the year."""
    stated = False
    for passage in prose.passages:
        for sentence in passage.sentences:
            cue = _PERIOD_CUE.search(sentence)
            found = (_RANGE.search(sentence) or _DOTTED.search(sentence)) if cue else None
            if found is None:
                continue
            first, last = _ends(found)
            if first is None and found["y2"] is None:
                continue  # 1月至12月 without any year: not the statement of the period
            stated = True
            year = prose.year
            if first != (year, 1, 1) or last != (year, 12, 31):
                yield Remark(
                    f"统计期限写的是“{found[0]}”，应为{year}年1月1日至{year}年12月31日",
                    passage,
                    found[0],
                )
    both = (f"{prose.year}年1月1日", f"{prose.year}年12月31日")  # 起始时间为…，截止时间为…
    apart = (s for p in prose.passages for s in p.sentences if _PERIOD_CUE.search(s))
    if not stated and not any(all(day in s for day in both) for s in apart):
        yield unassessable("没有写明统计期限")


def _ends(found: re.Match[str]) -> tuple[tuple[int, int, int] | None, tuple[int, int, int] | None]:
    """Return both ends as year, month, day; months alone run from their first to their last day."""
    year = found["y1"] or found["y2"]
    if year is None:
        return None, None
    first = (int(year), int(found["m1"]), int(found["d1"] or 1))
    closing = int(found["m2"])
    end_of_month = 31 if closing == 12 else 30
    return first, (int(found["y2"] or year), closing, int(found["d2"] or end_of_month))


def years(prose: Prose) -> Iterator[Remark]:
    """D-3: the text speaks of its own year; neighbours only where it compares or looks ahead."""
    titled = re.search(r"((?:19|20)\d{2})年", folded(prose.title))
    if titled and int(titled[1]) != prose.year:
        yield Remark(f"标题写的是{titled[1]}年，报告年度是{prose.year}年", quote=prose.title)
    for section in prose.sections:
        ahead = bool(_AHEAD_HEADING.search(section.heading))
        for passage in section.passages:
            yield from _years_of(passage, prose, ahead=ahead)


def _years_of(passage: Passage, prose: Prose, *, ahead: bool) -> Iterator[Remark]:
    year = prose.year
    for sentence in passage.sentences:
        for match in _LONG_YEAR.finditer(sentence):
            yield Remark(f"年份“{match[0]}年”写错", passage, sentence)
        if signing_day(sentence):
            continue
        bare = _QUOTED.sub("", sentence)
        named = {int(m["year"]) for m in _YEAR.finditer(bare)}
        # 2022年启动试点，2023年全面推开: asked only of a sentence that begins with last year
        if re.match(_SUBJECT.format(year=year - 1), bare) and not (
            _COMPARED.search(bare)
            or year in named
            or _THIS_YEAR.search(bare)
            or _names(passage, year)
        ):
            # Where problems are told, an earlier year may well begin a sentence; so may figures that are not this year's.
            state = State.WARN if ahead or _is_of_another_year(bare, prose) else None
            told = f"把{year - 1}年写成了报告年度（应为{year}年）"
            yield Remark(told, passage, sentence, state)
        if year + 1 in named and not (ahead or _AHEAD.search(bare)):
            yield Remark(f"提到{year + 1}年，请核对是否应为{year}年", passage, sentence, State.WARN)


def _names(passage: Passage, year: int) -> bool:
    """Tell whether a passage has a sentence that begins with the report's own year."""
    begins = any(s.startswith(f"{year}年") for s in passage.sentences)
    return begins or bool(_THIS_YEAR.search(passage.text))


def _is_of_another_year(sentence: str, prose: Prose) -> bool:
    """Tell whether a sentence tells what the tables count with figures that the tables have nowhere."""
    cells = cells_of(prose.year, prose.values)
    return any(
        subject.figure.number != cells[topic].number
        for subject in subjects_of(parse(sentence))
        for topic in subject.topics[:1]
        if topic in cells
    )


def publication(prose: Prose) -> Iterator[Remark]:
    """D-4: published after the year and within the legal limit."""
    if prose.published_on is None and not prose.own:
        yield unassessable("文件里没有公布日期，无法核对是否按时公布")
        return
    if prose.level is None:
        yield unassessable("从名称看不出是政府还是部门，无法核对是否按时公布")
        return
    result = check_publication(prose.year, prose.level, prose.published_on)
    if result.state is not State.PASS:
        yield Remark(result.message, quote=str(prose.published_on or ""), state=result.state)
    elif prose.asked_by is not None and prose.published_on is not None:
        day, document = prose.asked_by
        if prose.published_on > day:
            told = f"公布日期{prose.published_on}晚于{document}规定的{day}，在法定期限之内"
            yield Remark(told, quote=str(prose.published_on), state=State.WARN)


def attachment_year(prose: Prose) -> Iterator[Remark]:
    """D-10: an attachment that names a year names the year of the report."""
    for attachment in prose.attachments:
        named = re.findall(r"(?<!\d)((?:19|20)\d{2})年", folded(attachment))
        if named and str(prose.year) not in named:
            yield Remark(f"附件“{attachment}”的年度不是{prose.year}年", quote=attachment)


def signing_day(text: str) -> dt.date | None:
    """Return the date of a line that is nothing but a date, as the signature's line is.

    >>> signing_day("2019 年2月12日"), signing_day("2018年12月31日止")
    (datetime.date(2019, 2, 12), None)
    """
    match = re.fullmatch(r"[（]?(\d{4})年(\d{1,2})月(\d{1,2})日[）]?", folded(text))
    try:
        return dt.date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
