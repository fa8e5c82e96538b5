"""Write the catalogues from the registries: ``python docs/generate.py``. A test says when stale."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from gongkai.checks.across import RULES as ACROSS
from gongkai.checks.wording.registry import WORDING
from gongkai.checks.years import RULES as YEARS
from gongkai.facts.fact import FIELDS, table_schema
from gongkai.forms.comparability import pairs
from gongkai.forms.era import GRID_FORMS, LIST_FORMS
from gongkai.forms.form import load_form
from gongkai.forms.grid import load_grid
from gongkai.indicators.registry import BY_ID, INDICATORS
from gongkai.narrative.claims.names import CLAIM_NAMES, PASSAGE_NAMES
from gongkai.office.catalogue import CODES
from gongkai.records.layouts import EXPORT_DEFAULTS, LAYOUTS
from gongkai.records.ledgers import BY_ID as BY_LEDGER
from gongkai.records.ledgers import LEDGERS
from gongkai.statements.claims.claim import CHECKS as AUDIT

STRENGTH = {"must": "必改", "warn": "提示"}
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
    return out + _words() + _layouts()


def _words() -> str:
    """Return the words that count as a choice, and those that leave it open."""
    out = "## 可选项的其他写法\n\n这些写法都认得，按左边的可选项计，并在核对时说明有几处。分不清的词要写明，否则有关数字未掌握。\n\n"
    rows = (
        (ledger.title, c.heading, x.label, "、".join(x.aliases))
        for ledger in LEDGERS for c in ledger.columns for x in c.choices if x.aliases
    )  # fmt: skip
    out += table(("台账", "列", "可选项", "也可写作"), rows)
    rows = (
        (ledger.title, c.heading, "、".join(c.blanks), "、".join(c.asks))
        for ledger in LEDGERS for c in ledger.columns if c.blanks or c.asks
    )  # fmt: skip
    return out + table(("台账", "列", "按未填", "分不清，须写明"), rows)


def _layouts() -> str:
    """Return the exports that are read as they are."""
    out = "## 原样读取的导出文件\n\n有下列列名（“或”表示有其一）的文件，不论文件名，按相应模板读取。没有的列按右边处理。\n\n"
    rows = (
        (
            x.title, BY_LEDGER[x.ledger].title, "；".join(" 或 ".join(m) for m in x.marks),
            "；".join(dict.fromkeys(d.why for d in (*x.defaults, *EXPORT_DEFAULTS.get(x.ledger, ())))),
        )
        for x in LAYOUTS
    )  # fmt: skip
    return out + table(("模板", "台账", "凭哪些列名", "没有的列"), rows)


def indicators() -> str:
    rows = (
        (f"`{i.id}`", i.label, i.unit.value, i.definition, i.source,
         f"{i.since if i.since > 2008 else ''}—{i.until if i.until < 9999 else ''}")
        for i in INDICATORS if not i.only_in_table
    )  # fmt: skip
    out = "# 指标目录\n\n" + table(("编号", "名称", "单位", "定义", "依据", "年度"), rows)
    claims = ((f"`{{{{ 断言('{name}') }}}}`", f"`{i}`") for i, name in CLAIM_NAMES.items())
    passages = ((f"`{{{{ 片段('{name}') }}}}`", f"`{i}`") for i, name in PASSAGE_NAMES.items())
    return out + CALLS + table(("写法", "编号"), (*claims, *passages))


CALLS = """
## 断言和片段

正文文件中，`{{ 断言('名称') }}` 印出随台账变化的一句话，有、没有、全部、部分各有写法；`{{ 片段('名称') }}` 印出随台账变化的一段话。名称和编号都行。

"""

WAIVERS = """## 情况属实的，怎样说明

照抄 `gongkai check 机关 年度 --all` 列出的那一行，填在台账工作簿的“审核意见”工作表，写明说明人、理由和有效期，一件事一行；
同一列的几件事理由相同的，可以合写一行：行号并列的一行（如“第3、5—7行，共4处”）照抄即可，各行天数不同的（如几件逾期答复），`check` 在文末给出一行；
只说明其中几件的，删去其余的行号。
不用工作簿的，在该年度的文件夹中建立 `review.toml`，一项一段。说明只对当时所见的值有效：值变了、过了有效期，就不再起作用，报告重新成为草稿。
有效期按公布日期算：公布日期不晚于有效期的，说明有效；公布日期没有填的，按报告年度的最后一天算。说明印在附一“审核”中。

```toml
[[waiver]]
finding = '[错误 R-05] 依申请公开.xlsx 第4行 “答复日期”列：答复超过期限：答复期限为2026-03-10，逾期2天。现值：2026-03-12。应为：在答复期限内答复。请核对日期；情况属实的，请在审核时说明。'
owner = "张某（虚构）"
reason = "送达地址有误，退件后重新寄送，邮寄凭证已存档"
expires = 2026-12-31
```

`finding` 照抄 `gongkai check 机关 年度 --all` 列出的那一行，两边用单引号（其中有单引号的，`check` 在文末给出可以照抄的写法）。一件事只需一段：逾期答复使合计不等的，不必再说明。
没有对上任何问题的说明，核对时会指出原因。整项检查也可以写 `check` 和 `left`、`right`（左右两边的数）或 `message`（检查结果中的话）。
数不出来的错误（如日期不存在）只能改正，不能以说明代替；会在公布的报告上留下空缺的（应由本机关撰写的一节没有写、花括号里的写法有误、
正文引用的数未掌握）也是这样，有空缺的报告只能是草稿，不能签发。
"""
RELATION = {"same": "同一指标", "derived": "由原指标相加", "not_comparable": "不可比"}


def forms() -> str:
    """Return every row and column of every era, and what may be compared over a change of form."""
    out = "# 统计表目录\n\n表式由 `src/gongkai/forms` 的数据文件定义；勾稽关系见[检查目录](checks.md)。\n\n"
    for name in LIST_FORMS:
        form = load_form(name)
        out += f"## {form.since}—{form.until}年度：{form.title}\n\n依据：{form.basis}。"
        out += "把握：A 见于原文，B 见于已公布的统计表，C 据回忆，待核。\n\n"
        rows = (
            (r.number, "　" * r.depth + r.label, r.unit or "——", f"`{r.indicator}`" if r.indicator else "——",
             r.confidence)
            for r in form.rows
        )  # fmt: skip
        out += table(("序号", "统计指标", "单位", "指标编号", "把握"), rows)
    for name in GRID_FORMS:
        grid = load_grid(name)
        until = grid.until if grid.until < 9999 else ""
        out += f"## {grid.since}—{until}年度：表二、表三、表四\n\n依据：{grid.basis}。\n\n"
        for part in grid.tables:
            note = f"表上注明：{part.note}\n\n" if part.note else ""
            out += f"### {part.title}{f'（单位：{part.unit}）' if part.unit else ''}\n\n{note}"
            for block in part.blocks:
                heads = (block.label or "行", *(column.label for column in block.columns))
                lines = (
                    ("／".join(x.path), *(f"`{i}`" for i in x.indicators)) for x in block.lines
                )
                out += table(heads, lines)
    return out + _comparable()


def _comparable() -> str:
    """Return what of one era may be compared with the era before."""
    out = "## 表式改变后的可比关系\n\n下面没有列出的指标，编号不变的口径不变；上一时期没有的不作比较。"
    out += "不可比的，与上年比较的表中写明，历年趋势图在该年断开。\n\n"
    return out + table(
        ("自年度", "指标", "关系", "说明"),
        ((p.from_year, BY_ID[p.indicator].label, RELATION[p.relation], p.note) for p in pairs()),
    )


def checks() -> str:
    out = "# 检查目录\n\n必改：不符时报告只能是草稿。提示：请核对或说明。\n\n## 统计表勾稽关系\n\n"
    for name in LIST_FORMS:
        form = load_form(name)
        rows = ((i.id, i.statement, STRENGTH[i.strength]) for i in form.identities)
        out += f"### {form.since}—{form.until}年度\n\n" + table(("编号", "关系", "不符时"), rows)
    for name in GRID_FORMS:
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
    out += "## 台账和正文\n\n`gongkai check` 每条问题方括号中的编号。错误须处理，警告请核实，提示看过即可。\n\n"
    out += table(("编号", "问题"), CODES.items())
    out += "## 审读已公布的报告（gongkai audit）\n\n"
    out += "另按统计表勾稽关系和文字各项核对；应当有表的年度须有表（ST-0），表的名目、栏目须与当年表式一致（ST-1、ST-2）。\n以下只作提示：没有规章制定权的机关填了规章（T2-6）、收费数额过大（T2-5）、其他处理较多而没有说明（X-10）、\n打算写的是已经过去的年份（D-3）、文字重复（D-9）、编制单位与标题不同（D-11）；现行有效少于制发减废止的不通过（T2-1）。\n几份报告一起审读的，同一机关上年结转须等于上年的结转下年度（Y-1），并列出相同的文字（Y-5）。\n\n"
    out += table(("编号", "要求"), AUDIT.items())
    out += "表式改变后哪些数可比，见[统计表目录](forms.md)。\n\n"
    return out + WAIVERS


def facts() -> str:
    """Return the columns of facts.json and facts.csv, as their schema declares them."""
    out = "# 数据文件\n\n"
    out += "每份报告旁有两个数据文件，内容相同：`facts.json` 供程序读取（一行一条），`facts.csv` 可用表格软件打开。"
    out += "一条是一个数：各项指标，以及分组统计的每一格；没有台账的任何一行，不含个人信息。"
    out += "法定统计表可以只凭它重新做出。格式依照 Frictionless Table Schema，见 [facts.schema.json](facts.schema.json)。\n\n"
    out += table(
        ("列", "名称", "说明", "必填"),
        (
            (f.name, f.title, f.description, "是" if f.constraints.get("required") else "")
            for f in FIELDS
        ),
    )
    out += "`facts.json` 另有：机关代码 `agency`、名称 `name`、年度 `year`、状态 `state`（draft 草稿，final 核对通过）、"
    out += "错误数 `errors`、未登记的台账 `unknown_ledgers`、全部台账的校验值 `ledgers_sha256`。\n"
    return out


PAGES = {
    "ledgers.md": ledgers, "indicators.md": indicators, "forms.md": forms, "checks.md": checks,
    "facts.md": facts,
}  # fmt: skip


def write(folder: Path) -> None:
    for name, make in PAGES.items():
        (folder / name).write_text(HEAD + make().rstrip() + "\n", encoding="utf-8", newline="\n")
    schema = json.dumps(table_schema(), ensure_ascii=False, indent=2) + "\n"
    (folder / "facts.schema.json").write_text(schema, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
