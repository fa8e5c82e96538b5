"""Who writes each format's file, and who reads it again and proves it; what loads much is loaded when asked for."""

from collections.abc import Iterable
from importlib import import_module
from typing import Final

from gongkai.report.publication.formats import REVIEW, Format
from gongkai.report.publication.writers.writer import Writer

_MODULES: Final = {
    "html": "page", REVIEW: "page", "xlsx": "workbook", "tables": "workbook", "docx": "document",
    "pdf": "pdf", "cms": "cms",
}  # fmt: skip


def writer(form: Format) -> Writer:
    """Return the writer of a format."""
    written: dict[str, Writer] = import_module(f"{__name__}.{_MODULES[form.name]}").WRITERS
    return written[form.name]


def load_writers(formats: Iterable[Format]) -> None:
    """Load what the formats need, for a process whose children are to find it there."""
    for form in formats:
        writer(form)
