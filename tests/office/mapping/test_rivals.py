"""Which other column of a file may be the one that is meant."""

import pytest

from gongkai.office.mapping.absent import may_hold
from gongkai.office.mapping.rivals import with_extended
from gongkai.records.ledgers import in_year

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
