"""Headings of a program: the first letters of syllables, and English words with underscores."""

from pathlib import Path

import pytest

from gongkai.office.mapping.headings.initials import initials, meanings
from gongkai.office.mapping.headings.syllables import syllables
from gongkai.office.mapping.proposal import Proposal, proposals
from gongkai.records.ledgers import BY_ID as LEDGER
from gongkai.records.ledgers import LEDGERS
from gongkai.records.ledgers.ledger import Column
from gongkai.records.reading.files import read_file

REQUESTS = "YS{n},甲某{n},公民,网络,2024-03-{n:02},2024-03-{m:02},予以公开,请公开某文件{n}"
CASES = "GD{n},张某,139,路灯坏了{n},12345热线,2024-03-{n:02} 09:00,2024-03-{m:02} 18:00,2024-03-{n:02} 10:00,2024-03-{m:02} 10:00"
PERMITS = "某许字〔2024〕{n}号,某公司{n},取水许可,2024-03-{n:02},2024-03-{m:02}"


def proposed(tmp_path: Path, head: str, row: str) -> Proposal:
    lines = [head, *(row.format(n=n, m=n + 8) for n in range(1, 13))]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    sheets = read_file(path)
    assert isinstance(sheets, tuple)
    return proposals(sheets[0], 2024, {})[0]


def columns(found: Proposal) -> list[str]:
    return [
        pair.column.name
        for pair in sorted(found.pairs, key=lambda p: found.sheet.head[0].index(p.headings[0]))
    ]


@pytest.mark.parametrize(
    "head",
    [
        "SQBH,SQRXM,SQRLX,SQFS,SQSJ,DFRQ,BLJG,SQNR",
        "sq_bh,sqr_xm,sqr_lx,sq_fs,sq_sj,df_rq,bl_jg,sq_nr",
        "SQBH,SQR_XM,SQR_TYPE,SQ_FS,SQ_TIME,DF_DATE,BLJG,SQNR",
        "shenqing_bianhao,shenqingren_xingming,shenqingren_leixing,shenqing_fangshi,shenqing_shijian,dafu_riqi,banli_jieguo,shenqing_neirong",
        "apply_no,applicant_name,applicant_type,apply_way,apply_time,reply_date,reply_result,apply_content",
        "ID,APPLICANT,APPLICANT_TYPE,SUBMIT_CHANNEL,RECEIVE_TIME,REPLY_TIME,RESULT,REQUEST_CONTENT",
    ],
)
def test_a_register_of_requests_with_a_programs_headings_is_proposed_whole(
    tmp_path, head: str
) -> None:
    found = proposed(tmp_path, head, REQUESTS)
    assert columns(found) == [
        "id", "applicant", "applicant_type", "submit_channel", "received_on", "reply_on", "outcome", "content",
    ]  # fmt: skip
    assert found.open == ()


def test_letters_that_may_be_another_day_are_asked_about(tmp_path) -> None:
    """HFSJ is 回复时间 or 回访时间, and only the first is a day of ours."""
    found = proposed(tmp_path, "GDBH,LDRXM,LDHM,SQNR,GDLY,PDSJ,BLSX,BJRQ,HFSJ", CASES)
    taken = {pair.column.name: pair.headings for pair in found.pairs}
    assert taken["received_on"] == ("PDSJ",)
    assert taken["due_on"] == ("BLSX",)
    assert taken["closed_on"] == ("BJRQ",)
    assert "replied_on" not in taken
    assert ("replied_on", ("HFSJ",)) in [(one.column.name, one.candidates) for one in found.open]


def test_what_letters_say_for_certain_goes_before_what_they_may_say(tmp_path) -> None:
    """JDSJ may be 建单时间 or 接单时间, and PDSJ is 派单时间; alone it is asked about."""
    found = proposed(tmp_path, "GDBH,LDRXM,LDHM,SQNR,GDLY,PDSJ,BJSX,BJSJ,JDSJ", CASES)
    taken = {pair.column.name: pair.headings for pair in found.pairs}
    assert taken["received_on"] == ("PDSJ",)
    assert taken["closed_on"] == ("BJSJ",)
    alone = proposed(tmp_path, "GDBH,LDRXM,LDHM,SQNR,GDLY,JDSJ,BJSX,BJSJ,CJRQ", CASES)
    assert "received_on" not in {pair.column.name for pair in alone.pairs}
    assert any("JDSJ" in one.candidates for one in alone.open if one.column.name == "received_on")


def test_a_day_whose_letters_say_another_is_not_taken_because_it_is_the_only_one(tmp_path) -> None:
    found = proposed(tmp_path, "SQBH,SQRXM,SQRLX,SQFS,CJSJ,DFRQ,BLJG,SQNR", REQUESTS)
    assert "received_on" not in columns(found)
    assert [one.candidates for one in found.open if one.column.name == "received_on"] == [("CJSJ",)]


def test_the_number_of_a_decision_and_its_days_are_known_by_their_letters(tmp_path) -> None:
    found = proposed(tmp_path, "XKJDSWH,XDRMC,XKNR,XKJDRQ,GSRQ", PERMITS)
    assert found.ledger.id == "decisions"
    assert columns(found) == ["doc_no", "subject", "matter", "decided_on", "published_on"]


def test_where_the_values_do_not_fit_letters_are_no_column(tmp_path) -> None:
    row = "YS{n},甲某{n},公民,网络,2024-03-{n:02},已寄出,予以公开,请公开某文件{n}"
    found = proposed(tmp_path, "SQBH,SQRXM,SQRLX,SQFS,SQSJ,DFRQ,BLJG,SQNR", row)
    assert "reply_on" not in columns(found)


def test_the_day_of_receipt_goes_before_that_of_the_application(tmp_path) -> None:
    head = "SQBH,SQRXM,SQRLX,SQFS,APPLY_TIME,REPLY_TIME,BLJG,SQNR,RECEIVE_TIME"
    found = proposed(tmp_path, head, REQUESTS + ",2024-03-{n:02}")
    taken = {pair.column.name: pair.headings for pair in found.pairs}
    assert taken["received_on"] == ("RECEIVE_TIME",)
    assert taken["reply_on"] == ("REPLY_TIME",)


def test_two_letters_and_other_words_say_nothing() -> None:
    assert [meanings(h) for h in ("BT", "QX_A", "A1", "STATUS", "收到日期", "sq")] == [()] * 6


def test_whose_a_number_is_may_stand_before_it() -> None:
    assert "申请人联系电话" in meanings("SQR_LXDH", LEDGER["requests"])
    assert meanings("CBR_DH", LEDGER["requests"]) == ()
    assert "补正通知时间" in meanings("BZTZ_TIME", LEDGER["requests"])


def test_every_column_has_its_letters() -> None:
    def unread(column: Column) -> bool:
        return "?" in initials("".join(c for c in column.heading if "一" <= c <= "鿿"))

    assert [c.heading for ledger in LEDGERS for c in ledger.columns if unread(c)] == []
    assert initials("昵称") == "NC"
    assert initials("来电号码") == "LDHM"


@pytest.mark.parametrize("ledger", LEDGERS, ids=lambda ledger: ledger.id)
def test_every_character_of_our_headings_has_its_syllables(ledger) -> None:
    chinese = {h for c in ledger.columns for h in (c.heading, *c.aliases) if not h.isascii()}
    assert {h for h in chinese if h.isalpha() and not syllables(h)} == set()


def test_whole_syllables_of_another_day_take_none_of_ours(tmp_path) -> None:
    """huifang_shijian is 回访时间 and no other; tijiao_shijian gives way to jiaoban_shijian."""
    head = "liuyan_bianhao,liuyan_ren,shouji_hao,liuyan_neirong,laiyuan,tijiao_shijian,banli_qixian,jiaoban_shijian,huifang_shijian"
    found = proposed(tmp_path, head, CASES)
    taken = {pair.column.name: pair.headings for pair in found.pairs}
    assert (taken["id"], taken["caller"]) == (("liuyan_bianhao",), ("liuyan_ren",))
    assert (taken["contact"], taken["content"]) == (("shouji_hao",), ("liuyan_neirong",))
    assert (taken["received_on"], taken["due_on"]) == (("jiaoban_shijian",), ("banli_qixian",))
    days = {
        h for p in found.pairs if p.column.name in ("closed_on", "replied_on") for h in p.headings
    }
    assert days == set()
