"""Finding what was asked for by name, or saying in Chinese what there is instead."""

import difflib
from collections.abc import Mapping
from typing import TypeVar

from gongkai.errors import UsageError

T = TypeVar("T")
_LISTED = 30


def choose(name: object, what: str, found: Mapping[str, T], labels: Mapping[str, str]) -> T:
    """Return what has this id or this Chinese label; UsageError with the nearest names else.

    >>> choose("依申请公开", "台账", {"requests": 1}, {"requests": "依申请公开"})
    1
    >>> choose("request", "台账", {"requests": 1}, {"requests": "依申请公开"})
    Traceback (most recent call last):
    gongkai.errors.UsageError: 没有台账“request”。是不是“requests”（依申请公开）？
    """
    wanted = str(name).strip()
    if wanted in found:
        return found[wanted]
    by_label = {label: key for key, label in labels.items()}
    if wanted in by_label:
        return found[by_label[wanted]]
    near = difflib.get_close_matches(wanted, [*found, *by_label], 3, 0.5)
    keys = dict.fromkeys(by_label.get(word, word) for word in near)
    if keys:
        told = "、".join(f"“{key}”（{labels[key]}）" for key in keys)
        raise UsageError(f"没有{what}“{wanted}”。是不是{told}？")
    told = "、".join(f"{key}（{labels[key]}）" for key in list(found)[:_LISTED])
    more = "等" if len(found) > _LISTED else ""
    raise UsageError(f"没有{what}“{wanted}”。可用：{told}{more}。")
