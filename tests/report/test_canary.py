"""Personal data stays in: invented persons in every personal column, and in no byte that is written."""

import base64
import gzip
import io
import re
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pytest

import years
from gongkai.cli.app import run
from gongkai.compare.kept import FOLDER as VERSIONS
from gongkai.keys import Key
from gongkai.records.ledgers import LEDGERS
from gongkai.records.prints import KEY_FILE
from gongkai.report.publication.formats import FACTS, FORMATS, MANIFEST, NOTEBOOK

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
            for m, column in enumerate(c for c in ledger.in_year(year).columns if c.personal):
                if row.get(column.heading) is not None and column.name != "credit_code":
                    row[column.heading] = values[(n + m) % len(values)]
    return rows


EMBEDDED = re.compile(rb"base64,([A-Za-z0-9+/=\\n]{40,})")


def parts_of(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield a file's content, and whatever is packed or encoded in it, archives in archives too."""
    yield name, content
    if content.startswith(b"\x1f\x8b"):
        yield from parts_of(f"{name}/gzip", gzip.decompress(content))
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield f"{name}/comment", archive.comment
            for member in archive.infolist():
                yield f"{name}/{member.filename}/comment", member.comment + member.extra
                yield from parts_of(f"{name}/{member.filename}", archive.read(member))
    if content.startswith(b"%PDF"):
        with pdfplumber.open(io.BytesIO(content)) as document:
            words = "\n".join(page.extract_text() for page in document.pages)
            yield f"{name}/text", f"{words}\n{document.metadata}".encode()
    for n, found in enumerate(EMBEDDED.findall(content)):
        yield from parts_of(f"{name}/embedded {n}", base64.b64decode(found.replace(b"\\n", b"")))


def traces(content: bytes) -> list[str]:
    escaped = [t.encode("unicode_escape") for t in TRACES]
    entities = ["".join(f"&#{ord(c)};" for c in t).encode() for t in TRACES]
    written = [t.encode() for t in TRACES] + [t.encode("utf-16-le") for t in TRACES]
    return [
        needle.decode("latin-1") for needle in (*written, *escaped, *entities) if needle in content
    ]


def runs(year: int) -> list[list[str]]:
    """Return every command that reads the ledgers, in every form that it has."""
    every = ["--to", ",".join(f.name for f in FORMATS)]
    return [
        ["report", "x", str(year), *every],
        ["batch", "--only", f"x/{year}", "--workers", "1", "--out", "batch", *every],
        ["check", "x", str(year)],
        ["check", "x", str(year), "--format", "json"],
        ["check", "x", str(year), "--request", "N0"],
        ["list"],
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
    # Temporary files and whatever Jupyter keeps are walked too.
    for variable in ("TMPDIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR", "XDG_CACHE_HOME"):
        (work / variable).mkdir()
        monkeypatch.setenv(variable, str(work / variable))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.chdir(work)
    ledgers = {p: p.read_bytes() for p in data.rglob("*") if p.is_file()}
    for command in runs(year):
        assert run([*command, "--data", str(data)]) in (0, 1), command
    spoken = "".join(capsys.readouterr())
    assert len(spoken) > 500
    assert traces(spoken.encode()) == []
    written = [path for path in work.rglob("*") if path.is_file()]
    made = {path.name for path in (work / "out" / "x" / str(year)).iterdir()}
    assert made == {*(f.file for f in FORMATS), *FACTS, NOTEBOOK, MANIFEST, VERSIONS}
    for path in written:
        for name, content in parts_of(path.name, path.read_bytes()):
            assert traces(content) == [], name
    # Nothing is left beside the ledgers either, but the key that prints are made with.
    left = {p: p.read_bytes() for p in data.rglob("*") if p.is_file() and p.name != KEY_FILE}
    assert left == ledgers


def test_the_marked_workbook_alone_holds_persons_and_lies_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, work = tmp_path / "data", tmp_path / "work"
    work.mkdir()
    years.write_year(data, 2018, planted(2018))
    monkeypatch.chdir(work)
    assert run(["check", "x", "2018", "--format", "xlsx", "--data", str(data)]) in (0, 1)
    (path,) = (p for p in work.rglob("*") if p.is_file())
    assert path.relative_to(work).parts[0] == "internal"
    assert any(traces(content) for _, content in parts_of(path.name, path.read_bytes()))


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
