"""What is asked of whoever adopts a file, and what is told of it that stays open."""

import difflib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import typer

from gongkai.cli.speech import say, tell
from gongkai.pattern import pattern

if TYPE_CHECKING:
    from gongkai.office.mapping.absent import Assumed
    from gongkai.office.mapping.codes import Explained
    from gongkai.office.mapping.headings.rivals import Open
    from gongkai.office.mapping.proposal import Proposal
    from gongkai.office.mapping.unknown_words import Word
    from gongkai.records.ledgers.ledger import Column

_LATER: Final = "先不定"
_NONE: Final = "文件没有这一项"
_MANY: Final = 12  # choices that are listed at once
_MORE: Final = 99
_LIKE: Final = 0.5
_EXAMPLES: Final = 2  # different cells shown behind a heading
_EXTENDED: Final = "extension_workdays"
_HAN: Final = pattern(r"[一-鿿]")


def ask_column(found: "Proposal", one: "Open") -> "Proposal":
    """Return the proposal with what the person says of a column."""
    # Of a few words all rows may be one: then only columns that list words are offered.
    offered = one.candidates or (one.lists if one.labels else found.unused)
    choices = [h for h in offered if h in found.unused]
    if not choices and not one.labels:
        return found
    called = {_with_example(found, h, one.column): h for h in choices}
    always = {f"各行都是：{label}": label for label in one.labels}
    if one.note:
        say(f"请先看：{one.note}。")
    question = f"“{one.column.heading}”（{one.column.about}）是哪一列？"
    if always:
        question = f"“{one.column.heading}”（{one.column.about}）是哪一列，还是各行都一样？"
    # What places or tells a row must be there; of anything else the file may have nothing.
    none = [] if one.column.required or one.column.name == "id" else [_NONE]
    before = settled_before(found, one.column)
    shown = {**{h: text for text, h in called.items()}, **{w: text for text, w in always.items()}}
    said = _choose(question, [*called, *always, *none], before=shown.get(before, before))
    if said == _NONE:
        return found.without(one.column)
    if said in always:
        return found.fixing(one.column, always[said])
    return found.choosing(one.column, called[said]) if said else found


def _with_example(found: "Proposal", heading: str, column: "Column") -> str:
    """Return a heading that says nothing to a person with two cells below it; a text may be a person's."""
    from gongkai.office.mapping.records import examples
    from gongkai.records.reading.recognition.fitness import readable

    if _HAN.search(heading) or column.kind.name == "TEXT":
        return heading
    cells = examples(found.sheet, found.ledger, heading, _EXAMPLES)
    shown = "、".join(cell for cell in cells if readable(cell, column))
    if column.name == _EXTENDED and set(cells) <= {"0", "1"}:
        return f"{heading}（如 {shown}；1 按延长到法定上限计）"
    return f"{heading}（如 {shown}）" if shown else heading


def ask_assumed(found: "Proposal", one: "Assumed") -> "Proposal":
    """Return the proposal with what the person says of a column that the file has not."""
    headings = {f"文件的“{h}”这一列": h for h in one.candidates if h in found.unused}
    if not one.labels and not headings:
        return found
    which = "各行都是哪一项？" if one.labels else "是这样，还是哪一列？"
    said = _choose(
        f"{one.default.why}。“{one.column.heading}”{which}",
        [*one.labels, *headings, *([] if one.labels else [_NONE])],
        before=settled_before(found, one.column),
    )
    if said == _NONE:
        return found.without(one.column)
    if said in headings:
        return found.choosing(one.column, headings[said])
    return found.fixing(one.column, said) if said else found


def settled_before(found: "Proposal", column: "Column") -> str:
    """Return what the office said of a column the last time: a heading, or what all rows are; empty where it did not."""
    if column.heading in found.fixed:
        return found.fixed[column.heading]
    layout = found.sheet.layout
    sources = layout.sources if layout is not None and layout.office else ()
    return next((s.headings[0] for s in sources if s.column == column.name), "")


def ask_word(word: "Word", before: str = "") -> dict[str, str]:
    """Return what the person says that a word means, under the heading of its column; ``before`` is what it was said to mean."""
    from gongkai.records.mapping import NOTHING_KEY

    labels = [choice.label for choice in word.column.choices]
    first = list(
        dict.fromkeys([*([before] if before in labels else []), *_first_shown(word, labels)])
    )
    nearest = [*first, *(x for x in labels if x not in first)]
    meaning = f"，代码表称“{word.meaning}”" if word.meaning else ""
    question = f"“{word.column.heading}”一栏的“{word.word}”（{word.count}处{meaning}）是哪一项？"
    if word.word in word.column.asks and word.count > 1:
        question += "各行不是同一项的，选 0，在文件中逐行写明。"
    label = _choose(question, [*nearest, NOTHING_KEY], len(first), before)
    if label and label != NOTHING_KEY and _opposite(word.word, label):
        sure = f"“{word.word}”按“{label}”计，两个词一正一反，确定吗？"
        label = label if confirmed(sure, default=False) else ""
    return {f"{word.column.heading}\n{word.word}": label} if label else {}


def _first_shown(word: "Word", labels: Sequence[str]) -> list[str]:
    """Return the labels that are shown at once: of a long list those that the word may mean."""
    from gongkai.records.reading.words import nearest

    if len(labels) <= _MANY:
        return [word.near, *(x for x in labels if x != word.near)] if word.near else [*labels]
    kinds = [x for x in labels if x.startswith(f"{word.word}：")]
    alike = [word.near] * bool(word.near) + [one.label for one in nearest(word.column, word.word)]
    return list(dict.fromkeys(kinds or alike))


def _opposite(word: str, label: str) -> bool:
    """Tell whether one of two words that are much alike says no, and the other not: 不予公开 and 予以公开."""
    no = ("不", "未", "无", "非", "没")
    like = difflib.SequenceMatcher(None, word, label).ratio() >= _LIKE
    return like and word.startswith(no) != label.startswith(no)


def confirmed(question: str, *, default: bool) -> bool:
    """Return whether the person says yes; 是 and 否 are as good as y and n."""
    while True:
        answer = (
            typer.prompt(f"{question}（是、否）", default="是" if default else "否").strip().lower()
        )
        if answer in ("是", "y", "yes", "1", "对", "好"):
            return True
        if answer in ("否", "n", "no", "0", "不", "不是"):
            return False
        say("请输入 是 或 否。")


def _choose(question: str, choices: Sequence[str], first: int = 0, before: str = "") -> str:
    """Return the choice that the person names by its number; empty for none.

    Of a long list only the ``first`` are shown at once, the others when they are asked for. What was chosen
    ``before`` stays so with the Enter key alone.
    """
    kept = str(choices.index(before) + 1) if before in choices else "0"
    say(question)
    shown = first if 0 < first < len(choices) - 1 and len(choices) > _MANY else len(choices)
    _list(choices[:shown], 1)
    if shown < len(choices):
        say(f"  {_MORE}. 都不是，列出其余 {len(choices) - shown} 项")
    say(f"  0. {_LATER}")
    while True:
        answer = typer.prompt("请输入序号", default=kept).strip()
        if answer == str(_MORE) and shown < len(choices):
            _list(choices[shown:], shown + 1)
            shown = len(choices)
        elif answer.isdecimal() and int(answer) <= len(choices):
            return choices[int(answer) - 1] if int(answer) else ""
        else:
            say(f"请输入 0 至 {len(choices)} 的数字。")


def _list(choices: Sequence[str], start: int) -> None:
    for number, choice in enumerate(choices, start=start):
        say(f"  {number}. {choice}")


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


def how_to_settle(one: "Open", file: str) -> str:
    """Return where a column can be told, by its question or by hand."""
    named = f'"{file}"' if " " in file else file
    return f"请在终端运行 gongkai adopt {named}，会问到；或在 columns.toml 中写明是哪一列。"


def tell_left(found: "Proposal", words: dict[str, str], file: str, *, asked: bool) -> None:
    """Say what is left open and how to settle it: it is never taken silently."""
    from gongkai.office.mapping.settled import left_open, stands_in_of, undecided

    several = undecided(found)
    for one in left_open(found):
        what = f"可能是 {'、'.join(one.candidates)}，拿不准" if one.candidates else "文件中没有"
        what = one.note or what
        if one in several and found.pairs:
            tell(
                f"没有定：“{one.column.heading}”（必需的列）——{what}，没有写入；定下以前，用到它的数字未掌握。"
                + how_to_settle(one, file)
            )
        else:
            tell(f"没有定：“{one.column.heading}”——{what}。")
    for why in stands_in_of(found):
        tell(f"没有定：{why}。")
    for word in found.words:
        if f"{word.column.heading}\n{word.word}" not in words:
            like = word.near and not _opposite(word.word, word.near)
            near = f"，近于“{word.near}”" if like else ""
            tell(
                f"没有定：“{word.column.heading}”一栏的“{word.word}”{near}（{word.count}处）。"
                + (
                    "可在文件中写明，或再运行一次。"
                    if asked
                    else "用 gongkai adopt 在终端运行时会问到。"
                )
            )
