"""One key to be made, as it travels to the worker that makes it."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from gongkai.keys import Key

SMALL: Final = 30_000_000  # bytes of ledgers that one thread counts sooner than several


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker is asked for; paths as text, so that it travels between machines."""

    root: str
    out: str
    agency: str
    year: int
    formats: str

    @property
    def key(self) -> Key:
        """Return the office and year."""
        return Key(self.agency, self.year)

    def as_dict(self) -> dict[str, Any]:
        """Return the job as plain data."""
        return asdict(self)


def draft_message(key: Key, blocking: int | None) -> str:
    """Return the sentence for a report that is only a draft."""
    many = "" if blocking is None else f"有 {blocking} 项必须改正，"
    return f"审核：{many}报告是草稿。请运行 gongkai check {key.agency} {key.year} 逐项处理。"


def ledger_bytes(job: Job) -> int:
    """Return the size of all files of the job's year."""
    return sum(f.stat().st_size for f in (Path(job.root) / job.key.slug).glob("*") if f.is_file())
