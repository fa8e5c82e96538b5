"""How large a chart is and in which font: apart from the style, for who shows a chart or sets words need not
load what draws it."""

from pathlib import Path
from typing import Final

import pylopdf_fonts_zh_cn

FONT_FILE: Final = Path(pylopdf_fonts_zh_cn.__file__).parent / "NotoSansSC-Regular.otf"

# Narrow enough that its words can be read on a telephone, where it is as wide as the screen.
WIDTH: Final = 4.8  # inches
POINTS: Final = 72  # an inch; the drawing's own unit, so that nothing is scaled
