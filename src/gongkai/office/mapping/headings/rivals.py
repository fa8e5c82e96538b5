"""Which other column of a file may be the one that is meant: what only the office can tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from gongkai.office.mapping.headings.likeness import doubtful, mark
from gongkai.office.mapping.headings.other_things import names_another
from gongkai.office.mapping.headings.remainder import says_more
from gongkai.office.mapping.headings.synonyms import canon, in_chinese
from gongkai.pattern import pattern
from gongkai.records.layouts.layout import Source
from gongkai.records.ledgers.ledger import Column, Kind, Ledger
from gongkai.records.reading.recognition.columns import Found, core, day_core
from gongkai.records.reading.recognition.fitness import LIMIT, same_end, same_sense, values_fit
from gongkai.records.reading.words import reader

_OF_THE_SYSTEM: Final = pattern(
    r"录入|导出|更新|修改|同步|上报|报送|打印|创建|出生|归档|年度|填报|入库"
)
_HALF: Final = 0.5
_GOOD: Final = 0.85
_OF_DAYS: Final = ("extension_workdays",)
_ANSWERS: Final = frozenset("01")  # 否 and 是: no number of days
_FEW: Final = 6  # words of which all rows of a file may be one


_FIRST: Final = pattern(r"首次|初次|第一次|首轮|一次")
_LAST: Final = pattern(r"末次|最终|最后|最近|终次|第二次|二次|再次")
_INNER: Final = pattern(r"局内|内部|科室|处室|部门内")
_SUM: Final = pattern(r"元|金额|款|费|价|额|收入|实收|应收|实缴|应缴")
_NO_SUM: Final = pattern(
    r"标准|单价|编[号码]|代码|号$|天数|工作日|数量|人数|户数|次数|件数|页数|比例|率$|年度?$|期限|时限"
)

# What names a day for what it is to us: beside a heading without it, one that has it may be the day that is meant.
_ROOTS: Final = {
    ("hotline_cases", "received_on"): pattern(r"转|交办|交我|交本|派|下达|分办|推送"),
    ("hotline_cases", "closed_on"): pattern(r"办结|结案|完成|办毕|办完"),
    ("hotline_cases", "replied_on"): pattern(r"反馈|回复|答复|办复"),
    ("requests", "received_on"): pattern(r"收|来[件函]"),
    ("requests", "reply_on"): pattern(r"答复|回复|复函|告知书"),
    ("proposals", "assigned_on"): pattern(r"交|转|分办|接件|派"),
    ("proposals", "replied_on"): pattern(r"答复|回复|复函|复文|办复"),
    ("disputes", "filed_on"): pattern(r"受理|立案"),
    ("disputes", "decided_on"): pattern(r"生效|决定|审结|裁判|判决"),
    ("decisions", "decided_on"): pattern(r"决定|批复|批准|核准|作出|落款"),
    ("decisions", "published_on"): pattern(r"公示|公开|公告|上网"),
    ("documents", "issued_on"): pattern(r"印发|制发|成文|签发|发文"),
    ("documents", "published_on"): pattern(r"公布|公开|发布|上网"),
    ("documents", "repealed_on"): pattern(r"废止|失效|停止执行|终止执行"),
    ("disclosures", "issued_on"): pattern(r"成文|印发|生成|制作|制发|形成|落款"),
    ("disclosures", "published_on"): pattern(r"发布|公开|上线|上网|推送|群发|发表"),
}

# Its day is not looked for under names without the root: most documents have only the end of their validity.
_BY_ROOT_ALONE: Final = ("repealed_on",)


@dataclass(frozen=True, slots=True)
class Open:
    """What only the office can tell: a column with several candidates, or a required one with none.

    ``note`` says why it is asked, where that is not plain; ``lists`` are headings with a few words below them of which none is known.
    """

    column: Column
    candidates: tuple[str, ...]
    note: str = ""
    lists: tuple[str, ...] = ()

    def without(self, heading: str) -> "Open":
        """Return the question with a heading that is another column now."""
        return replace(self, candidates=tuple(h for h in self.candidates if h != heading))

    @property
    def labels(self) -> tuple[str, ...]:
        """Return what all rows of a file may be, where the column must be there and holds one of a few words."""
        few = self.column.required and self.column.kind is Kind.CHOICE
        labels = tuple(choice.label for choice in self.column.choices)
        return labels if few and len(labels) <= _FEW else ()


def said_better(
    column: Column, found: Found, headings: Mapping[int, str], values: Mapping[int, list[str]]
) -> bool:
    """Tell whether another column's words are the choices of this one, where half of the named one's are not.

    申请类型 may be 个人 and 机构 where 申请主体类别 says 公民 and 企业.
    """
    if column.kind is not Kind.CHOICE or found.source is None or found.source.otherwise:
        return False
    at = found.at[0]
    said = _told(values.get(at, []), column)
    return said <= _HALF and any(
        mark(h, column, values.get(other, []))
        and _told(values.get(other, []), column) >= said + _HALF
        for other, h in headings.items()
        if other != at
    )


def better(
    column: Column,
    found: Found,
    headings: Mapping[int, str],
    values: Mapping[int, list[str]],
    ledger: str,
) -> int | None:
    """Return the column that is like a better name of this one than the heading found is; None where there is none.

    派至本单位时间 comes before 登记时间, 提交办结时间 before 归档时间; 统一登记号 before 备案号.
    """
    source = found.source
    if source is None or not (
        column.kind is Kind.DATE or column.name in ("id", "contact", "returned")
    ):
        return None
    rank = _rank(found.spelling, source, column, ledger)
    others = {
        at: best
        for at, h in headings.items()
        if at not in found.at
        and mark(h, column, values.get(at, [])) >= _GOOD
        and (best := _rank(h, source, column, ledger)) < rank
    }
    return min(others, key=lambda at: (others[at], at)) if others else None


def equals(
    column: Column, found: Found, headings: Mapping[int, str], ledger: str
) -> tuple[str, ...]:
    """Return the headings of a file of which each names a day of its own and none is the better one; nothing where only one does.

    到账日期 and 开票日期 are both days of a charge.
    """
    source = found.source
    if source is None or not source.alike:
        return ()
    most = len(source.headings)
    several = tuple(h for h in headings.values() if _rank(h, source, column, ledger) < most)
    return several if len(several) > 1 else ()


def _rank(heading: str, source: Source, column: Column, ledger: str) -> int:
    """Return which of the source's headings a heading is written as, or is like where it is none of them."""
    day = column.kind is Kind.DATE
    keys = [day_core(h, ledger) if day else core(h) for h in source.headings]
    heading = in_chinese(heading)
    own = day_core(heading, ledger) if day else core(heading)
    if own in keys:
        return keys.index(own)
    plain, same = canon(own), [canon(key) for key in keys]
    return same.index(plain) if plain in same else len(keys)


def _told(words: Sequence[str], column: Column) -> float:
    """Return the part of the words that say which choice is meant."""
    read = reader(column)
    return sum(read(word) is not None for word in words) / len(words) if words else 1.0


def extended_first(headings: Sequence[str], column: Column) -> tuple[str, ...]:
    """Return a limit with the one it was extended to before it, which counts where it is filled; else nothing."""
    later = [h for h in headings if "延" in h]
    first = [h for h in headings if "延" not in h]
    pair = _is_limit(column) and len(later) == len(first) == 1
    return (*later, *first) if pair else ()


def _is_limit(column: Column) -> bool:
    return column.kind is Kind.DATE and LIMIT.search(column.heading) is not None


def with_extended(
    column: Column,
    headings: tuple[str, ...],
    rest: Mapping[int, str],
    values: Mapping[int, list[str]],
) -> tuple[str, ...]:
    """Return the headings of a limit with the unused one that says what it was extended to before it; as they are where none does."""
    later = [h for h in possible(column, rest, values) if "延" in h] if _is_limit(column) else []
    return extended_first((*headings, *later), column) or headings


def final_of(headings: Sequence[str], column: Column) -> tuple[str, ...]:
    """Return the last of two that were told one after the other, where the column is what was said in the end; else nothing.

    Of 首次满意度 and 末次满意度 the last counts.
    """
    last = [h for h in headings if _LAST.search(h)]
    first = [h for h in headings if _FIRST.search(h)]
    pair = column.kind is Kind.CHOICE and len(last) == len(first) == 1 and len(headings) == 2
    return tuple(last) if pair and last != first else ()


def likelier(asked: Mapping[int, str], column: Column, ledger: Ledger) -> tuple[int, ...]:
    """Return those of several headings that no other reading, no further word and no place within the office speaks against.

    All of them where one does against each.

    FBRQ is 发布日期, and SXRQ may be 上线日期 or 失效日期; 局内交办日期 comes after 政府交办日期, 是否申请退单 after 是否退单.
    """
    sure = [
        at
        for at, h in asked.items()
        if not doubtful(h, column, ledger)
        and not (column.kind is Kind.FLAG and says_more(h, column))
    ]
    outer = [at for at in sure if column.kind is Kind.DATE and not _INNER.search(asked[at])]
    return tuple(outer or sure or asked)


def rooted(
    column: Column,
    headings: tuple[str, ...],
    rest: Mapping[int, str],
    values: Mapping[int, list[str]],
    ledger: str,
) -> Open | None:
    """Return a day that was taken, with the unused headings that name it by its root where its own does not; None where none does.

    系统登记日期 is taken for the day of transfer, and 转送交办日期 stands beside it.
    """
    root = _ROOTS.get((ledger, column.name))
    if root is None or any(root.search(in_chinese(h)) for h in headings):
        return None
    others = [h for h in possible(column, rest, values) if root.search(in_chinese(h))]
    others = others or [
        h
        for h in possible(column, rest, values)
        if column.name not in _BY_ROOT_ALONE
        and same_end(in_chinese(h), column.heading)
        and not _OF_THE_SYSTEM.search(in_chinese(h))
    ]
    return Open(column, (*headings, *others)) if others else None


def only_day(
    one: Open, rest: Mapping[int, str], values: Mapping[int, list[str]], ledger: str
) -> bool:
    """Tell whether the day that must be there is the only one in the file that nothing else is."""
    if one.column.kind is not Kind.DATE or len(one.candidates) != 1:
        return False
    code = one.candidates[0]
    said = in_chinese(code)
    if said.isascii() and not mark(code, one.column, ["2024-01-02"]):
        return False  # letters that say another day, or nothing: CRTIME
    days = [
        h
        for at, h in rest.items()
        if values.get(at)
        and values_fit(values[at], one.column, h)
        and not names_another(h, one.column)
    ]
    root = _ROOTS.get((ledger, one.column.name))
    named = (root is not None and root.search(said)) or not says_more(code, one.column)
    return len(days) == 1 and bool(named) and not _OF_THE_SYSTEM.search(said)


def possible(
    column: Column, rest: Mapping[int, str], values: Mapping[int, list[str]]
) -> tuple[str, ...]:
    """Return the unused headings with days or numbers below them that may be what nothing names."""
    if column.kind not in (Kind.DATE, Kind.COUNT, Kind.MONEY):
        return ()
    if column.kind is Kind.MONEY:
        rest = _sums(rest)
    return tuple(
        h
        for at, h in rest.items()
        if (column.kind is not Kind.DATE or same_sense(in_chinese(h), column.heading))
        and not names_another(h, column)
        and not (column.name in _OF_DAYS and set(values.get(at, ())) <= _ANSWERS)
        and values.get(at)
        and values_fit(values[at], column, h)
    )


def _sums(headings: Mapping[int, str]) -> Mapping[int, str]:
    """Return the headings that name a sum; where none does, those that name nothing else that is counted."""
    rest = {at: h for at, h in headings.items() if not _NO_SUM.search(core(in_chinese(h)))}
    return {at: h for at, h in rest.items() if _SUM.search(in_chinese(h))} or rest
