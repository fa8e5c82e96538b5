"""The page's templates and style sheet, which other pages of the program share."""

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemBytecodeCache, FunctionLoader, StrictUndefined
from jinja2.bccache import Bucket

_PARTS: Final = Path(__file__).parent / "parts"
_KEPT: Final = _PARTS / "__pycache__"


def text_of(name: str) -> str:
    """Return a file of the page."""
    return (_PARTS / name).read_text(encoding="utf-8")


def escaping(text: Callable[[str], str]) -> Environment:
    """Return templates that escape what they are given; ``text`` returns one of the program's by its name."""
    return Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FunctionLoader(text),
        bytecode_cache=_Compiled(str(_KEPT)),
    )


class _Compiled(FileSystemBytecodeCache):
    """Compiled templates beside the templates, as Python keeps its modules; none where that may not be.

    They are the program's own: what an office wrote is compiled elsewhere, and never kept.
    """

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template if Python would keep a module."""
        if not sys.dont_write_bytecode:
            with suppress(OSError):
                _KEPT.mkdir(exist_ok=True)
                super().dump_bytecode(bucket)


def stylesheet(*, review: bool = False) -> str:
    """Return the page's style sheet without its font; that of the office's own edition is longer."""
    return text_of("style.css") + (text_of("review.css") if review else "")
