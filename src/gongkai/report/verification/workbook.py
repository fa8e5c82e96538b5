"""The finished workbook read again: named cells, the indicators' sheet, and what formulas came to."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Final

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook

from gongkai.pattern import pattern
from gongkai.report.verification.figures import Mark

_SCALED: Final = "_万元"
_CHECKS, _INDICATORS = "审核", "指标"
_PLACE: Final = pattern(r"'?([^'!]+)'?!\$?([A-Z]+)\$?(\d+)")
_SIDE: Final = pattern(r"=(SUM|MAX)\(([^()]*)\)(?:-SUM\(([^()]*)\))?|=0")
_RELATIONS: Final[Mapping[str, Callable[[Fraction, Fraction], bool]]] = {
    "ROUND(B{0}-C{0},4)=0": lambda left, right: left == right,
    "(B{0}=0)=(C{0}=0)": lambda left, right: (left == 0) == (right == 0),
    "B{0}>=0": lambda left, _: left >= 0,
    "B{0}<=C{0}": lambda left, right: left <= right,
    "OR(B{0}<=0,C{0}>0)": lambda left, right: left <= 0 or right > 0,
}

Cell = tuple[str, str]  # sheet and place, as in ("表三", "C5")


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook as a reader's program sees it: shown values, formulas, and names of cells."""

    values: Mapping[Cell, object]
    formulas: Mapping[Cell, str]
    names: Mapping[Cell, str]


def read_workbook(path: Path) -> Book:
    """Return what a workbook shows, and the formulas beside whose results it is kept.

    Two readers that know nothing of each other: calamine reads what is shown, openpyxl formulas and
    names, whatever size a sheet tells of itself and whatever is merged over a cell.
    """
    formulas: dict[Cell, str] = {}
    names: dict[Cell, str] = {}
    with closing(load_workbook(path, read_only=True)) as book:
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            formulas |= {
                (sheet.title, cell.coordinate): str(cell.value)
                for row in sheet.iter_rows()
                for cell in row
                if cell.data_type == "f"
            }
            for name, defined in sheet.defined_names.items():
                if match := _PLACE.fullmatch(defined.attr_text or ""):
                    names[match[1], match[2] + match[3]] = name
    return Book(dict(_shown(path)), formulas, names)


def _shown(path: Path) -> Iterator[tuple[Cell, object]]:
    """Yield each filled cell's place and what it shows."""
    with CalamineWorkbook.from_path(str(path)) as book:
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for number, row in enumerate(rows, start=1):
                for column, value in enumerate(row, start=1):
                    if value != "":
                        yield (name, f"{get_column_letter(column)}{number}"), value


def marks(book: Book) -> tuple[Mark, ...]:
    """Return the figures of the named cells and of the indicators' sheet."""
    return (*_named(book), *_listed(book))


def _named(book: Book) -> Iterator[Mark]:
    for cell, name in book.names.items():
        unit = _SCALED[1:] if name.endswith(_SCALED) else ""
        yield Mark(name.removesuffix(_SCALED), None, _text(book.values.get(cell)), "", unit)


def _listed(book: Book) -> Iterator[Mark]:
    heads = {
        str(value): place.rstrip("1")
        for (sheet, place), value in book.values.items()
        if sheet == _INDICATORS and re.fullmatch(r"[A-Z]+1", place)
    }
    last = max((int(p.lstrip("ABCDEFGH")) for s, p in book.values if s == _INDICATORS), default=1)
    for row in range(2, last + 1):
        told = {h: _text(book.values.get((_INDICATORS, f"{c}{row}"))) for h, c in heads.items()}
        base = f"{told['分子']}/{told['分母']}" if told["分母"] else None
        yield Mark(told["编号"], base, told["数值"], "")


def _text(value: object) -> str:
    """Return a cell as its digits say it: a binary number by the shortest decimal that is it."""
    if isinstance(value, float):
        text = f"{Decimal(repr(value)):f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return "" if value is None else str(value)


def problems(book: Book) -> Iterator[str]:
    """Yield numbers without a name, and results that their formulas do not come to."""
    for (sheet, place), value in book.values.items():
        loose = (sheet, place) not in book.names and (sheet, place) not in book.formulas
        if isinstance(value, (int, float)) and loose:
            yield f"工作表“{sheet}”{place} 的 {_text(value)} 没有绑定指标"
    for (sheet, place), formula in book.formulas.items():
        result = _result(book, sheet, place, formula)
        kept = book.values.get((sheet, place))
        agrees = kept == result if isinstance(result, str) else _exact(kept) == result
        if not agrees:
            yield f"工作表“{sheet}”{place} 的公式结果应为 {result}，却存着“{kept}”"


def _result(book: Book, sheet: str, place: str, formula: str) -> Fraction | str | None:
    """Return what a formula comes to: a sum, a maximum or a verdict; None for any other."""
    side = _SIDE.fullmatch(formula)
    if side:
        numbers, less = _terms(book, side[2]), _terms(book, side[3])
        total = max(numbers) if side[1] == "MAX" else sum(numbers, Fraction(0))
        return total - sum(less, Fraction(0))
    row = place.lstrip("D")
    left, right = (_exact(book.values.get((sheet, f"{c}{row}"))) for c in "BC")
    if left is not None and right is not None:
        for condition, holds in _RELATIONS.items():
            if formula == f'=IF({condition.format(row)},"通过","不符")':
                return "通过" if holds(left, right) else "不符"
    return None


def _terms(book: Book, terms: str | None) -> list[Fraction]:
    """Return the numbers that a sum adds up: those of cells, and last year's, which have none."""
    found = []
    for term in terms.split(",") if terms else ():
        place = _PLACE.fullmatch(term)
        value = book.values.get((place[1], place[2] + place[3])) if place else None
        found.append((_exact(value) or Fraction(0)) if place else Fraction(term))
    return found


def _exact(value: object) -> Fraction | None:
    """Return a number as the decimal it is shown as."""
    return Fraction(_text(value)) if isinstance(value, (int, float)) else None
