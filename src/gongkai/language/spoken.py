"""What was said in Chinese, in the language asked for: turned round at the door, where a person is answered.

Inside, everything is said in Chinese, so that what is kept, compared and signed never depends on who
asks. A finished sentence is looked up among the catalogue's messages; where it was made of one with
parts, these are found in it and turned round in their turn. What the catalogue does not know (a name,
the words of a record) stays as it is.
"""

import html
import re
import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from gongkai.language.brackets import bracketed
from gongkai.language.catalogue import catalogue, english
from gongkai.pattern import pattern

_HAN: Final = pattern("[\u4e00-\u9fff]")
_TEXT: Final = pattern(r"(?<=>)[^<>]+(?=<)|^[^<>]+(?=<)|(?<=>)[^<>]+$")
_ONE: Final = pattern(r"(?<![\w.,/–-])1 ([a-z-]{2,})s(?![\w'’])")
# From the widest to the narrowest: what a text falls apart into, and what joins it in English.
_OWN: Final = pattern(r"[\u4e00-\u9fff“”《》（）<>。；：　]")  # what a message is known by
_FEW: Final = 2
_JOINTS: Final = (
    ("\n", "\n"), ("\t", "\t"), ("　", "  "), ("。", ". "), ("；", "; "), ("：", ": "), ("，", ", "), ("、", ", "), ("？", "? "), (" ", " "),
)  # fmt: skip
_LISTED: Final = pattern(
    r"、\d+$|、\d+行$"
)  # rows one after another: what follows the last belongs to them
_NUMBER: Final = pattern(r"[-+]?\d[\d.,/%-]*")
_COUNTED: Final = pattern(rf"({_NUMBER.pattern})(\D+)")
_STATE: Final = pattern(rf"(\D+)({_NUMBER.pattern})(\D*)")
_DOCUMENT: Final = pattern(r"[\u4e00-\u9fff]+〔\d{4}〕\d+号|国务院令第\d+号|“[^”]*”")
# What the parts of a message do not reach across, by how many letters are its own: few are found anywhere.
_CLOSED: Final = (
    (2, pattern(r"[\n\t　。；：，、]")), (4, pattern(r"[\n\t　。；：]")), (999, pattern(r"[\n\t]")),
)  # fmt: skip
_MARKS: Final = str.maketrans(
    {"（": " (", "）": ")", "，": ", ", "：": ": ", "；": "; ", "。": ".", "、": ", ", "　": "  "}
)
_LABELLED: Final = pattern(r"\[([^\]]*)\](.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Message:
    """A message with parts: how it is recognised, and what it is in English.

    ``parts`` holds the names of the parts that stand at one place, for two may follow each other
    with nothing between.
    """

    pattern: re.Pattern[str]
    longest: str
    letters: int
    parts: tuple[tuple[str, ...], ...]
    closed: re.Pattern[str]
    english: str


def said(words: str) -> str:
    """Return finished Chinese words in the language asked for.

    >>> said("没有发现问题。")
    '没有发现问题。'
    """
    return in_english(words) if english() else words


def clauses(parts: Iterable[str]) -> str:
    """Return finished words in the language asked for, one clause after another.

    >>> clauses(["2017年缺：没有台账", "2018年未发生"])
    '2017年缺：没有台账；2018年未发生'
    """
    return ("; " if english() else "；").join(map(said, parts))


def said_html(markup: str) -> str:
    """Return HTML with its text in the language asked for; tags and attributes stay."""
    if not english():
        return markup
    words = _TEXT.sub(
        lambda m: html.escape(in_english(html.unescape(m[0])), quote=False), str(markup)
    )
    return type(markup)(words)  # what is safe as it stands stays so


@lru_cache(maxsize=10_000)
def in_english(words: str) -> str:
    """Return finished Chinese words in English, whatever language is asked for."""
    if not _HAN.search(words):
        return words.translate(_MARKS)
    bare = words.strip(" ")
    found = _known(bare)
    if found is None or _untold(found):
        found = _counted(bare) or found
    if found is None:
        found = _taken_apart(bare)
    return words.replace(bare, found, 1)


def _known(words: str) -> str | None:
    """Return the English of one message, None where it is none.

    A message with few words of its own fits much: the one that leaves the least untold is taken.
    """
    if exact := catalogue().get(words):
        return exact
    best, untold = None, _untold(words) + 1
    for message in _messages():
        made = _as(message, words) if message.longest in words else None
        if made is not None and (left := _untold(made)) < untold:
            best, untold = made, left
            if not left:
                break
    return best


def _as(message: _Message, words: str) -> str | None:
    """Return the English of words that are such a message, None where they are not."""
    found = message.pattern.fullmatch(words)
    if found is None:
        return None
    parts: dict[str, str] = {}
    for names, text in zip(message.parts, found.groups(), strict=True):
        parts |= dict(zip(names, _parted(text, names), strict=True))
    if any(_reaches(part, message.closed) for part in parts.values()):
        return None
    told = {name: in_english(part.strip(" ")) for name, part in parts.items()}
    if message.letters <= _FEW and not _plain(parts, told):
        return None
    made = _Given().vformat(message.english, (), told)
    if "  " not in message.english:
        made = made.replace("  ", " ")  # where a part is empty, or has a blank at its own end
    return _number(made)


def _reaches(part: str, closed: re.Pattern[str]) -> bool:
    """Tell whether a part is too much to be one: it runs on past a mark, and is neither known nor a list of numbers."""
    return bool(closed.search(part) and part not in catalogue() and _HAN.search(part))


def _plain(parts: Mapping[str, str], told: Mapping[str, str]) -> bool:
    """Tell whether a message of few words is meant: its parts are known, or numbers beside one name."""
    unknown = [name for name, words in told.items() if _untold(words)]
    if not all(parts.values()):
        return False
    numbers = all(_NUMBER.fullmatch(parts[name]) for name in parts if name not in unknown)
    return not unknown or (
        len(unknown) == 1 < len(parts) and numbers and told[unknown[0]] == parts[unknown[0]]
    )


def _parted(text: str, names: tuple[str, ...]) -> list[str]:
    """Return what stands at one place as so many parts: a number is one, or a known word ends one.

    >>> _parted("某市某局2018", ("0", "1")), _parted("29件", ("0", "1"))
    (['某市某局', '2018'], ['29', '件'])
    """
    if len(names) == 1:
        return [text]
    for at in range(1, len(text) if len(names) == 2 else 0):
        if text[at:] in catalogue() and not _LISTED.search(text[:at]):
            return [text[:at], text[at:]]
    if len(names) == 2 and _LISTED.search(text):
        return [text, ""]
    number = _NUMBER.match(text) or re.match(r"[^\d]+", text)
    at = number.end() if number and number.end() < len(text) else next(
        (n for n in range(len(text), 0, -1) if text[:n] in catalogue()), len(text)
    )  # fmt: skip
    return [text[:at], *_parted(text[at:], names[1:])]


def _untold(words: str) -> int:
    """Return how many letters are still Chinese; document numbers are names everywhere."""
    return len(_HAN.findall(_DOCUMENT.sub("", words)))


def _taken_apart(words: str) -> str:
    """Return the English of what is no single message, piece by piece.

    What is mostly not known is somebody's own text, and stays whole.
    """
    if labelled := _LABELLED.fullmatch(words):
        return f"[{in_english(labelled[1])}]{in_english(labelled[2])}"
    inner = bracketed(words)
    if inner and not any(m in inner[0] + inner[2] for m, _ in _JOINTS):
        return _in_brackets(*inner)
    for mark, joint in _JOINTS:
        if mark in words:
            joined = _joined(words.split(mark), mark, joint)
            if len(_HAN.findall(joined)) * 2 > len(_HAN.findall(words)) and mark not in "\n\t　。":
                return words
            return joined.rstrip(" ") if words.endswith(mark) else joined
    return _built(words)


def _built(words: str) -> str:
    """Return the English of a word with a number, a bracket or another known word beside it."""
    if (compound := _compound(words)) is not None:
        return compound
    if inner := bracketed(words):
        return _in_brackets(*inner)
    return _counted(words) or words


def _counted(words: str) -> str | None:
    """Return the English of a number with known words before or behind it, None where it is none."""
    known = catalogue()
    if (counted := _COUNTED.fullmatch(words)) and counted[2] in known:
        return _number(f"{counted[1]} {known[counted[2]].strip()}")
    state = _STATE.fullmatch(words)
    if state is None or state[1] not in known or (state[3] and state[3] not in known):
        return None
    told = (known[state[1]].strip(), state[2], known.get(state[3], "").strip())
    return _number(" ".join(filter(None, told)))


def _in_brackets(before: str, inside: str, after: str) -> str:
    first, within, then = (in_english(part) for part in (before, inside, after))
    return f"{first} ({within}){' ' if then[:1].isalnum() else ''}{then}"


def _joined(pieces: Sequence[str], mark: str, joint: str) -> str:
    """Return pieces in English, joined; one may be a message of its own together with its mark."""
    found = in_english(pieces[0])
    for piece in pieces[1:]:
        added = _known(mark + piece) if piece and mark in "，；" else None
        told = joint + in_english(piece) if added is None else added
        found = (found.removesuffix(".") if joint == ". " else found) + told
    return found


def _compound(words: str) -> str | None:
    """Return the English of two known words in one, as a kind of case and its result."""
    for at in range(len(words) - 1, 0, -1):
        first, second = words[:at].rstrip(" "), words[at:].lstrip(" ")
        if first in catalogue() and second in catalogue():
            joint = "" if catalogue()[second][0] in " ," else " " if " " in words else ": "
            return f"{catalogue()[first]}{joint}{catalogue()[second]}"
    return None


def _number(told: str) -> str:
    """Return a sentence with the singular where it counts one thing.

    >>> _number("There is 1 rows, 11 rows")
    'There is 1 row, 11 rows'
    """
    return _ONE.sub(lambda m: f"1 {m[1][:-2]}y" if m[1].endswith("ie") else f"1 {m[1]}", told)


class _Given(string.Formatter):
    def get_value(self, key: object, args: object, kwargs: object) -> str:
        return str(kwargs[str(key)])  # type: ignore[index]


@cache
def _messages() -> tuple[_Message, ...]:
    """Return the messages that have parts, those with the most words of their own first."""
    found = [_message(words, told) for words, told in catalogue().items() if "{" in words]
    return tuple(sorted((m for m in found if m.letters), key=lambda m: -m.letters))


def _message(words: str, told: str) -> _Message:
    pattern = ""
    literal: list[str] = []
    places: list[list[str]] = []
    count = 0
    for text, name, _, _ in string.Formatter().parse(words):
        if text.startswith("）") and pattern.endswith("(.*?)"):
            pattern = pattern.removesuffix("(.*?)") + "([^（）]*)"  # no further than its bracket
        pattern += re.escape(text)
        literal.append(text)
        if name is None:
            continue
        if text or not places:
            pattern += "(.*?)"
            places.append([])
        places[-1].append(name or str(count))
        count += 1
    own = "".join(literal)
    letters = len(_OWN.findall(own)) if _HAN.search(own) else 0
    return _Message(
        re.compile(pattern, re.DOTALL),
        max(literal, key=len),
        letters,
        tuple(map(tuple, places)),
        next(closed for most, closed in _CLOSED if letters <= most),
        told,
    )
