"""Last year of an office: its own records, else what it published; predecessors are added."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from gongkai.checks.years import LastYear
from gongkai.forms.published import read_published
from gongkai.indicators.value import Amount, Value
from gongkai.keys import Key, all_keys, find_folder
from gongkai.records.load import Records
from gongkai.report.rollup import figures_of


def last_year(root: Path, records: Records) -> LastYear | None:
    """Return last year's figures, or None where neither ledgers nor published tables are there.

    Where the office took others over at the end of last year, their figures are added; if one of
    them is not there, nothing can be compared.
    """
    key = records.key
    codes = [key.agency] + [
        relation.code for relation in records.agency.predecessors if relation.until == key.year - 1
    ]
    own = [_own(root, Key(code, key.year - 1)) for code in codes]
    if all(figures is not None for figures in own):
        known = [figures for figures in own if figures is not None]
        shared = set(known[0]).intersection(*known[1:])
        total = {name: sum((f[name] for f in known), Decimal(0)) for name in sorted(shared)}
        return LastYear(total, "上年台账" + ("（含前身机关）" if len(codes) > 1 else ""))
    published = read_published(find_folder(root, key))
    return None if published is None else LastYear(published, "上年公布的数据")


def history(root: Path, key: Key) -> dict[int, Mapping[str, Value]]:
    """Return the figures of each year up to the key's that the office has ledgers for."""
    found: dict[int, Mapping[str, Value]] = {}
    for earlier in all_keys(root):
        if earlier.agency == key.agency and earlier.year <= key.year:
            figures = figures_of(root, earlier)
            if figures is not None:
                found[earlier.year] = figures.values
    return found


def _own(root: Path, key: Key) -> dict[str, Decimal] | None:
    figures = figures_of(root, key)
    if figures is None:
        return None
    return {n: Decimal(v.number) for n, v in figures.values.items() if isinstance(v, Amount)}
