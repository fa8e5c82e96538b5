"""Rendered Markdown to blocks. Raw HTML in it is text; pictures and links keep only their words."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import mistune

from gongkai.narrative.binding import Binder
from gongkai.narrative.content import Block, Listing, Paragraph, Run, TextRun, WithheldRun

_parse: Final = mistune.create_markdown(renderer=None)
Token = dict[str, Any]


def blocks(rendered: str, binder: Binder) -> tuple[Block, ...]:
    """Return the paragraphs and lists of a rendered template, unknown sentences withheld."""
    tokens = _parse(rendered)
    assert isinstance(tokens, list)
    return tuple(_blocks(tokens, binder))


def _blocks(tokens: Iterable[Token], binder: Binder) -> Iterator[Block]:
    for token in tokens:
        match token["type"]:
            case "blank_line" | "thematic_break":
                continue
            case "list":
                items = tuple(_withheld(_runs(_leaves(item), binder)) for item in token["children"])
                yield Listing(items, bool(token.get("attrs", {}).get("ordered")))
            case "block_quote":
                yield from _blocks(token["children"], binder)
            case kind:
                runs = _runs(token.get("children") or [token], binder, strong=kind == "heading")
                if runs:
                    yield Paragraph(_withheld(runs))


def _leaves(token: Token) -> list[Token]:
    """Return the inline tokens of a list item, nested lists flattened into its line."""
    out: list[Token] = []
    for child in token.get("children", []):
        nested = child["type"] in ("block_text", "paragraph", "list", "list_item")
        out += _leaves(child) if nested else [child]
    return out


def _runs(tokens: Iterable[Token], binder: Binder, *, strong: bool = False) -> tuple[Run, ...]:
    out: list[Run] = []
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


def _withheld(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return the runs with each sentence that holds an unknown figure replaced by a notice."""
    out: list[Run] = []
    for sentence in _sentences(runs):
        missing = [run.text for run in sentence if isinstance(run, WithheldRun)]
        if missing:
            labels = "、".join(dict.fromkeys(missing))
            out.append(WithheldRun(f"（{labels}未掌握，此处暂缺）"))
        else:
            out += sentence
    return tuple(out)


def _sentences(runs: tuple[Run, ...]) -> Iterator[list[Run]]:
    sentence: list[Run] = []
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
