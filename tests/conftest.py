"""Shared fixtures: the sample office, and a valid year that a test may spoil in one place."""

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says nothing on a shared machine.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")

REPOSITORY = Path(__file__).parents[1]
SAMPLE = REPOSITORY / "data"


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """Return a copy of the sample data folder, to be spoiled at will."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "data"))


@pytest.fixture
def year_folder(sample: Path) -> Path:
    """Return the folder of hrbrfb/2018 in the copy."""
    return sample / "hrbrfb" / "2018"
