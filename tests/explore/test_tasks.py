"""What an analyst does who knows pandas and the cheat sheet: the same numbers in either language, and the report's own."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

import gongkai as gk
from conftest import SAMPLE

LATEST = ("yunshan", 2024)
Ask = Callable[[gk.Year], Any]


def numbers(result: Any) -> list[Any]:
    """Return what a result counts, whatever it calls it."""
    if isinstance(result, pd.DataFrame | pd.Series):
        plain = pd.DataFrame(result).select_dtypes("number")
        return sorted(
            tuple(row)
            for row in plain.astype("float64").round(6).fillna(-1).itertuples(index=False)
        )
    return [result]


TASKS: dict[str, tuple[Ask, Ask]] = {
    "late replies by way of submission": (
        lambda y: y.ledger("依申请公开").query("本年办结").groupby("申请方式")["办理用时"].mean(),
        lambda y: y.ledger("requests").query("closed").groupby("submit_channel")["used_workdays"].mean(),
    ),
    "the slowest month": (
        lambda y: (q := y.ledger("依申请公开")).groupby(q["答复日期"].dt.month)["办理用时"].mean().idxmax(),
        lambda y: (q := y.ledger("requests")).groupby(q["reply_on"].dt.month)["used_workdays"].mean().idxmax(),
    ),
    "refusals by applicant": (
        lambda y: y.sql("select 申请人类型, count(*) as n from 依申请公开 where 本年办结 = '是' and 办理结果 like '不予公开%' group by 1"),
        lambda y: y.sql("select applicant_type, count(*) as n from requests where closed = 'yes' and outcome like 'not disclosed%' group by 1"),
    ),
    "web share of two offices": (
        lambda y: gk.measure("网络", ledger="依申请公开", numerator="申请方式 = '网上'").chart(y, gk.open_year("hrbrfb", 2018)).data,
        lambda y: gk.measure("Web", ledger="requests", numerator="submit_channel = 'online'").chart(y, gk.open_year("hrbrfb", 2018)).data,
    ),
    "a share over the years": (
        lambda y: gk.measure("公开", ledger="依申请公开", numerator="办理结果 = '予以公开'", denominator="本年办结 = '是'").trend(y).data,
        lambda y: gk.measure("Disclosed", ledger="requests", numerator="outcome = 'disclosed'", denominator="closed = 'yes'").trend(y).data,
    ),
    "what if every day counted": (
        lambda y: gk.what_if(y, calendar="自然日").changes,
        lambda y: gk.what_if(y, calendar="every day").changes,
    ),
    "late cases if ten days were the limit": (
        lambda y: len((q := gk.what_if(y, limit=10, extension=0).ledger("依申请公开"))[q["逾期"]]),
        lambda y: len((q := gk.what_if(y, limit=10, extension=0).ledger("requests"))[q["overdue"]]),
    ),
    "an indicator of all years": (
        lambda y: (p := gk.panel("云杉市园林绿化局"))[p["指标"] == "申请按时办结率"].pivot(index="机关", columns="年度", values="数"),
        lambda y: (p := gk.panel("yunshan"))[p["label"] == "Requests completed on time, rate"].pivot(index="office", columns="year", values="value"),
    ),
    "received, office by office": (
        lambda y: gk.sql("select 机关, 年度, count(*) as n from 依申请公开 where 本年收到 = '是' group by 机关, 年度"),
        lambda y: gk.sql("select office, year, count(*) as n from requests where in_year = 'yes' group by office, year"),
    ),
    "two years side by side": (
        lambda y: gk.compare(gk.open_year("yunshan", 2018), y),
        lambda y: gk.compare(gk.open_year("yunshan", 2018), y),
    ),
    "working days of one's own": (
        lambda y: gk.count_workdays((q := y.ledger("依申请公开"))["起算日期"], q["答复日期"]),
        lambda y: gk.count_workdays((q := y.ledger("requests"))["start_on"], q["reply_on"]),
    ),
}  # fmt: skip


@pytest.mark.parametrize("task", TASKS)
def test_a_task_gives_the_same_numbers_in_either_language(
    task: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(SAMPLE))
    found = []
    for language, ask in zip(("zh", "en"), TASKS[task], strict=True):
        monkeypatch.setenv("GONGKAI_LANG", language)
        found.append(numbers(ask(gk.open_year(*LATEST))))
    assert found[0] == found[1] and found[0]


def test_a_query_and_a_panel_join_by_office_and_year(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_DATA", str(SAMPLE))
    for language, names in (
        ("zh", ["机关代码", "机关", "年度"]),
        ("en", ["agency", "office", "year"]),
    ):
        monkeypatch.setenv("GONGKAI_LANG", language)
        own = {"zh": "本年收到 = '是'", "en": "in_year = 'yes'"}[language]
        ledger = {"zh": "依申请公开", "en": "requests"}[language]
        counted = gk.sql(
            f"select {', '.join(names)}, count(*) as n from {ledger} where {own} group by 1, 2, 3"
        )
        panel = gk.panel()
        ids, value = ("编号", "数") if language == "zh" else ("id", "value")
        received = panel[panel[ids] == "requests_received"]
        joined = counted.merge(received, on=names)
        assert len(joined) == len(counted) == len(gk.offices())
        assert (joined["n"] == joined[value]).all()
