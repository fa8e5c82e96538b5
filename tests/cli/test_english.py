"""``GONGKAI_LANG=en``: no help is missing in the catalogue, Chinese stays the default."""

import ast
import re
from importlib.resources import files

import typer

from gongkai.cli import chinese
from gongkai.cli.app import app, run
from gongkai.language.catalogue import catalogue

HAN = re.compile("[\u4e00-\u9fff]")


def said() -> set[str]:
    """Return all Chinese of the help pages, and all that ``told`` is given."""
    group = typer.main.get_command(app)
    parts = [group, *group.commands.values()]
    parts += [parameter for part in parts for parameter in part.params]
    words = {getattr(p, n, None) or "" for p in parts for n in ("help", "metavar", "short_help")}
    source = files("gongkai.cli").joinpath("chinese.py").read_text(encoding="utf-8")
    calls = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Call)]
    told = [c.args[0] for c in calls if isinstance(c.func, ast.Name) and c.func.id == "told"]
    words |= {a.value for a in told if isinstance(a, ast.Constant)} | {chinese._HELP}
    return {w for w in words if HAN.search(w)}


def test_every_word_has_its_english() -> None:
    assert said() - set(catalogue()) == set()


def test_the_english_names_the_same_options_and_files() -> None:
    for words in said():
        names = r"--[\w-]+|GONGKAI_\w+|\w+\.(?:toml|json|ipynb)"
        assert sorted(re.findall(names, words)) == sorted(re.findall(names, catalogue()[words]))


def test_help_and_complaints_are_english_where_asked_for(monkeypatch, capsys) -> None:
    monkeypatch.setenv("GONGKAI_LANG", "en")
    assert run(["report", "--help"]) == 0
    told = capsys.readouterr().out
    assert "Make an office's report of a year" in told and "[required]" in told
    assert not HAN.search(told.replace("分析.ipynb", ""))
    assert run(["repor"]) == 2
    assert "Did you mean report?" in capsys.readouterr().err
    assert run(["report", "hrbrfb"]) == 2
    assert capsys.readouterr().err.startswith("YEAR is missing.")
    monkeypatch.setenv("GONGKAI_LANG", "")
    assert run(["report", "--help"]) == 0
    told = capsys.readouterr().out
    assert "生成一个机关一个年度的报告" in told and "[必填]" in told and "Make" not in told
    assert run(["repor"]) == 2
    assert "是不是 report？" in capsys.readouterr().err


def test_answers_and_errors_are_english_where_asked_for(monkeypatch, capsys) -> None:
    monkeypatch.setenv("GONGKAI_LANG", "en")
    assert run(["check", "hrbrfb", "2018"]) == 0
    told = capsys.readouterr().out
    assert "checks: 50, of which not assessable: 4, passed: 46; Nothing must be mended." in told
    assert told.startswith("哈尔滨市人民防空办公室 2018 findings")
    told = told.replace("哈尔滨市人民防空办公室", "").replace("“标题”", "")
    assert not HAN.search(told), "an office and a column are named as in the files"
    assert run(["check", "nosuch", "2018"]) == 2
    assert capsys.readouterr().err.startswith("There is no office with the code “nosuch”.")
