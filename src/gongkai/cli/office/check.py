from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from gongkai.checks.alike import alike, at_once
from gongkai.checks.check import told_states
from gongkai.cli.open_list import tell_open
from gongkai.cli.speech import (
    AgencyArgument,
    CheckFormat,
    DataOption,
    YearArgument,
    print_json,
    say,
)
from gongkai.findings import Finding, Severity, counted
from gongkai.keys import Key, data_root, find_folder, parse_key
from gongkai.records.settings import toml_text

if TYPE_CHECKING:
    from gongkai.examined.examine import Examined

_MORE: Final = "逐条列出：gongkai check {agency} {year} --all　标在台账上：gongkai check {agency} {year} --format xlsx"
_MATCH: Final = "逐条列出：gongkai check {agency} {year} --all　标在台账上：gongkai check {agency} {year} --format xlsx　逐个文件对照：gongkai adopt {folder}"

_WAIVER: Final = """
情况属实、确需保留的，把那一行（连同方括号）抄到台账工作簿的“审核意见”工作表，写明说明人、理由和有效期
（按公布日期算：公布日期不晚于有效期的，说明有效）；
不用工作簿的，存入该年度文件夹的 review.toml，如：
[[waiver]]
finding = {line}
owner = "说明人"
reason = "理由"
expires = {year}-12-31"""


def check(
    agency: AgencyArgument,
    year: YearArgument,
    data: DataOption = None,
    format: Annotated[
        CheckFormat,
        typer.Option(
            "--format", metavar="格式", help="text、json，或 xlsx（标注问题的台账工作簿）"
        ),
    ] = CheckFormat.TEXT,
    out: Annotated[
        Path,
        typer.Option(
            "--out", metavar="文件夹", help="标注工作簿的文件夹；含个人信息，只供本机关使用"
        ),
    ] = Path("internal"),
    every: Annotated[bool, typer.Option("--all", help="逐条列出，只有行号不同的并作一条")] = False,
    request: Annotated[
        str | None,
        typer.Option("--request", metavar="登记编号", help="逐日列出这件申请的期限是怎样算出的"),
    ] = None,
) -> int:
    """检查一个机关一个年度的台账和统计表，列出全部问题。"""
    from gongkai.examined.examine import examine

    key = parse_key(agency, year)
    if request is not None:
        return _explain(data_root(data), key, request, format)
    root = data_root(data)
    examined = examine(root, key)
    findings = examined.findings
    match format:
        case CheckFormat.JSON:
            print_json(_plain(key, examined))
        case CheckFormat.XLSX:
            for path in _mark(root, key, findings, out):
                say(path.as_posix())
            tell_open(examined, say, findings=False)
            _summarise(key, examined)
        case CheckFormat.TEXT:
            _summarise(key, examined)
            tell_open(examined, say, every=every)
            _offer(key, examined, every, find_folder(root, key))
    if any(f.rule == "L-01" for f in findings):
        return 2
    return 1 if examined.blocking else 0


def _plain(key: Key, examined: "Examined") -> dict[str, Any]:
    return {
        "key": key.slug,
        "state": "blocked" if examined.blocking else "ok",
        "findings": [f.as_dict() for f in examined.findings],
        "checks": [r.as_dict() for r in examined.results],
        "numbers": [
            {"place": str(n.place), "number": n.numeral, "text": n.sentence}
            for n in examined.numbers
        ],
    }


def _summarise(key: Key, examined: "Examined") -> None:
    """Say what the checks came to."""
    end = "有必须改正的问题，报告只能是草稿。" if examined.blocking else "没有必须改正的问题。"
    found, judged = counted(examined.findings), told_states(examined.results)
    say(f"{examined.records.agency.name} {key.year}年度问题：{found}；{judged}；{end}")


def _offer(key: Key, examined: "Examined", every: bool, folder: Path) -> None:
    """Say how to see more, and how to match several files at one go; below the whole list, how to answer for an
    error that is a fact."""
    if not every:
        if examined.findings:
            more = _MATCH if _to_match(examined.findings) else _MORE
            say(more.format(agency=key.agency, year=key.year, folder=folder.as_posix()))
        return
    open_ = [f for f in examined.findings if f.answerable and not f.answered]
    facts = [f for f in open_ if f.severity is Severity.ERROR]
    facts = facts or [
        f for f in open_ if f.severity is Severity.WARNING and f.rule.startswith("R-")
    ]
    same = _lines_to_copy([f for f in facts if f.rule.startswith("R-")])
    if same:
        say(
            "\n同一列的几件事理由相同的，可以合写一条说明，照抄下面的一行（只说明其中几件的，删去其余的行）："
        )
        for line in same:
            say(line)
    if facts and not any(f.stops for f in examined.findings):
        line = next(iter(same), str(next(at_once(facts))))
        say(_WAIVER.format(line=toml_text(line), year=key.year + 1))


def _to_match(findings: Sequence[Finding]) -> bool:
    """Tell whether several files wait for somebody to say what they or their columns are."""
    grave = [f for f in findings if f.severity is not Severity.INFO and f.rule in ("L-03", "L-11")]
    return len({f.place.file for f in grave if "gongkai adopt" in f.remedy}) > 1


def _lines_to_copy(facts: Sequence[Finding]) -> list[str]:
    """Return the lines that stand for several facts and that the list does not show as one already; of two
    the one that stands for more."""
    lines = alike(facts)
    return [
        line
        for line, found in lines.items()
        if len(list(at_once(found))) > 1
        and not any(set(found) < set(more) for more in lines.values())
    ]


def _mark(root: Path, key: Key, findings: tuple[Finding, ...], out: Path) -> list[Path]:
    from gongkai.office.marked import write_marked
    from gongkai.output.folder import move_in, working_folder

    folder = out / key.agency / str(key.year)
    with working_folder(folder) as work:
        made = [p.name for p in write_marked(find_folder(root, key), key, findings, work)]
        move_in(work, folder, made)
    return [folder / name for name in made]


def _explain(root: Path, key: Key, request: str, format: CheckFormat) -> int:
    from gongkai.office.clock.explanation import explain_request
    from gongkai.records.load import load

    lines = explain_request(load(root, key), request)
    if format is CheckFormat.JSON:
        print_json({"key": key.slug, "request": request, "lines": lines})
    else:
        say("\n".join(lines))
    return 0
