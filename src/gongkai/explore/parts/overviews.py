"""What a year holds, as tables: its ledgers, its figures, its checks."""

from gongkai.charts.chart import Chart
from gongkai.charts.registry import BY_ID as CHARTS
from gongkai.examined.examine import Examined
from gongkai.examined.ledger_states import ledger_states
from gongkai.explore.asked.choice import choose
from gongkai.explore.cell.table import Table, table
from gongkai.explore.cell.values import number_columns
from gongkai.findings import Severity
from gongkai.indicators.compute import Indicators, table_rows
from gongkai.records.ledgers import BY_ID as LEDGERS
from gongkai.records.load import Records


def ledgers_table(records: Records) -> Table:
    """Return one row a ledger: whether it was read, declared empty or is not known, and its rows."""
    columns = ("台账", "名称", "状态", "行数", "文件", "一行是")
    rows = [
        (name, title, state, count, files, LEDGERS[name].row)
        for name, title, state, count, files in ledger_states(records)
    ]
    found = {head: [row[n] for row in rows] for n, head in enumerate(columns)}
    return table(found, '读一本：.ledger("台账或名称")。', "台账")


def indicators_table(indicators: Indicators) -> Table:
    """Return one row a figure of the year, by its id: as it is printed, and as it is reckoned with."""
    known = list(indicators.known())
    rows = table_rows(indicators)
    words = {head: [row[head] for row in rows] for head in ("编号", "指标", "数值", "单位")}
    ends = {head: [row[head] for row in rows] for head in ("定义", "依据")}
    numbers = number_columns([value for _, value in known], [i.unit for i, _ in known])
    note = f'共{len(rows)}项。一项的记录：.figure("编号或指标").cases()。' if rows else "没有指标。"
    return table(words | numbers | ends, note, "编号")


def checks_table(examined: Examined) -> Table:
    """Return one row a check: its result, what it saw, and whether it keeps the report a draft."""
    results = examined.results
    found = {
        "编号": [r.id for r in results],
        "结果": [r.state.label for r in results],
        "核对事项": [r.message for r in results],
        "必改": [r.blocks for r in results],
    }
    passed = sum(r.state.value == "pass" for r in results)
    return table(found, f"核对{len(results)}项，通过{passed}项。")


def chosen_chart(name: object) -> Chart:
    """Return the chart of an id or title; UsageError with near names."""
    return choose(name, "图", CHARTS, {n: known.title for n, known in CHARTS.items()})


def charts_table() -> Table:
    """Return the report's charts by id: 图 and the question it answers."""
    found = {
        "编号": list(CHARTS),
        "图": [chart.title for chart in CHARTS.values()],
        "回答": [chart.question for chart in CHARTS.values()],
    }
    return table(found, '看一张：.chart("编号或图名")。', "编号")


def at_a_glance(examined: Examined) -> str:
    """Return in a line how many ledgers are in which state, and how much is open."""
    states = [state for _, _, state, _, _ in ledger_states(examined.records)]
    told = "、".join(f"{state}{states.count(state)}" for state in dict.fromkeys(states))
    grave = sum(f.severity is not Severity.INFO for f in examined.findings)
    return f"台账：{told}　问题：{grave}个"
