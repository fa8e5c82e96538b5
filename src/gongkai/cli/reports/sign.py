import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from gongkai.cli.speech import AgencyArgument, DataOption, YearArgument, say, tell
from gongkai.keys import data_root, find_folder, parse_key


def sign(
    agency: AgencyArgument,
    year: YearArgument,
    by: Annotated[str, typer.Option("--by", metavar="姓名", help="签字人")],
    role: Annotated[str, typer.Option("--as", metavar="身份", help="审核 或 签发")],
    data: DataOption = None,
    out: Annotated[Path, typer.Option("--out", metavar="文件夹", help="报告所在的文件夹")] = Path(
        "out"
    ),
) -> int:
    """记下谁审核或签发了报告；此后公开版或台账有一点改动，目录和清单都会说明。"""
    from gongkai.examined.data_files import SIGN_OFF
    from gongkai.report.publication.on_disk import read_manifest
    from gongkai.report.publication.review_state import refresh_review
    from gongkai.report.publication.sign_off import sign as record
    from gongkai.report.publication.signatures import CHECKED, ISSUED, latest_by_role

    root = data_root(data)
    key = parse_key(agency, year)
    folder = find_folder(root, key)
    signed = record(root, out, key, by, role, dt.date.today())
    refresh_review(root, out, key)
    files = "、".join(signed.public)
    if role == ISSUED:
        checked = latest_by_role(folder / SIGN_OFF).get(CHECKED)
        if checked is None:
            tell(f"{key.slug} 还没有审核的记录，直接签发了；审核过的，可以补记。")
        elif (checked.public, checked.data) != (signed.public, signed.data):
            tell(f"{checked.words}以后报告有改动，签发的不是审核的版本；请补作审核。")
        published = read_manifest(out / key.agency / str(key.year)).get("published_on") or ""
        if published and str(signed.on) > published:
            tell(
                f"签发的日期（{signed.on}）晚于报告的公布日期（{published}）。公布日期有误的，"
                f"请在“声明”工作表（或 declarations.toml）中改，重新生成后再签；确是补签的，不必处理。"
            )
    say(f"已记录：{signed.words}，所签文件：{files}。记录在 {(folder / SIGN_OFF).as_posix()}")
    return 0
