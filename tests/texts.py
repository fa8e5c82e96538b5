"""A sound report of each era as plain text, to be spoiled in one place."""

import datetime as dt
from dataclasses import replace

from gongkai.checks.check import Result, State
from gongkai.checks.wording.prose import Passage, Prose, TextSection, sections_of
from gongkai.checks.wording.registry import check_wording
from gongkai.findings import Place
from gongkai.indicators.value import Amount, Rate, Value

OLD = """
本报告依据《中华人民共和国政府信息公开条例》编制。报告由概述、主动公开情况、依申请公开情况、存在的主要问题、2019年工作思路五部分组成。所列数据的统计期限自2018年1月1日起至12月31日止。
一、概述
2018年，我局扎实推进政府信息公开。
二、主动公开情况
全年主动公开政府信息120条。
三、依申请公开情况
全年收到政府信息公开申请29件，均按时办结。全年未发生行政复议、行政诉讼。
四、存在的主要问题
工作中还有不足。一是公开不够及时。二是解读形式单一。
五、2019年工作思路
2019年，将完善公开目录，加强业务培训。
"""
NEW = """
根据《中华人民共和国政府信息公开条例》第五十条编制本报告。统计期限自2024年1月1日起至2024年12月31日止。如有疑问请联系（地址：示范路1号，邮编：000000，电话：0000-0000000，电子邮箱：a@b.example）。
一、总体情况
（一）主动公开。2024年主动公开政府信息120条。
（二）依申请公开。全年收到政府信息公开申请29件，均按期答复。
（三）政府信息管理。清理规范性文件。
（四）政府信息公开平台建设。改版政府网站栏目。
（五）监督保障。开展工作考核和社会评议，未发生责任追究。
二、主动公开政府信息情况
三、收到和处理政府信息公开申请情况
四、政府信息公开行政复议、行政诉讼情况
五、存在的主要问题及改进情况
一是部分栏目更新不及时；二是解读形式单一。下一步，将建立更新提醒，丰富解读形式。
六、其他需要报告的事项
本年度未收取信息处理费。
"""
VALUES: dict[str, Value] = {
    "requests_received": Amount(29), "requests_closed": Amount(29), "requests_carried_in": Amount(0),
    "requests_open_at_end": Amount(0), "requests_on_time_rate": Rate(29, 29), "reconsiderations": Amount(0),
    "litigations": Amount(0), "fees_yuan": Amount(0), "normative_documents_issued": Amount(0),
    "ogi_complaints": Amount(0), "proposal_satisfaction_rate_npc": Rate(2, 2),
    "proposal_satisfaction_rate_cppcc": Rate(0, 0), "proposal_completion_rate": Rate(2, 2),
    "hotline_on_time_rate": Rate(5, 6), "approval_rate": Rate(120, 120), "secrecy_review_rate": Rate(119, 120),
    "publicity_timely_rate": Rate(9, 9), "t3_r6_2_total": Amount(0), "disclosed_total": Amount(120),
    **{
        f"t4_{group}_{part}": Amount(n)
        for group, numbers in (
            ("reconsideration", (20, 15, 5, 4, 44)), ("direct", (6, 2, 0, 1, 9)), ("after", (3, 0, 1, 0, 4)),
        )
        for part, n in zip(("upheld", "corrected", "other", "pending", "total"), numbers, strict=True)
    },
}  # fmt: skip
BEFORE: dict[str, Value] = {"requests_received": Amount(25), "disclosed_total": Amount(120)}


def sections(text: str) -> tuple[TextSection, ...]:
    lines = enumerate(text.splitlines(), start=1)
    return sections_of(Passage(x, Place("报告.txt", None, n)) for n, x in lines if x.strip())


def old(*changes: tuple[str, str], **parts: object) -> Prose:
    return _spoilt(
        OLD, changes, Prose("2018年政府信息公开工作年度报告", 2018, "department", ()), parts
    )


def new(*changes: tuple[str, str], **parts: object) -> Prose:
    return _spoilt(
        NEW, changes, Prose("2024年政府信息公开工作年度报告", 2024, "government", ()), parts
    )


def _spoilt(text: str, changes, prose: Prose, parts) -> Prose:
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after)
    published = dt.date(prose.year + 1, 1, 20)
    base = replace(
        prose,
        sections=sections(text),
        values=VALUES,
        before=BEFORE,
        published_on=published,
        own=True,
    )
    return replace(base, **parts)


def saying(sentence: str, year: int = 2018, **parts: object) -> Prose:
    """Return the sound report of 2018 with one more sentence in its second chapter."""
    return old(
        ("全年主动公开政府信息120条。", f"全年主动公开政府信息120条。{sentence}"),
        year=year,
        **parts,
    )


def told(prose: Prose, check: str | None = None) -> list[Result]:
    """Return what is neither sound nor unknown, of one check or of all."""
    states = (State.PASS, State.NOT_ASSESSABLE)
    return [r for r in check_wording(prose) if r.state not in states and check in (None, r.id)]
