"""Components on their way into a notebook: data for the page, and what reads right in any viewer.

A notebook is opened in many ways: untrusted, where style sheets and drawings are taken away; on a web
site, which takes away more; as a page of nbconvert. So what is shown needs neither: plain HTML, and
each chart an output of its own, as SVG with a PNG beside it, of which a viewer takes what it may.
"""

import base64
from collections.abc import Iterator, Sequence
from typing import Any

from gongkai.bundle import MIME, Output, html_output, picture_output
from gongkai.report.content.components import ChartBlock, Component, OwnPicture, to_json
from gongkai.report.content.editions import INTERNAL, Edition, Shown, in_edition
from gongkai.report.page.markup import after_html, plain_html


class Display:
    """Components ready to be the value of a cell: data for both editions, and what the office sees."""

    def __init__(self, shown: Sequence[Shown]) -> None:
        self.shown = tuple(shown)

    def __repr__(self) -> str:
        kinds = "、".join(type(one.component).__name__ for one in self.shown)
        return f"<报告内容：{kinds or '本部分无内容'}>"

    def as_html(self) -> str:
        """Return all of it as HTML of its own; of a chart its heading and its numbers."""
        return "\n".join(
            plain_html(c) + (after_html(c) if isinstance(c, ChartBlock | OwnPicture) else "")
            for c in in_edition(self.shown, Edition.REVIEW)
        )

    @property
    def outputs(self) -> tuple[Output, ...]:
        """Return the outputs of the cell; each carries the components that it shows."""
        return tuple(self._outputs())

    def _outputs(self) -> Iterator[Output]:
        carried: list[Shown] = []
        words: list[str] = []
        for one in self.shown:
            seen = list(in_edition([one], Edition.REVIEW))
            words += map(plain_html, seen)
            if seen and isinstance(one.component, OwnPicture):
                yield _piece(words, carried)
                yield _own(one, one.component)
                carried, words = [], [after_html(one.component)]
                continue
            if not (seen and isinstance(one.component, ChartBlock)):
                carried.append(one)
                continue
            chart = one.component
            yield _piece(words, carried)
            picture = picture_output(chart.svg, chart.png, chart.alt)
            yield Output(picture.data | _carried([one]), picture.metadata)
            carried, words = [], [after_html(chart)]
        if words or carried:
            yield _piece(words, carried)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        """Return all of it as one output, for whoever cannot show several."""
        return {**_carried(self.shown), "text/html": self.as_html(), "text/plain": repr(self)}

    def _ipython_display_(self) -> None:
        from IPython.display import display

        for output in self.outputs:
            display(output.data, metadata=output.metadata, raw=True)  # type: ignore[no-untyped-call]


def _own(shown: Shown, picture: OwnPicture) -> Output:
    """Return a picture that the analyst drew, with the component that it stands for."""
    data = {"image/png": base64.b64encode(picture.png).decode(), "text/plain": picture.alt}
    told = {"alt": picture.alt, "width": picture.width, "needs_background": "light"}
    return Output(data | _carried([shown]), {"image/png": told})


def _piece(words: list[str], shown: Sequence[Shown]) -> Output:
    output = html_output("\n".join(words), repr(Display(shown)))
    return Output(output.data | _carried(shown))


def _carried(shown: Sequence[Shown]) -> dict[str, Any]:
    return {MIME: {"kind": "group", "components": [shown_json(one) for one in shown]}}


def shown_json(shown: Shown) -> dict[str, Any]:
    """Return a component as plain data with the editions that it stands in."""
    return {**to_json(shown.component), "editions": list(shown.editions)}


def show(*components: Component) -> Display:
    """Return components ready to be the value of a notebook cell, for the office alone."""
    return Display([Shown(component, INTERNAL) for component in components])
