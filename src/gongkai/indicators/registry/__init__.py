"""Every indicator and every breakdown, declared once."""

from typing import Final

from gongkai.indicators.indicator import Breakdown, Indicator
from gongkai.indicators.registry import administration, cells, publication, requests, service
from gongkai.indicators.registry.breakdowns import BREAKDOWNS

INDICATORS: Final[tuple[Indicator, ...]] = (
    *publication.INDICATORS,
    *requests.INDICATORS,
    *administration.INDICATORS,
    *service.INDICATORS,
    *cells.INDICATORS,
)

BY_ID: Final[dict[str, Indicator]] = {i.id: i for i in INDICATORS}
BREAKDOWN_BY_ID: Final[dict[str, Breakdown]] = {b.id: b for b in BREAKDOWNS}

__all__ = ["BREAKDOWNS", "BREAKDOWN_BY_ID", "BY_ID", "INDICATORS"]
