"""Which other column of a file may be the one that is meant."""

import pytest

from gongkai.office.mapping.absent import may_hold
from gongkai.office.mapping.headings.likeness import mark
from gongkai.office.mapping.headings.remainder import says_more
from gongkai.office.mapping.headings.rivals import final_of, possible, rooted, with_extended
from gongkai.office.mapping.proposal import proposals
from gongkai.records.ledgers import in_year
from gongkai.records.reading.sheet import from_rows

DAYS = ["2024-03-11", "2024-03-12"]


@pytest.mark.parametrize(
    ("ledger", "other", "values", "taken"),
    [
        ("proposals", "延期后期限", DAYS, ("延期后期限", "办理期限")),
        ("hotline_cases", "延期后办结期限", DAYS, ("延期后办结期限", "办理期限")),
        ("proposals", "延期后期限", ["是", "否"], ("办理期限",)),
        ("proposals", "延期审批日期", DAYS, ("办理期限",)),
        ("proposals", "签收期限", DAYS, ("办理期限",)),
    ],
)
def test_what_a_limit_was_extended_to_goes_before_it(
    ledger: str, other: str, values: list[str], taken: tuple[str, ...]
) -> None:
    column = in_year(2024)[ledger].column("due_on")
    assert with_extended(column, ("办理期限",), {1: other}, {1: values}) == taken


@pytest.mark.parametrize(
    ("heading", "values", "offered"),
    [
        ("是否听证", ["是", "否"], False),
        ("是否申请法院", ["是", "否"], False),
        ("是否移送司法", ["是", "否"], False),
        ("是否涉及公示", ["是", "否"], True),
        ("办案程序", ["简易程序", "普通程序"], True),
        ("办案程序", ["甲", "乙"], False),
    ],
)
def test_only_columns_that_may_tell_it_are_offered_for_what_has_to_be_published(
    heading: str, values: list[str], offered: bool
) -> None:
    column = in_year(2024)["decisions"].column("publishable")
    assert bool(may_hold(column, {0: heading}, {0: values})) == offered


def test_an_extended_limit_is_read_before_the_limit_and_not_in_its_place() -> None:
    rows = [["工单号", "派单时间", "办结时限", "延期后办结时限", "诉求内容"]]
    rows += [[f"G{n}", f"2024-03-0{n}", f"2024-04-0{n}", "", f"路灯{n}"] for n in range(1, 9)]
    rows[3][3] = "2024-04-20"
    found = proposals(from_rows(rows, "工单.csv", None, ""), 2024, {}, only="hotline_cases")[0]
    (limit,) = (p for p in found.pairs if p.column.name == "due_on")
    assert limit.headings == ("延期后办结时限", "办结时限")


@pytest.mark.parametrize(
    ("headings", "taken"),
    [
        (("首次回访满意度", "末次回访满意度"), ("末次回访满意度",)),
        (("最终评价", "第一次评价"), ("最终评价",)),
        (("首次满意度", "对态度满意度"), ()),
        (("首次满意度", "二次满意度", "最终满意度"), ()),
    ],
)
def test_of_what_was_said_twice_the_last_counts(
    headings: tuple[str, ...], taken: tuple[str, ...]
) -> None:
    column = in_year(2024)["hotline_cases"].column("satisfaction")
    assert final_of(headings, column) == taken


def test_a_day_named_for_another_thing_is_asked_about_beside_another_such_day() -> None:
    ledger = in_year(2024)["hotline_cases"]
    column, days = ledger.column("received_on"), {1: DAYS}
    asked = rooted(column, ("登记时间",), {1: "来电时间"}, days, ledger.id)
    assert asked is not None
    assert asked.candidates == ("登记时间", "来电时间")
    for other in ("归档时间", "创建时间", "办结时间"):
        assert rooted(column, ("登记时间",), {1: other}, days, ledger.id) is None
    assert rooted(column, ("交办时间",), {1: "来电时间"}, days, ledger.id) is None


@pytest.mark.parametrize(
    ("headings", "offered"),
    [
        (("应收金额", "数量", "计费标准（元）"), ("应收金额",)),
        (("总计", "户数", "项目编码"), ("总计",)),
        (("feeAmount", "count"), ("feeAmount",)),
    ],
)
def test_only_sums_are_offered_for_a_sum(
    headings: tuple[str, ...], offered: tuple[str, ...]
) -> None:
    column = in_year(2024)["charges"].column("amount_yuan")
    rest = dict(enumerate(headings))
    assert possible(column, rest, {at: ["30", "45"] for at in rest}) == offered


@pytest.mark.parametrize(
    ("other", "taken"),
    [
        ("宣布废止时间", ("宣布废止时间",)),
        ("明令失效日期", ("明令失效日期",)),
        ("停止执行日期", ()),  # asked
        ("拟废止日期", ("有效期至",)),
        ("生效时间", ("有效期至",)),
        ("报备日期", ("有效期至",)),
    ],
)
def test_the_day_of_a_repeal_goes_before_the_end_of_validity(
    other: str, taken: tuple[str, ...]
) -> None:
    rows = [["文件标题", "发文号", "文件性质", "印发时间", "有效期至", other]]
    rows += [
        [f"办法{n}", f"柏政规〔2021〕{n}号", "行政规范性文件", f"2021-03-0{n}", f"2026-03-0{n}", ""]
        for n in range(1, 9)
    ]
    rows[2][5] = rows[5][5] = "2024-06-03"
    found = proposals(from_rows(rows, "文件.csv", None, ""), 2024, {}, only="documents")[0]
    assert [p.headings for p in found.pairs if p.column.name == "repealed_on"] == (
        [taken] if taken else []
    )
    asked = [one.candidates for one in found.open if one.column.name == "repealed_on"]
    assert asked == ([] if taken else [("有效期至", other)])


@pytest.mark.parametrize(
    ("numbers", "taken"),
    [
        (("立案号", "处罚信息编码"), "处罚信息编码"),
        (("备案号", "业务数据编号"), "业务数据编号"),
        (("案件编号", "处罚信息编码"), "案件编号"),
        (("立案号",), "立案号"),
    ],
)
def test_what_another_ledger_calls_its_number_comes_after_a_number_of_the_rows(
    numbers: tuple[str, ...], taken: str
) -> None:
    rows = [[*numbers, "处罚对象", "案由", "处罚决定时间", "决定文号"]]
    rows += [
        [*(f"{at}25{n:04d}" for at in numbers), f"公司{n}", f"案{n}", f"2024-03-0{n}", f"罚{n}号"]
        for n in range(1, 9)
    ]
    found = proposals(from_rows(rows, "处罚.csv", None, ""), 2024, {}, only="decisions")[0]
    told = [h for p in found.pairs if p.column.name == "id" for h in p.headings]
    asked = [h for one in found.open if one.column.name == "id" for h in one.candidates]
    assert told == [taken] or set(asked) == set(numbers)
    assert "立案号" not in told or numbers == ("立案号",)


@pytest.mark.parametrize(
    ("ledger", "column", "meant", "other"),
    [
        ("meetings", "attendees", "实到人数", "应到人数"),
        ("meetings", "attendees", "实到人数", "请假人数"),
        ("disclosures", "published_on", "发布成功时间", "定时发布时间"),
        ("requests", "reply_on", "答复书寄发日期", "寄出邮戳日期"),
    ],
)
def test_what_was_done_goes_before_what_was_due_or_planned(
    ledger: str, column: str, meant: str, other: str
) -> None:
    ours = in_year(2024)[ledger].column(column)
    cells = ["30", "45"] if column == "attendees" else DAYS
    assert mark(meant, ours, cells) > 0
    assert not says_more(meant, ours)
    assert not mark(other, ours, cells) or says_more(other, ours)
