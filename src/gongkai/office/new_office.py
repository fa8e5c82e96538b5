"""A new office's folder, or a new year in it: settings, the ledger workbook, texts to fill in."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
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
from gongkai.office.settings_pages import Filled
from gongkai.records.agency import NAMELESS, Agency
from gongkai.text import clean

_CALLED: Final = {
    "街道办事处": "我街道",
    "镇人民政府": "我镇",
    "乡人民政府": "我乡",
    "县人民政府": "我县",
    "旗人民政府": "我旗",
    "区人民政府": "我区",
    "市人民政府": "我市",
    "省人民政府": "我省",
    "中心": "我中心",
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
    if agency.name == NAMELESS:
        quoted["name"] = '""'
    _text(folder / "agency.toml", _SETTINGS.format(**quoted))


def write_year(
    key: Key,
    agency: Agency,
    folder: Path,
    carried: Mapping[str, Sequence[Row]],
    filled: Filled,
    chapters: Mapping[str, str],
) -> None:
    """Write a year's folder: the ledger workbook, and each section of the report as a draft.

    The workbook begins with the rows ``carried`` and the settings ``filled`` in, a section with last
    year's text where ``chapters`` has one.
    """
    folder.mkdir(parents=True)
    government = agency.level == "government"
    path = folder / workbook_name(key)
    write_template(key, agency.name, path, carried, filled, government=government)
    lay_out(key, agency, folder, nothing_known(key.year), chapters=chapters)


def write_guide(key: Key, agency: Agency, folder: Path) -> None:
    """Write the office's README: what to do next."""
    _text(folder / "README.md", guide_of(key, agency))


def guide_of(key: Key, agency: Agency) -> str:
    """Return what an office is to do in a year, by the sections that its plan of that year asks."""
    texts = "、".join(f"`{names_of(s, key.year)[0]}.md`" for s in own_sections(key, agency))
    government = agency.level == "government"
    return _GUIDE.format(
        name=agency.name,
        code=key.agency,
        year=key.year,
        next=key.year + 1,
        workbook=workbook_name(key),
        texts=texts,
        members=_MEMBERS if government else "",
    )


def guides_before(key: Key, agency: Agency, years: Sequence[int]) -> frozenset[str]:
    """Return the READMEs that this program wrote for earlier years: one of them nobody has changed."""
    named = (agency, replace(agency, name=NAMELESS))
    return frozenset(guide_of(Key(key.agency, year), one) for year in years for one in named)


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
# 机关的代码和名称。其余设置（网址、联系方式、成员单位等）填在台账工作簿的“机关”“声明”等工作表，不必改这个文件。
# 不用工作簿的，也可以写在这里，写法见使用指南；两处写得不一样时，以工作表为准，核对时会提示。

code = {code}
name = {name}
# 正文中的自称，如“我局”。
short_name = {short_name}
# department 是政府部门，government 是一级人民政府。
level = {level}
"""
_MEMBERS: Final = """\
   汇总哪些部门的数字，列在“成员单位”工作表，一行一个；各部门的台账放在各自的文件夹，或只报数据文件。
"""
_GUIDE: Final = """\
# {name}（{code}）

本文件夹由 `gongkai init` 建立。要做的事，按先后：

1. 打开 `{year}/{workbook}`，在“机关”工作表填写网址和联系方式，照“填表说明”登记全年台账。没有发生的，在“零报告”工作表中填“是”，写明签署人和签署日期。
{members}   已有自己的台账、系统导出的文件的，原样放进 `{year}` 文件夹就行（.xlsx、.xls、.ods、CSV 都行），工作簿中相应的工作表留空；程序不认得的，核对时会说，用 `gongkai adopt 文件名` 对照一次。
2. 核对：`gongkai check {code} {year}`。问题逐条列出，写明在哪个文件、哪张表、第几行、哪一列，应当怎么改。
   想在表格里看，用 `gongkai check {code} {year} --format xlsx`：有问题的单元格会涂色并加批注。
3. 用记事本打开 `{year}/narrative` 中的 {texts}，写本机关自己的内容。
   其余各节也都有底稿，照常改写；不改的，由程序按台账撰写。台账登记好以后运行 `gongkai narrative {code} {year}`，底稿会换成最新的文字。
4. 生成报告：`gongkai report {code} {year}`。公布用的报告在 `out/{code}/{year}/report.html`，内部审阅用的在同一文件夹的 `review.html`，都用浏览器打开。
   标有“草稿”的，照审阅版所列原因补齐后再生成一次。
   核对出的错误情况属实、确需保留的，照抄 `gongkai check {code} {year} --all` 列出的那一行，在“审核意见”工作表写明理由。
5. 定下公布日期后填入“声明”工作表，再生成一次。

下一年度：`gongkai init {code} --year {next}`，在本文件夹中添一个新的年度；上年没有办结的申请和案件、现行有效的文件、权力事项、机关的设置和自己写的章节都会转过去。

台账含个人信息，只用于核对，不进入报告；请勿把本文件夹和 `internal` 文件夹公开。
"""
