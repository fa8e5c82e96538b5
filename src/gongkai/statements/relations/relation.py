"""A relation that a text states between figures, and what it comes to."""

from dataclasses import dataclass
from typing import Final

from gongkai.statements.text.interval import Judgement

# What a text's relations are held to, by the check they come under.
HELD_TO: Final = {
    "P-6": "占比、办结率按所写位数四舍五入，等于部分除以总数",
    "P-7": "一个整体的各项占比相加为100%",
    "P-8": "各分项相加等于总数，收办结转相符；没有说列全的不算差错",
    "Y-2": "增减按两年的数字计算，按所写位数四舍五入相符",
}


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation. ``kind`` is sum, balance, share or growth; ``written`` writes it as 127=89+38.

    ``at`` is where it stands in the paragraph; ``used`` are the places of the figures it judges;
    ``note`` says what is wrong, or why it cannot be told.
    """

    id: str
    kind: str
    written: str
    state: Judgement
    at: int
    note: str = ""
    used: tuple[int, ...] = ()
