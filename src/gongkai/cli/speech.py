"""What commands share: their arguments, and how they answer."""

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from gongkai.keys import DATA_VARIABLE
from gongkai.language.spoken import said

if TYPE_CHECKING:
    from rich.console import Console

AgencyArgument = Annotated[str, typer.Argument(metavar="机关", help="机关代码，如 hrbrfb")]
YearArgument = Annotated[str, typer.Argument(metavar="年度", help="报告年度，如 2018")]
DataOption = Annotated[
    Path | None,
    typer.Option(
        "--data", metavar="文件夹", help=f"数据文件夹；默认取环境变量 {DATA_VARIABLE}，再取 data"
    ),
]


class Format(StrEnum):
    """How a command answers."""

    TEXT = "text"
    JSON = "json"


class CheckFormat(StrEnum):
    """How ``gongkai check`` answers: also as the office's own workbook, marked."""

    TEXT = "text"
    JSON = "json"
    XLSX = "xlsx"


FormatOption = Annotated[Format, typer.Option("--format", metavar="格式", help="text 或 json")]


def say(line: str) -> None:
    """Say a line of the answer, in the language asked for."""
    typer.echo(said(line))


def tell(line: str) -> None:
    """Say a line beside the answer."""
    typer.echo(said(line), err=True)


def print_json(data: Any) -> None:
    """Print data for another program."""
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))


class Progress:
    """A spinner on a terminal, a plain line otherwise, nothing beside JSON."""

    def __init__(self, console: "Console", format: Format) -> None:
        self._console, self._format = console, format
        self._status = console.status("") if console.is_terminal else None

    def __enter__(self) -> Any:
        if self._status:
            self._status.start()
        return self._say

    def __exit__(self, *_: object) -> None:
        if self._status:
            self._status.stop()

    def _say(self, step: str) -> None:
        if self._status:
            self._status.update(said(step))
        elif self._format is Format.TEXT:
            self._console.print(said(step))
