"""The analyst's own section of a report: what it shows, and what of it is to be looked at."""

from dataclasses import dataclass

from gongkai.findings import Finding
from gongkai.narrative.own.typed import OwnNumber


@dataclass(frozen=True, slots=True)
class OwnSection:
    """What an analyst's notebook brings to a report; ``file`` is empty where there is none.

    ``shown`` are components, which only the report knows. ``numbers`` are the analyst's own, for
    the reviewer; ``findings`` say what could not be shown, by cell. ``outside`` tells that the
    notebook is not kept in the office's folder.
    """

    file: str = ""
    sha256: str = ""
    shown: tuple[object, ...] = ()
    numbers: tuple[OwnNumber, ...] = ()
    findings: tuple[Finding, ...] = ()
    outside: bool = False


NO_SECTION = OwnSection()
