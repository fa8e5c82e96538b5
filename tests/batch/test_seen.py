"""Three hundred reports are looked over without reading their data again, and no change is missed for that."""

import os
from pathlib import Path

import pytest

from gongkai.batch.standing import seen as module
from gongkai.batch.standing.seen import seen
from gongkai.examined import inputs
from gongkai.keys import Key

KEY = Key("yunshan", 2024)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Key]:
    """Return the keys whose data were read for their hashes, as that goes on."""
    found: list[Key] = []
    usual = inputs.inputs_of

    def told(root: Path, key: Key) -> dict[str, str]:
        found.append(key)
        return usual(root, key)

    monkeypatch.setattr(inputs, "inputs_of", told)
    monkeypatch.setattr(module, "_RECENT", 0)
    return found


def test_what_is_as_it_was_is_not_read_again_and_a_change_is(
    tmp_path: Path, read: list[Key]
) -> None:
    root = tmp_path / "data"
    year = root / KEY.slug
    year.mkdir(parents=True)
    (root / "yunshan" / "agency.toml").write_text('name = "某局"\nlevel = "department"\n', "utf-8")
    (root / "yunshan" / "2023").mkdir()
    ledger = year / "meetings.csv"
    ledger.write_text("会议,1\n", "utf-8")
    then = inputs.inputs_of(root, KEY)

    def now() -> dict[str, str]:
        read.clear()
        looked = seen(root, tmp_path)
        found = dict(looked.data(KEY, then))
        looked.note()
        return found

    assert now() == then and read == [KEY]
    assert now() == then and read == []
    before = ledger.stat()
    ledger.write_text("会议,2\n", "utf-8")  # as long, and its time set back
    os.utime(ledger, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert now() != then and read == [KEY]
    ledger.write_text("会议,1\n", "utf-8")
    assert now() == then and now() == then and read == []
    for name in ("2024/narrative/a.md", "2023/meetings.csv", "2022/meetings.csv", "analysis.ipynb"):
        path = root / "yunshan" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("新", "utf-8")
        assert now() != then, name
        path.unlink()
        assert now() == then, name
    (year / "sign_off.toml").write_text(
        "", "utf-8"
    )  # a signature is of the report, it changes none
    assert now() == then and read == []


@pytest.mark.parametrize("text", ["", "[]", '{"yunshan/2024": 3}', '{"yunshan/2024": {}}'])
def test_notes_that_say_nothing_are_passed_over(tmp_path: Path, text: str, read: list[Key]) -> None:
    (tmp_path / ".seen.json").write_text(text, "utf-8")
    seen(tmp_path, tmp_path).data(KEY, {"a": "b"})
    assert read == [KEY]
