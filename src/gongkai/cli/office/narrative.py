from collections.abc import Sequence

from gongkai.cli.speech import AgencyArgument, DataOption, YearArgument, say
from gongkai.keys import data_root, find_folder, parse_key


def narrative(agency: AgencyArgument, year: YearArgument, data: DataOption = None) -> int:
    """把报告各节的现有文字铺成文件，供改写；已经改过的文件不动。"""
    from gongkai.examined.examine import examine
    from gongkai.forms.comparability import comparable
    from gongkai.office.layout import lay_out

    key = parse_key(agency, year)
    root = data_root(data)
    folder = find_folder(root, key)
    examined = examine(root, key)
    before = comparable(key.year, examined.last.values) if examined.last is not None else {}
    done = lay_out(key, examined.records.agency, folder, examined.indicators, before)
    _tell("已铺好", done.made)
    _tell("没有改动过、已换成最新文字", done.renewed)
    _tell("本机关已改写、没有动", done.kept)
    if not done.made and not done.renewed:
        say("各节的底稿都是最新的。")
    say(f"文件在 {(folder / 'narrative').as_posix()}，用记事本改写，保存时编码选“UTF-8”。")
    return 0


def _tell(what: str, names: Sequence[str]) -> None:
    if names:
        told = "、".join(name.partition("/")[2] for name in names)
        say(f"{what} {len(names)} 个：{told}")
