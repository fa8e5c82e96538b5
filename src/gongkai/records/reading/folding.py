"""What a clerk wrote, read as what was meant, where only one meaning is possible."""

import datetime as dt
import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

from gongkai.pattern import pattern
from gongkai.records.ledgers.ledger import Column, Kind, Span

# The spellings that need no mention, in ASCII digits: `\d` would admit those of every script. Whatever else is read is listed as a finding of information.
PLAIN: Final[Mapping[Kind, str]] = {
    Kind.DATE: (
        r"^[0-9]{4}(-[0-9]{1,2}-|/[0-9]{1,2}/|\.[0-9]{1,2}\.)[0-9]{1,2}$|^[0-9]{8}$|^[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日$"
    ),
    Kind.COUNT: r"^[0-9]{1,12}$",
    Kind.MONTH: r"^(0?[1-9]|1[0-2])月?$",
    Kind.MONEY: r"^[0-9]{1,15}(\.[0-9]{1,2})?$",
}
_DATE: Final = pattern(
    r"(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|\.(\d{1,2})\.|年(\d{1,2})月)(\d{1,2})[日号]?"
    r"(?:\(?(?:星期|周)[一二三四五六日天]\)?)?"
    r"(?:(?:T|(?<=[日号]))(?:上午|下午|晚上?|凌晨|中午)?\d{1,2}(?::\d{2}(?::\d{2}(?:\.\d+)?)?|[时点](?:\d{1,2}分?(?:\d{1,2}秒)?|半|整)?)(?:AM|PM)?"
    r"|T?(?:上午|下午|晚上?|凌晨|中午))?"
    r"(?:\((?![^()]*[拟计预未暂定约限前止])[^()\d]{1,12}\)|[.。,，;；])?"
)
# A moment with its zone, as programs write it: the day is Beijing's.
_MOMENT: Final = pattern(
    r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})"
)
_BEIJING: Final = dt.timezone(dt.timedelta(hours=8))
_SERIAL: Final = pattern(r"(\d{5})(?:\.\d+)?")
_SERIALS: Final = range(36_526, 54_789)  # the years 2000 to 2049, as Excel counts days
# As Java counts: milliseconds, 13 digits from 2001-09-09 to 2033-05-17.
_MILLISECONDS: Final = pattern(r"1\d{12}")
_NUMERALS: Final = "〇一二三四五六七八九"
_IN_WORDS: Final = pattern(
    rf"([{_NUMERALS}零○]{{4}})年([{_NUMERALS}十]{{1,3}})月([{_NUMERALS}十]{{1,3}})[日号]"
)
_FIRST_YEAR: Final = 1900
_NULLS: Final = (dt.date(1900, 1, 1), dt.date(1970, 1, 1))  # what programs write for none
_ISO: Final = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SHORT_YEAR: Final = pattern(r"'?(\d{2})(?=[-/.年])")
_MONTH_ALONE: Final = pattern(r"(\d{4})(?:年(\d{1,2})月份?|[-/](\d{1,2})|\.(0\d|1[0-2]))")
_ENDED: Final = pattern(r"(?:起|已|宣布)?(?:废止|失效|停止执行)$")
_WEEKDAY: Final = r"(?:\(?(?:星期|周)[一二三四五六日天]\)?)?(?:上午|下午)?"
_DAY_ALONE: Final = pattern(rf"(\d{{1,2}})(?:月(\d{{1,2}})[日号]?|[-/.](\d{{1,2}})){_WEEKDAY}")
_DAY_IN_WORDS: Final = pattern(rf"([{_NUMERALS}十]{{1,3}})月([{_NUMERALS}十]{{1,3}})[日号]")
_DIGITS_DATE: Final = pattern(r"(\d{4})(\d{2})(\d{2})(?:(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?)?")
_GROUPED: Final = pattern(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_COUNTED: Final = pattern(
    r"(?:约|大约|近)?(\d+)(?:\.0+)?(?:余?(?:人次|件次|个?工作日|[件条次人个份项页场期篇部张名宗起天日])|余)?"
)
_YEAR_MONTH: Final = pattern(
    r"(20\d{2})[-/.年]?(0?[1-9]|1[0-2])(?:月份?|(?:[-/]0?1)(?:T?00:00(?::00)?)?)?"
)
_SUM: Final = pattern(r"(?:人民币)?[¥￥]?(\d+(?:\.\d+)?)(万元|万|元)?整?")
_FREE: Final = ("免费", "免收", "未收费", "不收费", "未收取", "减免", "全免")
# Kangxi radicals and compatibility ideographs, which fonts and old PDF files put for the characters.
VARIANTS: Final = r"[\u2e80-\u2fdf\uf900-\ufaff]"
_NUMBER_MARKS: Final = pattern(r"[\[［﹝(（【](\d{4})[\]］﹞)）】](?=第?\d+号?)")


def _squeezed(text: str) -> str:
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    return (
        folded.replace(",", "")
        if _GROUPED.fullmatch(folded.strip("¥件条次人个份项页元万"))
        else folded
    )


def read_date(text: str) -> dt.date | None:
    """Return the date, the time of day left out; None where it is none.

    >>> [str(read_date(t)) for t in ("２０１８．３．５", "2018年3月 5日", "20180305", "2018-3-5 14:30")]
    ['2018-03-05', '2018-03-05', '2018-03-05', '2018-03-05']
    >>> read_date("2018-02-30"), read_date("18-3-5"), read_date("2018-3/5")
    (None, None, None)
    >>> [str(read_date(t)) for t in ("2018年3月5号", "43164", "2018-03-04T16:00:00.000Z", "二〇一八年三月五日", "1520179200000")]
    ['2018-03-05', '2018-03-05', '2018-03-05', '2018-03-05', '2018-03-05']
    """
    # Nearly every date is in its plainest spelling, and needs no folding.
    squeezed = text if _ISO.fullmatch(text) else _timed(text)
    match = _DATE.fullmatch(squeezed) or _DIGITS_DATE.fullmatch(squeezed)
    if match is None:
        return _otherwise(squeezed)
    year, *months, day = match.groups()
    month = next(m for m in months if m)
    try:
        found = dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
    return None if found.year < _FIRST_YEAR or found in _NULLS else found


def read_date_of(text: str, column: Column) -> dt.date | None:
    """Return the date as it stands in a column of its year.

    Two digits are a year where they are the column's or the next to it; 3月5日 is read where only days
    of the year may stand. Where only the month counts one without its day is read: as the month's first, of what
    ends as its last.

    >>> from gongkai.records.ledgers import BY_ID
    >>> held = BY_ID["meetings"].in_year(2024).column("held_on")
    >>> [str(read_date_of(t, held)) for t in ("3月5日", "24.3.5", "23年12月31日", "3.5.24", "8.1")]
    ['2024-03-05', '2024-03-05', '2023-12-31', 'None', 'None']
    >>> str(read_date_of("2024年9月", held)), read_date_of("2024.1", held)  # a spreadsheet cuts the nought of 2024.10
    ('2024-09-01', None)
    >>> ended = BY_ID["documents"].in_year(2024).column("repealed_on")
    >>> [str(read_date_of(t, ended)) for t in ("2024年6月废止", "2024年6月1日起失效", "废止")]
    ['2024-06-30', '2024-06-01', 'None']
    """
    found = read_date(text)
    if found is not None or not column.year:
        return found
    squeezed = _timed(text)
    if column.span is Span.ENDS and (ended := _ENDED.sub("", squeezed)) != squeezed:
        return read_date_of(ended, column)
    if column.by_month and (month := read_month_of_year(squeezed)):
        return month[-1] if column.span is Span.ENDS else month[0]
    short = _SHORT_YEAR.match(squeezed)
    if short and abs(2000 + int(short[1]) - column.year) <= 1:
        return read_date(f"20{squeezed.removeprefix(chr(39))}")
    day = read_month_day(text) if column.span is Span.IN_YEAR else None
    if day is None or may_be_tens(text):
        return None
    return date_in(column.year, day)


def read_month_of_year(text: str) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day of a month written with its year and without a day; None where it is none.

    >>> [str(day) for day in read_month_of_year("2024年2月") or ()], read_month_of_year("2024年13月")
    (['2024-02-01', '2024-02-29'], None)
    """
    if (match := _MONTH_ALONE.fullmatch(_timed(text))) is None:
        return None
    year, month = int(match[1]), int(next(filter(None, match.groups()[1:])))
    if not 1 <= month <= 12 or year < _FIRST_YEAR:
        return None
    return dt.date(year, month, 1), dt.date(year, month, monthrange(year, month)[1])


def read_month_day(text: str) -> tuple[int, int] | None:
    """Return the month and the day of a date without its year; None where it is none.

    >>> [read_month_day(t) for t in ("8月1日", "８/１", "08-01", "八月十一号", "8月", "2025-8", "13.1")]
    [(8, 1), (8, 1), (8, 1), (8, 11), None, None, None]
    """
    squeezed = _timed(text)
    if words := _DAY_IN_WORDS.fullmatch(squeezed):
        month, day = _numeral(words[1]), _numeral(words[2])
    elif digits := _DAY_ALONE.fullmatch(squeezed):
        month, day = int(digits[1]), int(digits[2] or digits[3])
    else:
        return None
    return (month, day) if date_in(2000, (month, day)) else None


def may_be_tens(text: str) -> bool:
    """Tell whether a spreadsheet may have cut a nought off: 8.1 may have been typed as 8.10.

    >>> [may_be_tens(t) for t in ("8.1", "8.4", "8.01", "8.10", "8/1")]
    [True, False, False, False, False]
    """
    return re.fullmatch(r"\d{1,2}\.[123]", _timed(text)) is not None


def date_in(year: int, day: tuple[int, int]) -> dt.date | None:
    """Return the month and day in that year; None where it has none."""
    try:
        return dt.date(year, *day)
    except ValueError:
        return None


def _timed(text: str) -> str:
    """Return the text with a T where a time of day follows a date after a space."""
    folded = re.sub(r"[–—−‐‑]", "-", unicodedata.normalize("NFKC", text).strip())
    marked = re.sub(
        r"(?<=[\d日号])\s+(?=(?:上午|下午|晚上?|凌晨|中午)?\s*\d{1,2}(?::\d{2}|[时点]))",
        "T",
        folded,
    )
    # 2025。8。11 is what a Chinese keyboard makes of points.
    return re.sub(r"(?<=\d)[。．、,](?=\d)", ".", re.sub(r"\s+", "", marked))


def _otherwise(text: str) -> dt.date | None:
    """Return the date of a moment with its zone, of Excel's count of days, of Java's of milliseconds, or of one in words."""
    try:
        if _MOMENT.fullmatch(text):
            return dt.datetime.fromisoformat(text).astimezone(_BEIJING).date()
        if (serial := _SERIAL.fullmatch(text)) and int(serial[1]) in _SERIALS:
            return dt.date(1899, 12, 30) + dt.timedelta(days=int(serial[1]))
        if _MILLISECONDS.fullmatch(text):
            return dt.datetime.fromtimestamp(int(text) / 1000, _BEIJING).date()
        if words := _IN_WORDS.fullmatch(text):
            year = int("".join(str(_numeral(c)) for c in words[1]))
            return dt.date(year, _numeral(words[2]), _numeral(words[3]))
    except (ValueError, OverflowError):
        pass
    return None


def _numeral(words: str) -> int:
    """Return a number below 100 in Chinese numerals."""
    tens, ten, ones = words.rpartition("十")
    digits = {c: n for n, c in enumerate(_NUMERALS)} | {"零": 0, "○": 0}
    return (digits.get(tens, 1) * 10 if ten else 0) + (digits[ones] if ones else 0)


def read_count(text: str) -> int | None:
    """Return the whole number; None where it is none.

    >>> read_count("３件"), read_count("1,200"), read_count("12,00"), read_count("-5"), read_count("3.5")
    (3, 1200, None, None, None)
    >>> read_count("20个工作日"), read_count("约40人"), read_count("40余"), read_count("第3")
    (20, 40, 40, None)
    """
    match = _COUNTED.fullmatch(_squeezed(text))
    return int(match[1]) if match and len(match[1]) <= 12 else None


def read_month(text: str) -> int | None:
    """Return the month from 1 to 12.

    >>> read_month("３月份"), read_month("13")
    (3, None)
    """
    match = re.fullmatch(r"(0?[1-9]|1[0-2])(月份?)?", _squeezed(text))
    return int(match[1]) if match else None


def read_month_of(text: str, year: int) -> int | None:
    """Return the month from 1 to 12, be it written with its year; None where that is another one.

    >>> read_month_of("2024年3月", 2024), read_month_of("2024-03", 2024), read_month_of("2023-12", 2024), read_month_of("3月", 2024)
    (3, 3, None, 3)
    """
    match = _YEAR_MONTH.fullmatch(_squeezed(text))
    if match is None:
        return read_month(text)
    return int(match[2]) if int(match[1]) == year else None


def read_money(text: str) -> Decimal | None:
    """Return the sum in yuan with two decimals; None where it is none or is finer than a fen.

    >>> read_money("1.2万元"), read_money("￥1,200.5"), read_money("12元"), read_money("1.234元")
    (Decimal('12000.00'), Decimal('1200.50'), Decimal('12.00'), None)
    >>> read_money("免费")
    Decimal('0.00')
    """
    folded = _squeezed(text)
    if folded in _FREE:
        return Decimal("0.00")
    match = _SUM.fullmatch(folded)
    if not match or len(match[1].split(".")[0]) > 15:
        return None
    yuan = Decimal(match[1]) * (10000 if match[2] in ("万元", "万") else 1)
    cents = yuan.quantize(Decimal("0.01"))
    return cents if cents == yuan else None


def read_text(text: str) -> str:
    """Return the text with look-alike characters put right and document numbers in 〔〕.

    >>> read_text("⼀⼆⾏ 哈人防发[2017]17号")
    '一二行 哈人防发〔2017〕17号'
    """
    plain = re.sub(VARIANTS, lambda m: unicodedata.normalize("NFKC", m[0]), text)
    return _NUMBER_MARKS.sub(r"〔\1〕", plain)


READERS: Final[Mapping[Kind, Callable[[str], object]]] = {
    Kind.DATE: read_date,
    Kind.COUNT: read_count,
    Kind.MONTH: read_month,
    Kind.MONEY: read_money,
}
