import datetime as dt
import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gongkai.cli.speech import AgencyArgument, DataOption, say
from gongkai.errors import UsageError
from gongkai.keys import DATA_VARIABLE, Key, parse_key, years_of
from gongkai.language.spoken import said

if TYPE_CHECKING:
    from gongkai.records.agency import Agency


class Level(StrEnum):
    """Whether an office is a department or a government, in both languages."""

    DEPARTMENT = "department"
    GOVERNMENT = "government"
    部门 = "部门"
    政府 = "政府"

    @property
    def plain(self) -> str:
        """Return the word that ``agency.toml`` uses."""
        return {"部门": "department", "政府": "government"}.get(self.value, self.value)


def init(
    agency: AgencyArgument,
    name: Annotated[
        str, typer.Option("--name", metavar="全称", help="机关全称，印在报告标题上")
    ] = "",
    level: Annotated[
        Level | None,
        typer.Option(
            "--level", metavar="级别", help="部门，或一级政府；不写的，全称是某某人民政府的按政府"
        ),
    ] = None,
    year: Annotated[
        str | None, typer.Option("--year", metavar="年度", help="报告年度；默认为上一年")
    ] = None,
    data: DataOption = None,
) -> int:
    """建立新机关的文件夹（或添一个年度）：台账工作簿、待写的文字、下一步怎么做。"""
    key = parse_key(agency, dt.date.today().year - 1 if year is None else year)
    root = Path(data or os.environ.get(DATA_VARIABLE) or "data")
    known = _existing(root, key)
    if known is not None and name:
        raise UsageError(
            f"{root.as_posix()}/{key.agency} 已有机关“{known.name}”，没有改动。"
            "要改名称，请在台账工作簿的“机关”工作表中修改；要添一个年度，请去掉 --name。"
        )
    government = name.strip().endswith("人民政府")
    plain = (level or (Level.政府 if government else Level.部门)).plain
    made = _make(root, key, known, name, plain)
    if level is None and known is None and government:
        say("按全称作一级政府建立；是部门的，请删去文件夹，加 --level 部门 重新建立。")
    say(f"已建立 {(root / key.slug).as_posix()}。接下来：")
    asked = "机关全称、" if known is None and not name else ""
    members = plain if known is None else known.level
    steps = [
        f"打开 {made.as_posix()}，在“机关”工作表填写{asked}网址和联系方式；",
        *(["在“成员单位”工作表列出成员单位，数字一并汇总；"] * (members == "government")),
        "照“填表说明”登记台账；已有自己的台账、系统导出的文件，原样放进这个文件夹，工作簿中相应的工作表留空；",
        f"核对：gongkai check {key.agency} {key.year}",
        f"生成报告：gongkai report {key.agency} {key.year}",
    ]
    for number, step in enumerate(steps, start=1):
        say(f"  {number}. {said(step)}")
    say(f"详见 {(root / key.agency / 'README.md').as_posix()}。")
    return 0


def _existing(root: Path, key: Key) -> "Agency | None":
    """Return the office if it is there already; UsageError where the year is there too."""
    from gongkai.records.stated import office_of

    folder = root / key.agency
    # Names that differ in case alone are one and the same on Windows and on a Mac.
    twins = (
        [p.name for p in root.iterdir() if p.name.lower() == key.agency] if root.is_dir() else []
    )
    if not twins:
        return None
    if twins != [key.agency] or not (folder / "agency.toml").is_file():
        raise UsageError(
            f"{root.as_posix()} 中已有名为 {'、'.join(twins)} 的文件或文件夹，没有改动。请换一个机关代码。"
        )
    if (folder / str(key.year)).exists():
        raise UsageError(
            f"{(folder / str(key.year)).as_posix()} 已存在，没有改动。要添别的年度，请用 --year 写明。"
        )
    return office_of(folder)


def _make(root: Path, key: Key, known: "Agency | None", name: str, level: str) -> Path:
    """Write the folder beside its place and move it there; return the workbook's path."""
    from gongkai.office import new_office
    from gongkai.office.carried import carried_into
    from gongkai.office.settings_pages import filled_by, filled_in
    from gongkai.output.folder import working_folder

    office = known or new_office.new_agency(key.agency, name, level)
    carried = carried_into(root, key, office)
    for line in carried.told:
        say(line)
    folder = root / key.agency
    filled = filled_by(office) if known is None else filled_in(folder, key.year)
    with working_folder(root) as work:
        made = work / key.agency
        year = made / str(key.year)
        new_office.write_year(key, office, year, carried.rows, filled, carried.chapters)
        new_office.write_guide(key, office, made)
        if known is None:
            new_office.write_settings(office, made)
            made.replace(folder)
        else:
            followed = _is_ours(folder / "README.md", key, office)
            year.replace(folder / str(key.year))
            if followed:
                (made / "README.md").replace(folder / "README.md")
            else:
                say("README.md 有改动，没有换成新年度的；步骤见使用指南。")
    return folder / str(key.year) / new_office.workbook_name(key)


def _is_ours(path: Path, key: Key, office: "Agency") -> bool:
    """Tell whether the office's README is as this program wrote it, or is not there."""
    from gongkai.office.new_office import guides_before

    if not path.is_file():
        return True
    years = [year for year in years_of(path.parent.parent, key.agency) if year != key.year]
    return path.read_text(encoding="utf-8-sig") in guides_before(key, office, years)
