"""Word documents: paragraphs and tables of the body in their order, merged cells repeated, changes accepted."""

import io
import zipfile
from collections.abc import Iterator
from typing import Final

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from gongkai.audit.readers.document import TOO_MANY_CELLS, Document, Grid, Part, Passage, sensible
from gongkai.audit.readers.revised import accept
from gongkai.errors import UnreadableError

_LARGEST_PART: Final = (
    40_000_000  # bytes of markup once unpacked; a report has some hundred thousand
)
_LARGEST: Final = 300_000_000
_HAIR: Final = 36_000  # EMU, a millimetre


def read_word(content: bytes, name: str) -> Document:
    """Return a Word document's content; UnreadableError where it is none, or unpacks to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
        markup = max((m.file_size for m in members if m.filename.endswith(".xml")), default=0)
        if markup > _LARGEST_PART or sum(m.file_size for m in members) > _LARGEST:
            raise UnreadableError(f"{name}：文件展开后过大，不像一份报告，没有读取。请核对文件。")
        document = docx.Document(io.BytesIO(content))
        accept(document.element.body)
        return Document(name, tuple(_Reader().read(document)))
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        OpcError,
        KeyError,
        SyntaxError,  # markup that is none, by the name that lxml gives it
        ValueError,
        RuntimeError,  # an encrypted member
        NotImplementedError,
        EOFError,
    ) as error:
        raise UnreadableError(
            f"{name}：不是可读的 Word 文档（.docx），可能已损坏、有打开密码，或改过后缀"
            f"（{type(error).__name__}）。请用 Word 或 WPS 打开，去掉密码，另存为 .docx 后重试。"
        ) from None


class _Reader:
    def __init__(self) -> None:
        self._passages = self._tables = self._cells = 0

    def read(self, holder: WordDocument | _Cell) -> Iterator[Part]:
        for block in holder.iter_inner_content():
            if isinstance(block, Paragraph):
                yield from self._paragraph(block.text)
            else:
                yield from self._table(block)

    def _paragraph(self, text: str) -> Iterator[Part]:
        for line in (one.strip() for one in text.split("\n")):
            if line:
                self._passages += 1
                yield Passage(line, f"第{self._passages}段")

    def _table(self, table: Table) -> Iterator[Part]:
        """Yield a table; one that holds tables, or has a single column, only lays out what it holds."""
        rows = [
            [*[None] * row.grid_cols_before, *row.cells, *[None] * row.grid_cols_after]
            for row in table.rows
        ]
        # LibreOffice begins a column of a hair's breadth where borders do not meet: it holds nothing.
        widths = [column.w or 0 for column in table._tbl.tblGrid.gridCol_lst]
        hairs = {n for n, width in enumerate(widths) if 0 < width < _HAIR}
        rows = [[cell for n, cell in enumerate(row) if n not in hairs] for row in rows]
        self._cells += sum(map(len, rows))
        if self._cells > TOO_MANY_CELLS:
            raise ValueError("too many cells")
        cells = list({id(c._tc): c for row in rows for c in row if c is not None}.values())
        if any(cell.tables for cell in cells) or max(map(len, rows), default=0) == 1:
            for cell in cells:
                yield from self.read(cell)
            return
        texts = {id(cell._tc): cell.text for cell in cells}
        kept = sensible([["" if c is None else texts[id(c._tc)] for c in row] for row in rows])
        if kept:
            self._tables += 1
            yield Grid(kept, f"第{self._tables}个表")
