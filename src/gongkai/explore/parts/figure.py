"""One figure of a year: what it says, what it means, and the rows behind it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

import numpy as np
import pandas as pd
import polars as pl
from markupsafe import Markup

from gongkai.bundle import Output, Role, html_output
from gongkai.errors import UsageError
from gongkai.explore.arguments import plain_arguments
from gongkai.explore.asked.choice import choose
from gongkai.explore.asked.rows import in_chinese, in_words, whose
from gongkai.explore.cell.names import Names, in_names
from gongkai.explore.cell.showing import Showing, Watch
from gongkai.explore.cell.table import Table, from_polars, named, table
from gongkai.indicators.compute import Indicators
from gongkai.indicators.indicator import Aggregate, Indicator, Measure, Ratio, Total, Unit
from gongkai.indicators.registry import BY_ID, in_year
from gongkai.indicators.value import Amount, NotApplicable, Rate, Unknown, Value, round_half_up
from gongkai.indicators.written import plain_text, raw_text
from gongkai.language.catalogue import told
from gongkai.language.spoken import said
from gongkai.records.ledgers import BY_ID as LEDGERS
from gongkai.records.ledgers.ledger import Ledger
from gongkai.records.load import Records

COUNTED: Final = "计入值"  # what a row brings to a sum, or the value that is counted once
OFFICE: Final = "单位"  # whose ledger a row is from, where several were added up
PART: Final = "计入"  # which part of a rate or total a row belongs to


@dataclass(frozen=True)
class Figure(Showing):
    """A figure with its ``value``: an Amount, a Rate with both its counts, Unknown or NotApplicable.

    ``numerator`` and ``denominator`` are the figures of a rate, ``parts`` those of a total.
    """

    indicator: Indicator
    indicators: Indicators = field(repr=False)
    records: Records = field(repr=False)
    offices: "Offices | None" = field(default=None, repr=False)
    watch: Watch | None = field(default=None, repr=False, compare=False)
    names: Names = field(default="zh", repr=False)

    @property
    def value(self) -> Value:
        """Return the value as the registry computed it."""
        return self.indicators[self.indicator.id]

    @property
    def label(self) -> str:
        """Return the official label."""
        return said(self.indicator.label)

    @property
    def text(self) -> str:
        """Return the value as the report prints it, with its unit."""
        shown = plain_text(self.value, self.indicator.unit)
        bare = self.indicator.unit is Unit.PERCENT or not shown[-1].isdigit()
        return said(shown if bare else f"{shown}{self.indicator.unit.value}")

    @property
    def number(self) -> int | Decimal | None:
        """Return the number to reckon with, None where there is none.

        A rate gives its percentage at two places, a mean its quotient at one, both half-up.
        """
        match self.value:
            case Amount(number=number):
                return number
            case Rate(numerator=n, denominator=d) as rate if rate.occurred:
                if self.indicator.unit is Unit.PERCENT:
                    return rate.percent()
                return round_half_up(Decimal(n) / Decimal(d), 1)
            case _:
                return None

    @property
    def definition(self) -> str:
        """Return what is counted."""
        return said(self.indicator.definition)

    @property
    def source(self) -> str:
        """Return the article, document or row of a form that asks for it."""
        return said(self.indicator.source)

    @property
    def base(self) -> str:
        """Return numerator/denominator of a rate, else nothing."""
        return raw_text(self.value) if isinstance(self.value, Rate) else ""

    @property
    def parts(self) -> tuple["Figure", ...]:
        """Return the figures this one is made of: of a rate its numerator and denominator."""
        match self.indicator.formula:
            case Ratio(numerator=n, denominator=d):
                return self._other(n), self._other(d)
            case Total(parts=names):
                return tuple(self._other(name) for name in names)
            case _:
                return ()

    @property
    @plain_arguments
    def numerator(self) -> "Figure":
        """Return a rate's numerator; UsageError where the figure is no rate."""
        return self._part_of_rate(0)

    @property
    @plain_arguments
    def denominator(self) -> "Figure":
        """Return a rate's denominator; UsageError where the figure is no rate."""
        return self._part_of_rate(1)

    @plain_arguments
    def cases(self) -> Table:
        """Return the rows behind the figure, found by the very expression that counts them.

        A count has a row a case. Where like values count once, and for sums, 计入值 holds what was
        counted or added. The rows of a rate stand below each other, those of its numerator first,
        told apart by 计入 (分子 or 分母); so do the parts of a total. Of a government's sums they are
        the rows of its offices one after another, led by 单位. UsageError where the figure is
        unknown or the year does not have it.
        """
        if isinstance(self.value, Unknown | NotApplicable):
            raise UsageError(f"“{self.label}”没有可列的记录：{self.value.reason}。")
        if self.offices is not None:
            return self._of_offices(self.offices())
        match self.indicator.formula:
            case Aggregate() as formula:
                return self._rows(formula)
            case Ratio():
                return self._stacked(("分子", "分母"))
            case Total():
                return self._stacked(tuple(part.label for part in self.parts))

    def _rows(self, formula: Aggregate) -> Table:
        rows = self._frame(formula)
        return self._told(from_polars(rows, self._note(formula, rows), rows.columns[0]))

    def _frame(self, formula: Aggregate) -> pl.DataFrame:
        ledger = self.records.ledgers[formula.ledger]
        rows = self._shown(behind := self.records.frames[ledger.id].filter(formula.cases), formula)
        if formula.value is not None:
            counted = behind.select(self._counted(formula.value, behind, ledger)).collect()
            rows = rows.insert_column(1, counted.to_series().alias(COUNTED))
        return rows

    def _shown(self, behind: pl.LazyFrame, formula: Aggregate) -> pl.DataFrame:
        """Return rows in Chinese, the columns that decide on them first."""
        deciding = dict.fromkeys(
            name
            for expr in (formula.value, formula.cases)
            if expr is not None
            for name in expr.meta.root_names()
        )
        ledger = self.records.ledgers[formula.ledger]
        return in_chinese(behind, ledger, self.records, tuple(deciding), flags=True).collect()

    def _counted(self, value: pl.Expr, behind: pl.LazyFrame, ledger: Ledger) -> pl.Expr:
        """Return what a row brings, in words where its column has words."""
        name = value.meta.output_name()
        schema = behind.collect_schema()
        plain = value.meta.is_column() and name in schema
        return in_words(name, schema[name], ledger) if plain else value

    def _note(self, formula: Aggregate, rows: pl.DataFrame) -> str:
        ledger = LEDGERS[formula.ledger]
        head = f"{self.label}：{self.text}。《{ledger.title}》{rows.height}行"
        match formula.measure:
            case Measure.ROWS:
                return f"{head}，一行计1。"
            case Measure.DISTINCT:
                times = f"，每项计{formula.times}" if formula.times != 1 else ""
                return f"{head}，“{COUNTED}”相同的只计一次{times}。"
            case Measure.SUM:
                return f"{head}，“{COUNTED}”相加。"

    def _of_offices(self, offices: Mapping[str, "Figures"]) -> Table:
        pieces = {}
        for name, figures in offices.items():
            piece = figures(self.indicator.id)._piece()
            if OFFICE not in piece:  # a member that adds up members itself names them
                piece.insert(0, OFFICE, name)
            pieces[name] = piece
        counts = "；".join(f"{name}{len(piece)}行" for name, piece in pieces.items())
        formula = self.indicator.formula
        once = isinstance(formula, Aggregate) and formula.measure is Measure.DISTINCT
        across = (
            "各单位相同的也只计一次" if self.indicator.categories_of else "各单位分别计数后相加"
        )
        how = f"“{COUNTED}”相同的只计一次，{across}。" if once else ""
        members = self.records.agency.members_in(self.indicators.year)
        elsewhere = sum(bool(member.facts) for member in members)
        away = f"另有{elsewhere}个单位只报送数据文件，记录不在这里。" if elsewhere else ""
        note = f"{self.label}：{self.text}。{counts}。{how}{away}"
        return self._told(table(_below_each_other(list(pieces.values())), note))

    def _stacked(self, labels: tuple[str, ...]) -> Table:
        formulas = [part.indicator.formula for part in self.parts]
        plain = [f for f in formulas if isinstance(f, Aggregate) and f.value is None]
        if len(plain) == len(formulas) and len(set(self._ledgers())) == 1:
            return self._of_one_ledger(labels, plain)
        pieces = [part._piece().drop(columns=PART, errors="ignore") for part in self.parts]
        for label, piece in zip(labels, pieces, strict=True):
            piece.insert(0, PART, label)
        counts = "；".join(f"{x}{len(p)}行" for x, p in zip(labels, pieces, strict=True))
        note = f"{self.label}：{self.text}。{counts}。"
        return self._told(table(_below_each_other(pieces), note))

    def _of_one_ledger(self, labels: tuple[str, ...], formulas: list[Aggregate]) -> Table:
        """Return the parts' rows below each other; each row becomes pandas' own once, whatever it is part of."""
        ledger = self.records.ledgers[formulas[0].ledger]
        frame = self.records.frames[ledger.id]
        of_part = [f.cases.fill_null(False).alias(f"{PART} {n}") for n, f in enumerate(formulas)]
        behind = frame.filter(pl.any_horizontal(of_part))
        places = [np.flatnonzero(part.to_numpy()) for part in behind.select(of_part).collect()]
        rows = self._shown(behind, formulas[0])
        counts = "；".join(f"{x}{len(p)}行" for x, p in zip(labels, places, strict=True))
        note = f"{self.label}：{self.text}。{counts}。"
        found = from_polars(rows, note, rows.columns[0], at=np.concatenate(places))
        words = np.repeat(np.array([*map(said, labels)], object), [len(place) for place in places])
        found.insert(0, PART, pd.Series(words, dtype="str").to_numpy())
        return self._told(found)

    def _told(self, found: Table) -> Table:
        return in_names(named(found, self.of, self.watch), self.names, self._ledgers())

    def _ledgers(self) -> tuple[str, ...]:
        if isinstance(self.indicator.formula, Aggregate):
            return (self.indicator.formula.ledger,)
        return tuple(name for part in self.parts for name in part._ledgers())

    def _other(self, name: str) -> "Figure":
        return replace(self, indicator=BY_ID[name])

    def _piece(self) -> pd.DataFrame:
        return pd.DataFrame(replace(self, names="zh").cases())

    def _part_of_rate(self, n: int) -> "Figure":
        if not isinstance(self.indicator.formula, Ratio):
            raise UsageError(f"“{self.label}”不是比率，没有分子和分母。可用 .cases() 查看记录。")
        return self.parts[n]

    @property
    def of(self) -> str:
        """Return whose figure it is: the office and the year."""
        return said(whose(self.records))

    def __repr__(self) -> str:
        base = f"（{self.base}）" if self.base and self.number is not None else ""
        parts = self.of, self.label, self.text, said(base), self.definition
        return told("<指标　{0}　{1}：{2}{3}　{4}>").format(*parts)

    @property
    def _pieces(self) -> tuple[Output, ...]:
        """Return the figure with its base, definition and source as a notebook shows them."""
        base = Markup("　{}").format(self.base) if self.base else ""
        lines = (("定义", self.definition), ("依据", self.source), ("编号", self.indicator.id))
        words = Markup("").join(Markup("<br/>{}　{}").format(*line) for line in lines)
        html = Markup('<p>{}　{}<br/><strong style="font-size:150%">{}</strong>{}{}</p>').format(
            self.of, self.label, self.text, base, words
        )
        label, meant = f"{self.of}{self.label}", self.definition
        about = {"label": label, "text": self.text, "base": self.base, "definition": meant}
        return (html_output(html, repr(self), Role.FIGURE, **about),)


Figures = Callable[[str], Figure]
Offices = Callable[[], Mapping[str, Figures]]


def _below_each_other(pieces: list[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat([piece for piece in pieces if len(piece)] or pieces[:1])


def figure_of(
    name: object, indicators: Indicators, records: Records, offices: Offices | None = None
) -> Figure:
    """Return the figure of an indicator's id or Chinese label; UsageError with near names.

    ``offices`` finds the figures that were added up, by office, where it is a government's.
    """
    return Figure(chosen_indicator(name, indicators.year), indicators, records, offices)


def chosen_indicator(name: object, year: int) -> Indicator:
    """Return the indicator of an id, or of a label of the year; UsageError with near names."""
    if str(name) in BY_ID:
        return BY_ID[str(name)]
    current = {i.id: i for i in in_year(year).indicators}
    labels = {i.id: i.label for i in current.values()}
    return choose(name, f"{year}年度的指标", current, labels)
