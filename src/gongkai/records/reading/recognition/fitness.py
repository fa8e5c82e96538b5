"""Whether a column of a file may be a column of ours: by the sense of its name and by its values."""

import difflib
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from gongkai.pattern import pattern
from gongkai.records.layouts import TELLINGS
from gongkai.records.ledgers.ledger import Column, Kind
from gongkai.records.reading.folding import READERS, read_month_day, read_month_of
from gongkai.records.reading.words import reader
from gongkai.text import heading_key

# A limit is no fact, and the day from which a document holds is neither its issue nor its end.
LIMIT: Final = pattern(
    r"期限|时限|限期|限办|限时|限定|截止|截至|终止|到期|届满|法定|承诺|最迟|最晚|预计|计划|拟(?![稿定文])|有效期|应[当该]?(?:处置|处理)?[办答反回完复结]|规定[办答反回完复结]|要求|终\)|止$|(?<!日)期$"
)
# The day from which a judgement is final is the day of its end.
_START: Final = pattern(r"实施|施行|(?<!裁判|判决|裁定|文书)生效|起始|有效期自|期始")
_BEGINS: Final = pattern(
    r"收案|立案|受理|登记|交办|转办|派|来电|来件|受话|申请|收到|收件|收文|签收|接收"
)
_ENDS: Final = pattern(r"审结|结案|办结|答复|回复|反馈|完成|废止|失效")
_DAY: Final = pattern(r"日期|时间|日$|时$|年月")
_KIND_OF_THING: Final = pattern(
    r"(?:日期|时间|编号|号码|名称|类型|类别|种类|方式|渠道|金额|期限|时限|人数|次数|件数|情况|数量|数|人|号|日)$"
)
_STEM: Final = 0.5
_TOLD: Final = {telling.column: telling for telling in TELLINGS.values()}
_ENOUGH: Final = 0.6  # of the filled cells


def same_sense(heading: str, ours: str) -> bool:
    """Tell whether two names of dates may mean the same: never across a limit and a fact.

    >>> same_sense("答复期限", "答复日期"), same_sense("收案日期", "审结日期"), same_sense("答复时间", "答复日期")
    (False, False, True)
    """
    one, other = heading_key(heading), heading_key(ours)
    if _START.search(one) and not _START.search(other):
        return False
    if bool(LIMIT.search(one)) != bool(LIMIT.search(other)):
        return False
    return not (_BEGINS.search(one) and _ENDS.search(other) and not _ENDS.search(one)) and not (
        _ENDS.search(one) and _BEGINS.search(other) and not _BEGINS.search(one)
    )


def same_end(heading: str, ours: str) -> bool:
    """Tell whether two days are both of the beginning, or both of the end, of what is recorded.

    >>> same_end("登记时间", "收到日期"), same_end("归档时间", "收到日期"), same_end("完成时间", "办结日期")
    (True, False, True)
    """
    one, other = heading_key(heading), heading_key(ours)
    return any(end.search(one) and end.search(other) for end in (_BEGINS, _ENDS))


def same_stem(heading: str, ours: str) -> bool:
    """Tell whether two names are alike in more than the kind of thing that they name.

    >>> same_stem("申请日期", "缴费日期"), same_stem("收件日期", "收到日期"), same_stem("申请人类形", "申请人类型")
    (False, True, True)
    """
    one, other = (_KIND_OF_THING.sub("", heading_key(name)) for name in (heading, ours))
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() >= _STEM


def values_fit(values: Sequence[str], column: Column, heading: str) -> bool:
    """Tell whether most of the values can be read as the column's kind."""
    filled = [value for value in values if value not in column.blank_words]
    if not filled:
        return column.kind is not Kind.DATE or bool(_DAY.search(heading_key(heading)))
    return share(filled, column) >= _ENOUGH


def share(values: Sequence[str], column: Column) -> float:
    """Return the part of the values that can be read as the column's kind."""
    return sum(readable(value, column) for value in values) / len(values) if values else 0.0


def readable(value: str, column: Column) -> bool:
    """Tell whether a value can be read as the column's kind; text is what is no date."""
    match column.kind:
        case Kind.TEXT if column.name == "identity_no":
            return re.search(r"\d{4}", value) is not None
        case Kind.TEXT:
            return READERS[Kind.DATE](value) is None or value.isdecimal()
        case Kind.CHOICE | Kind.FLAG:
            return heading_key(value) in known_words(column) or reader(column)(value) is not None
        case Kind.DATE:
            return _is_day(value)
        case Kind.MONTH:
            return read_month_of(value, column.year) is not None
        case Kind.COUNT if column.name in _TOLD:
            return any(re.search(pattern, value) for pattern, _ in _TOLD[column.name].picks)
        case kind:
            return READERS[kind](value) is not None


@lru_cache(maxsize=4000)
def _is_day(value: str) -> bool:
    """Tell whether a value is a date, be it without a year or with two digits of one."""
    short = re.sub(r"^\s*'?(?=\d{2}\s*[-/.年]\s*\d)", "20", value)
    return any(READERS[Kind.DATE](v) for v in (value, short)) or read_month_day(value) is not None


@lru_cache(maxsize=1000)
def known_words(column: Column) -> frozenset[str]:
    """Return every word that a column of choices knows, as compared."""
    choices = (word for choice in column.choices for word in (choice.label, *choice.aliases))
    return frozenset(map(heading_key, (*choices, *column.asks, *column.blank_words)))
