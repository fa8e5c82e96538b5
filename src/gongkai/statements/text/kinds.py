"""Figures of one kind in units of their own: 信息120条, of which 公示50次、公告60次."""

from collections.abc import Sequence
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.text.figure import Figure, alike

_OF_INFO: Final = frozenset(["条", "件", "篇", "则", "次", "份", "期", "项"])
_INFO: Final = pattern("信息|内容|稿件|资讯")
_KIND: Final = pattern(
    "(?:公示|公告|通告|通知|动态|新闻|解读|图解|简报|简讯|政策|文件|文章|视频|专题)(?:类|信息|内容|稿件)*(?:共|计|有|为)?$"
)


def of_one_kind(item: Figure, whole: Figure) -> bool:
    """Tell whether a figure may be a part of another: in its unit, or a kind of information in its own.

    >>> from gongkai.statements.text.figure import figures_of
    >>> total, part, other = figures_of("发布信息120条，其中公示50次、开会60次")
    >>> of_one_kind(part, total), of_one_kind(other, total)
    (True, False)
    """
    if alike(item.unit, whole.unit):
        return True
    units = {item.unit, whole.unit} <= _OF_INFO
    return units and bool(_KIND.search(item.label) and _INFO.search(whole.label + whole.after))


def are_of_one_kind(items: Sequence[Figure], whole: Figure) -> bool:
    """Tell whether a list's items may be parts of a figure: in its unit, or several kinds of information, all of them."""
    if alike(items[0].unit, whole.unit):
        return True
    return len(items) > 1 and all(of_one_kind(item, whole) for item in items)
