"""The offices and years there are ledgers for."""

from pathlib import Path

from gongkai.explore.table import Table, table
from gongkai.keys import all_keys, data_root
from gongkai.records.agency import load_agency
from gongkai.records.declarations import KINDS, load_declarations

_HEADINGS = ("机关代码", "机关", "年度", "数据")


def offices(data_dir: str | Path | None = None) -> Table:
    """Return one row an office and year that has ledgers, led by the office's code.

    UsageError where there is no data folder. 数据 says where the data are not real.
    """
    root = data_root(data_dir)
    rows = [
        (
            key.agency,
            load_agency(root / key.agency).name,
            key.year,
            KINDS[load_declarations(root / key.agency / str(key.year)).kind],
        )
        for key in all_keys(root)
    ]
    columns = {name: [row[n] for row in rows] for n, name in enumerate(_HEADINGS)}
    note = f'共{len(rows)}个年度。打开：gk.open_year("机关代码", 年度)。'
    return table(columns, note if rows else "还没有台账。", _HEADINGS[0])
