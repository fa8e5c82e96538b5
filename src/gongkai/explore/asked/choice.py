"""Finding what was asked for by name, or saying in Chinese what there is instead."""

import difflib
from collections.abc import Mapping
from typing import Final, TypeVar

from gongkai.errors import UsageError
from gongkai.language.spoken import in_english

T = TypeVar("T")
_LISTED: Final = 30
_MOST: Final = 3
_NEAR: Final = 0.6


def choose(name: object, what: str, found: Mapping[str, T], labels: Mapping[str, str]) -> T:
    """Return what has this id or this label, Chinese or English; UsageError with the nearest names else.

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
    if wanted.isascii() and (key := _in_english(wanted, by_label)):
        return found[key]
    keys = _nearest(wanted, found, by_label)
    if keys:
        told = "、".join(f"“{key}”（{labels[key]}）" for key in keys)
        raise UsageError(f"没有{what}“{wanted}”。是不是{told}？")
    told = "、".join(f"{key}（{labels[key]}）" for key in list(found)[:_LISTED])
    more = "等" if len(found) > _LISTED else ""
    raise UsageError(f"没有{what}“{wanted}”。可用：{told}{more}。")


def _in_english(wanted: str, by_label: Mapping[str, str]) -> str:
    """Return the id of the one label whose English is wanted, nothing where it is none's or of several."""
    folded = wanted.casefold()
    keys = [key for label, key in by_label.items() if in_english(label).casefold() == folded]
    return keys[0] if len(keys) == 1 else ""


def _nearest(wanted: str, found: Mapping[str, T], by_label: Mapping[str, str]) -> list[str]:
    """Return the ids that may be meant: whose name in either language holds the word, else those spelt alike."""
    spelt = {key: key for key in found} | dict(by_label)
    if wanted.isascii():
        spelt |= {in_english(label).casefold(): key for label, key in by_label.items()}
    folded = wanted.casefold()
    holding = [key for name, key in spelt.items() if len(folded) > 1 and folded in name.casefold()]
    near = difflib.get_close_matches(folded, spelt, _MOST, _NEAR)
    return list(dict.fromkeys([*holding[:_MOST], *(spelt[name] for name in near)]))[:_MOST]
