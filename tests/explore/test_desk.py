"""The desk without a browser: views follow the choice, and say in Chinese what stands in the way."""

from concurrent.futures import ThreadPoolExecutor, wait
from threading import Event

import pytest

from conftest import SAMPLE
from gongkai.errors import UsageError
from gongkai.explore.desk import Desk, desk

VIEWS = ("ledgers", "figure", "chart", "trend", "sql", "findings", "due", "compare")


@pytest.fixture
def opened() -> Desk:
    return desk("hrbrfb", 2018, SAMPLE)


def told(view) -> str:
    """Return the HTML that a view shows, whatever stands above it."""
    last = view.children[-1]
    return last.value if hasattr(last, "value") else told(last)


def test_every_view_shows_something_and_follows_the_office(opened: Desk) -> None:
    views = {name: getattr(opened, name)() for name in VIEWS}
    before = {name: told(view) for name, view in views.items()}
    assert not [name for name, html in before.items() if "gk-error" in html or not html]
    opened._chooser.office.value = "yunshan"
    assert opened._chooser.year.value == opened.year.year == 2018
    assert opened.year.name == "云杉市园林绿化局（虚构）"
    assert [name for name, html in before.items() if told(views[name]) == html] == []
    opened._chooser.year.value = 2017
    assert opened.year.year == 2017
    opened._chooser.office.value = "hrbrfb"  # which has no 2017
    assert opened.year.year == 2018
    assert {name: told(view) for name, view in views.items()} == before
    assert "哈尔滨市人民防空办公室" in told(opened._front)


def test_a_view_follows_its_own_controls_and_a_wrong_one_is_a_sentence(opened: Desk) -> None:
    view = opened.sql()
    (text,) = view.children[0].children
    text.value = "select count(*) as 件数 from 主动公开"
    assert "216" in told(view)
    text.value = "select * from 没有"
    assert "gk-error" in told(view)
    assert "没有台账“没有”" in told(view)


def test_personal_columns_are_in_no_view(opened: Desk) -> None:
    view = opened.ledgers()
    (names,) = view.children[0].children
    for _, ledger in names.options:
        names.value = ledger
        assert "（个人信息）</th>" not in told(view)


def test_a_desk_needs_an_office_that_is_there(tmp_path) -> None:
    assert desk(data_dir=SAMPLE).year.agency == "hrbrfb"
    assert desk("yunshan", data_dir=SAMPLE).year.year == 2024
    with pytest.raises(UsageError, match="是不是“hrbrfb”"):
        desk("hrbrf", 2018, SAMPLE)
    with pytest.raises(UsageError, match="还没有台账"):
        desk(data_dir=tmp_path)


def test_what_was_chosen_last_is_shown_last_whichever_thread_draws_it(opened: Desk) -> None:
    """JupyterLab answers widgets beside the thread that runs cells."""
    begun, go_on = Event(), Event()

    def slow(desk: Desk) -> object:
        found = desk.year
        if found.year == 2018 and found.agency == "yunshan":
            begun.set()
            assert go_on.wait(20)
        return found

    view = opened._view("slow", slow)
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(setattr, opened._chooser.office, "value", "yunshan")
        assert begun.wait(20)
        second = threads.submit(setattr, opened._chooser.year, "value", 2017)
        wait([second], timeout=0.3)  # it must wait for the first; without order it would end here
        go_on.set()
        first.result(20), second.result(20)
    assert "2017年" in told(view)
