"""The command line: its commands, its exit codes, and a sentence for whatever goes wrong."""

import io
import os
import sys
from collections.abc import Callable
from typing import Annotated

import typer
from typer.exceptions import TyperException

from gongkai.cli.chinese import ChineseCommand, ChineseGroup, complaint
from gongkai.cli.jupyter.lab import lab
from gongkai.cli.jupyter.notebooks import notebooks
from gongkai.cli.office.adopt import adopt
from gongkai.cli.office.calendar import calendar
from gongkai.cli.office.check import check
from gongkai.cli.office.init import init
from gongkai.cli.office.list import list_
from gongkai.cli.office.narrative import narrative
from gongkai.cli.office.template import template
from gongkai.cli.open_list import tell_findings
from gongkai.cli.reports.audit import audit
from gongkai.cli.reports.batch import batch
from gongkai.cli.reports.compare import compare
from gongkai.cli.reports.correction import correction
from gongkai.cli.reports.demo import demo
from gongkai.cli.reports.index import index
from gongkai.cli.reports.report import report
from gongkai.cli.reports.sign import sign
from gongkai.cli.reports.take import take
from gongkai.cli.speech import tell
from gongkai.errors import DataError, GongkaiError
from gongkai.startup import end_lean, enough_files, start_lean

_INTERRUPTED = 130  # what Typer makes of Ctrl-C
_STOPPED = "已中断。正在写的文件没有替换原有文件。"
_FEW_FILES = "系统允许本程序同时打开的文件太少，没有开始。请先运行 ulimit -n 1024，再试一次；不允许调高的，请联系系统管理员。"

app = typer.Typer(
    cls=ChineseGroup,
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["--help", "-h"]},
    help="由全年台账生成政府信息公开工作年度报告：统计表、正文和图表，逐数核对。",
)
COMMANDS: dict[str, Callable[..., int]] = {
    "init": init,
    "list": list_,
    "calendar": calendar,
    "adopt": adopt,
    "check": check,
    "narrative": narrative,
    "report": report,
    "batch": batch,
    "compare": compare,
    "sign": sign,
    "correction": correction,
    "take": take,
    "template": template,
    "audit": audit,
    "index": index,
    "demo": demo,
    "lab": lab,
    "notebooks": notebooks,
}


def _tell_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version as installed_version

        typer.echo(f"gongkai {installed_version('gongkai')}")
        raise typer.Exit


@app.callback()
def _whole(
    version: Annotated[
        bool,
        typer.Option("--version", "-V", help="显示版本", is_eager=True, callback=_tell_version),
    ] = False,
) -> None:
    pass


for _name, _command in COMMANDS.items():
    app.command(_name, cls=ChineseCommand)(_command)


def main() -> None:
    """Run the command line and leave with its exit code; never with a traceback."""
    start_lean()
    if not enough_files():
        _speak_utf8()
        tell(_FEW_FILES)
        raise SystemExit(1)
    code = run(sys.argv[1:])
    end_lean()
    raise SystemExit(code)


def run(arguments: list[str]) -> int:
    """Return the exit code of a command line: 0 done, 1 failed or blocked, 2 wrong use."""
    _speak_utf8()
    try:
        code = app(arguments, prog_name="gongkai", standalone_mode=False)
        if code == _INTERRUPTED:
            tell(_STOPPED)
            return 1
        return code if isinstance(code, int) else 0
    except GongkaiError as error:
        if isinstance(error, DataError):
            tell_findings(error.findings, tell)
        tell(str(error))
        return error.exit_code
    except TyperException as error:
        tell(complaint(error))
        return 2
    except (KeyboardInterrupt, typer.Abort):
        tell(_STOPPED)
        return 1
    except Exception as error:  # a clerk gets a sentence, never a traceback
        if os.environ.get("GONGKAI_DEBUG"):
            raise
        tell(
            f"程序内部出错（{type(error).__name__}），没有做完；正在写的文件没有替换原有文件。"
            "请把所用命令告诉维护者；设置环境变量 GONGKAI_DEBUG=1 可看到详情。"
        )
        return 1


def _speak_utf8() -> None:
    """Write Chinese on consoles of any code page; what one cannot show becomes a question mark.

    A console that knows Chinese (a Chinese Windows: cp936) keeps its own encoding; whatever else,
    a file or another program included, is given UTF-8.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            own = stream.isatty() and _knows_chinese(stream.encoding)
            stream.reconfigure(encoding=stream.encoding if own else "utf-8", errors="replace")


def _knows_chinese(encoding: str) -> bool:
    try:
        return bool("政府信息公开".encode(encoding))
    except (UnicodeEncodeError, LookupError):
        return False
