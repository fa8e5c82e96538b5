"""A proposal becomes a passage of ``columns.toml``: plain, in Chinese, and read back before it stands."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from gongkai.errors import OutputError, UnreadableError
from gongkai.office.mapping.proposal import Proposal
from gongkai.records.mapping import MAPPING, WORDS_KEY, read_mapping
from gongkai.records.reading.recognition.columns import core

_HEAD: Final = """\
# 本机关台账的列名和用词对照：同样列名的文件，以后都照此读取。
# 由 gongkai adopt 写入，可用记事本修改：左边是台账的列名，右边是本机关文件的列名。
"""
_MARKS: Final = 6  # headings by which a file of the same shape is known


def passage(proposal: Proposal, name: str) -> str:
    """Return the lines that say how files of this shape are read.

    ``name`` is what the shape is called.
    """
    columns = {p.column.heading: p.headings for p in proposal.pairs}
    marks = [p.headings[0] for p in proposal.pairs if core(p.headings[0])][:_MARKS]
    lines = [
        "",
        '[["样式"]]',
        f'"名称" = {_quoted(name)}',
        f'"台账" = {_quoted(proposal.ledger.title)}',
        f'"认作" = {_listed(marks)}  # 文件有这些列名，就照此读取',
        '["样式"."列"]',
        *(
            f"{_quoted(ours)} = {_quoted(theirs[0]) if len(theirs) == 1 else _listed(theirs)}"
            for ours, theirs in columns.items()
        ),
    ]
    return "\n".join(lines) + "\n"


def write_mapping(folder: Path, proposal: Proposal, name: str, words: Mapping[str, str]) -> Path:
    """Add a proposal to the office's ``columns.toml`` and return its path; what stands there stays.

    ``words`` gives our label for ``heading\\nword``. UnreadableError where the file is broken: then
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
    text = said.rstrip("\n") + "\n" + passage(proposal, name)
    text = _with_words(text, proposal.ledger.title, by_heading)
    # It is read back under another name, so that only what can be read takes the place.
    working = folder / f".{MAPPING}.new"
    try:
        working.write_text(text, encoding="utf-8", newline="\n")
        read_mapping(working)
        working.replace(path)
    except OSError as error:
        raise OutputError(
            f"无法写入 {path.as_posix()}（{error.strerror}）。原有文件未改动。"
        ) from None
    except UnreadableError:
        raise OutputError(
            f"{folder.name}/{MAPPING} 中已有同名的取值，没有写入。请打开该文件核对后重试。"
        ) from None
    finally:
        working.unlink(missing_ok=True)
    return path


def _with_words(text: str, ledger: str, words: Mapping[str, Mapping[str, str]]) -> str:
    """Return the text with the words added, each to its own table where that is there already."""
    for heading, pairs in words.items():
        head = f"[{_quoted(WORDS_KEY)}.{_quoted(ledger)}.{_quoted(heading)}]"
        lines = [f"{_quoted(word)} = {_quoted(label)}" for word, label in pairs.items()]
        if head in text:
            text = text.replace(head, "\n".join([head, *lines]), 1)
        else:
            text += "\n" + "\n".join([head, *lines]) + "\n"
    return text


def _listed(names: Sequence[str]) -> str:
    return f"[{', '.join(map(_quoted, names))}]"


def _quoted(text: str) -> str:
    """Return a TOML string.

    >>> print(_quoted('办结"时间"'))
    "办结\\"时间\\""
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ").replace("\t", " ")
    return f'"{escaped}"'
