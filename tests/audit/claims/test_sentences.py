"""Sentences as reports write them beside small tables of figures set by hand: which are wrong, which are not.

Base A: 10 requests of natural persons, all granted; documents 2/1/5, licences 3, penalties 4; no disputes.
Base B: 12 new, 3 carried in; 6 granted, 2 in part, 3 not held, 1 other; 3 carried out. Base C: A with 6
reconsiderations (5 upheld, 1 pending) and 3 lawsuits (all upheld, filed without reconsideration).
"""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.audit.claims.cells import Cells, of_grid
from gongkai.audit.claims.claims import read_claims
from gongkai.audit.claims.comparison import read_comparisons
from gongkai.audit.readers.document import Passage
from gongkai.forms.grid import CellKey, load_grid
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
REQUESTS = {
    "A": {"new": 10, "r1": 10, "r7": 10},
    "B": {"new": 12, "carry_in": 3, "r1": 6, "r2": 2, "r4_1": 3, "r6_3": 1, "r7": 12, "carry_out": 3},
}  # fmt: skip
CASES = {
    ("reconsideration", "upheld"): 5,
    ("reconsideration", "pending"): 1,
    ("reconsideration", "total"): 6,
    ("direct", "upheld"): 3,
    ("direct", "total"): 3,
}
YEAR = 2023


def cells(base: str) -> Cells:
    """Return the tables of a base, every cell that is not set by hand a zero."""
    found = {
        CellKey(t.id, line.id, column.id): Decimal(0)
        for t in FORM.tables
        for block in t.blocks
        for line in block.lines
        for column in block.columns
    }
    found |= {CellKey("table2", *key): Decimal(n) for key, n in TWO.items()}
    for line, number in REQUESTS["B" if base == "B" else "A"].items():
        for column in ("natural_person", "total"):
            found[CellKey("table3", line, column)] = Decimal(number)
    if base == "C":
        found |= {CellKey("table4", *key): Decimal(n) for key, n in CASES.items()}
    return of_grid(FORM, found)


TABLES = {base: cells(base) for base in "ABC"}
with (Path(__file__).parent / "sentences.tsv").open(encoding="utf-8") as file:
    ROWS = [(r["base"], r["verdict"], r["sentence"]) for r in csv.DictReader(file, delimiter="\t")]


@pytest.mark.parametrize(("base", "verdict", "sentence"), ROWS, ids=[r[2] for r in ROWS])
def test_a_sentence_is_judged_as_a_careful_reader_would(
    base: str, verdict: str, sentence: str
) -> None:
    passages = (Passage(sentence, "第1段"),)
    claims = (*read_claims(sentence), *read_comparisons(passages, TABLES[base], YEAR))
    wrong = [(c.id, c.claim, c.note) for c in claims if c.state is Judgement.FAILS]
    assert bool(wrong) == (verdict == "fails"), wrong
    assert all(c.note for c in claims if c.state is Judgement.FAILS)
    assert all(c.text in sentence for c in claims if c.kind != "balance")
