"""What a published sentence claims about numbers: sums, shares and growth, judged by its own figures.

Only what the sentence itself states is judged. A list that does not say it is complete (其中主要, 等, 约,
余) can be short of its total without being wrong: it is never a failure.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final

_UNIT: Final = "件次|人次|件|条|项|次|份|篇|期|个|名|人|起|宗|场|部|万元|元|批|户|家"
_NUMBER: Final = r"\d[\d,]*(?:\.\d+)?"
_FIGURE: Final = re.compile(rf"(?P<number>{_NUMBER})(?P<percent>\s*[%％])?(?P<unit>{_UNIT})?")
_SENTENCE: Final = re.compile(r"[^。；;！？\n]+[。；;！？]?")
_DATES: Final = re.compile(
    r"\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?|\d{1,2}月(?:\d{1,2}日)?|〔\d{4}〕\s*\d+号|第\d+[号条款项届次期]"
    r"|(?<!\d)12(?:345|319|315)(?!\d)(?=[^件条])|\d+个?工作日|[（(]\d+[)）](?!件)|\d+[.、](?=[^\d])"
)
_PARTS: Final = re.compile(r"(?:其中|分别(?:为|是)?|包括|包含|含(?!上年))[，：]?|：")
_OPEN: Final = re.compile(
    r"主要|等(?=[，。、；）)\d]|$)|约|余[件条项次份个]|左右|以上|近\d|多[件条项]|如下|例如|部分(?=为|是)|不同渠道|计1条"
)
_SHARE: Final = re.compile(rf"占(?:[^，。；\d]{{0,12}})?(?P<share>{_NUMBER})\s*[%％]")
_GROWTH: Final = re.compile(
    rf"(?:较|比|同比)(?P<base>[^，。；]{{0,14}}?)(?P<way>增长|增加|上升|提高|下降|减少|降低|回落|持平)(?:了)?"
    rf"(?:约|近)?(?P<number>{_NUMBER})?(?P<percent>\s*[%％])?(?P<unit>{_UNIT})?"
)
_LAST: Final = re.compile(
    rf"(?:上年|去年|上一年度?|上年度|20\d\d年)[^，。；\d]{{0,10}}?(?P<number>{_NUMBER})(?P<unit>{_UNIT})"
)


_FAR: Final = Decimal(2)  # per cent points
_COUNT: Final = r"[^，。；、（\d]{0,14}(?P<n>\d+)件"
_BALANCE: Final = (
    ("new", rf"(?<!上年)(?:新收|收到|受理){_COUNT}"),
    ("carried", rf"(?:上年|上一年|上年度|上一年度)(?:度)?结转{_COUNT}"),
    ("out", rf"(?:结转(?:至|到)?(?:下|次)(?:一)?年|顺延){_COUNT}"),
    ("done", rf"(?:办结|答复(?!期)){_COUNT}"),
)


class Judgement(StrEnum):
    """What a claim comes to."""

    HOLDS = "holds"
    FAILS = "fails"
    NOT_STATED = "not_stated"
    NOT_ASSESSABLE = "not_assessable"

    @property
    def label(self) -> str:
        """Return the Chinese word for it."""
        return {
            "holds": "成立",
            "fails": "不成立",
            "not_stated": "未写明",
            "not_assessable": "无法核对",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim: ``kind`` is sum, share or growth; ``claim`` writes it as 127=89+38 or 6/32=18%."""

    kind: str
    claim: str
    state: Judgement
    text: str
    place: str

    def as_dict(self) -> dict[str, str]:
        """Return the claim as plain data."""
        return {
            "kind": self.kind,
            "claim": self.claim,
            "state": self.state.value,
            "text": self.text,
            "place": self.place,
        }


@dataclass(frozen=True, slots=True)
class _Figure:
    number: Decimal
    unit: str
    start: int
    end: int


def read_claims(paragraph: str, place: str = "") -> tuple[Claim, ...]:
    """Return the claims of a paragraph in their order, each with the sentence that makes it.

    >>> [(c.claim, c.state.value) for c in read_claims("公开信息127条，其中网站89条、公报37条。")]
    [('127=89+37', 'fails')]
    >>> [(c.claim, c.state.value) for c in read_claims("公开信息127条，其中主要为网站89条。")]
    [('127=89', 'not_assessable')]
    """
    text = unicodedata.normalize("NFKC", paragraph).replace("(", "（").replace(")", "）")
    text = text.replace(",", "，").replace(":", "：").replace(";", "；")
    text = re.sub(r"(?<=\d)，(?=\d{3}(?!\d))", "", text)
    found: list[Claim] = list(_balances(text, place))
    for match in _SENTENCE.finditer(text):
        sentence = match[0].strip()
        found += _sums(sentence, place)
        found += _shares(text, match.start(), match.end(), place)
        found += _growth(sentence, place)
    return tuple(found)


def _figures(text: str) -> list[_Figure]:
    covered = [m.span() for m in _DATES.finditer(text)]
    return [
        _Figure(Decimal(m["number"].replace(",", "")), m["unit"] or "", m.start(), m.end())
        for m in _FIGURE.finditer(text)
        if not m["percent"] and not any(a <= m.start() < b for a, b in covered)
    ]


def _sums(sentence: str, place: str) -> Iterator[Claim]:
    """Yield each total with the parts that the sentence lists for it."""
    for cue in _PARTS.finditer(sentence):
        # What stands in brackets explains the total; it is not the total.
        stem = re.sub(r"（[^）]*）?", lambda m: " " * len(m[0]), sentence[: cue.start()])
        before = [f for f in _figures(stem) if f.unit]
        listed = _listed(sentence[cue.end() :])
        if not before or not listed:
            continue
        total = before[-1]
        parts = [f for f in listed if f.unit in ("", total.unit)]
        if len(parts) != len(listed) or (len(parts) == 1 and not _is_open(sentence)):
            continue
        written = f"{_plain(total.number)}={'+'.join(_plain(f.number) for f in parts)}"
        total_parts = sum((f.number for f in parts), Decimal(0))
        if total_parts == total.number:
            state = Judgement.HOLDS
        elif _is_open(sentence):
            state = Judgement.NOT_ASSESSABLE
        else:
            state = Judgement.FAILS
        yield Claim("sum", written, state, sentence, place)


def _is_open(sentence: str) -> bool:
    return bool(_OPEN.search(sentence))


def _listed(rest: str) -> list[_Figure]:
    """Return the figures of one list: it ends where the sentence turns to something else."""
    figures = _figures(rest)
    kept: list[_Figure] = []
    for figure in figures:
        gap = rest[kept[-1].end if kept else 0 : figure.start]
        if kept and (len(gap) > 40 or re.search(r"其中|共计|合计|累计|比上年|较上年|同比", gap)):
            break
        kept.append(figure)
    # A part of a part stands in brackets, or after 其中 within the list: not counted twice.
    return [f for f in kept if rest[: f.start].count("（") == rest[: f.start].count("）")]


def _shares(text: str, start: int, end: int, place: str) -> Iterator[Claim]:
    """Yield each share of the sentence; its whole may stand earlier in the paragraph."""
    figures = [f for f in _figures(text[:end]) if f.unit]
    for match in _SHARE.finditer(text, start, end):
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
        state = _share_state(part.number * 100 / whole, match["share"], words, said=said)
        written = f"{_plain(part.number)}/{_plain(whole)}={match['share']}%"
        yield Claim("share", written, state, text[start:end].strip(), place)


def _share_state(exact: Decimal, told: str, words: str, *, said: bool) -> Judgement:
    """Judge a share: cut to a whole per cent it is careless, not wrong; far off, its whole is elsewhere."""
    if _rounds_to(exact, told):
        return Judgement.HOLDS
    cut = "." not in told and int(exact) == int(told)
    far = not said and abs(exact - Decimal(told)) > _FAR
    return Judgement.NOT_ASSESSABLE if cut or far or _is_open(words) else Judgement.FAILS


def _balances(text: str, place: str) -> Iterator[Claim]:
    """Yield the balance of requests that a paragraph states: new and carried in, done and carried out."""
    found = {name: re.search(pattern, text) for name, pattern in _BALANCE}
    new, carried, out = found["new"], found["carried"], found["out"]
    if new is None or (carried is None and out is None):
        return
    left = [Decimal(m["n"]) for m in (new, carried) if m]
    minus = [Decimal(out["n"])] if out else []
    written = "+".join(map(_plain, left)) + "".join(f"-{_plain(n)}" for n in minus)
    expected = sum(left) - sum(minus)
    listed = re.search(r"办理结果[^，。；\d]{0,6}(?:为|：)", text)
    right = [f.number for f in _listed(text[listed.end() :])] if listed else []
    if not right and found["done"]:
        right = [Decimal(found["done"]["n"])]
    if right:
        holds = expected == sum(right)
        state = Judgement.HOLDS if holds else Judgement.FAILS
        if not holds and (_is_open(text) or not ((carried and out) or listed)):
            state = Judgement.NOT_ASSESSABLE
        yield Claim(
            "balance", f"{written}={'+'.join(map(_plain, right))}", state, text.strip(), place
        )


def _growth(sentence: str, place: str) -> Iterator[Claim]:
    """Yield growth that the sentence itself makes assessable: this year's figure and last year's."""
    for match in _GROWTH.finditer(sentence):
        if match["way"] == "持平" or not match["number"]:
            continue
        now = [f for f in _figures(sentence[: match.start()]) if f.unit]
        last = _LAST.search(sentence)
        told = Decimal(match["number"].replace(",", ""))
        down = match["way"] in ("下降", "减少", "降低", "回落")
        sign = -1 if down else 1
        shown = f"{'-' if down else '+'}{_plain(told)}{'%' if match['percent'] else ''}"
        if not now or last is None:
            yield Claim("growth", shown, Judgement.NOT_STATED, sentence, place)
            continue
        before = Decimal(last["number"].replace(",", ""))
        current = next((f for f in reversed(now) if f.number != before or len(now) == 1), now[-1])
        written = f"{_plain(before)}->{_plain(current.number)}={shown}"
        if not match["percent"]:
            holds = current.number - before == sign * told
        elif before == 0:
            yield Claim("growth", written, Judgement.NOT_ASSESSABLE, sentence, place)
            continue
        else:
            exact = (current.number - before) * 100 * sign / before
            holds = _rounds_to(exact, match["number"])
        state = Judgement.HOLDS if holds else Judgement.FAILS
        if not holds and _is_open(sentence[match.start() : match.end() + 2]):
            state = Judgement.NOT_ASSESSABLE
        yield Claim("growth", written, state, sentence, place)


def _rounds_to(exact: Decimal, told: str) -> bool:
    """Tell whether a percentage is the exact one, rounded half up at the places it shows."""
    places = len(told.partition(".")[2])
    step = Decimal(1).scaleb(-places)
    return exact.quantize(step, ROUND_HALF_UP) == Decimal(told)


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
