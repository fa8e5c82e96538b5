"""What only figures can license: rates with a base, 均 and 全部, 无 and 未发生, one figure for one thing."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from gongkai.checks.wording.labels import label_of, unit_of
from gongkai.checks.wording.prose import Passage, Prose, Remark, folded, unassessable
from gongkai.checks.wording.stated import of_the_year
from gongkai.indicators.value import Amount, NotApplicable, Rate, Unknown, Value, trimmed
from gongkai.statements.subjects.subjects import subjects_of
from gongkai.statements.text.paragraph import parse


class Licence(NamedTuple):
    """Words, and the figure that must stand behind them.

    ``of`` names what the words speak of, where the figure's base is smaller: a count that the base
    must reach, or a second rate that must be whole too.
    """

    words: re.Pattern[str]
    indicator: str
    of: str = ""


def _licence(words: str, indicator: str, of: str = "") -> Licence:
    return Licence(re.compile(words), indicator, of)


_ALL: Final = r"(?:均|全部|全都|无一例外|100%|百分之百)"
_REQUEST: Final = r"(?:信息公开申请|依申请公开|公开申请|申请事项|申请\d+件)"
_PERCENT: Final = r"[^，。；]{0,4}\d+(?:\.\d+)?%"

# P-9: a rate may be printed only where there is something to take it of.
RATES: Final = (
    _licence(rf"委员(?:的)?满意率{_PERCENT}", "proposal_satisfaction_rate_cppcc"),
    _licence(rf"代表和委员(?:的)?满意率{_PERCENT}", "proposal_satisfaction_rate_cppcc"),
    _licence(rf"代表(?:和委员)?(?:的)?满意率{_PERCENT}", "proposal_satisfaction_rate_npc"),
    _licence(rf"(?:建议|提案)[^。；]{{0,30}}?办[结复](?:达)?率{_PERCENT}", "proposal_completion_rate"),
    _licence(rf"{_REQUEST}[^。；]{{0,30}}?(?:按时|按期)(?:办结|答复)率{_PERCENT}", "requests_on_time_rate"),
    _licence(rf"(?:热线|转办)[^。；]{{0,40}}?按时办结率{_PERCENT}", "hotline_on_time_rate"),
)  # fmt: skip
# P-10: 均 and 全部 only where the rate is one.
WHOLES: Final = (
    _licence(rf"{_REQUEST}[^。；]{{0,30}}?{_ALL}[^，。；]{{0,4}}(?:按时|按期|如期|依法按时)(?:办结|答复)", "requests_on_time_rate", "accepted_total"),
    _licence(rf"(?:建议|提案)[^。；]{{0,30}}?{_ALL}已?(?:按时)?(?:办[结复]|答复)", "proposal_completion_rate"),
    _licence(rf"(?:热线|转办)[^。；]{{0,30}}?{_ALL}(?:已)?(?:按时|按期)办结", "hotline_on_time_rate", "hotline_cases"),
    _licence(rf"主动公开[^。；]{{0,30}}?{_ALL}[^，。；]{{0,8}}三级审[批核]", "approval_rate"),
    _licence(rf"主动公开[^。；]{{0,40}}?{_ALL}[^，。；]{{0,4}}保密审查", "secrecy_review_rate"),
    _licence(rf"(?:许可|处罚|双公示)[^。；]{{0,40}}?{_ALL}[^，。；]{{0,16}}[七7]个工作日", "publicity_timely_rate", "publicity_rate"),
)  # fmt: skip
# The sentence itself narrows what it speaks of to what is done, published or due.
_DONE: Final = re.compile(
    r"(?:办结|答复|公示)[^。；]{0,16}?(?:均|全部|全都)|应当?(?:办结|答复)|到期"
)
# P-10 too: all requests are done only where none is carried out.
_ALL_DONE: Final = re.compile(
    rf"{_REQUEST}[^。；]{{0,20}}?(?:全部|均)已?(?:办结|答复|办理完毕)(?!率)"
)
# P-11: 无 and 未发生 only where the count is zero.
NONES: Final = (
    _licence(r"(?:未|没有)(?:收到|接到|受理)(?:过|任何)?(?:公民、法人(?:和|或者?)其他组织)?(?:提出)?的?(?:政府)?信息?(?:依申请)?公开(?:政府信息)?的?申请(?!行政复议|复议|的?(?:答复|回复|处理)|人|书)", "requests_received"),
    _licence(r"(?:未发生|没有发生|未收到|没有收到|[^有]无)[^，。；]{0,24}行政复议(?!机关|决定)", "reconsiderations"),
    _licence(r"(?:未发生|没有发生|未收到|没有收到|[^有]无)[^，。；]{0,36}行政诉讼", "litigations"),
    _licence(r"(?:未|没有)(?:向申请人)?收取[^，。；]{0,12}(?:费用?|信息处理费)", "fees_yuan"),
    _licence(r"(?:未|没有)(?:新)?(?:制发|制定|出台)(?:过|新的?|任何|行政|部门)*规范性文件", "normative_documents_issued"),
    _licence(r"(?:未|没有)(?:收到|受理)[^，。；]{0,6}举报", "ogi_complaints"),
    _licence(r"(?:没有|无)应当?公示的(?:行政许可|行政处罚|双公示|决定)", "publishable_decisions"),
    _licence(r"(?:未|没有)作出(?:过|任何|新的)*行政处罚", "penalty_decisions"),
    _licence(r"(?:未|没有)作出(?:过|任何|新的)*行政许可(?![变撤注延吊])", "licence_decisions"),
    _licence(r"(?:未|没有)(?:举办|召开)[^，。；]{0,6}新闻发布会", "press_conferences"),
    _licence(r"(?:未|没有)(?:参加|开展)[^，。；]{0,6}在线访谈", "online_interviews"),
    _licence(r"(?:未|没有)(?:发布|制作)[^，。；]{0,6}解读(?:稿件|材料)", "interpretation_articles"),
    _licence(r"(?:未|没有)(?:召开|举行)[^，。；]{0,12}(?:工作|专题)会议", "ogi_meetings"),
    _licence(r"(?:未|没有)(?:举办|开展|组织)[^，。；]{0,12}培训", "trainings"),
)  # fmt: skip
# Words that narrow a sentence to something smaller than the whole year or the whole count.
_NARROWED: Final = re.compile(
    r"纠错|纠正|撤销|败诉|违法|季度|上半年|下半年|[1-9]月份|结转|逾期|超期|其中|重复|下级|下属|所属|二级单位|直属|街道|乡镇|除|复议后|(?:未经|经过?)复议|直接起诉"
)
# Words that make it a case thought of, or a mark of something else: 如未收到答复, 未作出决定的案件.
_IF: Final = re.compile(r"(?:如|若|倘|假如|一旦|凡|对于?)[^，。；]{0,6}$")
_WHICH: Final = re.compile(
    r"(?:决定|答复|信息)?的(?!情况|情形|现象|问题|申请|行政|案件(?:$|[，。；、]))"
)
_NOT_RECEIVED: Final = NONES[0].words
_CLOSED: Final = re.compile(r"(?:办结|答复)[^，。；\d]{0,8}(?P<n>\d+)件")

# P-12: the whole year's figure of one thing, wherever it stands, by the grammar's topics.
QUANTITIES: Final = {
    "requests/received": ("收到政府信息公开申请", "requests_received"),
    "sheet/s1_1": ("主动公开政府信息", "disclosed_total"),
    "case/reconsideration/total": ("被申请行政复议", "reconsiderations"),
    "case/litigation/total": ("被提起行政诉讼", "litigations"),
}
_YEARLY: Final = re.compile(r"全年|本年度?|年度内|20\d\d年度?")


def _said(prose: Prose, pattern: re.Pattern[str]) -> Iterator[tuple[Passage, str]]:
    for passage in prose.passages:
        for sentence in passage.sentences:
            match = pattern.search(sentence)
            if match is None or _NARROWED.search(sentence):
                continue
            if "因" in match[0] and "公开" not in sentence[match.start() :]:
                continue  # 因行政处罚引起的行政复议
            before, after = sentence[: match.start()], sentence[match.end() :]
            if of_the_year(before, prose.year) and not (_IF.search(before) or _WHICH.match(after)):
                yield passage, sentence


def _value(prose: Prose, indicator: str) -> Value:
    return prose.values.get(indicator, Unknown("未掌握"))


def _unknown(prose: Prose, indicator: str) -> Remark:
    """Return that a figure is not known; a published report has no ledgers to know it from."""
    if not prose.own:
        return unassessable("统计表里没有这个数，无法核对")
    return unassessable(f"{label_of(indicator)}未掌握，无法核对")


def rates_with_a_base(prose: Prose) -> Iterator[Remark]:
    """P-9: no rate of nothing."""
    for words, indicator, _ in RATES:
        for passage, sentence in _said(prose, words):
            match _value(prose, indicator):
                case Unknown():
                    yield _unknown(prose, indicator)
                case Rate() as rate if rate.occurred:
                    continue
                case _:
                    told = f"{label_of(indicator)}的分母为0，不应写百分比"
                    yield Remark(told, passage, sentence)


def whole_words(prose: Prose) -> Iterator[Remark]:
    """P-10: 均 and 全部 only where it is so, of all that the sentence names."""
    for words, indicator, of in WHOLES:
        for passage, sentence in _said(prose, words):
            match _value(prose, indicator):
                case Unknown():
                    yield _unknown(prose, indicator)
                case Rate() as rate if rate.is_whole:
                    left = _left_out(rate, _value(prose, of)) if of else ""
                    if left and not _DONE.search(sentence):
                        told = f"{label_of(indicator)}的分母是{rate.denominator}，{label_of(of)}是{left}"
                        yield Remark(f"{told}，不能写“均”“全部”", passage, sentence)
                case Rate(numerator=n, denominator=d):
                    told = f"{label_of(indicator)}是{n}/{d}，不能写“均”“全部”"
                    yield Remark(told, passage, sentence)
    yield from _all_done(prose)


def _left_out(rate: Rate, named: Value) -> str:
    """Return what the sentence names where that is more than the rate's base; else nothing."""
    match named:
        case Amount(number=number) if number > rate.denominator:
            return str(number)
        case Rate(numerator=n, denominator=d) if named.occurred and not named.is_whole:
            return f"{n}/{d}"
        case _:
            return ""


def _all_done(prose: Prose) -> Iterator[Remark]:
    for passage, sentence in _said(prose, _ALL_DONE):
        if "到期" in sentence:
            continue
        match _value(prose, "requests_open_at_end"):
            case Amount(number=number) if number > 0:
                yield Remark(f"年末还有{number}件结转，不能写全部办结", passage, sentence)
            case Unknown():
                yield unassessable("结转下年度申请数未掌握，无法核对")


def none_words(prose: Prose) -> Iterator[Remark]:
    """P-11: 无 and 未发生 only where the count is zero."""
    for words, indicator, _ in NONES:
        for passage, sentence in _said(prose, words):
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
            start, _ = paragraph.sentence_at(subject.figure.start)
            before = folded(paragraph.text[start : subject.figure.start])
            if (
                not name
                or subject.meant.narrowed
                or subject.figure.about
                or not _YEARLY.search(before)
                or not of_the_year(before, prose.year)
                or (prose.own and not isinstance(_value(prose, indicator), Unknown))
            ):
                continue
            number = first.setdefault(name, subject.figure.number)
            if subject.figure.number != number:
                told = f"{name}前文写{trimmed(number)}，此处写{trimmed(subject.figure.number)}"
                yield Remark(told, passage, folded(paragraph.said(subject.figure.start)))


def nothing_and_something(prose: Prose) -> Iterator[Remark]:
    """P-13: where no request was received and none carried in, none can have been closed."""
    told = list(_said(prose, _NOT_RECEIVED))
    if not told:
        return
    match _value(prose, "requests_carried_in"), _value(prose, "requests_closed"):
        case Amount(number=carried), Amount(number=closed) if carried == 0 < closed:
            yield Remark(f"写明未收到申请，却办结{closed}件", *told[0])
            return
        case Amount(number=carried), _ if carried > 0:
            return
    for passage in prose.passages:
        for sentence in passage.sentences:
            match = _CLOSED.search(sentence) if "申请" in sentence else None
            if match and int(match["n"]) > 0 and "结转" not in sentence:
                yield Remark(f"前文写未收到申请，此处写办结{match['n']}件", passage, sentence)
