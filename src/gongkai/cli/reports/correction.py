from pathlib import Path
from typing import Annotated

import typer

from gongkai.cli.reports.compare import keys_named
from gongkai.cli.speech import DataOption, say
from gongkai.errors import UsageError
from gongkai.keys import data_root


def correction(
    key: Annotated[
        list[str], typer.Argument(metavar="机关/年度", help="已签发的报告，如 hrbrfb/2018")
    ],
    data: DataOption = None,
    out: Annotated[Path, typer.Option("--out", metavar="文件夹", help="报告所在的文件夹")] = Path(
        "out"
    ),
) -> int:
    """签发以后数字有变的，起草更正说明（Word）：原数、新数和位置；改过的不覆盖。"""
    from gongkai.compare.telling import told
    from gongkai.examined.examine import build
    from gongkai.report.correction import NAME, correction_of, write_correction

    asked = keys_named(key)
    if len(asked) != 1:
        raise UsageError("gongkai correction 一次起草一份，如 gongkai correction hrbrfb/2018。")
    root = data_root(data)
    report = build(asked[0].agency, asked[0].year, root)
    found = correction_of(root, report)
    if found.nothing:
        say(f"与{found.signed}的报告相比，公布的数字没有变化，不需要更正说明。")
        return 0
    path = write_correction(found, report, out / report.key.agency / str(report.key.year))
    say(path.as_posix())
    say(
        f"与{found.signed}的报告相比，正文 {len(found.sentences)} 处、统计表 {len(found.cells)} 格有变。"
        "更正原因、公布位置和日期（红字）请在 Word 中填写。"
    )
    if path.stem != NAME:
        say(f"原有的更正说明已有人改过，没有覆盖；这次的写在 {path.name}。")
    say("内部掌握的变化原因（不公布）：")
    for line in told(found.comparison):
        say(line)
    return 0
