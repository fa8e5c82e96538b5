import glob
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gongkai.cli.office import proposal_table, questions
from gongkai.cli.speech import say, tell
from gongkai.errors import UnreadableError, UsageError
from gongkai.keys import Key, data_root, parse_key

if TYPE_CHECKING:
    from gongkai.office.mapping.proposal import Proposal
    from gongkai.records.reading.recognition.codes import Codes
    from gongkai.records.reading.sheet import Sheet


def adopt(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="文件",
            help="机关年度文件夹中的台账文件，如 data/hrbrfb/2018/导出.xlsx；写文件夹的，逐个文件看",
        ),
    ],
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="不提问，接受提议；拿不准的列不收")
    ] = False,
    ledger: Annotated[
        str | None, typer.Option("--ledger", metavar="台账", help="文件是哪个台账，如 热线转办")
    ] = None,
    again: Annotated[bool, typer.Option("--redo", help="已能读取的文件也重新对照")] = False,
) -> int:
    """认列：看一个文件是哪个台账、哪一列是什么，记入本机关的 columns.toml，以后照此读取。"""
    files = _files_meant(file)
    key = _key_of(files[0])
    if not yes and not _on_a_terminal():
        raise UsageError(
            "这里没有可以提问的终端，没有写入。请加 --yes 接受提议（拿不准的列不收），或在终端窗口运行。"
        )
    from gongkai.office.mapping.together import by_shape

    told = [
        (one, sheet, _named(one, sheet, number), codes)
        for one in files
        for sheets, codes in (_sheets_of(one, len(files) > 1, again),)
        for sheet, number in by_shape(sheets)
    ]
    written, refused, amiss = 0, 0, 0
    for one, sheet, where, codes in told:
        try:
            done = _adopt(
                one,
                sheet,
                where,
                key,
                ledger,
                codes,
                asking=not yes,
                again=again,
                alone=len(told) == 1,
            )
        except UsageError as error:
            if len(told) == 1:
                raise
            tell(str(error))
            amiss += 1
            continue
        written += done is True
        refused += done is False
    if written:
        say(f"接下来：gongkai check {key.agency} {key.year}")
    elif len(told) != 1:
        say("没有写入。" if refused or amiss else "没有要对照的文件。")
    return int(refused > 0)


def _adopt(
    file: Path,
    sheet: "Sheet",
    where: str,
    key: Key,
    ledger: str | None,
    codes: "Codes",
    *,
    asking: bool,
    again: bool,
    alone: bool,
) -> bool | None:
    """Return whether a sheet's columns were written down; None where there is nothing to write."""
    from gongkai.office.mapping.adoption import write_mapping
    from gongkai.office.mapping.codes import as_written, called_by_names, with_codes
    from gongkai.office.mapping.settled import nothing_to_ask

    folder = file.resolve().parent.parent
    declared = not (again or ledger) and sheet.layout is not None and not sheet.layout.office
    named, theirs = (sheet, {}) if sheet.layout else called_by_names(sheet, codes)
    found = _looked_at(file, named, key, ledger, declared=declared, again=again, asking=asking)
    found, listed = with_codes(as_written(found, sheet, theirs), codes)
    if not again and not listed and (done := nothing_to_ask(found, where, key, asking=asking)):
        if alone:
            say(done)
        return None
    proposal_table.show(found, where, declared=declared)
    found, words = _asked(found, codes, _words_said(folder, found)) if asking else (found, {})
    words |= questions.tell_codes(with_codes(found, codes)[1])
    questions.tell_left(found, words, file.name, asked=asking)
    if not found.pairs:
        say("没有一列定得下来，没有写入。请在终端运行，逐列指明。")
        return False
    if declared and not words:
        say("没有写入。")
        return None
    if asking and not questions.confirmed(f"写入 {folder.name}/columns.toml？", default=True):
        say("没有写入。")
        return False
    path = write_mapping(folder, found, file.name, words, shape=not declared)
    like = "这些叫法" if declared else "同样列名的文件"
    say(f"已写入 {path.as_posix()}；{like}以后都照此读取。")
    return True


def _looked_at(
    file: Path,
    sheet: "Sheet",
    key: Key,
    ledger: str | None,
    *,
    declared: bool,
    again: bool,
    asking: bool,
) -> "Proposal":
    """Return how a sheet is read: by the program's layout, as the office settled it, or as is likeliest."""
    from gongkai.office.mapping.settled import read_by_layout, resumed, with_constants

    folder = file.resolve().parent.parent
    if declared:
        from gongkai.records.mapping import load_mapping

        return read_by_layout(sheet, key.year, load_mapping(folder).words)
    found = _chosen(file, sheet, key, folder, ledger, again=again and asking)
    return with_constants(found) if again else resumed(found)


def _words_said(folder: Path, found: "Proposal") -> dict[tuple[str, str], str]:
    """Return what the office said that words mean, by our column and the word."""
    from gongkai.records.mapping import load_mapping

    said = load_mapping(folder).words.get(found.ledger.id, ())
    return {(column, word): label for column, word, label in said}


def _asked(
    found: "Proposal", codes: "Codes", said: Mapping[tuple[str, str], str]
) -> tuple["Proposal", dict[str, str]]:
    """Return the proposal with what the person says of its columns, and what words mean; ``said`` is what they meant so far."""
    from gongkai.office.mapping.codes import with_codes

    words: dict[str, str] = {}
    for one in found.open:
        found = questions.ask_column(found, one)
    for stands_in in found.assumed if found.rows else ():
        found = questions.ask_assumed(found, stands_in)
    found = with_codes(found, codes)[0]
    for word in found.words:
        words |= questions.ask_word(word, said.get((word.column.name, word.word), ""))
    return found, words


def _named(file: Path, sheet: "Sheet", number: int) -> str:
    like = f"等{number}张" if number > 1 else ""
    return f"{file.name} 工作表“{sheet.name}”{like} " if sheet.name else f"{file.name} "


def _files_meant(file: Path) -> list[Path]:
    """Return the file, those of a folder, or the only one of that name in the offices' folders."""
    from gongkai.records.reading.files import is_ledger_file

    if file.is_dir():
        files = [path for path in sorted(file.iterdir()) if is_ledger_file(path)]
        if not files:
            raise UsageError(f"“{file.as_posix()}”里没有台账文件。")
        return files
    if not file.is_file() and file.name == str(file):
        found = sorted(data_root().glob(f"*/*/{glob.escape(file.name)}"))
        if len(found) == 1:
            return found
        if found:
            paths = "、".join(path.as_posix() for path in found)
            raise UsageError(f"有几个文件都叫“{file.name}”（{paths}）。请写明路径。")
    return [file]


def _on_a_terminal() -> bool:
    return sys.stdin.isatty()


def _key_of(file: Path) -> Key:
    """Return the office and year in whose folder a file lies."""
    if not file.is_file():
        raise UsageError(
            f"找不到文件“{file.as_posix()}”。请写明路径，如 data/hrbrfb/2018/导出.xlsx。"
        )
    year = file.resolve().parent
    if not (year.parent / "agency.toml").is_file() or not year.name.isdecimal():
        raise UsageError(
            f"“{file.as_posix()}”不在机关的年度文件夹中。请先放入（如 data/机关代码/年度/），再运行。"
        )
    return parse_key(year.parent.name, year.name)


def _chosen(
    file: Path, sheet: "Sheet", key: Key, folder: Path, ledger: str | None, *, again: bool
) -> "Proposal":
    """Return the likeliest reading of a sheet; ``again`` all words are asked about that the office explained."""
    from gongkai.office.mapping.proposal import proposals
    from gongkai.records.ledgers import LEDGERS
    from gongkai.records.mapping import load_mapping
    from gongkai.records.reading.recognition.recognition import uncounted

    words = {} if again else load_mapping(folder).words
    if ledger is None and sheet.layout is not None and sheet.layout.office:
        ledger = sheet.layout.ledger  # the office said so
    if ledger is None and (like := uncounted(sheet)):
        what, isnt, why = like
        raise UsageError(
            f"“{file.name}”像是{what}，{isnt}，没有写入；{why}。"
            "确是台账的，请用 --ledger 指明是哪一种。"
        )
    titles = {one.title: one.id for one in LEDGERS} | {one.id: one.id for one in LEDGERS}
    if ledger is not None and ledger not in titles:
        raise UsageError(
            f"没有“{ledger}”这个台账。可用：{'、'.join(one.title for one in LEDGERS)}。"
        )
    made = proposals(sheet, key.year, words, only=titles[ledger] if ledger else None)
    if not made:
        raise UsageError(
            f"“{file.name}”的列名和内容都不像任何一种台账，没有写入。"
            "请核对文件；确是台账的，用 --ledger 指明是哪一种，或把列名改成台账的列名。"
        )
    if len(made) > 1 and made[1].score > made[0].score * 0.9:
        near = "、".join(p.ledger.title for p in made if p.score > made[0].score * 0.9)
        raise UsageError(
            f"“{file.name}”像几种台账（{near}），没有写入。请用 --ledger 指明，如 --ledger {made[0].ledger.title}。"
        )
    return proposals(sheet, key.year, words, only=made[0].ledger.id)[0]  # as --redo asks


def _sheets_of(file: Path, several: bool, again: bool) -> tuple[list["Sheet"], "Codes"]:
    """Return the sheets of a file that may be ledgers, of several files only what is not read already; and its lists of codes."""
    from gongkai.findings import Finding
    from gongkai.records.layouts import LAYOUTS
    from gongkai.records.mapping import load_mapping
    from gongkai.records.reading.files import SERVICE_SHEETS, read_file
    from gongkai.records.reading.recognition.codes import codes_of
    from gongkai.records.reading.recognition.naming import is_note_sheet
    from gongkai.records.reading.recognition.recognition import recognise
    from gongkai.records.reading.service.office_sheets import is_office_sheet

    _key_of(file)
    found = read_file(file)
    if isinstance(found, Finding):
        raise UnreadableError(f"{found.message}：{file.name}。{found.remedy}。")
    layouts = (*load_mapping(file.resolve().parent.parent).layouts, *LAYOUTS)
    tables = [
        s
        for s in found
        if s.width and not s.hidden and s.name not in SERVICE_SHEETS and not is_office_sheet(s)
    ]
    tables = [s for s in tables if not (s.name and len(tables) > 1 and is_note_sheet(s.name))]
    told = recognise(tables, file.stem, layouts)
    if not tables:
        if several:
            return [], codes_of([])
        raise UnreadableError(f"“{file.name}”里没有表格，没有写入。请核对文件。")
    known_first = sorted(told, key=lambda one: one.ledger is None)
    lists = [s for s in found if s.width and s.name and is_note_sheet(s.name)]
    return [one.sheet for one in known_first], codes_of(lists)
