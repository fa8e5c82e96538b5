"""What each figure of a text counts, where the official tables count it too."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.subjects.disputes import case
from gongkai.statements.subjects.outcomes import outcome
from gongkai.statements.subjects.provisions import decision, document, fee, sheet
from gongkai.statements.subjects.requests import request
from gongkai.statements.subjects.spot import Meant, Spot
from gongkai.statements.subjects.topics import OTHER_SPAN
from gongkai.statements.text.figure import Figure
from gongkai.statements.text.paragraph import Paragraph

_YEAR: Final = pattern(r"(?<![\d较比])(20\d\d)年(?!度?(?:结转|已?受理))(?:度)?")
_REACH: Final = (
    600  # no sentence that a person wrote is longer; a text without a stop is read through a window
)
# What changed, and what is told of each so many: 自然人增加3件, 每办结4件就有1件.
_NO_COUNT: Final = pattern(
    r"(?:增加|减少|净增|净减|增长|下降|上升|[多少]了)了?$|(?<!逐)每(?:收到|受理|办结|答复|公开|发布|办理)?(?:满)?$|(?:[平月日年户周]|(?<!请)人)均[^，。；]{0,10}$"
)
_OF_EACH: Final = pattern(r"每[^，。；]{1,24}[就便]有$")
_TO_NEXT: Final = pattern(r"(?:结转|顺延|转|延续|延期)(?:至|到|入)?$|截至$|《[^》]*$")
# In this order the first that knows the figure says what it counts.
_OF_CASES: Final[tuple[Callable[[Spot], Meant | None], ...]] = (
    case, document, decision, outcome, request, sheet,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Subject:
    """A figure with what it is about; ``year`` is the year that its sentence gives it, if any."""

    figure: Figure
    meant: Meant
    year: int | None = None

    @property
    def topics(self) -> tuple[str, ...]:
        """Return the topics that it may mean, the likeliest first."""
        return self.meant.topics

    @property
    def topic(self) -> str:
        """Return the likeliest topic."""
        return self.meant.topics[0]


@lru_cache(maxsize=4096)  # relations, tables and coverage ask for the same paragraphs
def subjects_of(paragraph: Paragraph) -> tuple[Subject, ...]:
    """Return what the figures of a paragraph count, those that no table counts left out.

    >>> from gongkai.statements.text.paragraph import parse
    >>> said = "共收到17件政府信息公开申请，其中自然人9件，共办结15件，2件结转至2024年。"
    >>> [(s.figure.digits, s.topic) for s in subjects_of(parse(said))][:2]
    [('17', 'requests/received'), ('9', 'kind/natural_person')]
    >>> [(s.figure.digits, s.topic) for s in subjects_of(parse(said))][2:]
    [('15', 'requests/done'), ('2', 'requests/carry_out')]
    """
    return tuple(_subjects(paragraph))


def _subjects(paragraph: Paragraph) -> Iterator[Subject]:
    for figure in paragraph.plain:
        start = max(paragraph.sentence_at(figure.start)[0], figure.start - _REACH)
        spot = Spot(paragraph, figure, start)
        if _NO_COUNT.search(figure.label) or _OF_EACH.search(spot.stem):
            continue
        rules = _OF_CASES if spot.counts_cases else (fee, sheet)
        meant = next((found for rule in rules if (found := rule(spot)) is not None), None)
        if meant is not None and not _is_base(spot):
            first = max(paragraph.text.rfind("；", start, figure.start) + 1, start)
            stock = meant.topics[0].endswith("/valid")  # what is in force is so on a day
            in_a_row = paragraph.year_in_a_row(figure) is not None
            in_a_row = in_a_row or _of_all_quarters(spot)
            if not (stock or in_a_row) and OTHER_SPAN.search(paragraph.text, first, figure.start):
                meant = Meant(meant.topics, narrowed=True, weak=meant.weak)
            yield Subject(figure, meant, _year(paragraph, figure, start))


_QUARTERS: Final = pattern(r"一季度.*二季度.*三季度.*四季度|上半年.*下半年")
_IN_ALL: Final = pattern(r"^(?:全年)?(?:共|共计|合计|总计|累计)")


_YEAR_S_END: Final = pattern(
    r"(?:截[至止])?(?P<year>20\d\d)年(?:年?[底末]|12月31日)，?[^，。；\d]{0,4}$"
)


def _of_all_quarters(spot: Spot) -> bool:
    """Tell whether a figure is the sum of all the year's quarters or halves: 一季度2件、…、四季度5件，共新收申请13件."""
    return bool(_IN_ALL.match(spot.label) and _QUARTERS.search(spot.stem))


def _is_base(spot: Spot) -> bool:
    """Tell whether a figure is only what a share is of: 占全区申请总量120件的10%."""
    return "占" in spot.label and spot.after.startswith("的")


def _year(paragraph: Paragraph, figure: Figure, start: int) -> int | None:
    """Return the year that stands nearest before a figure, none where only a comparison names one."""
    text = paragraph.text
    if (own := paragraph.year_in_a_row(figure)) is not None:
        return own
    ended = _YEAR_S_END.search(text, start, figure.start)
    if ended is not None and figure.label.endswith("有"):
        return int(ended["year"])  # 截至2022年底，尚有3件申请未办结
    for match in reversed(list(_YEAR.finditer(text, start, figure.start))):
        if not _TO_NEXT.search(text[start : match.start()]):
            return int(match[1])
    return None
