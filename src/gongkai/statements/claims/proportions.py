"""Shares of the tables' own totals: 自然人申请占83.3%, 不予公开的5件，占办结总数的10.6% (P-6)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.claims.cells import Cells, Stated
from gongkai.statements.claims.claim import Claim, Told
from gongkai.statements.claims.wholes import speaks_of_disclosure
from gongkai.statements.relations.addition import rate_state
from gongkai.statements.relations.relations import relations_of
from gongkai.statements.relations.shares.pairs import together
from gongkai.statements.subjects.spot import named
from gongkai.statements.subjects.subjects import subjects_of
from gongkai.statements.subjects.topics import CHANNELS, DOMAINS, KINDS, OTHER_SPAN, OUTCOMES
from gongkai.statements.text.figure import Figure
from gongkai.statements.text.interval import (
    Interval,
    Judgement,
    exact,
    quotient,
    rounded,
    written,
)
from gongkai.statements.text.paragraph import Paragraph

_ALONE: Final = pattern(
    r"^(?P<what>[\u4e00-\u9fff“”、]{2,24}?)(?:的)?(?:申请|提交的?申请|类)?(?:合计|共计|一共|共)?(?:约|各)?占(?:比|(?:全部|所有|全年|本年度?)?(?:办结|答复|收到|受理|新收)?(?:申请)?(?:总数|总量|总件数|件数|数量|数)的?|(?:全部|所有)申请的?|办结申请的?)?(?:约|近|为|达|到)*$"
)
_OF_TOTAL: Final = pattern(
    r"^[，（]?(?:(?:[两二三四](?:者|项|类|种|部分))?(?:合计|共计|共|总计))?(?:约|各)?占(?:全部|所有|总|年度|全年|本年度?)?(?:(?P<done>办结|答复|办理|处理|办复)|(?P<new>新收|收到|受理|申请))(?:申请|结果|件)?(?:总数|总量|总件数|件数|数量|数|量)?的?(?:约|近)?$"
)
_COME_TO_ALL: Final = "P-7"  # that shares add up says of none whether it is right
_ELSEWHERE: Final = pattern(r"同比|较上年|比上年|去年|上年|全市|全区|全县")
_OF_A_PART: Final = pattern(r"其中|涉及|关于|领域")
_AMONG: Final = pattern(r"^.*\d[^中\d]{0,10}中[，]?")
_COME_IN: Final = {"新收": "requests/new", "本年新收": "requests/new", "上年结转": "requests/carry_in", "上年度结转": "requests/carry_in"}  # fmt: skip
_COMING: Final = pattern("上年度?结转(?=占)")
_CHANNEL: Final = pattern("网上|网络|信函")


def read_proportions(
    paragraph: Paragraph, cells: Cells, passage: Told, number: int
) -> Iterator[Claim]:
    """Yield each share whose part and whole stand in table three, where the text has no whole for it."""
    rates = [f for f in paragraph.figures if f.unit == "%"]
    if not rates or "requests/done" not in cells:
        return
    # Only the sheet of 2014 counts requests by the way they came.
    channels = "sheet/s3_1_3" in cells
    beside = _beside_one_another(paragraph, rates, cells)
    told = (r for r in relations_of(paragraph) if r.state is not Judgement.NOT_ASSESSABLE)
    settled = {at for r in told if r.id != _COME_TO_ALL for at in r.used}
    for rate in rates:
        start, _ = paragraph.sentence_at(rate.start)
        before = paragraph.text[start : rate.start]
        words = _COMING.sub("", before)
        of_all = _NAMED_TOTAL.search(paragraph.clause_before(rate))
        elsewhere = _ELSEWHERE.search(words) or OTHER_SPAN.search(words)
        if not of_all:
            elsewhere = elsewhere or _OF_A_PART.search(words)
        by_channel = _CHANNEL.search(before) and not (channels or of_all)
        if rate.start in settled or elsewhere or by_channel:
            continue
        parts, wholes = _both(paragraph, rate, cells) if rate not in beside else beside[rate]
        if parts and wholes:
            yield _judged(paragraph, rate, parts, wholes, passage, number)


def _both(
    paragraph: Paragraph, rate: Figure, cells: Cells
) -> tuple[Sequence[Stated], Sequence[Stated]]:
    """Return what a share may be of, and which part; nothing where the words do not say."""
    received, done = cells.get("requests/received"), cells["requests/done"]
    # 予以公开占50%、部分公开占25%
    own = paragraph.clause_before(rate).rpartition("%、")[2]
    alone = _ALONE.match(_AMONG.sub("", own))
    if alone is not None and alone["what"] in _COME_IN:
        new, carried = cells.get("requests/new"), cells.get("requests/carry_in")
        part = cells.get(_COME_IN[alone["what"]])
        if new is None or carried is None or part is None:
            return (), ()
        return [part], [Stated(new.number + carried.number, "表三新收加上年结转")]
    if alone is not None and (found := _named(alone["what"])):
        parts = [c for row in _rows(found) if (c := cells.get(row)) is not None]
        return parts, [w for w in (received, done) if w is not None]
    if (cases := _of_cases(paragraph, rate, cells)) is not None:
        return cases
    if (behind := _BEHIND.match(rate.after)) and (found := _named(behind["what"])):
        row = cells.get(found)
        return [row] if row else [], [done]
    return _of_total(paragraph, rate, cells)


def _of_total(
    paragraph: Paragraph, rate: Figure, cells: Cells
) -> tuple[Sequence[Stated], Sequence[Stated]]:
    """Return a part told right before its share of all: 部分公开4件，占办结总数的14.8%; of several, their sum."""
    if (named_whole := _of_named_total(paragraph, rate, cells)) is not None:
        return named_whole
    part = next((s for s in reversed(subjects_of(paragraph)) if s.figure.end <= rate.start), None)
    if part is None or part.meant.narrowed or not part.topic.startswith(("outcome/", "kind/")):
        return (), ()
    of_total = _OF_TOTAL.match(paragraph.text[part.figure.end : rate.start])
    stated = (c for row in _rows(part.topic) if (c := cells.get(row)) is not None)
    # Where the figure itself is another, that is told already.
    parts = [c for c in stated if c.number == part.figure.number][:1]
    if _SHARE.fullmatch(paragraph.text, part.figure.end, rate.start):
        return parts, [w for row in _WHOLES if (w := cells.get(row)) is not None]
    whole = cells.get("requests/done" if of_total and of_total["done"] else "requests/received")
    if of_total is None or whole is None:
        return (), ()
    joint = together(paragraph, part.figure, rate)
    if joint is not part.figure:
        return [Stated(joint.number, "所列各项合计")], [whole]
    return parts, [whole]


_SHARE: Final = pattern("，占比(?:为|达到?|约)?")  # 无法提供3件，占比25%
_WHOLES: Final = ("requests/done", "requests/received")
_NAMED_TOTAL: Final = pattern(
    r"(?:(?:[两二三四五六]者|[两二三四五六][项类])?(?:合计|共计|共|总计))?(?:约|各)?占(?:全部|所有|全年|本年度?)?"
    r"(?:申请|(?P<new>新收申请|收到申请|受理申请)|(?P<done>办结申请|答复申请|办结|答复))(?:总数|总量|总件数|数量|量)的?(?:约|近)?$"
)


def _of_named_total(
    paragraph: Paragraph, rate: Figure, cells: Cells
) -> tuple[Sequence[Stated], Sequence[Stated]] | None:
    """Return a share of all requests that its words name so, of figures that no row counts: 征地5件、规划4件，共占申请总量的75%."""
    if not _NAMED_TOTAL.search(paragraph.clause_before(rate)):
        return None
    start, _ = paragraph.sentence_at(rate.start)
    before = [f for f in paragraph.plain if start <= f.start < rate.start]
    last = before[-1] if before else None
    rows = {s.figure.start for s in subjects_of(paragraph) if s.topic.startswith(("outcome/", "kind/", "requests/"))}  # fmt: skip
    if last is None or last.start in rows or last.unit not in ("件", "份", "宗", "起"):
        return None
    joint = together(paragraph, last, rate)
    done = "办结" in paragraph.clause_before(rate) or "答复" in paragraph.clause_before(rate)
    whole = cells.get("requests/done" if done else "requests/received")
    spoken = DOMAINS.search(paragraph.text, start, rate.start)
    if whole is None or joint.about or (spoken and spoken.lastgroup not in ("request", "info")):
        return None
    return [Stated(joint.number, "所列各项")], [whole]


def _beside_one_another(
    paragraph: Paragraph, rates: Sequence[Figure], cells: Cells
) -> dict[Figure, tuple[Sequence[Stated], Sequence[Stated]]]:
    """Return shares of a whole that no word names, where one beside them fits the table's: 8件，占17.0%；20件，占42.6%."""
    found: dict[tuple[int, int], list[tuple[Figure, Stated]]] = {}
    whole = cells["requests/done"]
    for rate in rates:
        part = next(
            (s for s in reversed(subjects_of(paragraph)) if s.figure.end <= rate.start), None
        )
        if part is None or part.meant.narrowed or not part.topic.startswith(_ROWS):
            continue
        cell = cells.get(part.topic)
        between = paragraph.text[part.figure.end : rate.start]
        if cell is not None and cell.number == part.figure.number and _UNTOLD.fullmatch(between):
            found.setdefault(paragraph.sentence_at(rate.start), []).append((rate, cell))
    return {
        rate: ([cell], [whole])
        for pairs in found.values()
        if any(_share(c, whole.number).meets(r.span) for r, c in pairs if whole.number)
        for rate, cell in pairs
    }


_ROWS: Final = ("outcome/", "sheet/s3_3")
_UNTOLD: Final = pattern(r"[，（]?占(?:比)?(?:约|为|达|到)*")


def _of_cases(
    paragraph: Paragraph, rate: Figure, cells: Cells
) -> tuple[Sequence[Stated], Sequence[Stated]] | None:
    """Return the cases upheld or corrected and all there are, or those decided: 复议维持率83.3%."""
    match = _CASE_RATE.search(paragraph.clause_before(rate))
    if match is None:
        return _of_all_cases(paragraph, rate, cells)
    before = paragraph.text[: rate.start - len(paragraph.clause_before(rate))]
    matter = match["matter"] or next(iter(_MATTER.findall(before)[-1:]), "")
    group = "litigation" if "诉" in matter else "reconsideration" if matter else ""
    if not speaks_of_disclosure(paragraph, rate.start, cells):
        return (), ()
    part = cells.get(f"case/{group}/{'upheld' if match['what'] == '维持' else 'corrected'}")
    whole = cells.get(f"case/{group}/total")
    return ([part], [whole]) if part is not None and whole is not None else ((), ())


def _of_all_cases(
    paragraph: Paragraph, rate: Figure, cells: Cells
) -> tuple[Sequence[Stated], Sequence[Stated]] | None:
    """Return the cases told right before a rate and all there are: 复议纠正1件，占复议案件总数的12.5%."""
    match = _OF_CASES.search(paragraph.clause_before(rate))
    part = next((s for s in reversed(subjects_of(paragraph)) if s.figure.end <= rate.start), None)
    group = "litigation" if match and match["matter"] == "诉讼" else "reconsideration"
    if match is None or part is None or not part.topic.startswith(f"case/{group}/"):
        return None
    cell, whole = cells.get(part.topic), cells.get(f"case/{group}/total")
    if cell is None or whole is None or cell.number != part.figure.number:
        return (), ()
    return ([cell], [whole]) if speaks_of_disclosure(paragraph, rate.start, cells) else ((), ())


_OF_CASES: Final = pattern(
    r"^占(?:全部|所有|全年)?(?:行政)?(?P<matter>复议|诉讼)(?:案件?)?(?:总数|总量|总件数|件数|数量)?的?$"
)
_CASE_RATE: Final = pattern(
    r"(?P<matter>复议|诉讼)?(?:案件|结果|的)*(?P<what>维持|纠错|纠正|败诉)率(?:为|达到?|是)?$"
)
_MATTER: Final = pattern("复议|诉讼")
_BEHIND: Final = pattern(r"(?:的申请|的)?(?P<what>(?:被)?[\u4e00-\u9fff]{3,10}?)$")


_FRAME: Final = pattern(r"^(?:属于|属|因)|[“”]|相关政府信息|的$")


def _named(words: str) -> str | None:
    """Return the one row or kind of applicant that words name and nothing else."""
    words = _FRAME.sub("", words)
    found = [*named(OUTCOMES, words), *named(KINDS, words), *named(CHANNELS, words)]
    joint = [f for f in found if "+" in f[1]]  # 予以公开和部分公开: both rows, not the second
    found = joint or found
    return found[0][1] if len(found) == 1 and found[0][0] >= len(words) - 1 else None


def _rows(topic: str) -> tuple[str, ...]:
    return (f"{topic}/received", f"{topic}/done") if topic.startswith("kind/") else (topic,)


def _judged(
    paragraph: Paragraph,
    rate: Figure,
    parts: Sequence[Stated],
    wholes: Sequence[Stated],
    passage: Told,
    number: int,
) -> Claim:
    pairs = [(p, w) for p in parts for w in wholes if w.number > 0]
    of_kinds = len(parts) == len(wholes) > 1  # received of received, done of done
    if of_kinds:
        pairs = [(p, w) for p, w in zip(parts, wholes, strict=True) if w.number > 0]
    more = [
        (part, n)
        for p, w in pairs
        for n, _ in w.others
        for part in (tuple(Stated(m, s) for m, s in p.others) if of_kinds else (p,))
        if n > 0
    ]
    spans = [_share(p, w.number) for p, w in pairs] + [_share(p, n) for p, n in more]
    part, whole = pairs[0] if pairs else (parts[0], wholes[0])
    right = part.number * 100 / whole.number if whole.number else part.number
    holds = any(span.meets(rate.span) for span in spans)
    state = rate_state(rate, right, holds=holds, vague=not spans)
    note = f"{part.source}{written(part.number)}，{whole.source}{written(whole.number)}，应为{rounded(right, rate.digits)}%"
    told = paragraph.quote[rate.start : rate.end]  # 八成, or 84%
    said = f"{told}={written(part.number)}/{written(whole.number)}"
    return Claim(
        "P-6", "table", said, state, "" if holds else note, paragraph.said(rate.start), passage.place,
        (rate.start,), number,
    )  # fmt: skip


def _share(part: Stated, whole: Decimal) -> Interval:
    return quotient(exact(part.number), exact(whole))
