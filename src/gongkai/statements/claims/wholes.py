"""What sentences say of all: 均获维持 of cases, 均予以公开 of requests, held against the tables (P-10)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.claims.cells import Cells
from gongkai.statements.claims.claim import Claim, Told
from gongkai.statements.subjects.spot import named
from gongkai.statements.subjects.subjects import Subject, subjects_of
from gongkai.statements.subjects.topics import ABOUT_DISCLOSURE, CHANNELS, OUTCOMES
from gongkai.statements.subjects.wholes import Whole, wholes_of
from gongkai.statements.text.interval import Judgement, written
from gongkai.statements.text.paragraph import Paragraph

_ALL_OF: Final = pattern(
    r"，?(?:且|原因|情形|理由)?(?:均|全部|都)(?:是|为|属于?|因)(?P<row>[^，。；、]{2,24})"
)
_GROUPS: Final = tuple(f"outcome/r{n}" for n in range(3, 7))  # those with rows of their own


def read_wholes(paragraph: Paragraph, cells: Cells, passage: Told, number: int) -> Iterator[Claim]:
    """Yield what a paragraph says of all cases or all requests, judged."""
    yield from _all_cases(paragraph, cells, passage, number)
    yield from _all_granted(paragraph, cells, passage, number)
    yield from _all_of_a_kind(paragraph, cells, passage, number)
    yield from _all_of_a_row(paragraph, cells, passage, number)


def _all_of_a_row(
    paragraph: Paragraph, cells: Cells, passage: Told, number: int
) -> Iterator[Claim]:
    """Yield that all of a group are one row's: 不予处理2件，均为信访举报投诉类申请."""
    groups = {s.figure.end: s for s in subjects_of(paragraph) if s.topic in _GROUPS}
    for match in _ALL_OF.finditer(paragraph.text):
        subject = groups.get(match.start())
        rows = [n for _, n in named(OUTCOMES, match["row"]) if "_" in n] if subject else []
        row = cells.get(rows[0]) if rows else None
        if subject is None or row is None or len(rows) > 1:
            continue
        told = subject.figure.number
        state = Judgement.HOLDS if told == row.number else Judgement.FAILS
        note = "" if told == row.number else f"{row.source}{written(row.number)}"
        said = f"均为{match['row']}{written(told)}={row.source}{written(row.number)}"
        yield Claim(
            "P-10", "table", said, state, note, paragraph.said(match.start()), passage.place,
            (subject.figure.start,), number,
        )  # fmt: skip


_ALL_KIND: Final = pattern(
    r"申请(?:人|者)?(?:均|全部|全都|都)(?:为|是|由|来自)(?P<kind>自然人|公民|个人|商业企业|企业|科研机构|法人(?:(?:或者?|和|及|、)?其他组织)?)"
)
# 依申请公开收到10件，均为企业提出
_ALL_ASKED: Final = pattern(
    r"(?:申请|依申请公开)[^，。；\d]{0,8}(?P<many>\d{1,6})[件份宗]，?(?:均|全部|全都|都)(?:为|是|由|来自)(?P<kind>自然人|公民|个人|商业企业|企业|科研机构|法人(?:(?:或者?|和|及|、)?其他组织)?)"
)
_KIND_OF: Final = {"自然人": "natural_person", "公民": "natural_person", "个人": "natural_person", "商业企业": "commercial", "科研机构": "research"}  # fmt: skip


def _all_of_a_kind(
    paragraph: Paragraph, cells: Cells, passage: Told, number: int
) -> Iterator[Claim]:
    """Yield that all who asked were of one kind: 申请人均为自然人; companies are among the organisations."""
    yield from _all_of_a_channel(paragraph, cells, passage, number)
    received = cells.get("requests/received")
    asked = [
        m
        for m in _ALL_ASKED.finditer(paragraph.text)
        if received and int(m["many"]) == received.number
    ]
    for match in (*_ALL_KIND.finditer(paragraph.text), *asked):
        start, _ = paragraph.sentence_at(match.start())
        kind = _KIND_OF.get(match["kind"], "organisations")
        cell, total = cells.get(f"kind/{kind}/received"), cells.get("requests/received")
        if cell is None or total is None or _OF_SOME.search(paragraph.text, start, match.start()):
            continue
        holds = cell.number == total.number
        note = (
            ""
            if holds
            else f"{total.source}{written(total.number)}，其中{cell.source.removeprefix('表三新收')}{written(cell.number)}"
        )
        said = f"均为{match['kind']}={cell.source}{written(cell.number)}/{written(total.number)}"
        state = Judgement.HOLDS if holds else Judgement.FAILS
        told = paragraph.said(match.start())
        yield Claim("P-10", "table", said, state, note, told, passage.place, (), number)


_ALL_CHANNEL: Final = pattern(
    r"申请(?:\d+[件份宗个])?，?(?:均|全部|全都|都)(?:为|是|由|来自|通过|采用|以)(?P<way>当面|现场|传真|网络|网上|互联网|在线|信函|邮寄)"
)


def _all_of_a_channel(
    paragraph: Paragraph, cells: Cells, passage: Told, number: int
) -> Iterator[Claim]:
    """Yield that all requests came one way, as only the sheet of 2014 counts them: 申请14件，均为网上申请."""
    for match in _ALL_CHANNEL.finditer(paragraph.text):
        cell = cells.get(named(CHANNELS, match["way"])[0][1])
        total = cells.get("requests/received")
        start, _ = paragraph.sentence_at(match.start())
        if cell is None or total is None or _OF_SOME.search(paragraph.text, start, match.start()):
            continue
        holds = cell.number == total.number
        note = "" if holds else f"{total.source}{written(total.number)}，{cell.source}{written(cell.number)}"  # fmt: skip
        said = f"均为{match['way']}={cell.source}{written(cell.number)}/{written(total.number)}"
        state = Judgement.HOLDS if holds else Judgement.FAILS
        told = paragraph.said(match.start())
        yield Claim("P-10", "table", said, state, note, told, passage.place, (), number)


_OF_SOME: Final = pattern("其中|其余|上年|去年|结转|20\\d\\d年[^，]*比|网络|信函|当面|关于|涉及|类")


def _all_granted(paragraph: Paragraph, cells: Cells, passage: Told, number: int) -> Iterator[Claim]:
    """Yield the claim that all requests were granted: what was granted is all that was done."""
    granted, in_part, done = (
        cells.get(name) for name in ("outcome/r1", "outcome/r1+r2", "requests/done")
    )
    if granted is None or in_part is None or done is None:
        return
    for whole in wholes_of(paragraph):
        if whole.narrowed or not _of_requests(paragraph, whole, done.number):
            continue
        row = cells.get(f"outcome/{whole.deed}")
        if row is not None:
            note = f"{done.source}{written(done.number)}，其中{row.source.removeprefix('表三')}{written(row.number)}"
            holds = done.number == row.number
            yield Claim(
                "P-10", "table", f"均属{row.source}{written(row.number)}/{written(done.number)}",
                Judgement.HOLDS if holds else Judgement.FAILS, "" if holds else note,
                paragraph.said(whole.at), passage.place, (), number,
            )  # fmt: skip
        if whole.deed != "granted":
            continue
        told = paragraph.said(whole.at)
        if "部分" in told:
            continue
        holds = done.number in (granted.number, in_part.number)
        note = f"{done.source}{written(done.number)}，其中予以公开{written(granted.number)}"
        said = f"均予公开={granted.source}{written(granted.number)}/{written(done.number)}"
        state = Judgement.HOLDS if holds else Judgement.FAILS
        yield Claim(
            "P-10", "table", said, state, "" if holds else note, told, passage.place, (), number
        )


def _of_requests(paragraph: Paragraph, whole: Whole, done: Decimal) -> bool:
    """Tell whether what is said of all is said of all requests, not of some or of something else."""
    before = [f for f in paragraph.plain if whole.start <= f.start < whole.at]
    if not before:
        return bool(_REQUESTS.search(paragraph.text[whole.start : whole.at]))
    subject = next((s for s in subjects_of(paragraph) if s.figure is before[-1]), None)
    if subject is None:  # 申请人提出的12件申请，全部予以公开
        meant = before[-1].number == done and _REQUESTS.match(before[-1].after) is not None
    else:
        meant = not subject.meant.narrowed and subject.topic in _OF_ALL
    between = paragraph.text[before[-1].end : whole.at]
    return meant and "，" not in between.removeprefix(before[-1].after).removeprefix("，")


def _all_cases(paragraph: Paragraph, cells: Cells, passage: Told, number: int) -> Iterator[Claim]:
    """Yield what is said of all cases, of those that the words stand beside: upheld, decided, how they came."""
    text = paragraph.text
    if "复议" not in text and "诉讼" not in text:
        return
    for one in wholes_of(paragraph):
        ended = one.deed == "done" and one.matter in ("reconsideration", "litigation")
        whole = replace(one, deed="decided") if ended else one
        # 除1件尚未审结外，其余5件均获维持: the figures themselves tell
        apart = whole.deed not in _OF_CASES or _REST.search(text, whole.start, whole.at)
        groups = [] if apart else _spoken_of(paragraph, whole)
        if whole.deed != "upheld" and not speaks_of_disclosure(paragraph, whole.at, cells):
            groups = []
        if set(groups) == {"reconsideration", "litigation"}:
            groups = ["both"]
        totals = [cells.get(f"case/{g}/total") for g in groups]
        if whole.deed in ("direct", "after"):
            groups = [whole.deed] if groups == ["litigation"] else []
        part = _PARTS.get(whole.deed, "upheld")
        found = [cells.get(f"case/{g}/{part}") for g in groups]
        told = [t for t in totals if t is not None]
        parts = [f for f in found if f is not None]
        if not groups or len(told) < len(totals) or len(parts) < len(found):
            continue
        total = sum((t.number for t in told), Decimal(0))
        decided = sum((t.others[0][0] if t.others else t.number for t in told), Decimal(0))
        number_of = sum((f.number for f in parts), Decimal(0))
        only = bool(_DECIDED.search(text[whole.start : whole.end]))
        if whole.deed == "decided":
            number_of, only = decided, False
        word = _OF_CASES[whole.deed]
        holds = number_of == (decided if only and part == "upheld" else total)
        source = "、".join(t.source for t in told)
        note = "" if holds else f"{source}{written(total)}，其中{word}{written(number_of)}"
        beside = (
            f"{source}{word}" if whole.deed == "decided" else "、".join(f.source for f in parts)
        )
        how = "均获" if whole.deed == "upheld" else "均"
        said = f"{how}{word}={beside}{written(number_of)}/{written(total)}"
        state = Judgement.HOLDS if holds else Judgement.FAILS
        sentence = paragraph.said(whole.at)
        yield Claim("P-10", "table", said, state, note, sentence, passage.place, (), number)


def speaks_of_disclosure(paragraph: Paragraph, at: int, cells: Cells) -> bool:
    """Tell whether the cases of a sentence are surely those of table four: by its words or by their number."""
    start, _ = paragraph.sentence_at(at)
    if ABOUT_DISCLOSURE.search(paragraph.text, start, at):
        return True
    return any(
        s.topic.startswith("case/")
        and (total := cells.get(_total_of(s)))
        and s.figure.number == total.number > 1
        for s in subjects_of(paragraph)
        if start <= s.figure.start < at
    )


def _total_of(subject: Subject) -> str:
    """Return the topic whose number a figure is: of 行政诉讼3件全部尚未审结 all there are, not those pending."""
    of_all = subject.figure.after.startswith(("全部", "均", "都"))
    return f"{subject.topic.rpartition('/')[0]}/total" if of_all else subject.topic


_REST: Final = pattern("其余|剩余|其他[^结]|未(?:审结|办结|结案)的")
_PARTS: Final = {"direct": "total", "after": "total", "pending": "pending"}
# What may be said of all cases, as it is told.
_OF_CASES: Final = {
    "upheld": "维持",
    "decided": "已审结",
    "pending": "尚未审结",
    "direct": "未经复议",
    "after": "复议后起诉",
}


def _spoken_of(paragraph: Paragraph, whole: Whole) -> list[str]:
    """Return the cases that 均获维持 speaks of: those of its own clause, else those told before it."""
    text, start, at = paragraph.text, whole.start, whole.at
    opening = text.rfind("（", start, at)
    inside = opening >= 0 and "）" not in text[opening:at]
    cases = [
        (s.topic.split("/"), s.figure)
        for s in subjects_of(paragraph)
        if s.topic.startswith("case/") and start <= s.figure.start < at
    ]
    told = {group for (_, group, what), _ in cases if what != "total"}
    before = [(group, f) for (_, group, what), f in cases if what == "total" and group not in told]
    if inside:
        before = [(group, f) for group, f in before if f.end == opening]
    own = _groups(re.split("[，。；：（、]", text[start:at])[-1], inside)
    if own:
        return own
    return [group for group, _ in before] or _groups(text[start:at], inside)


_REQUESTS: Final = pattern(r"申请(?:事项|件|人)?[^，。；、]{0,4}$")
_OF_ALL: Final = ("requests/received", "requests/new", "requests/done", "requests/handled")
_DECIDED: Final = pattern(
    r"(?<![均全])已审结|审结的|已结|(?<![未已])(?<!全部)审结(?!率)|(?<![均全未])(?<!全部)(?<!全部已)办结\d|结案|作出(?:行政)?(?:复议)?决定|作出判决"
)


def _groups(words: str, inside: bool) -> list[str]:
    """Return the cases that words without figures speak of."""
    if inside:
        return []
    if re.search(r"复议[、和及与](?:行政)?诉讼", words):
        return ["both"]
    found = []
    if "复议" in words:
        found.append("reconsideration")
    if "诉讼" in words:
        found.append("litigation")
    return found
