"""What a cell of a column of choices says: which of them is meant, where only one can be."""

from collections.abc import Callable, Collection, Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import Final

from gongkai.pattern import pattern
from gongkai.records.ledgers.ledger import Choice, Column, Kind
from gongkai.text import heading_key

_LISTED: Final = pattern(
    r"^(?:\(?\d{1,2}[.、)]|[（(]?[一二三四五六七八九十]{1,2}[、)）]|[①-⑳])(?=\D)"
)
_PARTS: Final = pattern(
    r"^([^:：()（）—/-]+)(?:[:：]|——|—|[-/]|(?=[(（]))[(（]?([^()（）]+)[)）]?$"
)
# A word that denies, or another thing beside the one that is known.
_DENIAL: Final = pattern(r"[不未没无非拒否]|其[他它]|[或及和与、/]|网站")
_SHORT: Final = 2
_NEAREST: Final = 3
_REASON: Final = pattern(r"^(?:涉及|属于|因|含|依据|根据)")
_YES: Final = pattern(r"^(?:已经|已|是|有|应当|应|需|经|均|全部)")
_NO: Final = pattern(r"^(?:没有|没|未|不应|不需|不|无|非|尚未|否|免)")


def nearest(column: Column, word: str) -> tuple[Choice, ...]:
    """Return the choices, three at most, that a word nobody knows may mean, the likeliest first.

    What a word means counts before the letters that it shares with a label: those that it points to are
    named alone, those that look alike only where it points to none.

    >>> from gongkai.records.ledgers import BY_ID
    >>> outcome = BY_ID["requests"].in_year(2024).column("outcome")
    >>> [choice.code for choice in nearest(outcome, "档案已移交市档案馆")]
    ['r4_1', 'r3_8']
    """

    def likeness(choice: Choice) -> tuple[int, float]:
        spellings = (choice.label, *choice.aliases)
        like = max(SequenceMatcher(None, word, spelling).ratio() for spelling in spellings)
        return sum(len(part) for part in {*choice.near, *choice.within} if part in word), like

    found = sorted(((likeness(c), n) for n, c in enumerate(column.choices)), key=_likeliest)
    pointed = [n for (points, _), n in found if points]
    return tuple(column.choices[n] for n in (pointed or [n for _, n in found])[:_NEAREST])


def _likeliest(found: tuple[tuple[int, float], int]) -> tuple[int, float, int]:
    (points, like), place = found
    return -points, -like, place


@cache
def reader(column: Column) -> Callable[[str], str | bool | None]:
    """Return what reads one cell of a column of choices or of 是 and 否; None where it is unclear.

    >>> from gongkai.records.ledgers import BY_ID
    >>> of = lambda ledger, name: reader(BY_ID[ledger].in_year(2024).column(name))
    >>> [of("requests", "outcome")(w) for w in ("部分公开（涉及个人隐私）", "不予公开—国家秘密", "1.予以公开", "不予公开")]
    ['r2', 'r3_1', 'r1', None]
    >>> [of("hotline_cases", "returned")(w) for w in ("已退回", "未退回", "退了")]
    [True, False, None]
    """
    codes = {
        heading_key(spelling): choice.code
        for choice in column.choices
        for spelling in (*choice.aliases, choice.label)
    }
    asks = frozenset(map(heading_key, column.asks))
    within = [(word, choice.code) for choice in column.choices for word in choice.within]

    def flag(text: str) -> bool | None:
        found = codes.get(text) or codes.get(heading_key(text))
        return _said(heading_key(text), column) if found is None else found == "true"

    def code(text: str) -> str | None:
        found = codes.get(text) or codes.get(key := heading_key(text))
        if found is not None or key in asks:
            return found
        key = _LISTED.sub("", key)
        if (found := codes.get(key) or codes.get(key.replace("、", ""))) is not None:
            return found
        named, clear = _named(key, within, asks)
        if len(named) == 1 and clear:
            return named.pop()
        return None if len(named) > 1 else _by_parts(key, codes, asks)

    return flag if column.kind is Kind.FLAG else code


def _named(
    key: str, within: Sequence[tuple[str, str]], asks: Collection[str]
) -> tuple[set[str], bool]:
    """Return the choices that words in a cell mean, and whether nothing else in it speaks against them.

    不满意 says nothing of 满意; a denial or an open word beside the word does.
    """
    met = [(word, code) for word, code in within if word in key]
    open_ = [word for word in asks if len(word) > _SHORT and word in key]
    words = [*(word for word, _ in met), *open_]
    longest = {w for w in words if not any(w != other and w in other for other in words)}
    rest = key
    for word in sorted(longest, key=len, reverse=True):
        rest = rest.replace(word, " ")
    clear = longest.isdisjoint(open_) and _DENIAL.search(rest) is None
    return {code for word, code in met if word in longest}, clear


def _by_parts(key: str, codes: dict[str, str], asks: frozenset[str]) -> str | None:
    """Return what a word with another after it, or in brackets, means; None where they are at odds."""
    parts = _PARTS.fullmatch(key)
    if parts is None:
        return None
    first, second = (
        codes.get(part) or codes.get(part.replace("、", "")) for part in parts.groups()
    )
    if parts[1] in asks:
        return second
    same = second in (None, first) or _REASON.match(parts[2]) is not None
    return first if same and parts[2] not in asks else None


def _said(key: str, column: Column) -> bool | None:
    """Return what 已退回 or 未退回 says below 退回."""
    for words, said in ((_NO, False), (_YES, True)):
        rest, count = words.subn("", key)
        about = _YES.sub("", column.heading)
        if count and len(rest) > 1 and (rest in about or about in rest):
            return said
    return None
