"""Rendered Markdown to blocks. Raw HTML in it is text; pictures and links keep only their words."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import mistune

from gongkai.narrative.binding import Binder
from gongkai.narrative.comparison import without_comparison
from gongkai.narrative.content import Block, Bound, Listing, Paragraph, Run, TextRun, WithheldRun
from gongkai.pattern import pattern

_parse: Final = mistune.create_markdown(renderer=None)
_NUMBERED: Final = pattern(r"^(\d{1,9})([.)])(?=\s)")
_ITEM: Final = pattern(r"[-*+]\s")
_ENDS: Final = tuple("。；：！？…”」』）.;:!?)*")
_WRAPPED: Final = 20  # characters; a shorter line that ends without a stop is a heading of its own
_UNKNOWN: Final = "未掌握"
Token = dict[str, Any]


def blocks(rendered: str, binder: Binder) -> tuple[Block, ...]:
    """Return the paragraphs and lists of a rendered template, unknown sentences withheld."""
    tokens = _parse("\n".join(_paragraphs(rendered)))
    assert isinstance(tokens, list)
    return tuple(_blocks(tokens, binder))


def _paragraphs(rendered: str) -> Iterator[str]:
    """Yield the lines with an empty one wherever a paragraph ends, as offices write: each on its line.

    An indent is only an indent, and a number before a dot stays the number that was typed. A line
    that breaks off goes on in the next.
    """
    before = ""
    for whole in rendered.splitlines():
        line = _NUMBERED.sub(r"\1\\\2", whole.strip(" \t\u3000"))
        if before and line and not _ITEM.match(line) and not _goes_on(before):
            yield ""
        yield line
        before = line


def _goes_on(line: str) -> bool:
    if _ITEM.match(line):
        return False
    return line.endswith(("，", "、", ",")) or (len(line) >= _WRAPPED and not line.endswith(_ENDS))


def _blocks(tokens: Iterable[Token], binder: Binder) -> Iterator[Block]:
    for token in tokens:
        match token["type"]:
            case "blank_line" | "thematic_break":
                continue
            case "list":
                items = tuple(_finished(_runs(_leaves(item), binder)) for item in token["children"])
                yield Listing(items, bool(token.get("attrs", {}).get("ordered")))
            case "block_quote":
                yield from _blocks(token["children"], binder)
            case kind:
                runs = _runs(token.get("children") or [token], binder, strong=kind == "heading")
                if runs:
                    yield Paragraph(_finished(runs))


def _leaves(token: Token) -> list[Token]:
    """Return the inline tokens of a list item, nested lists flattened into its line."""
    out: list[Token] = []
    for child in token.get("children", []):
        nested = child["type"] in ("block_text", "paragraph", "list", "list_item")
        out += _leaves(child) if nested else [child]
    return out


def _runs(tokens: Iterable[Token], binder: Binder, *, strong: bool = False) -> tuple[Bound, ...]:
    out: list[Bound] = []
    for token in tokens:
        match token["type"]:
            case "softbreak" | "linebreak":
                continue
            case "strong":
                out += _runs(token["children"], binder, strong=True)
            case _ if token.get("children"):
                out += _runs(token["children"], binder, strong=strong)
            case _:
                out += binder.runs(token.get("raw", ""), strong=strong)
    return tuple(out)


def _finished(runs: tuple[Bound, ...]) -> tuple[Run, ...]:
    """Return the runs without comparisons that cannot be made, each sentence with an unknown figure
    replaced by a notice."""
    out: list[Run] = []
    held: list[str] = []
    for sentence in _sentences(runs):
        missing = [run.text for run in sentence if isinstance(run, WithheldRun)]
        if missing:
            held += missing
            continue
        if held:
            out.append(_notice(held))
            held = []
        out += without_comparison(sentence)
    return (*out, _notice(held)) if held else tuple(out)


def _notice(missing: list[str]) -> WithheldRun:
    """Return one notice in the place of the sentences that are left out one after the other."""
    return WithheldRun(f"（{_told(missing)}，此处暂缺）")


def _told(missing: list[str]) -> str:
    unknown = [text.removesuffix(_UNKNOWN) for text in missing if text.endswith(_UNKNOWN)]
    others = [text for text in missing if not text.endswith(_UNKNOWN)]
    labels = "、".join(dict.fromkeys(unknown))
    return "；".join(dict.fromkeys([*([labels + _UNKNOWN] if labels else []), *others]))


def _sentences(runs: tuple[Bound, ...]) -> Iterator[list[Bound]]:
    sentence: list[Bound] = []
    for run in runs:
        if not isinstance(run, TextRun):
            sentence.append(run)
            continue
        head, stop, tail = run.text.partition("。")
        while stop:
            yield [*sentence, TextRun(head + stop, run.strong)]
            sentence = []
            head, stop, tail = tail.partition("。")
        if head:
            sentence.append(TextRun(head, run.strong))
    if sentence:
        yield sentence
