"""Words on a chart: Matplotlib's texts, laid out once wherever they stand and drawn without detours."""

from functools import cache
from typing import Any, Final

from matplotlib.artist import Artist, allow_rasterization
from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_hex, to_rgba
from matplotlib.text import Text
from matplotlib.transforms import Bbox, Transform

from gongkai.charts.rendering.renderer import BothRenderer

_MOST: Final = 1024  # layouts that are remembered
_laid_out: dict[tuple[object, ...], Any] = {}
_spare: list["Words"] = []  # built, and on no chart


class Words(Text):
    """Level words in the packaged font, in one colour that covers.

    Where they stand changes from the measuring to the drawing, how their lines lie to each other does not.
    Any other renderer than ours gets a text of Matplotlib's.
    """

    def _get_layout(self, renderer: Any) -> Any:
        if not isinstance(renderer, BothRenderer):
            return super()._get_layout(renderer)  # type: ignore[misc]  # its stubs have no private names
        look: Any = self
        key = (
            self.get_text(), self.get_fontsize(), self.get_horizontalalignment(), self.get_verticalalignment(),
            look._linespacing, look._multialignment,
        )  # fmt: skip
        if key not in _laid_out:
            if len(_laid_out) >= _MOST:
                _laid_out.clear()
            _laid_out[key] = super()._get_layout(renderer)  # type: ignore[misc]
        return _laid_out[key]

    def _place(self) -> tuple[float, float]:
        x, y = self.get_transform().transform(self.get_unitless_position())
        return float(x), float(y)

    def get_window_extent(
        self, renderer: RendererBase | None = None, dpi: float | None = None
    ) -> Bbox:
        """Return the box around the words, in points."""
        if not isinstance(renderer, BothRenderer) or not self.get_visible() or not self.get_text():
            return super().get_window_extent(renderer, dpi)
        box: Bbox = self._get_layout(renderer)[0].translated(*self._place())
        return box

    @allow_rasterization  # type: ignore[untyped-decorator]  # Matplotlib's
    def draw(self, renderer: RendererBase) -> None:
        """Draw the words."""
        if not isinstance(renderer, BothRenderer) or not self.get_visible() or not self.get_text():
            super().draw(renderer)
            return
        lines = self._get_layout(renderer)[1]
        x, y = self._place()
        colour, parts = _colour(self.get_color())
        gc = renderer.new_gc()
        gc.set_foreground(parts, isRGBA=True)
        renderer.open_group("text", self.get_gid())
        anchor = (
            x if len(lines) == 1 else None
        )  # as Matplotlib: several lines stand as they are laid out
        for words, _, (right, up) in lines:
            renderer.draw_line(
                gc, anchor, x + right, renderer.height - (y + up), words, self.get_fontproperties(),
                self.get_horizontalalignment(), colour,
            )  # fmt: skip
        renderer.close_group("text")
        self.stale = False


@cache
def _colour(name: Any) -> tuple[str, Any]:
    return to_hex(name), to_rgba(name)


def words_at(
    place: tuple[float, float],
    words: str,
    transform: Transform,
    size: float,
    align: tuple[str, str],
) -> Words:
    """Return words for a chart in the ink of the house style, which must be in force."""
    made = _spare.pop() if _spare else Words(clip_on=False)
    made.set_text(words)
    made.set_position(place)
    made.set_transform(transform)
    made.set_fontsize(size)
    made.set_horizontalalignment(align[0])  # type: ignore[arg-type]
    made.set_verticalalignment(align[1])  # type: ignore[arg-type]
    return made


def put_away(artist: Artist) -> None:
    """Keep words that were taken from a chart for the next: building them takes longer than drawing them."""
    if type(artist) is Words:
        artist.set_text("")
        _spare.append(artist)
