from pathlib import Path

import pytest


@pytest.fixture
def office(year_folder: Path) -> Path:
    """Return the year's folder without its 依申请公开 ledger."""
    (year_folder / "requests.csv").unlink()
    return year_folder
