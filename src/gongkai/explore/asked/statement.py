"""What a SELECT compares its columns with: the words, numbers and days beside each name, by their place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from gongkai.pattern import pattern

_PIECE: Final = pattern(
    r"(?P<comment>--[^\n]*|/\*.*?\*/)|(?P<text>'(?:[^']|'')*')|\"(?P<quoted>(?:[^\"]|\"\")*)\""
    r"|(?P<name>[^\W\d]\w*)|(?P<number>\d+(?:\.\d+)?)|(?P<mark><=>|<>|!=|<=|>=|==|[^\s\w])",
    re.DOTALL,
)
_EQUAL: Final = ("=", "==", "<>", "!=", "<=>")
_ORDERED: Final = ("<", ">", "<=", ">=")
_LIKE: Final = ("like", "ilike")
_CHANGING: Final = (
    "lower",
    "upper",
    "trim",
    "ltrim",
    "rtrim",
)  # a word inside is still the column's
_TRUTHS: Final = ("true", "false")


class How(Enum):
    """How a column is compared."""

    EQUAL = "="
    ORDERED = "<"
    LIKE = "like"


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, mark or text of a statement: what it says, and where it stands."""

    kind: str
    says: str
    start: int
    end: int

    def is_word(self, *words: str) -> bool:
        """Tell whether it is one of the words of SQL."""
        return self.kind == "name" and self.says.lower() in words


@dataclass(frozen=True, slots=True)
class Compared:
    """A column's name, how it is compared, and the literals; ``changed`` where a function made it other letters."""

    name: str
    how: How
    literals: tuple[Piece, ...]
    changed: bool = False


def pieces_of(statement: str) -> list[Piece]:
    """Return the pieces of a statement without its comments.

    >>> [p.says for p in pieces_of("a.申请方式 = 'x''y' -- z")]
    ['a', '.', '申请方式', '=', "x'y"]
    """
    found: list[Piece] = []
    for match in _PIECE.finditer(statement):
        kind = str(match.lastgroup)
        says = match[kind]
        if kind == "comment":
            continue
        if kind == "text":
            says = says[1:-1].replace("''", "'")
        found.append(Piece(kind, says, match.start(), match.end()))
    return found


def renamed(pieces: list[Piece]) -> dict[str, str]:
    """Return what names are given to others, as ``申请方式 as 方式`` does: the new one with the old.

    >>> renamed(pieces_of("select 申请方式 as 方式, count(*) as n from 依申请公开"))
    {'方式': '申请方式'}
    """
    found: dict[str, str] = {}
    for old, word, new in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if word.is_word("as") and _is_name(old) and _is_name(new):
            found[new.says] = old.says
    return found


def _is_name(piece: Piece) -> bool:
    return piece.kind in ("name", "quoted")


def _is_literal(piece: Piece) -> bool:
    return piece.kind in ("text", "number") or piece.is_word(*_TRUTHS)


def comparisons(pieces: list[Piece]) -> Iterator[Compared]:
    """Yield each comparison of a name with literals, on whichever side these stand.

    >>> [(c.name, [x.says for x in c.literals]) for c in comparisons(pieces_of("'a' = b and c in ('d', 'e')"))]
    [('b', ['a']), ('c', ['d', 'e'])]
    """
    for at, piece in enumerate(pieces):
        if not _is_name(piece):
            if found := _turned(pieces, at):
                yield found
            continue
        if at and pieces[at - 1].is_word("case"):
            yield Compared(piece.says, How.EQUAL, tuple(_cases(pieces, at + 1)))
            continue
        after, changed = at + 1, _inside(pieces, at)
        how, literals = _after(pieces, after + changed)
        if literals:
            yield Compared(piece.says, how, tuple(literals), changed)


def _inside(pieces: list[Piece], at: int) -> bool:
    """Tell whether a name stands alone within a function that only changes its letters."""
    around = pieces[max(at - 2, 0) : at + 2]
    return (
        len(around) == 4
        and around[0].is_word(*_CHANGING)
        and (around[1].says, around[3].says) == ("(", ")")
    )


def _turned(pieces: list[Piece], at: int) -> Compared | None:
    """Return a comparison whose literal stands first."""
    three = pieces[at : at + 3]
    if len(three) < 3 or not _is_literal(three[0]) or three[1].kind != "mark":
        return None
    mark = three[1].says
    if mark not in _EQUAL + _ORDERED or not _is_name(three[2]) or _is_literal(three[2]):
        return None
    end = at + 2
    while pieces[end + 1 : end + 2] and pieces[end + 1].says == "." and end + 2 < len(pieces):
        end += 2
    how = How.EQUAL if mark in _EQUAL else How.ORDERED
    return Compared(pieces[end].says, how, (three[0],))


def _after(pieces: list[Piece], at: int) -> tuple[How, list[Piece]]:
    """Return how what stands before is compared, and with which literals; none where it is not."""
    rest = pieces[at : at + 5]
    if rest and rest[0].is_word("not"):
        at, rest = at + 1, pieces[at + 1 : at + 6]
    if not rest:
        return How.EQUAL, []
    first = rest[0]
    if first.kind == "mark" and first.says in _EQUAL + _ORDERED:
        how = How.EQUAL if first.says in _EQUAL else How.ORDERED
        return how, [p for p in rest[1:2] if _is_literal(p)]
    if first.is_word("is"):
        words = [p for p in rest[1:] if not p.is_word("not", "distinct", "from")]
        return How.EQUAL, [p for p in words[:1] if _is_literal(p)]
    if first.is_word("in") and rest[1:2] and rest[1].says == "(":
        return How.EQUAL, list(_listed(pieces, at + 2))
    if first.is_word("between"):
        return How.ORDERED, [p for p in (rest[1:2] + rest[3:4]) if _is_literal(p)]
    if first.is_word(*_LIKE):
        return How.LIKE, [p for p in rest[1:2] if p.kind == "text"]
    return How.EQUAL, []


def _listed(pieces: list[Piece], at: int) -> Iterator[Piece]:
    for piece in pieces[at:]:
        if piece.says == ")" and piece.kind == "mark":
            return
        if _is_literal(piece):
            yield piece


def _cases(pieces: list[Piece], at: int) -> Iterator[Piece]:
    """Yield the literals after each ``when`` of one ``case``."""
    depth = 0
    for piece, following in zip(pieces[at:], pieces[at + 1 :], strict=False):
        depth += piece.is_word("case") - piece.is_word("end")
        if depth < 0:
            return
        if not depth and piece.is_word("when") and _is_literal(following):
            yield following


def rewritten(statement: str, changes: dict[Piece, str]) -> str:
    """Return a statement with pieces replaced.

    >>> first, *_ = pieces_of("a = 1")
    >>> rewritten("a = 1", {first: "b"})
    'b = 1'
    """
    for piece in sorted(changes, key=lambda p: -p.start):
        statement = statement[: piece.start] + changes[piece] + statement[piece.end :]
    return statement
