"""A claim of a published sentence, and what it comes to by the report's own figures."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final

# Words by which a sentence says that its list or its figure is not the whole or not exact.
_OPEN: Final = re.compile(
    r"主要|等(?=[，。、；）)\d]|$)|约|余[件条项次份个]|左右|以上|近\d|多[件条项]|如下|例如|部分(?=为|是)|不同渠道|计1条"
)


# What the claims of a published report are held to, by the check they come under.
CHECKS: Final = {
    "P-2": "正文的新收、上年结转、结转下年度件数与表三一致",
    "P-3": "正文的收到、受理件数等于表三新收；含上年结转的应当写明",
    "P-4": "正文的各类办理结果与表三一致；列全各类的，相加等于答复件数",
    "P-5": "正文的行政复议、行政诉讼件数与表四一致；只是已审结的应当写明",
    "P-6": "占比按所写位数四舍五入，等于部分除以总数",
    "P-8": "各分项相加等于总数，收办结转相符；没有说列全的不算差错",
    "P-10": "写均获维持的，维持件数等于全部件数",
    "Y-2": "增减按两年的数字计算，按所写位数四舍五入相符",
}


class Judgement(StrEnum):
    """What a claim comes to."""

    HOLDS = "holds"
    FAILS = "fails"
    NOT_STATED = "not_stated"
    NOT_ASSESSABLE = "not_assessable"

    @property
    def label(self) -> str:
        """Return the Chinese word for it."""
        return {
            "holds": "成立",
            "fails": "不成立",
            "not_stated": "未写明",
            "not_assessable": "无法核对",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim. ``kind`` is sum, share, growth, balance or table; ``claim`` writes it as 127=89+38.

    ``id`` names the check that it comes under; ``note`` says what is wrong, or why it cannot be told.
    """

    id: str
    kind: str
    claim: str
    state: Judgement
    note: str = ""
    text: str = ""
    place: str = ""

    def as_dict(self) -> dict[str, str]:
        """Return the claim as plain data."""
        return {
            "id": self.id,
            "kind": self.kind,
            "claim": self.claim,
            "state": self.state.value,
            "note": self.note,
            "text": self.text,
            "place": self.place,
        }


def is_open(words: str) -> bool:
    """Tell whether words leave something out: no list or figure in them can be wrong for that.

    >>> is_open("其中主要为网站89条"), is_open("其中网站89条、公报38条")
    (True, False)
    """
    return bool(_OPEN.search(words))


def rounded(exact: Decimal, told: str) -> str:
    """Return a number half up at the places that another shows.

    >>> rounded(Decimal("4.3478"), "4.34")
    '4.35'
    """
    step = Decimal(1).scaleb(-len(told.partition(".")[2]))
    return f"{exact.quantize(step, ROUND_HALF_UP):f}"


def rounds_to(exact: Decimal, told: str) -> bool:
    """Tell whether a figure is the exact one, rounded half up at the places it shows."""
    return Decimal(rounded(exact, told)) == Decimal(told)


def written(number: Decimal) -> str:
    """Return a number as a reader writes it, without zeros that say nothing."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
