"""The analyst's own section of a report: the notebook found, run once, and made components."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from gongkai.errors import UsageError
from gongkai.examined.examine import Report
from gongkai.examined.own import OwnSection
from gongkai.findings import Finding, Place, Severity
from gongkai.narrative.content import Block, Section
from gongkai.narrative.numerals import read_numerals
from gongkai.narrative.own.typed import OwnNumber
from gongkai.report.content.components import Component, DataTable, OwnPicture
from gongkai.report.own.cells import Drawn, Failed, Made, Warned, made_of, words_in
from gongkai.report.own.found import own_notebook
from gongkai.report.own.persons import Persons
from gongkai.report.own.reading import Heading, Refused, words_of
from gongkai.report.own.run import run, running

RULE: Final = "N-10"
_EXPECTED: Final = "能放进报告的文字、表格和图"
_TITLE: Final = "数据分析"
_LEVELS: Final = 3
_NO_ALT: Final = "这张图还没有替代文字，写好以前报告只是草稿"
_STOPS: Final = "。；！？\n"
_last: dict[str, OwnSection] = {}  # the one that ran last: the report is built twice in a process


def with_own_section(report: Report, root: Path) -> Report:
    """Return the report with the analyst's own section, where the office has a notebook for it.

    The notebook runs once a process for the same inputs. UsageError where it is not there,
    UnreadableError where it is no notebook of Python.
    """
    if running():
        return report
    path = own_notebook(root, report.key)
    if path is None:
        return report
    if not path.is_file():
        raise UsageError(f"没有笔记本 {path.as_posix()}。请核对路径。")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    known = f"{report.key.slug} {root.resolve()} {path.resolve()} {digest} {sorted(report.inputs.items())}"
    if known not in _last:
        _last.clear()
        _last[known] = _section(path, digest, report, root)
    own = _last[known]
    outside = not _kept(path, root, report)
    given = {f"另给的笔记本 {path.name}": digest} if outside else {}
    return replace(
        report,
        own=replace(own, outside=outside),
        numbers=(*report.numbers, *own.numbers),
        inputs={**report.inputs, **given},
    )


def _kept(path: Path, root: Path, report: Report) -> bool:
    office = (root / report.key.agency).resolve()
    return path.resolve().parent in (office, office / str(report.key.year))


def _section(path: Path, digest: str, report: Report, root: Path) -> OwnSection:
    executed = run(path, report.key, root)
    persons = Persons(root, report.key)
    found: list[tuple[Place, Made]] = []
    findings: list[Finding] = []
    for number, cell in enumerate(executed.cells, start=1):
        place = Place(
            f"{path.name} 第{number:>2}格"
            if len(executed.cells) > 9
            else f"{path.name} 第{number}格"
        )
        made = made_of(cell)
        if any(persons.in_words(words_in(one)) for one in made):
            findings.append(_personal(place))
            made = tuple(one for one in made if isinstance(one, Failed))
        found += [(place, one) for one in made]
        if any(isinstance(one, Failed) for one in made):
            break
    section = _Section(path.name)
    for place, one in found:
        findings += section.add(place, one)
    if not section.shown and not findings:
        findings.append(_empty(path.name))
    shown = section.finished()
    return OwnSection(path.name, digest, shown, tuple(section.numbers), tuple(findings))


class _Section:
    """The section as it grows: headings numbered by none, tables and pictures one after another."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.shown: list[Component] = []
        self.numbers: list[OwnNumber] = []
        self._title = ""
        self._open: tuple[int, str, list[Block]] | None = None
        self._tables = self._pictures = 0

    def add(self, place: Place, made: Made) -> Iterator[Finding]:
        """Take a piece of a cell; yield what is to be said of it."""
        match made:
            case Refused(what=what, remedy=remedy):
                yield _finding(place, f"{what}不能放进报告，没有显示", remedy)
            case Failed(name=name):
                told = f"这一格运行失败（{name}），以后各格没有运行"
                yield _finding(place, told, "请在 JupyterLab 中改正后再生成")
            case Warned():
                told = "这一格运行时有警告，警告没有放进报告"
                yield _finding(place, told, "请在 JupyterLab 中查看并消除", Severity.WARNING)
            case Drawn() as drawn:
                yield from self._picture(place, drawn)
            case DataTable() as table:
                self._table(place, table)
            case words:
                self._words(place, words)

    def finished(self) -> tuple[Component, ...]:
        """Return the components, led by the section's heading."""
        self._close()
        if not self.shown:
            return ()
        title = Section(1, "附", self._title or _TITLE, "annex-own", ())
        return (title, *self.shown)

    def _words(self, place: Place, words: Heading | Block) -> None:
        if isinstance(words, Heading):
            self._head(words)
        else:
            self._write(words)
        for line in words_of(words).splitlines():
            self._told(place, line)

    def _head(self, heading: Heading) -> None:
        if heading.level == 1 and not self._title and not self.shown and self._open is None:
            self._title = heading.text
            return
        self._close()
        self._open = (min(max(heading.level, 2), _LEVELS), heading.text, [])

    def _write(self, block: Block) -> None:
        if self._open is None:
            self._open = (0, "", [])
        self._open[2].append(block)

    def _close(self) -> None:
        if self._open is not None:
            level, heading, blocks = self._open
            anchor = f"annex-own-{len(self.shown) + 1}"
            self.shown.append(Section(level, "", heading, anchor, tuple(blocks)))
        self._open = None

    def _table(self, place: Place, table: DataTable) -> None:
        self._close()
        self._tables += 1
        name = f"表{self._tables}"
        caption = f"{name}　{table.caption}" if table.caption else name
        cells = [c for row in table.rows for c in row if c.style == "number"]
        if cells:
            self.numbers.append(OwnNumber(f"{len(cells)}个数", caption, place))
        self.shown.append(replace(table, id=f"own-table-{self._tables}", caption=caption))
        for words in (table.caption, table.note):
            self._told(place, words)

    def _picture(self, place: Place, drawn: Drawn) -> Iterator[Finding]:
        self._close()
        self._pictures += 1
        title = f"图{self._pictures}" + (f"　{drawn.title}" if drawn.title else "")
        if not drawn.alt:
            yield _finding(
                place,
                f"图“{drawn.title or title}”没有替代文字，看不见图的人读不到",
                '请写 gk.figure_axes(…, alt="…")，或在这一格第一行写 #| fig-alt: 图中的要点',
            )
        self.numbers.append(OwnNumber("图中的数", title, place))
        name = f"own-{self._pictures}"
        alt = drawn.alt or drawn.title or title
        notes = [drawn.note.rstrip("。"), *([] if drawn.alt else [_NO_ALT])]
        note = "。".join(filter(None, notes))
        self.shown.append(OwnPicture(name, title, alt, drawn.width, note, drawn.png))
        for words in (drawn.title, drawn.note):
            self._told(place, words)

    def _told(self, place: Place, line: str) -> None:
        for loose in read_numerals(line)[0]:
            end = loose.start + len(loose.numeral)
            first = 1 + max(line.rfind(stop, 0, loose.start) for stop in _STOPS)
            last = min((n for s in _STOPS if (n := line.find(s, end)) >= 0), default=len(line))
            self.numbers.append(OwnNumber(loose.numeral, line[first : last + 1].strip(), place))


def _finding(
    place: Place, message: str, remedy: str, severity: Severity = Severity.ERROR
) -> Finding:
    return Finding(RULE, severity, place, None, _EXPECTED, message, remedy)


def _personal(place: Place) -> Finding:
    told = "这一格会显示个人信息，整格没有放进报告"
    return _finding(place, told, "请改为汇总数，或给这一格加标签 remove-output")


def _empty(name: str) -> Finding:
    told = "笔记本没有可以放进报告的内容"
    return _finding(Place(name), told, "请写文字、显示表或图", Severity.WARNING)
