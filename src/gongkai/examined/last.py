"""Last year of an office: its own records, else what it published; predecessors are added."""

from decimal import Decimal
from pathlib import Path

from gongkai.checks.years import LastYear
from gongkai.examined.figures import Figures, year_figures
from gongkai.forms.published import read_published
from gongkai.indicators.value import Amount
from gongkai.keys import Key, find_folder, years_of
from gongkai.records.load import Records


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


def history(root: Path, key: Key) -> dict[int, Figures]:
    """Return the figures of each year up to the key's that the office has ledgers for."""
    years = [year for year in years_of(root, key.agency) if year <= key.year]
    found = {year: year_figures(root, Key(key.agency, year)) for year in years}
    return {year: figures for year, figures in found.items() if figures is not None}


def _own(root: Path, key: Key) -> dict[str, Decimal] | None:
    if not (root / key.slug).is_dir():
        return None
    values = year_figures(root, key)
    if values is None:
        return None
    return {n: Decimal(v.number) for n, v in values.items() if isinstance(v, Amount)}
