"""Last year of an office: its own records, else what it published; predecessors are added."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Final

from gongkai.checks.years import LastYear
from gongkai.errors import GongkaiError
from gongkai.examined.figures import Counted, Figures, year_figures
from gongkai.examined.rollup import Gathered, counted_offices, taken_over
from gongkai.findings import Finding, Place, Severity
from gongkai.forms.published import NAMES, another, published_by, read_published
from gongkai.indicators.registry import INDICATORS
from gongkai.indicators.value import Amount, Unknown
from gongkai.keys import Key, find_folder, years_of
from gongkai.records.load import Records

PUBLISHED: Final = "上年公布的数据"
_NAMED: Final = 3  # offices named in one reason


def last_year(root: Path, records: Records) -> LastYear | None:
    """Return last year's figures, or None where neither ledgers nor published tables are there.

    Where the office took others over at the end of last year, their figures are added; if one of
    them is not there, nothing can be compared.
    """
    key = records.key
    codes = _codes(records)
    own = [_own(root, Key(code, key.year - 1)) for code in codes]
    if all(figures is not None for figures in own):
        known = [figures for figures in own if figures is not None]
        shared = set(known[0]).intersection(*known[1:])
        total = {name: sum((f[name] for f in known), Decimal(0)) for name in sorted(shared)}
        return LastYear(total, "上年台账" + ("（含前身机关）" if len(codes) > 1 else ""))
    published = read_published(find_folder(root, key))
    return None if published is None else LastYear(published, PUBLISHED)


def compared(root: Path, gathered: Gathered) -> LastYear | None:
    """Return last year's figures as ``last_year`` does; none of them where they are of other offices.

    A government's sums are compared where the same offices were counted in both years, each with
    those that it took over since.
    """
    records = gathered.records
    last = last_year(root, records)
    lacking = [member.name for member in gathered.members if member.missing]
    if last is None or not gathered.members or (lacking and not left_out(records)):
        return last
    if last.source == PUBLISHED:  # of the whole government
        apart = f"本年未含{_listed(lacking)}" if lacking else ""
    else:
        years = [_year(root, Key(code, records.key.year - 1)) for code in _codes(records)]
        apart = _apart(gathered, {o for year in years for o in year.offices})
    if not apart:
        return last
    return replace(last, figures={}, apart=f"本年汇总的单位与上年不同（{apart}），不与上年比较")


def _apart(gathered: Gathered, before: set[tuple[str, str]]) -> str:
    """Return which offices were counted in one of the two years alone; nothing where there are none."""
    now = dict(counted_offices(gathered.records, gathered.members))
    heirs = {code: m.code for m in gathered.members for code in m.taken}
    then = {heirs.get(code, code): name for code, name in before}
    gone = [name for code, name in then.items() if code not in now]
    new = [name for code, name in now.items() if code not in then]
    told = (("本年未含", gone), ("上年未含", new))
    return "；".join(f"{word}{_listed(sorted(names))}" for word, names in told if names)


def left_out(records: Records) -> bool:
    """Tell whether a government's sums are made of the others where members have not reported."""
    return records.declarations.missing == "leave_out"


def _listed(names: Sequence[str]) -> str:
    more = f"等{len(names)}个单位" if len(names) > _NAMED else ""
    return "、".join(names[:_NAMED]) + more


def published_elsewhere(root: Path, records: Records) -> Iterator[Finding]:
    """Yield Y-9 where the figures handed on as last year's are another office's, or another year's."""
    name, year = published_by(find_folder(root, records.key))
    told = another((name, records.agency.name), (year, records.key.year - 1))
    if told:
        yield Finding(
            "Y-9",
            Severity.WARNING,
            Place(NAMES[0]),
            None,
            "本机关上年度公布的报告",
            told,
            f"用错了文件的，请用本机关{records.key.year - 1}年度的报告重新写出；机关更名、合并的，不必处理",
        )


def why_absent(root: Path, records: Records) -> str:
    """Return why there are no figures of last year: nothing kept, not to be read, not to be counted."""
    for code in _codes(records):
        reason = _year(root, Key(code, records.key.year - 1)).fault
        if reason:
            return reason if code == records.key.agency else f"并入的机关（{code}）{reason}"
    return ""


def _codes(records: Records) -> list[str]:
    """Return the office, and those it took over at the end of last year."""
    return [records.key.agency, *taken_over(records)]


@dataclass(frozen=True, slots=True)
class Past:
    """The figures of each year from the office's first, and why some years have none, or not all.

    A year without figures is in ``figures`` all the same, each of them Unknown for that reason; so is
    one with a broken ledger, of which only those that depend on it are.
    """

    figures: Mapping[int, Figures]
    gaps: Mapping[int, str]

    def findings(self, key: Key) -> Iterator[Finding]:
        """Yield Y-8 for the years before the key's that have no figures, one a reason."""
        before = {year: reason for year, reason in self.gaps.items() if year < key.year}
        for reason in dict.fromkeys(before.values()):
            years = [year for year, why in before.items() if why == reason]
            told = "、".join(map(str, years))
            yield Finding(
                "Y-8",
                Severity.WARNING,
                Place(f"{key.agency}/{years[0]}"),
                None,
                "自第一年起，各年度台账齐全、可以计数",
                f"{told}年度{reason}，历年的图中该年空缺，不作合计",
                f"请运行 gongkai check {key.agency} {years[0]} 查看并改正；没有台账的，请补齐",
            )


def past(root: Path, key: Key) -> Past:
    """Return the office's years up to the key's; a year that cannot be counted is a gap."""
    years = [year for year in years_of(root, key.agency) if year <= key.year]
    figures: dict[int, Figures] = {}
    gaps: dict[int, str] = {}
    for year in range(years[0], key.year + 1) if years else ():
        found, reason, _, lacking = _year(root, Key(key.agency, year))
        if found is not None and lacking and any(isinstance(v, Amount) for v in found.values()):
            found, reason = None, f"未含{_listed(lacking)}，与其他年度不可比"
        if reason:
            gaps[year] = reason
        if found is None:
            found = {indicator.id: Unknown(reason) for indicator in INDICATORS}
        figures[year] = found
    return Past(figures, gaps)


def history(root: Path, key: Key) -> dict[int, Figures]:
    """Return the figures of each year up to the key's; of a year that has none, each Unknown."""
    return dict(past(root, key).figures)


def _year(root: Path, key: Key) -> Counted:
    if not (root / key.slug).is_dir():
        return Counted(None, "没有台账")
    try:
        return year_figures(root, key)
    except GongkaiError:  # told when that year's own report is made
        return Counted(None, "台账无法读取")


def _own(root: Path, key: Key) -> dict[str, Decimal] | None:
    """Return what a year is to be compared with: all of its figures or, in part unknown, none."""
    values, fault, *_ = _year(root, key)
    if values is None or fault:
        return None
    return {n: Decimal(v.number) for n, v in values.items() if isinstance(v, Amount)}
