"""Which font has a character: the packaged one, the one that comes with Matplotlib, or none."""

from functools import cache, lru_cache
from itertools import groupby
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Final

import matplotlib as mpl
from matplotlib.ft2font import FT2Font

from gongkai.charts.size import FONT_FILE

SPARE_FAMILY: Final = "DejaVu Sans"  # comes with Matplotlib, so that it is the same everywhere


def runs(words: str) -> tuple[tuple[Path, str], ...]:
    """Return words in runs with the file of the font that has them; what none has is the packaged one's.

    >>> [run for _, run in runs("已办✔2件")]
    ['已办', '✔', '2件']
    """
    return tuple((file, "".join(run)) for file, run in groupby(words, _file_of))


def lacking(words: str) -> str:
    """Return the characters that neither font has, each once: they are drawn as boxes.

    >>> lacking("已办✔𠮷𠮷2件")
    '𠮷'
    """
    return "".join(c for c in dict.fromkeys(words) if not c.isspace() and not _has(c))


def _has(character: str) -> bool:
    return _index(_file_of(character), character) != 0


def _file_of(character: str) -> Path:
    spare = not _index(FONT_FILE, character) and _index(_spare_file(), character)
    return _spare_file() if spare else FONT_FILE


@lru_cache(4096)
def _index(file: Path, character: str) -> int:
    return _font(file).get_char_index(ord(character))


@cache
def _font(file: Path) -> FT2Font:
    with file.open("rb") as opened:
        return FT2Font(mmap(opened.fileno(), 0, access=ACCESS_READ))  # type: ignore[arg-type]


@cache
def _spare_file() -> Path:
    return Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
