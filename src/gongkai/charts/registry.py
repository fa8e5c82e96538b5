"""Every chart, declared once, in the order of the reader's questions."""

from collections.abc import Iterable, Mapping
from typing import Final

from gongkai.charts.chart import Chart, Plot, Plotted
from gongkai.indicators.indicator import Unit
from gongkai.indicators.value import RATE_BASE, Counts, Rate
from gongkai.indicators.written import plain_text

LEGIBLE: Final = 8  # bars; more of them, most of one case, tell a reader nothing
_LIMIT_BINS: Final = {"15": "11–15", "20": "16–20"}
_PUBLICITY_DAYS: Final = 7


def _one(name: str, series: str) -> Plot:
    """Return the plot of counts over one dimension, zero rows left out."""

    def plot(found: Mapping[str, Counts]) -> Plotted:
        counts = found[name]
        rows = tuple((label, counts[label]) for label in counts.labels[0] if counts[label])
        return Plotted((counts.dimensions[0], series), rows, counts.unit)

    return plot


def _outcomes(found: Mapping[str, Counts]) -> Plotted:
    """Return the outcomes that occurred; of many, the official groups: 不予公开, not each of its reasons."""
    whole = _one("requests_by_outcome", "申请数")(found)
    if len(whole.rows) <= LEGIBLE:
        return whole
    groups: dict[str, int] = {}
    counts = found["requests_by_outcome"]
    for label in whole.labels:
        group = label.partition("：")[0]
        groups[group] = groups.get(group, 0) + counts[label]
    return Plotted(whole.columns, tuple(groups.items()), whole.unit)


def _two(name: str, *, keep_rows: bool, keep_columns: bool) -> Plot:
    """Return the plot of counts over two dimensions, the second as series."""

    def plot(found: Mapping[str, Counts]) -> Plotted:
        counts = found[name]
        shown = [
            c for c in counts.labels[1]
            if keep_columns or any(counts[r, c] for r in counts.labels[0])
        ]  # fmt: skip
        lines: Iterable[tuple[str | int, ...]] = (
            (row, *(counts[row, column] for column in shown)) for row in counts.labels[0]
        )
        rows = tuple(line for line in lines if keep_rows or any(line[1:]))
        return Plotted((counts.dimensions[0], *shown), rows, counts.unit)

    return plot


def _channels(found: Mapping[str, Counts]) -> Plotted:
    whole = _two("disclosures_by_month_channel", keep_rows=True, keep_columns=False)(found)
    several = "同一信息在不同渠道公开的，各渠道分别计次" if len(whole.columns) > 2 else ""
    return Plotted(whole.columns, whole.rows, whole.unit, several)


def _received_and_replied(found: Mapping[str, Counts]) -> Plotted:
    received = found["requests_received_by_month"]
    replied = found["requests_replied_by_month"]
    rows = tuple((m, received[m], replied[m]) for m in received.labels[0])
    return Plotted(("月份", "收到", "答复"), rows, received.unit)


def _reply_workdays(found: Mapping[str, Counts]) -> Plotted:
    whole = _two("reply_workdays", keep_rows=True, keep_columns=False)(found)
    applied = [days for days in _LIMIT_BINS if found["reply_limits"][days]]
    limits = tuple(
        (whole.labels.index(_LIMIT_BINS[days]) + 1, f"答复期限{days}个工作日") for days in applied
    )
    used = [n for n, row in enumerate(whole.rows, start=1) if any(row[1:])]
    last = max([*used, *(after for after, _ in limits), 1])
    note = "不含补正、征求第三方意见等依法不计入期限的时间；尚未答复的申请不在图中"
    first = min((after for after, _ in limits), default=last)
    if "按期" in whole.columns:
        on_time = whole.columns.index("按期")
        if any(row[on_time] for row in whole.rows[first:last]):
            note += "；期限线右侧仍为按期的，各件的答复期限依法另有顺延"
    return Plotted(whole.columns, whole.rows[:last], whole.unit, note, limits)


def _publicity_lag(found: Mapping[str, Counts]) -> Plotted:
    whole = _two("publicity_lag", keep_rows=True, keep_columns=False)(found)
    limit = (_PUBLICITY_DAYS + 1, f"期限{_PUBLICITY_DAYS}个工作日")
    return Plotted(whole.columns, whole.rows, whole.unit, "", (limit,))


def _hotline(found: Mapping[str, Counts]) -> Plotted:
    name = "hotline_by_source_timeliness"
    whole = _two(name, keep_rows=False, keep_columns=False)(found)
    counts = found[name]
    ends = []
    for source in whole.labels:
        total = sum(counts[source, state] for state in counts.labels[1])
        rate = Rate(counts[source, "按时办结"], total)
        share = f"，{plain_text(rate, Unit.PERCENT)}" if total >= RATE_BASE else ""
        ends.append(f"按时{rate.numerator}/{total}{share}")
    return Plotted(whole.columns, whole.rows, whole.unit, "", (), tuple(ends))


def _roles(found: Mapping[str, Counts]) -> Plotted:
    """Return the roles as the ledger has them; the sentences count 单办 with 主办."""
    whole = _two("proposals_by_kind_role", keep_rows=True, keep_columns=False)(found)
    note = "正文所说的主办，含单办" if "单办" in whole.columns else ""
    return Plotted(whole.columns, whole.rows, whole.unit, note)


CHARTS: Final = (
    Chart(
        "disclosures_by_month", "各月主动公开信息次数", "各月通过哪些渠道公开了多少信息？",
        ("disclosures_by_month_channel",),
        _channels, "stacked_columns",
    ),
    Chart(
        "publicity_by_month", "各月双公示信息数", "许可和处罚信息是否全年持续公示？",
        ("publicity_by_month_kind",),
        _two("publicity_by_month_kind", keep_rows=True, keep_columns=False), "stacked_columns",
    ),
    Chart(
        "publicity_lag", "作出决定至公示的工作日数", "公示是否在七个工作日之内？",
        ("publicity_lag",), _publicity_lag, "columns",
    ),
    Chart(
        "datasets_delivered", "各数据集按月报送情况", "哪些数据集、有几个月没有报送？",
        ("datasets_delivered",),
        _two("datasets_delivered", keep_rows=True, keep_columns=True), "lying_bars",
    ),
    Chart(
        "hotline_by_source", "各来源转办案件办理情况", "转办案件来自哪里，是否按时办结？",
        ("hotline_by_source_timeliness",), _hotline, "lying_bars",
    ),
    Chart(
        "requests_by_month", "各月收到和答复申请数", "申请集中在哪些月份，答复是否跟上？",
        ("requests_received_by_month", "requests_replied_by_month"), _received_and_replied, "columns",
    ),
    Chart(
        "requests_by_channel", "申请方式构成", "申请人怎样提出申请？",
        ("requests_by_channel",), _one("requests_by_channel", "申请数"), "lying_bars",
    ),
    Chart(
        "requests_by_outcome", "申请办理结果构成", "申请办理的结果如何？",
        ("requests_by_outcome",), _outcomes, "lying_bars",
    ),
    Chart(
        "reply_workdays", "申请办理用时", "答复用了多少个工作日，离期限还有多远？",
        ("reply_workdays", "reply_limits"), _reply_workdays, "stacked_columns",
    ),
    Chart(
        "proposals_by_role", "建议提案承办情况", "承办了多少建议提案，以什么角色承办？",
        ("proposals_by_kind_role",), _roles, "lying_bars",
    ),
)  # fmt: skip

BY_ID: Final = {chart.id: chart for chart in CHARTS}
