"""The finished page read again: what is true passes, whatever is changed is caught."""

import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from nbformat import NotebookNode
from samples import sample_report

from gongkai.cli.app import run
from gongkai.errors import VerificationError
from gongkai.examined.examine import build
from gongkai.indicators.value import Amount, Rate, Unknown, Value
from gongkai.narrative.content import Paragraph, Section, TextRun
from gongkai.report.page.contents import components
from gongkai.report.publication import publish
from gongkai.report.publication.writers import page
from gongkai.report.verification.figures import prove
from gongkai.report.verification.page import read_page, verify
from gongkai.report.verification.pieces import named, prove_words

KINDS = {"日期", "期限", "热线名称", "网址", "计数规则"}
MARK = re.compile(r'(<data [^>]*data-indicator="[^"]*"[^>]*>)([^<]*)(</data>)')


@pytest.fixture(scope="module")
def values() -> dict[str, Value]:
    return dict(sample_report("hrbrfb", 2018).indicators.values)


def test_the_review_of_the_sample_is_proved(review: str, values: dict[str, Value]) -> None:
    found = verify(review, values)
    assert found.problems == ()
    assert found.figures == len(MARK.findall(review)) > 200
    assert set(found.kinds) == KINDS


def test_the_published_page_of_the_sample_is_proved_in_the_order_of_its_figures(
    page: str, executed: NotebookNode, values: dict[str, Value]
) -> None:
    assert "data-indicator" not in page
    shown = components(executed)
    reading, lost = named(read_page(page), shown)
    found = prove(reading, values)
    assert (found.problems, lost) == ((), ())
    assert found.figures == page.count("<data ") > 60
    assert set(found.kinds) == KINDS
    fewer = page.replace("<data ", "<span ", 1).replace("</data>", "</span>", 1)
    reading, lost = named(read_page(fewer), shown)
    assert lost
    assert prove(reading, values).problems  # each figure after it is another's


HAN = "〇一二三四五六七八九"


def other(char: str, step: int) -> str:
    """Return another digit of the same script; the character itself where it is none."""
    if char in HAN:
        return HAN[(HAN.index(char) + step) % len(HAN)]
    return str((int(char) + step) % 10) if char.isdigit() else char


def flipped(page: str, pattern: re.Pattern[str], position: int, step: int) -> tuple[str, int]:
    """Return the page with the digit at a position changed in every match, and in how many."""
    changed = 0

    def flip(match: re.Match[str]) -> str:
        nonlocal changed
        before, text, after = match.groups()
        spoiled = (
            text[:position]
            + "".join(other(c, step) for c in text[position : position + 1])
            + text[position + 1 :]
        )
        changed += spoiled != text
        return f"{before}{spoiled}{after}"

    return pattern.sub(flip, page), changed


@pytest.mark.parametrize("step", [1, 4, 9])
def test_every_flipped_digit_of_every_marked_figure_is_caught(
    review: str, values: dict[str, Value], step: int
) -> None:
    """A page a flip would be parsed thousands of times; marks stand alone, so a position is flipped
    in all of them at once, and each must be told."""
    total = 0
    for position in range(max(len(m[2]) for m in MARK.finditer(review))):
        spoiled, changed = flipped(review, MARK, position, step)
        assert len(verify(spoiled, values).problems) == changed, position
        total += changed
    assert total > 300


def test_every_flipped_digit_of_a_carried_value_is_caught(
    review: str, values: dict[str, Value]
) -> None:
    attribute = re.compile(r'(<data [^>]*?value=")([^"]*)(")')
    for position in range(7):
        spoiled, changed = flipped(review, attribute, position, 1)
        assert len(verify(spoiled, values).problems) == changed


@pytest.mark.parametrize(
    ("value", "text", "after", "holds"),
    [
        (Amount(549), "549", "条", True),
        (Amount(549), "五百四十九", "条", True),
        (Amount(23), "二十三", "项", True),
        (Amount(2), "两", "项", True),
        (Amount(3), "两", "项", False),
        (Amount(23), "二十二", "项", False),
        (Amount(Decimal("12000.00")), "1.2", "万元", True),
        (Amount(Decimal("12000.00")), "1.2", "元", False),
        (Amount(Decimal("12000.00")), "12000", "元", True),
        (Amount(Decimal("12.34")), "12.3", "元", False),
        (Rate(35, 805), "4.35%", "", True),
        (Rate(35, 805), "4.34%", "", False),
        (Rate(35, 805), "4.3%", "", False),
        (Rate(1, 8), "12.5%", "", True),
        (Rate(1, 8), "12.50%", "", False),
        (Rate(99999, 100000), "100%", "", False),
        (Rate(99999, 100000), "99.999%", "", True),
        (Rate(0, 0), "未发生", "", True),
        (Rate(0, 0), "0%", "", False),
        (Unknown("x"), "未掌握", "", True),
        (Unknown("x"), "0", "件", False),
    ],
)
def test_a_figure_says_its_value_or_not(value: Value, text: str, after: str, holds: bool) -> None:
    from gongkai.indicators.written import raw_text

    page = (
        f'<article><p><data data-indicator="i" value="{raw_text(value)}">{text}</data>{after}</p>'
    )
    assert (verify(page, {"i": value}).problems == ()) is holds


def test_an_unmarked_number_is_a_problem_wherever_it_stands() -> None:
    page = "<article><p>2018年收到<b>12</b>件，<span>增长3.5%</span>，办结二十三件。</p>"
    assert [p.split("“")[2].split("”")[0] for p in verify(page, {}).problems] == [
        "12",
        "3.5%",
        "二十三",
    ]


@pytest.mark.parametrize(
    "text",
    ["〔2017〕17号", "第二十四条", "2018年1月1日至12月31日", "拨打12345热线", "七个工作日内", "第三季度",
     "四部分组成", "三级审批", "一是加强", "http://www.gov.cn/2018/", "按1条计", "计1条"],
)  # fmt: skip
def test_numerals_that_count_nothing_may_stand(text: str) -> None:
    assert verify(f"<article><p>{text}。</p>", {}).problems == ()


def test_a_hotlines_name_before_a_counting_word_is_a_number() -> None:
    assert verify("<article><p>受理12345件。</p>", {}).problems


def narrative(sample: Path, text: str) -> Path:
    folder = sample / "hrbrfb" / "2018"
    (folder / "narrative").mkdir(exist_ok=True)
    (folder / "narrative" / "problems.md").write_text(text, encoding="utf-8")
    return folder


def test_an_office_s_own_numbers_may_stand_unmarked_and_no_others() -> None:
    page = "<nav></nav><article><p>走访12家，每月1次；走访12家。</p></article>"
    own = {"12": 1, "1": 1}
    proof = prove(read_page(page), {}, (), own)
    assert dict(proof.kinds) == {"机关自述": 2}
    assert ["“12”" in problem for problem in proof.problems] == [True]


def test_an_office_s_own_number_is_published_and_shown_to_the_reviewer(
    sample: Path, tmp_path: Path
) -> None:
    narrative(sample, "第一段没有数字。\n\n从三个方面改进，走访12家企业，每月通报1次。\n")
    out = tmp_path / "out"
    command = ["report", "hrbrfb", "2018", "--data", str(sample), "--out", str(out)]
    assert run([*command, "--to", "html,review,docx"]) == 0
    folder = out / "hrbrfb" / "2018"
    told = (folder / "manifest.json").read_text(encoding="utf-8")
    assert told.count('"机关自述": 3') == 3  # both pages and the document
    page = (folder / "review.html").read_text(encoding="utf-8")
    assert "narrative/problems.md 第3行" in page
    assert "narrative/problems.md" not in (folder / "report.html").read_text(encoding="utf-8")


def test_the_two_ways_out_are_open(sample: Path, tmp_path: Path) -> None:
    narrative(
        sample, "收到{{ 数字('requests_received') }}，其中{{ 手填('12', '信访部门函告') }}件。\n"
    )
    out = tmp_path / "out"
    assert run(["report", "hrbrfb", "2018", "--data", str(sample), "--out", str(out)]) == 0
    made = out / "hrbrfb" / "2018"
    assert "信访部门函告" in (made / "review.html").read_text(encoding="utf-8")
    assert "信访部门函告" not in (made / "report.html").read_text(encoding="utf-8")
    told = (made / "manifest.json").read_text(encoding="utf-8")
    assert told.count('"手填数字": 1') == 3  # both pages and the document


def test_a_hand_given_number_needs_its_reason(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    narrative(sample, "另有{{ 手填('12', '') }}件。\n")
    assert run(["check", "hrbrfb", "2018", "--all", "--data", str(sample)]) == 1
    assert "narrative/problems.md 第1行：手填的数字“12”没有说明理由" in capsys.readouterr().out


def test_a_page_that_fails_is_not_published(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = page.render
    monkeypatch.setattr(page, "render", lambda *given: honest(*given).replace(">549<", ">548<"))
    report = build("hrbrfb", "2018", sample)
    with pytest.raises(VerificationError, match="548"):
        publish.publish(report, sample, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_rounding_is_half_up_and_exact() -> None:
    rate = Rate(1, 32)  # 3.125 %
    assert Fraction(1, 32) * 100 == Fraction("3.125")
    page = '<article><p><data data-indicator="i" value="1/32">{}</data></p>'
    assert verify(page.format("3.13%"), {"i": rate}).problems == ()
    assert verify(page.format("3.12%"), {"i": rate}).problems


def test_a_section_without_a_number_stands_without_its_heading() -> None:
    words = Paragraph((TextRun("组织社会评议。"),))
    section = Section(0, "", "工作考核、社会评议和责任追究情况", "assessment", (words,))
    assert prove_words("组织社会评议。", [section], {}).problems == ()
    assert prove_words("", [section], {}).problems
