"""The report as a printed PDF, set by typst from the same components (the extra ``pdf``)."""

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from gongkai.charts.size import FONT_FILE
from gongkai.examined.examine import Report
from gongkai.narrative.content import Section
from gongkai.report.content.components import (
    Component,
    DataTable,
    OwnPicture,
    TitleBlock,
    to_json,
)
from gongkai.report.content.editions import DRAFT
from gongkai.report.content.fonts import refuse_missing
from gongkai.text import clean

_LAYOUT: Final = Path(__file__).parent / "report.typ"


def write_pdf(report: Report, components: Sequence[Component], path: Path) -> None:
    """Write the report as a PDF for readers and archives (PDF/UA-1, PDF/A-2a), the same every time.

    The layout is a file of ours, the components are its data: nothing of a ledger is source. Only
    the packaged fonts are seen.
    """
    import typst

    agency = report.records.agency.name
    data = {
        "title": agency + report.narrative.title,
        "agency": agency,
        "year": report.key.year,
        "draft": any(isinstance(c, TitleBlock) and c.state == DRAFT for c in components),
        "groups": [[_data(c) for c in group] for group in _groups(components)],
    }
    plain = json.dumps(_cleaned(data), ensure_ascii=False)
    refuse_missing(plain)
    made = typst.compile(
        _LAYOUT,
        format="pdf",
        pdf_standards=["ua-1", "a-2a"],
        font_paths=[FONT_FILE.parent],
        ignore_system_fonts=True,
        sys_inputs={"report": plain},
        timestamp=dt.datetime(report.key.year, 12, 31, tzinfo=dt.UTC),
    )
    path.write_bytes(made)


def _data(component: Component) -> Any:
    """Return a component as plain data; a picture with its bytes, which typst takes as numbers."""
    data = to_json(component, whole=True)
    if isinstance(component, OwnPicture):
        data["png"] = list(component.png)
    return data


def _groups(components: Sequence[Component]) -> Iterator[list[Component]]:
    """Yield the components one by one, a heading without text together with the table below it."""
    waiting: list[Component] = []
    for n, component in enumerate(components):
        waiting.append(component)
        below = components[n + 1] if n + 1 < len(components) else None
        if isinstance(component, Section) and not component.blocks and isinstance(below, DataTable):
            continue
        yield waiting
        waiting = []


def _cleaned(data: Any) -> Any:
    """Return plain data without characters that disguise text: a notebook may come from anywhere."""
    if isinstance(data, dict):
        return {name: _cleaned(part) for name, part in data.items()}
    if isinstance(data, list):
        return [_cleaned(part) for part in data]
    return clean(data) if isinstance(data, str) else data
