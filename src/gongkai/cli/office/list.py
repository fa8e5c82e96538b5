from pathlib import Path
from typing import Annotated

import typer

from gongkai.cli.speech import DataOption
from gongkai.errors import UnreadableError
from gongkai.keys import all_keys, data_root, parse_key


def list_(
    year: Annotated[str | None, typer.Option("--year", metavar="年度", help="只列这一年度")] = None,
    data: DataOption = None,
    out: Annotated[
        Path,
        typer.Option(
            "--out", metavar="文件夹", help="报告所在的文件夹，用来核对签发之后有没有改动"
        ),
    ] = Path("out"),
) -> int:
    """列出有台账的机关和年度，以及谁审核、签发了报告。"""
    from gongkai.examined.inputs import SIGN_OFF, inputs_of
    from gongkai.records.declarations import KINDS
    from gongkai.records.reading.files import read_files
    from gongkai.records.stated import declarations_in, office_in
    from gongkai.report.publication.sign_off import standing_of

    root = data_root(data)
    wanted = None if year is None else parse_key("x", year).year
    keys = [k for k in all_keys(root) if wanted in (None, k.year)]
    for key in keys:
        try:
            agency = office_in(root / key.slug)
        except UnreadableError as error:
            typer.echo(f"{key.agency} {key.year}\t{error}")
            continue
        ledgers = len(read_files(root / key.agency / str(key.year)).sheets)
        kind = KINDS[declarations_in(root / key.slug).kind]
        note = f"\t{kind}" if kind else ""
        members = len(agency.members_in(key.year))
        held = f"成员单位 {members} 个" if members and not ledgers else f"台账 {ledgers} 个"
        record = root / key.slug / SIGN_OFF
        signed = standing_of(out, key, record, inputs_of(root, key)) if record.exists() else ""
        note += f"\t{signed}" if signed else ""
        typer.echo(f"{key.agency} {key.year}\t{agency.name}\t{held}{note}")
    if not keys:
        typer.echo("没有符合条件的机关和年度。")
    return 0
