"""Days that there are none of, and spans of days that are told otherwise: 2月30日; 6月1日至6月30日，为期45天."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.relation import Relation
from gongkai.statements.text.interval import Judgement, judged
from gongkai.statements.text.paragraph import Paragraph

_DAY: Final = pattern(r"(?:(?<!\d)(?P<y>20\d\d)年)?(?<!\d)(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]")
_SPAN: Final = pattern(
    r"(?:(?<!\d)(?P<y>20\d\d)年)?(?<!\d)(?P<m>\d{1,2})月(?P<d>\d{1,2})日(?:起)?(?:至|到|—|-|~|～)+(?:(?P<y2>20\d\d)年)?(?:(?P<m2>\d{1,2})月)?(?P<d2>\d{1,2})日"
    r"[^。；]{0,24}?(?:为期|历时|共计?|持续|时长)(?:为|达|约)?(?P<many>\d{1,3})个?(?P<unit>工作日|天|日)"
)
_A_LEAP_YEAR: Final = 2024
_NEAR: Final = 1  # with its first day or without it


def read_dates(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield such days and spans; without a year the 29th of February is let pass.

    >>> from gongkai.statements.text.paragraph import parse
    >>> said = "2月30日召开会议。6月1日至6月30日，开展为期45天的行动。"
    >>> [(r.written, r.note) for r in read_dates(parse(said))]
    [('2月30日', '没有这一天'), ('6月1日至6月30日=45天', '首尾共30天')]
    """
    text = paragraph.text
    if "日" not in text and "号" not in text:
        return
    for match in _DAY.finditer(text):
        if _date(match["y"], match["m"], match["d"]) is None:
            told = match[0]
            yield Relation("P-8", "sum", told, Judgement.FAILS, match.start(), "没有这一天", ())
    for match in _SPAN.finditer(text):
        first = _date(match["y"], match["m"], match["d"])
        last = _date(match["y2"] or match["y"], match["m2"] or match["m"], match["d2"])
        if first is None or last is None or last < first:
            continue
        days, told_days = (last - first).days + 1, int(match["many"])
        fewer = told_days < days  # workdays, or only some of them
        holds = abs(days - told_days) <= _NEAR
        vague = fewer and (match["unit"] == "工作日" or "约" in match[0] or "共" in match[0])
        note = "" if holds else f"首尾共{days}天"
        told = f"{_words(match)}={told_days}天"
        state = judged(holds=holds, vague=vague)
        yield Relation("P-8", "sum", told, state, match.start("many"), note, ())


def _words(match: re.Match[str]) -> str:
    return f"{match['m']}月{match['d']}日至{match['m2'] or match['m']}月{match['d2']}日"


def _date(year: str | None, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year or _A_LEAP_YEAR), int(month), int(day))
    except ValueError:
        return None
