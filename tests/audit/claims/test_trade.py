"""What published guidance and common sense ask of a report's figures and words."""

from decimal import Decimal

import pytest

from gongkai.audit.claims.trade import check_trade
from gongkai.audit.readers.document import Passage
from gongkai.statements.claims.cells import Stated


def told(
    figures: dict[str, int] | None = None, *texts: str, agency: str = "甲市乙区丙局"
) -> list[tuple[str, str]]:
    """Return what is asked of a department's report of 2023."""
    cells = {topic: Stated(Decimal(n), topic) for topic, n in (figures or {}).items()}
    passages = [Passage(text, "第1段") for text in texts]
    return [(r.id, r.state.value) for r in check_trade(cells, agency, 2023, passages)]


@pytest.mark.parametrize(
    ("issued", "repealed", "valid", "wrong"), [(5, 1, 3, True), (5, 1, 4, False), (0, 0, 0, False)]
)
def test_a_stock_is_no_less_than_what_was_issued_and_not_repealed(
    issued: int, repealed: int, valid: int, wrong: bool
) -> None:
    figures = {
        "document/normative/issued": issued,
        "document/normative/repealed": repealed,
        "document/normative/valid": valid,
    }
    assert told(figures) == ([("T2-1", "fail")] if wrong else [])


@pytest.mark.parametrize(
    ("agency", "asked"),
    [("甲市乙区丙局", True), ("甲县人民政府", True), ("甲市人民政府", False), ("甲省人民政府", False)],
)  # fmt: skip
def test_rules_are_made_by_those_that_can(agency: str, asked: bool) -> None:
    found = told({"document/rules/valid": 2}, agency=agency)
    assert found == ([("T2-6", "warn")] if asked else [])


def test_yuan_in_a_cell_of_ten_thousands_is_asked_about() -> None:
    assert told({"fee": 804_000}) == [("T2-5", "warn")]
    assert told({"fee": 80}) == []
    assert told({"fee": 804_000}, agency="甲市乙县人民政府") == [("T2-5", "warn")]
    assert told({"fee": 804_000}, agency="甲市人民政府") == []
    assert told({"fee": 7_539}, agency="甲市住房和城乡建设局") == []
    assert told({"fee": 7_539}, agency="甲县乙镇人民政府") == [("T2-5", "warn")]


def test_many_other_outcomes_want_a_word() -> None:
    figures = {"requests/done": 20, "outcome/r6_3": 8}
    assert told(figures) == [("X-10", "warn")]
    assert told(figures, "申请人主动撤回8件，计入其他处理。") == []
    assert told({"requests/done": 20, "outcome/r6_3": 1}) == []


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (("五、存在的主要问题及改进情况", "2023年，我局将继续加强公开。"), [("D-3", "warn")]),
        (("五、存在的主要问题及改进情况", "2024年，我局将继续加强公开。"), []),
        (("一、总体情况", "2023年，我局将公开作为重点。"), []),
        (("五、问题", "2023年，我局将公开作为重点，仍有差距，下一步将加强学习。"), []),
        (("五、问题", "2023年我局继续改进，及时率提高。下一步，拟开展培训。"), []),
        (("收到申请1O件，发布信息3oo条。",), [("D-9", "warn")] * 2),
        (
            (
                "为了了解需求，以便民为目的的专栏以及及时更新的目录存在在线服务，作为为民服务的抓手。",
            ),
            [],
        ),
        (("一步一步推进，逐条逐条核对，优化营商环境环境监测信息，培训行政执法执法人员。",), []),
        (("加强对对栏目的检查，促进和和谐。",), [("D-9", "warn")]),
        (("进一步加强加强检查。",), [("D-9", "warn")]),
        (("持续提升提升服务水平。",), [("D-9", "warn")]),
        (("群众的的诉求得到解决。",), [("D-9", "warn")]),
        (("及时更新公开公开栏内容，天天更新。",), []),
        (("本报告由丁县教育局编制。",), [("D-11", "warn")]),
        (("本报告由丙局根据有关要求编制。",), []),
        (("本报告由区丙局办公室编制。",), []),
        (("2023年，丁县水利局高度重视政府信息公开工作。",), [("D-11", "warn")]),
        (("下一步，丁县水利局将进一步健全机制。",), [("D-11", "warn")]),
        (("下一步，丙局将继续健全机制，会同有关部门将不断加强检查。",), []),
        (("如对本报告有疑问，请与丁县水利局办公室联系（电话：1）。",), [("D-11", "warn")]),
        (("如对本报告有疑问，请与乙区丙局办公室联系（电话：1）。",), []),
        (("2023年，乙区丙局高度重视政府信息公开工作。",), []),
        (("2023年，各镇认真落实公开要求。",), []),
        (("一年来，我县高度重视公开工作。",), [("D-11", "warn")]),
        (("一年来，我区高度重视公开工作，我局认真落实。",), []),
    ],
)
def test_words_that_should_not_stand_are_asked_about(
    texts: tuple[str, ...], found: list[tuple[str, str]]
) -> None:
    assert told(None, *texts) == found
