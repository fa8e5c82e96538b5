"""What a workbook file holds that the reading library does not tell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO, Final
from xml.parsers import expat

from gongkai.records.reading.sheet import Merge

UNCOMPUTED: Final = "#公式无结果"
_PIECE: Final = 1 << 18  # bytes, which a processor keeps at hand
LARGEST_AREA: Final = 30_000_000  # cells between the first and the last filled one

# The text of each cell, by (row, column) from 0, that a spreadsheet shows as an error or not at all.
Faults = Mapping[tuple[int, int], str]


class DamagedError(Exception):
    """The file is not the workbook that it claims to be."""


@dataclass(frozen=True, slots=True)
class Inside:
    """Of one sheet: cells without a readable value, hidden rows (from 1), merged ranges."""

    faults: Faults = field(default_factory=dict)
    hidden: tuple[int, ...] = ()
    merges: tuple[Merge, ...] = ()


def pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield a member's bytes a part at a time: a million rows come to 600 MB of them."""
    while piece := stream.read(_PIECE):
        yield piece


class Reader:
    """What the formats need of an XML parser: names without prefix, no entity, no tree."""

    def read(self, xml: IO[bytes]) -> None:
        """Run through a document from its start to its end."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        for part in pieces(xml):
            parser.Parse(part, False)
        parser.Parse(b"", True)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Meet the beginning of an element."""

    def end(self, name: str) -> None:
        """Meet the end of an element."""

    def text(self, text: str) -> None:
        """Meet text."""
