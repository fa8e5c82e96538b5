"""A measure of one's own: a share of a ledger's rows, with the report's rules for base and rounding."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

import polars as pl
from markupsafe import Markup
from matplotlib.axes import Axes

from gongkai.bundle import Output, html_output
from gongkai.charts.chart import Plotted
from gongkai.charts.lines import broken_lines, describe_lines
from gongkai.charts.picture import reword
from gongkai.charts.style import canvas, count_axis, house_style
from gongkai.charts.svg import drawing_of
from gongkai.errors import GongkaiError, UsageError
from gongkai.examined.soundness import why_not
from gongkai.explore.arguments import Named, plain_arguments, words
from gongkai.explore.asked.choice import choose
from gongkai.explore.asked.literals import refuse_strange_words
from gongkai.explore.asked.query import answer
from gongkai.explore.asked.rows import headings, in_chinese, whose
from gongkai.explore.cell.names import in_english, in_names, names_of
from gongkai.explore.cell.picture import Picture
from gongkai.explore.cell.showing import Showing, Watch
from gongkai.explore.cell.table import Table, from_polars, named, table
from gongkai.explore.cell.values import number_columns
from gongkai.explore.year import Year, open_year
from gongkai.indicators.indicator import Unit
from gongkai.indicators.value import Rate, Unknown, Value, trimmed
from gongkai.indicators.written import plain_text, raw_text
from gongkai.keys import years_of
from gongkai.language.catalogue import english, told
from gongkai.language.spoken import said
from gongkai.records.ledgers import BY_ID as LEDGERS
from gongkai.records.ledgers.ledger import Ledger

_IN_IT: Final = "计入分子"


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
    watch: Watch | None = field(default=None, repr=False, compare=False)

    @property
    def text(self) -> str:
        """Return the value as a report would print it."""
        return plain_text(self.value, Unit.PERCENT)

    @property
    def base(self) -> str:
        """Return numerator/denominator, nothing where the ledger is not known."""
        return raw_text(self.value) if isinstance(self.value, Rate) else ""

    @property
    def number(self) -> Decimal | None:
        """Return the percentage at two places, half-up; None where there is none."""
        return self.value.percent() if isinstance(self.value, Rate) else None

    def cases(self) -> Table:
        """Return the rows of the base; 计入分子 tells which are in the numerator."""
        if isinstance(self.value, Unknown):
            raise UsageError(f"“{self.measure.name}”没有可列的记录：{self.value.reason}。")
        return self.rows

    def __repr__(self) -> str:
        base = f"（{self.base}）" if self.base else ""
        return said(f"<自定指标　{self.of}　{self.measure.name}：{self.text}{base}>")

    @property
    def _pieces(self) -> tuple[Output, ...]:
        """Return the measure with its base and conditions as a notebook shows it."""
        html = Markup(
            '<p>{}　{}（自定指标）<br/><strong style="font-size:150%">{}</strong>　{}<br/>{}</p>'
        ).format(self.of, self.measure.name, self.text, self.base, self.measure.definition)
        return (html_output(html, repr(self)),)


@dataclass(frozen=True, repr=False)
class Measure(Named):
    """A share of a ledger's rows, by two conditions; see ``gk.measure``."""

    name: str
    ledger: Ledger
    numerator: str
    denominator: str = ""

    def __repr__(self) -> str:
        return said(f"<自定指标　{self.name}：{self.definition}>")

    @property
    def definition(self) -> str:
        """Return what is counted, in words."""
        whole = f"其中 {self.denominator} 的" if self.denominator else "全部"
        return f"《{self.ledger.title}》{whole}记录中，{self.numerator} 的所占比重"

    @plain_arguments
    def of(self, year: Year) -> Measured:
        """Return the measure in an opened year; UsageError for a condition that cannot be read."""
        _opened(year)
        reason = why_not(year.records, self.ledger.id)
        if reason:
            return Measured(self, Unknown(reason), whose(year.records), table({}))
        records = year.records
        frame = in_chinese(records.frames[self.ledger.id], records.ledgers[self.ledger.id], records)
        frame = in_english(frame, self.ledger.id) if english() else frame
        schema = records.frames[self.ledger.id].collect_schema()
        heads = headings(records.ledgers[self.ledger.id]).items()
        flags = [n if english() else head for n, head in heads if schema.get(n) == pl.Boolean]
        where = f" where {self.denominator}" if self.denominator else ""
        asked = (
            f"select *, coalesce(({self.numerator}), false) as {_IN_IT}"
            f' from "{self.ledger.title}"{where}'
        )
        tables = {self.ledger.title: frame}
        refuse_strange_words(f"{self.numerator} and {self.denominator}", (self.ledger,))
        found = answer(asked, tables, records.access.engine, {})
        if found.schema[_IN_IT] != pl.Boolean:
            raise UsageError(
                f"条件“{self.numerator}”得出的不是“是”或“否”。请写成比较，如：按期办结 = '是'，办理用时 > 10。"
            )
        value = Rate(int(found[_IN_IT].sum() or 0), found.height)
        note = f"{self.name}：{plain_text(value, Unit.PERCENT)}（{raw_text(value)}）。"
        found = found.with_columns(pl.col(n) == told("是") for n in flags)
        rows = named(from_polars(found, note, found.columns[0]), whose(records), year.watch)
        return Measured(self, value, whose(records), rows, year.watch)

    @plain_arguments
    def trend(self, year: Year) -> Picture:
        """Return the measure over the office's years up to the given one; a gap tells its reason."""
        _opened(year)
        found: dict[int, Value] = {}
        for past in (y for y in years_of(year.root, year.agency) if y <= year.year):
            try:
                found[past] = self.of(open_year(year.agency, past, year.root)).value
            except UsageError:
                raise
            except GongkaiError as error:
                found[past] = Unknown(str(error).rstrip("。"))
        span = range(min(found), max(found) + 1)
        values = {y: found.get(y, Unknown("没有台账")) for y in span}
        rows = tuple((f"{y}年", _percent(v)) for y, v in values.items())
        gaps = [f"{y}年缺：{v.reason}" for y, v in values.items() if isinstance(v, Unknown)]
        none = [f"{y}年未发生" for y, v in values.items() if isinstance(v, Rate) and not v.occurred]
        plotted = Plotted(("年度", self.name), rows, "%", "；".join([*gaps, *none]))
        made = self._drawn(f"历年{self.name}", plotted, year.name, year.watch)
        return replace(made, data=_numbers("年度", list(values), self.name, list(values.values())))

    @plain_arguments
    def chart(self, *years: Year) -> Picture:
        """Return the measure of several offices or years beside each other, as lying bars."""
        if not years:
            raise UsageError("请给出要画的年度，如 .chart(gk.open_year(…), gk.open_year(…))。")
        made_of = [self.of(year) for year in years]
        rows = tuple((one.of, _percent(one.value)) for one in made_of)
        note = "；".join(f"{one.of}{one.text}" for one in made_of if one.number is None)
        made = self._drawn(self.name, Plotted(("", self.name), rows, "%", note), "", None, True)
        of, values = [one.of for one in made_of], [one.value for one in made_of]
        return replace(made, data=_numbers("机关年度", of, self.name, values))

    def _drawn(
        self, title: str, plotted: Plotted, of: str, watch: Watch | None, lying: bool = False
    ) -> Picture:
        note = f"{plotted.note}。" if plotted.note else ""
        if all(row[1] is None for row in plotted.rows):
            return Picture(title, self.definition, note=f"没有可画的数。{note}", of=of)
        alt, title = describe_lines(title, plotted, said), said(title)
        with house_style():
            figure, axes = canvas(len(plotted.rows) if lying else None)
            (_bars if lying else broken_lines)(axes, plotted.said(said))
            reword(axes, said)
            made = drawing_of(figure, "own-measure", title, alt)
        return Picture(title, self.definition, made.svg, alt, table({}), note, made.png, of, watch)


def _numbers(lead: str, labels: Sequence[object], name: str, values: Sequence[Value]) -> Table:
    """Return what a chart shows to reckon with: the percentage, the exact pair beside it, the state."""
    columns = number_columns(values, [Unit.PERCENT] * len(values))
    named = {name if head == "数" else head: column for head, column in columns.items()}
    return in_names(table({lead: list(labels)} | named, "单位：%", lead), names_of(""))


def _percent(value: Value) -> Decimal | None:
    """Return a percentage as the report prints it: at two places, without zeros at its end."""
    percent = value.percent() if isinstance(value, Rate) else None
    return None if percent is None else Decimal(trimmed(percent))


def _bars(axes: Axes, plotted: Plotted) -> None:
    """Draw one lying bar a year, as long as its exact percentage; one without a number says so."""
    at = range(len(plotted.rows))
    shares = [float(row[1] or 0) for row in plotted.rows]
    drawn = axes.barh(at, shares, height=0.6)
    ends = ["—" if row[1] is None else f"{row[1]}%" for row in plotted.rows]
    axes.bar_label(drawn, ends, padding=4, fontsize=8)
    axes.set_yticks(at, plotted.labels)
    axes.invert_yaxis()
    count_axis(axes, horizontal=True, unit=plotted.unit, top=max(*shares, 1) * 1.12)
