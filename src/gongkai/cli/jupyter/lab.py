from pathlib import Path
from typing import Annotated

import typer

from gongkai.cli.speech import DataOption, say
from gongkai.keys import data_root


def lab(
    data: DataOption = None,
    folder: Annotated[
        Path,
        typer.Option("--dir", metavar="文件夹", help="笔记本工作副本的文件夹；已有的副本不覆盖"),
    ] = Path("internal/lab"),
    port: Annotated[
        int | None,
        typer.Option("--port", metavar="端口", min=1024, max=65535, help="默认从 8888 起找空闲的"),
    ] = None,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="是否自动打开浏览器")
    ] = True,
) -> int:
    """打开 JupyterLab 探索台账和指标（只在本机，不联网）。"""
    from gongkai.explore.lab import prepare, serve

    root = data_root(data)
    notebooks = prepare(folder)
    say(f"工作副本：{'、'.join(path.as_posix() for path in notebooks)}")

    def opened(address: str) -> None:
        say(f"JupyterLab 只在本机打开：{address}")
        say("结束：在此窗口按 Ctrl+C。")

    serve(folder, root, port=port, browser=browser, told=opened)
    say("JupyterLab 已关闭。")
    return 0
