"""Shares and growth that a published sentence states, recomputed at the digits it shows."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from gongkai.audit.claims.claim import Claim, Judgement, is_open, rounded, rounds_to, written
from gongkai.audit.claims.figures import NUMBER, UNIT, figures_of

_SHARE: Final = re.compile(rf"占(?:[^，。；\d]{{0,12}})?(?P<share>{NUMBER})\s*[%％]")
_GROWTH: Final = re.compile(
    rf"(?:较|比|同比)(?P<base>[^，。；]{{0,14}}?)(?P<way>增长|增加|上升|提高|下降|减少|降低|回落|持平)(?:了)?"
    rf"(?:约|近)?(?P<number>{NUMBER})?(?P<percent>\s*[%％])?(?P<unit>倍|个?百分点|{UNIT})?"
)
_LAST: Final = re.compile(
    rf"(?:上年|去年|上一年度?|上年度|20\d\d年)[^，。；\d]{{0,10}}?(?P<number>{NUMBER})(?P<unit>{UNIT})"
)
_DOWN: Final = ("下降", "减少", "降低", "回落")
_FAR: Final = Decimal(2)  # per cent points


def read_shares(text: str, start: int, end: int) -> Iterator[Claim]:
    """Yield each share of the sentence; its whole may stand earlier in the paragraph."""
    matches = tuple(_SHARE.finditer(text, start, end))
    figures = [f for f in figures_of(text[:end]) if f.unit] if matches else []
    for match in matches:
        before = [f for f in figures if f.end <= match.start()]
        if not before or before[-1].start < start:
            continue
        part = before[-1]
        wholes = [
            f.number for f in before[:-1] if f.unit == part.unit and f.number >= part.number > 0
        ]
        if not wholes:
            continue
        told = Decimal(match["share"])
        whole = min(wholes, key=lambda n: abs(part.number * 100 / n - told))
        # 其中 between them says that the one is part of the other; else the whole may be elsewhere.
        said = "其中" in text[start : part.start] and len(wholes) == 1
        words = text[part.start : match.end()]
        exact = part.number * 100 / whole
        state = _share_state(exact, match["share"], words, said=said)
        said_so = f"{written(part.number)}/{written(whole)}={match['share']}%"
        note = "" if state is Judgement.HOLDS else f"按此相除应为{rounded(exact, match['share'])}%"
        if state is Judgement.NOT_ASSESSABLE and abs(exact - told) > _FAR:
            note = "句中没有合得上的总数，所占的总数在别处"
        yield Claim("P-6", "share", said_so, state, note)


def _share_state(exact: Decimal, told: str, words: str, *, said: bool) -> Judgement:
    """Judge a share: cut to a whole per cent it is careless, not wrong; far off, its whole is elsewhere."""
    if rounds_to(exact, told):
        return Judgement.HOLDS
    cut = "." not in told and int(exact) == int(told)
    far = not said and abs(exact - Decimal(told)) > _FAR
    return Judgement.NOT_ASSESSABLE if cut or far or is_open(words) else Judgement.FAILS


def read_growth(sentence: str) -> Iterator[Claim]:
    """Yield growth that the sentence itself makes assessable: this year's figure and last year's."""
    for match in _GROWTH.finditer(sentence):
        unit = match["unit"] or ""
        if match["way"] == "持平" or not match["number"] or unit.endswith("百分点"):
            continue
        told = Decimal(match["number"])
        sign = -1 if match["way"] in _DOWN else 1
        suffix = "%" if match["percent"] else "倍" if unit == "倍" else ""
        shown = f"{'-' if sign < 0 else '+'}{written(told)}{suffix}"
        now = [f for f in figures_of(sentence[: match.start()]) if f.unit]
        last = _LAST.search(sentence)
        if not now or last is None:
            note = "原文没有写明上年的数字"
            yield Claim("Y-2", "growth", shown, Judgement.NOT_STATED, note)
            continue
        before = Decimal(last["number"])
        current = next(
            (f.number for f in reversed(now) if f.number != before or len(now) == 1), now[-1].number
        )
        said_so = f"{written(before)}->{written(current)}={shown}"
        vague = is_open(sentence[match.start() : match.end() + 2]) or suffix == "倍"
        state, note = _grown(before, current, sign, match["number"], suffix, vague=vague)
        yield Claim("Y-2", "growth", said_so, state, note)


def _grown(
    before: Decimal, current: Decimal, sign: int, told: str, suffix: str, *, vague: bool
) -> tuple[Judgement, str]:
    """Judge growth from one figure to another; from nothing there is no rate."""
    if not suffix:
        exact = (current - before) * sign
        holds, shown = exact == Decimal(told), written(exact)
    elif before == 0:
        return Judgement.NOT_ASSESSABLE, "上年为0，没有增幅可言"
    else:
        exact = (current - before) * sign * (100 if suffix == "%" else 1) / before
        holds, shown = rounds_to(exact, told), f"{rounded(exact, told)}{suffix}"
    if holds:
        return Judgement.HOLDS, ""
    return (
        Judgement.NOT_ASSESSABLE if vague else Judgement.FAILS,
        f"按两年的数字应为{'-' if sign < 0 else '+'}{shown}".replace("--", "+").replace("+-", "-"),
    )
