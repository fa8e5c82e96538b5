"""What came in, was done and is left, of anything that is counted."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.relation import Relation
from gongkai.statements.text.figure import Figure, alike
from gongkai.statements.text.interval import Judgement, exact, judged, written
from gongkai.statements.text.paragraph import Paragraph

_EARLIER: Final = pattern(
    r"上年|结转|往年|历年|去年|累计|上一年|含|以前|遗留|积压|跨年(?!实施|推进|办理)"
)


def read_remainders(paragraph: Paragraph, start: int, end: int) -> Iterator[Relation]:
    """Yield the balances of one sentence.

    >>> from gongkai.statements.text.paragraph import parse
    >>> p = parse("收到留言59条，答复55条，还有6条正在处理。")
    >>> [(r.written, r.note) for r in read_remainders(p, 0, 99)]
    [('59=55+6', '相减应余4')]
    """
    yield from _of_anything(paragraph, start, end)
    yield from _remaining(paragraph, start, end)
    yield from _rest_of_all(paragraph, start, end)
    yield from _in_stock(paragraph, start, end)
    yield from _results(paragraph, start, end)


_CAME: Final = (
    pattern(r"(?:年初|期初|上年度?|去年)(?:度)?结转(?:的)?(?:申请)?$"),
    pattern(r"^(?:当年|本年度?|今年|年内|全年)*(?:新收|收到|受理|新增)(?:到)?(?:申请)?$"),
    pattern(r"^(?:年内|当年|全年|年底前|已)*(?:办结|答复|处理)(?:了)?$"),
    pattern(r"^(?:其余|剩余|余下|尚余|还剩|剩下)(?:的)?$"),
)


def _rest_of_all(paragraph: Paragraph, start: int, end: int) -> Iterator[Relation]:
    """Yield what is left of what was carried in and came in: 年初结转3件、当年新收12件，年内办结12件，其余3件."""
    within = [f for f in paragraph.plain if start <= f.start < end and not f.depth]
    for at in range(len(within) - 3):
        run = within[at : at + 4]
        if not all(words.search(f.label) for words, f in zip(_CAME, run, strict=True)):
            continue
        old, new, done, rest = run
        if not all(alike(f.unit, old.unit) for f in run):
            continue
        holds = (old.span + new.span).meets(done.span + rest.span)
        right = old.number + new.number - done.number
        note = "" if holds else f"相减应余{written(right)}"
        state = judged(holds=holds, vague=any(f.about for f in run))
        told = "{}+{}={}+{}".format(*(written(f.number) for f in (new, old, done, rest)))
        used = (new.start, old.start, done.start, rest.start)
        yield Relation("P-8", "balance", told, state, rest.start, note, used)


def _of_anything(paragraph: Paragraph, start: int, end: int) -> Iterator[Relation]:
    """Yield the balance of a sentence that names all four, whatever is counted: 上年结转3件、新收12件，办结13件，结转下年2件."""
    found: list[Figure] = []
    for words in _FOUR:
        same = [
            f
            for f in paragraph.plain
            if start <= f.start < end and not f.depth and words.search(f.label + "#" + f.after)
        ]
        if len(same) != 1 or (found and not alike(same[0].unit, found[0].unit)):
            return
        found += same
    if len({f.start for f in found}) < len(_FOUR):
        return
    new, carried, done, out = found
    if _OF_THE_NEW.search(done.label) or _OF_WHICH.search(paragraph.text, done.end, new.start):
        return
    holds = (new.span + carried.span).meets(done.span + out.span)
    state = Judgement.HOLDS if holds else Judgement.FAILS
    if not holds and any(f.about for f in found):
        state = Judgement.NOT_ASSESSABLE
    note = (
        ""
        if holds
        else f"左边为{written(new.number + carried.number)}，右边为{written(done.number + out.number)}"
    )
    told = "{}+{}={}+{}".format(*(written(f.number) for f in found))
    yield Relation("P-8", "balance", told, state, start, note, tuple(f.start for f in found))


def _remaining(paragraph: Paragraph, start: int, end: int) -> Iterator[Relation]:
    """Yield what is left of three figures: 收到3059条，答复3055条，还有4条正在处理."""
    within = [f for f in paragraph.plain if start <= f.start < end and not f.depth]
    left = next((f for f in within if _LEFT.search(f.label) or _STILL.fullmatch(f.label) or (not f.label and _STILL.match(f.after))), None)  # fmt: skip
    if left is None or not _OPEN.search(left.label + left.after):
        return
    same = [f for f in within if alike(f.unit, left.unit) and f.start <= left.start]
    if len(same) != _THREE or same[-1] is not left or _EARLIER.search(paragraph.text, start, end):
        return
    whole, done, _ = same
    if not _DEALT.search(done.label) or _SETTLED.search(whole.label) or left.about or whole.about:
        return
    holds = whole.span.meets(done.span + left.span)
    note = "" if holds else f"相减应余{written(whole.number - done.number)}"
    state = Judgement.HOLDS if holds else Judgement.FAILS
    told = f"{written(whole.number)}={written(done.number)}+{written(left.number)}"
    used = (whole.start, done.start, left.start)
    yield Relation("P-8", "balance", told, state, start, note, used)


_LEFT: Final = pattern(r"(?:还有|尚有|仍有|剩余|其余|余下|另有|剩下)$")
_STILL: Final = pattern(
    r"(?:正在|[尚仍还]在)?(?:办理|处理)(?:之?中|的)|(?:正在|[尚仍还]在)(?:办理|处理)|跨年实施|继续实施|持续推进|在办|未办结|待办|尚未办结"
)
_OPEN: Final = pattern(r"跨年|持续|正在|未|待|继续|处理中|办理中|在办|期限内|期内|跟进|推进")
_DEALT: Final = pattern(r"(?<![未待应])(?:办结|答复|回复|整改|办理|处理|完成|解决|化解|审结)(?!率)")
_SETTLED: Final = pattern(r"(?<![未待应])(?:办结|答复|回复|整改|完成|解决|化解|审结)(?!率)")
_THREE: Final = 3
_OF_THE_NEW: Final = pattern(
    r"^中(?:已经?)?办结"
)  # 新收12件中办结9件: what was carried in was done besides
_OF_WHICH: Final = pattern("其中|[（，]含|包括")  # 办结12件，其中新收9件: of those done
# New, carried in, done, carried out.
_FOUR: Final = tuple(
    map(
        pattern,
        (
            r"(?:新收|新受理|新接收|新立案|新发生|新增)[^#]*#",
            r"(?<!下)(?:上年|去年|上一年|往年|旧存|20\d\d年)[^#，]{0,6}(?:结转|遗留|转入|转来|未结)[^#]*#|^(?:结转|遗留)(?:自|的)?(?:上年|去年|上一年)度?(?:的|申请|事项)*#|^旧存#",
            r"(?<!未)(?<!待)(?:办结|答复|审结|办理完毕|结案|办掉|办完)[^#]*#",
            r"(?:结转|顺延|转)至?(?:下|次|明|20\d\d)[^#]*#|正在(?:办理|审理)|尚未(?:办结|审结)|未办结|#[^#]*(?:结转|顺延)|^(?:还|尚|仍)?(?:剩|余|剩余|剩下)#$",
        ),
    )
)


def _in_stock(paragraph: Paragraph, start: int, end: int) -> Iterator[Relation]:
    """Yield what was made or given, handed out or spent, and what is left of it: 印制2000册，发放1850册，库存150册."""
    within = [f for f in paragraph.plain if start <= f.start < end]
    for whole, out, left in zip(within, within[1:], within[2:], strict=False):
        told = _GIVEN_OUT.search(out.label) and _IN_STOCK.fullmatch(left.label)
        same = alike(whole.unit, out.unit) and alike(out.unit, left.unit) and whole.depth == out.depth == left.depth  # fmt: skip
        if not (told and same and _MADE.search(whole.label)) or _EARLIER.search(paragraph.text, start, end):  # fmt: skip
            continue
        holds = whole.span.meets(out.span + left.span)
        note = "" if holds else f"相减应余{written(whole.number - out.number)}"
        state = judged(holds=holds, vague=any(f.about for f in (whole, out, left)))
        said = f"{written(whole.number)}={written(out.number)}+{written(left.number)}"
        used = (whole.start, out.start, left.start)
        yield Relation("P-8", "balance", said, state, start, note, used)


_MADE: Final = pattern("印制|印刷|编印|制作|购置|采购|安排|拨付|预算|下达|到位")
_GIVEN_OUT: Final = pattern("(?:发放|赠阅|赠送|派发|使用|支出|投入使用)(?:了)?$")
_IN_STOCK: Final = pattern("(?:现|尚|还|目前|年末)*(?:有)?(?:库存|留存|结余|结存|剩余|余)(?:为)?")


def _results(paragraph: Paragraph, start: int, end: int) -> Iterator[Relation]:
    """Yield what came of cases that were decided: 已审结7件，维持4件、纠正1件、其他结果2件."""
    within = [f for f in paragraph.plain if start <= f.start < end]
    decided = next((f for f in within if _DECIDED.search(f.label)), None)
    if decided is None:
        return
    found: list[Figure] = []
    for words in _RESULTS:
        same = [f for f in within if words.search(f.label) and alike(f.unit, decided.unit)]
        if len(same) != 1 or same[0].start < decided.start:
            return
        found += same
    total = sum((f.number for f in found), Decimal(0))
    holds = decided.span.meets(exact(total))
    note = "" if holds else f"各种结果相加为{written(total)}"
    state = Judgement.HOLDS if holds else Judgement.FAILS
    told = f"{written(decided.number)}={'+'.join(written(f.number) for f in found)}"
    used = (decided.start, *(f.start for f in found))
    yield Relation("P-8", "sum", told, state, decided.start, note, used)


_DECIDED: Final = pattern(r"(?<!未)审结$")
_RESULTS: Final = tuple(map(pattern, (r"维持", r"纠正|纠错", r"其他")))


def still_open(paragraph: Paragraph, done: Figure) -> Figure | None:
    """Return what is told right after the figure of the requests done as still open: 已答复12件，尚有3件在办理."""
    _, end = paragraph.sentence_at(done.start)
    after = next((f for f in paragraph.plain if done.end <= f.start < end), None)
    if after is None or after.depth or not alike(after.unit, done.unit):
        return None
    rest = _WHAT_IS_LEFT.fullmatch(after.label) and _GOES_ON.match(after.after)
    return after if rest or _AWAITED.fullmatch(after.label) else None


_WHAT_IS_LEFT: Final = pattern("(?:另|还|尚|仍)有|(?:尚|仍|还)余|余下|剩余|剩下|其余|另外?")
_GOES_ON: Final = pattern(
    "(?:政府信息公开|信息公开)?(?:申请)?(?:尚|仍|均|还|也|目前)*(?:未(?:办结|答复|到期)|正在|在)"
)
_AWAITED: Final = pattern(
    "(?:尚|仍|还|另)*(?:有)?(?:待答复|待办(?:理)?|未办结|未答复|在办|正在办理)(?:的)?(?:申请)?"
)
