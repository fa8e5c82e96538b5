"""The office's own text: numbers without a source, words of degree, and the checks' places in it."""

from pathlib import Path

import pytest

from conftest import SAMPLE
from gongkai.checks.check import State
from gongkai.checks.wording.claimed import as_published
from gongkai.checks.wording.prose import BOUND, Passage, Prose, TextSection
from gongkai.examined.examine import Examined, examine
from gongkai.findings import Place, Severity
from gongkai.indicators.value import Amount
from gongkai.keys import Key
from gongkai.narrative.content import FigureRun, Paragraph, Section, TextRun
from gongkai.narrative.numerals import read_numerals
from gongkai.narrative.own.degree import degree_findings
from gongkai.narrative.own.findings import narrative_findings
from gongkai.narrative.prose import last_sections
from gongkai.records.agency import Agency


def examined(year_folder: Path, section: str, text: str) -> Examined:
    path = year_folder / "narrative" / f"{section}.md"
    path.write_text(text, encoding="utf-8")
    return examine(year_folder.parents[1], Key("hrbrfb", 2018))


def test_a_number_of_the_office_s_own_passes_and_is_listed_with_its_line_and_sentence(
    year_folder: Path,
) -> None:
    text = "开头一段。\n\n共{{ 数字('requests_received') }}。走访12家企业，\n走访12家学校。\n\n- 走访12家\n"
    found = examined(year_folder, "overview", text)
    assert [(str(n.place), n.numeral, n.sentence) for n in found.numbers] == [
        ("narrative/overview.md 第3行", "12", "走访12家企业，走访12家学校。"),
        ("narrative/overview.md 第4行", "12", "走访12家企业，走访12家学校。"),
        ("narrative/overview.md 第6行", "12", "走访12家"),
    ]
    assert found.blocking == ()


def test_a_number_that_contradicts_its_ledger_blocks_with_its_line(year_folder: Path) -> None:
    text = "开头一段。\n\n工作有序开展。\n\n全年收到申请21件，办结{{ 数字('requests_closed') }}。\n"
    found = examined(year_folder, "overview", text)
    (finding,) = [f for f in found.findings if f.rule == "P-1"]
    assert str(finding.place) == "narrative/overview.md 第5行"
    assert finding.severity is Severity.ERROR
    assert finding.message == "收到申请数写的是“21件”，台账是29件"
    assert finding.value is not None and finding.value.startswith("全年收到申请21件")
    assert found.blocking == (finding.message,)


def test_a_number_given_by_hand_may_not_contradict_a_ledger_either(year_folder: Path) -> None:
    given = "收到申请{{ 手填('21', '登记簿第三页') }}件。"
    assert "P-1" in {f.rule for f in examined(year_folder, "overview", given).findings}


@pytest.mark.parametrize(
    "way", ["{{ 数字('requests_received', unit=False) }}", "{{ 手填('12', '登记簿第三页') }}"]
)
def test_either_way_out_is_accepted(year_folder: Path, way: str) -> None:
    found = examined(year_folder, "overview", f"申请比上年增加{way}件。\n")
    assert [f.rule for f in found.findings if f.rule.startswith("N-")] == []
    assert found.blocking == ()


def test_a_word_of_degree_is_a_hint_with_its_line_and_a_licensed_one_is_not(
    year_folder: Path,
) -> None:
    text = "{{ 程度('绝大多数', 'requests_on_time_rate',\n 'x') }}申请按期办结。\n\n工作水平明显提高。\n"
    found = examined(year_folder, "overview", text)
    (finding,) = [f for f in found.findings if f.rule == "N-03"]
    assert (str(finding.place), finding.value) == ("narrative/overview.md 第4行", "明显")
    assert finding.severity is Severity.WARNING
    assert "变化(" in finding.remedy
    assert found.blocking == ()


@pytest.mark.parametrize(
    ("overdue", "due", "words", "told"),
    [
        (1, 44, "个别申请答复超期", None),
        (2, 9, "有个别申请未按期答复", None),
        (0, 44, "个别申请答复超期", "写的是“个别”，逾期申请数是0，应当办结的44"),
        (12, 44, "个别申请答复超期", "写的是“个别”，逾期申请数是12，应当办结的44"),
        (1, 44, "个别栏目更新不及时", "“个别”指多少，台账没有统计，请自行核对"),
        (1, 44, "绝大多数栏目更新及时", "程度词“绝大多数”没有依据"),
    ],
)
def test_a_few_is_right_of_a_few_and_a_hint_of_what_nobody_counts(
    tmp_path: Path, overdue: int, due: int, words: str, told: str | None
) -> None:
    (tmp_path / "narrative").mkdir()
    (tmp_path / "narrative" / "problems.md").write_text(f"一是{words}。\n", encoding="utf-8")
    section = Section(1, "五", "存在的问题", "problems", (), "narrative/problems.md", True)
    values = {"requests_overdue": Amount(overdue), "requests_due": Amount(due)}
    found = list(degree_findings(section, tmp_path, values))
    assert [f.message for f in found] == ([told] if told else [])
    hint = told is not None and "没有统计" in told
    assert [f.severity is Severity.INFO for f in found] == [hint] * len(found)
    assert not [f for f in found if "变化(" in f.remedy]


def test_zeros_near_names_and_shares_in_the_office_s_own_words_are_told_with_their_line(
    tmp_path: Path,
) -> None:
    words = "自然人申请30件，占大多数；信函申请3件，占大多数。\n\n为公开政务信息，召开专题会议3次，研究政府信息公开工作，逾期"
    (tmp_path / "narrative").mkdir()
    (tmp_path / "narrative" / "own.md").write_text(
        f"{words}{{{{ 数字('逾期申请数') }}}}。\n", "utf-8"
    )
    zero = FigureRun("0件", "requests_overdue", "0", "逾期申请数", "", "")
    first, _, second = words.partition("\n\n")
    blocks = (Paragraph((TextRun(first),)), Paragraph((TextRun(second), zero, TextRun("。"))))
    section = Section(2, "二", "依申请公开", "own", blocks, "narrative/own.md", True)
    values = {
        "requests_overdue": Amount(0), "ogi_meetings": Amount(2), "requests_received": Amount(38),
        "requests_from_natural_person": Amount(30), "requests_letter": Amount(3),
    }  # fmt: skip
    found = {f.rule: f for f in narrative_findings([section], tmp_path, values)}
    assert {rule: f.place.row for rule, f in found.items()} == {"N-03": 1, "N-11": 3, "N-12": 3}
    assert "信函申请数是3/38，即8%" in found["N-03"].message
    assert "“无逾期”" in found["N-11"].remedy and "2次" in found["N-12"].message


def test_a_check_of_the_wording_names_the_line_and_keeps_the_report_a_draft(
    year_folder: Path,
) -> None:
    found = examined(
        year_folder, "problems", "工作中还有不足。一是制度不全。\n\n二是收到申请XX件没有登记。\n"
    )
    (result,) = [r for r in found.results if r.id == "D-5"]
    assert result.state is State.FAIL and result.blocks
    (finding,) = [f for f in found.findings if f.rule == "D-5"]
    assert str(finding.place) == "narrative/problems.md 第3行"
    assert finding.remedy == "请补上内容或删去。" or finding.remedy == "请补上内容或删去"


def test_the_program_s_own_words_are_not_taken_for_the_office_s(sample: Path) -> None:
    """Last year's template is this year's template: only what an office wrote can be copied."""
    for year in (2023, 2024):
        (sample / "yunshan" / str(year) / "narrative" / "problems.md").write_text(
            "一是制度不全；二是人手不够。下一步，将补全制度，增加人手。", encoding="utf-8"
        )
    states = {r.id: r.state for r in examine(sample, Key("yunshan", 2024)).results}
    assert states["Y-5"] is State.PASS


def test_remarks_to_the_writer_are_no_words_of_last_year(tmp_path: Path) -> None:
    (tmp_path / "narrative").mkdir()
    text = "{# 请写问题。\n   数字写成 {{ 数字('x') }} 的样子。 #}\n- 一是制度不全。\n\n共{{ 数字('x') }}。\n"
    (tmp_path / "narrative" / "problems.md").write_text(text, encoding="utf-8")
    (found,) = last_sections(Agency("x", "某局", "department"), 2025, tmp_path)
    assert [p.text for p in found.passages] == ["一是制度不全。", "共。"]
    assert last_sections(Agency("x", "某局", "department"), 2025, tmp_path / "none") is None


# The sample of 2016 has normative documents that its disclosures do not tell: X-11 is true of it.
@pytest.mark.parametrize(("year", "true"), [(2016, {"X-11"}), (2020, set()), (2024, set())])
def test_the_samples_raise_no_false_alarm(year: int, true: set[str]) -> None:
    found = examine(SAMPLE, Key("yunshan", year))
    assert {f.rule for f in found.findings if f.severity is not Severity.INFO} == true


PHONES = (
    "0451-84612345", "0451—84612345", "（0451）84612345", "(0451)84612345", "0451-84612345转8001",
    "0451-84612345、84612346", "84612345/84612346", "12345", "400-123-4567", "0451-8461 2345",
)  # fmt: skip
ADDRESSES = (
    "平安大街1号院2号楼", "南岗区中山路181号3楼305室", "一曼街52-1号", "市民大厦1206",
    "长江路168-2号（市民中心西区3号楼5层）",
)  # fmt: skip


@pytest.mark.parametrize(
    ("address", "phone"),
    [*((ADDRESSES[0], phone) for phone in PHONES), *((a, PHONES[0]) for a in ADDRESSES)],
)
def test_an_office_is_reached_however_it_writes_its_address(address: str, phone: str) -> None:
    contact = f"（地址：{address}，邮编：150000，电话：{phone}，电子邮箱：a1@example.invalid）"
    loose, _ = read_numerals(f"请与本机关联系{contact}。")
    assert loose == ()


def test_a_count_is_not_hidden_behind_an_address_or_a_telephone() -> None:
    text = "地址：林荫路1号收到申请12件，电话：0451-84612345，答复13件"
    assert [x.numeral for x in read_numerals(text)[0]] == ["12", "13"]


def test_a_figure_that_the_text_calls_for_is_what_it_is_called() -> None:
    """Whatever the words around it would mean elsewhere; and in time is not what the sheet of 2014 means by it."""
    values = {"ogi_meetings": Amount(3), "requests_closed_on_time_plain": Amount(38)}
    words = "召开政府信息公开工作会议{}，全年收到申请41件，按时办结39件。"
    for typed, told in ((None, ["2次"]), (words.format(BOUND), [])):
        passage = Passage(words.format("2次"), Place("narrative/own.md"), True, typed)
        section = TextSection(1, "一", "总体情况", (passage,))
        prose = Prose("", 2024, None, (section,), values=values, own=True)
        assert [about for r in as_published(prose) for about in r.about] == told
