"""Balances of requests that leave out what was carried in or out, where table three has it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from gongkai.statements.claims.cells import Cells
from gongkai.statements.claims.claim import Claim, Told
from gongkai.statements.text.interval import Judgement, written
from gongkai.statements.text.paragraph import parse

_ROWS: Final = ("requests/new", "requests/carry_in", "requests/done", "requests/carry_out")


def with_carried(
    claims: Sequence[Claim], passages: Sequence[Told], cells: Cells
) -> Iterator[Claim]:
    """Yield the claims; a balance that is not told whole holds where table three's is, with these very figures.

    新收26件，办结25件，结转下年2件 leaves out that one was carried in, which the table says.
    """
    rows = [cells[name].number for name in _ROWS if name in cells]
    whole = len(rows) == len(_ROWS) and rows[0] + rows[1] == rows[2] + rows[3]
    for claim in claims:
        if whole and claim.kind == "balance" and claim.state is Judgement.NOT_ASSESSABLE:
            numbers = {f.start: f.number for f in parse(passages[claim.passage].text).plain}
            if claim.figures and all(numbers.get(at) in rows for at in claim.figures):
                new, before, done, after = map(written, rows)
                note = f"补上没有写的，即表三的{new}+{before}={done}+{after}"
                yield replace(claim, state=Judgement.HOLDS, note=note)
                continue
        yield claim
