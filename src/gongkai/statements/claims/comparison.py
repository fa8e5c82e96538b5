"""Prose held against the tables of the same report, and against itself where no table has the figure.

A report speaks of its parts too, so a figure that differs from the table fails only where the sentence
speaks of the whole office and year.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.claims.cells import Cells, Stated, cell_of
from gongkai.statements.claims.claim import Claim, Told
from gongkai.statements.claims.denials import read_denials
from gongkai.statements.claims.events import read_events
from gongkai.statements.claims.means import read_means
from gongkai.statements.claims.mentions import WORDS, Mention, sure, with_itself
from gongkai.statements.claims.openness import read_openness
from gongkai.statements.claims.others import is_of_others
from gongkai.statements.claims.proportions import read_proportions
from gongkai.statements.claims.rulings import read_rulings
from gongkai.statements.claims.steps import read_steps
from gongkai.statements.claims.unnamed import read_unnamed
from gongkai.statements.claims.wholes import read_wholes
from gongkai.statements.relations.relations import relations_of
from gongkai.statements.subjects.subjects import Subject, subjects_of
from gongkai.statements.subjects.topics import ABOUT_DISCLOSURE, CARRIED_IN, DONE, UNRELATED
from gongkai.statements.text.interval import Judgement, exact, written
from gongkai.statements.text.paragraph import Paragraph, parse

_CHECKS: Final = (
    ("requests/received", "P-3"), ("requests/handled", "P-3"), ("requests/done", "P-4"), ("requests/", "P-2"),
    ("outcome/", "P-4"), ("kind/", "P-4"), ("case/", "P-5"), ("document/", "P-15"), ("decision/", "P-15"),
    ("fee", "P-15"), ("sheet/", "P-16"),
)  # fmt: skip
_WITHOUT: Final = pattern(
    r"不(?:含|包括|包含|计)[^，。；）]{0,8}(?:结转|遗留)|[均都全部]{1,2}[为系是](?:本年度?|当年|20\d\d年度?)新收"
)
_NEW: Final = pattern("新收")
_DECIDED: Final = pattern("审结|未结|结案")
_BROUGHT: Final = pattern(
    r"(?:引发|引起|产生|发生|提起)(?:的)?(?:政府)?(?:信息公开)?(?:类)?(?:行政)?(?:复议|诉讼)"
)
_IN_ALL: Final = pattern(r"(?:共|合计|总计)(?:有|计)?$")
_IN_WAN: Final = ("fee", "sheet/s7", "sheet/s8_4")  # their cells are in 万元
_ZERO: Final = Decimal(0)
_MOST: Final = Decimal(10)  # with less, an amount may be told in other units

_OTHERS: Final = (
    read_wholes, read_proportions, read_openness, read_unnamed, read_means, read_rulings, read_steps,
)  # fmt: skip


def read_comparisons(
    passages: Sequence[Told], cells: Cells, year: int | None, *, agency: str = ""
) -> tuple[Claim, ...]:
    """Return what the prose says of the tables' own figures, each judged and quoted.

    What a department, the ``agency``, tells of its whole district (全区收到136件) or of another is not its own.
    """
    found: list[Mention] = []
    loose: dict[str, list[Mention]] = {}
    wholes: list[Claim] = []
    of_disputes = False
    for number, passage in enumerate(passages):
        paragraph = parse(passage.text)
        if _HEADING.match(paragraph.text):
            of_disputes = bool(_OF_DISPUTES.search(paragraph.text))
        wholes += read_denials(paragraph, cells, year, passage, number)
        for read in _OTHERS:
            wholes += read(paragraph, cells, passage, number)
        for subject, stated in _counted(paragraph, cells, year, of_disputes=of_disputes):
            if agency and is_of_others(paragraph, subject, agency):
                continue
            if stated:
                claim = _judged(paragraph, subject, stated)
                within = (number, *paragraph.sentence_at(subject.figure.start))
                placed = _placed(claim, paragraph, subject, passage, number)
                found.append(Mention(subject, placed, within))
            elif _is_year_s(paragraph, subject):
                claim = Claim("P-12", "text", "", Judgement.HOLDS)
                mention = Mention(subject, _placed(claim, paragraph, subject, passage, number))
                loose.setdefault(subject.topic, []).append(mention)
    events = read_events(passages, cells, year)
    return (*(m.claim for m in sure(found)), *wholes, *with_itself(loose), *events)


# The chapter that a paragraph stands in: 四、因政府信息公开申请行政复议、提起行政诉讼情况.
_HEADING: Final = pattern(
    r"(?:第[一二三四五六七八九]部分|[（]?[一二三四五六七八九十]{1,2}[、）])[^。；\d]{2,40}$"
)
_OF_DISPUTES: Final = pattern(
    r"(?:信息公开|依申请|公开申请)[^。]{0,16}(?:复议|诉讼)|复议[^。]{0,12}诉讼[^。]{0,4}情况$"
)


def _counted(
    paragraph: Paragraph, cells: Cells, year: int | None, *, of_disputes: bool
) -> Iterator[tuple[Subject, list[tuple[str, Stated]]]]:
    """Yield what the figures of the year count, with what the tables state of it."""
    governing, of_new = "", False
    for subject in _of_disclosure(
        paragraph, tuple(_subjects(paragraph)), cells, of_disputes=of_disputes
    ):
        if subject.topic.startswith("requests/"):
            governing, of_new = subject.topic, _is_of_new(subject, cells)
        if year not in (None, subject.year or year):
            continue
        before = _LEFT_BY.search(subject.figure.label)
        if year and before and int(before["year"]) < year - 1:
            continue  # 2021年结转5件: another year's balance
        topics = _topics(subject, governing)
        stated = [(t, c) for t in topics if (c := cell_of(cells, t)) is not None]
        if of_new and subject.topic.startswith("kind/"):
            stated = [(t, replace(c, others=())) for t, c in stated]
        yield subject, stated


def _of_disclosure(
    paragraph: Paragraph, subjects: Sequence[Subject], cells: Cells, *, of_disputes: bool
) -> Iterator[Subject]:
    """Yield subjects; cases of a paragraph without a word of disclosure only beside the table's own total.

    In the chapter ``of_disputes`` over disclosure its heading says which cases they are.
    """
    unsaid = not ABOUT_DISCLOSURE.search(UNRELATED.sub("", paragraph.text))
    sure = {
        paragraph.sentence_at(s.figure.start)
        for s in subjects
        if s.topic.startswith("case/")
        and s.topic in cells
        and s.figure.number == cells[s.topic].number >= _SEVERAL
        and s.topic.endswith("/total")
    }
    for subject in subjects:
        own = subject.topic.startswith(("case/direct/", "case/after/"))  # rows of table four alone
        if not unsaid or not subject.topic.startswith("case/"):
            yield subject
        elif own or of_disputes or paragraph.sentence_at(subject.figure.start) in sure:
            yield replace(subject, meant=replace(subject.meant, weak=False))


_SEVERAL: Final = 2
_LEFT_BY: Final = pattern(r"(?P<year>20\d\d)年度?结转")


def _is_of_new(subject: Subject, cells: Cells) -> bool:
    """Tell whether a figure is surely of the year's new requests, so that those who asked are theirs: 收到20件，自然人14件."""
    new, carried = cells.get("requests/new"), cells.get("requests/carry_in")
    received = subject.topic in ("requests/new", "requests/received")
    return bool(
        received and new and carried and carried.number and subject.figure.number == new.number
    )


def _subjects(paragraph: Paragraph) -> Iterator[Subject]:
    """Yield what figures count, those narrowed that another figure adds up."""
    addends = _addends(paragraph)
    for subject in subjects_of(paragraph):
        narrowed = subject.figure.start in addends
        yield (
            replace(subject, meant=replace(subject.meant, narrowed=True)) if narrowed else subject
        )


def _addends(paragraph: Paragraph) -> frozenset[int]:
    """Return the places of figures received that are only a part of all: 转来2件，直接收到10件，合计12件.

    What was carried over is no part of what was received, so that beside it a figure stands for all.
    """
    topics = {s.figure.start: s.topic for s in subjects_of(paragraph)}
    if "requests/received" not in topics.values():
        return frozenset()
    numbers = {f.start: f.number for f in paragraph.plain}
    found: set[int] = set()
    for relation in relations_of(paragraph):
        if relation.kind != "sum" or any("carry" in topics.get(at, "") for at in relation.used):
            continue
        most = max((numbers.get(at, _ZERO) for at in relation.used), default=_ZERO)
        found |= {at for at in relation.used if numbers.get(at, _ZERO) < most}
    return frozenset(at for at in found if topics.get(at) == "requests/received")


def _topics(subject: Subject, governing: str) -> tuple[str, ...]:
    """Return a figure's topics, a kind of applicant by whether its requests were received or done."""
    own = DONE.search(subject.figure.label + "#" + subject.figure.after)
    row = "done" if own or governing.endswith("done") else "received"
    return tuple(f"{t}/{row}" if t.startswith("kind/") else t for t in subject.topics)


def _placed(
    claim: Claim, paragraph: Paragraph, subject: Subject, passage: Told, number: int
) -> Claim:
    at = subject.figure.start
    return replace(
        claim, text=paragraph.said(at), place=passage.place, figures=(at,), passage=number
    )


def _judged(paragraph: Paragraph, subject: Subject, stated: Sequence[tuple[str, Stated]]) -> Claim:
    """Judge a figure by all that it may mean: it holds where one of them is the same."""
    figure = subject.figure
    told = figure.number / 10000 if subject.topic in _IN_WAN else figure.number
    topic, first = stated[0]
    check = next(id for prefix, id in _CHECKS if topic.startswith(prefix))
    words = WORDS.get(topic) or re.sub(r"^(?:统计表|表.)", "", first.source)
    for _, one in stated:
        if told == one.number or (figure.about and figure.span.meets(exact(one.number))):
            said = f"{words}{written(told)}={one.source}{written(one.number)}"
            return Claim(check, "table", said, Judgement.HOLDS)
    said = f"{words}{written(told)}={first.source}{written(first.number)}"
    sentence = paragraph.said(figure.start)
    if (otherwise := _by_other_figures(subject, stated, check, sentence)) is not None:
        state, note = otherwise
        return Claim(check, "table", said, state, note)
    note = "，".join(f"{one.source}为{written(one.number)}" for _, one in stated[:2])
    if _is_more_than_all(paragraph, subject, stated):
        return Claim(check, "table", said, Judgement.FAILS, f"{note}，其中的比总数还多")
    vague = (
        subject.meant.narrowed or subject.meant.weak or figure.about
        or any(one.soft and told >= one.number for _, one in stated)
        or (topic == "fee" and "." in figure.digits and told < _MOST and first.number)
    )  # fmt: skip
    if vague:
        note += "；原文所说可能只是其中一部分，或统计口径不同"
    return Claim(check, "table", said, Judgement.NOT_ASSESSABLE if vague else Judgement.FAILS, note)


def _by_other_figures(
    subject: Subject, stated: Sequence[tuple[str, Stated]], check: str, sentence: str
) -> tuple[Judgement, str] | None:
    """Return what a figure comes to that is another that a sentence may mean: those carried in too, or those decided."""
    figure, topic = subject.figure, stated[0][0]
    if _WITHOUT.search(sentence) or (topic.startswith("kind/") and _NEW.search(figure.label)):
        return None
    for _, one in stated:
        for number, meaning in one.others:
            if number != figure.number:
                continue
            note = f"与{one.source}{written(one.number)}不同，等于{meaning}{written(number)}"
            mark = _DECIDED if check == "P-5" else CARRIED_IN
            if mark.search(sentence) or topic.startswith(("requests/handled", "kind/")):
                return Judgement.HOLDS, note
            # all of them, decided or not
            brought = check == "P-5" and (
                _BROUGHT.search(figure.label) or _IN_ALL.search(figure.label)
            )
            return Judgement.FAILS if brought else Judgement.NOT_ASSESSABLE, note
    return None


# What makes a figure a part of the table's, and what may make it one of more than the table counts.
_A_PART: Final = pattern(
    r"其中|撤回|撤销申请|通过(?:网络|信函|当面|现场|平台)|逾期|延期|重复|补正后"
)
_OF_MORE: Final = pattern(
    r"各级|街道|乡镇|各镇|下属|直属|单位|部门|系统|累计|截[至止]|以来|近.年|历年|县级|市级|区级|指导|协[助办]|牵头|转[来办送]|上级|全[省市县区]|20\d\d年(?!度?(?:制|印|新|出))|失效|清理|公开|解读|备案|审查|报送|发布"
)
_HELD_TO_ALL: Final = ("document/", "decision/", "outcome/", "requests/carry_out")


def _is_more_than_all(
    paragraph: Paragraph, subject: Subject, stated: Sequence[tuple[str, Stated]]
) -> bool:
    """Tell whether a figure that is said to be a part is more than all that the tables have of it."""
    figure, meant = subject.figure, subject.meant
    if not meant.narrowed or meant.weak or figure.about or any(one.soft for _, one in stated):
        return False
    if not subject.topic.startswith(_HELD_TO_ALL):
        return False
    words = paragraph.text[paragraph.part_at(figure.start) : figure.start]
    words = words.replace("信息公开", "") + figure.after
    if not _A_PART.search(figure.label) or _OF_MORE.search(words):
        return False
    most = max(n for _, one in stated for n in (one.number, *(m for m, _ in one.others)))
    return figure.number > most


def _is_year_s(paragraph: Paragraph, subject: Subject) -> bool:
    """Tell whether a figure is one that a report gives once for the whole year."""
    topic = subject.topic
    if subject.meant.narrowed or subject.figure.about:
        return False
    if topic.startswith(("kind/", "outcome/")) or len(subject.topics) > 1:
        return False
    start, _ = paragraph.sentence_at(subject.figure.start)
    before = paragraph.text[start : subject.figure.start]
    return bool(re.search(r"全年|本年度?|20\d\d年", before)) and topic in _GIVEN_ONCE


_GIVEN_ONCE: Final = (
    "requests/received", "requests/new", "requests/carry_in", "requests/carry_out", "sheet/s1_1",
    "case/reconsideration/total", "case/litigation/total",
)  # fmt: skip
