"""A notebook on its way through nbconvert, which copies it three times: what outputs show is shared."""

from typing import Any

from nbformat import NotebookNode


class _Read(NotebookNode):
    """What an output shows: it is read alone, so a copy of the notebook may hold the same."""

    def __deepcopy__(self, memo: dict[int, Any]) -> "_Read":
        return self


def shared(notebook: NotebookNode) -> NotebookNode:
    """Return the notebook, of which copies are cheap; nobody may write to what its outputs show."""
    cells = [
        NotebookNode({**cell, "outputs": [_output(one) for one in cell.outputs]})
        if cell.cell_type == "code"
        else cell
        for cell in notebook.cells
    ]
    return NotebookNode({**notebook, "cells": cells})


def _output(output: NotebookNode) -> NotebookNode:
    if "data" not in output:
        return output
    return NotebookNode({**output, "data": _Read(output.data)})  # type: ignore[no-untyped-call]
