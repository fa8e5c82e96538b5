"""Kinds that between them are all there is: 提案36件，主办21件、协办15件; 专职2人、兼职4人，共6人."""

import re
from collections.abc import Container, Iterator, Sequence
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.addition import number_of, span_of, written_terms
from gongkai.statements.relations.relation import Relation
from gongkai.statements.text.figure import alike
from gongkai.statements.text.interval import judged, written
from gongkai.statements.text.paragraph import Paragraph

# Kinds that between them are all there is.
_COMPLEMENTS: Final = tuple(
    tuple(map(pattern, kinds))
    for kinds in (
        ("主办", "协办|会办"), ("采纳", "部分采纳", "未采纳|不采纳"), ("原创", "转载"), ("属实|查实", "不属实|不实|未查实"),
        ("已整改", "未整改|正在整改"), ("已修改", "未修改"), ("线上", "线下"), ("专职", "兼职"), ("有效[^，；]{0,4}", "无效[^，；]{0,4}"), ("牵头(?:负责|办理)?", "配合|参与"),
        ("上半年[^，；]{0,4}", "下半年[^，；]{0,4}"),
    )
)  # fmt: skip


def read_complements(paragraph: Paragraph, summed: Container[int] = ()) -> Iterator[Relation]:
    """Yield that all kinds there are come to their total right before them: 提案36件，主办21件、协办16件.

    >>> from gongkai.statements.text.paragraph import parse
    >>> [(r.written, r.note) for r in read_complements(parse("承办提案36件，主办21件、协办16件。"))]
    [('36=21+16', '各项相加为37')]
    """
    plain = paragraph.plain
    for kinds in _COMPLEMENTS:
        if not all(kind.search(paragraph.text) for kind in kinds):
            continue
        many = len(kinds)
        yield from _then_all(paragraph, kinds, summed)
        for at in range(len(plain) - many):
            whole, *parts = plain[at : at + many + 1]
            named = all(
                k.fullmatch(_BARE_KIND.sub("", p.label)) for k, p in zip(kinds, parts, strict=True)
            )
            same = named and all(
                alike(p.unit, whole.unit) and p.depth == whole.depth for p in parts
            )
            if not same or paragraph.sentence_at(whole.start) != paragraph.sentence_at(
                parts[-1].start
            ):
                continue
            if parts[-1].start in summed or not _THEN_KINDS.fullmatch(
                paragraph.text, whole.end, parts[0].start
            ):
                continue
            holds = whole.span.meets(span_of(parts))
            others = _OURS.match(parts[0].label) and not _OURS_TOO.search(whole.label + whole.after)
            if others and span_of(parts).high < whole.span.low:
                continue  # 全县任务28项，我局牵头4项、配合9项: the rest is other offices'
            note = "" if holds else f"各项相加为{written(number_of(parts))}"
            state = judged(holds=holds, vague=any(f.about for f in (whole, *parts)))
            told = f"{written(whole.number)}={written_terms(parts)}"
            used = (whole.start, *(p.start for p in parts))
            yield Relation("P-8", "sum", told, state, parts[0].start, note, used)


def _then_all(
    paragraph: Paragraph, kinds: Sequence[re.Pattern[str]], summed: Container[int]
) -> Iterator[Relation]:
    """Yield that all kinds there are come to the total behind them: 专职2人、兼职15人，队伍共18人."""
    plain, many = paragraph.plain, len(kinds)
    for at in range(len(plain) - many):
        *parts, total = plain[at : at + many + 1]
        if total.start in summed or not _ALL_TOLD.search(total.label):
            continue
        named = all(k.search(p.label) for k, p in zip(kinds, parts, strict=True))
        same = all(alike(p.unit, total.unit) and p.depth == total.depth for p in parts)
        own = paragraph.sentence_at(parts[0].start) == paragraph.sentence_at(total.start)
        if not (named and same and own) or any(f.about for f in (*parts, total)):
            continue
        holds = total.span.meets(span_of(parts))
        note = "" if holds else f"各项相加为{written(number_of(parts))}"
        told = f"{written(total.number)}={written_terms(parts)}"
        used = (total.start, *(p.start for p in parts))
        state = judged(holds=holds, vague=False)
        yield Relation("P-8", "sum", told, state, total.start, note, used)


_ALL_TOLD: Final = pattern(r"^[^，。；\d]{0,12}(?:共|共计|合计|总计|总数)(?:有|为)?$")
_BARE_KIND: Final = pattern(
    "^(?:其中|，|[我本][局办委厅县市区镇乡]|[我本]单位|由)+|(?:的|件|类|信息|意见|为|有)+$"
)
_OURS: Final = pattern(
    "(?:其中)?(?:由|涉及)?[我本](?:[局办委厅县市区镇乡院校所站]|单位|部门|街道|机关)"
)
_OURS_TOO: Final = pattern(
    "[我本](?:[局办委厅县市区镇乡院校所站]|单位|部门|街道|机关)|承担|承办|交由|涉及"
)
_THEN_KINDS: Final = pattern(r"[^，。；\d]{0,8}，?[^，。；\d]{2,8}")
