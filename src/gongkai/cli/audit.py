from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gongkai.cli.speech import Format, FormatOption, print_json, tell
from gongkai.errors import UnreadableError

if TYPE_CHECKING:
    from gongkai.audit.audit import Audit


def audit(
    files: Annotated[
        list[Path], typer.Argument(metavar="文件", help="已公布的报告：网页、工作簿或纯文本")
    ],
    format: FormatOption = Format.TEXT,
) -> int:
    """审读已公布的年度报告：统计表的勾稽关系，正文里的合计、占比和增幅。"""
    from gongkai.audit.audit import audit as read

    found: list[Audit] = []
    unreadable = 0
    for file in files:
        try:
            if not file.is_file():
                raise UnreadableError(f"找不到文件 {file}。")
            found.append(read(file))
        except UnreadableError as error:
            unreadable += 1
            tell(str(error))
    if format is Format.JSON:
        print_json([a.as_dict() for a in found])
    else:
        for one in found:
            _speak(one)
    if unreadable:
        return 2
    return 1 if any(a.fails for a in found) else 0


def _speak(audit: "Audit") -> None:
    who = audit.agency or "未认出机关"
    typer.echo(f"{audit.file}：{who}，{audit.year or '年度未认出'}，表式 {audit.form or '未认出'}")
    unknown = [r for r in audit.checks if r.state.value == "not_assessable"]
    for result in audit.checks:
        if result.state.value in ("fail", "warn") or (result in unknown and result.id == "ST-1"):
            typer.echo(f"  [{result.state.label} {result.id}] {result.message}")
    for rule in sorted({r.id for r in unknown} - {"ST-1"}):
        count = sum(r.id == rule for r in unknown)
        typer.echo(f"  [无法核对 {rule}] {count} 处因有未填的格无法核对")
    for claim in audit.claims:
        if claim.state.value in ("fails", "not_assessable"):
            typer.echo(f"  [{claim.state.label} {claim.claim}] {claim.place}：{claim.text}")
    passed = sum(r.state.value == "pass" for r in audit.checks)
    held = sum(c.state.value == "holds" for c in audit.claims)
    typer.echo(
        f"  表内关系 {len(audit.checks)} 项，通过 {passed} 项；正文算式 {len(audit.claims)} 个，成立 {held} 个。"
    )
