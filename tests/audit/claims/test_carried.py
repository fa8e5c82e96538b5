"""A balance that leaves out what was carried over holds where table three's does, with these figures."""

from decimal import Decimal

import pytest

from gongkai.audit.claims.carried import with_carried
from gongkai.audit.readers.document import Passage
from gongkai.statements.claims.cells import Stated
from gongkai.statements.claims.claims import read_claims
from gongkai.statements.text.interval import Judgement

TABLE = {"requests/new": 26, "requests/carry_in": 1, "requests/done": 25, "requests/carry_out": 2}


@pytest.mark.parametrize(
    ("text", "table", "state"),
    [
        ("新收申请26件，办结25件，结转下年2件。", TABLE, Judgement.HOLDS),
        ("新收申请26件，办结23件，结转下年2件。", TABLE, Judgement.NOT_ASSESSABLE),
        ("新收申请26件，办结25件，结转下年2件。", {**TABLE, "requests/done": 24}, Judgement.NOT_ASSESSABLE),
        ("新收申请26件，办结25件，结转下年2件。", {}, Judgement.NOT_ASSESSABLE),
    ],
)  # fmt: skip
def test_what_is_left_out_is_taken_from_the_table(
    text: str, table: dict[str, int], state: Judgement
) -> None:
    passages = (Passage(text, "第1段"),)
    cells = {topic: Stated(Decimal(n), topic) for topic, n in table.items()}
    claims = read_claims(text, passage=0)
    (told,) = (c for c in with_carried(claims, passages, cells) if c.kind == "balance")
    assert told.state is state
    assert (told.note == "补上没有写的，即表三的26+1=25+2") is (state is Judgement.HOLDS)
