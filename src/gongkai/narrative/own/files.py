"""The office's own text of a section, read from the year's ``narrative`` folder."""

from pathlib import Path

from gongkai.errors import UnreadableError
from gongkai.narrative.own.meant import meant
from gongkai.text import clean


def own_text(folder: Path, section: str) -> str | None:
    """Return what the office itself wrote for a section, its calls as they are meant; None where it wrote nothing."""
    path = folder / "narrative" / f"{section}.md"
    if not path.is_file():
        return None
    try:
        return meant(clean(path.read_text(encoding="utf-8-sig")))
    except (UnicodeDecodeError, OSError):
        raise UnreadableError(
            f"narrative/{path.name} 不是可读的 UTF-8 文本。请以 UTF-8 编码另存。"
        ) from None
