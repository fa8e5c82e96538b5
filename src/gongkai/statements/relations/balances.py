"""Balances: what came in is what was done and what is left; no more is done than came in."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.addition import rate_relation
from gongkai.statements.relations.parts.remainders import read_remainders, still_open
from gongkai.statements.relations.relation import Relation
from gongkai.statements.subjects.spot import Spot
from gongkai.statements.subjects.subjects import Subject, subjects_of
from gongkai.statements.text.figure import Figure, alike
from gongkai.statements.text.interval import Judgement, judged, quotient, rounded, written
from gongkai.statements.text.paragraph import Paragraph

_OUTCOMES: Final = pattern(
    r"办理结果[^，。；\d]{0,6}(?:为|：)|(?:办结|答复)[^，。；\d]{0,12}申请中(?=\D)"
)
_FEW: Final = 4
_INCLUDED: Final = pattern(r"^[，（]?(?:其中|含|包括|包含)[^，。；\d]*$")
_RATE: Final = pattern(
    r"(?<!延期)(?<!逾期)(?<!超期)(?<!提前)(?<!当场)(?<!当日)(?<!即时)(?<!现场)(?<!直接)(?<!按时)(?<!按期)(?<!及时)(?<!限时)(?<!如期)(?:办结|答复|回复|办复)(?:达)?率[^，。；\d]{0,14}$"
)
_IN: Final = pattern(
    r"收到|受理|接收|接到|承办|收办|转办|交办|派发|派单|派件|下派|来件|接办|收件|来信|来电|来函|来访|留言"
)
_OUT: Final = pattern(r"(?<!未)(?<!待)(?<!应)(?:办结|答复|回复|办复|办理完毕|办理完成|办理$)(?!率)")
_EARLIER: Final = pattern(r"上年|结转|往年|历年|去年|累计|上一年|含|以前|遗留|积压|跨年")
_NONE_BEFORE: Final = pattern(r"(?:上年|上一年|去年)度?(?:无|没有|未有)(?:结转|遗留)")
_COMPARED: Final = pattern(r"(?:较|比|与|同)(?:上年|去年|上一年)(?:度|同期)?|上年同期|去年同期")
_PART: Final = pattern(r"其中|逾期|延期|按时|按期|当场|当日|即时|主动|重复|满意")


def read_balances(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield the balances that a paragraph states.

    >>> from gongkai.statements.text.paragraph import parse
    >>> said = "新收申请7件，上年结转1件。办理结果为：予以公开3件、无法提供4件、其他处理1件。"
    >>> [(r.written, r.state.value) for r in read_balances(parse(said))]
    [('7+1=3+4+1', 'holds')]
    >>> [(r.written, r.state.value) for r in read_balances(parse("全年受理热线117件，办结171件。"))]
    [('117>=171', 'fails')]
    """
    first: dict[str, Subject] = {}
    for subject in subjects_of(paragraph):
        maybe = subject.topic == "requests/done_of_new"  # those carried in may be done besides
        for topic in subject.topics[:1] if maybe else subject.topics:
            if topic.startswith("requests/") and not subject.meant.narrowed:
                first.setdefault(topic.removeprefix("requests/"), subject)
    balance = _requests(paragraph, first)
    if balance is not None:
        yield balance
    yield from _partition(paragraph, first)
    yield from _rate_of_all(paragraph, first)
    for start, end in paragraph.sentences:
        yield from _done(paragraph, start, end, balanced=balance is not None)
        if balance is None:
            yield from read_remainders(paragraph, start, end)
            yield from _in_time(paragraph, start, end)


def _requests(paragraph: Paragraph, first: dict[str, Subject]) -> Relation | None:
    """Return the balance of requests: new and carried in, done and carried out."""
    new = first.get("new") or first.get("received")
    carried, out, done = (first.get(name) for name in ("carry_in", "carry_out", "done"))
    if (
        new is None
        or (carried is None and out is None)
        or (done is not None and done.figure is new.figure)
    ):
        return None
    still = still_open(paragraph, done.figure) if done and not out else None
    left = [s.figure for s in (new, carried) if s]
    if carried and _INCLUDED.search(paragraph.text[new.figure.end : carried.figure.start]):
        left = [new.figure]  # 受理15件（含上年结转3件）
    minus = [out.figure] if out else [still] if still else []
    expected = _sum(left) - _sum(minus)
    listed, right = _outcomes(paragraph)
    summed = bool(right) and _IN_SUM.match(right[-1].label) is not None
    if listed and out and not summed and right[0].start < out.figure.start <= right[-1].end + 40:
        right, minus = [*right, out.figure], []  # what is left ends the list
        expected = _sum(left)
    if not right and done:
        right = [done.figure]
    if not right:
        return None
    holds = expected == _sum(right)
    state = Judgement.HOLDS if holds else Judgement.FAILS
    about = any(f.about for f in (*left, *minus, *right))
    if not holds and (about or not ((carried and minus) or listed)):
        state = Judgement.NOT_ASSESSABLE
    note = "" if holds else f"左边为{written(expected)}，右边为{written(_sum(right))}"
    if state is Judgement.NOT_ASSESSABLE:
        note += "；上年结转或结转下年没有写全"
    inflow = "+".join(written(f.number) for f in left) + "".join(
        f"-{written(f.number)}" for f in minus
    )
    told = f"{inflow}={'+'.join(written(f.number) for f in right)}"
    used = tuple(f.start for f in (*left, *minus, *right))
    return Relation("P-8", "balance", told, state, new.figure.start, note, used)


def _rate_of_all(paragraph: Paragraph, first: dict[str, Subject]) -> Iterator[Relation]:
    """Yield the rate of requests done where some were carried in: of the year's, or of both together."""
    whole = first.get("new") or first.get("received") or first.get("handled")
    carried, done = first.get("carry_in"), first.get("done")
    if whole is None or carried is None or done is None or not whole.figure.number:
        return
    _, end = paragraph.sentence_at(done.figure.start)
    for rate in paragraph.figures:
        before = paragraph.clause_before(rate)
        if rate.unit != "%" or not done.figure.end <= rate.start < end or not _RATE.search(before):
            continue
        wholes = (whole.figure.span + carried.figure.span, whole.figure.span, done.figure.span)
        holds = any(quotient(done.figure.span, w).meets(rate.span) for w in wholes if w.low > 0)
        included = _INCLUDED.search(paragraph.text[whole.figure.end : carried.figure.start])
        all_ = whole.figure.number + (0 if included else carried.figure.number)
        right = rounded(done.figure.number * 100 / all_, rate.digits)
        note = "" if holds else f"按此相除应为{right}%"
        vague = rate.about or done.figure.about or whole.figure.about
        state = judged(holds=holds, vague=vague)
        told = f"{written(done.figure.number)}/{written(all_)}={rate.digits}%"
        used = (whole.figure.start, carried.figure.start, done.figure.start, rate.start)
        yield Relation("P-6", "share", told, state, rate.start, note, used)


def _partition(paragraph: Paragraph, first: dict[str, Subject]) -> Iterator[Relation]:
    """Yield the sum of all kinds of outcome, where they are listed in sentences after the total answered."""
    done = first.get("done")
    if done is None:
        return
    _, end = paragraph.sentence_at(done.figure.start)
    groups: dict[str, Figure] = {}
    for subject in subjects_of(paragraph):
        topic = subject.topics[-1]
        if subject.figure.start > end and topic in _GROUPS and not subject.figure.depth:
            groups.setdefault(topic, subject.figure)
    if "outcome/r1+r2" in groups:
        groups.pop("outcome/r1", None)
        groups.pop("outcome/r2", None)
    parts = sorted(groups.values(), key=lambda f: f.start)
    if len(parts) < _FEW + 1:
        return
    holds = done.figure.number == _sum(parts)
    note = (
        ""
        if holds
        else f"各类办理结果相加为{written(_sum(parts))}，与答复{written(done.figure.number)}件不符"
    )
    told = f"{written(done.figure.number)}={'+'.join(written(f.number) for f in parts)}"
    state = Judgement.HOLDS if holds else Judgement.FAILS
    used = tuple(f.start for f in (done.figure, *parts))
    yield Relation("P-4", "sum", told, state, parts[0].start, note, used)


_GROUPS: Final = ("outcome/r1+r2", *(f"outcome/r{n}" for n in range(1, 7)))


def _outcomes(paragraph: Paragraph) -> tuple[bool, list[Figure]]:
    """Return the outcomes of all requests, where a paragraph lists them after a head of their own; or their sum."""
    match = _OUTCOMES.search(paragraph.text)
    if match is None:
        return False, []
    _, end = paragraph.sentence_at(match.start())
    found = [
        s.figure
        for s in subjects_of(paragraph)
        if match.end() <= s.figure.start < end
        and all(t.startswith("outcome/r") for t in s.topics)
        and s.figure.depth == 0
    ]
    whole = "结果" in match[0] or len(found) >= _FEW
    counted = _counted(paragraph, found)
    return (True, [counted] if counted else found) if found and whole else (False, [])


def _counted(paragraph: Paragraph, listed: Sequence[Figure]) -> Figure | None:
    """Return what a list of outcomes says it comes to: 其他处理2件，共计107件."""
    if not listed:
        return None
    _, end = paragraph.sentence_at(listed[-1].start)
    after = (f for f in paragraph.plain if listed[-1].end <= f.start < end)
    return next(
        (f for f in after if _IN_SUM.match(f.label) and alike(f.unit, listed[0].unit)), None
    )


def _sum(figures: Sequence[Figure]) -> Decimal:
    return sum((f.number for f in figures), Decimal(0))


def _done(paragraph: Paragraph, start: int, end: int, *, balanced: bool) -> Iterator[Relation]:
    """Yield that no more was done than came in, and the rate of what was done."""
    text = paragraph.text
    within = [f for f in paragraph.plain if start <= f.start < end]
    received = next((f for f in within if _IN.search(f.label) and not _OUT.search(f.label)), None)
    if received is None:
        return
    done = next(
        (f for f in within
         if f.start > received.start and alike(f.unit, received.unit) and f.depth == received.depth
         and _OUT.search(f.label) and not _PART.search(text[max(received.end, f.start - 14) : f.start])),
        None,
    )  # fmt: skip
    if done is None or _other_matter(paragraph, received, done, start):
        return
    between = [f for f in within if received.start < f.start < done.start]
    beside = [f for f in between if alike(f.unit, received.unit) and f.depth == received.depth]
    if beside and received.number + _sum(beside) == done.number:
        return  # 收到建议18件；提案9件；共办理27件
    sums = (
        f for f in between
        if (_IN_SUM.match(f.label) or f.label in ("共", "共有", "一共")) and alike(f.unit, received.unit)
    )  # fmt: skip
    received = next(sums, received)  # 转办14件，本级62件，合计76件，办结72件
    said = _NONE_BEFORE.sub("", _COMPARED.sub("", text[start:end]))
    earlier = bool(_EARLIER.search(said))
    used = (received.start, done.start)
    more = done.span.low > received.span.high
    if not balanced and not earlier:
        said = f"{written(received.number)}>={written(done.number)}"
        note = "办结的比收到的多，又没有写明上年结转" if more else ""
        state = Judgement.FAILS if more else Judgement.HOLDS
        yield Relation("P-8", "balance", said, state, received.start, note, used)
    for rate in paragraph.figures:
        if (
            rate.unit != "%"
            or not done.end <= rate.start < end
            or not _RATE.search(paragraph.clause_before(rate))
        ):
            continue
        due = bool(_DUE.search(paragraph.clause_before(rate)))
        due = due or _of_those_that_count(paragraph, received, done, rate)
        if not received.number or earlier or more or due:
            continue
        yield rate_relation(done, received, rate)


def _in_time(paragraph: Paragraph, start: int, end: int) -> Iterator[Relation]:
    """Yield that more was answered in time than came in: 收到10件，上年无结转，按期答复12件."""
    within = [f for f in paragraph.plain if start <= f.start < end]
    done = next((f for f in within if _DONE_IN_TIME.fullmatch(f.label)), None)
    if done is None or _EARLIER.search(
        _NONE_BEFORE.sub("", _COMPARED.sub("", paragraph.text[start:end]))
    ):
        return
    same = [
        f
        for f in within
        if f.start < done.start and alike(f.unit, done.unit) and f.depth == done.depth
    ]
    received = same[0] if same and _IN.search(same[0].label) else None
    if (
        received is None
        or done.span.low <= received.span.high
        or _other_matter(paragraph, received, done, start)
    ):
        return
    if any(f.number >= done.number for f in same):
        return
    told = f"{written(received.number)}>={written(done.number)}"
    note, used = "办结的比收到的多，又没有写明上年结转", (received.start, done.start)
    yield Relation("P-8", "balance", told, Judgement.FAILS, received.start, note, used)


_DONE_IN_TIME: Final = pattern(
    "(?:已|均|全部)*(?:按时|按期|如期)(?:全部)?(?:办结|答复|回复|办复)(?:了)?"
)


def _of_those_that_count(
    paragraph: Paragraph, received: Figure, done: Figure, rate: Figure
) -> bool:
    """Tell whether a rate is of what is told in brackets behind what came in: 235条（有效留言228条），答复228条，100%."""
    inside = (f for f in paragraph.plain if received.end < f.start < done.start)
    within = [f for f in inside if f.depth > received.depth and alike(f.unit, received.unit)]
    return any(f.number and quotient(done.span, f.span).meets(rate.span) for f in within)


_IN_SUM: Final = pattern("合计|共计|总计|总共")
_DUE: Final = pattern("到期|期满|届满|应[当该]?[办答回]")


def _other_matter(paragraph: Paragraph, received: Figure, done: Figure, start: int) -> bool:
    """Tell whether two figures count different things, as far as their own clauses say."""
    one, other = (Spot(paragraph, f, start).domain for f in (received, done))
    return one != other
