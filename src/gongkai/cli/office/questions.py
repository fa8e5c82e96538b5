"""What is asked of whoever adopts a file, and what is told of it that stays open."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import typer

from gongkai.cli.speech import say, tell
from gongkai.pattern import pattern

if TYPE_CHECKING:
    from gongkai.office.mapping.absent import Assumed
    from gongkai.office.mapping.codes import Explained
    from gongkai.office.mapping.proposal import Proposal
    from gongkai.office.mapping.rivals import Open
    from gongkai.office.mapping.unknown_words import Word
    from gongkai.records.ledgers.ledger import Column

_LATER: Final = "先不定"
_HAN: Final = pattern(r"[一-鿿]")


def ask_column(found: "Proposal", one: "Open") -> "Proposal":
    """Return the proposal with what the person says of a column."""
    choices = [h for h in (one.candidates or found.unused) if h in found.unused]
    if not choices:
        return found
    called = {_with_example(found, h, one.column): h for h in choices}
    said = _choose(f"“{one.column.heading}”（{one.column.about}）是哪一列？", list(called))
    return found.choosing(one.column, called[said]) if said else found


def _with_example(found: "Proposal", heading: str, column: "Column") -> str:
    """Return a heading that says nothing to a person with a cell below it; a text may be a person's."""
    from gongkai.records.reading.recognition.fitness import readable

    cell = next((row[heading] for row in found.rows if row.get(heading)), "")
    shown = cell and not _HAN.search(heading) and column.kind.name != "TEXT"
    return f"{heading}（如 {cell}）" if shown and readable(cell, column) else heading


def ask_assumed(found: "Proposal", one: "Assumed") -> "Proposal":
    """Return the proposal with what the person says of a column that the file has not."""
    headings = {f"文件的“{h}”这一列": h for h in one.candidates if h in found.unused}
    if not one.labels and not headings:
        return found
    which = "各行都是哪一项？" if one.labels else "是这样，还是哪一列？"
    said = _choose(f"{one.default.why}。“{one.column.heading}”{which}", [*one.labels, *headings])
    if said in headings:
        return found.choosing(one.column, headings[said])
    return found.fixing(one.column, said) if said else found


def ask_word(word: "Word") -> dict[str, str]:
    """Return what the person says that a word means, under the heading of its column."""
    from gongkai.records.mapping import NOTHING_KEY

    labels = [choice.label for choice in word.column.choices]
    nearest = [word.near, *(x for x in labels if x != word.near)] if word.near else labels
    meaning = f"，代码表称“{word.meaning}”" if word.meaning else ""
    question = f"“{word.column.heading}”一栏的“{word.word}”（{word.count}处{meaning}）是哪一项？"
    label = _choose(question, [*nearest, NOTHING_KEY])
    return {f"{word.column.heading}\n{word.word}": label} if label else {}


def _choose(question: str, choices: Sequence[str]) -> str:
    """Return the choice that the person names by its number; empty for none."""
    say(question)
    for number, choice in enumerate(choices, start=1):
        say(f"  {number}. {choice}")
    say(f"  0. {_LATER}")
    while True:
        answer = typer.prompt("请输入序号", default="0").strip()
        if answer.isdecimal() and int(answer) <= len(choices):
            return choices[int(answer) - 1] if int(answer) else ""
        say(f"请输入 0 至 {len(choices)} 的数字。")


def tell_codes(told: Sequence["Explained"]) -> dict[str, str]:
    """Say what the workbook's own list of codes says, and return it as what the words mean."""
    said: dict[str, list[str]] = {}
    for one in told:
        said.setdefault(one.column.heading, []).append(
            f"“{one.word}”是“{one.meaning}”"
            + ("" if one.meaning == one.label else f"，按“{one.label}”计")
        )
    for heading, meanings in said.items():
        say(f"按文件自带的代码表，“{heading}”一栏的{'；'.join(meanings)}。")
    return {f"{one.column.heading}\n{one.word}": one.label for one in told}


def tell_left(found: "Proposal", words: dict[str, str]) -> None:
    """Say what is left open: it is never taken silently."""
    from gongkai.office.mapping.settled import stands_in_of

    told = {pair.column.name for pair in found.pairs}
    for one in found.open:
        if one.column.name not in told:
            what = f"可能是 {'、'.join(one.candidates)}，拿不准" if one.candidates else "文件中没有"
            tell(f"没有定：“{one.column.heading}”——{what}。")
    for why in stands_in_of(found):
        tell(f"没有定：{why}。")
    for word in found.words:
        if f"{word.column.heading}\n{word.word}" not in words:
            near = f"，近于“{word.near}”" if word.near else ""
            tell(
                f"没有定：“{word.column.heading}”一栏的“{word.word}”{near}（{word.count}处）。"
                "用 gongkai adopt 在终端运行时会问到。"
            )
