from pathlib import Path

import pytest


@pytest.fixture
def office(year_folder: Path) -> Path:
    """Return the year's folder without its 依申请公开 ledger."""
    (year_folder / "requests.csv").unlink()
    return year_folder


@pytest.fixture
def bare_office(tmp_path: Path) -> Path:
    """Return the folder of an office's year 2024 that holds nothing yet."""
    folder = tmp_path / "x" / "2024"
    folder.mkdir(parents=True)
    (folder.parent / "agency.toml").write_text(
        'code = "x"\nname = "某局"\nlevel = "department"\n', encoding="utf-8"
    )
    return folder
