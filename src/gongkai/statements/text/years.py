"""The years that a sentence speaks of, and figures listed by years: 2022年、2023年分别收到8件、10件."""

import re
from collections.abc import Sequence
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.text.figure import Figure

# How another year is named.
LAST_YEAR: Final = r"(?:上年度?|去年|上一年度?|上一?学年度?|上一?届|(?<![年月])前年(?![均底])|上年同期|去年同期|同期|20\d\d年度?)"
# The time that a sentence has come to speak of, where it is not what something is compared with.
_TIME: Final = pattern(
    r"(?<![较比与同和])(?:(?P<year>(?:19|20)\d\d)年|(?P<past>上年|去年|上一年|前年)(?!度?结转)|今年|本年)"
)
_SPAN: Final = pattern(
    r"截[至止](?!(?:(?:20\d\d|今|本)年度?)?(?:12月(?:31日|底)|年?[底末]))|以来|(?<!一)年来|近[二两三四五六几]年|历年|往年|期间|“?十[二三四五]五”?时期|(?:19|20)\d\d年?(?:度)?(?:至|到|—|-|~|～)(?:19|20)\d\d"
)
_SEVERAL: Final = pattern(
    r"(?P<years>20\d\d年度?(?:[、和及与至]?20\d\d年度?)+)(?=[^。；]{0,20}(?:分别|依次))[^。；\d]*"
)
_A_YEAR: Final = pattern(r"20\d\d")
_BOTH: Final = 2
_BACK: Final = 80  # characters before a figure in which the years may stand


def row_of_years(
    text: str, figures: Sequence[Figure], start: int, figure: Figure
) -> list[tuple[int, int]]:
    """Return the places of the figures of such a list with their years; nothing where a figure is in none.

    >>> from gongkai.statements.text.figure import figures_of
    >>> said = "2022年、2023年分别收到8件、10件"
    >>> found = figures_of(said)
    >>> row_of_years(said, found, 0, found[1])
    [(15, 2022), (18, 2023)]
    """
    match = _SEVERAL.search(text, max(start, figure.start - _BACK), figure.start)
    if match is None:
        return []
    years = [int(year) for year in _A_YEAR.findall(match["years"])]
    if len(years) == _BOTH and "至" in match["years"] and years[0] < years[1]:
        years = list(range(years[0], years[1] + 1))  # 2021年至2023年分别6件、7件、10件
    listed = [f.start for f in figures if f.counts and f.start >= match.end()][: len(years)]
    if len(listed) < len(years) or re.search("[，。；]", text[listed[0] : listed[-1]]):
        return []
    return list(zip(listed, years, strict=True))


def of_the_year(before: str, year: int) -> bool:
    """Tell whether a sentence, as far as it has come, speaks of the year and of no other time."""
    if _SPAN.search(before):
        return False
    spoken = list(_TIME.finditer(before))[-1:]
    return all(m["past"] is None and m["year"] in (None, str(year)) for m in spoken)
