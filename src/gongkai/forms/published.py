"""Last year's published tables, as ``last_published.json|csv|xlsx``, read into figures by id.

JSON holds the tables with their official labels (form, table2, table3, table4, or stats2014);
CSV and XLSX hold two columns, the indicator's id or label and its number.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final

from gongkai.errors import UnreadableError
from gongkai.forms.era import GRID_FORMS, LIST_FORMS
from gongkai.forms.form import Form, load_form
from gongkai.forms.grid import CellKey, GridForm, load_grid
from gongkai.pattern import pattern
from gongkai.text import heading_key

ERAS: Final = (*LIST_FORMS, *GRID_FORMS)
NAMES: Final = tuple(f"last_published.{suffix}" for suffix in ("json", "csv", "xlsx"))
_NUMBER: Final = pattern(r"-?\d+(\.\d+)?")

_OUTCOMES: Final = (
    "r1", "r2", *(f"r3_{n}" for n in range(1, 9)), *(f"r4_{n}" for n in range(1, 4)),
    *(f"r5_{n}" for n in range(1, 6)), *(f"r6_{n}" for n in range(1, 4)),
)  # fmt: skip
# Figures that a year counts by themselves, and the cells of tables 三 and 四 that say them.
_SUMS: Final = (
    ("requests_received", ("t3_new_total",)),
    ("requests_carried_in", ("t3_carry_in_total",)),
    ("requests_closed", ("t3_r7_total",)),
    ("requests_open_at_end", ("t3_carry_out_total",)),
    ("reconsiderations", ("t4_reconsideration_total",)),
    ("reconsiderations_pending", ("t4_reconsideration_pending",)),
    ("litigations", ("t4_direct_total", "t4_after_total")),
    ("litigations_pending", ("t4_direct_pending", "t4_after_pending")),
    *((f"outcome_{row}", (f"t3_{row}_total",)) for row in _OUTCOMES),
)


def read_published(folder: Path) -> dict[str, Decimal] | None:
    """Return last year's published figures by indicator id, or None where no file is given.

    A blank cell is not stated and left out. UnreadableError for a label or number that cannot be
    read: nothing is guessed.
    """
    found = [folder / name for name in NAMES if (folder / name).is_file()]
    if not found:
        return None
    if len(found) > 1:
        raise UnreadableError(
            f"上年公布数据有 {len(found)} 个文件：{'、'.join(p.name for p in found)}。请只留一个。"
        )
    from python_calamine import CalamineError, CalamineWorkbook  # not for a page's audit

    path = found[0]
    try:
        match path.suffix:
            case ".json":
                report = json.loads(path.read_text(encoding="utf-8-sig"))
                if figures := figures_in(report, path.name):
                    return figures
                raise UnreadableError(f"{path.name} 的统计表里没有一个数字。请核对文件。")
            case ".csv":
                rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")))
                return _of_rows(rows, path.name)
            case _:
                sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
                return _of_rows(([str(c) for c in row] for row in sheet.to_python()), path.name)
    except (UnicodeDecodeError, json.JSONDecodeError, CalamineError) as error:
        raise UnreadableError(
            f"无法读取 {path.name}（{type(error).__name__}）。请核对文件格式后重试。"
        ) from None


def published_by(folder: Path) -> tuple[str, int | None]:
    """Return which office published ``last_published.json``, and for which year; nothing where it does not say."""
    try:
        report = json.loads((folder / NAMES[0]).read_text(encoding="utf-8-sig"))
        name, year = report.get("agency"), report.get("year")
    except (OSError, ValueError, AttributeError):  # told where its figures are read
        return "", None
    return name if isinstance(name, str) else "", year if isinstance(year, int) else None


def another(names: tuple[str, str], years: tuple[int | None, int]) -> str:
    """Return in words why a published report is not last year's of an office; empty where it may be.

    ``names`` and ``years`` hold what it says, then what it should be. The longer of two names may say where the office is.

    >>> another(("乙县水利局", "甲县水利局（虚构）"), (2024, 2024))
    '是“乙县水利局”的报告，这里应是“甲县水利局（虚构）”'
    >>> another(("甲县水利局", "水利局"), (2023, 2024))
    '是2023年度的报告，这里应是2024年度'
    """
    bare = [re.sub(r"（[^）]*）|\s", "", name) for name in names]
    told = []
    if all(bare) and not (bare[0].endswith(bare[1]) or bare[1].endswith(bare[0])):
        told.append(f"是“{names[0]}”的报告，这里应是“{names[1]}”")
    if years[0] is not None and years[0] != years[1]:
        told.append(f"是{years[0]}年度的报告，这里应是{years[1]}年度")
    return "；".join(told)


def published_cells(report: Mapping[str, Any]) -> tuple[GridForm, dict[CellKey, Decimal | None]]:
    """Return a published report's cells: None where blank, absent where the row is absent."""
    form = load_grid(f"form_{report['form']}")
    cells: dict[CellKey, Decimal | None] = {}
    for key, block, line, column, _ in form.cells():
        stated = report.get(key.table) or {}
        stated = stated.get(block.label, {}) if block.label else stated
        row = stated.get("/".join(line.path))
        if row is not None and column.label in row:
            cells[key] = _number(row[column.label], column.label)
    return form, cells


def _number(value: object, unit: str = "") -> Decimal | None:
    """Return a stated number in the cell's ``unit``, the sum of money's own unit heeded.

    None where the cell is blank or no number.

    >>> [str(_number(v)) for v in ("251000元", "12.5万元", None)]
    ['251000', '125000.0', 'None']
    >>> [str(_number(v, "单位：万元")) for v in (18.871, "18.871万元", "5000元")]
    ['18.871', '18.871', '0.5']
    """
    text = str(value).strip().replace(",", "")
    match = _NUMBER.fullmatch(text.removesuffix("元").removesuffix("万"))
    if match is None:
        return None
    number, ten_thousands = Decimal(match[0]), text.endswith("万元")
    if not text.endswith("元") or ten_thousands == ("万元" in unit):
        return number
    return number * 10000 if ten_thousands else number / 10000


def published_rows(report: Mapping[str, Any]) -> tuple[Form, dict[str, Decimal | None]]:
    """Return a published 2014 form's rows by id: None where blank, absent where the row is absent."""
    form = load_form(f"form_{report['form']}")
    stated = report.get("stats2014") or {}
    rows = ((row, form.path(row)) for row in form.figures)
    return form, {r.id: _number(stated[path], r.unit) for r, path in rows if path in stated}


def figures_in(report: Mapping[str, Any], name: str) -> dict[str, Decimal]:
    """Return a published report's figures by indicator id, money in yuan; ``name`` is its file.

    UnreadableError where the report does not say which form its tables follow.
    """
    eras = {era.removeprefix("form_") for era in ERAS}
    if report.get("form") not in eras:
        raise UnreadableError(f"{name} 缺少 form，或不是 {'、'.join(sorted(eras))} 之一。")
    found: list[tuple[str, str, Decimal | None]] = []
    if f"form_{report['form']}" in LIST_FORMS:
        form, rows = published_rows(report)
        found += [(r.indicator, r.unit, rows[r.id]) for r in form.figures if r.id in rows]
    else:
        grid, cells = published_cells(report)
        found += [(i, c.label, cells[k]) for k, _, _, c, i in grid.cells() if k in cells]
    out = {i: n * (10000 if "万元" in unit else 1) for i, unit, n in found if n is not None}
    for total, parts in _SUMS:
        if all(part in out for part in parts):
            out[total] = sum((out[part] for part in parts), Decimal(0))
    return out


def _of_rows(rows: Iterable[list[str]], name: str) -> dict[str, Decimal]:
    from gongkai.indicators.registry import INDICATORS  # loads Polars

    names = {heading_key(i.label): i.id for i in INDICATORS} | {i.id: i.id for i in INDICATORS}
    out: dict[str, Decimal] = {}
    for number, row in enumerate(rows, start=1):
        label = heading_key(row[0]) if row else ""
        heading = number == 1 and len(row) > 1 and not _NUMBER.fullmatch(row[1].strip())
        if not label or (heading and label not in names):
            continue
        if label not in names or len(row) < 2:
            raise UnreadableError(f"{name} 第{number}行的“{row[0]}”不是指标编号或名称。请核对。")
        if not row[1].strip():
            continue
        try:
            out[names[label]] = Decimal(row[1].strip())
        except InvalidOperation:
            raise UnreadableError(f"{name} 第{number}行的“{row[1]}”不是数字。请改正。") from None
    return out
