"""Fees by items: the tariff holds for an applicant and a calendar month."""

from pathlib import Path

import pytest

from gongkai.findings import Finding, Severity
from gongkai.keys import Key
from gongkai.records.load import load
from years import write_year

YEAR = 2022
NAME, NUMBER = "钱某（虚构）", "110101199003077774"


def request(n: int, day: str, fee: str = "", pages: str = "", **who: str) -> dict[str, str]:
    return {
        "登记编号": f"{day[:4]}-{n:03d}", "申请人": who.get("name", NAME), "证件号码": who.get("number", ""),
        "联系方式": "", "申请内容": "", "申请人类型": "自然人", "申请方式": "网络", "收到日期": day,
        "补正通知日期": "", "补正收到日期": "", "征求意见发出日期": "", "征求意见收回日期": "", "延期工作日": "",
        "延期告知日期": "", "答复日期": day, "办理结果": "予以公开", "收费金额": fee, "计费页数": pages,
    }  # fmt: skip


def found(tmp_path: Path, rows: list[dict[str, str]]) -> list[Finding]:
    write_year(tmp_path, YEAR, {"requests": rows})
    return [f for f in load(tmp_path, Key("x", YEAR)).findings if f.rule == "X-6"]


def month(
    items: int, fees: dict[int, str], day: str = "2022-03-14", **who: str
) -> list[dict[str, str]]:
    return [request(n, day, fees.get(n, ""), **who) for n in range(items)]


@pytest.mark.parametrize(
    ("items", "fees", "due"),
    [
        (11, {10: "100"}, None),
        (30, {29: "2000"}, None),
        (31, {29: "2000", 30: "200"}, None),
        (50, {49: "7000"}, None),
        (50, {}, None),  # an office may charge nothing
        (11, {10: "90"}, 100),
        (10, {9: "100"}, 0),
        (41, {40: "4000"}, 4300),
    ],
)
def test_the_tariff_by_items_counts_an_applicant_s_month(
    tmp_path: Path, items: int, fees: dict[int, str], due: int | None
) -> None:
    findings = found(tmp_path, month(items, fees))
    if due is None:
        assert findings == []
        return
    (finding,) = findings
    assert f"共{items}件，应收{due}元" in finding.message
    assert (finding.severity, finding.place.row) == (Severity.ERROR, min(fees) + 2)
    assert NAME not in str(finding)


def test_other_applicants_months_and_pages_are_counted_apart(tmp_path: Path) -> None:
    rows = [
        *month(11, {10: "100"}),
        *(request(100 + n, "2022-03-15", name="孙某（虚构）") for n in range(20)),
        *(request(200 + n, "2022-04-14") for n in range(20)),
        *(request(300 + n, "2022-03-16", "700", "100") for n in range(3)),
    ]
    assert found(tmp_path, rows) == []


def test_one_person_is_one_applicant_by_number_however_the_name_is_spelt(tmp_path: Path) -> None:
    rows = month(6, {}, number=NUMBER) + [
        request(50 + n, "2022-03-20", "100" if n == 4 else "", name="钱 某", number=NUMBER)
        for n in range(5)
    ]
    assert found(tmp_path, rows) == []


def test_a_charge_by_items_without_an_applicant_cannot_be_judged(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, [request(1, "2022-03-14", "100", name="")])
    assert finding.severity is Severity.WARNING
    assert "没有登记申请人" in finding.message
