"""Whatever lies in the folder: a Chinese answer, an exit code of 0, 1 or 2, and soon."""

import os
import random
import re
import shutil
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import sheets
from dirt import CLEAN, HEAD
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.cli.app import run

# make test tries some hundreds; `make fuzz` thousands, of other draws.
CASES = int(os.environ.get("GONGKAI_FUZZ", "100"))
CHINESE = re.compile(r"[\u4e00-\u9fff]")
SUFFIXES = (".csv", ".tsv", ".xlsx", ".xls", ".ods", ".parquet")
steady = settings(
    max_examples=CASES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return the folder of an office with nothing in it yet."""
    root = tmp_path_factory.mktemp("fuzz")
    folder = root / "x" / "2018"
    folder.mkdir(parents=True)
    (root / "x" / "agency.toml").write_text(
        'code = "x"\nname = "某市某局"\nlevel = "department"\nchapter_plan = "harbin_four"\n',
        "utf-8",
    )
    yield folder
    shutil.rmtree(root)


def answer(folder: Path, name: str, content: bytes, capsys: pytest.CaptureFixture[str]) -> int:
    """Return the exit code of a check with this one file in the folder."""
    path = folder / name
    path.write_bytes(content)
    capsys.readouterr()
    start = time.process_time()  # on a busy machine a sound answer still waits its turn
    try:
        code = run(["check", "x", "2018", "--data", str(folder.parents[1])])
    finally:
        path.unlink()
    said = "".join(capsys.readouterr())
    assert code in (0, 1, 2)
    assert CHINESE.search(said)
    assert "Traceback" not in said
    assert "程序内部出错" not in said, said
    assert time.process_time() - start < 5
    return code


@steady
@given(content=st.binary(max_size=400), suffix=st.sampled_from(SUFFIXES))
def test_any_bytes(
    office: Path, capsys: pytest.CaptureFixture[str], content: bytes, suffix: str
) -> None:
    answer(office, f"依申请公开{suffix}", content, capsys)


ODD = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["", "合计", "示例", "#REF!", '"', ",", "\n", "2018-02-30", "９９９", "1e400", "-0", "{{7*7}}",
         "=1+1", "\x00", "\ud7ff", "锟斤拷", "9" * 40, "0001-01-01", "9999-12-31", "是", "注："]
    ),
)  # fmt: skip


@steady
@given(data=st.data())
def test_any_table_of_text(
    office: Path, capsys: pytest.CaptureFixture[str], data: st.DataObject
) -> None:
    rows = [list(row) for row in CLEAN]
    for _ in range(data.draw(st.integers(1, 6))):
        row = rows[data.draw(st.integers(0, len(rows) - 1))]
        row[data.draw(st.integers(0, len(row) - 1))] = data.draw(ODD)
    lines = "\n".join(",".join(row) for row in rows)
    encoding = data.draw(st.sampled_from(["utf-8", "gb18030", "utf-16"]))
    answer(office, "依申请公开.csv", lines.encode(encoding, "replace"), capsys)


@steady
@given(seed=st.integers(0, 2**32))
def test_any_mutated_workbook(
    office: Path,
    tmp_path_factory: pytest.TempPathFactory,
    capsys: pytest.CaptureFixture[str],
    seed: int,
) -> None:
    rng = random.Random(seed)
    path = tmp_path_factory.mktemp("book") / "book.xlsx"
    if seed % 3 == 0:
        sheets.opendocument(path, CLEAN)
    else:
        sheets.workbook(path, CLEAN)
    name = "依申请公开.ods" if seed % 3 == 0 else "依申请公开.xlsx"
    if rng.random() < 0.5:  # in the archive's own bytes
        content = bytearray(path.read_bytes())
        for _ in range(rng.randint(1, 8)):
            content[rng.randrange(len(content))] = rng.randrange(256)
        answer(office, name, bytes(content), capsys)
        return
    with zipfile.ZipFile(path) as archive:
        parts = {n: bytearray(archive.read(n)) for n in archive.namelist()}
    part = parts[rng.choice([n for n in parts if n.endswith((".xml", ".rels"))])]
    for _ in range(rng.randint(1, 4)):  # in a part, its checksum right again
        at = rng.randrange(len(part))
        rng.choice((_flip, _cut, _repeat))(part, at, rng)
        if not part:
            break
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for n, body in parts.items():
            archive.writestr(n, bytes(body))
    answer(office, name, path.read_bytes(), capsys)


def _flip(part: bytearray, at: int, rng: random.Random) -> None:
    part[at] = rng.randrange(32, 127)


def _cut(part: bytearray, at: int, rng: random.Random) -> None:
    del part[at : at + rng.randint(1, 40)]


def _repeat(part: bytearray, at: int, rng: random.Random) -> None:
    part[at:at] = part[at : at + rng.randint(1, 200)] * rng.randint(1, 5)


def test_a_million_cells_of_one_row_are_answered(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wide = ",".join(HEAD) + "," + "," * 20_000 + "\n" + "," * 20_000
    answer(office, "依申请公开.csv", wide.encode(), capsys)


def test_a_file_of_nothing_but_forbidden_characters_is_blank(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer(office, "依申请公开.csv", b"\xa1@", capsys) == 1
