"""Which cell of a heading row is which column of ours, and how its words become ours."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Final

from gongkai.pattern import pattern
from gongkai.records.layouts import MEANINGS, REASONS, TELLINGS
from gongkai.records.layouts.layout import WHOLE, Layout, Source, Telling
from gongkai.records.ledgers.ledger import Kind, Ledger
from gongkai.text import clean, heading_key

SERIAL: Final = "序号"
# Below a question 1 is no number of days.
_YES_OR_NO: Final = pattern(
    r"^(?:是否|有无)|(?:与否|标志|标识|标记)$|^(?i:is|has)[_A-Z]|^(?i:(?:[a-z]_)?sf_?[a-z]+|[a-z_]+(?:_flag|bz))$"
)
_ONE: Final = (r"^\s*1\s*$", WHOLE)
_TEN_THOUSANDS: Final = pattern(r"\((?:单位[::])?万元\)")
_CIRCLED: Final = pattern(r"^\s*[①-⑳]")  # a number once it is folded
_BEFORE: Final = pattern(
    r"^(?:[*#★☆※▲△▼▽◆◇●○■□]|\(?\d{1,2}[.、)]|\(?[一二三四五六七八九十]{1,2}[、)]|第\d{1,2}[列栏项]"
    r"|[\[【(<](?:必填|选填|可选)项?[\]】)>])+"
)
_AFTER: Final = pattern(
    r"(?:[*★:▲△▼▽↑↓↕]|\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|<[^<>]*>|(?<=.)(?:必填|选填)项?)+$"
)
# What a heading with marks around it begins or ends with; nearly no other cell does.
_MARKED: Final = pattern(
    r"^\s*(?:[*＊#★☆※▲△▼▽◆◇●○■□①-⑳(（【\[<《“\"「『]|\d{1,2}[.、)）]|[一二三四五六七八九十]、|第\d)"
    r"|[*＊★▲△▼▽↑↓↕:：)）\]】>》”\"」』]\s*$|[A-Za-z]{2}"
)
_OF_RESULT: Final = pattern(r"^(?:答复|办理|处理|回复)(?:结果|结论)?")
_LATIN: Final = pattern(r"[A-Za-z][A-Za-z.'_]*")
_HAN: Final = pattern(r"[一-鿿]{2}")
_LONGEST: Final = 60
_BRACKETS: Final = pattern(r"^[【\[(<《“\"「『](.+)[】\])>》”\"」』]$")


# 答复日, 实际答复时间 and 案件答复日期 name one day; what is the first of several or a limit is another.
_DAY_END: Final = pattern(r"(?:日期时间|日期|时间|时刻|年月日|日)$")
_DAY_START: Final = pattern(
    r"^(?:实际|正式|最终|系统|部门|承办单位|单位|(?:本|我)(?:机关|单位|局|委|办)|(?:市|区|县|省)(?:级|里)?(?=[交转派下]))"
)
# A day of the thing itself: 文件发布日期 in a list of articles that explain it is no day of theirs.
_THINGS: Final = {
    "hotline_cases": pattern(r"^(?:工单|案件|申请(?=.{2}))"),
    "requests": pattern(r"^(?:工单|案件|申请(?=.{2}))"),
    "disputes": pattern(r"^(?:案件|法院|申请(?=.{2}))"),
    "decisions": pattern(r"^(?:案件|申请(?=.{2}))"),
    "proposals": pattern(r"^(?:提案|建议|委员|代表|案件)"),
    "disclosures": pattern(r"^(?:文件|信息|文章|稿件|材料)"),
    "documents": pattern(r"^(?:文件|信息)"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A column in a sheet: its positions, the preferred first, and its heading as written.

    ``source`` turns an export's words into ours; None where the heading is our own. ``reason`` is the
    position of what a word that leaves it open is to be read with. ``telling`` says how cells are read that
    hold more than the column's value; ``day`` that it is their day. ``ticks`` are the words that a tick in each position means,
    ``listed`` the codes that the file's own list explains.
    """

    at: tuple[int, ...]
    spelling: str
    source: Source | None = None
    ten_thousands: bool = False
    reason: int | None = None
    telling: Telling | None = None
    day: bool = False
    ticks: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assigned:
    """The columns found by name, the headings nobody knows, and pairs that claim the same column."""

    found: Mapping[str, Found]
    unknown: tuple[tuple[int, str], ...]
    twice: tuple[tuple[str, int, int], ...]

    @property
    def foreign(self) -> bool:
        """Tell whether most headings are not ours: the sheet comes from another system."""
        other = sum(found.source is not None for found in self.found.values())
        return other > 0 and other * 2 >= len(self.found)


@lru_cache(maxsize=2000)
def core(heading: str) -> str:
    """Return a heading as compared, without the marks that people and programs put around it.

    >>> [core(h) for h in ("*编号", "编号（必填）", "编号：", "【编号】", "1.编号", "日期【必填】")]
    ['编号', '编号', '编号', '编号', '编号', '日期']
    """
    key = heading_key(_CIRCLED.sub("", heading))
    while (plain := _AFTER.sub("", _BEFORE.sub("", _BRACKETS.sub(r"\1", key)))) not in (key, ""):
        key = plain
    # 收到日期 Received Date: the Chinese is the heading.
    chinese = _LATIN.sub("", key).strip("/|()-—·")
    return chinese if _HAN.search(chinese) and _LATIN.search(key) else key


def day_core(heading: str, ledger: str) -> str:
    """Return the name of a day as compared: how 日期 is said, whose it is, and the ledger's own things are left out.

    >>> [day_core(h, "requests") for h in ("答复日", "实际答复时间", "部门反馈时间", "申请日期", "日期")]
    ['答复日期', '答复日期', '反馈日期', '申请日期', '日期']
    >>> [day_core("文件发布日期", ledger) for ledger in ("documents", "engagements")]
    ['发布日期', '文件发布日期']
    """
    key = core(heading)
    bare = _DAY_END.sub("", key)
    if bare in ("", key):
        return key
    bare = _DAY_START.sub("", bare) or bare
    things = _THINGS.get(ledger)
    return ((things.sub("", bare) or bare) if things else bare) + "日期"


@cache
def spellings(ledger: Ledger) -> Mapping[str, str]:
    """Return every admitted spelling of a heading, as compared, with its column's name."""
    return {
        heading_key(spelling): column.name
        for column in ledger.columns
        for spelling in (column.name, *reversed(column.aliases), column.heading)
    }


@cache
def known_headings(ledger: Ledger, layout: Layout | None) -> Mapping[str, str]:
    """Return every heading that means a column, ours and other systems', with the column's name."""
    sources = sources_of(ledger, layout)
    other = {heading_key(h): s.column for s in reversed(sources) for h in s.headings}
    return (
        other | dict(spellings(ledger)) if not _office(layout) else dict(spellings(ledger)) | other
    )


def sources_of(ledger: Ledger, layout: Layout | None) -> tuple[Source, ...]:
    """Return what headings mean in a sheet of the ledger."""
    if layout is not None and (layout.sources or layout.office):
        return layout.sources
    return MEANINGS.get(ledger.id, ())


def _office(layout: Layout | None) -> bool:
    return layout is not None and layout.office


def named(cell: str, known: Mapping[str, str]) -> str | None:
    """Return the column that a heading means, its marks left out where need be."""
    found = known.get(heading_key(cell))
    if found is None and len(cell) < _LONGEST and _MARKED.search(cell):
        return known.get(core(cell))
    return found


def assign(cells: Sequence[str], ledger: Ledger, layout: Layout | None) -> Assigned:
    """Return which cells of a heading row are which columns of the ledger."""
    found: dict[str, Found] = {}
    twice: list[tuple[str, int, int]] = []
    free = {at: cell for at, cell in enumerate(cells) if clean(cell).strip()}
    steps = (_meant, _own) if _office(layout) else (_own, _meant)
    for step in steps:
        for name, one, clash in step(free, found, ledger, layout):
            twice += [(name, one.at[0], other) for other in clash]
            found[name] = one
            for at in (*one.at, *clash):
                free.pop(at, None)
    if "id" in found and core(found["id"].spelling) == SERIAL:
        _prefer_a_number(found, free, ledger, layout)
    _with_reason(found, free, ledger)
    unknown = tuple(
        (at, " ".join(clean(cell).split())) for at, cell in free.items() if core(cell) != SERIAL
    )
    return Assigned(found, unknown, tuple(twice))


Step = Iterator[tuple[str, Found, tuple[int, ...]]]


def _own(
    free: Mapping[int, str], found: Mapping[str, Found], ledger: Ledger, layout: Layout | None
) -> Step:
    """Yield the columns that stand under their own headings; a serial number gives way to any other."""
    known = spellings(ledger)
    places: dict[str, list[int]] = {}
    for at, cell in free.items():
        name = named(cell, known)
        if name is not None and name not in found:
            places.setdefault(name, []).append(at)
    for name, positions in places.items():
        if len(positions) > 1:
            plain = [at for at in positions if core(free[at]) != SERIAL]
            positions = plain or positions
        title = heading_key(ledger.column(name).heading)
        best = [at for at in positions if core(free[at]) == title] or positions
        one = _one(ledger, name, (best[0],), free, layout.words_of(name) if layout else None)
        yield name, one, tuple(best[1:])


def _meant(
    free: Mapping[int, str], found: Mapping[str, Found], ledger: Ledger, layout: Layout | None
) -> Step:
    """Yield the columns that stand under headings of other systems, the best heading first."""
    left = dict(free)
    for source in sources_of(ledger, layout):
        if source.column in found or not ledger.has(source.column):
            continue
        day = not _office(layout) and ledger.column(source.column).kind is Kind.DATE
        positions = _ranked(source, left, ledger.id if day else "")
        if positions:
            kept = positions if source.join else positions[:1]
            for at in kept:
                del left[at]
            yield source.column, _one(ledger, source.column, kept, free, source), ()


def _ranked(source: Source, free: Mapping[int, str], days_of: str = "") -> tuple[int, ...]:
    """Return where a source's headings stand, the best first; with ``days_of`` a ledger's days however they are said."""
    ranks = {heading_key(heading): rank for rank, heading in enumerate(source.headings)}
    days = {day_core(h, days_of): rank for h, rank in reversed(ranks.items())} if days_of else {}
    ranked: dict[int, tuple[int, bool]] = {}
    for at, cell in free.items():
        rank = ranks.get(heading_key(cell), ranks.get(core(cell)))
        if rank is not None:
            ranked[at] = rank, False
        elif days_of and (rank := days.get(day_core(cell, days_of))) is not None:
            ranked[at] = rank, True
    return tuple(sorted(ranked, key=lambda at: (ranked[at], at)))


def _one(
    ledger: Ledger,
    name: str,
    positions: tuple[int, ...],
    cells: Mapping[int, str],
    source: Source | None,
) -> Found:
    written = cells[positions[0]]
    money = ledger.column(name).kind is Kind.MONEY
    tens = money and bool(_TEN_THOUSANDS.search(heading_key(written)))
    return Found(positions, " ".join(clean(written).split()), source, tens)


def with_telling(assigned: Assigned, ledger: Ledger) -> Assigned:
    """Return the columns with those found that another one's cells tell: a day of notice tells of an extension."""
    telling = TELLINGS.get(ledger.id)
    if telling is None or not ledger.has(telling.column):
        return assigned
    own, day = (assigned.found.get(n) for n in (telling.column, telling.day_column))
    told = own or day
    if told is None:
        return assigned
    if _YES_OR_NO.search(told.spelling):
        telling = replace(telling, picks=(_ONE, *telling.picks))
    at = told.at if day is None or own is None else (*own.at, *day.at)
    found = {**assigned.found, telling.column: replace(told, at=at, telling=telling)}
    if day is None:
        found[telling.day_column] = replace(told, source=None, telling=telling, day=True)
    return replace(assigned, found=found)


def reasons_at(cells: Mapping[int, str], ledger: Ledger) -> dict[str, int]:
    """Return the columns whose words may need what stands beside them, and where that is."""
    names = {n: core(cell) for n, cell in cells.items()}
    found: dict[str, int] = {}
    for column, headings in REASONS.get(ledger.id, {}).items():
        keys = {heading_key(h) for h in headings}
        said = (
            n for n, key in names.items() if not keys.isdisjoint((key, _OF_RESULT.sub("", key)))
        )
        if (at := next(said, None)) is not None:
            found[column] = at
    return found


def _with_reason(found: dict[str, Found], free: dict[int, str], ledger: Ledger) -> None:
    for name, at in reasons_at(free, ledger).items():
        if name in found:
            found[name] = replace(found[name], reason=at)
            del free[at]


def _prefer_a_number(
    found: dict[str, Found], free: dict[int, str], ledger: Ledger, layout: Layout | None
) -> None:
    """Put a real number in the place of a serial one, where the sheet has it."""
    source = next((s for s in sources_of(ledger, layout) if s.column == "id"), None)
    positions = _ranked(source, free) if source else ()
    if positions:
        found["id"] = _one(ledger, "id", positions[:1], free, source)
        del free[positions[0]]
