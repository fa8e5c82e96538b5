"""The thirteen ledgers, in the order in which an office meets them."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from gongkai.records.ledgers.administration import (
    CHARGES,
    DATASET_SUBMISSIONS,
    DECISIONS,
    POWER_ITEMS,
)
from gongkai.records.ledgers.disputes import DISPUTES
from gongkai.records.ledgers.ledger import Ledger
from gongkai.records.ledgers.organisation import MEETINGS, ORGANISATION
from gongkai.records.ledgers.publication import DISCLOSURES, DOCUMENTS, ENGAGEMENTS
from gongkai.records.ledgers.requests import REQUESTS
from gongkai.records.ledgers.service import HOTLINE_CASES, PROPOSALS

LEDGERS: Final[tuple[Ledger, ...]] = (
    DISCLOSURES,
    DOCUMENTS,
    ENGAGEMENTS,
    REQUESTS,
    DISPUTES,
    DECISIONS,
    POWER_ITEMS,
    CHARGES,
    DATASET_SUBMISSIONS,
    HOTLINE_CASES,
    PROPOSALS,
    MEETINGS,
    ORGANISATION,
)

BY_ID: Final = {ledger.id: ledger for ledger in LEDGERS}


@cache
def in_year(year: int) -> Mapping[str, Ledger]:
    """Return every ledger as it stands in a reporting year, by id and in the order above."""
    return {ledger.id: ledger.in_year(year) for ledger in LEDGERS}
