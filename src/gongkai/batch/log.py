"""``run.log``: a JSON line for each outcome as it comes, without personal data."""

import contextlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path
from typing import Final

from gongkai.batch.lock import opened, unwritable
from gongkai.batch.processes.outcome import Outcome

NAME: Final = "run.log"


class Log:
    """The log of one run: every line in it is whole."""

    def __init__(self, path: Path, stream: FileIO) -> None:
        self._path, self._stream = path, stream

    def tell(self, outcome: Outcome) -> None:
        """Add an outcome; OutputError where there is no room, the lines before it kept."""
        told = {"key": outcome.key.slug, "state": outcome.state, "seconds": outcome.seconds}
        told |= {"step": outcome.step, "message": outcome.message} if outcome.message else {}
        line = memoryview((json.dumps(told, ensure_ascii=False) + "\n").encode())
        whole = self._stream.tell()
        try:
            while line:
                line = line[self._stream.write(line) :]
        except OSError as error:
            with contextlib.suppress(OSError):
                self._stream.truncate(whole)
            raise unwritable(self._path.parent, error) from None


@contextmanager
def new_log(out: Path) -> Iterator[Log]:
    """Yield an empty log in the folder."""
    with opened(out / NAME, "wb") as stream:
        yield Log(out / NAME, stream)
