"""The page's templates and style sheet, which other pages of the program share."""

from collections.abc import Callable
from importlib.resources import files
from typing import Final

from jinja2 import Environment, FunctionLoader, StrictUndefined

_PARTS: Final = files("gongkai.report.page") / "parts"


def text_of(name: str) -> str:
    """Return a file of the page."""
    return (_PARTS / name).read_text(encoding="utf-8")


def escaping(text: Callable[[str], str]) -> Environment:
    """Return templates that escape what they are given; ``text`` returns one by its name."""
    return Environment(autoescape=True, undefined=StrictUndefined, loader=FunctionLoader(text))


def stylesheet(*, review: bool = False) -> str:
    """Return the page's style sheet without its font; that of the office's own edition is longer."""
    return text_of("style.css") + (text_of("review.css") if review else "")
