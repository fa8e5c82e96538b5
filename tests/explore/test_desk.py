"""The desk without a browser: views follow the choice, and say in Chinese what stands in the way."""

from concurrent.futures import ThreadPoolExecutor, wait
from threading import Event

import pytest

import gongkai as gk
from conftest import SAMPLE
from gongkai.errors import UsageError
from gongkai.explore.desk import Desk, desk

ALARM = "border-left:4px solid #a61c1c"
VIEWS = ("ledgers", "figure", "chart", "trend", "sql", "findings", "due", "compare")


@pytest.fixture
def opened() -> Desk:
    return desk("hrbrfb", 2018, SAMPLE)


def told(view) -> str:
    """Return what a view shows, HTML and drawings, whatever stands above it."""
    kinds = ("text/html", "image/svg+xml")
    return "".join(output.data.get(kind, "") for output in view.outputs for kind in kinds)


def test_every_view_shows_something_and_follows_the_office(opened: Desk) -> None:
    views = {name: getattr(opened, name)() for name in VIEWS}
    before = {name: told(view) for name, view in views.items()}
    assert not [name for name, html in before.items() if ALARM in html or not html]
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
    text = view._controls["statement"]
    text.value = "select count(*) as 件数 from 主动公开"
    assert "216" in told(view)
    text.value = "select * from 没有"
    assert ALARM in told(view)
    assert "没有台账“没有”" in told(view)


def test_personal_columns_are_in_no_view(opened: Desk) -> None:
    view = opened.ledgers()
    names = view._controls["name"]
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


def test_a_cell_says_that_another_year_has_been_chosen(opened: Desk, monkeypatch) -> None:
    shown: dict[str, str] = {}

    def put(outputs, names, *, update=False) -> None:
        assert update == (set(names) <= set(shown))
        shown.update({n: o.data["text/html"] for o, n in zip(outputs, names, strict=True)})

    monkeypatch.setattr("gongkai.explore.cell.standing.put", put)
    year = opened.year
    for cell in (year.indicators, year.figure("requests_received"), year, year.findings):
        cell._ipython_display_()
    first = dict(shown)
    assert len(first) == 4
    assert "现在所选" not in str(first)
    opened._chooser.year.observe(print, names="value")
    opened._chooser.office.value = "yunshan"
    assert all("现在所选是云杉市园林绿化局（虚构）2018年" in html for html in shown.values())
    assert all("哈尔滨市人民防空办公室2018年" in html.replace("　", "") for html in shown.values())
    opened._chooser.office.value = "hrbrfb"
    assert shown == first


def test_what_is_opened_by_hand_shows_itself_as_ever(opened: Desk) -> None:
    year = opened.year
    alone = gk.open_year("hrbrfb", 2018, SAMPLE)
    assert alone == year
    with pytest.raises(NotImplementedError):  # IPython then shows it as the value of the cell
        alone.ledgers._ipython_display_()


def test_a_desk_takes_an_office_s_name() -> None:
    assert desk("云杉市园林绿化局", 2017, SAMPLE).year.agency == "yunshan"


def test_a_view_pages_through_all_rows_of_a_long_table(
    opened: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = opened.ledgers()
    pager = view._pager.box
    monkeypatch.setattr(gk.Year, "ledger", lambda *_: pytest.fail("read again"))
    seen = [told(view)]
    for page in range(2, pager.max + 1):
        pager.value = page
        seen.append(told(view))
    numbers = [n for html in seen for n in range(1, 30) if f">YSQ2018{n:03}<" in html]
    assert numbers == list(range(1, 30))
    assert "第3页，共3页：第25至29行，共29行" in seen[-1]
    monkeypatch.undo()
    view._controls["name"].value = "organisation"  # one row: nothing to turn to
    assert (pager.value, pager.max, pager.layout.display) == (1, 1, "none")
