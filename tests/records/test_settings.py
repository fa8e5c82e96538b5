"""agency.toml and declarations.toml: each fault is refused by name."""

from pathlib import Path

import pytest

from gongkai.errors import UnreadableError
from gongkai.keys import Key
from gongkai.records.load import load

KEY = Key("hrbrfb", 2018)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


AGENCY_FAULTS = [
    ('name = "哈', 'nmae = "哈', "nmae"),
    ('code = "hrbrfb"', 'code = "hrb"', "应与文件夹名"),
    ('level = "department"', 'level = "village"', "village"),
    ('name = "哈尔滨市人民防空办公室"', 'name = ""', "缺少“name”"),
    ('code = "hrbrfb"', "code = hrbrfb", "写法有误"),
    ("[contact]", '[contact]\nfax = "1"', "fax"),
    (
        'name = "哈尔滨市人民防空办公室"',
        "name = “哈尔滨市人民防空办公室”",
        '应写成：name = "哈尔滨市人民防空办公室"',
    ),
    (
        'name = "哈尔滨市人民防空办公室"',
        'name = "哈尔滨市人民防空办公室',
        '应写成：name = "哈尔滨市人民防空办公室"',
    ),
    ("[contact]", '[contact]\nmembers = ["a"]', "移到 [contact] 那一行的上面"),
    ("[contact]", "[contact]\nphone = 0451-84664111", 'phone = "0451-84664111"'),
    ("[contact]", "[contact]\nphone = [1]", 'phone = "0451-12345678"'),
    ('level = "department"', 'level = "department"\nlevel = "department"', "写了两次"),
]


@pytest.mark.parametrize(("old", "new", "told"), AGENCY_FAULTS)
def test_a_fault_in_the_office_file(sample: Path, old: str, new: str, told: str) -> None:
    edit(sample / "hrbrfb" / "agency.toml", old, new)
    with pytest.raises(UnreadableError) as caught:
        load(sample, KEY)
    assert told in str(caught.value)
    assert "agency.toml" in str(caught.value)


def test_an_absent_office_file_is_named(sample: Path) -> None:
    (sample / "hrbrfb" / "agency.toml").unlink()
    with pytest.raises(UnreadableError, match="缺少设置文件"):
        load(sample, KEY)


@pytest.mark.parametrize(
    ("old", "new", "row"), [("phone", "请打总机", True), ("phone", "84664111", False)]
)
def test_a_telephone_in_the_wrong_form_is_told_at_its_own_line(
    sample: Path, old: str, new: str, row: bool
) -> None:
    path = sample / "hrbrfb" / "agency.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(old)]
    at = kept.index("[contact]") + 1
    value = f'"{new}"' if row else new
    path.write_text("\n".join([*kept[:at], f"{old} = {value}", *kept[at:]]), encoding="utf-8")
    found = [f for f in load(sample, KEY).findings if f.rule == "L-40"]
    places = [(f.place.file, f.place.row) for f in found]
    assert places == ([("hrbrfb/agency.toml", at + 1)] if row else [])


DECLARATION_FAULTS = [
    ("date = 2019-02-12", 'date = "2019-02-12"', "2019-02-12 的样子"),
    ("date = 2019-02-12", "date = 2019-2-12", "应写成：date = 2019-02-12"),
    ("date = 2019-02-12", "date = 2019年2月12日", "应写成：date = 2019-02-12"),
    ("date = 2019-02-12", "date = 2019/2/12", "应写成：date = 2019-02-12"),
    ("date = 2019-02-12", "date ＝ 2019-02-12", "应写成：date = 2019-02-12"),
    ('ledger = "documents"', 'ledger = "papers"', "papers"),
    ('period = "2018-01-01/2018-12-31"', 'period = "2018-01-01/2018-06-30"', "覆盖全年"),
    ("signed_on = 2019-01-04", "singed_on = 2019-01-04", "singed_on"),
    ('signed_by = "办公室"', 'signed_by = ""', "signed_by"),
    ('kind = "rebuilt"', 'kind = "true"', "made_up"),
    ("schema = 1", "schema = 2", "升级程序"),
    ("[publication]", "[publicaton]", "publicaton"),
]


@pytest.mark.parametrize(("old", "new", "told"), DECLARATION_FAULTS)
def test_a_fault_in_the_declarations(year_folder: Path, old: str, new: str, told: str) -> None:
    edit(year_folder / "declarations.toml", old, new)
    with pytest.raises(UnreadableError) as caught:
        load(year_folder.parents[1], KEY)
    assert told in str(caught.value)
    assert "declarations.toml" in str(caught.value)


def test_without_declarations_nothing_is_declared(year_folder: Path) -> None:
    (year_folder / "declarations.toml").unlink()
    records = load(year_folder.parents[1], KEY)
    assert set(records.unknown) == {"documents", "disputes", "charges"}
    assert records.declarations.published_on is None
