"""Whether the report is published in time (D-4)."""

import datetime as dt

from gongkai.checks.check import Result, State

_ID = "D-4"


def publication_limit(year: int, level: str) -> dt.date:
    """Return the last lawful day to publish the report of a year.

    2008 Regulations Art 31: 31 March. 2019 Regulations Art 49: departments 31 January,
    governments 31 March.

    >>> publication_limit(2018, "department"), publication_limit(2019, "department")
    (datetime.date(2019, 3, 31), datetime.date(2020, 1, 31))
    """
    early = year >= 2019 and level == "department"
    return dt.date(year + 1, 1, 31) if early else dt.date(year + 1, 3, 31)


def check_publication(year: int, level: str, published_on: dt.date | None) -> Result:
    """Return whether the declared date lies after the year and within the legal limit."""
    limit = publication_limit(year, level)
    if published_on is None:
        message = f"未填公布日期，请在“声明”工作表（或 declarations.toml）中填写；法定期限为{limit.isoformat()}"
        return Result(_ID, State.WARN, message, None, limit.isoformat())
    if published_on <= dt.date(year, 12, 31):
        message = f"公布日期{published_on}早于报告年度结束"
    elif published_on > limit:
        message = f"公布日期{published_on}晚于法定期限{limit}"
    else:
        message = f"公布日期{published_on}在法定期限{limit}之内"
        return Result(_ID, State.PASS, message, published_on.isoformat(), limit.isoformat())
    return Result(
        _ID, State.FAIL, message, published_on.isoformat(), limit.isoformat(), blocks=True
    )
