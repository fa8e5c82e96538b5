"""In IPython an error of ours is a sentence; the analyst's own keeps its traceback."""

import atexit
import sys
from collections.abc import Iterator

import pytest
from IPython.core.interactiveshell import InteractiveShell
from nbclient.exceptions import CellTimeoutError
from traitlets.config import Config

import gongkai as gk
import gongkai.explore.year
from conftest import SAMPLE
from gongkai.explore.cell.mishap import show
from gongkai.explore.desk import desk

OPEN = f"import gongkai as gk\nyear = gk.open_year('hrbrfb', 2018, {str(SAMPLE)!r})\n"
TOLD = "程序内部出错（ZeroDivisionError）"


@pytest.fixture(scope="module")
def one_shell() -> Iterator[InteractiveShell]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "__main__", sys.modules["__main__"])  # the shell puts its own
        found = InteractiveShell(config=Config(HistoryManager={"enabled": False}), colors="nocolor")
        found.set_custom_exc((Exception,), show)
        yield found
        atexit.unregister(found.atexit_operations)
        found.atexit_operations()


@pytest.fixture
def shell(one_shell: InteractiveShell) -> InteractiveShell:
    """Return a shell in which nothing is named yet."""
    one_shell.reset(new_session=False)
    return one_shell


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gongkai.explore.year, "run_sql", lambda *_: 1 / 0)
    monkeypatch.setattr(gongkai.explore.year, "examine", lambda *_, **__: 1 / 0)


@pytest.mark.parametrize("line", ["year.sql('select 1')", "year.examined", "year.findings"])
def test_what_fails_within_is_a_sentence_and_still_the_error(shell, broken, capsys, line) -> None:
    ran = shell.run_cell(OPEN + line)
    said = capsys.readouterr().out
    assert TOLD in said
    assert "Traceback" not in said
    assert isinstance(ran.error_in_exec, ZeroDivisionError)
    shell.run_cell(f"try:\n    {line}\nexcept ZeroDivisionError:\n    print('caught')")
    assert capsys.readouterr().out == "caught\n"


def test_a_cell_that_was_stopped_for_its_time_is_no_error_of_the_program(
    shell, capsys, monkeypatch
) -> None:
    def stopped(*_: object) -> None:
        raise CellTimeoutError("第3个单元运行超过 1 秒，已停止。")

    monkeypatch.setattr(gongkai.explore.year, "run_sql", stopped)
    shell.run_cell(OPEN + "year.sql('select 1')")
    assert capsys.readouterr().out == "第3个单元运行超过 1 秒，已停止。\n"


def test_whoever_asks_for_details_gets_them(shell, broken, capsys, monkeypatch) -> None:
    monkeypatch.setenv("GONGKAI_DEBUG", "1")
    shell.run_cell(OPEN + "year.sql('select 1')")
    said = capsys.readouterr().out
    assert "Traceback" in said
    assert TOLD not in said


@pytest.mark.parametrize(
    ("cell", "error"),
    [
        ("1 / 0", "ZeroDivisionError"),
        ("year.ledgers['没有这一列']", "KeyError"),
        ("year.ledgers.map(lambda cell: 1 / 0)", "ZeroDivisionError"),
        ("with gk.figure_axes('图') as axes:\n    1 / 0", "ZeroDivisionError"),
        (
            "class Odd:\n    def __str__(self): return 1 / 0\nyear.figure(Odd())",
            "ZeroDivisionError",
        ),
    ],
)
def test_the_analysts_own_error_keeps_its_traceback(shell, capsys, cell: str, error: str) -> None:
    shell.run_cell(OPEN + cell)
    said = capsys.readouterr().out
    assert error in said
    assert "Traceback" in said
    assert "程序内部出错" not in said


def test_an_error_of_ours_is_still_its_own_sentence(shell, capsys) -> None:
    shell.run_cell(OPEN + "year.findings.rows(99)")
    assert capsys.readouterr().out.strip().startswith("没有第99个问题")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("gk.nonesuch", "gongkai 没有“nonesuch”"),
        ("gk.open_yaer('hrbrfb', 2018)", "是不是 gk.open_year"),
        ("from gongkai import compere", "compere"),
        ("gk.compare(2018, 2019)", "给的是“2018”"),
        ("year.ledger()", "ledger 缺少参数 name"),
        ("year.leger('依申请公开')", "是不是 .ledger"),
        ("gk.panel(office='hrbrfb')", "panel 没有参数 office。是不是 offices？"),
        ("gk.panel('hrbrfb', 2018, years=2018)", "参数 years 给了两次"),
        (
            "gk.measure('占比', '依申请公开', '办理用时 > 9')",
            "ledger、numerator、denominator 要写出名称",
        ),
        ("with gk.figure_axes('图', units='件') as axes: pass", "figure_axes 没有参数 units"),
        ("gk.what_if(year, days_off=5)", "参数 days_off 应为一个或几个日期"),
        ("year.findings.rows('a')", "参数 at 应为"),
        ("year.sql('select * from 依申请公开 where 按期办结 = true')", "写的是“是”或“否”"),
        (
            "gk.count_workdays(year.ledger('requests')['收到日期'], year.ledger('requests')['答复日期'][:3])",
            "两列的行不同",
        ),
        ("year.chart('requests_by_month').save('没有的文件夹/图.png')", "（文件或文件夹不存在）"),
        ("gk.compare(year, 'yunshan')", "给的是“yunshan”"),
    ],
)
def test_a_slip_of_the_analyst_is_not_told_as_ours(shell, capsys, line: str, words: str) -> None:
    shell.run_cell(OPEN + line)
    said = capsys.readouterr().out
    assert words in said
    assert "程序内部出错" not in said
    assert "explore/" not in said


def test_what_the_package_does_not_have_is_still_an_attribute_error() -> None:
    assert not hasattr(gk, "nonesuch")
    assert {"open_year", "panel"} < set(dir(gk)) < {*gk.__all__, "__version__"}
    assert "form_table" not in dir(gk)  # it serves the report's notebook
    assert all(hasattr(gk, name) for name in dir(gk))


def test_a_view_that_fails_says_so_in_place_of_the_year_before(broken) -> None:
    opened = desk("hrbrfb", 2018, SAMPLE)
    view = opened._view("broken", lambda desk: desk.year.sql("select 1"))
    assert TOLD in view.outputs[0].data["text/html"]
