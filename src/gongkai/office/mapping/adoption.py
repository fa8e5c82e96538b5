"""A proposal becomes a passage of ``columns.toml``: plain, in Chinese, and read back before it stands."""

import shutil
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any, Final

from gongkai.errors import OutputError, UnreadableError, reason_of
from gongkai.office.mapping.proposal import Proposal
from gongkai.office.mapping.records import heading_of
from gongkai.office.mapping.settled import undecided
from gongkai.pattern import pattern
from gongkai.records.mapping import LAYOUT_KEY, MAPPING, NONE_KEY, WORDS_KEY, read_mapping
from gongkai.records.reading.recognition.columns import core

_HEAD: Final = """\
# 本机关台账的列名和用词对照：同样列名的文件，以后都照此读取。
# 由 gongkai adopt 写入，可用记事本修改：左边是台账的列名，右边是本机关文件的列名。
"""
_MARKS: Final = 6  # headings by which a file of the same shape is known
_FEW: Final = 3
_HAN: Final = pattern(r"[一-鿿]")
_ENTRY: Final = pattern(r"""^\s*\[\[\s*["']样式["']\s*\]\]""")
_PART: Final = pattern(r"""^\s*\[\s*["']样式["']\s*\.""")
_UNDECIDED: Final = "# 未定："
_COPY: Final = "columns_旧"


def passage(proposal: Proposal, name: str) -> str:
    """Return the lines that say how files of this shape are read.

    ``name`` is what the shape is called.
    """
    columns = {p.column.heading: p.headings for p in proposal.pairs}
    marks = _marks(proposal)[:_MARKS]
    notes = [
        f"{_UNDECIDED}{_quoted(one.column.heading)} = "
        f"{' 或 '.join(map(_quoted, one.candidates))}；定下后在这里另起一行写明"
        for one in undecided(proposal)
        if one.candidates
    ]
    return _entry(name, proposal.ledger.title, marks, columns, proposal.fixed, notes, proposal.none)


def _marks(proposal: Proposal) -> list[str]:
    """Return the headings by which a file of the shape may be known.

    Of two alone, or of A1 and A2, another file may have them too: then the others go with them.
    """
    marks = [p.headings[0] for p in proposal.pairs if core(p.headings[0])]
    telling = [mark for mark in marks if _HAN.search(mark)]
    return marks if len(telling) >= _FEW else [*marks, *(h for h in proposal.unused if core(h))]


def _entry(
    name: str,
    ledger: str,
    marks: Sequence[str],
    columns: Mapping[str, Sequence[str]],
    fixed: Mapping[str, object],
    notes: Sequence[str] = (),
    none: Sequence[str] = (),
) -> str:
    lines = [
        "",
        '[["样式"]]',
        f'"名称" = {_quoted(name)}',
        f'"台账" = {_quoted(ledger)}',
        f'"认作" = {_listed(marks)}  # 文件有这些列名，就照此读取',
        *([f'"{NONE_KEY}" = {_listed(none)}'] if none else []),
        '["样式"."列"]',
        *(
            f"{_quoted(ours)} = {_quoted(theirs[0]) if len(theirs) == 1 else _listed(theirs)}"
            for ours, theirs in columns.items()
        ),
        *notes,
    ]
    if fixed:
        said = (f"{_quoted(ours)} = {_quoted(str(word))}" for ours, word in fixed.items())
        lines += ['["样式"."固定"]  # 文件中没有的列，各行都是', *said]
    return "\n".join(lines) + "\n"


def write_mapping(
    folder: Path, proposal: Proposal, name: str, words: Mapping[str, str], *, shape: bool = True
) -> Path:
    """Put a proposal into the office's ``columns.toml`` and return its path; what else stands there stays.

    It takes the place of what was said of the same shape; where that was not as this function writes
    it, somebody edited it, and the file as it was is kept beside it. ``words`` gives our label for ``heading\\nword``; without ``shape`` nothing else is written. UnreadableError where the file is broken: then
    nothing is written.
    """
    path = folder / MAPPING
    said = path.read_text(encoding="utf-8") if path.is_file() else _HEAD
    if path.is_file():
        read_mapping(path)
    by_heading: dict[str, dict[str, str]] = {}
    for key, label in words.items():
        heading, _, word = key.partition("\n")
        by_heading.setdefault(heading, {})[word] = label
    text, edited = said, False
    if shape:
        rest, edited = _without_shape(said, proposal, name)
        text = rest.rstrip("\n") + "\n" + passage(proposal, name)
    text = _with_words(text, proposal.ledger.title, by_heading)
    # It is read back under another name, so that only what can be read takes the place.
    working = folder / f".{MAPPING}.new"
    try:
        working.write_text(text, encoding="utf-8", newline="\n")
        read_mapping(working)
        if edited:
            shutil.copy2(path, _free(folder))
        working.replace(path)
    except OSError as error:
        raise OutputError(
            f"无法写入 {path.as_posix()}（{reason_of(error)}）。原有文件未改动。"
        ) from None
    except UnreadableError:
        raise OutputError(
            f"{folder.name}/{MAPPING} 中已有同名的取值，没有写入。请打开该文件核对后重试。"
        ) from None
    finally:
        working.unlink(missing_ok=True)
    return path


def _without_shape(text: str, proposal: Proposal, name: str) -> tuple[str, bool]:
    """Return the file's text without the entries that the proposal replaces, and whether a person's hand was in one."""
    # Of a heading of two rows the cells of the last alone are not the heading.
    cells = heading_of(proposal.sheet, proposal.ledger)[2]
    head = {core(cell) for cell in (*cells, *proposal.sheet.head[proposal.row - 1])}
    marks = {core(heading) for heading in _marks(proposal)}
    kept: list[str] = []
    edited = False
    for block in _blocks(text):
        entry = _entry_of(block)
        theirs = {core(mark) for mark in entry.get("认作", ())}
        alike = theirs <= marks and len(theirs) >= min(_MARKS, len(marks))
        ours = entry.get("台账") in (proposal.ledger.title, proposal.ledger.id)
        if not (ours and theirs and theirs <= head and (alike or entry.get("名称") == name)):
            kept.append(block)
            continue
        columns = {k: [v] if isinstance(v, str) else v for k, v in entry.get("列", {}).items()}
        written = _entry(
            entry.get("名称", ""),
            entry["台账"],
            entry["认作"],
            columns,
            entry.get("固定", {}),
            none=entry.get(NONE_KEY, ()),
        )
        bare = (line for line in block.splitlines() if not line.startswith(_UNDECIDED))
        edited |= written.strip() != "\n".join(bare).strip()
    return "".join(kept), edited


def _blocks(text: str) -> Iterator[str]:
    """Yield the text in parts: each entry of a shape is one, all between them others."""
    block: list[str] = []
    inside = False
    for line in text.splitlines(keepends=True):
        starts = _ENTRY.match(line) is not None
        ends = inside and line.lstrip().startswith("[") and not _PART.match(line)
        if (starts or ends) and block:
            yield "".join(block)
            block = []
        inside = starts or (inside and not ends)
        block.append(line)
    yield "".join(block)


def _entry_of(block: str) -> dict[str, Any]:
    """Return what an entry of a shape says; nothing where the part of the file is none, or cannot be read alone."""
    try:
        entries = tomllib.loads(block).get(LAYOUT_KEY) if _ENTRY.match(block) else None
    except tomllib.TOMLDecodeError:
        return {}
    return dict(entries[0]) if isinstance(entries, list) and entries else {}


def _free(folder: Path) -> Path:
    """Return a name for a copy that nothing has yet."""
    names = (f"{_COPY}{n}.toml" for n in count(1))
    return next(path for name in names if not (path := folder / name).exists())


def _with_words(text: str, ledger: str, words: Mapping[str, Mapping[str, str]]) -> str:
    """Return the text with the words added, each to its own table where that is there already, in place of what it said of them."""
    for heading, pairs in words.items():
        head = f"[{_quoted(WORDS_KEY)}.{_quoted(ledger)}.{_quoted(heading)}]"
        lines = [f"{_quoted(word)} = {_quoted(label)}" for word, label in pairs.items()]
        if head in text:
            before, _, rest = text.partition(head)
            text = before + "\n".join([head, *lines]) + _without_words(rest, pairs)
        else:
            text += "\n" + "\n".join([head, *lines]) + "\n"
    return text


def _without_words(text: str, words: Collection[str]) -> str:
    """Return what follows a table's head without the lines of that table that say what these words mean."""
    kept: list[str] = []
    inside = True
    for line in text.splitlines(keepends=True):
        inside = inside and not line.lstrip().startswith("[")
        if not inside or not set(words).intersection(_keys_of(line)):
            kept.append(line)
    return "".join(kept)


def _keys_of(line: str) -> Collection[str]:
    try:
        return tomllib.loads(line).keys()
    except tomllib.TOMLDecodeError:
        return ()


def _listed(names: Sequence[str]) -> str:
    return f"[{', '.join(map(_quoted, names))}]"


def _quoted(text: str) -> str:
    """Return a TOML string.

    >>> print(_quoted('办结"时间"'))
    "办结\\"时间\\""
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ").replace("\t", " ")
    return f'"{escaped}"'
