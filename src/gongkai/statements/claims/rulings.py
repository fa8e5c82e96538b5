"""Cases over disclosure in words without their nouns, held against table four: 因信息公开被诉3件, 复议机关维持4件, 打了4场 (P-5)."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.claims.cells import Cells, Stated
from gongkai.statements.claims.claim import Claim, Told
from gongkai.statements.subjects.subjects import subjects_of
from gongkai.statements.subjects.topics import OTHER_SPAN
from gongkai.statements.text.interval import exact, judged, quotient, written
from gongkai.statements.text.paragraph import Paragraph

_CASES: Final = pattern(
    r"因(?:政府)?信息公开(?:工作|事项|申请|问题|答复)*被(?:诉|起诉)(?:案件)?(?:共)?(?P<sued>\d{1,6})[件起宗场](?P<after>[^。；]*)"
    r"|信息公开[^，。；\d（）]{0,8}诉讼(?:案件|官司)?共?打了(?P<fought>\d{1,6})[场件起宗](?P<then>[^。；]*)"
    r"|复议(?:机关|机构)(?:对|就)[^，。；\d]{0,12}信息公开[^，。；\d维]{0,12}(?P<ruled>维持[^。；]*)"
)
_RESULT: Final = pattern(
    r"(?P<what>维持|纠正|撤销|败诉|未审结)(?:决定|原行政行为|判决)?(?:的)?(?P<many>\d{1,6})[件起宗场](?!维持|纠正|撤销|败诉|未)"
    r"|(?P<count>\d{1,6})[件起宗场](?:被|获|尚|仍|已|判决|结果)*(?P<result>维持|纠正|撤销|败诉|未审结)"
)
_ROWS: Final = {
    "维持": "upheld", "纠正": "corrected", "撤销": "corrected", "败诉": "corrected", "未审结": "pending",
}  # fmt: skip
_ANOTHER: Final = pattern(r"上年|去年|往年|历年|20\d\d年|下属|所属|各[县区镇街]|全[省市区县]")
_TIMES: Final = pattern(
    r"信息公开[^，。；\d]{0,6}(?P<one>复议|诉讼)(?:案件)?(?:数量|总数|件数|数)?(?:是|为|达到?)[^，。；\d]{0,10}(?P<other>复议|诉讼)(?:案件)?(?:数量|总数|件数|数)?的$"
)
_APART: Final = pattern(
    r"^(?P<one>复议|诉讼)[、和](?:行政)?(?P<other>复议|诉讼)(?:案件)?分别占[^，。；\d]{0,6}信息公开[^，。；\d]{0,8}总[数量]的$"
)


def read_rulings(paragraph: Paragraph, cells: Cells, passage: Told, number: int) -> Iterator[Claim]:
    """Yield each such figure, and how many times or what share one kind of case is of the other."""
    text = paragraph.text
    if "信息公开" not in text or "case/both/total" not in cells:
        return
    told = {s.figure.start for s in subjects_of(paragraph)}
    for at, digits, topic in _figures(paragraph):
        cell = cells.get(topic)
        if at in told or cell is None:
            continue
        told_number = Decimal(digits)
        others = [n for n, _ in cell.others] if topic.endswith("/total") and "审结" in text else []
        holds = told_number in (cell.number, *others)
        note = "" if holds else f"{cell.source}为{written(cell.number)}"
        said = f"{digits}={cell.source}{written(cell.number)}"
        yield Claim(
            "P-5", "table", said, judged(holds=holds, vague=False), note, paragraph.said(at),
            passage.place, (at,), number,
        )  # fmt: skip
    yield from _proportions(paragraph, cells, passage, number)


def _figures(paragraph: Paragraph) -> Iterator[tuple[int, str, str]]:
    """Yield the place and digits of each figure with what it counts."""
    for match in _CASES.finditer(paragraph.text):
        start, _ = paragraph.sentence_at(match.start())
        before = paragraph.text[start : match.start()]
        if _ANOTHER.search(before + match[0]) or OTHER_SPAN.search(before + match[0]):
            continue
        group = "reconsideration" if match["ruled"] else "litigation"
        for name in ("sued", "fought"):
            if match[name]:
                yield match.start(name), match[name], f"case/{group}/total"
        name = next(n for n in ("after", "then", "ruled") if match[n] is not None)
        if "复议" in match[name] or (group != "litigation" and "诉讼" in match[name]):
            continue
        for result in _RESULT.finditer(paragraph.text, match.start(name), match.end(name)):
            which = "many" if result["many"] else "count"
            row = _ROWS[result["what"] or result["result"]]
            yield result.start(which), result[which], f"case/{group}/{row}"


_GROUPS: Final = {"复议": "case/reconsideration/total", "诉讼": "case/litigation/total"}


def _proportions(paragraph: Paragraph, cells: Cells, passage: Told, number: int) -> Iterator[Claim]:
    """Yield 复议案件数量是诉讼案件的2倍, and both their shares of all cases told side by side."""
    start = 0
    for n, rate in enumerate(paragraph.figures):
        start, _ = paragraph.sentence_at(rate.start)
        before = paragraph.text[start : rate.start]
        match = _TIMES.search(before) if rate.unit == "倍" else _APART.search(_short(before))
        if match is None or match["one"] == match["other"] or _ANOTHER.search(before):
            continue
        one, other = (cells.get(_GROUPS[match[name]]) for name in ("one", "other"))
        if one is None or other is None or not one.number * other.number:
            continue
        if rate.unit == "倍":
            pairs = [(rate, one, other, 1)]
        else:
            both = Stated(one.number + other.number, "表四行政复议、行政诉讼总计之和")
            rates = paragraph.figures[n : n + 2]
            pairs = [
                (r, c, both, 100)
                for r, c in zip(rates, (one, other), strict=False)
                if r.unit == "%"
            ]
        for told, part, whole, scale in pairs:
            right = part.number * scale / whole.number
            share = quotient(exact(part.number), exact(whole.number))
            span = told.span if scale > 1 else None
            holds = span.meets(share) if span else told.span.low <= right <= told.span.high
            shown = written(right.quantize(Decimal("0.1")))
            note = f"{part.source}{written(part.number)}，{whole.source}{written(whole.number)}，应为{shown}{told.unit}"
            said = f"{told.digits}{told.unit}={written(part.number)}/{written(whole.number)}"
            state = judged(holds=holds, vague=told.about)
            yield Claim(
                "P-6", "table", said, state, "" if holds else note, paragraph.said(told.start),
                passage.place, (told.start,), number,
            )  # fmt: skip


def _short(words: str) -> str:
    """Return a sentence's opening without what only leads to the cases: 行政复议 is 复议."""
    return re.sub(r"^(?:其中，?)?(?:行政)?", "", words)
