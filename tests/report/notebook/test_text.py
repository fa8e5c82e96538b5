"""A notebook's text is nbformat's own, to the byte."""

import nbformat
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from gongkai.report.notebook.text import notebook_text

_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(st.text(), _VALUES, max_size=4), st.text(), st.text())
def test_a_notebook_is_written_as_nbformat_writes_it(metadata, source: str, printed: str) -> None:
    output = nbformat.v4.new_output("stream", text=printed)
    cells = [
        new_code_cell(source, outputs=[output], id="a"),
        new_markdown_cell(source, id="b", metadata=metadata),
    ]
    book = new_notebook(cells=cells, metadata={"x": metadata})
    assert notebook_text(book) == nbformat.writes(book)
