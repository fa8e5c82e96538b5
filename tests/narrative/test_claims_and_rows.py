"""No claim says 没有, 未, 均 or 全部 while a row of the ledgers contradicts it."""

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from recount import Case, of_the_year, plus
from recount_service import judged_in, proposal_limit

import years
from gongkai.findings import Severity
from gongkai.indicators.compute import Indicators, compute
from gongkai.indicators.value import Amount
from gongkai.keys import Key
from gongkai.narrative.binding import Binder
from gongkai.narrative.claims.registry import CLAIMS
from gongkai.narrative.markdown import blocks
from gongkai.records.ledgers import LEDGERS
from gongkai.records.load import load

WORDS = re.compile(r"没有|尚未|未|均|全部|无")
NO_WORD = re.compile(r"未发生$")  # 0/0 of a rate, which is no statement about rows
Rows = dict[str, list[Case]]
Contradicted = Callable[[Rows, int], bool]


def in_year(day: dt.date | None, year: int) -> bool:
    return day is not None and day.year == year


def some(ledger: str, **wanted: object) -> Contradicted:
    def contradicted(rows: Rows, year: int) -> bool:
        return any(all(getattr(r, k) == v for k, v in wanted.items()) for r in rows[ledger])

    return contradicted


def not_approved(rows: Rows, year: int) -> bool:
    levels = ("section_approved_on", "deputy_approved_on", "head_approved_on")
    return any(
        not (d := getattr(r, level)) or d > r.published_on
        for r in rows["disclosures"]
        for level in levels
    )


def not_reviewed(rows: Rows, year: int) -> bool:
    return any(
        not (r.secrecy_reviewed_on and r.secrecy_reviewed_on <= r.published_on)
        for r in rows["disclosures"]
    )


def public(rows: Rows) -> list[Case]:
    return [r for r in rows["decisions"] if r.kind in ("licence", "penalty")]


def published_late(rows: Rows, year: int) -> bool:
    return any(
        in_year(r.published_on, year) and r.published_on > plus(r.decided_on, 7)
        for r in public(rows)
    )


def to_be_published(rows: Rows, year: int) -> bool:
    return any(r.publishable and in_year(r.decided_on, year) for r in public(rows))


def left_unpublished(rows: Rows, year: int) -> bool:
    return any(
        r.publishable and in_year(r.decided_on, year) and not r.published_on for r in public(rows)
    )


def still_open(rows: Rows, year: int) -> bool:
    return any(not in_year(r.reply_on, year) for r in rows["requests"])


def closed(rows: Rows, year: int) -> bool:
    return any(in_year(r.reply_on, year) for r in rows["requests"])


def granted(rows: Rows, year: int) -> bool:
    return any(
        in_year(r.reply_on, year) and r.outcome in ("granted", "granted_partly", "r1", "r2")
        for r in rows["requests"]
    )


def received(rows: Rows, year: int) -> bool:
    return any(in_year(r.received_on, year) for r in rows["requests"])


def paid(rows: Rows, year: int) -> bool:
    """A sum of 0 is nothing taken, whenever it was booked; a day of payment without a sum is some sum."""
    return any(
        r.fee_yuan or (r.fee_yuan is None and getattr(r, "fee_paid_on", None))
        for r in rows["requests"]
    )


def a_month_short(rows: Rows, year: int) -> bool:
    months = {(r.dataset, r.month) for r in rows["dataset_submissions"] if r.submitted_on}
    return any((r.dataset, n) not in months for r in rows["dataset_submissions"] for n in range(1, 13))  # fmt: skip


def disputed(rows: Rows, year: int) -> bool:
    return any(
        r.kind != "complaint" and (in_year(r.filed_on, year) or not r.decided_on)
        for r in rows["disputes"]
    )


def complained(rows: Rows, year: int) -> bool:
    return any(r.kind == "complaint" and in_year(r.filed_on, year) for r in rows["disputes"])


def key_documents(rows: Rows, year: int) -> bool:
    return any(r.category in ("annual_report", "task_plan") for r in rows["disclosures"])


def issued(rows: Rows, year: int) -> bool:
    return any(
        r.kind == "normative_document" and in_year(r.issued_on, year) for r in rows["documents"]
    )


def unentered(rows: Rows, year: int) -> bool:
    """Of what stands in the list at the year's end, as ``listed`` has it."""
    return any(not r.entered_on and on_list(r, year) for r in rows["power_items"])


def on_list(row: Case, year: int) -> bool:
    return year not in (2019, 2020) or not row.removed_on or row.removed_on.year > year


def listed(rows: Rows, year: int) -> bool:
    """From the form of 2019 on the list is what stands in it at the year's end."""
    return any(on_list(r, year) for r in rows["power_items"])


def lines(rows: Rows, year: int) -> bool:
    return any(r.oversight_lines != 0 for r in rows["organisation"])


def due(holds: Callable[[Case], object]) -> Contradicted:
    """Of the cases judged in the year: done or fallen due in it, whichever came first."""
    return lambda rows, year: any(
        holds(r)
        for r in rows["hotline_cases"]
        if judged_in(r.due_on, r.closed_on, year) and not r.returned
    )


def answered(holds: Callable[[Case], object]) -> Contradicted:
    """Of the proposals to be answered by the office and judged in the year."""
    return lambda rows, year: any(
        holds(r)
        for r in rows["proposals"]
        if r.role in ("lead", "sole", "separate")
        and judged_in(proposal_limit(r), r.replied_on, year)
    )


def assigned(kind: str, holds: Callable[[Case], object] = lambda _: True) -> Contradicted:
    """Of the proposals assigned in the year, which are what the office is said to handle."""
    return lambda rows, year: any(
        r.kind == kind and holds(r) for r in rows["proposals"] if in_year(r.assigned_on, year)
    )


# By the claim and the words of its sentence: what no row may be while they stand.
CONTRADICTED: dict[str, Contradicted] = {
    "公开前(均|已)+履行三级审批手续$": not_approved,
    "全年没有主动公开信息": some("disclosures"),
    "：(均|已)+经保密审查$": not_reviewed,
    "没有需要保密审查的信息": some("disclosures"),
    "全年没有公布年度报告和工作要点分解落实方案": key_documents,
    "尚未设立监督电话": lines,
    "全年未参加政府网站在线访谈": some("engagements", kind="online_interview"),
    "全年未举办新闻发布会": some("engagements", kind="press_conference"),
    "全年未开展专题宣传活动": some("engagements", kind="publicity_event"),
    "全年未发布政策解读稿件": some("engagements", kind="article"),
    "全年未召开政府信息公开专题会议": some("meetings", kind="meeting"),
    "全年未举办培训班": some("meetings", kind="training"),
    "已(全部)?录入指定系统平台$": unentered,
    "权力清单中没有事项": listed,
    "各月均已报送": a_month_short,
    "全年没有需要报送的数据集": some("dataset_submissions"),
    r"：均?在作出决定之日起七个工作日内公示$": lambda r, y: (
        published_late(r, y) or left_unpublished(r, y)
    ),
    r"：均?在作出决定之日起七个工作日内公示；": published_late,
    "全年没有应当公示的行政许可和行政处罚决定": to_be_published,
    "全年未收到政府信息公开申请": received,
    "requests_on_time：(均|已)+按时办结$": still_open,
    r"已办结的\d+件均?按时办结": lambda r, y: not closed(r, y),
    "年内没有办结的申请，也没有逾期的申请": closed,
    "全年没有应当办结的申请": some("requests"),
    "年末没有结转下年度办理的申请": still_open,
    "全年未发生因政府信息公开被申请行政复议、提起行政诉讼的情况": disputed,
    "全年未承办人大代表建议": assigned("npc_suggestion"),
    "全年未承办政协委员提案": assigned("cppcc_proposal"),
    "未向申请人收取任何费用": paid,
    "未收取政府信息公开信息处理费": paid,
    "全年未制发行政规范性文件": issued,
    "办结的申请中，没有予以公开或者部分公开的": granted,
    "全年没有办结的申请": closed,
    "全年未受理举报投诉": complained,
    **{
        f"{claim}：主办": assigned(kind, lambda r: r.role not in ("lead", "sole"))
        for claim, kind in (
            ("proposals_npc", "npc_suggestion"),
            ("proposals_cppcc", "cppcc_proposal"),
        )
    },
    "办结的申请均?予以公开(?!或者)": lambda rows, year: any(
        r.outcome not in ("granted", "r1") for r in rows["requests"] if in_year(r.reply_on, year)
    ),
    "办结的申请均?予以部分公开": lambda rows, year: any(
        r.outcome not in ("granted_partly", "r2")
        for r in rows["requests"]
        if in_year(r.reply_on, year)
    ),
    "办结的申请均?予以公开或者部分公开": lambda rows, year: any(
        r.outcome not in ("granted", "granted_partly", "r1", "r2")
        for r in rows["requests"]
        if in_year(r.reply_on, year)
    ),
    "申请均通过网络提出": lambda rows, year: any(
        r.submit_channel != "online" for r in rows["requests"] if in_year(r.received_on, year)
    ),
    "hotline_feedback：.*均?已反馈$": due(lambda r: not r.replied_on),
    "hotline_on_time：.*均?已按时办结$": due(lambda r: not r.closed_on or r.closed_on > r.due_on),
    "proposals_completed：.*均?已办结$": answered(lambda r: not r.replied_on),
    "均?已收回征询意见表$": answered(lambda r: r.replied_on and not r.feedback_on),
    **{
        f"{who}{words}": answered(
            lambda r, kind=kind, good=good: (
                r.kind == kind
                and r.feedback_on
                and r.satisfaction
                and (r.satisfaction == "satisfied") is good
            )
        )
        for who, kind in (("代表", "npc_suggestion"), ("委员", "cppcc_proposal"))
        for words, good in (("均?表示满意$", False),)
    },
}


def said(claim_id: str, figures: Indicators) -> str:
    binder = Binder(figures, {})
    body = blocks(binder.render(f"{{{{ 断言('{claim_id}') }}}}", "测试"), binder)
    return "".join(run.text for block in body for run in block.runs)


def contradictions(root: Path, year: int, rows: years.Year) -> list[str]:
    years.write_year(root, year, rows)
    records = load(root, Key("x", year))
    if records.stopping:
        return []  # nothing is said of rows that cannot be counted
    figures = compute(records)
    cases = {n: [Case(n, r) for r in of_the_year(n, rs, year)] for n, rs in rows.items()}
    return [
        f"{claim.id}：{words}"
        for claim in CLAIMS
        for words, contradicted in CONTRADICTED.items()
        if re.search(words, f"{claim.id}：{said(claim.id, figures)}") and contradicted(cases, year)
    ]


# A case found is small already, and each try reads a whole year.
@settings(
    max_examples=8,
    phases=(Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    seed=st.integers(0, 2**32),
    year=st.integers(2014, 2024),
    most=st.integers(2, 4),
    kept=st.floats(0, 1),
)
def test_no_row_contradicts_a_claim(
    tmp_path_factory: pytest.TempPathFactory, seed: int, year: int, most: int, kept: float
) -> None:
    rows = years.random_year(seed, year, most=most)
    rng = years.random.Random(seed)
    for ledger in ("requests", "decisions", "disputes"):  # what has not happened yet
        for row in rows[ledger]:
            if rng.random() > kept:
                for heading in ("答复日期", "办理结果", "公示日期", "审结日期", "结果"):
                    if heading in row:
                        row[heading] = ""
    assert contradictions(tmp_path_factory.mktemp("year"), year, rows) == []


def test_a_row_of_another_year_contradicts_nothing(tmp_path: Path) -> None:
    """It is not counted, and the check tells of it."""
    rows = years.random_year(134734, 2014, most=3)
    rows["dataset_submissions"] = [
        {"数据集名称": "排水管网", "月份": "7", "报送日期": "2013-12-15"}
    ]
    assert contradictions(tmp_path / "before", 2014, rows) == []
    said_of = load(tmp_path / "before", Key("x", 2014)).findings
    assert any("其他年度的记录" in str(finding) for finding in said_of)
    rows["dataset_submissions"][0]["报送日期"] = "2014-07-15"
    assert contradictions(tmp_path / "within", 2014, rows) == []


def test_every_sentence_with_such_a_word_is_held_to_the_rows() -> None:
    for claim in CLAIMS:
        for sentence in claim.sentences.values():
            words = re.sub(r"\{\{.*?\}\}", "1件", re.sub(r"\{%.*?%\}", "", sentence))
            if WORDS.search(words) and not NO_WORD.search(words):
                told = f"{claim.id}：{words}"
                assert any(re.search(known, told) for known in CONTRADICTED), told


def empty() -> years.Year:
    return {ledger.id: [] for ledger in LEDGERS}


DECISION = {
    "编号": "X1", "决定种类": "行政许可", "事项名称": "事项", "决定日期": "2018-03-01", "应当公示": "是",
}  # fmt: skip
REQUEST = {
    "登记编号": "N1", "申请人类型": "自然人", "申请方式": "网络", "收到日期": "2018-03-01",
    "答复日期": "2018-03-05", "办理结果": "同意公开",
}  # fmt: skip
OPEN = REQUEST | {"登记编号": "N2", "收到日期": "2018-12-20", "答复日期": "", "办理结果": ""}


@pytest.mark.parametrize(
    ("ledger", "rows", "claim", "sentence"),
    [
        ("decisions", [DECISION | {"编号": f"X{n}"} for n in range(5)], "publicity_timely",
         "全年作出应当公示的行政许可和行政处罚决定5件，已公示0件"),
        ("decisions", [DECISION | {"公示日期": "2018-03-05"}, DECISION | {"编号": "X2"}], "publicity_timely",
         "在作出决定之日起七个工作日内公示；全年作出应当公示的行政许可和行政处罚决定2件，已公示1件"),
        ("decisions", [DECISION | {"公示日期": "2018-03-05"}], "publicity_timely",
         "在作出决定之日起七个工作日内公示"),
        ("decisions", [], "publicity_timely", "全年没有应当公示的行政许可和行政处罚决定"),
        ("requests", [REQUEST, OPEN], "requests_on_time", "已办结的1件按时办结"),
        ("requests", [REQUEST], "requests_on_time", "已按时办结"),
        ("requests", [OPEN], "requests_on_time", "年内没有办结的申请，也没有逾期的申请"),
        ("requests", [], "requests_on_time", "全年没有应当办结的申请"),
    ],
)  # fmt: skip
def test_all_that_a_sentence_names_is_its_base(
    tmp_path: Path, ledger: str, rows: list[years.Row], claim: str, sentence: str
) -> None:
    years.write_year(tmp_path, 2018, empty() | {ledger: rows})
    assert said(claim, compute(load(tmp_path, Key("x", 2018)))) == sentence


def test_a_blank_count_is_not_zero(tmp_path: Path) -> None:
    row = {
        "年度": "2018", "专门机构数": "1", "查阅点数": "1", "专职人员数": "1", "兼职人员数": "1", "专项经费": "0",
    }  # fmt: skip
    for lines_, words in (("", "监督电话数"), ("0", "尚未设立监督电话"), ("2", "设立监督电话2部")):
        years.write_year(tmp_path, 2018, empty() | {"organisation": [row | {"监督电话数": lines_}]})
        records = load(tmp_path, Key("x", 2018))
        assert not records.stopping
        assert words in said("oversight_lines", compute(records))
        blank = [f for f in records.findings if f.place.column == "监督电话数"]
        assert [f.severity for f in blank] == [Severity.WARNING] * (lines_ == "")
        assert isinstance(compute(records)["staff_total"], Amount)
