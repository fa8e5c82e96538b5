"""Declared patterns: nothing is compiled until it is sought, and what is kept is what ``re`` would make."""

import ast
import copy
import marshal
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import gongkai
import gongkai.audit.audit
import gongkai.examined.examine  # both declare what they seek
from gongkai import pattern as module
from gongkai.kept import Kept
from gongkai.pattern import Declared, _compiled, pattern

MODULES = sorted(Path(gongkai.__file__).parent.rglob("*.py"))
YEAR = r"(?P<year>20\d\d)年[^，。；]{2}"


def test_a_start_compiles_nothing_of_ours() -> None:
    script = (
        "import sys\nfrom re import _compiler\nours, compile = [], _compiler.compile\n"
        "def seen(text, flags=0):\n"
        "    frame = sys._getframe()\n"
        "    while frame.f_code.co_filename.endswith(('re/__init__.py', '<string>')) and frame.f_back: frame = frame.f_back\n"
        "    ours.append(text) if isinstance(text, str) and '/gongkai/' in frame.f_code.co_filename else None\n"
        "    return compile(text, flags)\n"
        "_compiler.compile = seen\n"
        "import gongkai.audit.audit, gongkai.examined.examine\n"
        "from gongkai.pattern import Declared\n"
        "ours += [one.pattern for one in Declared.all if 'compiled' in vars(one)]\n"
        "print(len(Declared.all), ours)"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8", check=True
    )
    declared, _, compiled = told.stdout.strip().partition(" ")
    assert int(declared) > 700
    assert compiled == "[]"


def test_modules_declare_their_patterns() -> None:
    at_start = [
        f"{path}:{node.lineno}"
        for path in MODULES
        if "re.compile" in (text := path.read_text(encoding="utf-8"))
        for statement in ast.parse(text).body
        if not isinstance(statement, ast.FunctionDef | ast.ClassDef)
        for node in ast.walk(statement)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile"
        if not ast.unparse(node.args[0]).startswith(("b'", 'b"'))
    ]
    assert not at_start


@pytest.fixture
def kept(tmp_path, monkeypatch) -> Callable[[], Kept]:
    """Give the patterns a file of their own that knows nothing yet; called, as another process would find it."""
    monkeypatch.setattr("sys.dont_write_bytecode", True)

    def anew() -> Kept:
        found = Kept(module.__file__, "test")
        found.file = tmp_path / "folder" / "patterns"
        monkeypatch.setattr(module, "_KEPT", found)
        return found

    return anew


def test_a_kept_pattern_is_the_one_that_re_makes(kept) -> None:
    first = kept()
    for one in Declared.all:
        _compiled(one.pattern, one._flags)
    first.write()
    second = kept()
    for one in Declared.all:
        # Patterns are equal where flags, text and code are.
        assert _compiled(one.pattern, one._flags) == re.compile(one.pattern, one._flags)
    assert not second._new
    second.forget()
    assert "_read" not in vars(second)
    assert _compiled(YEAR, 0) == re.compile(YEAR)
    assert [path.name for path in first.file.parent.iterdir()] == ["patterns"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00 nothing of ours",
        marshal.dumps(1),
        marshal.dumps(("3.10 of another make", {(YEAR, 0): (0, b"", 0, {}, ())})),
        marshal.dumps((f"{sys.version} test", {(YEAR, 0): (0, b"", 0, {}, ())})),
        marshal.dumps((f"{sys.version} test", {(YEAR, 0): 1})),
    ],
)
def test_what_was_kept_otherwise_is_compiled_anew(kept, content) -> None:
    file = kept().file
    file.parent.mkdir()
    file.write_bytes(content)
    assert _compiled(YEAR, 0) == re.compile(YEAR)


def test_a_file_that_cannot_be_written_stops_nothing(kept) -> None:
    found = kept()
    found.file.parent.write_text("a file")
    assert _compiled(YEAR, 0).search("2024年一二")
    found.write()
    assert found.file.parent.read_text() == "a file"


def test_a_pattern_is_used_like_any_other() -> None:
    year = pattern(YEAR)
    assert "compiled" not in vars(year)
    assert [m["year"] for m in year.finditer("2023年全年，2024年全年")] == ["2023", "2024"]
    assert year.sub("", "2024年全年收到") == "收到"
    assert (year.pattern, year.groups) == (YEAR, 1)
    assert pickle.loads(pickle.dumps(year)) == copy.deepcopy(year) == re.compile(YEAR)
    with pytest.raises(re.error):
        pattern("（(").search("")
