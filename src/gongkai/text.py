"""Text from records: cleaned once at the border, and numbers put into Chinese words."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from gongkai.pattern import pattern

# Control characters break XML, bidirectional marks disguise text, private-use
# characters are the narrative's own markers: none has business in a ledger.
FORBIDDEN: Final = (  # for Polars too, whose text has no surrogates
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff"
    "\ue000-\uf8ff\U000f0000-\U0010fffd]"
)
_FORBIDDEN = pattern(FORBIDDEN[:-1] + "\ud800-\udfff]")
_DIGITS = "〇一二三四五六七八九"


def clean(value: str) -> str:
    """Return the text without control, bidirectional and private-use characters.

    >>> clean("人防\\x00工程\\u202e")
    '人防工程'
    """
    if value.isprintable():  # nearly every text: nothing forbidden is printable
        return value
    return _FORBIDDEN.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))


def heading_key(value: str) -> str:
    """Return a heading as it is compared: full-width folded, white space and breaks removed.

    >>> heading_key("收到 日期\\n（年月日）")
    '收到日期(年月日)'
    """
    return "".join(unicodedata.normalize("NFKC", clean(value)).split())


@lru_cache(maxsize=1024)
def natural(name: str) -> tuple[tuple[int, str], ...]:
    """Return a key by which names stand in a person's order.

    >>> sorted(["10月", "2月", "1月"], key=natural)
    ['1月', '2月', '10月']
    """
    parts = re.split(r"(\d+)", name)
    return tuple((int(part), "") if part.isdecimal() else (0, part) for part in parts)


def chinese_numeral(number: int) -> str:
    """Return a whole number from 0 to 9999 in Chinese numerals.

    >>> [chinese_numeral(n) for n in (0, 4, 10, 14, 23, 105, 2018)]
    ['〇', '四', '十', '十四', '二十三', '一百〇五', '二千〇一十八']
    """
    if not 0 <= number <= 9999:
        raise ValueError(number)
    if number == 0:
        return _DIGITS[0]
    out, gap = "", False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            out += (_DIGITS[0] if gap and out else "") + _DIGITS[digit] + unit
            gap = False
        else:
            gap = bool(out)
    return out[1:] if 10 <= number < 20 else out


def counted_numeral(number: int) -> str:
    """Return a whole number from 0 to 9999 as it stands before a measure word: 两 for two alone.

    >>> [counted_numeral(n) for n in (1, 2, 12)]
    ['一', '两', '十二']
    """
    return "两" if number == 2 else chinese_numeral(number)
