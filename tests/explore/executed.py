"""Both notebooks run once from a clean kernel, over a year whose personal cells hold invented persons."""

import csv
import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import nbclient
import nbformat
from test_canary import PERSONS

from conftest import REPOSITORY, SAMPLE
from gongkai.records.ledgers import LEDGERS

HASHES = "hashes.json"  # of the data before they were read


@dataclass(frozen=True)
class Executed:
    """The executed notebooks in ``folder``, the data they read, and where they ran."""

    folder: Path
    data: Path
    hashes: dict[str, str]
    work: Path


def executed_in(base: Path) -> Executed:
    """Return what ``execute_notebooks`` left in a folder."""
    before = json.loads((base / HASHES).read_text(encoding="utf-8"))
    return Executed(base / "executed", base / "data", before, base / "work")


def execute_notebooks(base: Path) -> None:
    data = Path(shutil.copytree(SAMPLE, base / "data"))
    plant(data / "hrbrfb" / "2018")
    (base / HASHES).write_text(json.dumps(hashes(data)), encoding="utf-8")
    work, folder = base / "work", base / "executed"
    for made in (work, folder):
        made.mkdir()
    environment = os.environ | {"GONGKAI_DATA": str(data), "IPYTHONDIR": str(base / "ipython")}
    for path in sorted((REPOSITORY / "notebooks").glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        client = nbclient.NotebookClient(
            notebook,
            timeout=600,
            kernel_name="python3",
            resources={"metadata": {"path": str(work)}},
        )
        client.execute(env=environment)
        nbformat.write(notebook, folder / path.name)


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
