from pathlib import Path
from typing import Annotated

import typer

from gongkai.cli.speech import say
from gongkai.errors import UsageError
from gongkai.pattern import pattern

_YEARS = pattern(r"(\d{4})(?:-(\d{4}))?")


def demo(
    out: Annotated[
        Path, typer.Option("--out", metavar="文件夹", help="写到哪个文件夹；应是空的或尚不存在")
    ],
    agencies: Annotated[
        int, typer.Option("--agencies", metavar="个数", help="虚构机关的个数")
    ] = 12,
    years: Annotated[
        str, typer.Option("--years", metavar="年度", help="一个年度，或起止年度，如 2016-2024")
    ] = "2016-2024",
    seed: Annotated[
        int, typer.Option("--seed", metavar="种子", help="随机种子；种子相同，内容逐字节相同")
    ] = 1,
    city: Annotated[
        bool, typer.Option("--city", help="另建一个虚构的市政府，以这些机关为成员单位")
    ] = False,
    faults: Annotated[bool, typer.Option("--faults", help="在部分年度有意放入差错")] = False,
) -> int:
    """生成虚构机关的台账，供试用、演示和测速；全部内容均标明虚构。"""
    from gongkai.demo.data import write_demo
    from gongkai.output.folder import working_folder

    span = _YEARS.fullmatch(years)
    if span is None:
        raise UsageError(f"年度“{years}”应写成 2018 或 2016-2024 的样子。")
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UsageError(f"{out.as_posix()} 已有内容。为免与真实台账混在一起，请另指一个空文件夹。")
    chosen = range(int(span[1]), int(span[2] or span[1]) + 1)
    with working_folder(out) as work:
        made, written = write_demo(work, agencies, chosen, seed=seed, city=city, faults=faults)
        for folder in sorted(work.iterdir()):
            folder.replace(out / folder.name)
    say(f"{out.as_posix()}：虚构机关 {made} 个，台账年度 {written} 个。")
    return 0
