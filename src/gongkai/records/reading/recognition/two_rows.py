"""A heading over two rows: which name a column has of a group above and a word below."""

import re
from collections import Counter
from typing import Final

from gongkai.pattern import pattern
from gongkai.records.reading.sheet import Sheet

# What says by itself nothing of whose it is: 处罚决定 ｜ 作出日 is 处罚决定作出日.
_BARE: Final = pattern(
    r"(?:姓名|名称|单位|名|姓名或单位)(?:[/／或、及（(]+(?:姓名|名称|单位)[）)]?)?|(?:主体)?(?:性质|类别|类型|种类)|编号|号码?|代码|统一代码|信用代码"
    r"|文书号|文号|(?:作出|决定|开始|起始|截止|结束)?(?:日期?|时间)|作出日|内容|结果|结论|名称或姓名|[起止始终]|期限|时限"
    r"|(?:发函|去函|回函|复函|告知|缴纳)(?:日期?|时间)|对象|分类|属性|渠道|方式|来源|途径|形式|电话|联系电话|地址|金额|状态|人|人员"
)
_OF_NOBODY: Final = pattern(
    r"(?:办理|审批|工作|关键)?(?:流程|过程|进度|时间|日期|时间节点|节点|环节)|其[他它]|备注|基本"
)
_OF_GROUP: Final = pattern(r"(?:基本)?(?:情况|信息)$|[（(][^（）()]*[)）]$")


def two_rows(
    sheet: Sheet, row: int, upper: tuple[str, ...], lower: tuple[str, ...]
) -> tuple[str, ...]:
    """Return one cell a column: the lower heading, its group before it where it says too little, or the
    upper one that reaches down."""
    spread = list(upper)
    for merge in sheet.merges:
        if merge.first_row == row and merge.last_row == row:
            for at in range(merge.first_column, min(merge.last_column + 1, len(spread))):
                spread[at] = upper[merge.first_column]
    width = max(len(upper), len(lower))
    tops = [*spread, *[""] * (width - len(spread))]
    bottoms = [*lower, *[""] * (width - len(lower))]
    groups = _groups(upper, bottoms)
    words = Counter(map(str.strip, bottoms))
    return tuple(
        _named(groups[at] or top, bottom, alone=words[bottom.strip()] == 1)
        if bottom.strip()
        else top
        for at, (top, bottom) in enumerate(zip(tops, bottoms, strict=True))
    )


def _groups(upper: tuple[str, ...], bottoms: list[str]) -> list[str]:
    """Return above each lower heading the upper one at its left end, as far as lower ones follow each other."""
    groups: list[str] = []
    group = ""
    for at, bottom in enumerate(bottoms):
        top = upper[at] if at < len(upper) else ""
        group = (top or group) if bottom.strip() else ""
        groups.append(group)
    return groups


def _named(group: str, word: str, *, alone: bool) -> str:
    """Return a lower heading, with its group where it says too little or stands under another group too."""
    whose = _OF_GROUP.sub("", "".join(group.split()))
    if not whose or (alone and (_OF_NOBODY.fullmatch(whose) or not _BARE.fullmatch(word.strip()))):
        return word
    return whose + word.strip()


def goes_on(upper: tuple[str, ...], lower: tuple[str, ...]) -> bool:
    """Tell whether the lower row is the rest of the heading above: words under a group and blanks beside it.

    >>> goes_on(("编号", "申请人", "", "日期"), ("", "姓名", "类型", "")), goes_on(("编号", "日期"), ("1", ""))
    (True, False)
    """
    filled = [at for at, cell in enumerate(lower) if cell.strip()]
    above = {at for at, cell in enumerate(upper) if cell.strip()}
    if not filled or any(re.search(r"\d", lower[at]) for at in filled):
        return False
    below = set(filled)
    hanging = [at for at in filled if at not in above]
    starts = all(at + 1 in below and at + 1 not in above for at in below & above)
    return bool(hanging) and starts and bool(above - below) and bool(below & above)
