"""So many of each: 公报4期，每期500份，共2000份; 20个村平均每村52份，合计1040份."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from gongkai.statements.relations.relation import Relation
from gongkai.statements.text.figure import Figure, alike
from gongkai.statements.text.interval import judged, rounded, written
from gongkai.statements.text.paragraph import Paragraph

_EACH: Final = re.compile(
    r"(?P<mean>平均)?每(?:个|家|名|场|期|次|条)?(?P<of>[\u4e00-\u9fff]{0,4}?)(?:平均)?(?P<mean2>平均)?(?:印制|印发|发放|发布|刊登|公开|张贴|收到|受理|约|有|为)*$"
)
_UNIT_OF: Final = re.compile(r"每(?P<unit>[期场次个家名条户])")
_TIME: Final = re.compile(r"每(?:年|月|季|周|天|日|人|半年|万|千|百|两)")
_ROUGH: Final = Decimal("0.05")
_FAR: Final = Decimal("0.12")


def read_products(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield each total that so many of each come to, where a sentence has one count, one rate and one total.

    >>> from gongkai.statements.text.paragraph import parse
    >>> said = "编发公报4期，每期500份，共印发2500份。张贴公告1040份，20个村平均每村52份。"
    >>> [(r.written, r.state.value) for r in read_products(parse(said))]
    [('4*500=2500', 'fails'), ('20*52=1040', 'holds')]
    """
    for each in paragraph.plain if "每" in paragraph.text else ():
        before = paragraph.clause_before(each)
        match = _EACH.search(before)
        if match is None or _TIME.search(before):
            continue
        start, end = paragraph.sentence_at(each.start)
        within = [f for f in paragraph.plain if start <= f.start < end and f is not each]
        counts = [f for f in within if f.start < each.start and _is_of(paragraph, f, before, match)]
        totals = [f for f in within if alike(f.unit, each.unit) and f not in counts]
        beside = [f for f in within if counts and f.unit == counts[0].unit]
        if len(counts) == len(totals) == len(beside) == 1:
            mean = bool(match["mean"] or match["mean2"])
            yield _judged(counts[0], each, totals[0], mean=mean)


def _is_of(paragraph: Paragraph, figure: Figure, before: str, match: re.Match[str]) -> bool:
    """Tell whether a figure counts what 每 speaks of: 4期 of 每期, 20个村 of 每村."""
    unit = _UNIT_OF.search(before)
    noun = match["of"].removesuffix("平均")
    if noun:
        return noun in paragraph.text[figure.end : figure.end + len(noun) + 4].split("，")[0]
    return unit is not None and figure.unit == unit["unit"]


def _judged(count: Figure, each: Figure, total: Figure, *, mean: bool) -> Relation:
    right = count.number * each.number
    off = abs(right - total.number)
    exact = not mean and not any(f.about for f in (count, each, total))
    holds = off == 0 if exact else off <= max(total.number * _ROUGH, count.number)
    near = off <= max(total.number * _FAR, count.number)
    state = judged(holds=holds, vague=near)
    said = f"{written(count.number)}*{written(each.number)}={written(total.number)}"
    told = rounded(total.number / count.number, each.digits) if mean else ""
    note = "" if holds else f"平均应为{told}" if mean else f"相乘应为{written(right)}"
    used = (count.start, each.start, total.start)
    return Relation("P-8", "sum", said, state, each.start, note, used)
