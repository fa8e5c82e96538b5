"""Office files are archives: written again without a clock, members in the order of their names."""

import re
import zipfile
from pathlib import Path
from typing import IO, Final

_DAY: Final = (2000, 1, 1, 0, 0, 0)  # a fixed mark, not a moment
_MOMENT: Final = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_FIRST: Final = "[Content_Types].xml"  # where readers look for it


def write_fixed(made: IO[bytes], path: Path, *, undated: bool = False) -> None:
    """Write the archive so that the same content has the same bytes on every day and machine.

    With ``undated`` the moments in the document's properties, which a library took from the
    clock, become the fixed mark too.
    """
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as fixed:
        for name in sorted(source.namelist(), key=lambda name: (name != _FIRST, name)):
            member = zipfile.ZipInfo(name, _DAY)
            member.create_system = 3  # else the maker's system stands in it
            content = source.read(name)
            if undated and name == "docProps/core.xml":
                content = _MOMENT.sub(b"2000-01-01T00:00:00Z", content)
            fixed.writestr(member, content, zipfile.ZIP_DEFLATED)
