"""The keys that runs are tried on, and what a run leaves on disk."""

import sys
from pathlib import Path

KEYS = ("hrbrfb/2018", "yunshan/2018", "yunshan/2019", "yunshan_old/2018")
FAULTY = [sys.executable, str(Path(__file__).with_name("faulty_parent.py"))]


def bytes_of(out: Path) -> dict[str, bytes]:
    """Return every file of the reports below an output folder, hidden ones included."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.glob("*/*/**/*"))
        if path.is_file()
    }


def reports_of(out: Path) -> dict[str, bytes]:
    """Return the files at their final places, without working folders."""
    return {name: content for name, content in bytes_of(out).items() if "/." not in name}
