"""The sections that only the office can write and has not: each is open until somebody writes it."""

from collections.abc import Iterator, Sequence

from gongkai.findings import Finding, Place, Severity
from gongkai.narrative.content import Section


def unwritten(sections: Sequence[Section]) -> Iterator[Finding]:
    """Yield N-04 for each, at the file in which its text is to stand."""
    for section in sections:
        yield Finding(
            "N-04",
            Severity.ERROR,
            Place(section.file),
            None,
            "由本机关撰写的内容",
            f"“{section.heading}”尚未撰写",
            "请在这个文件中写出正文",
        )
