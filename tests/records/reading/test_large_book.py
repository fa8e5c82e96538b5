"""A workbook of very many rows comes to the same sheet as a small one, though it is read in parts."""

import datetime as dt
from pathlib import Path

import pytest
import xlsxwriter

from gongkai.records.reading.formats import inside, workbook
from gongkai.records.reading.sheet import Sheet

ROWS = (
    ("编号", "日期", "金额", "是否", "说明", "说明二"),
    ("1", dt.date(2018, 3, 5), 3.0, True, "  两头有空格\u3000", ""),
    ("2", "同上", 0.1, False, "换\r\n行\rx", "〃"),
    ("", "", None, None, "\u200b", "\x0b零\ue000"),
    (4.5, dt.datetime(2018, 3, 5, 9, 30, 1), -1, "是", "=1+1", "x" * 40),
)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "台账.xlsx"
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as made:
        day = made.add_format({"num_format": "yyyy-mm-dd"})
        sheet = made.add_worksheet("第一张")
        for at, row in enumerate(ROWS, start=2):
            for column, cell in enumerate(row, start=2):
                if isinstance(cell, dt.date):
                    sheet.write_datetime(at, column, cell, day)
                else:
                    sheet.write(at, column, cell)
        sheet.set_row(3, None, None, {"hidden": True})
        sheet.set_row(30, None, None, {"hidden": True})
        made.add_worksheet("空表")
        formulas = made.add_worksheet("公式")
        formulas.write_formula(0, 0, "=1/0", None, "#DIV/0!")
        formulas.write(4, 30, "远处")
    return path


def told(sheet: Sheet) -> tuple[object, ...]:
    return (*(getattr(sheet, n) for n in ("name", "head", "width", "hidden_rows", "dittos", "merges")),
            sheet.cells.collect().to_dict(as_series=False))  # fmt: skip


def test_parts_come_to_the_same_sheet(book: Path, monkeypatch) -> None:
    whole = workbook.read_workbook(book)
    assert isinstance(whole, tuple)
    monkeypatch.setattr(workbook, "_MANY", 0)
    monkeypatch.setattr(workbook, "_PART", 2)
    monkeypatch.setattr(inside, "_PIECE", 40)
    parts = workbook.read_workbook(book)
    assert isinstance(parts, tuple)
    assert [told(sheet) for sheet in parts] == [told(sheet) for sheet in whole]
    assert whole[0].hidden_rows == (4,)
    texts = whole[0].cells.collect()["c6"].to_list()
    assert texts[3:] == ["两头有空格", "换\n行\nx", None, "=1+1"]
    assert whole[2].head[0][0] == "#DIV/0!"
