"""The total of a list that the figure nearest before it is too small for: 信息654条，专栏43条，其中政策356条、动态201条、公告97条."""

from typing import Final

from gongkai.statements.relations.addition import number_of, span_of
from gongkai.statements.relations.lists import Listed
from gongkai.statements.text.figure import Figure
from gongkai.statements.text.kinds import are_of_one_kind
from gongkai.statements.text.paragraph import Paragraph

_FAR_MORE: Final = 2  # times the nearest figure that a list comes to, which no slip explains


def not_too_small(paragraph: Paragraph, listed: Listed, same: list[Figure]) -> list[Figure]:
    """Return the totals that a list may have, without the nearest where one item alone is more and another total is told before.

    >>> from gongkai.statements.relations.lists import lists_in
    >>> from gongkai.statements.text.paragraph import parse
    >>> p = parse("全年发布信息654条。其中专栏43条，包括政策356条、动态201条、公告97条。")
    >>> listed = list(lists_in(p))[-1]
    >>> [f.digits for f in not_too_small(p, listed, listed.totals[:1])]
    ['654']
    """
    items = listed.items
    most = max(item.number for item in items)
    if len(items) < 2 or listed.bracket or not same or same[0].number >= most:
        return same
    if same[0].start in {change.figure.start for change in paragraph.changes}:
        return same  # 比上年减少12项，其中新增5项，取消19项
    before = [f for f in paragraph.plain if f.start < listed.at and f.number >= most]
    before = [f for f in before if not f.depth and are_of_one_kind(items, f)][::-1]
    fitting = [f for f in before if f.span.meets(span_of(items))]
    if not fitting and number_of(items) < same[0].number * _FAR_MORE:
        return same
    return fitting[:1] or before or same
