"""Who published what for which year: the report's own title, however it is broken into lines."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from gongkai.audit.readers.document import Document, Passage
from gongkai.checks.wording.dates import signing_day
from gongkai.pattern import pattern
from gongkai.statements.text.characters import folded, simplified

_YEAR: Final = r"(?P<year>(?:19|20)\d\d|[二2][〇○零0O][〇○零一二三四五六七八九]{2})"
_OPEN: Final = r"(?:(?:政府|政务)?信息(?:与政务|和政务|及政务)?公开|政务公开)(?:工作)?"
_REPORT: Final = r"(?:年度|情况|工作)*(?:总结|的)?(?:报告|年报)"
# What stands before a title's year: searched for once in each clause, not from each of its characters.
_BEFORE: Final = r"(?<![^，。；])(?P<before>[^，。；]*?)"
_SINCE: Final = r"(?:(?<!\d)20\d\d年?[-—–~～至]+)?"  # 2022—2023学年
# A report's title: office and year before its subject, or the year behind it.
_TITLES: Final = tuple(
    pattern(words)
    for words in (
        rf"{_BEFORE}{_SINCE}(?<!\d){_YEAR}(?:年度?|)(?P<after>[^，。；\d]*?){_OPEN}{_REPORT}",
        rf"{_BEFORE}(?P<after>){_OPEN}[（(]?(?<!\d){_YEAR}年?(?:度)?[)）]?{_REPORT}",
        rf"{_BEFORE}(?P<after>){_OPEN}{_REPORT}[（(](?<!\d){_YEAR}年?(?:度)?[)）]",
        rf"(?P<before>[^，。；]{{3,30}}?)(?P<after>)(?<!\d){_YEAR}年(?:度)?(?:工作)?(?:年度)?报告$",
    )
)
# An office's account of its own work, which is no yearly report by the Regulations.
_SUMMARIES: Final = (
    pattern(
        rf"{_BEFORE}(?<!\d){_YEAR}(?:年度?|)(?P<after>[^，。；\d]*?){_OPEN}(?:年度|情况|工作)*总结$"
    ),
)
_FORM_TITLE: Final = pattern(
    rf"政府信息公开(?:工作)?(?:年度报告)?(?:情况)?统计表[（(]?{_YEAR}年?度?"
)
_PERIOD: Final = pattern(
    r"(?P<year>20\d\d)年1月1日(?:起|开始)?[，]?(?:至|到|—|-|－|~)+(?:20\d\d年)?12月31日"
)
_FILLED_BY: Final = pattern(
    r"填报单位(?:名称)?(?:（盖章）)?：\s*(?P<name>[^：\s]+?)(?:（盖?章）|[^（）]*：|\s|$)"
)
_OFFICE: Final = pattern(
    r"[^《》“”#*：]*?(?:政府|政府办|办公室|办公厅|委员会|委|局|厅|处|署|院|中心|街道|办事处|管委会|乡|镇|公司|大学|[学法]院|[中小]学|学校|幼儿园|检察院|合作社|联合会|工会|农场|林场|医院|馆|所|站|办|队|集团|市|区|县)"
    r"(?:（[^）]{1,24}）)?"
)
# What a browser prints above each page before the page's title, with its signs folded.
_PRINTED_AT: Final = pattern(
    r"^\d{1,4}[/-]\d{1,2}[/-]\d{1,4}，?\s*(?:上午|下午)?\s*\d{1,2}[:：]\d{2}\s*(?:[AP]M)?\s*"
)
_ON: Final = pattern(
    r"\s*(?:发布|公开|公布|发文)?(?:时间|日期|来源|机构)[：:].*$"
)  # behind a title, on its line
_AFTER: Final = 8  # characters that may follow in a title; more, and it is a sentence
_LONGEST: Final = 160  # characters of a title with what stands on its line
_LONGEST_NAME: Final = 40  # characters of an office, with its other name in brackets
_FIRST: Final = 40  # lines among which the title stands
_DIGITS: Final = str.maketrans("〇○零O一二三四五六七八九", "0000123456789")


def read_title(document: Document) -> tuple[str | None, int | None]:
    """Return the office and the year that the report names itself by; None for what it does not."""
    lines = list(_lines(document))
    named = folded(re.split(r"[-_|]", document.title)[0]) if document.title else ""
    shown = _in_title([named]) if named else (None, None)
    found = _titles(lines)
    # A page lists other years' reports, too, in the column beside its own.
    ends = (x for x in map(simplified, lines) if "月31日" in x)
    period = next((_number(m["year"]) for x in ends if (m := _PERIOD.search(x))), None)
    own = [t for t in found if t == shown] or [t for t in found if t[1] in (shown[1], period)]
    agency, year = (own or found or [(None, None)])[0]
    agency, year = agency or shown[0], year or shown[1]
    if year is None:
        spots = (
            m for line in lines for p in (_FORM_TITLE, _PERIOD) if (m := p.search(simplified(line)))
        )
        year = next((_number(spot["year"]) for spot in spots), None)
    if agency is None:
        filled = (m["name"] for line in lines if (m := _FILLED_BY.search(simplified(line))))
        agency = next(filled, None) or _signature(document)
    return agency, year


def read_summary(document: Document) -> tuple[str | None, int | None]:
    """Return the office and year that 甲局2023年政务公开工作总结 names; None where the file is none such."""
    return next(iter(_titles(list(_lines(document)), _SUMMARIES, ("总结",))), (None, None))


def _signature(document: Document) -> str | None:
    """Return the office that signs at the end, with nothing but the date below it."""
    ends = [line for passage in document.passages[-6:] for line in passage.printed]
    for office, day in reversed(list(pairwise(ends))):
        if signing_day(day) is not None:
            return _office(folded(office))
    return None


def _lines(document: Document) -> Iterator[str]:
    """Yield the first lines, cells of the first rows among them, as they are compared."""
    count = 0
    for part in document.parts:
        texts = (
            part.printed if isinstance(part, Passage) else [c for row in part.rows[:4] for c in row]
        )
        for text in dict.fromkeys(texts):
            if count >= _FIRST:
                return
            if line := _PRINTED_AT.sub("", folded(text).strip("#*　 ")):
                count += 1
                yield line


def titled_year(text: str) -> int | None:
    """Return the year of which a line is a report's title; None where it is none.

    >>> titled_year("甲局2023年政府信息公开工作年度报告"), titled_year("2023年收到申请3件。")
    (2023, None)
    """
    return _in_title([text])[1]


def _in_title(lines: list[str]) -> tuple[str | None, int | None]:
    """Return what the first title says."""
    return next(iter(_titles(lines)), (None, None))


def _titles(
    lines: list[str],
    titles: Sequence[re.Pattern[str]] = _TITLES,
    ends: Sequence[str] = ("报", "報"),
) -> list[tuple[str | None, int | None]]:
    """Return what the titles say, on one line if there is such a line, else over two or three."""
    found: list[tuple[str | None, int | None]] = []
    for many in (1, 2, 3):
        for at in range(len(lines)):
            whole = "".join(lines[at : at + many])
            if len(whole) > _LONGEST or not any(sign in whole for sign in ends):
                continue  # no title
            text = _ON.sub("", whole)
            plain = simplified(text)
            match = next((m for title in titles if (m := title.search(plain))), None)
            if match is None or len(text) - match.end() > _AFTER:
                continue
            sides = [_office(text[match.start(g) : match.end(g)]) for g in ("before", "after")]
            above = _office(lines[at - 1]) if at else None
            found.append((sides[0] or sides[1] or above, _number(match["year"])))
        if found:
            break
    return found


def _office(text: str) -> str | None:
    bare = re.sub(
        r"^(?:【[^】]*】|关于(?:报送|公布|发布|印发)?|现?(?:公布|发布|将)|《|“|\s)+|(?:关于|的|》|”|\s)+$",
        "",
        text,
    )
    return bare if len(bare) <= _LONGEST_NAME and _OFFICE.fullmatch(bare) else None


def _number(year: str) -> int:
    return int(year.translate(_DIGITS))
