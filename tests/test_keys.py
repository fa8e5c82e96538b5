import pytest

from gongkai.errors import UsageError
from gongkai.findings import Finding, Place, Severity, in_order
from gongkai.keys import Key, all_keys, data_root, find_folder, parse_key
from gongkai.text import chinese_numeral, clean, heading_key


@pytest.mark.parametrize("year", ["1999", "twenty", "20188", "2018.0", "", True, None, -2018])
def test_a_year_must_be_four_digits_of_our_time(year: object) -> None:
    with pytest.raises(UsageError, match="报告年度"):
        parse_key("hrbrfb", year)


@pytest.mark.parametrize("agency", ["", "HRB", "a b", "../x", "机关", "x" * 41, "1x"])
def test_an_office_code_is_lower_case_letters(agency: str) -> None:
    with pytest.raises(UsageError, match="机关代码"):
        parse_key(agency, 2018)


def test_keys_are_found_by_folder(tmp_path) -> None:
    for slug in ("b/2019", "a/2018", "a/2017", "a/notes", "A/2018", ".git/2018"):
        (tmp_path / slug).mkdir(parents=True)
    assert all_keys(tmp_path) == (Key("a", 2017), Key("a", 2018), Key("b", 2019))
    assert find_folder(tmp_path, Key("a", 2018)) == tmp_path / "a" / "2018"


def test_the_data_folder_is_found_from_the_working_folder_upwards(tmp_path, monkeypatch) -> None:
    monkeypatch.delenv("GONGKAI_DATA", raising=False)
    work = tmp_path / "project" / "internal" / "lab"
    for made in (
        work,
        tmp_path / "project" / "data" / "x",
        tmp_path / "project" / "internal" / "data",
    ):
        made.mkdir(parents=True)
    monkeypatch.chdir(work)
    with pytest.raises(UsageError, match=r"从 .*lab 起向上找过.*--data"):
        data_root()
    (tmp_path / "project" / "data" / "x" / "agency.toml").touch()
    assert data_root() == tmp_path / "project" / "data"  # a folder of other data is passed by
    (work / "data").mkdir()
    assert data_root().resolve() == work / "data"
    with pytest.raises(UsageError, match="找不到数据文件夹“elsewhere”"):
        data_root("elsewhere")


def test_in_a_notebook_the_way_out_is_one_of_a_notebook(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("gongkai.keys.in_notebook", lambda: True)
    with pytest.raises(UsageError) as told:
        data_root(tmp_path / "none")
    assert "data_dir=" in str(told.value)
    assert "-p data_dir" in str(told.value)
    assert "--data" not in str(told.value)


def test_findings_are_told_gravest_first() -> None:
    def finding(severity: Severity, file: str, row: int) -> Finding:
        return Finding("R-01", severity, Place(file, None, row), None, "", "", "")

    mixed = [
        finding(Severity.INFO, "a", 1), finding(Severity.ERROR, "b", 2), finding(Severity.ERROR, "a", 9),
        finding(Severity.WARNING, "a", 1), finding(Severity.ERROR, "a", 3),
    ]  # fmt: skip
    assert [(f.severity.value, f.place.file, f.place.row) for f in in_order(mixed)] == [
        ("error", "a", 3), ("error", "a", 9), ("error", "b", 2), ("warning", "a", 1), ("info", "a", 1),
    ]  # fmt: skip


def test_text_from_records_is_cleaned_once() -> None:
    assert clean("甲\x00乙\u202e丙\ue000\x0b丁\r\n戊\ufeff") == "甲乙丙丁\n戊"
    assert heading_key(" 收 到\n日期（１） ") == "收到日期(1)"


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "〇"), (8, "八"), (10, "十"), (19, "十九"), (20, "二十"), (101, "一百〇一"), (110, "一百一十"),
     (1005, "一千〇五"), (9999, "九千九百九十九")],
)  # fmt: skip
def test_chinese_numerals(number: int, words: str) -> None:
    assert chinese_numeral(number) == words


@pytest.mark.parametrize("number", [-1, 10_000])
def test_numerals_out_of_range_are_refused(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        chinese_numeral(number)
