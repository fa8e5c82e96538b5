"""Sentences as reports write them beside small tables of figures set by hand: which are wrong, which are not.

``holds`` is right by the figures told, ``open`` cannot be judged, ``quiet`` is either, ``fails`` is wrong.

Base A: 10 requests of natural persons, all granted; documents 2/1/5, licences 3, penalties 4; no disputes.
Base B: 12 new, 3 carried in; 6 granted, 2 in part, 3 not held, 1 other; 3 carried out. Base C: A with 6
reconsiderations (5 upheld, 1 pending) and 3 lawsuits (all upheld, filed without reconsideration).
Base E: more of everything, companies among who asked. Base S: the sheet of 2016.
"""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.audit.readers.document import Passage
from gongkai.forms.form import load_form
from gongkai.forms.grid import CellKey, load_grid
from gongkai.statements.claims.cells import Cells, of_grid, of_list
from gongkai.statements.claims.channels import with_channels
from gongkai.statements.claims.claims import read_claims
from gongkai.statements.claims.comparison import read_comparisons
from gongkai.statements.text.interval import Judgement

FORM = load_grid("form_2021")
TWO = {
    ("gov_rules", "issued"): 0,
    ("normative_documents", "issued"): 2,
    ("normative_documents", "repealed"): 1,
    ("normative_documents", "in_force"): 5,
    ("licence", "decisions"): 3,
    ("penalty", "decisions"): 4,
    ("coercion", "decisions"): 0,
    ("charges", "amount"): 0,
}
# Of natural persons, companies and legal services.
REQUESTS = {
    "A": {"new": (10, 0, 0), "r1": (10, 0, 0)},
    "B": {"new": (12, 0, 0), "carry_in": (3, 0, 0), "r1": (6, 0, 0), "r2": (2, 0, 0), "r4_1": (3, 0, 0), "r6_3": (1, 0, 0), "carry_out": (3, 0, 0)},
    "E": {
        "new": (20, 5, 1), "carry_in": (3, 1, 0), "r1": (9, 2, 0), "r2": (3, 1, 0), "r3_5": (1, 1, 0), "r3_6": (1, 0, 0),
        "r4_1": (4, 1, 0), "r4_2": (1, 0, 0), "r4_3": (0, 0, 1), "r5_1": (1, 0, 0), "r5_2": (1, 0, 0), "carry_out": (2, 1, 0),
    },
}  # fmt: skip
REQUESTS["C"] = REQUESTS["A"]
ASKED = ("natural_person", "commercial", "legal_service")
CASES = {
    "C": {
        ("reconsideration", "upheld"): 5,
        ("reconsideration", "pending"): 1,
        ("direct", "upheld"): 3,
    },
    "E": {
        ("reconsideration", "upheld"): 4,
        ("reconsideration", "corrected"): 1,
        ("reconsideration", "other"): 1,
        ("reconsideration", "pending"): 2,
        ("direct", "upheld"): 3,
        ("direct", "corrected"): 1,
        ("direct", "pending"): 1,
        ("after", "upheld"): 2,
        ("after", "pending"): 1,
    },
}
TWO_OF_E = {
    ("normative_documents", "issued"): 6,
    ("normative_documents", "repealed"): 2,
    ("normative_documents", "in_force"): 15,
    ("licence", "decisions"): 1286,
    ("penalty", "decisions"): 342,
    ("coercion", "decisions"): 27,
    ("charges", "amount"): Decimal("356.8"),
}
SHEET = {
    "s1_1": 2350, "s1_1_norm": 12, "s1_1_norm_issued": 12, "s1_2_1": 38, "s1_2_2": 1800, "s1_2_3": 320, "s1_2_4": 150,
    "s1_2_5": 42, "s2_1": 16, "s2_2_1": 4, "s2_2_2": 3, "s2_2_3": 24, "s3_1": 47, "s3_1_1": 5, "s3_1_2": 1, "s3_1_3": 30,
    "s3_1_4": 11, "s3_2": 47, "s3_2_1": 45, "s3_2_2": 2, "s3_3": 47, "s3_3_1": 8, "s3_3_2": 20, "s3_3_3": 3, "s3_3_4": 4,
    "s3_3_5": 5, "s3_3_6": 4, "s3_3_7": 2, "s3_3_8": 1, "s4": 3, "s5": 2, "s8_1": 1, "s8_2": 3, "s8_3": 9, "s8_3_1": 2,
    "s8_3_2": 7, "s8_4": 15, "s9_1": 6, "s9_2": 4, "s9_3": 210,
}  # fmt: skip
YEAR = 2023


def cells(base: str) -> Cells:
    """Return the tables of a base, every cell that is not set by hand a zero."""
    if base == "S":
        return of_list(load_form("form_2014"), {row: Decimal(n) for row, n in SHEET.items()})
    found = {
        CellKey(t.id, line.id, column.id): Decimal(0)
        for t in FORM.tables
        for block in t.blocks
        for line in block.lines
        for column in block.columns
    }
    two = TWO | TWO_OF_E if base == "E" else TWO
    found |= {CellKey("table2", *key): Decimal(n) for key, n in two.items()}
    for line, numbers in REQUESTS[base].items():
        for column, number in zip((*ASKED, "total"), (*numbers, sum(numbers)), strict=True):
            found[CellKey("table3", line, column)] = Decimal(number)
            if line.startswith("r"):
                found[CellKey("table3", "r7", column)] += number
    for (line, result), number in CASES.get(base, {}).items():
        found[CellKey("table4", line, result)] = Decimal(number)
        found[CellKey("table4", line, "total")] += number
    return of_grid(FORM, found)


TABLES = {base: cells(base) for base in "ABCES"}
with (Path(__file__).parent / "sentences.tsv").open(encoding="utf-8") as file:
    ROWS = [(r["base"], r["verdict"], r["sentence"]) for r in csv.DictReader(file, delimiter="\t")]


GROUPS = sorted({(base, verdict) for base, verdict, _ in ROWS})


@pytest.mark.parametrize(("base", "verdict"), GROUPS)
def test_sentences_are_judged_as_a_careful_reader_would(base: str, verdict: str) -> None:
    wrong = [
        (sentence, said)
        for sentence in (s for b, v, s in ROWS if (b, v) == (base, verdict))
        if (said := misjudged(base, verdict, sentence))
    ]
    assert not wrong, "\n".join(map(str, wrong))


def misjudged(base: str, verdict: str, sentence: str) -> list[tuple[str, str, str, str]]:
    """Return the claims of a sentence that is judged otherwise, or badly told; else nothing."""
    passages = (Passage(sentence, "第1段"),)
    claims = (
        *read_claims(sentence),
        *read_comparisons(passages, TABLES[base], 2016 if base == "S" else YEAR),
    )
    states = [c.state for c in claims]
    right = (Judgement.FAILS in states) == (verdict == "fails")
    if verdict in ("holds", "open"):
        right = right and (Judgement.HOLDS in states) == (verdict == "holds")
    right = right and all(c.note for c in claims if c.state is Judgement.FAILS)
    right = right and all(c.text in sentence for c in claims if c.kind != "balance")
    told = [(c.id, c.state.value, c.claim, c.note) for c in claims]
    return [] if right else told or [("", "", "", "nothing said")]


@pytest.mark.parametrize(
    ("sentence", "fails"),
    [
        ("全区共收到政府信息公开申请136件，同比下降8.1%。", False),
        ("全市自然资源系统受理政府信息公开申请136件，其中我局10件。", False),
        ("全市自然资源系统受理政府信息公开申请136件，其中我局12件。", True),
        ("面向全市公开信息，收到政府信息公开申请12件。", True),
        ("全区行政复议37件、行政诉讼21件，我局均为0件。", False),
        ("市中院全年受理此类诉讼166件。", False),
        ("区政府2023年制发行政规范性文件14件。", False),
        ("区综合执法局2023年作出行政处罚684件。", False),
        ("我局2023年作出行政处罚684件。", True),
        ("丙局2023年作出行政处罚684件。", True),
    ],
)
def test_what_a_department_tells_of_its_district_is_not_its_own(
    sentence: str, *, fails: bool
) -> None:
    claims = read_comparisons(
        (Passage(sentence, "第1段"),), TABLES["A"], YEAR, agency="甲市乙区丙局"
    )
    assert any(c.state is Judgement.FAILS for c in claims) is fails


def test_channels_of_the_sheet_may_add_up_to_more_than_all() -> None:
    sentence = "全年主动公开政府信息2350条，其中政府网站1800条、政务微博320条、政务微信150条、其他方式142条。"
    passages = (Passage(sentence, "第1段"),)
    claims = read_claims(sentence, passage=0)
    (told,) = with_channels(claims, passages, TABLES["S"])
    assert told.state is Judgement.FAILS
    right = sentence.replace("142", "42")
    passages = (Passage(right.replace("320", "420"), "第1段"),)
    (told,) = with_channels(read_claims(passages[0].text, passage=0), passages, TABLES["S"])
    assert told.state is Judgement.FAILS
    more = sentence.replace("其他方式142", "其他方式150")
    passages = (Passage(more, "第1段"),)
    (told,) = with_channels(read_claims(more, passage=0), passages, TABLES["S"])
    assert told.state is Judgement.NOT_ASSESSABLE


@pytest.mark.parametrize(
    ("heading", "sentence", "fails"),
    [
        ("四、政府信息公开行政复议、行政诉讼情况", "行政复议、行政诉讼共计8件。", True),
        ("四、政府信息公开行政复议、行政诉讼情况", "行政复议、行政诉讼共计9件。", False),
        ("五、因政府信息公开申请行政复议、提起行政诉讼情况", "被申请行政复议7件。", True),
        ("（五）复议和诉讼情况", "被提起行政诉讼3件，被申请行政复议6件。", False),
        ("一、总体情况", "行政复议、行政诉讼共计8件。", False),
        ("（三）推进依法行政", "被申请行政复议7件。", False),
    ],
)
def test_cases_of_the_chapter_of_disputes_are_those_of_table_four(
    heading: str, sentence: str, *, fails: bool
) -> None:
    passages = (Passage(heading, "第1段"), Passage(sentence, "第2段"))
    claims = read_comparisons(passages, TABLES["C"], YEAR)
    assert any(c.state is Judgement.FAILS for c in claims) is fails
    later = (*passages[:1], Passage("六、其他需要报告的事项", "第2段"), passages[1])
    claims = read_comparisons(later, TABLES["C"], YEAR)
    assert not any(c.state is Judgement.FAILS for c in claims)


@pytest.mark.parametrize(
    ("first", "later", "fails"),
    [
        ("全年举办政府信息公开培训3期。", "组织政府信息公开培训班5期。", True),
        ("全年举办政府信息公开培训3期。", "组织政府信息公开培训班3期。", False),
        ("全年举办政府信息公开培训3期。", "组织政府信息公开培训班2期。", False),
        ("举办政府信息公开培训3期。", "组织政府信息公开培训班5期。", False),
        ("全年举办政府信息公开培训3期。", "组织执法业务培训5期。", False),
        ("全年举办政府信息公开培训3期。", "2024年将举办政府信息公开培训5期。", False),
        ("全年举办政府信息公开培训3期。", "各街道举办政府信息公开培训5期。", False),
        ("全年举办政府信息公开培训3期。", "政府信息公开培训每年举办5期。", False),
        ("开展了政务公开培训2次。", "2023年共召开政务公开会议4次。召开政务公开会议6次。", True),
        ("本年度举办4期政务公开培训。", "举办政务公开培训6期，培训120人次。", True),
    ],
)
def test_more_trainings_than_the_year_s_total_are_told_wherever_they_stand(
    first: str, later: str, *, fails: bool
) -> None:
    for texts in ((first, later), (later, first)):
        passages = tuple(Passage(t, f"第{n}段") for n, t in enumerate(texts, start=1))
        claims = read_comparisons(passages, TABLES["A"], YEAR)
        assert any(c.state is Judgement.FAILS for c in claims) is fails
        assert not any(c.id == "P-12" for c in read_comparisons(passages, TABLES["S"], 2016))


@pytest.mark.parametrize(
    ("first", "later", "fails"),
    [
        ("2023年，依法收取信息处理费600元。", "2023年没有收取信息处理费。", True),
        ("2022年收取信息处理费600元。", "2023年没有收取信息处理费。", False),
        ("2023年，应收取信息处理费600元，已全部减免。", "2023年未收取信息处理费。", False),
        ("2023年，依法收取信息处理费600元。", "2022年没有收取信息处理费。", False),
        ("2023年，收取行政事业性收费600元。", "2023年没有收取信息处理费。", False),
    ],
)
def test_fees_that_are_taken_and_not_taken(first: str, later: str, *, fails: bool) -> None:
    for texts in ((first, later), (later, first)):
        passages = tuple(Passage(t, f"第{n}段") for n, t in enumerate(texts, start=1))
        claims = read_comparisons(passages, {}, YEAR)
        assert any(c.state is Judgement.FAILS for c in claims) is fails
