"""What higher authorities ask of yearly reports beyond the law: days and lengths, each with its document's number."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from gongkai.errors import UnreadableError
from gongkai.pattern import pattern
from gongkai.records.settings import read_toml, refuse_unknown

FILE: Final = "notices.toml"
# Who publishes, as a notice tells them apart, by the words that a name ends with.
_TIERS: Final = (
    ("province", pattern(r"(?:省|自治区|北京市|天津市|上海市|重庆市)(?:人民)?(?:政府)?$")),
    ("county", pattern(r"(?:县|区|旗)(?:人民)?(?:政府)?$")),
    ("city", pattern(r"(?:市|州|盟)(?:人民)?(?:政府)?$")),
)
_DEPARTMENT: Final = "department"
_DAYS: Final = ("province", "city", "county", _DEPARTMENT)
_DAY: Final = pattern(r"(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_KNOWN: Final = {"document", "area", "since", "until", "part_one", *_DAYS}


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice: its document's number, whose names begin with ``area`` it binds, and for which years.

    ``days`` are month and day of the following year by who publishes; ``part_one`` the most characters of part one.
    """

    document: str
    area: str = ""
    since: int = 0
    until: int = 9999
    days: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    part_one: int | None = None

    def binds(self, agency: str, year: int) -> bool:
        """Tell whether the notice is about an office's report of a year."""
        return agency.startswith(self.area) and self.since <= year <= self.until

    def day(self, agency: str, level: str, year: int) -> dt.date | None:
        """Return the last day that the notice gives the office for its report; None where it gives none.

        >>> Notice("甲政办函〔2023〕3号", days={"county": (2, 20)}).day("甲市乙县人民政府", "government", 2023)
        datetime.date(2024, 2, 20)
        """
        who = _DEPARTMENT if level == _DEPARTMENT else tier_of(agency)
        if who is None or who not in self.days:
            return None
        return dt.date(year + 1, *self.days[who])


def tier_of(agency: str) -> str | None:
    """Return whose a government is by its name: of a province, city or county; None where it does not say.

    >>> tier_of("甲市乙区人民政府"), tier_of("甲省"), tier_of("甲市人民政府")
    ('county', 'province', 'city')
    """
    return next((name for name, words in _TIERS if words.search(agency)), None)


def read_notices(root: Path) -> tuple[Notice, ...]:
    """Return the notices kept in the data folder; none where the file is not there.

    UnreadableError says what is wrong in the file, and how to write it.
    """
    path = root / FILE
    if not path.is_file():
        return ()
    found = read_toml(path)
    refuse_unknown(found, {"notice"}, FILE)
    entries = found.get("notice", [])
    if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        raise UnreadableError(f"{FILE} 中每份通知写一节，各以 [[notice]] 开头。")
    return tuple(_notice(entry) for entry in entries)


def _notice(entry: dict[str, Any]) -> Notice:
    refuse_unknown(entry, _KNOWN, FILE)
    document = entry.get("document")
    if not isinstance(document, str) or not document.strip():
        raise UnreadableError(f'{FILE} 的每份通知要写明文号，如 document = "甲政办函〔2023〕3号"。')
    numbers = {name: entry[name] for name in ("since", "until", "part_one") if name in entry}
    for name, value in numbers.items():
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            right = "1000" if name == "part_one" else "2023"
            raise UnreadableError(f"{FILE}（{document}）的 {name} 应是一个整数，如 {right}。")
    days: dict[str, tuple[int, int]] = {
        who: _day(who, entry[who], document) for who in _DAYS if who in entry
    }
    return Notice(
        document, str(entry.get("area", "")), numbers.get("since", 0), numbers.get("until", 9999),
        days, numbers.get("part_one"),
    )  # fmt: skip


def _day(who: str, value: object, document: str) -> tuple[int, int]:
    match = _DAY.fullmatch(value) if isinstance(value, str) else None
    try:
        if match is not None:
            day = dt.date(2023, int(match["month"]), int(match["day"]))
            return day.month, day.day
    except ValueError:
        pass
    raise UnreadableError(f'{FILE}（{document}）的 {who} 应是次年的月和日，如 {who} = "02-20"。')


@dataclass(frozen=True, slots=True)
class Asked:
    """What notices ask of one report: its last day with that notice's number, and the length of part one."""

    day: dt.date | None = None
    document: str = ""
    part_one: int | None = None


def asked_of(notices: Sequence[Notice], agency: str | None, level: str | None, year: int) -> Asked:
    """Return the earliest day that notices give an office, that notice's number, and the length of part one."""
    if agency is None:
        return Asked()
    binding = [n for n in notices if n.binds(agency, year)]
    days = [
        (day, n.document)
        for n in binding
        if level and (day := n.day(agency, level, year)) is not None
    ]
    lengths = [n.part_one for n in binding if n.part_one is not None]
    day, document = min(days, default=(None, ""))
    return Asked(day, document, min(lengths, default=None))
