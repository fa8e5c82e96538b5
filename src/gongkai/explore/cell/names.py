"""Column names for programs: what stands in English for each Chinese heading."""

from collections.abc import Iterable
from typing import Final, Literal

import polars as pl

from gongkai.errors import UsageError
from gongkai.explore.cell.table import Table
from gongkai.language.catalogue import english
from gongkai.records.ledgers import LEDGERS
from gongkai.records.ledgers.derived_headings import DERIVED_HEADINGS

Names = Literal["zh", "en"]
ENGLISH: Final[dict[str, str]] = {
    "机关代码": "agency", "机关": "office", "单位": "unit", "年度": "year", "数据": "data",
    "编号": "id", "指标": "label", "数值": "text", "数": "value", "分子": "numerator",
    "分母": "denominator", "状态": "state", "表式": "form", "定义": "definition", "依据": "source",
    "台账": "ledger", "名称": "title", "行数": "rows", "文件": "file", "一行是": "row_is",
    "行": "row", "出处": "sheet", "计入值": "counted", "计入": "part", "计入分子": "in_numerator", "图": "chart", "回答": "answers",
    "结果": "result", "核对事项": "check", "必改": "blocks", "变化": "change", "说明": "note",
    "相差": "difference", "前数": "first", "后数": "second", "差": "gap", "机关年度": "office_year", "倍数": "times", "登记编号": "id", "收到日期": "received_on",
    "到期日期": "due_on", "剩余工作日": "workdays_left", "严重程度": "severity", "规则": "rule",
    "位置": "place", "问题": "finding", "现值": "current", "应为": "expected", "处理": "remedy",
}  # fmt: skip


def names_of(names: str) -> Names:
    """Return how columns are named, in the language asked for where ``names`` says nothing.

    UsageError for what is neither ``zh`` nor ``en``.
    """
    if not names:
        return "en" if english() else "zh"
    if names == "zh":
        return "zh"
    if names == "en":
        return "en"
    raise UsageError(f'参数 names 只能是 "zh"（中文列名）或 "en"（英文列名），给的是“{names}”。')


def in_names(found: Table, names: Names, ledgers: Iterable[str] = ()) -> Table:
    """Return the table under the names asked for; ``ledgers`` are those whose columns it may hold.

    What has no English name, as a column of one's own query, keeps the one it has.
    """
    if names == "zh":
        return found
    own = _columns(tuple(ledgers))
    renamed = Table(found.rename(columns=ENGLISH | own))
    if found.index.name is not None:
        renamed.index.name = (ENGLISH | own).get(str(found.index.name), found.index.name)
    renamed.told, renamed.watch = found.told, found.watch
    return renamed


def in_english(frame: pl.LazyFrame, ledger: str) -> pl.LazyFrame:
    """Return a ledger's rows under the English names of its columns."""
    return frame.rename(ENGLISH | _columns((ledger,)), strict=False)


def _columns(ledgers: tuple[str, ...]) -> dict[str, str]:
    wanted = [ledger for ledger in LEDGERS if not ledgers or ledger.id in ledgers]
    own = {c.heading: c.name for ledger in reversed(wanted) for c in ledger.columns}
    for ledger in wanted:
        own |= {heading: name for name, heading in DERIVED_HEADINGS.get(ledger.id, {}).items()}
    marked = {f"{heading}（个人信息）": name for heading, name in own.items()}
    return own | marked if ledgers else {}
