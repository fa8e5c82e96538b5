"""Personal data stays in: invented persons in every personal column, and in no byte that is written."""

import re
import zipfile
from pathlib import Path

import pytest

import years
from gongkai.cli.app import run
from gongkai.keys import Key
from gongkai.records.ledgers import LEDGERS

PERSONS = {
    "name": "钱独一无二",
    "identity": "230102199001011230",
    "full-width identity": "２３０１０２１９９００１０１１２３０",
    "spaced identity": "230102 19900101 1230",
    "mobile": "13904510451",
    "address": "虚构路四百零四号楼",
    "mail": "canary.person@example.invalid",
    "in free text": "本人张独一无二（电话13904510452）申请",
}
TRACES = ("独一无二", "230102199001011230", "２３０１０２１９９", "19900101 1230", "1390451045",
          "四百零四号楼", "canary.person")  # fmt: skip


def planted(year: int) -> years.Year:
    """Return a valid year whose every personal cell is a canary."""
    rows = years.random_year(7, year, most=12)
    values = list(PERSONS.values())
    for ledger in LEDGERS:
        for n, row in enumerate(rows[ledger.id]):
            for m, column in enumerate(c for c in ledger.columns_in(year) if c.personal):
                if row.get(column.heading) is not None and column.name != "credit_code":
                    row[column.heading] = values[(n + m) % len(values)]
    return rows


def bytes_of(path: Path) -> list[tuple[str, bytes]]:
    """Return a file's content, and its members' where it is an archive."""
    parts = [(path.name, path.read_bytes())]
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            parts += [(f"{path.name}/{n}", archive.read(n)) for n in archive.namelist()]
            parts.append(("comment", archive.comment))
    return parts


def traces(content: bytes) -> list[str]:
    escaped = [t.encode("unicode_escape") for t in TRACES]
    entities = ["".join(f"&#{ord(c)};" for c in t).encode() for t in TRACES]
    written = [t.encode() for t in TRACES] + [t.encode("utf-16-le") for t in TRACES]
    return [
        needle.decode("latin-1") for needle in (*written, *escaped, *entities) if needle in content
    ]


@pytest.mark.slow
@pytest.mark.parametrize("year", [2018, 2022])
def test_no_person_is_in_any_byte_of_any_artefact(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], year: int
) -> None:
    data, work = tmp_path / "data", tmp_path / "work"
    work.mkdir()
    folder = years.write_year(data, year, planted(year))
    assert traces((folder / "requests.csv").read_bytes())
    monkeypatch.chdir(work)
    for command in (
        ["report", "x", str(year)],
        ["check", "x", str(year)],
        ["check", "x", str(year), "--format", "json"],
        ["list"],
    ):
        assert run([*command, "--data", str(data)]) in (0, 1)
    spoken = "".join(capsys.readouterr())
    assert len(spoken) > 500
    assert traces(spoken.encode()) == []
    written = [path for path in work.rglob("*") if path.is_file()]
    assert {p.suffix for p in written} >= {".html", ".ipynb", ".xlsx"}
    for path in written:
        for name, content in bytes_of(path):
            assert traces(content) == [], name


def test_findings_about_personal_cells_show_no_value(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = planted(2018)
    for row in rows["requests"]:
        row["收到日期"] = "不详"
        row["登记编号"] = "同号"
    years.write_year(tmp_path, 2018, rows)
    assert run(["check", "x", "2018", "--data", str(tmp_path)]) == 1
    assert traces("".join(capsys.readouterr()).encode()) == []


def test_a_person_in_a_public_column_is_warned_of(tmp_path: Path) -> None:
    from gongkai.records.load import load

    rows = years.random_year(7, 2018, most=12)
    rows["disclosures"] = rows["disclosures"] or years.random_year(8, 2018, most=12)["disclosures"]
    row = rows["disclosures"][0]
    shown = {
        "230102199001011230",
        "２３０１０２ １９９００１０１ １２３０",
        "13904510451",
        "139-0451-0451",
    }
    for number in sorted(shown):
        row["标题"] = f"关于某人（{number}）的公示"
        years.write_year(tmp_path, 2018, rows)
        found = [f for f in load(tmp_path, Key("x", 2018)).findings if f.rule == "R-17"]
        assert [(f.place.row, f.place.column) for f in found] == [(2, "标题")], number
        assert not re.search(r"\d{6}", found[0].value or "")
    row["标题"] = "关于2018年第13号文件（230102199001011231）的公示"  # its check digit is wrong
    years.write_year(tmp_path, 2018, rows)
    assert not [f for f in load(tmp_path, Key("x", 2018)).findings if f.rule == "R-17"]
