from decimal import Decimal

import pytest

from gongkai.errors import TemplateError
from gongkai.indicators.compute import Indicators
from gongkai.indicators.indicator import Ratio
from gongkai.indicators.registry import BY_ID as INDICATORS
from gongkai.indicators.value import Amount, Rate, Unknown, Value
from gongkai.indicators.written import raw_text
from gongkai.kept import Kept
from gongkai.narrative import templates
from gongkai.narrative.binding import Binder
from gongkai.narrative.claims.names import CLAIM_NAMES, PASSAGE_NAMES
from gongkai.narrative.claims.passages import PASSAGES
from gongkai.narrative.claims.registry import CLAIMS
from gongkai.narrative.comparison import change_runs
from gongkai.narrative.content import (
    FigureRun,
    LeftOut,
    Listing,
    Paragraph,
    Run,
    TextRun,
    WithheldRun,
)
from gongkai.narrative.markdown import blocks
from gongkai.narrative.own.meant import meant
from gongkai.report.verification.figures import with_differences


def binder(**changes: Value) -> Binder:
    values: dict[str, Value] = {
        name: Rate(1, 2) if isinstance(i.formula, Ratio) else Amount(3)
        for name, i in INDICATORS.items()
    }
    return Binder(Indicators(2018, values | changes, {}), {"agency": "某办公室", "year": 2018})


def runs(template: str, **changes: Value) -> list[Run]:
    bound = binder(**changes)
    return [run for b in blocks(bound.render(template, "t.md"), bound) for run in b.runs]


def words(template: str, **changes: Value) -> str:
    return "".join(run.text for run in runs(template, **changes))


def test_a_figure_carries_its_id_raw_value_and_base() -> None:
    figure = runs("率{{ 数字('requests_on_time_rate') }}", requests_on_time_rate=Rate(28, 29))[1]
    assert isinstance(figure, FigureRun)
    assert (figure.text, figure.indicator) == ("96.55%", "requests_on_time_rate")
    assert (figure.raw, figure.base) == ("28/29", "28÷29")
    assert figure.label == INDICATORS["requests_on_time_rate"].label


@pytest.mark.parametrize(
    ("template", "value", "expected"),
    [
        ("{{ 数字('power_items', 'chinese') }}", Amount(23), "二十三项"),
        ("{{ 数字('power_items', 'chinese') }}", Amount(2), "两项"),
        ("{{ 数字('power_items', unit=False) }}", Amount(23), "23"),
        ("{{ figure('fees_yuan', 'wan') }}", Amount(Decimal("12000.00")), "1.2万元"),
        ("{{ 数字('fees_yuan') }}", Amount(Decimal("0")), "0元"),
        ("{{ 数字('grant_rate') }}", Rate(0, 0), "未发生"),
        ("{{ 数字('grant_rate') }}", Rate(35, 805), "4.35%"),
    ],
)
def test_figures_are_printed_in_their_style(template: str, value: Value, expected: str) -> None:
    name = template.split("'")[1]
    assert words(template, **{name: value}) == expected


def test_an_unknown_figure_takes_its_sentence_with_it() -> None:
    template = "收到{{ 数字('requests_received') }}。公开{{ 数字('disclosed_total') }}。"
    found = runs(template, requests_received=Unknown("无台账"))
    assert isinstance(found[0], WithheldRun)
    assert "收到申请数" in found[0].text
    assert "".join(r.text for r in found[1:]) == "公开3条。"


@pytest.mark.parametrize(
    ("template", "hint"),
    [
        ("一\n{{ 数字('requests_recieved') }}", "requests_received"),
        ("一\n{{ 断言('fee') }}", "fees"),
        ("一\n{{ 数字('power_items', 'roman') }}", "plain"),
        ("一\n{{ 数字('power_items' }}", "数字"),
        ("一\n{{ nobody }}", "写法有误"),
        ("一\n{{ ''.__class__.__mro__ }}", "写法有误"),
        ("一\n{% include 'x' %}", "写法有误"),
        ("一\n{{ 1 // 0 }}", "写法有误"),
    ],
)
def test_a_template_fault_names_the_file_and_the_way_out(template: str, hint: str) -> None:
    with pytest.raises(TemplateError) as caught:
        runs(template)
    assert "t.md" in str(caught.value)
    assert hint in str(caught.value)


def test_the_line_of_an_unknown_indicator_is_named() -> None:
    with pytest.raises(TemplateError, match="第3行"):
        runs("一\n\n{{ 数字('nothing_of_the_kind') }}\n")


def test_words_from_records_are_never_markup_or_template() -> None:
    hostile = "**加粗** {{ 7*7 }} <script>alert(1)</script> \ue0000\ue001 [x](javascript:1)"
    bound = binder()
    bound._environment.globals["title"] = hostile
    body = blocks(bound.render("题为{{ 文字(title) }}。", "t.md"), bound)
    text = "".join(run.text for run in body[0].runs)
    assert text == f"题为{hostile.replace(chr(0xE000), '').replace(chr(0xE001), '')}。"


def test_markdown_becomes_blocks_and_html_stays_text() -> None:
    bound = binder()
    body = blocks(
        bound.render(
            "第一段，\n续行<b>\n\n- 甲\n- 乙{{ 数字('power_items') }}\n\n**重点**\n", "t.md"
        ),
        bound,
    )
    first, listing, last = body
    assert isinstance(first, Paragraph)
    assert "".join(r.text for r in first.runs) == "第一段，续行<b>"
    assert isinstance(listing, Listing)
    assert ["".join(r.text for r in item) for item in listing.items] == ["甲", "乙3项"]
    assert isinstance(last, Paragraph)
    assert last.runs == (TextRun("重点", strong=True),)


@pytest.mark.parametrize(
    ("template", "now", "before", "expected"),
    [
        ("较上年{{ 变化('requests_received') }}", Amount(20), {"requests_received": Amount(9)}, "较上年大幅增长"),
        ("较上年{{ 变化('requests_received') }}", Amount(9), {"requests_received": Amount(10)}, "较上年下降"),
        ("率{{ change('requests_on_time_rate') }}", Rate(9, 9), {"requests_on_time_rate": Rate(29, 30)}, "率上升"),
        ("{{ 程度('绝大多数', 'requests_on_time_rate', '部分') }}申请按期办结", Rate(19, 20), {}, "绝大多数申请按期办结"),
        ("{{ 程度('绝大多数', 'requests_on_time_rate', '部分') }}申请按期办结", Rate(8, 10), {}, "部分申请按期办结"),
        ("{{ degree('普遍', 'requests_on_time_rate', '部分') }}", Rate(0, 0), {}, "部分"),
    ],
)  # fmt: skip
def test_words_of_change_and_degree_are_chosen_by_the_figures(
    template: str, now: Value, before: dict[str, Value], expected: str
) -> None:
    name = template.split("'")[1 if "变" in template or "change" in template else 3]
    bound = Binder(binder(**{name: now})._indicators, {}, before)
    body = blocks(bound.render(template, "t.md"), bound)
    assert "".join(run.text for run in body[0].runs) == expected


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("收到{{ 数字('收到申请数') }}，较上年{{ 变化('收到申请数') }}，均已办结。", "收到3件，均已办结。"),
        ("收到{{ 数字('收到申请数') }}，较上年{{ 变化('收到申请数') }}。公开3条。", "收到3件。公开3条。"),
        ("收到{{ 数字('收到申请数') }}（较上年{{ 变化('收到申请数') }}）。", "收到3件。"),
        ("收到{{ 数字('收到申请数') }}，申请数量与上年相比{{ 变化('收到申请数') }}；公开{{ 数字('disclosed_total') }}。",
         "收到3件；公开3条。"),
        ("申请数量较上年{{ 变化('收到申请数') }}，主要是网络申请。", "主要是网络申请。"),
        ("全年收到申请{{ 数字('收到申请数') }}同比{{ 变化('收到申请数') }}。", "全年收到申请3件。"),
        ("申请较上年{{ 变化('requests_received') }}。公开{{ 数字('disclosed_total') }}。", "公开3条。"),
    ],
)  # fmt: skip
def test_in_a_first_year_the_comparison_is_left_out_and_not_the_sentence(
    template: str, expected: str
) -> None:
    assert words(template) == expected


def own(text: str, **changes: Value) -> tuple[str, list[tuple[str, int, str]]]:
    """Return an office's own text as it is printed, and what is told of it."""
    bound = binder(**changes)
    rendered, slips = bound.render_own(meant(text))
    lines = [b.runs for b in blocks(rendered, bound) if isinstance(b, Paragraph)]
    printed = "\n".join("".join(run.text for run in line) for line in lines)
    return printed, [(s.kind, s.line, s.message) for s in slips]


@pytest.mark.parametrize(
    "text",
    [
        "收到{{ 数字('收到申请数') }}。", '收到{{ 数字("收到申请数") }}。', "收到｛｛数字（“收到申请数”）｝｝。",
        "收到{{ 数字(‘收到申请数’) }}。", "收到{数字('收到申请数')}。", "收到{{ 收到申请数 }}。",
        "收到｛｛ 收到申请数 ｝｝。", "收到{ { 数字（'收到 申请数'） } }。", "收到{{ figure('requests_received') }}。",
        "收到{{ 数字('收到申请数'，unit=True) }}。",
    ],
)  # fmt: skip
def test_a_figure_is_called_by_its_label_or_its_id_in_the_signs_a_clerk_types(text: str) -> None:
    assert own(text) == ("收到3件。", [])


def test_one_slip_hides_no_other_and_nothing_but_its_own_sentence() -> None:
    text = (
        "开头。\n\n收到{{ 数字('收到申请树') }}。公开{{ 数字('disclosed_total') }}。\n\n"
        "办结{{ 数字('requests_closd') }}，{{ 断言('fee') }}。\n结转{{ 数字('上年结转申请数') }}。\n"
    )
    printed, told = own(text, requests_carried_in=Unknown("没有台账"))
    assert printed.splitlines()[:2] == ["开头。", "（这句话的写法有误，此处暂缺）公开3条。"]
    assert [(kind, line) for kind, line, _ in told] == [
        ("N-05", 3), ("N-05", 5), ("N-05", 5), ("N-08", 6),
    ]  # fmt: skip
    for (_, _, message), hint in zip(
        told, ("收到申请数", "requests_closed", "fees", "上年结转申请数"), strict=True
    ):
        assert f"“{hint}”" in message
    assert "{{ 数字('上年结转申请数') }}" in told[-1][2]


def test_an_unknown_rate_leaves_its_half_sentence_out_and_the_counts_stay() -> None:
    unknown = {n: Unknown("没有公示日期") for n in ("publicity_timely", "publicity_timely_rate")}
    assert "未掌握" not in own("{{ 片段('publicity') }}", **unknown)[0]
    assert own("{{ 片段('publicity') }}", **unknown)[1] == []
    _, ((kind, line, message),) = own("甲。\n\n{{ 断言('publicity_timely') }}。", **unknown)
    assert (kind, line) == ("N-08", 3) and "{{ 断言('publicity_timely') }}" in message


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("收到{{ 数字('收到申请数' }}。", "不成对"),
        ("收到{{ 数字('收到申请数') 。", "不成对"),
        ("收到{{ nobody }}。", "不认识“nobody”"),
        ("收到{{ 数字() }}。", "括号中的写法有误"),
        ("收到{{ 1 // 0 }}。", "算式"),
        ("收到{{ ''.__class__ }}。", "这一行的写法有误"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_and_the_rest_stands(line: str, told: str) -> None:
    printed, slips = own(f"第一段。\n\n{line}\n\n公开{{{{ 数字('不存在的') }}}}。\n\n末段。")
    assert printed.startswith("第一段。\n") and printed.endswith("\n末段。")
    assert [(kind, at) for kind, at, _ in slips] == [("N-05", 3), ("N-05", 5)]
    assert told in slips[0][2]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("一是少。\n二是慢。\n", ["一是少。", "二是慢。"]),
        ("　　一是少。\n    二是慢。\n\t三是散。", ["一是少。", "二是慢。", "三是散。"]),
        ("主要有：\n1. 少。\n2. 慢。\n\n10. 散。", ["主要有：", "1. 少。", "2. 慢。", "10. 散。"]),
        ("（一）公开不够及时\n个别栏目更新慢。", ["（一）公开不够及时", "个别栏目更新慢。"]),
        ("政府信息公开工作与上级要求和群众期待相比还有一定的\n差距。", ["政府信息公开工作与上级要求和群众期待相比还有一定的差距。"]),
        ("公开少，\n更新慢。", ["公开少，更新慢。"]),
        ("第一段\n---\n第二段", ["第一段", "第二段"]),
    ],
)  # fmt: skip
def test_a_paragraph_stays_a_paragraph(text: str, paragraphs: list[str]) -> None:
    assert own(text)[0].splitlines() == paragraphs


@pytest.mark.parametrize(
    ("template", "hint"),
    [
        ("{{ 程度('绝大多', 'requests_on_time_rate', '部分') }}", "绝大多数"),
        ("{{ 程度('绝大多数', 'requests_on_time_rate') }}", "不成立时的写法"),
        ("{{ 程度('绝大多数', 'requests_received', '部分') }}", "比率的编号"),
        ("{{ 变化('requests_recieved') }}", "requests_received"),
    ],
)
def test_a_misused_word_of_degree_is_named(template: str, hint: str) -> None:
    with pytest.raises(TemplateError, match=hint):
        runs(template)


@pytest.mark.parametrize(
    ("now", "before", "way", "told"),
    [
        (43, 38, "增减", "增加5件"),
        (43, 38, "增幅", "增长13.16%"),
        (33, 38, "增幅", "下降13.16%"),
        (38, 38, "增幅", "持平"),
        (12, 10, "增幅", "增加2件"),  # too few for a percentage
    ],
)
def test_a_change_is_told_with_its_number(now: int, before: int, way: str, told: str) -> None:
    declared = INDICATORS["requests_received"]
    runs = change_runs(declared, Amount(now), Amount(before), way)
    assert "".join(run.text for run in runs if not isinstance(run, LeftOut)) == told
    bound = [run for run in runs if isinstance(run, FigureRun)]
    proved = with_differences({declared.id: Amount(now)}, {declared.id: Amount(before)})
    assert all(raw_text(proved[run.indicator]) == run.raw for run in bound)


def test_every_claim_and_passage_has_a_name_of_its_own() -> None:
    names = [*CLAIM_NAMES.values(), *PASSAGE_NAMES.values()]
    assert len(set(names)) == len(names)
    assert (set(CLAIM_NAMES), set(PASSAGE_NAMES)) == ({c.id for c in CLAIMS}, set(PASSAGES))


def test_only_templates_of_the_program_are_kept(monkeypatch) -> None:
    found = Kept(templates.__file__, "test")
    found.file = found.file.with_name("nowhere")
    monkeypatch.setattr(templates, "_KEPT", found)
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    templates.compiled_of_ours.cache_clear()
    bound = binder()
    bound.render_own(
        "本机关甲某收到{{ 数字('requests_received') }}。\n{{ 断言('requests_on_time') }}{{ 乱 }}"
    )
    bound.render("乙某收到{{ 数字('requests_received') }}。", "edited.md")
    assert set(found._new) <= {s for claim in CLAIMS for s in claim.sentences.values()}
    bound.render("{{ year }}年度报告", "plan.toml", ours=True)
    assert "{{ year }}年度报告" in found._new
    templates.compiled_of_ours.cache_clear()
