"""A Word document from outside, which may be none."""

from pathlib import Path
from zipfile import BadZipFile

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from lxml.etree import XMLSyntaxError


def opened(path: Path) -> Document | None:
    """Return the document in a file; None where it is none or cannot be read."""
    try:
        return docx.Document(str(path))
    except (OSError, ValueError, KeyError, PackageNotFoundError, BadZipFile, XMLSyntaxError):
        return None
