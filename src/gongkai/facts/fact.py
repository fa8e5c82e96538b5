"""What a fact is: one figure of one year with all that is needed to read it by itself."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, Final


class State(StrEnum):
    """Whether a figure is known; ``not_occurred`` is a rate of nothing, 0/0 (未发生)."""

    KNOWN = "known"
    NOT_OCCURRED = "not_occurred"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure; its texts are exact, without separators, units or rounding.

    ``value`` is a whole number, a decimal (money, in yuan) or a fraction ``12/13`` (a rate, whose
    parts stand beside it), empty where it is unknown; ``reason`` then says why. ``form``, ``row``
    and ``column`` are the official form's, where it prints the figure; of a figure that is part of
    a breakdown ``row`` and ``column`` are the kinds that it counts. ``source`` is the article,
    document number or ledger that it rests on.
    """

    id: str
    label: str
    unit: str
    period: int
    value: str
    numerator: str
    denominator: str
    state: State
    reason: str
    form: str
    row: str
    column: str
    source: str


@dataclass(frozen=True, slots=True)
class Field:
    """A column of the facts as their schema declares it."""

    name: str
    title: str
    type: str
    description: str
    constraints: Mapping[str, Any]


_NUMBER: Final = r"-?\d+(\.\d+)?"
FIELDS: Final = (
    Field("id", "编号", "string", "指标或分组的编号；与行、列一起唯一", {"required": True}),
    Field("label", "名称", "string", "指标或分组的中文名称", {"required": True}),
    Field("unit", "单位", "string", "数值的单位；金额以元计，率写作分数", {"required": True}),
    Field("period", "年度", "year", "报告年度，公历一月一日至十二月三十一日", {"required": True}),
    Field("value", "数值", "string", "准确值，不取整；率为“分子/分母”；未掌握的为空",
          {"pattern": rf"{_NUMBER}(/{_NUMBER})?"}),
    Field("numerator", "分子", "string", "率的分子，其他为空", {"pattern": _NUMBER}),
    Field("denominator", "分母", "string", "率的分母，其他为空", {"pattern": _NUMBER}),
    Field("state", "状态", "string", "known 已知，not_occurred 未发生（分母为零），unknown 未掌握",
          {"required": True, "enum": [state.value for state in State]}),
    Field("reason", "原因", "string", "未掌握的原因", {}),
    Field("form", "表式", "string", "所在法定表的版本，不在表内的为空", {}),
    Field("row", "行", "string", "表中的行；分组的第一项", {}),
    Field("column", "列", "string", "表中的列；分组的第二项", {}),
    Field("source", "依据", "string", "条款、文号，或所由统计的台账", {}),
)  # fmt: skip
NAMES: Final = tuple(field.name for field in fields(Fact))


def table_schema() -> dict[str, Any]:
    """Return the schema of the facts (Frictionless Table Schema 1): columns, types, constraints, key.

    >>> [field["name"] for field in table_schema()["fields"]][:3]
    ['id', 'label', 'unit']
    """
    columns = [
        {"name": f.name, "title": f.title, "type": f.type, "description": f.description}
        | ({"constraints": dict(f.constraints)} if f.constraints else {})
        for f in FIELDS
    ]
    return {"fields": columns, "primaryKey": ["id", "row", "column"], "missingValues": [""]}
