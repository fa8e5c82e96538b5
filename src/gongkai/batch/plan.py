"""Which keys a run is about, checked before anything starts."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from gongkai.errors import UsageError
from gongkai.keys import Key, all_keys, find_folder, parse_key

# Names that Windows keeps for devices: no folder can have them there.
_DEVICES: Final = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))]
)


def plan(
    root: Path, out: Path, only: Sequence[str] = (), years: str | None = None
) -> tuple[Key, ...]:
    """Return the keys to make, sorted; UsageError for anything that cannot be meant.

    ``only`` holds ``agency/year`` or an agency alone; ``years`` is ``2018`` or ``2016-2024``.
    """
    if out.resolve() == root.resolve():
        raise UsageError("输出文件夹不能就是数据文件夹。请用 --out 另指一处。")
    wanted = parse_years(years) if years is not None else None
    keys = tuple(key for name in only for key in _named(root, name)) if only else all_keys(root)
    chosen = sorted({key for key in keys if wanted is None or key.year in wanted})
    if not chosen:
        raise UsageError("没有符合条件的机关和年度。可用 gongkai list 查看已有台账。")
    refuse_clashes(chosen)
    return tuple(chosen)


def parse_years(text: str) -> range:
    """Return the years of ``2018`` or ``2016-2024``.

    >>> parse_years("2016-2024")
    range(2016, 2025)
    """
    match = re.fullmatch(r"(\d{4})(?:[-—–至](\d{4}))?", text.strip())
    first = parse_key("x", match[1]).year if match else 0
    last = parse_key("x", match[2] or match[1]).year if match else -1
    if first > last:
        raise UsageError(f"年度“{text}”写法不对：应为 2018 或 2016-2024。")
    return range(first, last + 1)


def refuse_clashes(keys: Sequence[Key]) -> None:
    """Raise UsageError where two keys would share a folder on some disk, or one could not be made.

    >>> refuse_clashes([Key("con", 2018)])
    Traceback (most recent call last):
    gongkai.errors.UsageError: 机关代码“con”在 Windows 上不能作文件夹名。请换一个代码。
    """
    taken: dict[str, Key] = {}
    for key in keys:
        if key.agency.casefold() in _DEVICES:
            raise UsageError(f"机关代码“{key.agency}”在 Windows 上不能作文件夹名。请换一个代码。")
        other = taken.setdefault(key.slug.casefold(), key)
        if other != key:
            raise UsageError(f"{other} 和 {key} 会写到同一个文件夹。请改一个机关代码。")


def _named(root: Path, name: str) -> tuple[Key, ...]:
    agency, slash, year = name.partition("/")
    if slash:
        key = parse_key(agency, year)
        find_folder(root, key)
        return (key,)
    found = tuple(key for key in all_keys(root) if key.agency == agency)
    if not found:
        find_folder(root, parse_key(agency, 2018))  # says what there is instead
    return found
