"""Shared fixtures: the sample office, and a valid year that a test may spoil in one place."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings
from selenium import webdriver

from gongkai.startup import start_lean
from reading import chromium

# Here and in all that is started from here, programs of others too, nobody waits for a grammar of web addresses.
start_lean()
os.environ.pop("GONGKAI_DATA", None)  # of whoever runs the tests; each of them names its own
LEAN = Path(__file__).with_name("lean")
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(LEAN), os.environ.get("PYTHONPATH"))))
collect_ignore = [LEAN.name]

# How long an example takes says nothing on a shared machine. The gate tries the same examples each
# time, so that it judges the change and not the draw; `make fuzz` draws new ones.
settings.register_profile("steady", deadline=None, derandomize="GONGKAI_FUZZ" not in os.environ)
settings.load_profile("steady")

# The files that take longest, begun first: no core waits for one of them at the end (see the Makefile).
LONGEST = (
    "batch/test_faults.py", "report/page/test_browser.py", "batch/test_cluster.py",
    "batch/test_run.py", "report/notebook/test_notebook.py", "explore/test_lab.py",
    "explore/test_viewers.py", "indicators/test_recount.py", "report/cms/test_editors.py",
    "report/test_canary.py", "records/reading/test_programs.py", "test_guide.py",
    "records/test_bulk.py", "report/page/test_screenshots.py",
    "report/content/review/test_review.py", "records/reading/test_dirt.py",
    "audit/tables/test_round_trip.py", "explore/test_figure.py", "records/test_fuzz.py",
    "explore/test_explore_notebook.py", "examined/test_rollup.py", "batch/test_cells.py",
    "report/test_injection.py", "report/test_same_bytes.py", "audit/test_audit.py",
    "attack/test_wrong_column.py", "batch/test_many.py", "test_counting_apart.py",
)  # fmt: skip

REPOSITORY = Path(__file__).parents[1]
SAMPLE = REPOSITORY / "data"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    places = {REPOSITORY / "tests" / name: n for n, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path, len(LONGEST)))


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return a folder that the first worker to ask fills, and all of them read."""
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent  # each worker has a folder of its own in it
    folder, whole = base / name, base / f"{name}.whole"
    with FileLock(base / f"{name}.lock"):
        if not whole.exists():
            make(folder)
            whole.touch()
    return folder


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """Return a copy of the sample data folder, to be spoiled at will."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "data", dirs_exist_ok=True))


@pytest.fixture
def year_folder(tmp_path: Path) -> Path:
    """Return the folder of hrbrfb/2018 in a copy of that office alone, or in that of all where a test takes it too."""
    office = tmp_path / "data" / "hrbrfb"
    if not office.exists():
        shutil.copytree(SAMPLE / "hrbrfb", office)
    return office / "2018"


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    """Yield the browser in which finished pages are opened."""
    with chromium(tmp_path_factory.mktemp("profile")) as found:
        yield found
