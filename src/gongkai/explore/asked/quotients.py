"""What a statement divides by: nothing, where it is 0, as SQL has it; to Polars it would be infinitely much."""

from collections.abc import Sequence
from typing import Final

from gongkai.explore.asked.statement import Piece, pieces_of

_OPENING: Final = "("
_CLOSING: Final = ")"


def guarded(statement: str) -> str:
    """Return a statement in which what is divided by 0 is unknown, wherever it stands.

    >>> guarded("select a / b, sum(a)/sum(b), a / 100 from t where a/(b - 1) > 2 -- a/b")
    'select a / nullif(b, 0), sum(a)/nullif(sum(b), 0), a / 100 from t where a/nullif((b - 1), 0) > 2 -- a/b'
    """
    pieces = pieces_of(statement)
    put: list[tuple[int, str]] = []
    for at, piece in enumerate(pieces):
        if (piece.kind, piece.says) != ("mark", "/"):
            continue
        end = _divisor_end(pieces, at + 1)
        first, last = pieces[at + 1 : at + 2], pieces[end - 1 : end]
        if end == at + 1 or (end == at + 2 and first[0].kind == "number"):
            continue  # nothing follows, which the reading tells, or a plain number
        put += [(first[0].start, "nullif("), (last[0].end, ", 0)")]
    for place, words in sorted(put, reverse=True):
        statement = statement[:place] + words + statement[place:]
    return statement


def _divisor_end(pieces: Sequence[Piece], at: int) -> int:
    """Return where what is divided by ends: a name, a number, a call, what stands in brackets, a case."""
    while _is(pieces, at, "-") or _is(pieces, at, "+"):
        at += 1
    end = _value_end(pieces, at)
    while end > at and _is(pieces, end, ":") and _is(pieces, end + 1, ":"):
        end = min(end + 3, len(pieces))  # a::float
    if end < len(pieces) and pieces[end].is_word("over") and _is(pieces, end + 1, _OPENING):
        end = _closed(pieces, end + 1, _OPENING, _CLOSING)
    return end


def _value_end(pieces: Sequence[Piece], at: int) -> int:
    if _is(pieces, at, _OPENING):
        return _closed(pieces, at, _OPENING, _CLOSING)
    if at >= len(pieces) or pieces[at].kind == "mark":
        return at
    if pieces[at].is_word("case"):
        return _closed(pieces, at, "case", "end")
    end = at + 1
    while _is(pieces, end, ".") and end + 1 < len(pieces):
        end += 2
    return _closed(pieces, end, _OPENING, _CLOSING) if _is(pieces, end, _OPENING) else end


def _is(pieces: Sequence[Piece], at: int, mark: str) -> bool:
    return at < len(pieces) and (pieces[at].kind, pieces[at].says) == ("mark", mark)


def _closed(pieces: Sequence[Piece], at: int, opening: str, closing: str) -> int:
    """Return the place past what closes that which opens at a place."""
    depth = 0
    for n in range(at, len(pieces)):
        if pieces[n].kind in ("mark", "name"):
            depth += (pieces[n].says.lower() == opening) - (pieces[n].says.lower() == closing)
        if not depth:
            return n + 1
    return len(pieces)
