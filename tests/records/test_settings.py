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


DECLARATION_FAULTS = [
    ("date = 2019-02-12", 'date = "2019-02-12"', "2019-02-12 的样子"),
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
