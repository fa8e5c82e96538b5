"""What an indicator is called. The registry loads Polars, which the audit of a page does without."""

from collections.abc import Mapping
from typing import Final

# Labels that the audit of a page may tell; tests/checks/test_wording.py holds them to the registry's.
TOLD: Final[Mapping[str, str]] = {
    "approval_rate": "三级审批完整率",
    "hotline_on_time_rate": "热线案件按时办结率",
    "proposal_completion_rate": "建议提案办结率",
    "proposal_satisfaction_rate_cppcc": "政协委员满意率",
    "proposal_satisfaction_rate_npc": "人大代表满意率",
    "publicity_timely_rate": "双公示及时率",
    "requests_on_time_rate": "申请按时办结率",
    "requests_open_at_end": "结转下年度申请数",
    "secrecy_review_rate": "保密审查率",
}


def label_of(indicator: str) -> str:
    """Return an indicator's label."""
    if indicator in TOLD:
        return TOLD[indicator]
    from gongkai.indicators.registry import BY_ID

    return BY_ID[indicator].label


def unit_of(indicator: str) -> str:
    """Return an indicator's unit."""
    from gongkai.indicators.registry import BY_ID

    return BY_ID[indicator].unit.value
