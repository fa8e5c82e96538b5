from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gongkai.cli.reports.compare import keys_named
from gongkai.cli.speech import DataOption, say
from gongkai.errors import UsageError
from gongkai.keys import data_root

if TYPE_CHECKING:
    from gongkai.report.correction import Correction


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
    folder = out / report.key.agency / str(report.key.year)
    found = correction_of(root, report, folder)
    if found.nothing:
        say(f"与{found.signed}的报告相比，公布的数字没有变化，不需要更正说明。")
        if found.drafted:
            say(f"在它之前签发的报告有数字不同，更正说明已经起草：{found.drafted.as_posix()}")
        _tell_words(found)
        return 0
    path = write_correction(found, report, folder)
    say(path.as_posix())
    if found.after:
        say(
            f"{found.after}的报告与现在的数字一致，应是改正后重新签发的；原公布的数字取自在它之前签发的一份。"
            "那一份没有公布过的，不需要更正说明，请删去这份草稿。"
        )
    say(
        f"与{found.signed}的报告相比，正文 {len(found.sentences)} 处、统计表 {len(found.cells)} 格有变。"
        "更正原因、公布位置和日期（红字）请在 Word 中填写。"
    )
    if path.stem != NAME:
        say(f"原有的更正说明已有人改过，或者更正的是另一份报告，没有覆盖；这次的写在 {path.name}。")
    _tell_words(found)
    say("内部掌握的变化原因（不公布）：")
    for line in told(found.comparison):
        say(line)
    return 0


def _tell_words(found: "Correction") -> None:
    """Say which sentences are others without having been wrong: a correction of data does not list them."""
    if found.words:
        places = "、".join(dict.fromkeys(f"“{change.section}”" for change in found.words))
        say(
            f"{places}另有 {len(found.words)} 处文字增删、改写，原来的数字没有错，没有列入更正说明；"
            f"随报告重新公布的，请自行说明。"
        )
