"""Office files are archives: written again without a clock, members in the order of their names."""

import zipfile
from pathlib import Path
from typing import IO, Final

_DAY: Final = (2000, 1, 1, 0, 0, 0)  # a fixed mark, not a moment
_FIRST: Final = "[Content_Types].xml"  # where readers look for it


def write_fixed(made: IO[bytes], path: Path) -> None:
    """Write the archive so that the same content has the same bytes on every day and machine."""
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as fixed:
        for name in sorted(source.namelist(), key=lambda name: (name != _FIRST, name)):
            member = zipfile.ZipInfo(name, _DAY)
            member.create_system = 3  # else the maker's system stands in it
            fixed.writestr(member, source.read(name), zipfile.ZIP_DEFLATED)
