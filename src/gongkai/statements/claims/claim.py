"""A claim of a published sentence, and what it comes to by the report's own figures."""

from dataclasses import dataclass
from typing import Final, Protocol

from gongkai.statements.relations.relation import HELD_TO
from gongkai.statements.text.interval import Judgement

# What the claims of a published report are held to, by the check they come under.
CHECKS: Final = {
    "P-2": "正文的新收、上年结转、结转下年度件数与表三一致",
    "P-3": "正文的收到、受理件数等于表三新收；含上年结转的应当写明",
    "P-4": "正文的各类办理结果、各类申请人与表三一致",
    "P-5": "正文的行政复议、行政诉讼件数与表四一致；只是已审结的应当写明",
    "P-10": "写均获维持的，维持件数等于全部件数",
    "P-11": "写无、未发生的，表中件数为0",
    "P-12": "同一数量前后一致",
    "P-15": "正文的规范性文件、规章、行政许可、行政处罚、行政强制、收费与表二一致",
    "P-16": "正文的数字与政府信息公开情况统计表一致",
    **HELD_TO,
}


class Told(Protocol):
    """A paragraph and where it stands."""

    @property
    def text(self) -> str:
        """Return its words."""
        ...

    @property
    def place(self) -> str:
        """Return where it stands, as a reader is told."""
        ...


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim. ``kind`` is sum, share, growth, balance, table or text; ``claim`` writes it as 127=89+38.

    ``id`` names the check that it comes under; ``note`` says what is wrong, or why it cannot be told.
    ``figures`` are the places of its figures in its paragraph, ``passage`` which paragraph that is.
    """

    id: str
    kind: str
    claim: str
    state: Judgement
    note: str = ""
    text: str = ""
    place: str = ""
    figures: tuple[int, ...] = ()
    passage: int = -1

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
