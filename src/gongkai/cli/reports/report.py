import sys
from pathlib import Path
from typing import Annotated

import typer

from gongkai.cli.open_list import tell_open
from gongkai.cli.speech import (
    AgencyArgument,
    DataOption,
    Format,
    FormatOption,
    Progress,
    YearArgument,
    print_json,
    tell,
)
from gongkai.findings import counted
from gongkai.keys import Key, data_root, parse_key


def report(
    agency: AgencyArgument,
    year: YearArgument,
    data: DataOption = None,
    out: Annotated[Path, typer.Option("--out", metavar="文件夹", help="输出文件夹")] = Path("out"),
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="格式",
            help="html,review,xlsx,tables,docx,pdf,cms 中的几种，用逗号隔开；默认 html、review、xlsx、docx 和以前做过的；笔记本总在",
        ),
    ] = None,
    no_review: Annotated[
        bool, typer.Option("--no-review", help="不生成审阅版（审阅版本来随各种公开版一同生成）")
    ] = False,
    notebook: Annotated[
        Path | None,
        typer.Option(
            "--notebook",
            metavar="笔记本",
            help="分析人员自己的一节；不写则用机关文件夹中的 analysis.ipynb 或 分析.ipynb",
        ),
    ] = None,
    format: FormatOption = Format.TEXT,
) -> int:
    """生成一个机关一个年度的报告：网页、Word 文档、统计表工作簿和执行后的笔记本。"""
    from rich.console import Console

    from gongkai.examined.examine import build
    from gongkai.output.folder import clear_abandoned
    from gongkai.report.notebook.notebook import environment
    from gongkai.report.own.found import named_notebook, own_notebook
    from gongkai.report.publication.formats import formats_again
    from gongkai.report.publication.on_disk import edited_files, made_files, stale_files
    from gongkai.report.publication.publish import publish
    from gongkai.report.publication.superseded import note_failure, supersede

    root = data_root(data)
    key = parse_key(agency, year)
    folder = out / key.agency / str(key.year)
    formats = formats_again(to, made_files(folder), review=not no_review)
    clear_abandoned(folder)
    edited = edited_files(folder)
    console = Console(file=sys.stderr)  # this very stream, while cells are run too
    with Progress(console, format) as at_step:
        at_step("读取台账、计算指标…")
        try:
            with environment(**named_notebook(notebook)):
                built = build(agency, year, root)
                at_step("执行笔记本、生成并核验文件…")
                if own_notebook(root, built.key) is not None:
                    from gongkai.report.own.section import with_own_section

                    built = with_own_section(built, root)
                paths = publish(built, root, out, formats)
        except Exception as error:
            note_failure(root, out, key, error)
            if over := supersede(root, out, key):
                tell(over)
            raise
    stale = stale_files(paths[-1].parent)
    figures = built.figures
    if format is Format.JSON:
        from gongkai.indicators.written import raw_text

        print_json(
            {
                "key": key.slug,
                "state": "draft" if built.blocking else "final",
                "paths": [p.as_posix() for p in paths],
                "stale": list(stale),
                "findings": [f.as_dict() for f in built.findings],
                "indicators": {i.id: raw_text(v) for i, v in built.indicators.known()},
            }
        )
    else:
        for path in paths:
            tell(path.as_posix())
        tell(
            f"{built.records.agency.name}{key.year}年度报告：正文中 {figures} 个数字取自台账，逐一核对无误；"
            f"问题：{counted(built.findings)}；状态：{built.state}。"
        )
        written = {path.name for path in paths}
        _tell_beside({n: k for n, k in edited.items() if n in written}, stale, key)
        if built.own.outside:
            tell(
                f"{built.own.file} 不在机关的文件夹中，批量生成时不会带上；"
                f"要每次都带上，请以 analysis.ipynb 为名放入 {(root / key.slug).as_posix()}。"
            )
        tell_open(built, tell)
    return 1 if built.blocking else 0


def _tell_beside(edited: dict[str, str], stale: tuple[str, ...], key: Key) -> None:
    """Say what stands beside the new files: what was edited by hand, and what is older."""
    for name, kept in edited.items():
        tell(
            f"{name} 生成之后被人改过，改过的已另存为 {kept}；新的 {name} 按台账和 narrative 生成，"
            "其中的改动请写入 narrative 中的文件。"
        )
    if stale:
        tell(
            f"同一文件夹中的 {'、'.join(stale)} 这次没有重新生成，是按以前的台账或程序做的，"
            f"数字可能不同；要一并重做，运行 gongkai report {key.agency} {key.year}（不加 --to），不用的请移走。"
        )
