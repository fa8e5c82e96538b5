"""How much of a table a page holds."""

from typing import Final

MOST_ROWS: Final = 100
MOST_COLUMNS: Final = 12
