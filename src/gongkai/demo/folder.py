"""A year's folder written as an office would keep it: ledgers, declarations, the office's own text."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from gongkai.records.ledgers import in_year

Row = dict[str, str]

# Two problems, and what the office means to do about them; the next year's report tells how it went.
TROUBLES: Final = (
    ("公开目录更新不及时", "政策解读形式单一", "按月更新公开目录", "用图表解读惠民政策"),
    ("个别申请答复偏慢", "科室之间协作不够顺畅", "建立申请办理提前提醒制度", "明确科室分工和会办时限"),
    ("历年档案整理不完整", "基层信息员业务不够熟练", "清理档案并编制目录", "分批轮训信息员"),
    ("对条例的理解不深", "征求意见的反馈少", "逐条学习条例并整理答复样本", "公布意见采纳情况"),
    ("办事信息查询不便", "延长答复期限的说理不充分", "开通在线查询", "规范延期告知书的内容"),
    ("告知书用语不严谨", "新媒体推送时效偏低", "请法律顾问逐件审查告知书", "把推送时间压缩到当日"),
    ("收费流程群众不熟悉", "年度计划公开滞后", "在网站说明收费标准和流程", "每季度预告施工安排"),
    ("年末收到的申请跨年办理偏慢", "补助政策知晓面有限", "年末专人盯办未结申请", "进社区宣讲补助政策"),
    ("公开内容的检索功能薄弱", "项目进度更新不均衡", "改进网站检索", "按标段公布项目进度"),
)  # fmt: skip


def write_year(
    folder: Path,
    ledgers: Mapping[str, Iterable[Row]],
    published_on: str,
    note: str,
    texts: Mapping[str, str],
    *,
    absent: Sequence[str] = (),
) -> None:
    """Write a made-up year: a CSV file for each ledger with rows, a zero report for each other.

    ``texts`` holds the office's own sections by id; the ledgers named in ``absent`` are neither
    written nor declared empty. The bytes depend on the arguments alone.
    """
    (folder / "narrative").mkdir(parents=True, exist_ok=True)
    year = int(folder.name)
    empty = []
    for ledger in in_year(year).values():
        rows = list(ledgers.get(ledger.id, ()))
        if ledger.id in absent:
            continue
        if not rows:
            empty.append(ledger.id)
            continue
        columns = ledger.columns
        with (folder / f"{ledger.id}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            out = csv.writer(file, lineterminator="\n")
            out.writerow(column.heading for column in columns)
            out.writerows([row.get(column.name, "") for column in columns] for row in rows)
    for name, text in texts.items():
        write_text(folder / "narrative" / f"{name}.md", text)
    write_text(folder / "declarations.toml", declarations(year, published_on, note, empty))


def declarations(year: int, published_on: str, note: str, empty: Iterable[str]) -> str:
    """Return declarations.toml: that the data are made up, when published, which ledgers are empty."""
    lines = [
        "schema = 1", "", "[provenance]", 'kind = "made_up"', f'note = "{note}"', "",
        "[publication]", f"date = {published_on}",
    ]  # fmt: skip
    for ledger in empty:
        lines += [
            "", "[[zero_report]]", f'ledger = "{ledger}"', f'period = "{year}-01-01/{year}-12-31"',
            'signed_by = "办公室"', f"signed_on = {year + 1}-01-05", 'reason = "全年未发生（虚构）"',
        ]  # fmt: skip
    return "\n".join(lines) + "\n"


def own_texts(year: int, *, first: bool = False) -> dict[str, str]:
    """Return the sections that only an office itself can write: its problems, before 2019 its plans.

    Unless it is the office's ``first`` year, the text tells what became of last year's plans.
    """
    problem, other, measure, more = TROUBLES[year % len(TROUBLES)]
    _, _, planned, meant = TROUBLES[(year - 1) % len(TROUBLES)]
    before = "" if first else f"上年提出的{planned}、{meant}，均已完成。"
    problems = f"{before}工作中还存在不足：一是{problem}；二是{other}。"
    plans = f"下一步，将{measure}，{more}。"
    if year <= 2018:
        return {"problems": problems + "\n", "plans": plans + "\n"}
    return {"problems": problems + plans + "\n"}


def write_text(path: Path, text: str) -> None:
    """Write a text file with the same bytes on every system."""
    path.write_text(text, encoding="utf-8", newline="\n")
