"""A view: controls, and below them what they choose, as ordinary outputs of the cell.

The outputs are not widgets, so that a saved notebook still shows them: untrusted, without a kernel, on
a web site. They are replaced under their names when a choice is made.
"""

from collections.abc import Callable, Iterable, Mapping
from threading import RLock
from typing import Any, Protocol
from uuid import uuid4

import ipywidgets as widgets
from markupsafe import Markup

from gongkai.bundle import Output, html_output
from gongkai.errors import DataError, GongkaiError
from gongkai.explore.cell.mishap import sentence
from gongkai.explore.cell.pages import Pager, page_of
from gongkai.explore.cell.showing import joined, put, told
from gongkai.explore.cell.table import Table
from gongkai.language.spoken import said

_FINDINGS_SHOWN = 5


class Chosen(Protocol):
    """Controls that stand above a view's own, with words for whoever sees no controls."""

    @property
    def box(self) -> Any:
        """Return the controls."""
        ...

    @property
    def words(self) -> str:
        """Return what is chosen."""
        ...


class View:
    """Controls above the ``outputs`` that ``render`` makes of what they say."""

    def __init__(
        self,
        render: Callable[..., object],
        asked: Callable[[], object],
        controls: Mapping[str, Any],
        pieces: int,
        above: Chosen | None,
    ) -> None:
        self._render, self._asked = render, asked
        self._controls, self._above = dict(controls), above
        self._names = tuple(uuid4().hex for _ in range(pieces))
        self._last: tuple[object, int] | None = None
        self._made: tuple[object, ...] = ()
        self._standing = False
        # JupyterLab may answer two choices on two threads: a view is drawn by one of them at a time,
        # so that what was chosen last is what it shows last.
        self._turn = RLock()
        self.outputs: tuple[Output, ...] = ()
        self._pager = Pager(self.refresh)
        for control in self._controls.values():
            control.observe(self.refresh, names="value")
        self.refresh()

    @property
    def box(self) -> Any:
        """Return the controls."""
        rows = [self._above.box] if self._above else []
        return widgets.VBox([*rows, widgets.HBox([*self._controls.values(), self._pager.box])])

    def refresh(self, _: object = None) -> None:
        """Make the outputs anew where another choice was made; another page is of what was made."""
        with self._turn:
            chosen = {name: control.value for name, control in self._controls.items()}
            asked = (self._asked(), chosen)
            if (asked, self._pager.page) == self._last:
                return
            if self._last is None or asked != self._last[0]:
                self.outputs = _guarded(lambda: self._anew(chosen))
            else:
                self.outputs = _guarded(self._paged)
            self.outputs = self._padded(self.outputs)
            self._last = asked, self._pager.page
            if self._standing:
                put(self.outputs, self._names, update=True)

    def _anew(self, chosen: Mapping[str, object]) -> tuple[Output, ...]:
        self._made = ()
        made = self._render(**chosen)
        self._made = made if isinstance(made, tuple) else (made,)
        self._pager.begin(self._made)
        return self._paged()

    def _paged(self) -> tuple[Output, ...]:
        page = self._pager.page
        return joined(o for part in self._made if part is not None for o in _shown(part, page))

    def _padded(self, found: tuple[Output, ...]) -> tuple[Output, ...]:
        return (*found, *(html_output("", "") for _ in self._names[len(found) :]))

    def _ipython_display_(self) -> None:
        from IPython.display import display

        bundle = self.box._repr_mimebundle_() or {}
        words = "　".join(self._words())
        bundle |= html_output(Markup("<p><small>{}</small></p>").format(words), words).data
        display(bundle, raw=True)  # type: ignore[no-untyped-call]
        put(self.outputs, self._names)
        self._standing = True

    def _words(self) -> Iterable[str]:
        if self._above:
            yield said(self._above.words)
        for control in self._controls.values():
            yield said(f"{control.description}：{getattr(control, 'label', control.value)}")


def _shown(part: Any, page: int) -> tuple[Output, ...]:
    outputs: tuple[Output, ...] = page_of(part, page) if isinstance(part, Table) else part.outputs
    return outputs


def _guarded(make: Callable[[], tuple[Output, ...]]) -> tuple[Output, ...]:
    """Return what a view makes, or the sentence of what stands in its way."""
    try:
        return make()
    except GongkaiError as error:
        found = error.findings[:_FINDINGS_SHOWN] if isinstance(error, DataError) else ()
        return (told(str(error), *(f.told() for f in found)),)
    except Exception as error:  # noqa: BLE001 - it would go to a log, and the former year stay
        return (told(sentence(error)),)
