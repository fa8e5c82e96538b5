import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gongkai.cli.reports.compare import keys_named
from gongkai.cli.speech import DataOption, say
from gongkai.errors import UsageError
from gongkai.keys import Key, all_keys, data_root, parse_key

if TYPE_CHECKING:
    from gongkai.report.returned.document import Comment

_SHOWN = 40
_FEW = 3  # sentences of a section that are told each


def take(
    file: Annotated[Path, typer.Argument(metavar="文件", help="在 Word 中改过的 report.docx")],
    key: Annotated[
        list[str] | None,
        typer.Argument(metavar="机关/年度", help="文件不在报告文件夹中时写明，如 hrbrfb/2018"),
    ] = None,
    data: DataOption = None,
    out: Annotated[Path, typer.Option("--out", metavar="文件夹", help="报告所在的文件夹")] = Path(
        "out"
    ),
) -> int:
    """取回领导在 Word 中改的文字，写入 narrative；改了的数字和表不取，逐处列出。"""
    from gongkai.examined.examine import build
    from gongkai.report.returned.take import take as take_back

    if not file.is_file():
        raise UsageError(f"没有文件 {file.as_posix()}。")
    asked = _key(file, key or [], data)
    root = data_root(data)
    found = take_back(root, out, build(asked.agency, asked.year, root), file)
    if not found.written:
        say("没有可以取回的文字改动。")
    for path, copy in found.written:
        kept = f"，原文件另存为 {copy.as_posix()}" if copy else ""
        say(f"已写入 {path.as_posix()}{kept}")
    if found.written:
        say(
            f"共取回 {found.taken.sentences} 段文字。请核对后重新生成：gongkai report {asked.agency} {asked.year}"
        )
    for name in found.taken.conditions_lost:
        say(f"“{name}”原来有随数字变化的写法，取回后成了固定的文字，需要的请对照原文件恢复。")
    _list(
        "这些话原来由台账得出，改写后是固定的文字，台账再变时不会跟着变，请自行留意",
        [f"“{name}”：{words}" for name, words in found.taken.fixed],
    )
    _list(
        "这些句子原来由数字决定写不写，取回后写定了，台账再变时请自行留意",
        _by_section(found.taken.decided),
    )
    for name in found.taken.emptied:
        say(
            f"“{name}”的文字已经删空：规定的章节须另写，其他的一节连同标题不再印；不是这个意思的，请从另存的原文件恢复。"
        )
    _list("没有取回", [_refused(r.place, r.old, r.new, r.remedy) for r in found.taken.refused])
    if found.tracked:
        say(f"文件中有 {found.tracked} 处修订没有定稿，已按接受修订后的文字取回，请核对。")
    comments = [one for one in found.comments if one.text.strip()]
    _list(
        "批注（不取回，请逐条处理）",
        [f"第{n}条　{_commented(one)}：{one.text}" for n, one in enumerate(comments, 1)],
    )
    return 1 if found.taken.refused else 0


def _key(file: Path, named: list[str], data: Path | None) -> Key:
    if named:
        keys = keys_named(named)
        if len(keys) != 1:
            raise UsageError(
                f"gongkai take 一次取回一份，如 gongkai take 领导改.docx {_example(data)}。"
            )
        return keys[0]
    folder = file.resolve().parent
    if not re.fullmatch(r"\d{4}", folder.name):
        raise UsageError(
            f"{file.name} 不在报告的文件夹中，请写明是哪份报告，如 gongkai take {file.name} {_example(data)}。"
        )
    return parse_key(folder.parent.name, folder.name)


def _by_section(told: list[tuple[str, str]]) -> list[str]:
    """Return the sentences with their sections, more than three of one in a line."""
    lines = []
    for name in dict.fromkeys(name for name, _ in told):
        said = [words for one, words in told if one == name]
        if len(said) > _FEW:
            lines.append(f"“{name}”：{said[0].rstrip('。')}等{len(said)}句")
        else:
            lines += [f"“{name}”：{words}" for words in said]
    return lines


def _commented(one: "Comment") -> str:
    on = one.on if len(one.on) <= _SHOWN else f"{one.on[:_SHOWN]}…"
    return f"“{one.heading or '正文开头'}”" + (f"中“{on}”" if on and on != one.heading else "")


def _example(data: Path | None) -> str:
    """Return a report that there is as an example, else one that there might be."""
    root = data_root(data)
    keys = all_keys(root) if root.is_dir() else []
    return max(keys, key=lambda key: key.year).slug if keys else "yslhj/2025"


def _refused(place: str, old: str, new: str, remedy: str) -> str:
    return f"{place}：{old or '（无）'} → {new or '（删去）'}。{remedy}。"


def _list(title: str, lines: list[str]) -> None:
    if lines:
        say(f"{title}（{len(lines)}处）：")
        for line in lines[:_SHOWN]:
            say(f"  {line}")
        if len(lines) > _SHOWN:
            say(f"  等{len(lines)}处")
