"""What was planned, what was spent and what is saved: 预算512万元，实际支出468万元，节约44万元."""

import re
from collections.abc import Iterator
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.addition import rate_relation, written_terms
from gongkai.statements.relations.relation import Relation
from gongkai.statements.text.figure import Figure, alike
from gongkai.statements.text.interval import judged, written
from gongkai.statements.text.paragraph import Paragraph

_SAVED: Final = pattern(
    r"(?:节约|节省|结余|核减|审减|压减|减少支出|剩余|结转)(?:资金|经费|金额|财政资金|预算)*(?:为|了|共|约|达)*$"
)
_PLANNED: Final = pattern(r"预算|计划|概算|报价|送审|安排|批复|拨付|到位|控制价|限价")
_SPENT: Final = pattern(r"支出|成交|中标|审定|使用|执行|采购金额|花费|实际")
_BELOW: Final = pattern(
    r"^(?:较|比)(?:年初|原|采购|项目|经费|计划)*(?:预算|计划|概算|控制价)(?:安排|金额|数|的)*$"
)
_AGAINST: Final = pattern("上年|去年|同期|同比|较|比(?!例)|累计")


def read_saved(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield that what is saved is what was planned less what was spent.

    >>> from gongkai.statements.text.paragraph import parse
    >>> said = "政府采购预算512万元，实际采购支出468万元，节约资金54万元。"
    >>> [(r.written, r.note) for r in read_saved(parse(said))]
    [('5120000=4680000+540000', '相减应为440000')]
    """
    plain = paragraph.plain if "元" in paragraph.text else ()
    yield from _spent_of(paragraph)
    for one, two, saved in zip(plain, plain[1:], plain[2:], strict=False):
        turned = bool(_BELOW.search(two.label))  # 实际支出17万元，比预算20万元节约3万元
        whole, spent = (two, one) if turned else (one, two)
        if not _SAVED.search(saved.label) or not _PLANNED.search(whole.label + whole.after):
            continue
        same = alike(whole.unit, saved.unit) and alike(spent.unit, saved.unit)
        own = paragraph.sentence_at(one.start) == paragraph.sentence_at(saved.start)
        if not (same and own and _SPENT.search(spent.label)):
            continue
        if _AGAINST.search(paragraph.text, whole.end, saved.start):
            continue
        holds = whole.span.meets(spent.span + saved.span)
        note = "" if holds else f"相减应为{written(whole.number - spent.number)}"
        vague = any(f.about for f in (whole, spent, saved))
        told = f"{written(whole.number)}={written_terms((spent, saved))}"
        used = (whole.start, spent.start, saved.start)
        state = judged(holds=holds, vague=vague)
        yield Relation("P-8", "sum", told, state, saved.start, note, used)
        for rate in paragraph.figures:
            if rate.unit == "%" and rate.start > saved.end and _RATE.fullmatch(paragraph.text, saved.end, rate.start):  # fmt: skip
                yield rate_relation(saved, whole, rate)


_RATE: Final = pattern(
    r"，?(?:资金)?(?:节约|节支|节省|核减|审减|压减|结余)(?:资金|支出)?率(?:约|为|达)*"
)
_SPENT_RATE: Final = pattern(
    r"，(?:预算|经费|资金)?(?:支出|执行|使用|拨付)(?:进度|率)(?:约|为|达到?)*"
)
_SPENT_OF: Final = pattern(r"(?:支出|执行|使用|拨付|花费)(?:资金|经费|预算)?(?:了|共|为|达)*$")


def _spent_of(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield how much of what was planned is spent: 预算安排120万元，支出114万元，支出进度95%."""
    figures = paragraph.figures
    for whole, spent, rate in zip(figures, figures[1:], figures[2:], strict=False):
        if rate.unit != "%" or not _SPENT_RATE.fullmatch(paragraph.text, spent.end, rate.start):
            continue
        planned = re.search("预算", whole.label) and not _AGAINST.search(whole.label)
        alone = not any(f.end <= whole.start for f in _in_sentence(paragraph, whole))
        same = whole.unit == spent.unit == "元" and whole.depth == spent.depth
        if planned and alone and same and _SPENT_OF.search(spent.label) and whole.span.low > 0:
            yield rate_relation(spent, whole, rate)


def _in_sentence(paragraph: Paragraph, figure: Figure) -> list[Figure]:
    start, _ = paragraph.sentence_at(figure.start)
    return [f for f in paragraph.figures if start <= f.start < figure.start and f.unit == "元"]
