"""The offices and years there are ledgers for."""

import difflib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from gongkai.errors import UsageError
from gongkai.explore.arguments import plain_arguments
from gongkai.explore.cell.names import in_names, names_of
from gongkai.explore.cell.table import Table, table
from gongkai.keys import all_keys, data_root
from gongkai.language.catalogue import english, listed
from gongkai.language.spoken import said
from gongkai.records.declarations import KINDS
from gongkai.records.stated import declarations_in, office_of

_HEADINGS: Final = ("机关代码", "机关", "年度", "数据")
_MADE_UP: Final = "（虚构）"
_NEAR: Final = 0.5


def names_by_code(root: Path, codes: Iterable[str]) -> dict[str, str]:
    """Return the name of each office as every table writes it: that of its latest year, in the language asked for."""
    return {code: said(office_of(root / code).name) for code in dict.fromkeys(codes)}


def told_of(called: str, year: int, *why: str) -> str:
    """Return what is told of an office's year, in the language asked for.

    >>> told_of("某局", 2018, "没有台账")
    '某局2018年：没有台账'
    """
    of = f"{called} {year}" if english() else f"{called}{year}年"
    return f"{of}{said('：')}{listed(map(said, why))}"


def bare_name(name: str) -> str:
    """Return a name without what says that the office is made up.

    >>> bare_name("云杉市园林绿化局（虚构）")
    '云杉市园林绿化局'
    """
    return name.removesuffix(_MADE_UP).removesuffix(" (made up)")


def code_of(root: Path, agency: object) -> object:
    """Return an office's code from its code or its name; what is neither comes back as it is.

    Of two offices with one name none is taken: the code must be given.
    """
    words = str(agency).strip()
    codes = list(dict.fromkeys(key.agency for key in all_keys(root)))
    if words in codes:
        return words
    if words.isascii():
        near = difflib.get_close_matches(words, codes, 1, _NEAR)
        if not near or not words:
            return agency
        raise UsageError(f"没有代码为“{words}”的机关。是不是“{near[0]}”？可用 gk.offices() 查看。")
    found = names_by_code(root, codes)
    plain = {code: bare_name(name) for code, name in found.items()}
    same = [code for code in codes if bare_name(words) == plain[code]]
    if len(same) == 1:
        return same[0]
    if same:
        raise UsageError(f"“{words}”有{len(same)}个机关：{'、'.join(same)}。请用机关代码。")
    near = difflib.get_close_matches(words, [*found.values(), *plain.values()], 1, _NEAR)
    hint = f"是不是“{near[0]}”？" if near else f"现有机关：{'、'.join(found.values()) or '无'}。"
    raise UsageError(f"没有名称为“{words}”的机关。{hint}")


@plain_arguments
def offices(data_dir: str | Path | None = None, names: str = "") -> Table:
    """有哪些机关和年度。

    Return one row an office and year that has ledgers, led by the office's code.

    UsageError where there is no data folder. 数据 says where the data are not real.
    """
    root = data_root(data_dir)
    keys = all_keys(root)
    called = names_by_code(root, (key.agency for key in keys))
    rows = [
        (
            key.agency,
            called[key.agency],
            key.year,
            KINDS[declarations_in(root / key.slug).kind],
        )
        for key in keys
    ]
    columns = {name: [row[n] for row in rows] for n, name in enumerate(_HEADINGS)}
    note = f'共{len(rows)}个年度。打开：gk.open_year("机关代码", 年度)。'
    return in_names(table(columns, note if rows else "还没有台账。", _HEADINGS[0]), names_of(names))
