"""A published report's text as the checks of the wording take it, tables' own words left out."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from gongkai.audit.readers.document import Document
from gongkai.audit.tables.labels import caption_of
from gongkai.audit.tables.title import titled_year
from gongkai.checks.check import Result
from gongkai.checks.notices import Notice, asked_of
from gongkai.checks.wording import prose as wording
from gongkai.checks.wording.chapters import FIRST_STATUTORY_YEAR
from gongkai.checks.wording.dates import signing_day
from gongkai.checks.wording.registry import check_wording
from gongkai.findings import Place
from gongkai.forms.era import GRID_FORMS
from gongkai.forms.grid import load_grid
from gongkai.indicators.value import Amount
from gongkai.pattern import pattern
from gongkai.statements.text.characters import folded, plain, simplified

_DAY: Final = r"(?P<y>20\d\d)[-年/.](?P<m>\d{1,2})[-月/.](?P<d>\d{1,2})"
# How a page tells its day, the surest words first; what it says of itself at the reader's (当前时间, 打印时间, 更新时间) is none.
_PUBLISHED: Final = (
    *(
        pattern(rf"(?:{words})[：:\s]*[\[【（(]?{_DAY}")
        for words in (
            r"(?:发布|公开|公布|刊发|刊登|上传|发文)(?:时间|日期)|发布于",
            r"(?<!统计)(?<!截止)(?<!截至)(?<!起止)(?<!施行)(?<!会议)(?<!修订)(?<!更新)(?<!修改)(?<!打印)(?<!浏览)(?<!访问)(?<!当前)(?<!现在)"
            r"(?<!北京)(?<!系统)(?<!下载)(?<!有效)(?<!失效)(?<!生效)(?<!培训)(?<!办公)(?<!服务)(?<!截图)(?:时间|日期)",
            r"来源[：:][^，。；\d]{0,20}?",
            r"^(?=[\[【（(])",
        )
    ),
    # A page's own line of day and time, or of day and source, without a word before it.
    pattern(
        rf"^{_DAY}日?(?:[\s，]*(?:\d{{1,2}}[:：]\d{{2}}|(?:信息)?来源|作者|发布|点击|浏览|阅读|字[号体]|【)|$)"
    ),
)
_MACHINE: Final = pattern(_DAY)
_HEAD_LINES: Final = 40  # passages among which a page tells its day
_GOVERNMENT: Final = pattern(
    r"(?:省|市|县|区|旗|州|盟)(?:人民)?政府$"
    r"|(?:省|市|县|旗|自治区|(?<!开发)(?<!高新)(?<!新)(?<!园)(?<!景)(?<!保护)(?<!示范)(?<!管理)(?<!社)区)$"
)
# 政府办公厅（室）, towns and subdistricts hand in to the office in charge, as departments do.
_DEPARTMENT: Final = pattern(
    r"(?:局|委员会|委|厅|处|署|科委|中心|办公[厅室]|政府办|镇(?:人民)?政府|乡(?:人民)?政府|街道(?:办事处)?|办事处|管委会|分局|支队|总队|大队|所|站|院|镇|乡|苏木)(?:（[^）]*）)?$"
)
# Schools, hospitals and companies report by the rules of those in charge of their trade (Art 55): without
# tables, in parts and on a day of their own, universities from September to August.
_SERVICE: Final = pattern(r"(?:大学|学院|学校|[中小]学|幼儿园|医院|卫生院|公司)(?:（[^）]*）)?$")
_SCHOOL_YEAR: Final = pattern(r"20\d\d年?[-—–~～至]+20\d\d学?年")
_NOT_OF_SERVICES: Final = ("D-4", "D-7", "X-1", "X-2")
_BY_CHAPTER: Final = ("D-1", "D-6", "D-7", "D-12", "X-1", "X-2")
_WITH_LAST_YEAR: Final = ("Y-2", "Y-3", "Y-4", "Y-5")  # a single file does not allow them
_BESIDE_TABLES: Final = (
    "P-5",
    "P-11",
    "P-12",
    "P-14",
)  # the same figures are held against the tables as claims
_NUMBERED: Final = pattern(r"[一二三四五六七八九十]+、|第[一二三四五六七八九十]+部分")
_HEADING: Final = pattern(
    r"(?:[一二三四五六七八九十]+、|第[一二三四五六七八九十]+部分)[^。；]{2,40}$"
)
# The figures of a label's row, the page number of a heading.
_FIGURES_BEHIND: Final = pattern(r"[\s.…·—-]*(?<![\d年第])\d{1,6}(?:\s+[\d.,]+)*$")
_TITLE: Final = 60  # characters
_SHORT_LABEL: Final = 5  # characters; shorter ones begin a chapter's heading, too
_SHORTEST: Final = 2  # chapters; text with fewer is an excerpt, which owes nobody a chapter


def check_prose(
    document: Document,
    agency: str | None,
    year: int,
    figures: Mapping[str, Decimal],
    notices: Sequence[Notice] = (),
) -> tuple[Result, ...]:
    """Return the results of the wording's checks that the file allows; none where it has no prose."""
    passages = _without_links(tuple(_passages(document)), year)
    if not passages:
        return ()
    service = is_service(agency) and not figures
    level = "service" if service else level_of(agency, year)
    asked = asked_of(notices, agency, None if service else level, year)
    prose = wording.Prose(
        folded(passages[0].text),
        year,
        level,
        wording.sections_of(passages),
        _published_on(document, passages),
        values={name: Amount(figure) for name, figure in figures.items()},
        limit=asked.part_one,
        asked_by=None if asked.day is None else (asked.day, asked.document),
    )
    left_out = (
        _WITH_LAST_YEAR + _BESIDE_TABLES + (_BY_CHAPTER if len(prose.chapters) < _SHORTEST else ())
    )
    if service:
        two_years = any(_SCHOOL_YEAR.search(p.text) for p in passages[:_HEAD_LINES])
        left_out += (*_NOT_OF_SERVICES, *(("D-2", "D-3") if two_years else ()))
    return check_wording(prose, left_out)


def _passages(document: Document) -> Iterator[wording.Passage]:
    """Yield the passages that are prose: below a table's caption, only what ends as a sentence."""
    form = load_grid(GRID_FORMS[-1])
    lines = {plain(p) for t in form.tables for b in t.blocks for x in b.lines for p in x.path}
    rows = tuple(line for line in lines if len(line) > _SHORT_LABEL)  # spaces alone part its cells
    within = False
    texts = [(simplified(folded(p.text)).strip("#* "), p.place) for p in document.prose()]
    listed = _contents([text for text, _ in texts])
    for at, (text, place) in enumerate(texts):
        if at in listed:
            continue
        caption = caption_of(text, form)
        key = plain(_FIGURES_BEHIND.sub("", text))
        numbered = bool(_NUMBERED.match(text))
        chapter = numbered and key not in lines and not key.startswith(rows)
        within = caption is not None or (within and not chapter)
        if caption or chapter or (key not in lines and (not within or text.endswith("。"))):
            yield wording.Passage(text, Place(place))


def _without_links(passages: tuple[wording.Passage, ...], year: int) -> tuple[wording.Passage, ...]:
    """Return the passages without the titles of other years' reports, where the report has its own."""
    titles = {n: titled_year(p.text) for n, p in enumerate(passages) if len(p.text) < _TITLE}
    if year not in titles.values():
        return passages
    return tuple(p for n, p in enumerate(passages) if titles.get(n) in (None, year))


def _contents(texts: list[str]) -> set[int]:
    """Return where a table of contents stands: headings that come again, with page numbers or in a row."""
    bare = [_FIGURES_BEHIND.sub("", text) for text in texts]
    last = {text: at for at, text in enumerate(bare)}
    heads = {at for at, text in enumerate(bare) if _HEADING.match(text) and last[text] > at}
    return {
        at for at in heads if texts[at] != bare[at] or {at - 1, at + 1} & heads
    }  # a heading alone that comes again is a slip of the pen


def is_department(agency: str | None) -> bool:
    """Tell whether a name is surely a department's, a town's or a subdistrict's.

    >>> is_department("甲市乙区教育局"), is_department("甲市乙区人民政府"), is_department(None)
    (True, False, False)
    """
    return agency is not None and _DEPARTMENT.search(agency) is not None


def is_service(agency: str | None) -> bool:
    """Tell whether a name is a school's, a hospital's or a company's, which is no office.

    >>> is_service("甲大学"), is_service("甲市第一人民医院"), is_service("甲市教育局"), is_service("甲县法院")
    (True, True, False, False)
    """
    return agency is not None and _SERVICE.search(agency) is not None


def level_of(agency: str | None, year: int) -> str | None:
    """Return whether a name is a government's or a department's; None where it does not say.

    Before 2019 the law gives both the same day, so that nothing depends on it.
    """
    if agency is not None and _GOVERNMENT.search(agency) and not _DEPARTMENT.search(agency):
        return "government"
    if year < FIRST_STATUTORY_YEAR or (agency is not None and _DEPARTMENT.search(agency)):
        return "department"
    return None


def _published_on(document: Document, passages: tuple[wording.Passage, ...]) -> dt.date | None:
    """Return the day of publication: as the page tells readers or machines, else the day it is signed."""
    near = passages[:_HEAD_LINES] + passages[-3:]
    spots = (m for words in _PUBLISHED for p in near if (m := words.search(p.text)))
    told = next(spots, None) or _MACHINE.search(document.published)
    if told is not None and (day := _date(told)) is not None:
        return day
    days = [day for p in passages if (day := signing_day(p.text)) is not None]
    return days[-1] if days else None


def _date(match: re.Match[str]) -> dt.date | None:
    try:
        return dt.date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        return None
