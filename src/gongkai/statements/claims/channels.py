"""Channels of the sheet of 2014 to 2018, on which the same information is counted again: their sum is more than all."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gongkai.statements.claims.cells import Cells
from gongkai.statements.claims.claim import Claim, Told
from gongkai.statements.text.interval import Judgement
from gongkai.statements.text.paragraph import parse

_ALL = "sheet/s1_1"
_ONE = "sheet/s1_2_"
_NOTE = "各渠道的数字与统计表一致；同一信息在不同渠道公开，各渠道相加可以多于总数"


def with_channels(
    claims: Sequence[Claim], passages: Sequence[Told], cells: Cells
) -> Iterator[Claim]:
    """Yield the claims, a sum of channels open where the sheet itself has these figures: 320条，其中网站210条、微信120条."""
    whole = cells.get(_ALL)
    channels = {cell.number for topic, cell in cells.items() if topic.startswith(_ONE)}
    for claim in claims:
        if whole is None or claim.kind != "sum" or claim.state is not Judgement.FAILS:
            yield claim
            continue
        numbers = {f.start: f.number for f in parse(passages[claim.passage].text).plain}
        first, *rest = (numbers.get(at) for at in claim.figures)
        told = first == whole.number and all(n in channels for n in rest)
        yield replace(claim, state=Judgement.NOT_ASSESSABLE, note=_NOTE) if told else claim
