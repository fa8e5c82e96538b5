"""The key (agency, year): one identity for parameters, folders, files and log lines."""

import difflib
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from gongkai.errors import UsageError
from gongkai.pattern import pattern
from gongkai.windows import is_device

DATA_VARIABLE = "GONGKAI_DATA"
_USUAL = "data"
_CODE = pattern(r"[a-z][a-z0-9_]{0,39}")
_YEARS = range(2008, 2100)


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """One office and one reporting year.

    >>> Key("hrbrfb", 2018).slug
    'hrbrfb/2018'
    """

    agency: str
    year: int

    @property
    def slug(self) -> str:
        """Return ``agency/year``, which is also the folder below ``data/`` and ``out/``."""
        return f"{self.agency}/{self.year}"

    def __str__(self) -> str:
        return self.slug


def parse_key(agency: object, year: object) -> Key:
    """Return the key of what was typed; raise UsageError where it cannot be one.

    >>> parse_key("hrbrfb", "2018")
    Key(agency='hrbrfb', year=2018)
    """
    code = str(agency)
    if not _CODE.fullmatch(code):
        raise UsageError(
            f"机关代码“{code}”不合要求：应为小写字母开头的字母、数字或下划线，如 hrbrfb。"
            "可用 gongkai list 查看已有机关。"
        )
    if is_device(code):
        raise UsageError(
            f"机关代码“{code}”是 Windows 的保留名，不能用作文件夹名。请换一个代码，如 {code}_office。"
        )
    text = str(year)
    if isinstance(year, bool) or not re.fullmatch(r"\d{4}", text) or int(text) not in _YEARS:
        raise UsageError(
            f"年度“{text}”不是有效的报告年度：应为 {_YEARS.start} 年以后的四位数字，如 2018。"
        )
    return Key(code, int(text))


def data_root(given: str | Path | None = None) -> Path:
    """Return the data folder: the argument, else ``GONGKAI_DATA``, else the nearest ``data`` upwards.

    The search begins at the working folder, which in a notebook is the notebook's own. Further up
    only a folder with offices in it is taken. UsageError where there is none.
    """
    named = given or os.environ.get(DATA_VARIABLE)
    root = Path(named) if named else _nearest() or Path(_USUAL)
    if root.is_dir():
        return root
    where = f"“{root}”" if named else f"“{_USUAL}”（从 {Path.cwd().as_posix()} 起向上找过）"
    raise UsageError(
        f"找不到数据文件夹{where}。{_way_out()}，或设置环境变量 {DATA_VARIABLE}；"
        "还没有台账的，先用 gongkai init 建立。"
    )


def _nearest() -> Path | None:
    """Return the data folder of the working folder, else of the nearest folder above that has one."""
    if Path(_USUAL).is_dir():
        return Path(_USUAL)
    above = (parent / _USUAL for parent in Path.cwd().parents)
    return next((folder for folder in above if any(folder.glob("*/agency.toml"))), None)


def _way_out() -> str:
    """Return how whoever asks names the folder: on the command line, in a notebook, in Python."""
    if in_notebook():
        return (
            '请写明 data_dir="文件夹"，如 gk.open_year("机关", 年度, data_dir="文件夹")；'
            "用 papermill 运行的，加 -p data_dir 文件夹"
        )
    return "请在项目文件夹中运行，或用 --data（Python 中用 data_dir=）指明文件夹"


def in_notebook() -> bool:
    """Tell whether a notebook's cell is running."""
    shell = sys.modules.get("IPython.core.interactiveshell")
    return shell is not None and bool(shell.InteractiveShell.initialized())


def all_keys(root: Path) -> tuple[Key, ...]:
    """Return every key that has a folder below the data root, sorted."""
    return tuple(
        sorted(
            Key(year.parent.name, int(year.name))
            for year in root.glob("*/[0-9][0-9][0-9][0-9]")
            if year.is_dir() and _CODE.fullmatch(year.parent.name)
        )
    )


def years_of(root: Path, agency: str) -> tuple[int, ...]:
    """Return the years that an office has folders for, sorted."""
    return tuple(
        sorted(int(y.name) for y in (root / agency).glob("[0-9][0-9][0-9][0-9]") if y.is_dir())
    )


def find_folder(root: Path, key: Key) -> Path:
    """Return the key's data folder; raise UsageError naming what there is instead."""
    folder = root / key.agency / str(key.year)
    if folder.is_dir():
        return folder
    years = years_of(root, key.agency)
    if not years:
        agencies = sorted({k.agency for k in all_keys(root)})
        near = difflib.get_close_matches(key.agency, agencies, 1)
        hint = f"是不是“{near[0]}”？" if near else f"现有机关：{'、'.join(agencies) or '无'}。"
        raise UsageError(f"没有代码为“{key.agency}”的机关。{hint}可用 gongkai list 查看。")
    raise UsageError(
        f"机关“{key.agency}”没有 {key.year} 年度的台账。"
        f"现有年度：{'、'.join(map(str, years))}。"
        f"如需新增，请建立文件夹 {key.slug} 并放入台账。"
    )
