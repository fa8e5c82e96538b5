"""Our own tables of every era, as page, workbook and Word document, read back to their figures."""

from pathlib import Path

import docx
import pytest
import xlsxwriter

from filled import AGENCY, random_form, stated, tables
from gongkai.audit.readers.document import Document
from gongkai.audit.readers.file import read_document
from gongkai.audit.tables.tables import read_tables
from gongkai.report.content.components import DataTable
from gongkai.report.docx.styles import apply_styles
from gongkai.report.docx.tables import table as word_table
from gongkai.report.page.markup import html
from gongkai.report.workbook.xlsx import _table_sheet

# Sixty seeded years, each form year five times.
YEARS = [(seed, 2014 + seed % 12) for seed in range(60)]


def read_back(path: Path, year: int) -> dict[str, object]:
    document = read_document(path)
    assert isinstance(document, Document)
    form, found = read_tables(document, year)
    assert form is not None
    assert all(r.whole and not r.renamed and not r.added for r in found.values())
    assert not any(r.ordered for r in found.values())
    return {
        "stats2014" if name == "form_2014" else name: reading.stated
        for name, reading in found.items()
    }


def write_page(parts: dict[str, DataTable], path: Path) -> None:
    body = "\n".join(html(table) for table in parts.values())
    path.write_text(f"<!doctype html><html lang='zh-CN'><body>{body}</body></html>", "utf-8")


def write_workbook(parts: dict[str, DataTable], path: Path) -> None:
    with xlsxwriter.Workbook(str(path), {"in_memory": True}) as book:
        for table in parts.values():
            _table_sheet(book, table, AGENCY, {})


def write_word(parts: dict[str, DataTable], path: Path) -> None:
    document = docx.Document()
    apply_styles(document)
    end = document.element.body.sectPr
    for part in parts.values():
        for element in word_table(part):
            end.addprevious(element)
    document.save(str(path))


@pytest.mark.parametrize("part", range(4))
@pytest.mark.parametrize(
    ("write", "suffix"),
    [(write_page, ".html"), (write_workbook, ".xlsx"), (write_word, ".docx")],
    ids=["html", "xlsx", "docx"],
)
def test_sixty_years_are_read_back_exactly(tmp_path: Path, write, suffix, part) -> None:
    for seed, year in YEARS[part::4]:
        filled = random_form(seed, year)
        path = tmp_path / f"{seed}{suffix}"
        write(tables(filled, year), path)
        bare = suffix == ".xlsx"  # a workbook holds numbers, and the form prints no unit
        assert read_back(path, year) == stated(filled, bare=bare), (seed, year)
