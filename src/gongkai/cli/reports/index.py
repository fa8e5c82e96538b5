from pathlib import Path
from typing import Annotated

import typer

from gongkai.cli.speech import DataOption, say, tell
from gongkai.errors import UsageError
from gongkai.keys import data_root


def index(
    out: Annotated[
        Path, typer.Option("--out", metavar="文件夹", help="报告所在的输出文件夹")
    ] = Path("out"),
    data: DataOption = None,
) -> int:
    """由已生成的各报告制作总目录网页：机关和年度一览、指标对照、报告生成或签发后有无改动。"""
    from gongkai.batch.standing.index import write_index

    if not out.is_dir():
        raise UsageError(
            f"没有输出文件夹 {out.as_posix()}。请先运行 gongkai report，或用 --out 指明。"
        )
    say(write_index(out, _root(data)).as_posix())
    return 0


def _root(data: Path | None) -> Path | None:
    """Return the data folder; None, and so said, where nobody named one and none is near."""
    try:
        return data_root(data)
    except UsageError:
        if data is not None:
            raise
        tell("没有找到数据文件夹，总目录不能说明台账后来有无改动；需要时用 --data 指明。")
        return None
