import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gongkai.cli.speech import DataOption, Format, FormatOption, print_json, say
from gongkai.errors import UsageError
from gongkai.keys import Key, data_root, parse_key

if TYPE_CHECKING:
    from gongkai.compare.version import Version


def compare(
    keys: Annotated[
        list[str],
        typer.Argument(
            metavar="机关/年度…", help="一个（与以前比）或两个（互相比），如 hrbrfb/2018"
        ),
    ],
    data: DataOption = None,
    out: Annotated[Path, typer.Option("--out", metavar="文件夹", help="报告所在的文件夹")] = Path(
        "out"
    ),
    last: Annotated[
        bool, typer.Option("--last", help="不与签字的版本比，与上一次生成的报告比")
    ] = False,
    every: Annotated[bool, typer.Option("--all", help="逐项列出，不合并、不省略")] = False,
    format: FormatOption = Format.TEXT,
) -> int:
    """说明报告与签字的版本（没有签字的，与上一次生成的）相比变了什么，各由哪些台账行引起。"""
    from gongkai.compare.comparison import compare as compared
    from gongkai.compare.kept import changes_since
    from gongkai.compare.telling import SHOWN, as_dict, told

    root = data_root(data)
    asked = keys_named(keys)
    if len(asked) > 2:
        raise UsageError("gongkai compare 比较一个或两个报告，如 gongkai compare hrbrfb/2018。")
    versions = [_version(root, key) for key in asked]
    if len(versions) == 2:
        names = [f"{v.name}{v.year}年度（{k}）" for k, v in zip(asked, versions, strict=True)]
        words, found = f"{names[0]} → {names[1]}：", compared(*versions)
    else:
        since = changes_since(root, out, versions[0], signed=not last)
        if since is None:
            key = asked[0]
            raise UsageError(
                f"{key.slug} 还没有可以比的版本：没有签字的版本，{out.as_posix()} 中也没有以前生成的记录。"
                f"请先生成：gongkai report {key.agency} {key.year}，以后再有改动即可比较。"
            )
        words, found = f"现在的台账和文字，与{since.words}相比：", since.comparison
    if format is Format.JSON:
        print_json(as_dict(found))
        return 0
    say(words)
    for line in told(found, None if every else SHOWN):
        say(line)
    return 0


def _version(root: Path, key: Key) -> "Version":
    from gongkai.compare.version import version_of
    from gongkai.examined.examine import build

    return version_of(root, build(key.agency, key.year, root))


def keys_named(words: list[str]) -> list[Key]:
    """Return the keys of what was typed: ``A/Y`` or, as other commands take them, ``A Y``.

    >>> keys_named(["hrbrfb/2018", "yunshan", "2019"])
    [Key(agency='hrbrfb', year=2018), Key(agency='yunshan', year=2019)]
    """
    found = []
    waiting = list(words)
    while waiting:
        word = waiting.pop(0).strip("/")
        agency, slash, year = word.rpartition("/")
        if slash:
            found.append(parse_key(agency, year))
        elif waiting and re.fullmatch(r"\d{4}", waiting[0]):
            found.append(parse_key(word, waiting.pop(0)))
        else:
            raise UsageError(f"“{word}”应写成 机关/年度，如 hrbrfb/2018。")
    return found
