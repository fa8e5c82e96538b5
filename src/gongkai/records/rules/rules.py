"""Rules over the rows of a ledger: each says where it is broken and tells a clerk so."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import polars as pl

from gongkai.findings import Severity
from gongkai.pattern import pattern
from gongkai.records.clock.workdays import known_years
from gongkai.records.ledgers.ledger import Column, Kind, Ledger, Span
from gongkai.records.reading.sheet import RAW
from gongkai.records.rules.persons import TRACE, person_numbers

HALF_TOLD: Final = "R-03"  # one half of what happened, its day or its outcome, without the other


@dataclass(frozen=True, slots=True)
class RowRule:
    """A rule: rows where ``broken`` holds are findings at ``column``.

    ``stops`` marks rules whose breach means that rows cannot be counted at all; ``by_rows`` is
    false where a row cannot be judged by itself, or only by a look at its text;
    ``hidden`` keeps the cell's value out of the finding. ``unique`` names the columns that no two
    rows may share, where that is the rule; ``detail`` is what each row adds to the message. ``maybe``
    holds at least where ``broken`` does, and is sooner told; ``trace`` is a pattern found in every text that
    breaks the rule, and perhaps in others.
    """

    id: str
    severity: Severity
    broken: pl.Expr
    column: Column
    expected: str
    message: str
    remedy: str
    stops: bool = False
    by_rows: bool = True
    hidden: bool = False
    unique: tuple[str, ...] = ()
    detail: pl.Expr | None = None
    maybe: pl.Expr | None = None
    trace: re.Pattern[str] | None = None


def cell_rules(ledger: Ledger) -> Iterator[RowRule]:
    """Yield the rules that follow from the ledger's declaration: type, choice, span, order, key."""
    for column in ledger.columns:
        yield from _column_rules(column)
    for earlier, later in ledger.orders:
        first, second = ledger.column(earlier), ledger.column(later)
        yield RowRule(
            "R-02",
            Severity.ERROR,
            pl.col(later) < pl.col(earlier),
            second,
            f"不早于“{first.heading}”",
            f"“{second.heading}”早于“{first.heading}”",
            "请核对这两个日期",
            stops=True,
        )
    keys = [ledger.column(name) for name in ledger.key]
    headings = "、".join(f"“{c.heading}”" for c in keys)
    yield RowRule(
        "R-01",
        Severity.ERROR,
        pl.struct(ledger.key).is_duplicated() & pl.all_horizontal(pl.col(ledger.key).is_not_null()),
        keys[0],
        f"{headings}不重复",
        f"{headings}重复",
        "请核对是否重复登记，或改正编号",
        stops=True,
        by_rows=False,
        unique=ledger.key,
    )


def _column_rules(column: Column) -> Iterator[RowRule]:
    raw, value = pl.col(RAW + column.name), pl.col(column.name)
    expected, year = column.expected, column.year
    if column.required:
        mild = column.limit or bool(column.instead)
        # A row without its name or number cannot be told from others; whatever else it lacks, it is a row.
        yield RowRule(
            "L-07",
            Severity.WARNING if mild else Severity.ERROR,
            raw.is_null(),
            column,
            expected,
            f"“{column.heading}”没有填写" if mild else f"必填项“{column.heading}”为空",
            f"请填写：{column.about}"
            + (_UNKNOWN_TILL if column.opens else "；填写以前，归并时按公开日期计" * mild),
            stops=column.kind is Kind.TEXT,
        )
    if column.kind is Kind.TEXT:
        yield from _text_rules(column, raw)
    else:
        rule, what = _UNREADABLE[column.kind]
        yield RowRule(
            rule,
            Severity.ERROR,
            raw.is_not_null() & value.is_null() & ~raw.is_in((*column.blank_words, *column.asks)),
            column,
            expected,
            what,
            _LEFT_OPEN[column.kind is Kind.CHOICE],
            maybe=raw.is_not_null() & value.is_null(),
            detail=_half_dated(raw) if column.kind is Kind.DATE else None,
        )
        yield from _asking_rules(column, raw, value)
    if column.span is Span.ENDS:
        return  # a day after the year's end says that it has not ended
    if column.span is not Span.ANY:
        first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
        outside = value > last
        if column.span is Span.IN_YEAR:
            outside = outside | (value < first)
        yield RowRule(
            "R-02",
            Severity.ERROR,
            outside,
            column,
            column.period,
            "日期不在应有的期间内",
            "请核对日期，或将该行移到相应年度的台账",
            stops=True,
        )
    elif column.kind is Kind.DATE:
        yield RowRule(
            "R-02",
            Severity.ERROR,
            value.dt.year() > year + 1,
            column,
            f"不晚于 {year + 1} 年的日期",
            "日期过晚",
            "请核对日期",
            stops=True,
        )
    if column.kind is Kind.DATE:
        yield RowRule(
            "R-11",
            Severity.WARNING,
            value.dt.year() < known_years().start,
            column,
            f"{known_years().start} 年以后的日期",
            f"日期早于 {known_years().start} 年，没有工作日历，由它起算的期限不计算",
            "请核对日期",
        )


# What a date lacks that is read for nothing else: its year, its day, or two digits of the year.
_HALF_DATES: Final = (
    (r"^\s*\d{1,2}\.[123]\s*$", "没有写年份，也分不清是1、2、3日还是10、20、30日"),
    (r"^\s*\d{1,2}\s*(月|[-/.．－／])\s*\d{1,2}\s*[日号]?\s*$", "没有写年份，不能确定是哪一年"),
    (r"^\s*\d{4}\s*(年|[-/.．－／])\s*\d{1,2}\s*月?份?\s*$", "只有年月，没有写日"),
    (
        r"^\s*'?\d{2}\s*(年|[-/.．－／])\s*\d{1,2}\s*(月|[-/.．－／])\s*\d{1,2}",
        "年份只有两位，不能确定是哪一年",
    ),
)


def _half_dated(raw: pl.Expr) -> pl.Expr:
    said = [pl.when(raw.str.contains(shape)).then(pl.lit(what)) for shape, what in _HALF_DATES]
    return pl.coalesce(said)


def unfilled(column: Column) -> str:
    """Return why nothing can be told of a limit that some rows leave blank or unreadable."""
    return f"“{column.heading}”一栏有的行没有填写"


_UNKNOWN_TILL: Final = "；填写以前，与这一栏有关的数字未掌握，其余照常统计"
_LEFT_OPEN: Final = (
    "请改正；改正以前，与这一栏有关的数字未掌握，其余照常统计",
    "请改正（本机关总这样写的，可用 gongkai adopt 文件名 记下它指哪一项）；"
    "改正以前，与这一栏有关的数字未掌握，其余照常统计",
)


def _asking_rules(column: Column, raw: pl.Expr, value: pl.Expr) -> Iterator[RowRule]:
    """Yield the rule of words that are known but may mean several of the choices."""
    if column.asks:
        yield RowRule(
            "L-32",
            Severity.ERROR if column.required else Severity.WARNING,
            raw.is_in(column.asks) & value.is_null(),
            column,
            column.expected,
            "只凭这个词分不清是哪一项",
            "请写明是哪一项（本机关总指同一项的，可用 gongkai adopt 文件名 记下）；"
            "写明以前，与这一栏有关的数字未掌握，其余照常统计",
            maybe=raw.is_not_null() & value.is_null(),
        )


def _text_rules(column: Column, raw: pl.Expr) -> Iterator[RowRule]:
    """Yield what a text cell can hold that is no text: other kinds of cell cannot be read then."""
    if not column.personal:
        yield RowRule(
            "R-17",
            Severity.WARNING,
            person_numbers(raw),
            column,
            "不含个人身份证号码和手机号码",
            "文字中像是有身份证号码或手机号码，可能随报告公开",
            "请核对并删去",
            by_rows=False,
            hidden=True,
            trace=TRACE,
        )
    if column.name == "doc_no":
        yield RowRule(
            "L-23",
            Severity.WARNING,
            raw.str.contains(_SEVERAL_NUMBERS),
            column,
            "一行一个文件，一格一个文号",
            "一格中有几个文号，只按一条计",
            "如是几个文件，请分行填写",
            by_rows=False,
            trace=_SEVERAL_TRACE,
        )
    for (rule, shape, message, remedy, stops), trace in zip(NO_TEXT, _NO_TEXT_TRACES, strict=True):
        yield RowRule(
            rule,
            Severity.ERROR if stops else Severity.WARNING,
            raw.str.contains(shape),
            column,
            str(column.kind.value),
            message,
            remedy,
            stops=stops,
            by_rows=False,
            trace=trace,
        )


_SEVERAL_NUMBERS: Final = r"\d{4}.{1,3}\d+号.*\d{4}.{1,3}\d+号"
NO_TEXT: Final = (
    (
        "L-19",
        r"^#(REF!|DIV/0!|N/A|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|公式无结果)$",
        "单元格的公式没有结果",
        "请在 Excel 中打开并保存一次，或改为直接填写内容",
        True,
    ),
    (
        "L-20",
        "锟斤拷|锟斤|\ufffd|烫烫烫|屯屯屯|ï»¿|鈥|銆|锛",
        "文字像是乱码",
        "请对照原件重新录入",
        False,
    ),
    (
        "L-22",
        r"^\d(\.\d+)?E\+\d{2}$",
        "号码超过15位，已被 Excel 改为科学计数，后几位已丢失",
        "请把这一列的格式设为“文本”后重新填写",
        False,
    ),
)
# Sought in all the texts of a ledger at once, each cell a line.
_NO_TEXT_TRACES: Final = tuple(pattern(shape, re.MULTILINE) for _, shape, *_ in NO_TEXT)
_SEVERAL_TRACE: Final = pattern(_SEVERAL_NUMBERS)

_UNREADABLE: Final = {
    Kind.DATE: ("L-08", "不是有效日期"),
    Kind.COUNT: ("L-09", "不是有效数字"),
    Kind.MONTH: ("L-09", "不是有效月份"),
    Kind.MONEY: ("L-09", "不是有效金额"),
    Kind.CHOICE: ("L-10", "不在可选项之列"),
    Kind.FLAG: ("L-10", "应填“是”或“否”"),
}
