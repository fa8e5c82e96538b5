"""Changes of the year's requests that are told without their figure: 申请量较上年减少8件，下降40%, by table three (Y-2)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.claims.cells import Cells
from gongkai.statements.claims.claim import Claim, Told
from gongkai.statements.relations.addition import rate_state
from gongkai.statements.text.change import UP
from gongkai.statements.text.interval import Interval, quotient, rounded, written
from gongkai.statements.text.paragraph import Paragraph

# Who and when may stand before it, but no kind of request, no channel and no other office.
_STEP: Final = pattern(
    r"^(?:其中)?(?:20\d\d年度?|本年度?|今年|全年|年内|[我本](?:局|委|办|厅|镇|乡|街道|县|区|市|州|省|院|中心|机关|单位)|政府信息公开|信息公开|依申请公开|依申请|，|的|共|(?P<new>新收)|收到|受理|接收|办理)*"
    r"申请(?:的)?(?:总数量|总数|总量|数量|件数|量|数)?，?(?:同比|[较比](?:上一?年度?|去年)(?:同期|同比)?)(?P<way>增加|增长|上升|增|多|减少|下降|降低|减|少)了?(?P<by>\d{1,6})件"
    r"[，、（]?(?:同比)?(?P<how>增长|增加|上升|增幅|升幅|涨幅|下降|减少|降低|降幅|减幅)(?:率|幅度)?(?:为|达到?|约|近|了)*(?P<rate>\d[\d.]*)%"
)
_TOPICS: Final = ("requests/new", "requests/received")


def read_steps(paragraph: Paragraph, cells: Cells, passage: Told, number: int) -> Iterator[Claim]:
    """Yield the rate of each such change, judged by its difference and the table's figure of the year."""
    if "申请" not in paragraph.text or "%" not in paragraph.text:
        return
    for rate in (f for f in paragraph.figures if f.unit == "%"):
        start, _ = paragraph.sentence_at(rate.start)
        match = _STEP.match(paragraph.text[start : rate.end])
        by = next(
            (f for f in paragraph.figures if match and f.start == start + match.start("by")), None
        )
        if match is None or by is None or start + match.start("rate") != rate.start:
            continue
        up, same_way = match["way"] in UP, (match["way"] in UP) == (match["how"] in UP)
        cell = cells.get(_TOPICS[not match["new"]]) or cells.get(_TOPICS[0])
        if cell is None or not same_way:
            continue
        numbers = (cell.number, *(n for n, _ in cell.others))
        earlier = [n - by.number if up else n + by.number for n in numbers]
        shares = [quotient(by.span, Interval(n, n)) for n in earlier if n > 0]
        last = earlier[0]
        right = by.number * 100 / last if last > 0 else Decimal(0)
        holds = any(share.meets(rate.span) for share in shares)
        should = f"应为{rounded(right, rate.digits)}%" if last > 0 else "不会这样变化"
        note = f"{cell.source}为{written(cell.number)}，上年即{written(last)}，{should}"
        said = f"{'+' if up else '-'}{written(by.number)}={'+' if up else '-'}{rate.digits}%"
        state = rate_state(rate, right, holds=holds, vague=by.about)
        yield Claim(
            "Y-2", "growth", said, state, "" if holds else note, paragraph.said(rate.start),
            passage.place, (by.start, rate.start), number,
        )  # fmt: skip
