from pathlib import Path
from typing import Annotated

import typer

from gongkai.errors import UsageError


def index(
    out: Annotated[
        Path, typer.Option("--out", metavar="文件夹", help="报告所在的输出文件夹")
    ] = Path("out"),
) -> int:
    """由已生成的各报告制作总目录网页：机关和年度一览、指标对照。"""
    from gongkai.batch.standing.index import write_index

    if not out.is_dir():
        raise UsageError(
            f"没有输出文件夹 {out.as_posix()}。请先运行 gongkai report，或用 --out 指明。"
        )
    typer.echo(write_index(out).as_posix())
    return 0
