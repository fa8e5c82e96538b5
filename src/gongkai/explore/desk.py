"""The desk: an office and its year chosen with widgets, and views that follow the choice."""

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Final

import ipywidgets as widgets

from gongkai.charts.registry import BY_ID as CHARTS
from gongkai.errors import UsageError
from gongkai.explore.arguments import Named, plain_arguments
from gongkai.explore.asked.offices import code_of
from gongkai.explore.cell.standing import Standing
from gongkai.explore.cell.view import View
from gongkai.explore.comparison import compare
from gongkai.explore.year import Year, open_year
from gongkai.indicators.registry import INDICATORS
from gongkai.keys import Key, all_keys, data_root, find_folder, parse_key
from gongkai.language.catalogue import told
from gongkai.language.spoken import said
from gongkai.records.ledgers import LEDGERS
from gongkai.records.stated import office_of

Render = Callable[..., object]
_WIDE: Final = {"width": "26rem"}
_SQL: Final = (
    "select 申请方式, count(*) as 件数\nfrom 依申请公开\nwhere 本年收到 = '是'\n"
    "group by 申请方式\norder by 件数 desc"
)


@plain_arguments
def desk(agency: object = None, year: object = None, data_dir: str | Path | None = None) -> "Desk":
    """Return a desk open at an office (its code or its name) and year, else at the first there is.

    UsageError where there is no data folder, no ledger in it, or no such office or year.
    """
    root = data_root(data_dir)
    keys = all_keys(root)
    if not keys:
        raise UsageError("数据文件夹里还没有台账。可用 gongkai template 生成台账模板。")
    if agency is None:
        return Desk(root, keys[0])
    code = code_of(root, agency)
    latest = max((k.year for k in keys if k.agency == str(code)), default=keys[0].year)
    key = parse_key(code, latest if year is None else year)
    find_folder(root, key)
    return Desk(root, key)


class Chooser:
    """Two lists that belong together: an office, and the years it has ledgers for."""

    def __init__(self, root: Path, key: Key, tell: Callable[[], None], prefix: str = "") -> None:
        self._years: dict[str, list[int]] = {}
        for known in all_keys(root):
            self._years.setdefault(known.agency, []).append(known.year)
        names = [(office_of(root / code).name, code) for code in self._years]
        self.office = widgets.Dropdown(
            options=names, value=key.agency, description=said(f"{prefix}机关"), layout=_WIDE
        )
        self.year = widgets.Dropdown(
            options=self._years[key.agency], value=key.year, description=said(f"{prefix}年度")
        )
        self._tell, self.key = tell, key
        self.office.observe(self._office_changed, names="value")
        self.year.observe(self._year_changed, names="value")

    def _office_changed(self, _: object) -> None:
        years = self._years[self.office.value]
        kept = self.key.year if self.key.year in years else years[-1]
        self.year.unobserve(self._year_changed, names="value")  # the list passes other years by
        self.year.options = years
        self.year.value = kept
        self.year.observe(self._year_changed, names="value")
        self._year_changed(None)

    def _year_changed(self, _: object) -> None:
        if self.year.value is None:
            return  # the browser, drawing the new list, says for a moment that none is chosen
        self.key = Key(self.office.value, self.year.value)
        self._tell()

    @property
    def box(self) -> Any:
        """Return both lists side by side."""
        return widgets.HBox([self.office, self.year])

    @property
    def words(self) -> str:
        """Return what is chosen, for whoever sees no lists."""
        return f"{self.office.label}{self.year.value}年"


class Desk(Named):
    """Views of the chosen ``year``; each is a widget that follows the choice.

    ``year`` is the chosen Year itself, ``other`` the one it is compared with.
    """

    def __init__(self, root: Path, key: Key) -> None:
        self._root = root
        self._opened: dict[Key, Year] = {}
        self._views: dict[str, View] = {}
        self._standing = Standing()
        keys = all_keys(root)
        earlier = [k for k in keys if k.agency == key.agency and k.year < key.year]
        beside = earlier[-1:] or [k for k in keys if k.year == key.year and k != key] or [key]
        self._chooser = Chooser(root, key, self._follow)
        self._other = Chooser(root, beside[0], self._follow_other, "对照")

    @property
    def year(self) -> Year:
        """Return the year chosen now."""
        return self._open(self._chooser.key)

    @property
    def other(self) -> Year:
        """Return the year chosen for comparison now."""
        return self._open(self._other.key)

    def _open(self, key: Key) -> Year:
        if key not in self._opened:
            opened = open_year(key.agency, key.year, self._root)
            self._opened[key] = replace(opened, watch=partial(self._standing.show, key))
        return self._opened[key]

    def _follow(self) -> None:
        for view in list(self._views.values()):
            view.refresh()
        self._standing.follow(self._chooser.key, self._chooser.words)

    def _follow_other(self) -> None:
        if "compare" in self._views:
            self._views["compare"].refresh()

    def _view(
        self, called: str, render: Render, pieces: int = 1, above: Any = None, **controls: Any
    ) -> View:
        """Return controls above what ``render`` makes of the year; shown anew when either changes."""
        asked = lambda: (self._chooser.key, self._other.key)  # noqa: E731
        view = View(partial(render, self), asked, controls, pieces, above)
        self._views[called] = view  # a cell that is run again replaces its former view
        return view

    @cached_property
    def _front(self) -> View:
        return self._view("overview", lambda desk: desk.year, above=self._chooser)

    def ledgers(self) -> View:
        """Return the rows of a chosen ledger; personal columns are never among them."""
        names = widgets.Dropdown(
            options=[(told(ledger.title), ledger.id) for ledger in LEDGERS],
            value="requests", description=said("台账"), layout=_WIDE,
        )  # fmt: skip
        return self._view("ledgers", lambda desk, name: desk.year.ledger(name), name=names)

    def figure(self) -> View:
        """Return a chosen figure with its definition, its base and the rows behind it."""
        names = widgets.Dropdown(
            options=_figures(),
            value="requests_on_time_rate",
            description=said("指标"),
            layout=_WIDE,
        )
        return self._view("figure", _figure_and_cases, name=names)

    def chart(self) -> View:
        """Return a chosen chart of the report."""
        names = widgets.Dropdown(
            options=[(told(c.title), c.id) for c in CHARTS.values()],
            value="requests_by_month", description=said("图"), layout=_WIDE,
        )  # fmt: skip
        return self._view("chart", lambda desk, name: desk.year.chart(name), 3, name=names)

    def trend(self) -> View:
        """Return a chosen figure over the years up to the chosen one."""
        names = widgets.Dropdown(
            options=_figures(), value="requests_received", description=said("指标"), layout=_WIDE
        )
        return self._view("trend", lambda desk, name: desk.year.trend(name), 3, name=names)

    def sql(self) -> View:
        """Return a place to write a SELECT, and its answer; it runs when the text is left."""
        text = widgets.Textarea(
            value=told(_SQL), description=said("查询"), continuous_update=False, rows=6,
            layout={"width": "38rem"},
        )  # fmt: skip
        return self._view("sql", lambda desk, statement: desk.year.sql(statement), statement=text)

    def findings(self) -> View:
        """Return the findings, and the rows that a chosen one points at."""
        number = widgets.BoundedIntText(value=0, min=0, max=9999, description=said("第n个"))
        return self._view("findings", _finding_and_rows, n=number)

    def due(self) -> View:
        """Return what is overdue or soon due on a chosen month and day of the year."""
        months = widgets.IntSlider(value=11, min=1, max=12, description=said("月"))
        days = widgets.IntSlider(value=20, min=1, max=31, description=said("日"))
        within = widgets.BoundedIntText(value=5, min=0, max=99, description=said("工作日内"))
        return self._view("due", _due_on, month=months, day=days, within=within)

    def compare(self) -> View:
        """Return the chosen year beside another year or another office."""
        return self._view("compare", lambda desk: compare(desk.other, desk.year), above=self._other)

    def __repr__(self) -> str:
        return said(f"<工作台　{self.year.name}{self.year.year}年>")

    def _ipython_display_(self) -> None:
        self._front._ipython_display_()


def _figures() -> tuple[tuple[str, str], ...]:
    return tuple((said(i.label), i.id) for i in INDICATORS if not i.only_in_table)


def _figure_and_cases(desk: Desk, name: str) -> tuple[object, ...]:
    figure = desk.year.figure(name)
    return figure, figure.cases() if figure.number is not None else None


def _finding_and_rows(desk: Desk, n: int) -> tuple[object, ...]:
    findings = desk.year.findings
    if not findings:
        return (findings,)
    return findings, findings.rows(min(n, len(findings) - 1))


def _due_on(desk: Desk, month: int, day: int, within: int) -> object:
    return desk.year.due(f"{desk.year.year}-{month:02}-{day:02}", within)
