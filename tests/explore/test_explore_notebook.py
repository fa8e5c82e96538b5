"""The notebooks from a clean kernel: no error, nothing written elsewhere, no person in what is saved."""

import csv
import hashlib
import json
from pathlib import Path

import nbclient
import nbformat
import pytest
from test_canary import PERSONS, traces

from conftest import REPOSITORY
from gongkai.records.ledgers import LEDGERS

NOTEBOOKS = sorted((REPOSITORY / "notebooks").glob("*.ipynb"))
EXPLORE = REPOSITORY / "notebooks" / "explore.ipynb"


def hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def plant(folder: Path) -> None:
    """Fill every personal cell of the year with invented persons."""
    values = list(PERSONS.values())
    for ledger in LEDGERS:
        personal = [c.heading for c in ledger.columns if c.personal and c.name != "credit_code"]
        path = folder / f"{ledger.id}.csv"
        if not path.exists() or not personal:
            continue
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        for n, row in enumerate(rows):
            for m, heading in enumerate(h for h in personal if h in row):
                row[heading] = values[(n + m) % len(values)]
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            out = csv.DictWriter(file, list(rows[0]))
            out.writeheader()
            out.writerows(rows)


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_a_notebook_runs_from_a_clean_kernel_and_takes_no_person_along(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: Path
) -> None:
    plant(sample / "hrbrfb" / "2018")
    assert traces((sample / "hrbrfb" / "2018" / "requests.csv").read_bytes())
    before = hashes(sample)
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.setenv("GONGKAI_DATA", str(sample))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    notebook = nbformat.read(path, as_version=4)
    client = nbclient.NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(work)}}
    )
    client.execute()
    outputs = [o for cell in notebook.cells for o in cell.get("outputs", [])]
    assert {o.output_type for o in outputs} <= {"execute_result", "display_data"}
    assert len(outputs) >= 10
    saved = nbformat.writes(notebook)
    assert "哈尔滨市人民防空办公室" in saved
    assert traces(saved.encode()) == []
    assert str(sample) not in saved
    assert hashes(sample) == before
    assert list(work.iterdir()) == []
    if path == EXPLORE:  # the controls are saved as well as what they show
        widgets = notebook.metadata.widgets["application/vnd.jupyter.widget-state+json"]["state"]
        lists = [w for w in widgets.values() if w["model_name"] == "DropdownModel"]
        assert len(lists) >= 8


def test_the_exploring_notebook_holds_no_logic() -> None:
    cells = json.loads(EXPLORE.read_text(encoding="utf-8"))["cells"]
    for cell in cells:
        source = "".join(cell["source"])
        if cell["cell_type"] == "code":
            assert len([line for line in source.splitlines() if line]) <= 3, source
            for word in ("def ", "for ", "try", "while ", "lambda", "open(", "personal"):
                assert word not in source
        else:
            assert any("\u4e00" <= character <= "\u9fff" for character in source)
    assert sum(cell["cell_type"] == "code" for cell in cells) >= 15
