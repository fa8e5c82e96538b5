"""A year of an office, opened for exploring: what the report is made of, part by part."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from gongkai.bundle import Output, html_output
from gongkai.examined.examine import Examined, examine
from gongkai.examined.last import history
from gongkai.examined.rollup import Gathered
from gongkai.explore.arguments import one_of, plain_arguments
from gongkai.explore.asked.choice import choose
from gongkai.explore.asked.days import Day
from gongkai.explore.asked.offices import code_of
from gongkai.explore.asked.query import run_sql
from gongkai.explore.asked.rows import (
    ROW_HEADING,
    about,
    in_chinese,
    personal_columns,
    refuse_absent,
    whose,
)
from gongkai.explore.cell.names import Names, in_names, names_of
from gongkai.explore.cell.picture import Picture
from gongkai.explore.cell.portrait import portrait
from gongkai.explore.cell.showing import Showing, Watch
from gongkai.explore.cell.table import Table, from_polars, named
from gongkai.explore.parts import overviews
from gongkai.explore.parts.apart import Apart, is_large
from gongkai.explore.parts.due import due_on
from gongkai.explore.parts.figure import Figure, Offices, chosen_indicator, figure_of
from gongkai.explore.parts.members import offices_of
from gongkai.explore.parts.pointing import Findings
from gongkai.explore.parts.sound import sound
from gongkai.explore.parts.trends import trend_of
from gongkai.findings import in_order
from gongkai.indicators.compute import Indicators
from gongkai.indicators.value import Value
from gongkai.keys import Key, data_root, find_folder, parse_key
from gongkai.language.spoken import said
from gongkai.records.clock.calendar import Calendar
from gongkai.records.ledgers import in_year
from gongkai.records.ledgers.ledger import Ledger
from gongkai.records.load import Records

if TYPE_CHECKING:
    from gongkai.report.page.display import Display


@plain_arguments
def open_year(
    agency: object, year: object, data_dir: str | Path | None = None, names: str = ""
) -> "Year":
    """打开一个机关的一年；各部分到用时才读。机关可写代码，也可写名称。

    Return a year of an office to look into; its parts are read when they are asked for. ``agency``
    is a code or a name. ``data_dir`` is the data folder, else ``GONGKAI_DATA``, else the nearest ``data``
    upwards. With ``names="en"``, or in English, its tables have English column names. UsageError for
    an office or year that is not there.

    >>> import gongkai as gk
    >>> gk.open_year("hrbrfb", 2018)
    <哈尔滨市人民防空办公室2018年　台账：已读入10、零报告3　问题：0个>
    """
    root = data_root(data_dir)
    key = parse_key(code_of(root, agency), year)
    find_folder(root, key)
    return Year(key, root.resolve(), names=names_of(names))


@dataclass(frozen=True, repr=False)
class Year(Showing):
    """A year of an office. Every figure, chart and check is the report's own.

    Nothing here writes a file.
    """

    key: Key
    root: Path = field(repr=False)
    watch: Watch | None = field(default=None, repr=False, compare=False)
    names: Names = field(default="zh", repr=False)

    @property
    def agency(self) -> str:
        """Return the office's code."""
        return self.key.agency

    @property
    def year(self) -> int:
        """Return the reporting year."""
        return self.key.year

    @property
    def name(self) -> str:
        """Return the office's name."""
        return said(self.records.agency.name)

    @cached_property
    def examined(self) -> Examined:
        """Return records, figures, form and checks, as ``gongkai check`` sees them."""
        return examine(self.root, self.key, supposed=self.supposed)

    @property
    def supposed(self) -> Calendar | None:
        """Return what is supposed; None but for ``gk.what_if``."""

    @property
    def records(self) -> Records:
        """Return the typed records, personal columns left out."""
        return self.examined.records

    @cached_property
    def _sound(self) -> Examined:
        return sound(self.examined)

    @property
    def indicators_of_year(self) -> Indicators:
        """Return the computed figures; those of a ledger whose faults forbid counting are unknown."""
        return self._sound.indicators

    @property
    def ledgers(self) -> Table:
        """Return the ledgers: whether each was read, declared empty or is not known, and its rows."""
        return self._told(overviews.ledgers_table(self.records))

    @plain_arguments
    def ledger(
        self, name: str, personal: str | Iterable[str] = (), money: str = "decimal"
    ) -> Table:
        """一本台账的全部记录（DataFrame）；个人信息列要点名才有。

        Return a ledger's rows under their Chinese headings, led by the row in its file. Flags are
        booleans, dates ``datetime64``; money is exact (``Decimal``), or with ``money="float"`` floats.
        Columns that follow from others stand at the end. ``name`` is an id or title. Personal columns are
        left out unless named in ``personal``; their headings end in （个人信息）. UsageError for what is not there.

        >>> import gongkai as gk
        >>> requests = gk.open_year("hrbrfb", 2018).ledger("requests")
        >>> len(requests), requests["申请方式"].value_counts().to_dict()
        (29, {'网络': 20, '信函': 5, '当面': 4})
        """
        known = in_year(self.year)
        ledger = choose(name, "台账", known, {n: one.title for n, one in known.items()})
        wanted = personal_columns(ledger, personal)
        one_of("money", money, ("decimal", "float"))
        of, rows = self._rows(ledger, wanted)
        found = from_polars(rows, about(ledger, rows.height, wanted), ROW_HEADING, money)
        return in_names(named(found, of, self.watch), self.names, (ledger.id,))

    def _rows(self, ledger: Ledger, personal: tuple[str, ...]) -> tuple[str, pl.DataFrame]:
        """Return whose a ledger's rows are and the rows; of a large year nothing else is read."""
        apart = self._large or bool(personal)
        read = self._apart.rows(ledger.id, personal) if apart else None
        records = self.records if read is None else self._as_named(read)
        refuse_absent(ledger, records)
        shown = in_chinese(records.frames[ledger.id], ledger, records, flags=True)
        return whose(records), shown.collect(engine=records.access.engine)

    @cached_property
    def _apart(self) -> Apart:
        return Apart(self.root, self.key, self.supposed)

    @property
    def _large(self) -> bool:
        """Tell whether the year is large and nobody has asked yet for all of it."""
        return "examined" not in self.__dict__ and is_large(self.root, self.key)

    def _as_named(self, records: Records) -> Records:
        """Return records under the name that results of this year bear."""
        return records

    @property
    def indicators(self) -> Table:
        """全部指标：数值是报告上的写法，数、分子、分母供计算，状态说明有没有数。

        Return every figure of the year by its id: 数值 as the report prints it; 数 as a number in
        its unit, unrounded (percentages of shares), with the exact pair 分子 and 分母 beside; 状态.

        >>> import gongkai as gk
        >>> gk.open_year("hrbrfb", 2018).indicators.loc["requests_on_time_rate", "数值"]
        '100%'
        """
        return self._told(overviews.indicators_table(self.indicators_of_year))

    @plain_arguments
    def figure(self, name: str) -> Figure:
        """Return one figure by its id or Chinese label; ``cases()`` are the rows behind it.

        >>> import gongkai as gk
        >>> rate = gk.open_year("hrbrfb", 2018).figure("requests_on_time_rate")
        >>> rate.text, rate.base, len(rate.numerator.cases())
        ('100%', '29/29', 29)
        """
        read = self._apart.figures(chosen_indicator(name, self.year)) if self._large else None
        if read is not None:
            found = figure_of(name, read[1], self._as_named(read[0]))
        else:
            found = figure_of(name, self.indicators_of_year, self.records, self._offices)
        return replace(found, watch=self.watch, names=self.names)

    @cached_property
    def _offices(self) -> Offices | None:
        found = self.examined
        own = Gathered(found.records, found.indicators, found.members)
        return offices_of(self.root, own, self.supposed)

    @property
    def charts(self) -> Table:
        """Return the report's charts by id: 图 and the question it answers."""
        return in_names(overviews.charts_table(), self.names)

    @plain_arguments
    def chart(self, name: str) -> Picture:
        """Return a chart of the report by id or title, with its numbers as ``data``.

        >>> import gongkai as gk
        >>> gk.open_year("hrbrfb", 2018).chart("requests_by_channel").data["申请数"].to_list()
        [4, 20, 5]
        """
        from gongkai.explore.cell.shown import chart_shown  # the report is loaded by what shows it

        return self._drawn(chart_shown(overviews.chosen_chart(name), self._sound))

    @cached_property
    def history(self) -> dict[int, dict[str, Value]]:
        """Return the figures of each year up to this one that the office has ledgers for."""
        return {year: dict(values) for year, values in history(self.root, self.key).items()}

    @plain_arguments
    def trend(self, *names: str) -> Picture:
        """Return figures over the office's years: a trend of the report, or any indicators' lines.

        A line breaks where the form changed what it means. ``data`` holds the numbers by year.

        >>> import gongkai as gk
        >>> gk.open_year("yunshan", 2018).trend("requests_received").data.index.to_list()
        [2016, 2017, 2018]
        """
        return self._drawn(trend_of(names, self.history))

    @plain_arguments
    def sql(self, statement: str) -> Table:
        """Return the answer of a SELECT over the ledgers in Chinese; UsageError where it cannot be run.

        >>> import gongkai as gk
        >>> year = gk.open_year("hrbrfb", 2018)
        >>> year.sql("select count(*) as 件数 from 依申请公开 where 按期办结 = '是'")["件数"].item()
        29
        """
        return self._told(run_sql(statement, self.records))

    @property
    def findings(self) -> Findings:
        """Return the findings, gravest first; ``rows(n)`` are the rows that the n-th points at."""
        found = in_order(list(self.examined.findings))
        return Findings(found, self.records, self.watch, self.names)

    @property
    def checks(self) -> Table:
        """Return every check of the form, across ledgers and years: its result and what it saw."""
        return self._told(overviews.checks_table(self.examined))

    @plain_arguments
    def due(self, as_of: Day, within: int = 5) -> Table:
        """Return the requests open on a day that are overdue or due within some working days.

        Only what was known that day counts. 剩余工作日 is negative past the limit; 说明 tells a
        provisional date. UsageError for a day that is none.

        >>> import gongkai as gk
        >>> gk.open_year("hrbrfb", 2018).due("2018-11-20")["状态"].to_list()
        ['即将到期']
        """
        return self._told(due_on(self.records, as_of, within))

    @property
    def form(self) -> "Display":
        """Return the statutory tables of the year; cells that a broken ledger counts are 未掌握."""
        from gongkai.explore.cell.shown import form_shown  # the report is loaded by what shows it

        return form_shown(self._sound)

    def _told(self, found: Table, *ledgers: str) -> Table:
        return in_names(named(found, whose(self.records), self.watch), self.names, ledgers)

    def _drawn(self, found: Picture) -> Picture:
        return replace(found, of=whose(self.records), watch=self.watch)

    def __repr__(self) -> str:
        return said(f"<{self.name}{self.year}年　{overviews.at_a_glance(self.examined)}>")

    @property
    def _pieces(self) -> tuple[Output, ...]:
        """Return the year at one glance."""
        return (html_output(portrait(self.examined), repr(self)),)
