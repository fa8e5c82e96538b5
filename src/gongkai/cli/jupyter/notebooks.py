from pathlib import Path
from typing import Annotated

import typer

from gongkai.cli.speech import say


def notebooks(
    folder: Annotated[
        Path, typer.Argument(metavar="文件夹", help="放笔记本和速查的文件夹；已有的文件不覆盖")
    ] = Path("notebooks"),
) -> int:
    """取出随程序带的笔记本和一页速查，供 JupyterLab、VS Code、papermill 直接使用。"""
    from gongkai.explore.lab import lay_out

    for path, new in lay_out(folder):
        say(path.as_posix() + ("" if new else "　已有，未改动"))
    say("台账放在同一文件夹或其上级的 data 文件夹里，笔记本会自己找到。")
    return 0
