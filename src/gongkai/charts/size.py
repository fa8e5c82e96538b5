"""How large a chart is: apart from the style, for who shows a chart need not load what draws it."""

from typing import Final

# Narrow enough that its words can be read on a telephone, where it is as wide as the screen.
WIDTH: Final = 4.8  # inches
