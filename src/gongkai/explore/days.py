"""Days as an analyst gives them."""

import datetime as dt

from gongkai.errors import UsageError


def day_of(as_of: str | dt.date) -> dt.date:
    """Return the day of a date, a time or words like 2018-06-29; UsageError for what is none."""
    if isinstance(as_of, dt.datetime):
        return as_of.date()
    if isinstance(as_of, dt.date):
        return as_of
    try:
        return dt.date.fromisoformat(str(as_of))
    except ValueError:
        raise UsageError(f"“{as_of}”不是日期。应写成 2018-06-29 的样子。") from None
