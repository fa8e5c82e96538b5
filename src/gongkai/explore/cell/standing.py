"""What cells show of the chosen year: each says so once another year is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import RLock
from uuid import uuid4

from gongkai.bundle import Output
from gongkai.explore.cell.showing import joined, put, told
from gongkai.keys import Key

_KEPT = 200  # cells; an afternoon's


@dataclass
class _Cell:
    key: Key
    outputs: tuple[Output, ...]
    names: tuple[str, ...]
    late: bool = False


class Standing:
    """The outputs of cells that were made of a desk's year, under names by which they are replaced."""

    def __init__(self) -> None:
        self._cells: list[_Cell] = []
        self._turn = RLock()

    def show(self, key: Key, outputs: Sequence[Output]) -> None:
        """Show outputs in the cell that runs, and remember of which year they are."""
        cell = _Cell(key, tuple(outputs), tuple(uuid4().hex for _ in outputs))
        with self._turn:
            self._cells = [*self._cells[1 - _KEPT :], cell]
        put(cell.outputs, cell.names)

    def follow(self, key: Key, words: str) -> None:
        """Have each cell say whether it is still of the year that is chosen."""
        with self._turn:
            for cell in self._cells:
                if cell.late or cell.key != key:
                    cell.late = cell.key != key
                    put(self._said(cell, words), cell.names, update=True)

    @staticmethod
    def _said(cell: _Cell, words: str) -> tuple[Output, ...]:
        if not cell.late:
            return cell.outputs
        late = told(f"现在所选是{words}，这一格还是原来所选的；要看新的，请重新运行这一格。")
        first, *others = cell.outputs
        return (*joined((late, first)), *others)[-len(cell.outputs) :]
