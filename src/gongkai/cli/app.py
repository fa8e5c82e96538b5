"""gongkai list | check | report."""

import io
import json
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from typer.exceptions import TyperException

from gongkai.cli.chinese import ChineseCommand, ChineseGroup, complaint
from gongkai.errors import DataError, GongkaiError
from gongkai.findings import Finding, Severity
from gongkai.keys import DATA_VARIABLE, Key, all_keys, data_root, parse_key

app = typer.Typer(
    cls=ChineseGroup,
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["--help", "-h"]},
    help="由全年台账生成政府信息公开工作年度报告：统计表、正文和图表，逐数核对。",
)

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


FormatOption = Annotated[Format, typer.Option("--format", metavar="格式", help="text 或 json")]


def main() -> None:
    """Run the command line and leave with its exit code; never with a traceback."""
    raise SystemExit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Return the exit code of a command line: 0 done, 1 failed or blocked, 2 wrong use."""
    _speak_utf8()
    try:
        code = app(arguments, prog_name="gongkai", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except GongkaiError as error:
        for finding in error.findings if isinstance(error, DataError) else ():
            _tell(str(finding))
        _tell(str(error))
        return error.exit_code
    except TyperException as error:
        _tell(complaint(error))
        return 2
    except (KeyboardInterrupt, typer.Abort):
        _tell("已中断，原有文件未改动。")
        return 1
    except Exception as error:  # a clerk gets a sentence, never a traceback
        if os.environ.get("GONGKAI_DEBUG"):
            raise
        _tell(
            f"程序内部出错（{type(error).__name__}），原有文件未改动。"
            "请把所用命令告诉维护者；设置环境变量 GONGKAI_DEBUG=1 可看到详情。"
        )
        return 1


def _speak_utf8() -> None:
    """Write Chinese on consoles of any code page; what one cannot show becomes a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _tell(line: str) -> None:
    typer.echo(line, err=True)


def _print_json(data: Any) -> None:
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))


@app.command("list", cls=ChineseCommand)
def list_(
    year: Annotated[str | None, typer.Option("--year", metavar="年度", help="只列这一年度")] = None,
    data: DataOption = None,
) -> int:
    """列出有台账的机关和年度。"""
    from gongkai.records.agency import load_agency
    from gongkai.records.declarations import KINDS, load_declarations

    root = data_root(data)
    wanted = None if year is None else parse_key("x", year).year
    keys = [k for k in all_keys(root) if wanted in (None, k.year)]
    for key in keys:
        agency = load_agency(root / key.agency)
        ledgers = len(list((root / key.agency / str(key.year)).glob("*.csv")))
        kind = KINDS[load_declarations(root / key.agency / str(key.year)).kind]
        note = f"\t{kind}" if kind else ""
        typer.echo(f"{key.agency} {key.year}\t{agency.name}\t台账 {ledgers} 个{note}")
    if not keys:
        typer.echo("没有符合条件的机关和年度。")
    return 0


@app.command("check", cls=ChineseCommand)
def check(
    agency: AgencyArgument,
    year: YearArgument,
    data: DataOption = None,
    format: FormatOption = Format.TEXT,
    request: Annotated[
        str | None,
        typer.Option("--request", metavar="登记编号", help="逐日列出这件申请的期限是怎样算出的"),
    ] = None,
) -> int:
    """检查一个机关一个年度的台账和统计表，列出全部问题。"""
    from gongkai.report.build import examine

    key = parse_key(agency, year)
    if request is not None:
        return _explain(data_root(data), key, request, format)
    examined = examine(data_root(data), key)
    findings, results = examined.records.findings, examined.results
    state = "blocked" if examined.blocking else "ok"
    if format is Format.JSON:
        _print_json(
            {
                "key": key.slug,
                "state": state,
                "findings": [f.as_dict() for f in findings],
                "checks": [r.as_dict() for r in results],
            }
        )
    else:
        for finding in findings:
            typer.echo(str(finding))
        for result in results:
            if result.state.value != "pass":
                typer.echo(f"[{result.id}] {result.message}")
        passed = sum(r.state.value == "pass" for r in results)
        typer.echo(
            f"{key.slug}：问题 {_counted(findings)}；检查 {len(results)} 项，通过 {passed} 项；"
            + ("有阻断项，报告只能是草稿。" if examined.blocking else "没有阻断项。")
        )
    if any(f.rule == "L-01" for f in findings):
        return 2
    return 1 if examined.blocking else 0


def _explain(root: Path, key: Key, request: str, format: Format) -> int:
    from gongkai.records.explanation import explain_request
    from gongkai.records.load import load

    lines = explain_request(load(root, key), request)
    if format is Format.JSON:
        _print_json({"key": key.slug, "request": request, "lines": lines})
    else:
        typer.echo("\n".join(lines))
    return 0


def _counted(findings: tuple[Finding, ...]) -> str:
    parts = [
        f"{severity.label} {n} 个"
        for severity in Severity
        if (n := sum(f.severity is severity for f in findings))
    ]
    return "、".join(parts) or "0 个"


@app.command("report", cls=ChineseCommand)
def report(
    agency: AgencyArgument,
    year: YearArgument,
    data: DataOption = None,
    out: Annotated[Path, typer.Option("--out", metavar="文件夹", help="输出文件夹")] = Path("out"),
    format: FormatOption = Format.TEXT,
) -> int:
    """生成一个机关一个年度的报告：网页、执行后的笔记本和统计表工作簿。"""
    from gongkai.report.build import build
    from gongkai.report.publish import publish

    root = data_root(data)
    key = parse_key(agency, year)
    console = Console(stderr=True)
    with _progress(console, format) as say:
        say("读取台账、计算指标…")
        built = build(agency, year, root)
        say("执行笔记本、生成网页…")
        paths = publish(built, root, out)
    figures = built.figures
    if format is Format.JSON:
        from gongkai.indicators.compute import raw_text

        _print_json(
            {
                "key": key.slug,
                "state": "draft" if built.blocking else "final",
                "paths": [p.as_posix() for p in paths],
                "indicators": {i.id: raw_text(v) for i, v in built.indicators.known()},
            }
        )
    else:
        for path in paths:
            typer.echo(path.as_posix())
        typer.echo(
            f"{built.records.agency.name}{key.year}年度报告：正文绑定数字 {figures} 个，"
            f"问题 {_counted(built.records.findings)}，状态：{built.state}。"
        )
        for reason in built.blocking:
            _tell(f"  阻断：{reason}")
    return 1 if built.blocking else 0


class _progress:
    """A spinner on a terminal, a plain line otherwise, nothing beside JSON."""

    def __init__(self, console: Console, format: Format) -> None:
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
            self._status.update(step)
        elif self._format is Format.TEXT:
            self._console.print(step)
