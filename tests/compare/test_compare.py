"""Fifty seeded edits of an office's data: each is found, with what it moved, and nothing besides."""

import csv
import io
import json
import random
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import SAMPLE
from gongkai.compare.comparison import Comparison, compare
from gongkai.compare.files import read_version, version_text
from gongkai.compare.kept import changes_since, keep, keep_signed
from gongkai.compare.rows import Edit
from gongkai.compare.telling import as_dict, told
from gongkai.compare.version import Version, version_of
from gongkai.errors import UnreadableError
from gongkai.examined.examine import build
from gongkai.indicators.indicator import Aggregate
from gongkai.indicators.registry import BY_ID as INDICATORS
from gongkai.indicators.written import raw_text
from gongkai.keys import Key
from gongkai.records.prints import KEY_FILE

KEY = Key("yunshan", 2024)
LEDGERS = ("requests", "disclosures", "hotline_cases", "meetings", "decisions")
# Columns that any words may stand in, and two of them personal.
CHANGED = {
    "requests": ("申请人", "联系方式", "申请内容"),
    "disclosures": ("标题", "经办人"),
    "hotline_cases": ("来电人", "反映内容"),
    "meetings": ("名称",),
    "decisions": ("事项名称", "行政相对人"),
}
PHONE = "13904510451"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the office's one year, so that it is read quickly."""
    root = tmp_path_factory.mktemp("compared") / "data"
    shutil.copytree(SAMPLE / KEY.slug, root / KEY.slug)
    shutil.copy(SAMPLE / KEY.agency / "agency.toml", root / KEY.agency)
    return root


def version(root: Path) -> tuple[Version, dict[str, str]]:
    report = build(KEY.agency, KEY.year, root)
    figures = {i.id: raw_text(v) for i, v in report.indicators.known()}
    return version_of(root, report), figures


def rows_of(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))


def written(path: Path, rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")


def added(rng: random.Random, root: Path, name: str) -> tuple[Edit, str, tuple[str, ...]]:
    path = root / KEY.slug / f"{name}.csv"
    rows = rows_of(path)
    new = list(rng.choice(rows[1:]))
    new[0] = f"新-{rng.randint(1000, 9999)}"
    rows.insert(rng.randint(1, len(rows)), new)
    written(path, rows)
    return Edit.ADDED, new[0], ()


def removed(rng: random.Random, root: Path, name: str) -> tuple[Edit, str, tuple[str, ...]]:
    path = root / KEY.slug / f"{name}.csv"
    rows = rows_of(path)
    gone = rows.pop(rng.randint(1, len(rows) - 1))
    written(path, rows)
    return Edit.REMOVED, gone[0], ()


def changed(rng: random.Random, root: Path, name: str) -> tuple[Edit, str, tuple[str, ...]]:
    path = root / KEY.slug / f"{name}.csv"
    rows = rows_of(path)
    row = rng.choice(rows[1:])
    heading = rng.choice(CHANGED[name])
    row[rows[0].index(heading)] = PHONE if heading == "联系方式" else f"另写{rng.randint(10, 99)}号"
    written(path, rows)
    return Edit.CHANGED, row[0], (heading,)


EDITS: tuple[Callable[[random.Random, Path, str], tuple[Edit, str, tuple[str, ...]]], ...] = (
    added, removed, changed,
)  # fmt: skip


def of_rows(found: Comparison) -> list[tuple[str, Edit, str, tuple[str, ...]]]:
    return [(c.ledger, c.edit, c.key, c.columns) for c in found.edited]


def test_each_edit_is_found_and_none_besides(root: Path) -> None:
    """Ten times five edits at once: a row added, one removed, one changed, a sentence, a setting."""
    rng = random.Random(22)
    before, figures = version(root)
    written_before = {p: p.read_bytes() for p in root.rglob("*") if p.is_file()}
    for n in range(10):
        rows = [
            (name, *edit(rng, root, name))
            for edit, name in zip(EDITS, rng.sample(LEDGERS, len(EDITS)), strict=True)
        ]
        own = root / KEY.slug / "narrative" / "problems.md"
        own.write_text(own.read_text("utf-8") + f"\n\n第{n}次所添的一句话。\n", "utf-8")
        office = root / KEY.agency / "agency.toml"
        text = office.read_text("utf-8")
        office.write_text(text.replace('short_name = "', f'short_name = "改{n}'), "utf-8")
        now, figures_now = version(root)
        found = compare(before, now)
        assert sorted(of_rows(found)) == sorted(rows)
        moved = {m.fact.id: m.rows for m in found.figures if m.fact.id in figures}
        assert set(moved) == {i for i in figures if figures[i] != figures_now[i]}
        for name, behind in moved.items():
            formula = INDICATORS[name].formula
            assert behind
            assert not isinstance(formula, Aggregate) or {c.ledger for c in behind} == {
                formula.ledger
            }
        assert [s.name for s in found.settings] == ["机关设置：正文自称"]
        words = [c for c in found.sentences if not c.figures_only]
        assert [c.new.text for c in words if c.new and c.new.file] == [f"第{n}次所添的一句话。"]
        # What the program words itself follows from the setting, or from what the figures license.
        claims = [c for c in words if c.new and f"改{n}" not in c.new.text and not c.new.file]
        assert all(c.old and c.old.figures for c in claims)
        assert not found.others
        assert not found.uncompared
        for path, content in written_before.items():
            path.write_bytes(content)
    assert compare(before, version(root)[0]).nothing


def test_a_persons_cell_is_only_named_and_a_respelt_day_is_no_change(root: Path, tmp_path) -> None:
    office = Path(shutil.copytree(root, tmp_path / "data"))
    before, _ = version(office)
    path = office / KEY.slug / "requests.csv"
    rows = rows_of(path)
    heads = rows[0]
    rows[2][heads.index("联系方式")] = PHONE
    rows[2][heads.index("申请人")] = "欧阳某某"
    day = heads.index("收到日期")
    rows[3][day] = rows[3][day].replace("-", ".")
    written(path, rows)
    after, _ = version(office)
    found = compare(before, after)
    assert of_rows(found) == [("requests", Edit.CHANGED, rows[2][0], ("申请人", "联系方式"))]
    said = (
        version_text(after)
        + "\n".join(told(found))
        + json.dumps(as_dict(found), ensure_ascii=False)
    )
    assert PHONE not in said
    assert "欧阳" not in said
    for name, state in after.ledgers.items():  # not a cell of any row, but its key
        cells = {c for row in rows_of(office / KEY.slug / f"{name}.csv")[1:] for c in row[1:]
                 if len(c) > 6 and not c[0].isdigit()} if state.rows else set()  # fmt: skip
        lines = [
            line
            for line in version_text(after).splitlines()
            if line.startswith(f'["{name}", ') and line.count('"') >= 8 and '"known"' not in line
        ]
        assert len(lines) == state.rows
        assert not any(cell in line for cell in cells for line in lines)


def test_a_row_of_a_ledger_in_several_files_is_told_with_its_file(root: Path) -> None:
    ledger = root / KEY.slug / "meetings.csv"
    whole = ledger.read_bytes()
    head, *rows = rows_of(ledger)
    second = ledger.with_name("会议培训（下半年）.csv")
    try:
        written(ledger, [head, *rows[:-2]])
        written(second, [head, *rows[-2:]])
        before, _ = version(root)
        written(second, [head, rows[-2]])
        found = compare(read_again(before), version(root)[0])
        (gone,) = found.edited
        assert "会议培训（下半年）.csv原第3行" in gone.words
        assert as_dict(found)["rows"][0]["sheet"] == "会议培训（下半年）.csv"
    finally:
        second.unlink()
        ledger.write_bytes(whole)


def read_again(version: Version) -> Version:
    """Return a version as it is read from the disk."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "version.json"
        path.write_text(version_text(version), "utf-8")
        return read_version(path)


def test_without_the_offices_key_equal_cells_are_not_known_as_equal(root: Path, tmp_path) -> None:
    office = Path(shutil.copytree(root, tmp_path / "data"))
    before, _ = version(office)
    (office / KEY.agency / KEY_FILE).unlink()
    build.__globals__["_built"].cache_clear()
    after, _ = version(office)
    same = zip(before.ledgers["requests"].lines, after.ledgers["requests"].lines, strict=True)
    assert not any(a.cells == b.cells for a, b in same)


def test_a_signed_version_is_compared_with_before_the_last_run(root: Path, tmp_path) -> None:
    office, out = Path(shutil.copytree(root, tmp_path / "data")), tmp_path / "out"
    folder = out / KEY.slug
    first, _ = version(office)
    assert changes_since(office, out, first) is None
    keep(folder, first)
    assert read_version(folder / "versions" / "last.json") == first
    removed(random.Random(1), office, "requests")
    second, _ = version(office)
    since = changes_since(office, out, second)
    assert since is not None
    assert (since.words, len(since.comparison.edited)) == ("上一次生成的报告", 1)
    keep(folder, second)  # made of what was compared: the run before it is meant
    again = changes_since(office, out, second)
    assert again is not None
    assert len(again.comparison.edited) == 1
    assert not keep_signed(office, folder, KEY, "签发", "王某签发（2025-01-20）", "2025-01-20", "x")
    assert keep_signed(
        office, folder, KEY, "签发", "王某签发（2025-01-20）", "2025-01-20", second.inputs
    )
    signed = changes_since(office, out, version(office)[0])
    assert signed is not None
    assert signed.words == "王某签发（2025-01-20）的版本"
    assert signed.comparison.nothing
    assert list(told(signed.comparison)) == ["没有变化。"]
    unsigned = changes_since(office, out, second, signed=False)
    assert unsigned is not None
    assert len(unsigned.comparison.edited) == 1


def test_a_row_that_moves_figures_alone_and_with_others_is_told_once(root: Path, tmp_path) -> None:
    office = Path(shutil.copytree(root, tmp_path / "data"))
    before, _ = version(office)
    path = office / KEY.slug / "requests.csv"
    head, *rows = rows_of(path)
    gone = rows.pop(3)
    alone = list(told(compare(before, _written(office, path, [head, *rows]))))
    assert f"  因《依申请公开》{gone[0]}（原第5行）删去：" in alone
    at = head.index("办理结果")
    for row in rows[5:8]:
        row[at] = "部分公开" if row[at] != "部分公开" else "予以公开"
    lines = list(told(compare(before, _written(office, path, [head, *rows]))))
    assert sum(gone[0] in line for line in lines) == 1
    assert lines[0] == "影响数字的台账改动（4处）："
    assert {line.split(". ")[0].strip() for line in lines[1:5]} == {"1", "2", "3", "4"}
    causes = [line for line in lines if line.startswith("  因")]
    assert len(causes) > 1
    assert all(line.startswith("  因上列第") for line in causes)


def _written(office: Path, path: Path, rows: list[list[str]]) -> Version:
    written(path, rows)
    return version(office)[0]


def test_two_offices_are_compared_without_their_rows(root: Path) -> None:
    now, _ = version(root)
    found = compare(version_of(SAMPLE, build("hrbrfb", 2018, SAMPLE)), now)
    assert found.figures
    assert found.sentences
    assert not (found.rows or found.settings or found.others)


@pytest.mark.parametrize("text", ["{", "[]", '{"format": "gongkai-version", "version": 99}'])
def test_a_spoilt_record_is_told(tmp_path, text: str) -> None:
    (tmp_path / "last.json").write_text(text)
    with pytest.raises(UnreadableError, match="读不出来"):
        read_version(tmp_path / "last.json")
