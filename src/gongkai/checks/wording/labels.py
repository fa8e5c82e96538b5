"""What an indicator is called. The registry loads Polars, which the audit of a page does without."""


def label_of(indicator: str) -> str:
    """Return an indicator's label."""
    from gongkai.indicators.registry import BY_ID

    return BY_ID[indicator].label


def unit_of(indicator: str) -> str:
    """Return an indicator's unit."""
    from gongkai.indicators.registry import BY_ID

    return BY_ID[indicator].unit.value
