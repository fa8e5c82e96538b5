"""A word that a column is compared with is matched or told with the nearest: never a silent nothing."""

import numpy as np
import pandas as pd
import pytest

import gongkai as gk
from conftest import SAMPLE
from gongkai.errors import UsageError
from gongkai.explore.asked.statement import comparisons, pieces_of
from gongkai.explore.year import Year
from gongkai.language.catalogue import catalogue
from gongkai.records.ledgers import LEDGERS, in_year
from gongkai.records.ledgers.ledger import Kind

_SAYING = [
    "{c} = {w}", "{w} = {c}", "{c} in ({w})", "r.{c} = {w}", '"{c}" = {w}', "not {c} <> {w}", "{c} like {w}",
    "lower({c}) = {w}", "case {c} when {w} then 1 else 0 end = 1", "case when {c} = {w} then 1 else 0 end = 1",
    "{c} is not distinct from {w}", "{c} /* here */ = -- there\n {w}",
]  # fmt: skip


def counted(year: Year, condition: str) -> int:
    return int(year.sql(f"select count(*) as n from 依申请公开 as r where {condition}")["n"].item())


@pytest.mark.parametrize("saying", _SAYING)
def test_however_it_is_written_a_word_is_found_or_refused(sample_year: Year, saying: str) -> None:
    assert counted(sample_year, saying.format(c="申请方式", w="'网络'")) == 20
    with pytest.raises(UsageError, match=r"没有“网落”这一项.*“网络”"):
        counted(sample_year, saying.format(c="申请方式", w="'网落'"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_word_of_either_language_finds_the_same_rows(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_LANG", language)
    opened = gk.open_year("hrbrfb", 2018, SAMPLE)
    rows = opened.ledger("requests")
    channel = rows["submit_channel" if language == "en" else "申请方式"]
    for chinese in ("当面", "传真", "网络", "信函"):
        english = catalogue()[chinese]
        expected = int(channel.isin([chinese, english]).sum())
        for word in (chinese, english, english.upper(), f" {english}"):
            assert counted(opened, f"申请方式 = '{word}'") == expected
        for condition in (f"申请方式 = '{chinese}'", f"submit_channel = '{english}'"):
            share = gk.measure("占比", ledger="requests", numerator=condition).of(opened)
            assert share.base == f"{expected}/29"


@pytest.mark.parametrize("year", [2018, 2019, 2022])
def test_every_word_of_every_choice_is_matched_or_told_by_its_years(year: int) -> None:
    """Of each column of choices each label of any year: it counts what is there, or is refused with its years."""
    opened = gk.open_year("yunshan", year, SAMPLE)
    for ledger in LEDGERS:
        if ledger.id not in opened.records.frames or ledger.id not in in_year(year):
            continue
        rows = opened.ledger(ledger.id)
        for column in in_year(year)[ledger.id].columns:
            if column.kind is not Kind.CHOICE:
                continue
            valid = {choice.label for choice in column.choices}
            for label in dict.fromkeys(c.label for c in ledger.column(column.name).choices):
                asked = (
                    f"select count(*) as n from {ledger.title} where {column.heading} = '{label}'"
                )
                if label in valid:
                    assert opened.sql(asked)["n"].item() == (rows[column.heading] == label).sum()
                    continue
                with pytest.raises(UsageError, match=rf"年.*{year}年没有这一项"):
                    opened.sql(asked)


def test_numbers_and_days_are_taken_as_they_are_written(sample_year: Year) -> None:
    rows = sample_year.ledger("requests")
    day = rows["收到日期"].iloc[0]
    expected = int((rows["收到日期"] == day).sum())
    for written in (f"{day:%Y-%m-%d}", f"{day.year}年{day.month}月{day.day}日", f"{day:%Y/%m/%d}"):
        assert counted(sample_year, f"收到日期 = '{written}'") == expected
    assert counted(sample_year, "收到日期 between '2018年1月1日' and '2018.6.30'") == int(
        (rows["收到日期"] <= "2018-06-30").sum()
    )
    used = int(rows["办理用时"].iloc[0])
    assert counted(sample_year, f"办理用时 = '{used}'") == (rows["办理用时"] == used).sum()
    for wrong, told in (("收到日期 > '去年'", "“去年”不是日期"), ("办理用时 > '很久'", "是数")):
        with pytest.raises(UsageError, match=told):
            counted(sample_year, wrong)


def test_a_renamed_column_holds_what_it_held(sample_year: Year) -> None:
    asked = "with x as (select 申请方式 as 方式 from 依申请公开) select count(*) as n from x where 方式 = '{}'"
    assert sample_year.sql(asked.format("网络"))["n"].item() == 20
    with pytest.raises(UsageError, match="网落"):
        sample_year.sql(asked.format("网落"))


def test_free_text_and_columns_of_ones_own_are_left_alone(sample_year: Year) -> None:
    assert (
        sample_year.sql("select count(*) as n from 主动公开 where 标题 = '没有的'")["n"].item() == 0
    )
    found = sample_year.sql(
        "with x as (select case when 办理用时 > 10 then '慢' else '快' end as 快慢 from 依申请公开)"
        " select count(*) as n from x where 快慢 = '快' and '快' = 快慢"
    )
    assert 0 < found["n"].item() < 29
    assert [c.name for c in comparisons(pieces_of("select 'a' as b from c where d = e"))] == []


def test_over_all_offices_a_place_is_matched_or_told() -> None:
    def asked(where: str) -> int:
        statement = f"select count(*) as n from 依申请公开 where {where}"
        found = gk.sql(statement, ("hrbrfb", "yunshan"), (2017, 2018), data_dir=SAMPLE)
        return int(found["n"].item())

    whole = asked("机关代码 = 'yunshan'")
    assert whole > 20
    for same in (
        "机关 = '云杉市园林绿化局'",
        "机关 = '云杉市园林绿化局（虚构）'",
        "机关 = 'yunshan'",
    ):
        assert asked(same) == whole
    assert asked("年度 = '2018'") == asked("年度 = 2018") == asked("年度 in (2018)") > 0
    for wrong, told in (
        ("机关 = '云衫市园林绿化局'", "是不是“云杉市园林绿化局"), ("机关代码 = 'yunsan'", "是不是“yunshan”"),
        ("年度 = 2031", "没有“2031”"), ("年度 = '去年'", "去年"),
    ):  # fmt: skip
        with pytest.raises(UsageError, match=told):
            asked(wrong)


def test_what_only_some_of_the_years_have_is_told_beside_the_answer() -> None:
    asked = (
        "select 年度, sum(case when 办理结果 = '予以公开' then 1 else 0 end) as n"
        " from 依申请公开 group by 年度 order by 年度"
    )
    with pytest.warns(UserWarning, match="2019年起才有.*2018年不可比") as warned:
        found = gk.sql(asked, "yunshan", data_dir=SAMPLE)
    assert warned[0].filename == __file__  # what pandas makes of the answer has no note
    assert "“办理结果”的“予以公开”2019年起才有，2016年、2017年、2018年不可比" in found.note
    with pytest.raises(UsageError, match="2019年起才有"):
        gk.sql(asked, "yunshan", 2018, data_dir=SAMPLE)


@pytest.mark.parametrize(
    ("condition", "why"),
    [
        ("办理结果 = '予以公开'", "“办理结果”的“予以公开”2019年起才有"),
        ("办理结果 like '不予公开%'", "2019年起才有"),
        ("计费页数 > 0", "“计费页数”一列2021年起才有"),
        ("办理结果 in ('同意公开', '同意部分公开')", "只到2018年"),
    ],
)
def test_a_share_across_a_change_of_form_is_a_gap_with_its_reason(condition: str, why: str) -> None:
    latest = gk.open_year("yunshan", 2022, SAMPLE)
    found = gk.measure("占比", ledger="requests", numerator=condition).trend(latest)
    lost = found.data["状态"] == "不适用"
    assert 0 < lost.sum() < len(lost)
    assert found.data[lost]["占比"].isna().all() and found.data[~lost]["占比"].notna().all()
    assert found.data[lost][["分子", "分母"]].isna().all(axis=None)
    assert "不可比：" in found.note and why in found.note and "不可比：" in found.alt
    assert why in found.data.note  # also of the numbers alone
    gap = gk.open_year("yunshan", int(found.data[lost].index[0]), SAMPLE)
    one = gk.measure("占比", ledger="requests", numerator=condition).of(gap)
    assert (one.text, one.base, one.number, one.numerator.number) == ("不适用", "", None, None)
    with pytest.raises(UsageError, match=why):
        one.cases()
    assert why in gk.measure("占比", ledger="requests", numerator=condition).chart(gap, latest).note


def test_words_of_both_forms_in_one_condition_are_counted_in_each_year() -> None:
    both = gk.measure("公开", ledger="requests", numerator="办理结果 in ('同意公开', '予以公开')")
    found = both.trend(gk.open_year("yunshan", 2022, SAMPLE)).data
    assert found["公开"].notna().all() and (found["分子"] > 0).all()
    assert "这一年不计" in both.of(gk.open_year("yunshan", 2018, SAMPLE)).cases().note


def test_a_measure_has_its_numerator_and_its_base(sample_year: Year) -> None:
    found = gk.measure("网络", ledger="requests", numerator="申请方式 = '网络'").of(sample_year)
    assert (found.numerator.number, found.denominator.number) == (20, 29)
    assert set(found.numerator.cases()["申请方式"]) == {"网络"}
    assert len(found.denominator.cases()) == 29 and "20行" in repr(found.numerator)
    assert isinstance(found.cases()["计入分子"].iloc[0], bool | np.bool_)
    assert pd.api.types.is_bool_dtype(found.numerator.cases()["计入分子"])


def test_what_was_put_otherwise_is_told_once(sample_year: Year) -> None:
    found = sample_year.sql(
        "select count(*) as n from 依申请公开 where 申请方式 in ('网上', 'letter') or 申请方式 = '网上'"
    )
    assert found["n"].item() == 25
    assert found.note.endswith("改按台账的写法查：网上→网络、letter→信函。")


def test_what_is_carried_over_is_told_of_the_years_that_are_asked() -> None:
    asked = "select count(*) as n from 依申请公开 where 年度 {} and 机关代码 = 'yunshan'"

    def note(where: str) -> str:
        return str(gk.sql(asked.format(where), "yunshan", (2018, 2019), data_dir=SAMPLE).note)

    assert "上年结转" not in note("= 2018") and "上年结转" not in note("in ('2018')")
    for with_2019 in ("= 2019", "<> 2018", ">= 2018", "in (2018, 2019)"):
        assert "有2行的“本年收到”为“否”" in note(with_2019)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["机关", "年度", "机关代码", "office", "year", "agency"])
def test_who_asks_one_year_for_offices_or_years_is_shown_the_way(
    language: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_LANG", language)
    opened = gk.open_year("hrbrfb", 2018, SAMPLE)
    for where in (f"where {name} = '2018'", f"where {name} = 'hrbrfb'", f"group by {name}"):
        with pytest.raises(UsageError, match=r"gk\.sql"):
            opened.sql(f"select count(*) as n from 依申请公开 {where}")


def test_a_blank_is_asked_for_as_such(sample_year: Year) -> None:
    for wrong in ("= ''", "<> ''", "in ('', '网络')"):
        with pytest.raises(UsageError, match="请写 申请方式 is null 或 申请方式 is not null"):
            counted(sample_year, f"申请方式 {wrong}")
    assert counted(sample_year, "申请方式 is not null") == 29
