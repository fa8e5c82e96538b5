import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gongkai.cli.reports.audit_lines import lines_of, side_by_side
from gongkai.cli.speech import Format, FormatOption, print_json, say, tell
from gongkai.errors import UnreadableError, UsageError
from gongkai.keys import DATA_VARIABLE

if TYPE_CHECKING:
    from gongkai.audit.against import Difference
    from gongkai.audit.audit import Audit
    from gongkai.audit.series import Across
    from gongkai.checks.notices import Notice


def audit(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="文件", help="已公布的报告：网页、Word、工作簿、PDF 或纯文本"),
    ],
    format: FormatOption = Format.TEXT,
    last_published: Annotated[
        Path | None,
        typer.Option(
            "--write-last-published",
            metavar="文件",
            help="把读出的统计表写成下一年度核对用的 last_published.json",
        ),
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            metavar="机关/年度",
            help="与生成的报告逐字对照：网站上另存的网页有没有缺少、改动、增加",
        ),
    ] = None,
    out: Annotated[
        Path, typer.Option("--out", metavar="文件夹", help="对照时，生成的报告所在的输出文件夹")
    ] = Path("out"),
    data: Annotated[
        Path | None,
        typer.Option(
            "--data",
            metavar="文件夹",
            help="数据文件夹，其中的 notices.toml 写上级规定的公布期限和字数；默认同其他命令",
        ),
    ] = None,
) -> int:
    """审读已公布的年度报告：统计表的名目和勾稽关系，正文的合计、占比、增减，正文与表是否一致。

    几个文件一起给出的，还核对同一机关各年度之间的结转和存量，列出几份报告相同的文字。
    JSON 格式下，一个文件输出一个对象，多个文件输出数组。
    """
    from gongkai.audit.last_published import elsewhere, figures_read, write_last_published
    from gongkai.audit.series import read_series
    from gongkai.checks.check import State

    if against is not None:
        if len(files) != 1 or last_published is not None:
            raise UsageError("--against 一次只对照一份网页，不与 --write-last-published 同用。")
        return _against(files[0], out / against, format)
    if last_published is not None and len(files) != 1:
        raise UsageError("--write-last-published 一次只能写一份报告，请只给一个文件。")
    found = list(_audits(files, _notices(data)))
    across = read_series(found) if len(found) > 1 else ()
    _tell(files, found, across, format)
    if len(found) < len(files):
        return 2
    if last_published is not None:
        write_last_published(found[0], last_published)
        tell(f"已写出 {last_published}。")
        if told := elsewhere(found[0], last_published):
            tell(
                f"{found[0].file} {told}。用错了文件的，请换成本机关的重新写出；机关更名、合并的，不必处理。"
            )
        if format is not Format.JSON:
            say("\n".join(figures_read(found[0])))
    differ = any(x.result.state is State.FAIL for x in across)
    return 1 if differ or any(a.fails for a in found) else 0


def _tell(
    files: list[Path], found: list["Audit"], across: tuple["Across", ...], format: Format
) -> None:
    if format is Format.JSON:
        data = [a.as_dict() for a in found]
        for one, plain in zip(found, data, strict=True):
            if len(files) > 1:
                plain["across"] = [x.as_dict() for x in across if one.file in x.files]
        print_json(data[0] if len(files) == 1 and data else data)
    else:
        lines = [line for one in found for line in lines_of(one)]
        say("\n".join((*lines, *side_by_side(across))))


def _against(saved: Path, made: Path, format: Format) -> int:
    """Tell how a saved page differs from the report that was made; 1 where it does."""
    from gongkai.audit.against import compare_published

    if not saved.is_file():
        raise UnreadableError(f"找不到文件 {saved}。")
    result = compare_published(saved, made)
    found = result.differences
    if format is Format.JSON:
        print_json([asdict(one) for one in found])
        return 1 if found else 0
    lost = f"{result.scattered}幅图的文字落在正文里，图可能没有显示，请打开网页看一看。"
    if not found:
        told = lost if result.scattered else "图中的数字不在对照之列。"
        say(f"{saved.name}：正文和表格与生成的报告一致。{told}")
        return 0
    say(f"{saved.name}：与生成的报告有{len(found)}处不同")
    for line in _differences(found):
        say(line)
    if result.scattered:
        say(f"  另有{lost}")
    return 1


def _differences(found: Iterable["Difference"]) -> Iterator[str]:
    """Yield each difference in words; the sentence of its figures once."""
    for (sentence, _), group in groupby(found, key=lambda one: (one.sentence, one.place)):
        same = list(group)
        for one in same:
            head = f"  {one.kind.value}　{one.what}　{one.place}"
            if sentence:
                yield f"{head}　{one.made} → {one.seen}"
                continue
            yield head
            yield from (f"        {name}：{text}"
                        for name, text in (("生成的", one.made), ("网站上", one.seen)) if text)  # fmt: skip
        if sentence:
            yield f"        所在句子：{_marked(sentence, same)}"


def _marked(sentence: str, changed: Iterable["Difference"]) -> str:
    """Return a sentence with each changed figure, old and new, where it stands."""
    words, at = "", 0
    for one in changed:
        words += f"{sentence[at : one.at]}【{one.made} → {one.seen}】"
        at = one.at + len(one.made)
    return words + sentence[at:]


def _notices(data: Path | None) -> tuple["Notice", ...]:
    """Return the notices of the data folder that is named, or else of the usual one."""
    from gongkai.checks.notices import read_notices

    if data is not None and not data.is_dir():
        raise UsageError(f"没有数据文件夹 {data}。请核对 --data。")
    return read_notices(data or Path(os.environ.get(DATA_VARIABLE) or "data"))


def _audits(files: Iterable[Path], notices: tuple["Notice", ...]) -> Iterator["Audit"]:
    """Yield the audit of each file that can be read; say of the others why not."""
    from gongkai.audit.audit import audit as read

    for file in files:
        try:
            if not file.is_file():
                raise UnreadableError(f"找不到文件 {file}。")
            yield read(file, notices)
        except UnreadableError as error:
            tell(str(error))
