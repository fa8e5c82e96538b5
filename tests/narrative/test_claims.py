"""Truth tables: every claim under each of its verdicts, 0/0 and unknown among them."""

import re

import pytest

from gongkai.indicators.compute import Indicators
from gongkai.indicators.indicator import Ratio
from gongkai.indicators.registry import BY_ID as INDICATORS
from gongkai.indicators.value import Amount, NotApplicable, Rate, Unknown, Value
from gongkai.narrative.binding import Binder
from gongkai.narrative.claims.registry import CLAIMS, Claim, Verdict
from gongkai.narrative.content import FigureRun, TextRun, WithheldRun
from gongkai.narrative.degrees import CHANGES, SHARES, degree_words, licensed
from gongkai.narrative.markdown import blocks
from gongkai.narrative.plan import load_plan, plan_names, section_template
from gongkai.narrative.verdict import change
from gongkai.records.agency import LEVELS

COMPARED = tuple(CHANGES)
TEXTS = (
    "agency", "short_name", "local_basis", "parts", "part_count", "site", "site_name", "report_place",
    "city_catalogue_name", "site_word", "whose", "format_basis", "contact", "left_out",
)  # fmt: skip
# What only a condition over figures licenses. 不公开 in 不公开为例外 is a principle, no count.
QUALITATIVE = re.compile(
    r"均|全部|全都|无|未|没有|零|达\d|达到|100|较上年|比上年|同比|增长|增加|上升|下降|减少|持平|最多|最少|最高|最低"
    r"|主要|首次|所有|每[月季日]|按[月季]|不断|逐年|进一步|有序|显著"
)


def indicators(**changes: Value) -> Indicators:
    values: dict[str, Value] = {
        name: Rate(1, 2) if isinstance(i.formula, Ratio) else Amount(3)
        for name, i in INDICATORS.items()
    }
    return Indicators(2018, values | changes, {})


def is_compared(claim: Claim) -> bool:
    return any(verdict in claim.sentences for verdict in COMPARED)


def is_most(claim: Claim) -> bool:
    return len(claim.needs) > 2


Case = tuple[dict[str, Value], dict[str, Value]]


def cases(claim: Claim) -> dict[Verdict, Case]:
    """Return, for each verdict, figures of this year and of last that come to it."""
    name, *others = claim.needs
    unknown: Case = ({name: Unknown("没有台账")}, {name: Amount(1)})
    if is_compared(claim):
        figures = {
            Verdict.MUCH_MORE: (130, 100), Verdict.MORE: (129, 100), Verdict.SAME: (100, 100),
            Verdict.LESS: (71, 100), Verdict.MUCH_LESS: (70, 100),
        }  # fmt: skip
        pairs = {v: ({name: Amount(a)}, {name: Amount(b)}) for v, (a, b) in figures.items()}
        return pairs | {Verdict.VACUOUS: ({name: Amount(5)}, {}), Verdict.UNKNOWN: unknown}
    if is_most(claim):
        other = {n: Amount(2) for n in others}
        nothing = {n: Amount(0) for n in claim.needs}
        return {
            Verdict.TRUE: ({name: Amount(3), **other}, {}),
            Verdict.FALSE: ({name: Amount(2), **other}, {}),
            Verdict.VACUOUS: (nothing, {}),
            Verdict.UNKNOWN: unknown,
        }
    if others:
        return of_all(claim) | {Verdict.UNKNOWN: unknown}
    if isinstance(INDICATORS[name].formula, Ratio):
        values = (Rate(7, 7), Rate(6, 7), Rate(0, 0))
    else:
        values = (Amount(7), Amount(0), NotApplicable("本年度没有"))
    verdicts = (Verdict.TRUE, Verdict.FALSE, Verdict.VACUOUS)
    return {v: ({name: x}, {}) for v, x in zip(verdicts, values, strict=True)} | {
        Verdict.UNKNOWN: unknown
    }


def of_all(claim: Claim) -> dict[Verdict, Case]:
    """Return the cases of a claim whose sentence names more than the base of its figure."""
    name, named = claim.needs
    if not isinstance(INDICATORS[name].formula, Ratio):
        numbers = {Verdict.TRUE: (3, 7), Verdict.FALSE: (0, 7), Verdict.PENDING: (0, 0)}
        found: dict[Verdict, Case] = {
            v: ({name: Amount(a), named: Amount(b)}, {}) for v, (a, b) in numbers.items()
        }
        return found | {
            Verdict.VACUOUS: ({name: NotApplicable("本年度没有"), named: Amount(7)}, {})
        }
    rate = isinstance(INDICATORS[named].formula, Ratio)
    more, same, none = (
        (Rate(1, 2), Rate(2, 2), Rate(0, 0)) if rate else (Amount(8), Amount(7), Amount(0))
    )
    values = {
        Verdict.TRUE: (Rate(7, 7), same), Verdict.PART: (Rate(7, 7), more),
        Verdict.FALSE: (Rate(6, 7), same), Verdict.PENDING: (Rate(0, 0), more),
        Verdict.VACUOUS: (Rate(0, 0), none),
    }  # fmt: skip
    return {v: ({name: a, named: b}, {}) for v, (a, b) in values.items()}


def said(claim: Claim, case: Case) -> tuple[str, list[object]]:
    now, before = case
    binder = Binder(indicators(**now), {}, before)
    body = blocks(binder.render(f"开头。甲{{{{ 断言('{claim.id}') }}}}。", "测试"), binder)
    runs = [run for block in body for run in block.runs]
    return "".join(run.text for run in runs), runs


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda c: c.id)
def test_each_verdict_licenses_its_own_sentence(claim: Claim) -> None:
    sentences = {}
    for verdict, case in cases(claim).items():
        now, before = case
        assert claim.judge(indicators(**now).values, before) is verdict
        sentences[verdict], _ = said(claim, case)
    distinct = [v for v in claim.sentences if v is not Verdict.VACUOUS]
    assert len({sentences[v] for v in distinct}) == len(distinct)
    assert sentences[Verdict.VACUOUS] != sentences[distinct[0]]
    assert set(claim.sentences) <= set(sentences)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda c: c.id)
def test_an_unknown_figure_withholds_the_sentence_and_only_that(claim: Claim) -> None:
    text, runs = said(claim, cases(claim)[Verdict.UNKNOWN])
    assert text.startswith("开头。")
    assert [run for run in runs if isinstance(run, WithheldRun)]
    assert "甲" not in text
    assert INDICATORS[claim.needs[0]].label in text
    assert not any(isinstance(run, FigureRun) for run in runs)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda c: c.id)
def test_whole_words_need_a_whole_rate(claim: Claim) -> None:
    """均, 全部 and 达 100 % stand in no sentence but the true one."""
    for verdict, case in cases(claim).items():
        text, _ = said(claim, case)
        if verdict not in (Verdict.TRUE, Verdict.PART):
            assert not any(word in text for word in ("均", "全部", "达", "最多"))
        if verdict is Verdict.PART:  # 均 names how many it speaks of, or what it leaves out
            assert re.search(r"已办结的\d+件均?|按时办结\d+件。$|；.+已公示\d+件", text)
        if verdict in (Verdict.VACUOUS, Verdict.PENDING):
            assert "%" not in text
        for word, verdicts in (
            ("增加", (Verdict.MORE, Verdict.MUCH_MORE)), ("减少", (Verdict.LESS, Verdict.MUCH_LESS)),
            ("持平", (Verdict.SAME,)),
        ):  # fmt: skip
            assert (word in text) == (is_compared(claim) and verdict in verdicts)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda c: c.id)
def test_every_digit_of_a_claim_is_a_figure(claim: Claim) -> None:
    for case in cases(claim).values():
        _, runs = said(claim, case)
        words = "".join(run.text for run in runs if isinstance(run, TextRun))
        assert not any(character.isdigit() for character in words)


def test_claim_ids_are_unique() -> None:
    assert len({claim.id for claim in CLAIMS}) == len(CLAIMS)


@pytest.mark.parametrize("plan", plan_names())
@pytest.mark.parametrize("level", LEVELS)
def test_no_template_says_of_unknown_figures_what_only_figures_license(plan, level) -> None:
    """Where nothing is known, nothing stands that a condition over figures must license."""
    nothing = {name: Unknown("没有台账") for name in INDICATORS}
    bound = Binder(Indicators(2018, nothing, {}), dict.fromkeys(TEXTS, "x") | {"year": 2018})
    loaded = load_plan(plan)
    for section in loaded.sections:
        template = section_template(loaded, section.id, level) or ""
        runs = [run for b in blocks(bound.render(template, section.id), bound) for run in b.runs]
        words = "".join(run.text for run in runs if isinstance(run, TextRun))
        assert QUALITATIVE.findall(words.replace("不公开为例外", "")) == []
        assert list(degree_words(words)) == []


@pytest.mark.parametrize(
    ("now", "before", "verdict"),
    [
        (Amount(12), Amount(2), Verdict.MUCH_MORE),
        (Amount(11), Amount(2), Verdict.MORE),  # nine more are no leap
        (Amount(5), Amount(0), Verdict.MORE),
        (Amount(0), Amount(0), Verdict.SAME),
        (Rate(9, 10), Rate(8, 10), Verdict.MUCH_MORE),
        (Rate(89, 100), Rate(8, 10), Verdict.MORE),
        (Rate(1, 2), Rate(2, 4), Verdict.SAME),
        (Rate(0, 0), Rate(1, 2), Verdict.VACUOUS),
        (Rate(1, 2), Rate(0, 0), Verdict.VACUOUS),
        (Amount(1), Unknown("没有"), Verdict.VACUOUS),
        (NotApplicable("没有"), Amount(1), Verdict.VACUOUS),
        (Unknown("没有"), None, Verdict.UNKNOWN),
    ],
)
def test_a_change_is_judged_exactly_and_only_with_both_years(now, before, verdict) -> None:
    assert change(now, before) is verdict


@pytest.mark.parametrize("degree", SHARES, ids=lambda d: d.word)
def test_a_word_of_degree_stands_within_its_bounds_only(degree) -> None:
    def rate(share) -> Rate:
        return Rate(share, 1)

    assert licensed(degree.word, rate(degree.least))
    assert licensed(degree.word, rate(degree.most))
    assert not licensed(degree.word, rate(degree.least * 9 / 10))
    assert not licensed(degree.word, Rate(0, 0))
    assert list(degree_words(f"申请{degree.word}按期办结")) in ([degree.word], [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("申请数量明显增加，办结率大幅提高，效果显著。", ["明显", "大幅", "显著"]),
        ("基本完成任务，绝大多数事项办结，普遍满意。", ["基本", "绝大多数", "普遍"]),
        ("基本信息、基本要求、基本满意、个别谈话、多数字段。", []),
        ("工作有序开展，公开不够及时。", []),
    ],
)
def test_words_of_degree_are_told_from_their_neighbours(text: str, words: list[str]) -> None:
    assert list(degree_words(text)) == words
