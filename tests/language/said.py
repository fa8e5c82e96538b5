"""What the program can say: the Chinese in its source, without the words that it only listens for."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import gongkai

ROOT = Path(gongkai.__file__).parent
HAN = re.compile("[\u4e00-\u9fff]")
# Rooms whose words a person is answered with. What makes the official report is Chinese in every
# language; `audit`, `compare` and the office's workbooks quote it.
ROOMS = (
    "batch", "charts", "checks", "cli", "errors.py", "examined", "explore", "findings.py", "forms",
    "indicators", "keys.py", "office/clock", "office/worklist.py", "records/clock", "records/reading",
    "records/rules", "records/agency.py", "records/declarations.py", "records/declared.py",
    "records/load.py", "records/mapping.py", "records/settings.py", "records/stated.py",
)  # fmt: skip
# Words that are looked for in files and texts, names of sheets and files, and Chinese alone: never an answer.
HEARD = (
    "checks/wording/characters.py", "checks/wording/documents.py", "checks/wording/prose.py",
    "checks/wording/quantities.py", "checks/wording/licences.py", "cli/chinese.py", "records/reading/folding.py",
    "records/reading/recognition/naming.py", "records/reading/rows/tails.py",
    "records/reading/service/items.py", "records/reading/sheet.py",
)  # fmt: skip
_LISTENING = re.compile(r"\(\?|\[\^|\\[dsSp]|\||\$$|^\^")


def said(path: Path) -> Iterator[str]:
    """Yield what a module says, as the catalogue has it: parts of a sentence are numbered."""
    tree = ast.parse(path.read_text("utf-8"))
    passed = set(_passed(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            words = _template(node)
            passed |= {id(value) for value in node.values}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            words = "" if id(node) in passed else node.value
        else:
            continue
        pieces = re.split(r"<[^>]+>", words) if re.search(r"</\w+>", words) else [words]
        yield from (p for p in pieces if HAN.search(p) and not _LISTENING.search(p))


def _passed(tree: ast.AST) -> Iterator[int]:
    """Yield what is no word of an answer: docstrings, and what an expression is compiled of."""
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
            yield id(body[0].value)
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "compile":
            yield from map(id, ast.walk(node))


def _template(node: ast.JoinedStr) -> str:
    words, count = "", 0
    for value in node.values:
        if isinstance(value, ast.Constant):
            words += str(value.value).replace("{", "{{").replace("}", "}}")
        else:
            words, count = f"{words}{{{count}}}", count + 1
    return words


def modules() -> Iterator[Path]:
    for room in ROOMS:
        place = ROOT / room
        for path in [place] if place.is_file() else sorted(place.rglob("*.py")):
            if path.relative_to(ROOT).as_posix() not in HEARD:
                yield path
