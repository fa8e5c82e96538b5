"""Which notebook makes a report's own section; to look for it loads nothing that runs one."""

import os
from pathlib import Path
from typing import Final

from gongkai.examined.data_files import OWN_NOTEBOOKS
from gongkai.keys import Key

VARIABLE: Final = "GONGKAI_NOTEBOOK"  # names a notebook that is not kept in the office's folder


def own_notebook(root: Path, key: Key) -> Path | None:
    """Return the notebook of a report's own section: the one asked for, the year's, the office's."""
    asked = os.environ.get(VARIABLE)
    if asked:
        return Path(asked)
    office = root / key.agency
    for folder in (office / str(key.year), office):
        for name in OWN_NOTEBOOKS:
            if (folder / name).is_file():
                return folder / name
    return None


def named_notebook(path: Path | None) -> dict[str, str]:
    """Return the variable by which a notebook is asked for, as its runs in other processes see it."""
    return {} if path is None else {VARIABLE: str(path.resolve())}
