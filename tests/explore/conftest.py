"""Opened years for the analyst's side: the sample, and seeded random ones."""

import pytest
from drawings import drawn_once  # noqa: F401 (a fixture)
from executed import Executed, execute_notebooks, executed_in

from conftest import SAMPLE, made_once
from gongkai.explore.year import Year, open_year


@pytest.fixture(scope="session")
def sample_year() -> Year:
    return open_year("hrbrfb", 2018, SAMPLE)


@pytest.fixture(scope="session")
def later_year() -> Year:
    return open_year("yunshan", 2022, SAMPLE)


@pytest.fixture(scope="session")
def executed(tmp_path_factory: pytest.TempPathFactory) -> Executed:
    return executed_in(made_once(tmp_path_factory, "explored", execute_notebooks))
