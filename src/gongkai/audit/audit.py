"""An audit: who published what for which year, whether the tables and sentences hold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from gongkai.audit.claims.carried import with_carried
from gongkai.audit.claims.coverage import Coverage, coverage_of
from gongkai.audit.claims.figures import Count, counts_of
from gongkai.audit.claims.prose import check_prose, is_department, is_service
from gongkai.audit.claims.trade import check_trade
from gongkai.audit.readers.document import MOST_TEXT, Document, Passage, is_draft
from gongkai.audit.readers.file import read_document
from gongkai.audit.tables.labels import Reading
from gongkai.audit.tables.tables import read_tables
from gongkai.audit.tables.title import read_summary, read_title
from gongkai.checks.check import Result, State
from gongkai.checks.identities import check_rows
from gongkai.checks.notices import Notice
from gongkai.checks.tables import check_era, check_labels, check_tables
from gongkai.errors import UnreadableError
from gongkai.forms.era import GRID_FORMS, NoForm, form_for
from gongkai.forms.form import Form
from gongkai.forms.grid import GridForm, load_grid
from gongkai.forms.published import figures_in, published_cells, published_rows
from gongkai.pattern import pattern
from gongkai.statements.claims.cells import Cells, of_grid, of_list
from gongkai.statements.claims.channels import with_channels
from gongkai.statements.claims.claim import Claim
from gongkai.statements.claims.claims import read_claims
from gongkai.statements.claims.comparison import read_comparisons
from gongkai.statements.text.interval import Judgement

# The names under which a published report's tables are kept, and what readers call them.
TABLES: Final = {"table2": "表二", "table3": "表三", "table4": "表四", "stats2014": "统计表"}
_LIST: Final = "stats2014"
_APART_UNTIL: Final = 2018  # till then the form was published beside the report
_APART: Final = pattern(r"附件|附表|统计表")


@dataclass(frozen=True, slots=True)
class Audit:
    """What a file says and whether it holds; ``tables`` by the names of ``TABLES``."""

    file: str
    agency: str | None
    year: int | None
    form: str | None
    tables: Mapping[str, Reading]
    checks: tuple[Result, ...]
    claims: tuple[Claim, ...]
    figures: tuple[Count, ...]
    coverage: Coverage
    cells: Cells
    prose: tuple[Passage, ...]

    @property
    def refused(self) -> dict[str, tuple[str, ...]]:
        """Return the rows that could not be read, by table."""
        return {n: (*r.missing, *r.apart) for n, r in self.tables.items() if not r.whole}

    @property
    def fails(self) -> bool:
        """Tell whether something is wrong by the report's own figures, or a table was refused."""
        failed = any(c.state is State.FAIL for c in self.checks)
        return failed or bool(self.refused) or any(c.state is Judgement.FAILS for c in self.claims)

    def as_dict(self) -> dict[str, Any]:
        """Return the audit as plain data, its tables as ``last_published.json`` holds them."""
        return {
            **self.published(),
            "refused": {name: list(rows) for name, rows in self.refused.items()},
            "checks": [_told(c) for c in self.checks],
            "claims": [c.as_dict() for c in self.claims],
            "coverage": self.coverage.as_dict(),
            "figures": [
                {
                    "number": int(c.number) if c.number == int(c.number) else float(c.number),
                    "unit": c.unit,
                    "counts": c.counts,
                    "text": c.text,
                    "place": c.place,
                }
                for c in self.figures
            ],
        }

    def published(self) -> dict[str, Any]:
        """Return who published what, in the shape that next year's check reads."""
        stated = {name: self.tables[name].stated if name in self.tables else {} for name in TABLES}
        return {
            "file": self.file,
            "agency": self.agency,
            "year": self.year,
            "form": self.form,
            **stated,
        }


def table_of(result: Result) -> str:
    """Return the table that a check of the tables is about; empty for any other check.

    >>> table_of(Result("T3-Z", State.WARN, "主动公开政府信息情况列出10格，有8格未填"))
    '表二'
    """
    if result.id[0] not in "TF":
        return ""
    # Blanks are told of each table under one check, by the table's title.
    titles = ((t.id, t.title) for f in GRID_FORMS for t in load_grid(f).tables)
    named = next((TABLES[n] for n, title in titles if result.message.startswith(title)), None)
    return named or {"2": "表二", "3": "表三", "4": "表四"}.get(result.id[1:2], "统计表")


def _told(result: Result) -> dict[str, Any]:
    """Return a check as plain data; where it is about a table, that is its place."""
    place = str(result.place or table_of(result))
    return {**result.as_dict(), "text": result.text or result.message, "place": place}


def audit(path: Path, notices: Sequence[Notice] = ()) -> Audit:
    """Return the audit of a published file; UnreadableError where it cannot be read or is no report.

    Tables are held against the rules of their own era; sentences against their own figures and the
    tables; the day and the length of part one against what ``notices`` of higher authorities ask.
    """
    document = read_document(path)
    if sum(len(p.text) for p in document.passages) > MOST_TEXT:
        raise UnreadableError(f"{path.name}：文字过多，不像一份报告，没有审读。请核对文件。")
    agency, year = read_title(document)
    form, found = read_tables(document, year)
    prose = tuple(document.prose())
    claims = tuple(c for n, p in enumerate(prose) for c in read_claims(p.text, p.place, n))
    if form is None and year is None and not claims:
        raise UnreadableError(
            f"{path.name}：没有认出政府信息公开年度报告的标题、统计表或有数字的中文句子，无从审读。"
            "请核对文件；外文报告和其他文件不在审读之列。"
        )
    tables = {_LIST if isinstance(form, Form) else name: r for name, r in found.items()}
    era = form.id.removeprefix("form_") if form else None
    stated = {"form": era, **{name: reading.stated for name, reading in tables.items()}}
    checks: list[Result] = [check_era(year, form.id)] if form and year else []
    stated_cells: Cells = {}
    match form:
        case GridForm():
            _, cells = published_cells(stated)
            checks += _of_grid(form, tables, cells)
            # Missing is not zero: prose is not held against a table four that is left blank.
            filled = {key.table for key, n in cells.items() if n is not None}
            known = {k: n for k, n in cells.items() if k.table != "table4" or k.table in filled}
            stated_cells = of_grid(form, known)
        case Form():
            _, rows = published_rows(stated)
            checks += (_labels(_LIST, tables[_LIST]), *check_rows(form, rows, None, own=False))
            stated_cells = of_list(form, rows)
    if year is not None:
        figures = figures_in(stated, path.name) if any(r.stated for r in tables.values()) else {}
        checks += check_prose(document, agency, year, figures, notices)
    asked = tuple(check_trade(stated_cells, agency, year, prose))
    checks = [*_but(checks, asked), *asked]
    own = agency if agency and is_department(agency) else ""
    compared = read_comparisons(prose, stated_cells, year, agency=own)
    claims = tuple(with_channels(claims, prose, stated_cells))
    judged = (*with_carried(claims, prose, stated_cells), *compared)
    sizes = {TABLES[name]: reading.size for name, reading in tables.items()}
    coverage = coverage_of(sizes, prose, judged)
    checks += _nothing(form, agency, year, document, coverage)
    if form is None and year is None:
        agency, year, said = _of_summary(document)
        checks += said
    if is_draft(document):
        checks = [_of_draft(check) for check in checks]
    counts = tuple(c for p in prose for c in counts_of(p.text, p.place))
    return Audit(
        path.name, agency, year, era, tables, tuple(checks), judged, counts, coverage, stated_cells,
        prose,
    )  # fmt: skip


def _but(checks: Sequence[Result], asked: Sequence[Result]) -> Iterator[Result]:
    """Yield the checks without those of a year that another one tells as what it is, a plan's."""
    plans = {c.text for c in asked if c.id == "D-3"}
    yield from (c for c in checks if c.id != "D-3" or not c.text or c.text not in plans)


def _of_summary(document: Document) -> tuple[str | None, int | None, tuple[Result, ...]]:
    """Return the office and year of an account of work that is no report, and what it is told to be."""
    agency, year = read_summary(document)
    told = "这是工作总结，不是《条例》规定的年度报告，只核对了正文里的数字"
    return agency, year, () if year is None else (Result("ST-0", State.NOT_ASSESSABLE, told),)


def _of_draft(check: Result) -> Result:
    """Return a check as it stands for a draft: cells still open are a hint, whatever is written is judged."""
    if check.id != "T3-Z" or check.state is not State.FAIL:
        return check
    return replace(check, state=State.WARN, message=f"{check.message}；这是未定稿，定稿前请补齐")


def _nothing(
    form: Form | GridForm | None,
    agency: str | None,
    year: int | None,
    document: Document,
    coverage: Coverage,
) -> Iterator[Result]:
    """Yield ST-0: a report of an era with tables has them, and what compared nothing did not pass."""
    if form is None and is_service(agency):
        told = "学校、医院、公司的统计表、章节和公布期限由主管部门另行规定，没有核对"
        yield Result("ST-0", State.NOT_ASSESSABLE, told)
    elif form is None and year is not None and not isinstance(form_for(year), NoForm):
        elsewhere = year <= _APART_UNTIL and any(_APART.search(p.text) for p in document.passages)
        told = f"没有找到{year}年度应有的政府信息公开统计表"
        if elsewhere:
            yield Result("ST-0", State.WARN, f"{told}；正文提到附表，请一并审读附表")
        else:
            yield Result(
                "ST-0",
                State.FAIL,
                f"{told}：报告应当附有规定的表格，也可能是图片或附件没有一起下载",
            )
    if not coverage.compared:
        told = "没有可以核对的统计表和数字，什么也没有核对，不能算通过"
        yield Result("ST-0", State.FAIL if form is None else State.WARN, told)


def _of_grid(
    form: GridForm, tables: Mapping[str, Reading], cells: Mapping[Any, Decimal | None]
) -> Iterator[Result]:
    """Yield what the labels and rules of the tables that are there come to."""
    for table in form.tables:
        if table.id in tables:
            yield _labels(table.id, tables[table.id])
        else:
            told = f"没有找到{TABLES[table.id]}（{table.title}）"
            yield Result("ST-1", State.NOT_ASSESSABLE, told)
    read = tuple(t for t in form.tables if t.id in tables and tables[t.id].stated)
    names = {t.id for t in read}
    rules = tuple(rule for rule in form.rules if rule.table in names)
    if read:
        yield from check_tables(replace(form, tables=read, rules=rules), cells, own=False)


def _labels(name: str, reading: Reading) -> Result:
    if not reading.stated and not reading.apart:
        told = f"{TABLES[name]}只有标题，没有认出任何一行：可能是图片，或行名、栏名与规定的表式全不相同"
        return Result("ST-1", State.FAIL, told)
    return check_labels(
        TABLES[name],
        missing=reading.missing,
        apart=reading.apart,
        renamed=reading.renamed,
        added=reading.added,
        ordered=reading.ordered,
        columns=reading.columns,
        local=name == _LIST,
    )
