"""What the notebook calls: each function returns one part of the report, ready to be shown.

The parts are components, the content model that every writer reads.
"""

import os
import platform
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.metadata import version
from typing import Any, Final

from gongkai.charts.trends import TRENDS
from gongkai.examined.examine import Examined, Report, build
from gongkai.examined.ledger_states import ledger_states
from gongkai.forms.comparability import change_text, earlier_value
from gongkai.forms.era import NoForm
from gongkai.forms.fill import FilledForm, FilledGrid
from gongkai.indicators.registry import BY_ID as INDICATORS
from gongkai.indicators.value import NotApplicable, Rate, Unknown
from gongkai.indicators.written import plain_text, raw_text
from gongkai.keys import data_root
from gongkai.language.catalogue import VARIABLE
from gongkai.narrative.content import Paragraph, Section, TextRun
from gongkai.narrative.printing import printed_figure
from gongkai.narrative.write import chinese_date
from gongkai.records.declarations import KINDS
from gongkai.report.content.chart_view import drawn, section_charts
from gongkai.report.content.components import (
    Cell,
    Component,
    DataTable,
    EmptyBlock,
    KeyFigure,
    Note,
    Provenance,
    Signature,
    Summary,
    TitleBlock,
)
from gongkai.report.content.editions import EDITIONS, INTERNAL, Shown
from gongkai.report.content.form_view import form_table_of, grid_table_of, grid_tables_of
from gongkai.report.content.members_view import members_notes, not_reporting
from gongkai.report.content.review.checks import check_tables
from gongkai.report.content.review.dossiers import dossiers
from gongkai.report.content.review.numbers import own_list
from gongkai.report.content.review.tasks import agenda as tasks
from gongkai.report.content.review.tasks import finding_list
from gongkai.report.notebook.parameters import injected_names, refuse_unknown_parameters
from gongkai.report.own.found import own_notebook
from gongkai.report.page.display import Display

KEY_FIGURES: Final = (
    "disclosed_total",
    "requests_received",
    "requests_on_time_rate",
    "publicity_total",
    "hotline_on_time_rate",
    "proposals_total",
    "disputes_total",
    "fees_yuan",
)


def open_report(agency: object, year: object, data_dir: str | None = None) -> Report:
    """Return the report of a key, after a look at the parameters that papermill injected."""
    from IPython.core.getipython import get_ipython

    os.environ[VARIABLE] = ""  # the official report is Chinese, whoever makes it
    shell = get_ipython()
    history: Sequence[Any] = shell.user_ns.get("In", ()) if shell else ()
    refuse_unknown_parameters(injected_names([str(source) for source in history]))
    report, root = build(agency, year, data_dir), data_root(data_dir)
    if own_notebook(root, report.key) is None:
        return report
    from gongkai.report.own.section import with_own_section  # loads what runs notebooks

    return with_own_section(report, root)


def _show(part: str, *components: Component) -> Display:
    """Return a part of the report ready to be shown, in the editions declared for it."""
    return Display([Shown(component, EDITIONS[part]) for component in components])


def title(report: Report) -> Display:
    """Return the title block: office, year, period and state."""
    key, declarations = report.key, report.records.declarations
    notices = [f"{KINDS[declarations.kind]}。{declarations.note}"] * (declarations.kind != "real")
    notices += not_reporting(report)
    period = f"{key.year}年1月1日至{key.year}年12月31日"
    return _show(
        "title",
        TitleBlock(
            report.records.agency.name,
            report.narrative.title,
            key.year,
            period,
            report.state,
            "。".join(notices),
        ),
    )


def agenda(report: Examined) -> Display:
    """Return what is still to do before the report may be signed, in the order of doing."""
    return _show("agenda", tasks(report))


def summary(report: Examined) -> Display:
    """Return the key figures of the year."""
    return _show("summary", Summary(tuple(_key_figure(report, name) for name in KEY_FIGURES)))


def _key_figure(report: Examined, name: str) -> KeyFigure:
    indicator, value = INDICATORS[name], report.indicators[name]
    text, unit = printed_figure(value, indicator)
    note = ""
    if isinstance(value, Rate) and value.occurred:
        note = raw_text(value)
    if report.last is not None:
        before, _ = earlier_value(indicator, report.key.year, report.last.values)
        if before is not None and not isinstance(before, (Unknown, NotApplicable)):
            note = f"{note}　上年{plain_text(before, indicator.unit)}".strip("　")
    unit = "" if isinstance(value, Unknown) else unit
    return KeyFigure(indicator.label, text, unit, name, raw_text(value), note)


def part(report: Report, number: int) -> Display:
    """Return one part of the narrative with its charts: 0 is the opening, 1 the first chapter.

    A number beyond the plan's chapters shows nothing: plans have four or six.
    """
    return Display(list(_part(report, number)))


def _part(report: Report, number: int) -> Iterator[Shown]:
    chapter = 0
    for section in report.narrative.sections:
        chapter += section.level == 1
        if chapter == number:
            yield Shown(section, EDITIONS["part"])
            if isinstance(report.form, FilledGrid):
                for name in report.narrative.tables.get(section.anchor, ()):
                    table = grid_table_of(report.form, name)
                    titled = table.caption.startswith(section.heading)
                    yield Shown(replace(table, titled=titled), EDITIONS["part"])
            yield from section_charts(report, section.anchor)


def signature(report: Report) -> Display:
    """Return the place for signature and seal, the date as far as it is fixed, and the attachments."""
    published = report.records.declarations.published_on
    date = chinese_date(published) if published else ""
    attached = (report.narrative.attachment,) if report.narrative.attachment else ()
    return _show("signature", Signature(report.records.agency.name, date, attached))


def form_table(report: Report) -> Display:
    """Return the form attached to the report; from 2019 the tables stand in its chapters."""
    match report.form:
        case NoForm(reason=reason):
            return Display([Shown(EmptyBlock("统计表", reason), INTERNAL)])
        case FilledGrid():
            return _show("form_table")
        case form:
            return _show(
                "form_table",
                Section(1, "附件", report.narrative.attachment, "annex-form", ()),
                replace(
                    form_table_of(form, report.records.agency.name, report.key.year), titled=True
                ),
            )


def own_section(report: Report) -> Display:
    """Return the analyst's own section: what the office's notebook shows, below its own heading.

    Nothing where the office keeps no such notebook.
    """
    return _show("own_section", *(one for one in report.own.shown if isinstance(one, Component)))


def comparison(report: Report) -> Display:
    """Return the table of this year against last year; what may not be compared says so."""
    if report.last is None:
        return _show("comparison")
    annex = Section(1, "附四", "与上年比较", "annex-comparison", ())
    years = (drawn(t, t.plot(report.history)) for t in TRENDS if len(report.history) > 1)
    if report.last.apart:
        why = Note((Paragraph((TextRun(f"{report.last.apart}。"),)),))
        return _show("comparison", annex, why, *years)
    head = (tuple(Cell(t, header=True) for t in ("指标", "本年", "上年", "变化", "说明")),)
    rows = []
    for indicator, value in report.indicators.known():
        if indicator.only_in_table:
            continue
        before, note = earlier_value(indicator, report.key.year, report.last.values)
        told = "—" if before is None else plain_text(before, indicator.unit)
        rows.append(
            (
                Cell(indicator.label, header=True),
                Cell(plain_text(value, indicator.unit), "number", 0, indicator.id, raw_text(value)),
                Cell(told, "number"),
                Cell(change_text(value, before, indicator.unit)),
                Cell(note),
            )
        )
    return _show(
        "comparison",
        annex,
        DataTable(
            "comparison", f"本年与上年（据{report.last.source}）", head, tuple(rows), folded=True
        ),
        *years,
    )


def check_annex(report: Report) -> Display:
    """Return the annex of checks by subject, the office's own numbers, and every finding with its place."""
    return _show(
        "check_annex",
        Section(1, "附一", "审核", "annex-checks", ()),
        *check_tables(report.results),
        finding_list(report),
        own_list(report),
    )


def indicator_annex(report: Report) -> Display:
    """Return the annex of figures: of each its meaning, parts, source, last year, rows and places."""
    tables: tuple[DataTable, ...] = ()
    match report.form:
        case FilledGrid() as grid:
            tables = tuple(grid_tables_of(grid).values())
        case FilledForm() as form:
            tables = (form_table_of(form, report.records.agency.name, report.key.year),)
    return _show(
        "indicator_annex",
        Section(1, "附二", "每个数字的来历", "annex-indicators", ()),
        dossiers(report, tables, KEY_FIGURES),
    )


def data_notes(report: Report) -> Display:
    """Return the notes on data: which ledgers were read, which declared empty, which missing.

    For a government also its members; its own ledgers only where it keeps any.
    """
    records = report.records
    head = (tuple(Cell(t, header=True) for t in ("台账", "状态", "行数", "文件")),)
    rows = [
        (Cell(title, header=True), Cell(state), Cell(count, style="number"), Cell(file))
        for _, title, state, count, file in ledger_states(records)
    ]
    own = (DataTable("ledgers", "台账来源", head, tuple(rows)),)
    notes: tuple[Component, ...] = ()
    if records.declarations.kind != "real":
        words = f"{KINDS[records.declarations.kind]}。{records.declarations.note}。"
        notes = (Note((Paragraph((TextRun(words),)),)),)
    return _show(
        "data_notes",
        Section(1, "附三", "数据说明", "annex-data", ()),
        *notes,
        *members_notes(report),
        *(own if records.frames or records.unknown else ()),
    )


def provenance(report: Report) -> Display:
    """Return how to make the same report again: command, versions, and hashes of the inputs."""
    key = report.key
    hashes = {s.name: s.sha256 for s in report.records.sources}
    items = (
        ("重新生成", f"gongkai report {key.agency} {key.year}"),
        ("程序版本", f"gongkai {version('gongkai')}，Python {platform.python_version_tuple()[0]}"),
        ("指标校验值", report.digest),
        *((f"{name}（SHA-256）", digest) for name, digest in hashes.items()),
    )
    return _show("provenance", Provenance(items))
