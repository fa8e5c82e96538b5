"""How well a heading and the values below it point to a column of ours."""

import difflib
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from gongkai.office.mapping.headings.initials import meanings
from gongkai.office.mapping.headings.other_things import names_another
from gongkai.office.mapping.headings.synonyms import canon, in_chinese
from gongkai.pattern import pattern
from gongkai.records.layouts import MEANINGS
from gongkai.records.ledgers import in_year
from gongkai.records.ledgers.ledger import Column, Kind, Ledger
from gongkai.records.reading.recognition.columns import core
from gongkai.records.reading.recognition.fitness import LIMIT, same_sense, share, values_fit
from gongkai.text import heading_key

_LIKELY: Final = 0.62  # how good a name must be
_NAMED, _WORDS = 0.75, 20  # a list of choices is known by its name alone, if it is a list
_BARE: Final = (
    "日期",
    "种类",
    "类型",
    "类别",
    "名称",
    "编号",
    "内容",
    "渠道",
    "期限",
    "结果",
    "状态",
    "机关",
    "单位",
    "名",
)
_CREDIT_CODE: Final = pattern(r"[0-9A-Z]{2}\d{6}[0-9A-Z]{10}")
_NUMBERED: Final = pattern(r"(?:编号|号|码)$|^(?:主键|标识)")
_OTHER_NUMBER: Final = pattern(
    r"文号|字号|文书号|书号|证|电话|手机|信用|索引|联系|身份|邮|机构|部门|单位|栏目|来电|去电|账号|帐号|主叫|被叫|回拨|回电|工商|注册|税务|许可证"
)
_OF_A_PERSON: Final = pattern(r"[1-9]\d{5}[\d*]{8}[\d*]{3}[\dXx*]")
_WHETHER: Final = pattern(r"^(?:是否|有无)?已?经?")
_DAY, _BETTER, _LAST = 2, 0.12, 0.3
_OF_A_PROGRAM: Final = pattern(r"(?i)[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SURE, _ONE_OF = 0.85, 0.9
_OWN: Final = 0.11  # more than what two names may differ by and both be meant
_BOTH: Final = pattern(r"(?:办结|结案|完成).*(?:反馈|答复|回复)|(?:反馈|答复|回复).*(?:办结|结案)")
_NOTE: Final = pattern(r"(?<=.)\([^()]*\)$")
INSERTED: Final = pattern(r"(?<=.)[（(][^（）()]*[）)](?=.)")
_HOW_OFTEN: Final = pattern(
    r"(?:次数|频次|频率|件数|[比概效]率|得分|分值)$"
)  # says neither whether nor when nor which
_OF_ANOTHER: Final = pattern(
    r"(?:类型|类别|性质|种类|人数|电话|手机|日期|时间|状态|地址|住址|地点|邮编|性别|年龄|职业|用途|链接|网址)$"
)
_MOST, _ALL = 0.8, 0.95
_FEW = 3
_ANY_OF: Final = ("其他", "其它", "无", "是", "否")
# Where a word that nobody knows has a meaning all the same: another source, another category.
_ANY_WORD: Final = ("source", "category")
_CLOSED: Final = ("closed_on", "replied_on")
_RETURNED, _BACK = "returned", "退"  # told by the state of a case, where some were sent back
_PLAIN_KINDS: Final = (Kind.CHOICE, Kind.FLAG, Kind.DATE)


def mark(heading: str, column: Column, values: Sequence[str]) -> float:
    """Return how well a heading and its values point to a column; 0 where they do not."""
    named = meanings(heading) or (in_chinese(heading),)
    best = max(_mark(name, column, values) for name in named)
    # RECEIVE_TIME goes before APPLY_TIME, as 收到日期 does before 申请时间; TYSHXYDM before the code of an organ.
    own = heading.isascii()
    return best + _OWN if best and own and canon(column.heading) in map(canon, named) else best


def _mark(heading: str, column: Column, values: Sequence[str]) -> float:
    if _never(heading, column):
        return 0
    name = _name_of(heading, column)
    if not values:  # nothing is in it yet: its name alone must say it
        sure = name >= _SURE and column.kind in (Kind.DATE, Kind.COUNT, Kind.MONEY)
        return name * 0.7 if sure else 0
    if name < _LIKELY and column.kind is not Kind.CHOICE:
        return 0
    if not _shaped(heading, column, values):
        return 0
    said = [v for v in values if v not in _ANY_OF]
    if column.kind is Kind.CHOICE and said and share(said, column) >= _ALL:
        name = max(name, _LIKELY)  # what says nothing but our own choices is that column
    if name < _LIKELY:
        return 0
    listed = column.kind is Kind.CHOICE and name >= _NAMED and len(set(values)) <= _WORDS
    # 效力 is no 效力级别: no word below it is one of that column's, nor is its name.
    own = core(heading) in _written(column) or column.name in _ANY_WORD
    value = share(values, column)
    listed &= (name == 1 and own) or value > 0
    listed |= column.name == _RETURNED and any(_BACK in value for value in values)
    if not (listed or values_fit(values, column, heading)):
        return 0
    value = value if column.kind in _PLAIN_KINDS else 0.5
    return name * 0.7 + value * 0.3 + (_rank(heading, values) if column.name == "id" else 0)


def resembles(heading: str, column: Column) -> bool:
    """Tell whether a heading by itself is like a name of the column."""
    named = meanings(heading) or (in_chinese(heading),)
    return any(_name_of(name, column) >= _LIKELY for name in named)


def doubtful(heading: str, column: Column, ledger: Ledger) -> bool:
    """Tell whether the letters of a heading may as well stand for another thing than the column: HFSJ is 回复时间 or 回访时间."""
    named = meanings(heading, ledger)
    return any(_never(name, column) or _name_of(name, column) < _LIKELY for name in named)


def _name_of(heading: str, column: Column) -> float:
    """Return how well a heading by itself points to a column."""
    theirs = canon(core(INSERTED.sub("", heading)))
    name = max(
        _by_parts(core(heading), column), *(_likeness(*pair) for pair in _compared(theirs, column))
    )
    if column.kind is Kind.DATE and LIMIT.search(heading) and LIMIT.search(column.heading):
        name = max(name, _NAMED)
    if column.name in _CLOSED and _BOTH.search(heading):
        return _NAMED  # either may be meant
    if _is_number(heading, column):
        name = max(name, _NAMED)
    return 1.0 if column.name == "credit_code" else name  # no other column holds such codes


def _by_parts(heading: str, column: Column) -> float:
    """Return how well one of several names points to the column: 姓名/单位, 申请人/原告."""
    parts = [part for part in re.split(r"[/、／或]", heading) if part]
    return (
        _ONE_OF if len(parts) > 1 and any(canon(part) in names_of(column) for part in parts) else 0
    )


def _never(heading: str, column: Column) -> bool:
    """Tell whether a heading names another thing than the column, however alike the words are."""
    if names_another(heading, column):
        return True
    if _HOW_OFTEN.search(core(heading)) and not _HOW_OFTEN.search(column.heading):
        return True
    if column.kind is Kind.DATE:
        return not same_sense(canon(core(heading)), column.heading)
    if column.kind is not Kind.TEXT or column.name == "contact":
        return False
    return bool(_OF_ANOTHER.search(core(heading))) and not _OF_ANOTHER.search(column.heading)


def _compared(heading: str, column: Column) -> Iterator[tuple[str, str]]:
    """Yield the heading with each name of the column; of days what is said beside that they are days."""
    if column.kind is Kind.FLAG:
        heading = _WHETHER.sub("", heading) or heading
    for name in names_of(column):
        if column.kind is Kind.DATE and len(name) > _DAY and len(heading) > _DAY:
            yield heading.removesuffix("日期"), name.removesuffix("日期")
        elif column.kind is Kind.FLAG:
            yield heading, _WHETHER.sub("", name)
        else:
            yield heading, name


def _rank(heading: str, values: Sequence[str]) -> float:
    """Return how much rather a heading is the number of a row than another one; what only a program reads is last."""
    if all(_OF_A_PROGRAM.fullmatch(value) for value in values):
        return -_LAST
    if _counts_on(values):
        return -_LAST
    if re.search(r"序[号列]$|流水$", heading):
        return -_BETTER
    return _BETTER if re.search(r"(?i)(?:编号|编码|单号|案号|ID)$", core(heading)) else 0.0


def _counts_on(values: Sequence[str]) -> bool:
    """Tell whether the values are 1, 2, 3 and so on: the program's own count of its rows."""
    return len(values) > _FEW and list(values) == [str(n) for n in range(1, len(values) + 1)]


def _is_number(heading: str, column: Column) -> bool:
    """Tell whether a heading can only be the number by which the rows are known."""
    plain = canon(_without_note(heading))
    return (
        column.name == "id"
        and _NUMBERED.search(plain) is not None
        and _OTHER_NUMBER.search(plain) is None
    )


def _shaped(heading: str, column: Column, values: Sequence[str]) -> bool:
    """Tell whether the values have the shape that the column's values have, where it has one."""
    if column.kind is Kind.TEXT and all(v in _ANY_OF for v in values):
        return False  # 重复来电 否 is no telephone
    codes = sum(_is_code(v.strip()) for v in values) >= _MOST * len(values)
    if column.name == "credit_code" and any(_OF_A_PERSON.fullmatch(v.strip()) for v in values):
        return False  # a person's numbers among them: only the office can tell
    if codes or column.name == "credit_code":
        return codes and column.name == "credit_code"
    number = _NUMBERED.search(canon(_without_note(heading))) is not None
    if column.name == "id":
        return number
    return not number or any(_NUMBERED.search(name) for name in names_of(column))


def _without_note(heading: str) -> str:
    """Return a heading as compared without the note in brackets at its end: 件号（会议编号）."""
    return _NOTE.sub("", heading_key(heading))


def _is_code(text: str) -> bool:
    """Tell whether a text is a unified credit code: one of digits alone is a serial number, or a person's."""
    return _CREDIT_CODE.fullmatch(text) is not None and not text.isdecimal()


def _likeness(heading: str, spelling: str) -> float:
    if heading == spelling:
        return 1.0
    if heading.isascii() or spelling.isascii():
        return 0.0  # letters that are much alike are no names that are: CRTIME is no DOCRELTIME
    short, long = sorted((heading, spelling), key=len)
    if short in _BARE:
        return 0.0  # names a kind of thing, not the thing
    if len(short) > 2 and short in long:
        return 0.85
    if len(short) == 2 and (long.startswith(short) or long.endswith(short)):
        return 0.75
    return difflib.SequenceMatcher(None, heading, spelling, autojunk=False).ratio()


@cache
def names_of(column: Column) -> tuple[str, ...]:
    """Return every name of a column that is known, the words that mean the same put into one."""
    return tuple(dict.fromkeys(map(canon, _written(column))))


@cache
def _written(column: Column) -> tuple[str, ...]:
    """Return every name of a column that is known, whatever its ledger."""
    meant = (
        heading
        for ledger in in_year(column.year or 2024).values()
        if any(c.name == column.name and c.heading == column.heading for c in ledger.columns)
        for source in MEANINGS.get(ledger.id, ())
        if source.column == column.name
        for heading in source.headings
    )
    return tuple(dict.fromkeys(map(core, (column.heading, *column.aliases, *meant))))
