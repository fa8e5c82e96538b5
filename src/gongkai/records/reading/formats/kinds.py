"""How workbooks are known, without any library that reads them."""

from typing import Final

SUFFIXES: Final = (".xlsx", ".xlsm", ".xls", ".ods")
OLE: Final = b"\xd0\xcf\x11\xe0"
