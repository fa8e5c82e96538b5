"""Pictures of pages, compared with tolerance: another browser may draw an edge otherwise, not move a line.

``pytest tests/report/test_screenshots.py --snapshot-update`` takes them anew; look at them before committing.
"""

import base64
import io

from PIL import Image, ImageChops
from selenium import webdriver
from syrupy.extensions.image import PNGImageSnapshotExtension

COLOURS = 48
BLOCK = 8  # pixels of the small picture, twice as many on the page
NOTICED = 14  # of 255, on average over a block
SHARE = 0.01  # of the blocks may differ


def small(picture: bytes) -> bytes:
    """Return a PNG of half the size in few colours."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image = image.resize((image.width // 2, image.height // 2), Image.Resampling.BOX)
    out = io.BytesIO()
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def shot(browser: webdriver.Chrome, height: int, selector: str = "html") -> bytes:
    """Return the page from the top of an element on, as wide as the view."""
    y, width = browser.execute_script(
        "return [document.querySelector(arguments[0]).getBoundingClientRect().top + scrollY, innerWidth]",
        selector,
    )
    clip = {"x": 0, "y": y, "width": width, "height": height, "scale": 1}
    asked = {"clip": clip, "captureBeyondViewport": True}
    taken = browser.execute_cdp_cmd("Page.captureScreenshot", asked)["data"]
    return small(base64.b64decode(taken))


def difference(one: bytes, two: bytes) -> float:
    """Return the share of blocks that differ to the eye; 1 for pictures of different size."""
    images = [Image.open(io.BytesIO(data)).convert("RGB") for data in (one, two)]
    if images[0].size != images[1].size:
        return 1.0
    apart = ImageChops.difference(*images).convert("L")
    blocks = apart.resize((apart.width // BLOCK, apart.height // BLOCK), Image.Resampling.BOX)
    values = blocks.tobytes()
    return sum(value > NOTICED for value in values) / len(values)


class Picture(PNGImageSnapshotExtension):
    """A committed picture that a new one must resemble."""

    def matches(self, *, serialized_data: bytes, snapshot_data: bytes) -> bool:
        """Tell whether few enough blocks differ."""
        return difference(serialized_data, snapshot_data) <= SHARE
