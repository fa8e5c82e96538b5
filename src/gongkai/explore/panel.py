"""Every figure of every office and year in one long table, read from what is kept where it still holds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pandas as pd

from gongkai.batch.standing.kept import kept_figures
from gongkai.errors import GongkaiError, UsageError
from gongkai.examined.figures import year_figures
from gongkai.examined.inputs import one_look
from gongkai.explore.arguments import plain_arguments, whole_number
from gongkai.explore.asked.offices import code_of, names_by_code, told_of
from gongkai.explore.cell.names import in_names, names_of
from gongkai.explore.cell.table import Table, table
from gongkai.explore.cell.values import number_columns
from gongkai.forms.era import NoForm, form_for
from gongkai.indicators.registry import INDICATORS
from gongkai.indicators.value import Unknown, Value
from gongkai.keys import Key, all_keys, data_root
from gongkai.language.spoken import clauses

_SHOWN: Final = INDICATORS
_TOLD: Final = 3
ABSENT: Final = "没有台账"


@plain_arguments
def panel(
    offices: str | Iterable[str] | None = None,
    years: int | Iterable[int] | None = None,
    *,
    data_dir: str | Path | None = None,
    out: str | Path = "out",
    names: str = "",
) -> Table:
    """各机关、各年度的全部指标排成一张长表；做过报告的直接取用，没有做过的现算。

    Return one row an office, year and indicator: 机关代码, 机关, 年度, 编号, 指标, 单位, 数 (a float in its
    unit, unrounded), 分子, 分母 (integers), 状态 and 表式 (the year of the form in force). What reports
    below ``out`` tell is taken where neither data nor program changed since; the rest is counted.
    An office-year that cannot be counted has its rows too, 未掌握, as has a year without ledgers between
    others, and ``note`` says why. ``offices``
    are codes or names. UsageError where nothing is there.

    >>> import gongkai as gk
    >>> found = gk.panel("hrbrfb", 2018)
    >>> found.loc[found["编号"] == "requests_received", "数"].item()
    29.0
    """
    root = data_root(data_dir)
    keys = chosen_keys(root, offices, years)
    named = names_of(names)
    labels = names_by_code(root, (key.agency for key in keys))
    lost = set(missing_keys(root, keys, years))
    with one_look():
        found = {
            key: _nothing(ABSENT) if key in lost else _values(root, Path(out), key)
            for key in sorted({*keys, *lost}, key=lambda k: (k.agency, k.year))
        }
    told = [
        told_of(labels[key.agency], key.year, *why)
        for key, values in found.items()
        if (why := _reasons(values))
    ]
    note = f"共{len(found)}个机关年度、{len(_SHOWN)}项指标。"
    if told:
        note += "　" + f"有缺数的{len(told)}个机关年度：{clauses(told[:_TOLD])}。"
    return in_names(table(_rows(found, labels), note), named)


def chosen_keys(
    root: Path, offices: str | Iterable[str] | None, years: int | Iterable[int] | None
) -> Sequence[Key]:
    """Return the keys of offices and years, all of them where none are named; UsageError for none."""
    asked = [offices] if isinstance(offices, str) else offices
    codes = None if asked is None else [str(code_of(root, name)) for name in asked]
    wanted = None if years is None else _years(years)
    known = all_keys(root)
    for code in codes or ():
        if code not in {key.agency for key in known}:
            raise UsageError(f"没有代码为“{code}”的机关。可用 gk.offices() 查看。")
    keys = [
        key
        for key in known
        if (codes is None or key.agency in codes) and (wanted is None or key.year in wanted)
    ]
    if not keys:
        raise UsageError("所选的机关和年度没有台账。可用 gk.offices() 查看有哪些。")
    return keys


def missing_keys(
    root: Path, keys: Iterable[Key], years: int | Iterable[int] | None
) -> Iterator[Key]:
    """Yield the years between an office's first and last that are asked for and have no ledgers."""
    there = {(key.agency, key.year) for key in all_keys(root)}
    for agency in dict.fromkeys(key.agency for key in keys):
        known = [year for code, year in there if code == agency]
        asked = range(min(known), max(known) + 1)
        wanted = asked if years is None else _years(years)
        yield from (Key(agency, y) for y in asked if y in wanted and (agency, y) not in there)


def _years(given: object) -> set[int]:
    """Return the years of one or of several, as numbers or in words; UsageError naming the argument else."""
    several = given if isinstance(given, Iterable) and not isinstance(given, str) else (given,)
    return {whole_number("years", year, 1) for year in several}


def _values(root: Path, out: Path, key: Key) -> Mapping[str, Value]:
    """Return the figures of a key; what cannot be counted is Unknown, and says why."""
    kept = kept_figures(root, out, key)
    if kept is not None:
        return kept
    try:
        values, fault, *_ = year_figures(root, key)
    except GongkaiError as error:
        values, fault = None, str(error).rstrip("。")
    return values or _nothing(fault)


def _nothing(reason: str) -> Mapping[str, Value]:
    """Return every figure as unknown for one reason."""
    return {i.id: Unknown(reason) for i in _SHOWN}


def _reasons(values: Mapping[str, Value]) -> list[str]:
    """Return why figures are unknown, each reason once, in the order of the registry."""
    unknown = (v.reason for i in _SHOWN if isinstance(v := values[i.id], Unknown))
    return list(dict.fromkeys(unknown))


def _rows(found: Mapping[Key, Mapping[str, Value]], labels: Mapping[str, str]) -> pd.DataFrame:
    """Return the rows of all keys, in one piece: many small frames would take longer than reading."""
    count = len(_SHOWN)
    forms = [form_for(key.year) for key in found]
    eras = [pd.NA if isinstance(form, NoForm) else form.since for form in forms]
    columns = {
        "机关代码": _each([key.agency for key in found], count),
        "机关": _each([labels[key.agency] for key in found], count),
        "年度": pd.Series(_each([key.year for key in found], count), dtype="int64"),
        "编号": [i.id for i in _SHOWN] * len(found),
        "指标": [i.label for i in _SHOWN] * len(found),
        "单位": [i.unit.value for i in _SHOWN] * len(found),
    }
    values = [told[i.id] for told in found.values() for i in _SHOWN]
    numbers = number_columns(values, [i.unit for i in _SHOWN] * len(found))
    ends = {"表式": pd.Series(_each(eras, count), dtype="Int64")}
    return pd.DataFrame(columns | numbers | ends)


def _each(cells: Sequence[Any], count: int) -> list[Any]:
    return [cell for cell in cells for _ in range(count)]
