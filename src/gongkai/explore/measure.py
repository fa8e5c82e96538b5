"""A measure of one's own: a share of a ledger's rows, with the report's rules for base and rounding."""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

import polars as pl
from markupsafe import Markup

from gongkai.bundle import Output, html_output
from gongkai.charts.chart import Plotted
from gongkai.errors import GongkaiError, UsageError
from gongkai.examined.soundness import why_not
from gongkai.explore.arguments import Named, plain_arguments, words
from gongkai.explore.asked.carried import Carried, carried, together
from gongkai.explore.asked.choice import choose
from gongkai.explore.asked.condition import condition_in
from gongkai.explore.asked.query import answer, with_told
from gongkai.explore.asked.rows import headings, in_chinese, whose
from gongkai.explore.asked.statement import pieces_of
from gongkai.explore.cell.names import ENGLISH, in_english
from gongkai.explore.cell.picture import Picture
from gongkai.explore.cell.showing import Showing, Watch
from gongkai.explore.cell.table import Table, from_polars, named, table
from gongkai.explore.parts.shares import drawn, gaps, numbers_of, percent
from gongkai.explore.year import Year, open_year
from gongkai.indicators.indicator import Unit
from gongkai.indicators.value import NotApplicable, Rate, Unknown, Value
from gongkai.indicators.written import plain_text, raw_text
from gongkai.keys import years_of
from gongkai.language.catalogue import english, told
from gongkai.language.spoken import clauses, said
from gongkai.records.ledgers import BY_ID as LEDGERS
from gongkai.records.ledgers.ledger import Ledger

_IN_IT: Final = "计入分子"
_NOTHING: Final = (Unknown, NotApplicable)


def _in_it() -> str:
    return ENGLISH[_IN_IT] if english() else _IN_IT


@plain_arguments
def measure(name: str, *, ledger: str, numerator: str, denominator: str = "") -> "Measure":
    """自己的比率：一本台账里，符合条件的行占多少。

    Return a measure: the share of a ledger's rows that meet ``numerator`` among those that meet
    ``denominator``, all rows where none is given. Conditions are written as in SQL, over the
    ledger's Chinese headings. With a base of 0 it is 未发生; a ledger that is not known makes it
    未掌握. UsageError for a ledger that does not exist; a wrong condition is told when it is asked.

    >>> import gongkai as gk
    >>> online = gk.measure("网络申请占比", ledger="依申请公开", numerator="申请方式 = '网络'")
    >>> found = online.of(gk.open_year("hrbrfb", 2018))
    >>> found.text, found.base
    ('68.97%', '20/29')
    """
    labels = {n: known.title for n, known in LEDGERS.items()}
    return Measure(
        words("name", name),
        choose(ledger, "台账", LEDGERS, labels),
        words("numerator", numerator),
        denominator,
    )


def _opened(given: object) -> None:
    """Raise UsageError for what is no opened year."""
    if not isinstance(given, Year):
        raise UsageError(f"参数 year 应为打开的年度（gk.open_year），给的是“{given}”。")


@dataclass(frozen=True)
class Measured(Showing):
    """A measure in one year: ``value`` with its exact pair, and the rows it was counted from."""

    measure: "Measure"
    value: Value
    of: str
    rows: Table = field(repr=False)
    carried: tuple[Carried, ...] = field(default=(), repr=False)
    watch: Watch | None = field(default=None, repr=False, compare=False)

    @property
    def text(self) -> str:
        """Return the value as a report would print it."""
        return said(plain_text(self.value, Unit.PERCENT))

    @property
    def base(self) -> str:
        """Return numerator/denominator, nothing where the ledger is not known."""
        return raw_text(self.value) if isinstance(self.value, Rate) else ""

    @property
    def number(self) -> Decimal | None:
        """Return the percentage at two places, half-up; None where there is none."""
        return self.value.percent() if isinstance(self.value, Rate) else None

    @plain_arguments
    def cases(self) -> Table:
        """Return the rows of the base; 计入分子 tells which are in the numerator."""
        if isinstance(self.value, _NOTHING):
            raise UsageError(f"“{self.measure.name}”没有可列的记录：{said(self.value.reason)}。")
        return self.rows

    @property
    def numerator(self) -> "Counted":
        """Return what is in the numerator: its number, its rows by ``cases()``."""
        return Counted(self, "分子")

    @property
    def denominator(self) -> "Counted":
        """Return what is in the base: its number, its rows by ``cases()``."""
        return Counted(self, "分母")

    def __repr__(self) -> str:
        base = f"（{self.base}）" if self.base else ""
        parts = self.of, self.measure.name, self.text, said(base)
        return told("<自定指标　{0}　{1}：{2}{3}>").format(*parts)

    @property
    def _pieces(self) -> tuple[Output, ...]:
        """Return the measure with its base and conditions as a notebook shows it."""
        html = Markup(
            '<p>{}　{}（自定指标）<br/><strong style="font-size:150%">{}</strong>　{}<br/>{}</p>'
        ).format(self.of, self.measure.name, self.text, self.base, self.measure.definition)
        return (html_output(html, repr(self)),)


@dataclass(frozen=True, repr=False)
class Counted(Named):
    """The numerator or the base of a measure in one year."""

    measured: Measured
    part: str

    @property
    def number(self) -> int | None:
        """Return how many rows it has; None where the measure has none."""
        value = self.measured.value
        if not isinstance(value, Rate):
            return None
        return int(value.numerator if self.part == "分子" else value.denominator)

    @plain_arguments
    def cases(self) -> Table:
        """Return its rows; UsageError where the measure has none."""
        rows = self.measured.cases()
        if self.part == "分母":
            return rows
        found = table(rows[rows[_in_it()]], records=True)
        found.told, found.watch = rows.told, rows.watch
        return found

    def __repr__(self) -> str:
        shown = "—" if self.number is None else f"{self.number}行"
        of = self.measured
        return f"<{said(self.part)}　{of.of}　{of.measure.name}{said('：')}{said(shown)}>"


@dataclass(frozen=True, repr=False)
class Measure(Named):
    """A share of a ledger's rows, by two conditions; see ``gk.measure``."""

    name: str
    ledger: Ledger
    numerator: str
    denominator: str = ""

    def __repr__(self) -> str:
        return told("<自定指标　{0}：{1}>").format(self.name, self.definition)

    @property
    def definition(self) -> str:
        """Return what is counted, in words."""
        whole = f"其中 {self.denominator} 的" if self.denominator else "全部"
        return said(f"《{self.ledger.title}》{whole}记录中，{self.numerator} 的所占比重")

    @plain_arguments
    def of(self, year: Year) -> Measured:
        """Return the measure in an opened year; UsageError for a condition that cannot be read."""
        _opened(year)
        reason = why_not(year.records, self.ledger.id)
        if reason:
            return Measured(self, Unknown(reason), said(whose(year.records)), table({}))
        records = year.records
        schema = records.frames[self.ledger.id].collect_schema()
        parts = [
            condition_in(words, self.ledger, schema, year.year)
            for words in (self.numerator, self.denominator)
        ]
        if lacking := "；".join(dict.fromkeys(p.lacking for p in parts if p.lacking)):
            return Measured(self, NotApplicable(lacking), said(whose(records)), table({}))
        frame = in_chinese(records.frames[self.ledger.id], records.ledgers[self.ledger.id], records)
        frame = in_english(frame, self.ledger.id) if english() else frame
        heads = headings(records.ledgers[self.ledger.id]).items()
        flags = [n if english() else head for n, head in heads if schema.get(n) == pl.Boolean]
        where = f" where {parts[1].words}" if self.denominator else ""
        asked = (
            f"select *, coalesce(({parts[0].words}), false) as {_in_it()}"
            f' from "{self.ledger.title}"{where}'
        )
        found = answer(asked, {self.ledger.title: frame}, records.access.engine, {})
        if found.schema[_in_it()] != pl.Boolean:
            raise UsageError(
                f"条件“{self.numerator}”得出的不是“是”或“否”。请写成比较，如：按期办结 = '是'，办理用时 > 10。"
            )
        value = Rate(int(found[_in_it()].sum() or 0), found.height)
        note = f"{self.name}：{plain_text(value, Unit.PERCENT)}（{raw_text(value)}）。"
        pieces = pieces_of(f"{parts[0].words} {parts[1].words}")
        held = {self.ledger.id: [records.frames[self.ledger.id]]}
        carries = tuple(carried(pieces, held, counts=True))
        also = dict.fromkeys(words for p in parts for words in p.told)
        note = with_told(note, (*also, *carries))
        found = found.with_columns(pl.col(n) == told("是") for n in flags)
        rows = named(from_polars(found, note, found.columns[0]), said(whose(records)), year.watch)
        return Measured(self, value, said(whose(records)), rows, carries, year.watch)

    @plain_arguments
    def trend(self, year: Year) -> Picture:
        """Return the measure over the office's years up to the given one; a gap tells its reason."""
        _opened(year)
        found: dict[int, Value] = {}
        carries: dict[str, tuple[Carried, ...]] = {}
        for past in (y for y in years_of(year.root, year.agency) if y <= year.year):
            try:
                one = self.of(open_year(year.agency, past, year.root))
                found[past], carries[f"{past}年"] = one.value, one.carried
            except UsageError:
                raise
            except GongkaiError as error:
                found[past] = Unknown(str(error).rstrip("。"))
        span = range(min(found), max(found) + 1)
        values = {y: found.get(y, Unknown("没有台账")) for y in span}
        rows = tuple((f"{y}年", percent(v)) for y, v in values.items())
        plotted = Plotted(
            ("年度", self.name),
            rows,
            "%",
            clauses([*gaps(values), *together(carries)]),
        )
        made = drawn(f"历年{self.name}", self.definition, plotted, year.name)
        return replace(
            made,
            watch=year.watch,
            data=numbers_of("年度", list(values), self.name, list(values.values()), made.note),
        )

    @plain_arguments
    def chart(self, *years: Year) -> Picture:
        """Return the measure of several offices or years beside each other, as lying bars."""
        if not years:
            raise UsageError("请给出要画的年度，如 .chart(gk.open_year(…), gk.open_year(…))。")
        made_of = [self.of(year) for year in years]
        rows = tuple((one.of, percent(one.value)) for one in made_of)
        notes = [
            f"{one.of}{said('：')}{one.text}"
            + (
                said("（") + said(one.value.reason) + said("）")
                if isinstance(one.value, _NOTHING)
                else ""
            )
            for one in made_of
            if one.number is None
        ]
        carries = {one.of: one.carried for one in made_of}
        note = clauses([*notes, *together(carries)])
        made = drawn(
            self.name, self.definition, Plotted(("", self.name), rows, "%", note), "", lying=True
        )
        of, values = [one.of for one in made_of], [one.value for one in made_of]
        return replace(made, data=numbers_of("机关年度", of, self.name, values, made.note))
