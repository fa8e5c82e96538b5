"""A new office's folder, or a new year in it: settings, the ledger workbook, texts to fill in."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from gongkai.errors import UsageError
from gongkai.keys import Key
from gongkai.narrative.own.files import names_of
from gongkai.narrative.plan import PlannedSection
from gongkai.narrative.write import plan_for
from gongkai.office.carried import Row
from gongkai.office.layout import lay_out, nothing_known
from gongkai.office.ledger_template import write_template
from gongkai.records.agency import NAMELESS, Agency
from gongkai.text import clean

_CALLED: Final = {
    "委员会": "我委",
    "办公室": "我办",
    "局": "我局",
    "厅": "我厅",
    "委": "我委",
    "办": "我办",
    "院": "我院",
}
_LONGEST_NAME: Final = 60


def new_agency(code: str, name: str, level: str) -> Agency:
    """Return an office with what is known of it; UsageError where the name cannot be one.

    >>> new_agency("yslhj", "云杉市园林绿化局", "department").short_name
    '我局'
    """
    plain = " ".join(clean(name).split())
    if len(plain) > _LONGEST_NAME or re.search(r"[<>{}\\]", plain):
        raise UsageError(
            f"机关名称“{plain[:20]}”不合要求：应在{_LONGEST_NAME}字以内，不含 < > {{ }} \\ 等符号。"
        )
    ending = next((end for end in _CALLED if plain.endswith(end)), "")
    return Agency(code, plain or NAMELESS, level, _CALLED.get(ending, "本机关"))


def write_settings(agency: Agency, folder: Path) -> None:
    """Write ``agency.toml`` into the office's folder; it reads back as the same office."""
    quoted = {field: json.dumps(getattr(agency, field), ensure_ascii=False) for field in (
        "code", "name", "short_name", "level"
    )}  # fmt: skip
    members = _MEMBERS if agency.level == "government" else ""
    _text(folder / "agency.toml", _SETTINGS.format(**quoted, members=members))


def write_year(
    key: Key, agency: Agency, folder: Path, carried: Mapping[str, Sequence[Row]]
) -> None:
    """Write a year's folder: the ledger workbook, declarations, and each section of the report as a draft."""
    folder.mkdir(parents=True)
    write_template(key, agency.name, folder / workbook_name(key), carried)
    _text(folder / "declarations.toml", _DECLARATIONS.format(year=key.year, next=key.year + 1))
    lay_out(key, agency, folder, nothing_known(key.year))


def write_guide(key: Key, agency: Agency, folder: Path) -> None:
    """Write the office's README: what to do next."""
    texts = "、".join(f"`{names_of(s, key.year)[0]}.md`" for s in own_sections(key, agency))
    _text(
        folder / "README.md",
        _GUIDE.format(
            name=agency.name,
            code=key.agency,
            year=key.year,
            workbook=workbook_name(key),
            texts=texts,
        ),
    )


def workbook_name(key: Key) -> str:
    """Return the name of a year's ledger workbook."""
    return f"{key.agency}-{key.year}-台账.xlsx"


def own_sections(key: Key, agency: Agency) -> Iterator[PlannedSection]:
    """Yield the sections that only the office itself can write."""
    for section in plan_for(agency, key.year).sections:
        if section.required and (agency.level == "government" or not section.governments):
            yield section


def _text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


_SETTINGS: Final = """\
# 机关设置。用记事本打开修改，保存时编码选“UTF-8”。等号右边的引号要保留；井号后面是说明。

code = {code}
name = {name}
# 上一行是机关全称，印在报告的标题上。下一行是正文中的自称，如“我局”。
short_name = {short_name}
# department 是政府部门，government 是一级人民政府：两者的公布期限和应写的内容不同。
level = {level}

# 以下各项有则填写，没有可留空。
parent = ""
region = ""
# 本机关网站的名称和网址。
site_name = ""
site = ""
# 报告公布在网站的哪个栏目。
report_place = ""
# 公布的报告用哪几幅图：去掉下一行开头的井号，列出图名（图名见审阅版 review.html）。不写则由程序选，至多四幅。
# charts = ["各月收到和答复申请数", "申请办理结果构成"]
{members}
# 联系方式印在报告末尾。
[contact]
address = ""
postcode = ""
phone = ""
email = ""
"""
_MEMBERS: Final = """
# 成员单位：数字一并汇总的所属部门，写各单位的机关代码（即文件夹名），如 ["yslhj", "yswj"]。
# 某年起或某年止的，写成 { code = "yslhj", from = 2020, until = 2024 }。
members = []
"""
_DECLARATIONS: Final = """\
# {year}年度申报事项。井号开头的行是说明，程序不读。

schema = 1

# 定下公布日期后，去掉下面两行开头的井号，改成实际日期（不加引号）。
# [publication]
# date = {next}-01-20

# 全年没有发生的台账，请在台账工作簿的“零报告”工作表中填“是”并签署，不必写在这里。
"""
_GUIDE: Final = """\
# {name}（{code}）

本文件夹由 `gongkai init` 建立。要做的事，按先后：

1. 打开 `{year}/{workbook}`，照“填表说明”登记全年台账。没有发生的，在“零报告”工作表中填“是”，写明签署人和签署日期。
   已有自己的台账文件的，也可以直接放进 `{year}` 文件夹（.xlsx、.xls、.ods、CSV 都行），文件以台账命名，如“依申请公开.xlsx”；工作簿中相应的工作表留空即可。
2. 核对：`gongkai check {code} {year}`。问题逐条列出，写明在哪个文件、哪张表、第几行、哪一列，应当怎么改。
   想在表格里看，用 `gongkai check {code} {year} --format xlsx`：有问题的单元格会涂色并加批注。
3. 用记事本打开 `{year}/narrative` 中的 {texts}，写本机关自己的内容。
   其余各节也都有底稿，照常改写；不改的，由程序按台账撰写。台账登记好以后运行 `gongkai narrative {code} {year}`，底稿会换成最新的文字。
4. 生成报告：`gongkai report {code} {year}`。公布用的报告在 `out/{code}/{year}/report.html`，内部审阅用的在同一文件夹的 `review.html`，都用浏览器打开。
   标有“草稿”的，照审阅版所列原因补齐后再生成一次。
5. 定下公布日期后填入 `{year}/declarations.toml`；机关的网址、电话等填入 `agency.toml`。

下一年度：`gongkai init {code} --year 年度`，在本文件夹中添一个新的年度；上年没有办结的申请和案件、现行有效的文件、权力事项会抄在新的台账工作簿中。

台账含个人信息，只用于核对，不进入报告；请勿把本文件夹和 `internal` 文件夹公开。
"""
