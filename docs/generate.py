"""Write the catalogues from the registries: ``python docs/generate.py``. A test says when stale."""

import sys
from collections.abc import Iterable
from pathlib import Path

from gongkai.checks.across import RULES as ACROSS
from gongkai.checks.wording.registry import WORDING
from gongkai.checks.years import RULES as YEARS
from gongkai.forms.comparability import pairs
from gongkai.forms.form import load_form
from gongkai.forms.grid import load_grid
from gongkai.indicators.registry import BY_ID, INDICATORS
from gongkai.records.ledgers import LEDGERS

STRENGTH = {"must": "阻断", "warn": "提示"}
HEAD = "<!-- 由 docs/generate.py 生成，请勿手改。 -->\n\n"


def table(headings: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    heads = list(headings)
    lines = [" | ".join(heads), " | ".join("---" for _ in heads)]
    lines += [" | ".join(str(cell).replace("|", "\\|") for cell in row) for row in rows]
    return "".join(f"| {line} |\n" for line in lines) + "\n"


def ledgers() -> str:
    out = "# 台账目录\n\n"
    for ledger in LEDGERS:
        out += f"## {ledger.title}（`{ledger.id}`）\n\n一行是{ledger.row}。\n\n"
        out += table(
            ("列名", "类型", "必填", "个人信息", "说明", "可选项", "其他写法"),
            (
                (
                    c.heading, c.kind.value, "是" if c.required else "", "是" if c.personal else "",
                    c.about, "、".join(x.label for x in c.choices), "、".join(c.aliases),
                )
                for c in ledger.columns
            ),
        )  # fmt: skip
    return out


def indicators() -> str:
    rows = (
        (f"`{i.id}`", i.label, i.unit.value, i.definition, i.source,
         f"{i.since if i.since > 2008 else ''}—{i.until if i.until < 9999 else ''}")
        for i in INDICATORS if not i.only_in_table
    )  # fmt: skip
    return "# 指标目录\n\n" + table(("编号", "名称", "单位", "定义", "依据", "年度"), rows)


def checks() -> str:
    out = "# 检查目录\n\n阻断：不符时报告只能是草稿。提示：请核对或说明。\n\n## 统计表勾稽关系\n\n"
    for name in ("form_2014",):
        form = load_form(name)
        rows = ((i.id, i.statement, STRENGTH[i.strength]) for i in form.identities)
        out += f"### {form.since}—{form.until}年度\n\n" + table(("编号", "关系", "不符时"), rows)
    for name in ("form_2019", "form_2021"):
        grid = load_grid(name)
        until = grid.until if grid.until < 9999 else ""
        rows = (
            (r.id, grid.table(r.table).title, r.statement, STRENGTH[r.strength]) for r in grid.rules
        )
        out += f"### {grid.since}—{until}年度\n\n" + table(("编号", "表", "关系", "不符时"), rows)
    out += "## 与上年核对\n\n"
    out += table(
        ("编号", "关系", "不符时"), ((r.id, r.statement, STRENGTH[r.strength]) for r in YEARS)
    )
    out += "## 表间核对\n\n" + table(("编号", "情形（提示）"), ((r.id, r.message) for r in ACROSS))
    out += "## 文字\n\n"
    out += table(
        ("编号", "要求", "不符时", "自年度", "怎么办"),
        ((w.id, w.statement, STRENGTH[w.strength], w.since or "", w.remedy) for w in WORDING),
    )
    out += "## 表式改变后的可比关系\n\n"
    relation = {"same": "同一指标", "derived": "由原指标相加", "not_comparable": "不可比"}
    return out + table(
        ("自年度", "指标", "关系", "说明"),
        ((p.from_year, BY_ID[p.indicator].label, relation[p.relation], p.note) for p in pairs()),
    )


PAGES = {"ledgers.md": ledgers, "indicators.md": indicators, "checks.md": checks}


def write(folder: Path) -> None:
    for name, make in PAGES.items():
        (folder / name).write_text(HEAD + make().rstrip() + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
