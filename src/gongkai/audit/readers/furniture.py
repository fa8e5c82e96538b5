"""Lines of a printed page that are no part of what is printed: page numbers, a browser's head and foot."""

import unicodedata
from typing import Final

from gongkai.pattern import pattern

_PAGE_NUMBER: Final = pattern(r"[-—－–\s]*第?\s*\d{1,3}\s*页?(?:\s*/\s*共?\d+页?)?[-—－–\s]*")
_FOOT: Final = pattern(r"(?:https?|file|about|chrome):\S*\s*\d{1,3}\s*/\s*\d{1,3}")
_HEAD: Final = pattern(r"\d{1,4}[/-]\d{1,2}[/-]\d{1,4}[,，]?\s*(?:上午|下午)?\s*\d{1,2}:\d{2}.*")


def is_furniture(text: str, page: int) -> bool:
    """Tell whether a line is blank, a page number, or a browser's own.

    The browser's line above the first page is kept: it names what was printed.

    >>> is_furniture("https://a.gov.cn/t1.html 3/4", 3), is_furniture("2024/1/5 上午10:20 甲局年报", 2)
    (True, True)
    >>> is_furniture("2024/1/5 上午10:20 甲局年报", 1), is_furniture("- 3 -", 3), is_furniture("", 1)
    (False, True, True)
    """
    words = unicodedata.normalize("NFKC", text.strip())
    if not words or _PAGE_NUMBER.fullmatch(words):
        return True
    return bool(_FOOT.fullmatch(words) or (page > 1 and _HEAD.fullmatch(words)))
