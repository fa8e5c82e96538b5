import os
from pathlib import Path
from typing import Annotated

import typer

from gongkai.cli.speech import AgencyArgument, DataOption, YearArgument, say
from gongkai.errors import UsageError
from gongkai.keys import DATA_VARIABLE, parse_key
from gongkai.windows import is_device


def template(
    agency: AgencyArgument,
    year: YearArgument,
    data: DataOption = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="文件", help="写到哪个文件；已有的不覆盖")
    ] = None,
) -> int:
    """生成台账工作簿模板：每本台账一张表，带下拉选项、填写示例和说明。"""
    from gongkai.office.ledger_template import write_template
    from gongkai.office.settings_pages import filled_in
    from gongkai.output.folder import working_folder
    from gongkai.records.stated import office_of

    key = parse_key(agency, year)
    folder = Path(data or os.environ.get(DATA_VARIABLE) or "data") / key.agency
    known = office_of(folder) if folder.is_dir() else None
    name = known.name if known else key.agency
    government = known is not None and known.level == "government"
    path = out or Path(f"{key.agency}-{key.year}-台账.xlsx")
    if is_device(path.name):
        raise UsageError(f"“{path.name}”是 Windows 的保留名，不能用作文件名。请换一个名称。")
    if path.exists():
        raise UsageError(
            f"{path.as_posix()} 已存在，没有覆盖。请改名或移走后重试，或用 --out 另指文件。"
        )
    with working_folder(path.parent) as work:
        write_template(
            key, name, work / "template.xlsx", filled=filled_in(folder), government=government
        )
        (work / "template.xlsx").replace(path)
    say(path.as_posix())
    return 0
