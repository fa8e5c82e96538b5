"""Sums that a published paragraph states: totals with their parts, stocks, and the balance of requests."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice, pairwise
from typing import Final

from gongkai.audit.claims.claim import Claim, Judgement, is_open, written
from gongkai.audit.claims.figures import NUMBER, UNIT, Figure, figures_of

_PARTS: Final = re.compile(
    rf"(?:其中|分别(?:为|是)?|包括|包含|含(?!上年))[，：]?|：|(?<=[{''.join(sorted(set('件次条项份篇期个名人起宗场部元批户家')))}])（(?!含|另|不|较|比|其中|全|截|按|如)"
)
_END: Final = re.compile(r"[。！？\n]")
_ITEM: Final = re.compile(rf"[^，。；：（\d]{{1,16}}{NUMBER}(?:{UNIT})")
_TOTAL: Final = re.compile(rf"(?:合计|总计|共计)(?:为|是)?(?P<number>{NUMBER})(?P<unit>{UNIT})")
_STOCK: Final = re.compile(
    rf"(?P<before>{NUMBER})(?P<unit>{UNIT})，[^，。；\d]{{0,8}}(?P<way>增加|新增|减少|取消|调减|调增)(?:了)?(?P<change>{NUMBER})(?P=unit)"
    rf"，[^，。；\d]{{0,8}}现(?:有|为|保留|共有)(?P<after>{NUMBER})(?P=unit)"
)
_LESS: Final = ("减少", "取消", "调减")
_OTHER_MATTER: Final = re.compile(r"其中|共计|合计|累计|比上年|较上年|同比")
_OUTCOMES: Final = re.compile(r"办理结果[^，。；\d]{0,6}(?:为|：)|申请中(?=\D)")
_FEW_OUTCOMES: Final = 4
_MOST_CUES: Final = 60  # in one paragraph; with more it is no prose
_REACH: Final = 600  # characters; the longest list of parts has some two hundred
_LONGEST_GAP: Final = 40  # characters between two parts of one list
_COUNT: Final = r"[^，。；、（\d]{0,14}(?P<n>\d+)件"
_BALANCE: Final = (
    ("new", rf"(?<!上年)(?:新收|收到|受理){_COUNT}"),
    ("carried", rf"(?:上年|上一年|上年度|上一年度)(?:度)?结转{_COUNT}"),
    (
        "out",
        rf"(?:结转(?:至|到)?(?:下|次)(?:一)?年|顺延){_COUNT}|(?:另有|还有|尚有)(?P<m>\d+)件[^，。；\d]{{0,24}}(?:顺延|结转)",
    ),
    ("done", rf"(?:办结|答复(?!期)){_COUNT}"),
)


def read_sums(text: str) -> Iterator[tuple[int, Claim]]:
    """Yield each sum with where its cue stands: of parts after their total, or before it, or a stock."""
    for cue in islice(_PARTS.finditer(text), _MOST_CUES):
        claim = _after(text, cue)
        if claim is not None:
            yield cue.start(), claim
    for match in islice(_TOTAL.finditer(text), _MOST_CUES):
        claim = _before(text, match)
        if claim is not None:
            yield match.start(), claim
    for match in _STOCK.finditer(text):
        yield match.start(), _stock(match)


def _after(text: str, cue: re.Match[str]) -> Claim | None:
    """Return the total before a cue with the parts listed after it."""
    start = _sentence_start(text, cue.start())
    if not text[start : cue.start()].strip():  # 其中 begins a sentence of its own
        start = _sentence_start(text, max(0, start - 1))
    # What stands in brackets explains the total; it is not the total.
    stem = re.sub(r"（[^）]*）?", lambda m: " " * len(m[0]), text[start : cue.start()])
    before = [f for f in figures_of(stem) if f.unit]
    rest = _END.split(text[cue.end() : cue.end() + _REACH], maxsplit=1)[0]
    if cue[0] == "（":
        rest = rest.partition("）")[0]
    if not before:
        return None
    total, clause = before[-1], re.split("[；;]", rest)[0]
    words = text[max(start, cue.start() - 12) : cue.end()] + clause
    parts = [f for f in _listed(clause)]
    same = _same_unit(parts, total.unit)
    whole = len(same) == len(parts)
    if len(same) < len(parts) or len(same) < 2:
        same, whole = _over_semicolons(rest, total.unit, same, whole)
    if len(same) < 2 and not (same and whole and is_open(words)):
        return None
    fitting = [] if is_open(words) else _fitting(total.number, same)
    if fitting:
        return _sum(total.number, fitting, words)
    if not whole or (cue[0] == "（" and not re.fullmatch(r"[^，。；]*", rest)):
        return None
    return _sum(total.number, same, words)


def _sentence_start(text: str, at: int) -> int:
    """Return where the sentence around a place begins, or how far back its total could stand."""
    first = max(0, at - _REACH)
    return first + max((m.end() for m in re.finditer(r"[。！？\n；;]", text[first:at])), default=0)


def _same_unit(parts: Sequence[Figure], unit: str) -> list[Figure]:
    """Return the parts up to the first that counts in another unit."""
    kept: list[Figure] = []
    for figure in parts:
        if figure.unit not in ("", unit):
            break
        kept.append(figure)
    return kept


def _over_semicolons(
    rest: str, unit: str, same: list[Figure], whole: bool
) -> tuple[list[Figure], bool]:
    """Return the parts of a list whose items semicolons part: 其中，网站233条；新媒体489条。"""
    items = [item.strip("，") for item in re.split("[；;]", rest)]
    if len(items) < 2 or not all(_ITEM.fullmatch(item) for item in items):
        return same, whole
    found = [figure for item in items for figure in figures_of(item)]
    fits = all(figure.unit == unit for figure in found)
    return (found, True) if fits else (same, whole)


def _fitting(total: Decimal, parts: Sequence[Figure]) -> list[Figure]:
    """Return the longest beginning of a list that adds up to the total; empty where none does."""
    for many in range(len(parts), 1, -1):
        if sum((f.number for f in parts[:many]), Decimal(0)) == total:
            return list(parts[:many])
    return []


def _before(text: str, match: re.Match[str]) -> Claim | None:
    """Return a total that stands after its parts: 网站89条、公报38条，合计127条."""
    start = _sentence_start(text, match.start())
    words = text[start : match.start()]
    total = Decimal(match["number"])
    parts: list[Figure] = []
    for figure in reversed(figures_of(words)):
        gap = words[figure.end : parts[-1].start if parts else len(words)]
        if figure.unit != match["unit"] or not re.fullmatch(r"[，、]?[^，。；：、（）\d]*", gap):
            break
        parts.append(figure)
    parts = parts[::-1]
    restated = bool(parts) and parts[0].number == total
    if restated:
        parts = parts[1:]
    if len(parts) < 2:
        return None
    together = all("，" not in words[a.end : b.start] for a, b in pairwise(parts))
    claim = _sum(total, parts, text[start : match.end()])
    return claim if claim.state is Judgement.HOLDS or together or restated else None


def _stock(match: re.Match[str]) -> Claim:
    """Return a stock carried forward: 原有1215项，减少35项，现有1180项."""
    before, change, after = (Decimal(match[g]) for g in ("before", "change", "after"))
    less = match["way"] in _LESS
    expected = before - change if less else before + change
    told = f"{written(before)}{'-' if less else '+'}{written(change)}={written(after)}"
    if expected == after:
        return Claim("P-8", "sum", told, Judgement.HOLDS)
    return Claim("P-8", "sum", told, Judgement.FAILS, f"应为{written(expected)}")


def _sum(total: Decimal, parts: Sequence[Figure], words: str) -> Claim:
    """Return a sum judged: a list that may leave something out is no failure."""
    found = sum((f.number for f in parts), Decimal(0))
    told = f"{written(total)}={'+'.join(written(f.number) for f in parts)}"
    if found == total:
        return Claim("P-8", "sum", told, Judgement.HOLDS)
    if is_open(words):
        note = f"所列相加为{written(found)}；原文没有说是全部，不算差错"
        return Claim("P-8", "sum", told, Judgement.NOT_ASSESSABLE, note)
    note = f"各项相加为{written(found)}，与{written(total)}相差{written(abs(found - total))}"
    return Claim("P-8", "sum", told, Judgement.FAILS, note)


def _listed(rest: str) -> list[Figure]:
    """Return the figures of one list: it ends where the sentence turns to something else."""
    kept: list[Figure] = []
    for figure in figures_of(rest):
        gap = rest[kept[-1].end if kept else 0 : figure.start]
        if kept and (len(gap) > _LONGEST_GAP or _OTHER_MATTER.search(gap)):
            break
        kept.append(figure)
    # A part of a part stands in brackets, or after 其中 within the list: not counted twice.
    return [f for f in kept if rest[: f.start].count("（") == rest[: f.start].count("）")]


def read_balances(text: str) -> Iterator[Claim]:
    """Yield the balance of requests that a paragraph states: new and carried in, done and carried out."""
    found = {name: re.search(pattern, text) for name, pattern in _BALANCE}
    new, carried, out = found["new"], found["carried"], found["out"]
    if new is None or (carried is None and out is None):
        return
    left = [Decimal(m["n"]) for m in (new, carried) if m]
    minus = [Decimal(out["n"] or out["m"])] if out else []
    inflow = "+".join(map(written, left)) + "".join(f"-{written(n)}" for n in minus)
    expected = sum(left, Decimal(0)) - sum(minus, Decimal(0))
    listed = _OUTCOMES.search(text)
    right = [f.number for f in _listed(text[listed.end() :])] if listed else []
    if listed and listed[0] == "申请中" and len(right) < _FEW_OUTCOMES:
        listed, right = None, []  # some of the outcomes, not all
    if not right and found["done"]:
        right = [Decimal(found["done"]["n"])]
    if right:
        holds = expected == sum(right, Decimal(0))
        state = Judgement.HOLDS if holds else Judgement.FAILS
        if not holds and (is_open(text) or not ((carried and out) or listed)):
            state = Judgement.NOT_ASSESSABLE
        total = sum(right, Decimal(0))
        note = "" if holds else f"左边为{written(expected)}，右边为{written(total)}"
        told = f"{inflow}={'+'.join(map(written, right))}"
        yield Claim("P-8", "balance", told, state, note)
