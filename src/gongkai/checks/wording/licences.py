"""What only figures can license: rates with a base, 均 and 全部, 无 and 未发生, one figure for one thing."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from gongkai.checks.check import State
from gongkai.checks.wording.labels import label_of, unit_of
from gongkai.checks.wording.prose import Passage, Prose, Remark, folded, unassessable
from gongkai.checks.wording.stated import REACH
from gongkai.indicators.value import Amount, NotApplicable, Rate, Unknown, Value, trimmed
from gongkai.pattern import pattern
from gongkai.statements.subjects.denials import Denial, denials_of
from gongkai.statements.subjects.rates import rates_of
from gongkai.statements.subjects.subjects import subjects_of
from gongkai.statements.subjects.wholes import Whole, wholes_of
from gongkai.statements.text.paragraph import Paragraph, parse
from gongkai.statements.text.years import of_the_year


class Licence(NamedTuple):
    """The figure that must stand behind words.

    ``of`` names what the words speak of, where the figure's base is smaller: a count that the base
    must reach, or a second rate that must be whole too.
    """

    indicator: str
    of: str = ""


# P-9: a rate may be printed only where there is something to take it of; by the grammar's rates.
RATES: Final[Mapping[str, str]] = {
    "satisfaction/cppcc": "proposal_satisfaction_rate_cppcc",
    "satisfaction/npc": "proposal_satisfaction_rate_npc",
    "completion/proposal": "proposal_completion_rate",
    "on_time/request": "requests_on_time_rate",
    "on_time/hotline": "hotline_on_time_rate",
}
# P-10: 均 and 全部 only where the rate is one; by matter and deed.
WHOLES: Final[Mapping[tuple[str, str], Licence]] = {
    ("request", "on_time"): Licence("requests_on_time_rate", "accepted_total"),
    ("proposal", "on_time"): Licence("proposal_completion_rate"),
    ("proposal", "done"): Licence("proposal_completion_rate"),
    ("hotline", "on_time"): Licence("hotline_on_time_rate", "hotline_cases"),
    ("info", "approved"): Licence("approval_rate"),
    ("info", "reviewed"): Licence("secrecy_review_rate"),
    ("decision", "in_seven_days"): Licence("publicity_timely_rate", "publicity_rate"),
}
_REQUESTS_DONE: Final = ("request", "done")  # all are done only where none is carried out
# The sentence itself narrows what it speaks of to what is done, published or due.
_DONE: Final = pattern(r"(?:办结|答复|公示)[^。；]{0,16}?(?:均|全部|全都)|应当?(?:办结|答复)|到期")
# P-11: 无 and 未发生 only where the count is zero; by the grammar's topics.
_RECEIVED: Final = "requests/received"
NONES: Final[Mapping[str, str]] = {
    _RECEIVED: "requests_received",
    "requests/carry_in": "requests_carried_in",
    "requests/carry_out": "requests_open_at_end",
    "case/reconsideration/total": "reconsiderations",
    "case/litigation/total": "litigations",
    "fee/processing": "fees_yuan",
    "document/normative/issued": "normative_documents_issued",
    "sheet/s6": "ogi_complaints",
    "publicity/due": "publishable_decisions",
    "decision/penalty": "penalty_decisions",
    "decision/licence": "licence_decisions",
    "sheet/s2_2_1": "press_conferences",
    "sheet/s2_2_2": "online_interviews",
    "sheet/s2_2_3": "interpretation_articles",
    "sheet/s9_1": "ogi_meetings",
    "sheet/s9_2": "trainings",
}

# P-12: the whole year's figure of one thing, wherever it stands, by the grammar's topics.
QUANTITIES: Final = {
    "requests/received": ("收到政府信息公开申请", "requests_received"),
    "sheet/s1_1": ("主动公开政府信息", "disclosed_total"),
    "case/reconsideration/total": ("被申请行政复议", "reconsiderations"),
    "case/litigation/total": ("被提起行政诉讼", "litigations"),
}
_YEARLY: Final = pattern(r"全年|本年度?|年度内|20\d\d年度?")


def _of_year(paragraph: Paragraph, start: int, at: int, prose: Prose) -> bool:
    return of_the_year(folded(paragraph.text[start:at]), prose.year)


def _denied(prose: Prose) -> Iterator[tuple[Denial, Passage, str]]:
    """Yield what the prose says there was none of, in the whole year and office."""
    for passage in prose.passages:
        paragraph = parse(passage.text)
        for denial in denials_of(paragraph):
            if not denial.narrowed and _of_year(paragraph, denial.start, denial.at, prose):
                yield denial, passage, folded(paragraph.said(denial.at))


def _said_of_all(prose: Prose) -> Iterator[tuple[tuple[str, str], Passage, str]]:
    """Yield what the prose says of all of a matter; what is said of the very ones that are done is no news."""
    for passage in prose.passages:
        paragraph = parse(passage.text)
        for whole in wholes_of(paragraph):
            if whole.narrowed or not _of_year(paragraph, whole.start, whole.at, prose):
                continue
            if (whole.matter, whole.deed) == _REQUESTS_DONE and _of_the_done(
                prose, paragraph, whole
            ):
                continue
            yield (whole.matter or "", whole.deed), passage, folded(paragraph.said(whole.at))


def _of_the_done(prose: Prose, paragraph: Paragraph, whole: Whole) -> bool:
    """Tell whether so many requests are said to be done as the year's figure is: 12件申请已全部办结, beside 3 left."""
    before = [f for f in paragraph.plain if whole.start <= f.start < whole.at]
    done = _value(prose, "requests_closed")
    return (
        bool(before)
        and _THESE.fullmatch(paragraph.text, before[-1].end, whole.at) is not None
        and not _RECEIVED_SO_MANY.search(before[-1].label)
        and isinstance(done, Amount)
        and before[-1].number <= done.number
    )


_THESE: Final = pattern(r"[^，。；\d]{0,12}")
_RECEIVED_SO_MANY: Final = pattern("收到|受理|接收|新收|收办|接到")


def _value(prose: Prose, indicator: str) -> Value:
    return prose.values.get(indicator, Unknown("未掌握"))


def _unknown(prose: Prose, indicator: str) -> Remark:
    """Return that a figure is not known; a published report has no ledgers to know it from."""
    if not prose.own:
        return unassessable(f"统计表里没有{label_of(indicator)}，无法核对")
    return unassessable(f"{label_of(indicator)}未掌握，无法核对")


def rates_with_a_base(prose: Prose) -> Iterator[Remark]:
    """P-9: no rate of nothing."""
    for passage in prose.passages:
        paragraph = parse(passage.text)
        for rate in rates_of(paragraph):
            if not _of_year(paragraph, rate.start, rate.figure.start, prose):
                continue
            indicator = RATES[rate.name]
            match _value(prose, indicator):
                case Unknown():
                    yield _unknown(prose, indicator)
                case Rate() as known if known.occurred:
                    continue
                case _:
                    told = f"{label_of(indicator)}的分母为0，不应写百分比"
                    yield Remark(told, passage, folded(paragraph.said(rate.figure.start)))


def whole_words(prose: Prose) -> Iterator[Remark]:
    """P-10: 均 and 全部 only where it is so, of all that the sentence names."""
    for said, passage, sentence in _said_of_all(prose):
        if said == _REQUESTS_DONE:
            yield from _all_done(prose, passage, sentence)
        if said not in WHOLES:
            continue
        indicator, of = WHOLES[said]
        match _value(prose, indicator):
            case Unknown():
                yield _unknown(prose, indicator)
            case Rate() as rate if rate.is_whole:
                left = _left_out(rate, _value(prose, of)) if of else ""
                if left and not _DONE.search(sentence):
                    told = (
                        f"{label_of(indicator)}的分母是{rate.denominator}，{label_of(of)}是{left}"
                    )
                    yield Remark(f"{told}，不能写“均”“全部”", passage, sentence)
            case Rate(numerator=n, denominator=d):
                told = f"{label_of(indicator)}是{n}/{d}，不能写“均”“全部”"
                yield Remark(told, passage, sentence)


def _left_out(rate: Rate, named: Value) -> str:
    """Return what the sentence names where that is more than the rate's base; else nothing."""
    match named:
        case Amount(number=number) if number > rate.denominator:
            return str(number)
        case Rate(numerator=n, denominator=d) if named.occurred and not named.is_whole:
            return f"{n}/{d}"
        case _:
            return ""


_CLOSED: Final = pattern(r"办结|办理完|处理完")


def _all_done(prose: Prose, passage: Passage, sentence: str) -> Iterator[Remark]:
    match _value(prose, "requests_open_at_end"):
        case Amount(number=number) if number > 0:
            # An answer may be told of what was due; in somebody's report that is asked, not failed.
            asked = not prose.own and not _CLOSED.search(sentence)
            told = f"年末还有{number}件结转，不能写全部办结"
            yield Remark(told, passage, sentence, State.WARN if asked else None)
        case Unknown():
            yield _unknown(prose, "requests_open_at_end")


def none_words(prose: Prose) -> Iterator[Remark]:
    """P-11: 无 and 未发生 only where the count is zero."""
    for denial, passage, sentence in _denied(prose):
        if denial.topic not in NONES:
            continue
        indicator = NONES[denial.topic]
        match _value(prose, indicator):
            case Amount(number=number) if number > 0:
                label, unit = label_of(indicator), unit_of(indicator)
                yield Remark(f"{label}是{number}{unit}，不能写“无”“未”", passage, sentence)
            case Unknown():
                yield _unknown(prose, indicator)
            case Amount() | Rate() | NotApplicable():
                continue


def one_figure_for_one_thing(prose: Prose) -> Iterator[Remark]:
    """P-12: the year's figure of one thing is the same wherever it stands.

    Where our own ledgers know it, each is held against them (P-1), which tells the same once.
    """
    first: dict[str, Decimal] = {}
    for passage in prose.passages:
        paragraph = parse(passage.text)
        for subject in subjects_of(paragraph):
            name, indicator = QUANTITIES.get(subject.topic, ("", ""))
            if (
                not name
                or subject.meant.narrowed
                or subject.meant.weak
                or subject.figure.about
                or (prose.own and not isinstance(_value(prose, indicator), Unknown))
            ):
                continue
            at = subject.figure.start
            start, _ = paragraph.sentence_at(at)
            before = folded(paragraph.text[max(start, at - REACH) : at])
            if not _YEARLY.search(before) or not of_the_year(before, prose.year):
                continue
            number = first.setdefault(name, subject.figure.number)
            if subject.figure.number != number:
                told = f"{name}前文写{trimmed(number)}，此处写{trimmed(subject.figure.number)}"
                yield Remark(told, passage, folded(paragraph.said(subject.figure.start)))


def nothing_and_something(prose: Prose) -> Iterator[Remark]:
    """P-13: where no request was received and none carried in, none can have been closed."""
    told = [(p, s) for denial, p, s in _denied(prose) if denial.topic == _RECEIVED]
    if not told:
        return
    match _value(prose, NONES[_RECEIVED]):
        case Amount(number=received) if received > 0:
            return  # P-11 tells it
    match _value(prose, "requests_carried_in"), _value(prose, "requests_closed"):
        case Amount(number=carried), Amount(number=closed) if carried == 0 < closed:
            yield Remark(f"写明未收到申请，却办结{closed}件", *told[0])
            return
        case Amount(number=carried), _ if carried > 0:
            return
    yield from _closed(prose)


def _closed(prose: Prose) -> Iterator[Remark]:
    """Yield requests that the prose calls closed, where it speaks of none carried in."""
    for passage in prose.passages:
        paragraph = parse(passage.text)
        subjects = subjects_of(paragraph)
        if any(s.topic == "requests/carry_in" for s in subjects):
            continue
        for subject in subjects:
            done = subject.topic == "requests/done" and not subject.meant.narrowed
            if done and subject.figure.number:
                number = trimmed(subject.figure.number)
                quote = folded(paragraph.said(subject.figure.start))
                yield Remark(f"前文写未收到申请，此处写办结{number}件", passage, quote)
