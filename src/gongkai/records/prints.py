"""A ledger's rows as prints: enough to tell later which cell of which row changed, and no cell itself.

A print is a keyed hash of a cell, cut to 24 bits: without the office's key it tells nothing, and with it
an identity or telephone number is still one of thousands that fit.
"""

import contextlib
import hashlib
import os
import secrets
import time
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from gongkai.persons import may_be_personal
from gongkai.records.ledgers.ledger import Ledger
from gongkai.records.reading.sheet import RAW, ROW

KEY_FILE: Final = "compare_key.txt"
MOST_ROWS: Final = 10_000  # a ledger of more is not printed, and told by its number of rows alone
WIDTH: Final = 4  # characters of a print
BLANK: Final = "." * WIDTH
HIDDEN_KEY: Final = "（编号含个人信息，已隐去）"
_BYTES: Final = 3
_DIGITS: Final = 64
_HEAD: Final = (
    "# 由 gongkai 生成：比对两次报告时用它隐去台账内容。请留在本机关，不要公开、改动。\n"
    "# 删去后会另生成一个，以前各次的报告就不能再逐行比对。\n"
)


@dataclass(frozen=True, slots=True)
class RowPrint:
    """One row: its key as it may be shown, what it is known by, its number in the file, its cells' prints."""

    shown: str
    key: str
    number: int
    cells: str


@dataclass(frozen=True, slots=True)
class Prints:
    """The rows of a ledger, in order; ``columns`` names what the cells are of."""

    columns: tuple[str, ...]
    rows: tuple[RowPrint, ...]


def office_key(folder: Path) -> bytes | None:
    """Return the random key in an office's folder, made where there is none; None where none can be."""
    path = folder / KEY_FILE
    with contextlib.suppress(OSError):
        if not path.exists():
            _make(path)
    for _ in range(20):  # another process may be writing it
        with contextlib.suppress(OSError, ValueError):
            last = path.read_text("utf-8-sig").split()[-1:]
            if last and len(last[0]) == _DIGITS:
                return bytes.fromhex(last[0])
        if not path.exists():
            break
        time.sleep(0.05)
    return None


def _make(path: Path) -> None:
    with (
        contextlib.suppress(FileExistsError),
        path.open("x", encoding="utf-8", newline="\n") as new,
    ):
        new.write(_HEAD + secrets.token_hex(_DIGITS // 2) + "\n")
        new.flush()
        os.fsync(new.fileno())


def printed(text: str, key: bytes, *about: str) -> str:
    """Return the print of a text; ``about`` says of what, so that equal texts elsewhere differ.

    >>> printed("网络", b"k", "requests") == printed("网络", b"k", "requests"), printed("", b"k")
    (True, '....')
    """
    if not text:
        return BLANK
    words = "\0".join((*about, text)).encode()
    return urlsafe_b64encode(hashlib.blake2b(words, key=key, digest_size=_BYTES).digest()).decode()


def row_prints(rows: pl.DataFrame, ledger: Ledger, key: bytes) -> Prints:
    """Return the prints of typed rows with their raw cells.

    A cell counts as it was understood, so that another spelling of the same day is no change; one
    that was not understood counts as it was written.
    """
    columns = {column.name: _texts(rows, column.name) for column in ledger.columns}
    keys = [
        "/".join(parts).strip("/") for parts in zip(*(columns[n] for n in ledger.key), strict=True)
    ]
    known = [_known_by(words, ledger, key) for words in keys]
    cells = []
    for column in ledger.columns:
        # Of persons not even that two rows are of the same one.
        owners = known if column.personal else [""] * len(known)
        seen: dict[tuple[str, str], str] = {}
        for at in zip(columns[column.name], owners, strict=True):
            if at not in seen:
                seen[at] = printed(at[0], key, ledger.id, column.name, at[1])
        cells.append([seen[at] for at in zip(columns[column.name], owners, strict=True)])
    numbers = rows.get_column(ROW).to_list()
    lines = ["".join(line) for line in zip(*cells, strict=True)]
    shown = [HIDDEN_KEY if may_be_personal(words) else words for words in keys]
    made = zip(shown, known, numbers, lines, strict=True)
    return Prints(tuple(columns), tuple(RowPrint(s, k, int(n), c) for s, k, n, c in made))


def _known_by(words: str, ledger: Ledger, key: bytes) -> str:
    if not may_be_personal(words):
        return words
    return printed(words, key, ledger.id, "key", "1") + printed(words, key, ledger.id, "key", "2")


def _texts(rows: pl.DataFrame, name: str) -> list[str]:
    typed = rows.get_column(name).to_list()
    raw = rows.get_column(RAW + name).to_list()
    return [
        str(cell) if cell is not None else "" if words is None else " ".join(words.split())
        for cell, words in zip(typed, raw, strict=True)
    ]
