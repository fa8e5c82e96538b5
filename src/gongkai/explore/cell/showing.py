"""What an exploring cell shows: outputs that need no style sheet, and that say when they are out of date."""

from collections.abc import Callable, Iterable, Sequence

from markupsafe import Markup

from gongkai.bundle import Output, html_output
from gongkai.explore.arguments import Named
from gongkai.language.catalogue import english
from gongkai.language.spoken import said, said_html

Watch = Callable[[Sequence[Output]], None]


class Showing(Named):
    """A result that shows itself, piece by piece; where a desk chose it, ``watch`` shows it."""

    watch: Watch | None

    @property
    def _pieces(self) -> tuple[Output, ...]:
        """Return what a cell shows, as it is said in Chinese."""
        raise NotImplementedError

    @property
    def outputs(self) -> tuple[Output, ...]:
        """Return what a cell shows, in the language asked for."""
        return tuple(map(spoken, self._pieces))

    def _repr_html_(self) -> str:
        return "".join(o.data.get("text/html", "") for o in self.outputs)

    def _ipython_display_(self) -> None:
        (self.watch or show_all)(self.outputs)


def spoken(output: Output) -> Output:
    """Return an output in the language asked for; a drawing is drawn in it."""
    if not english():
        return output
    data = dict(output.data)
    data |= {kind: said_html(data[kind]) for kind in ("text/html",) if kind in data}
    data |= {kind: said(data[kind]) for kind in ("text/plain",) if kind in data}
    told = {
        kind: {n: said(v) if isinstance(v, str) else v for n, v in about.items()}
        for kind, about in output.metadata.items()
    }
    return Output(data, told)


def put(outputs: Iterable[Output], names: Iterable[str] = (), *, update: bool = False) -> None:
    """Show outputs in the cell that runs; under their names, so that they can be shown anew."""
    from IPython.display import display

    for output, name in zip(outputs, names, strict=True):
        display(  # type: ignore[no-untyped-call]
            output.data, metadata=output.metadata, raw=True, display_id=name, update=update
        )


def show_all(outputs: Sequence[Output]) -> None:
    """Show outputs in the cell that runs."""
    from IPython.display import display

    for output in outputs:
        display(output.data, metadata=output.metadata, raw=True)  # type: ignore[no-untyped-call]


def joined(outputs: Iterable[Output]) -> tuple[Output, ...]:
    """Return outputs with HTML that follows HTML put into one."""
    found: list[Output] = []
    for output in outputs:
        if found and {"text/html"} <= output.data.keys() & found[-1].data.keys():
            last = found.pop()
            output = html_output(
                last.data["text/html"] + output.data["text/html"],
                last.data["text/plain"] + "\n" + output.data["text/plain"],
            )
        found.append(output)
    return tuple(found)


def told(*lines: str) -> Output:
    """Return sentences that stand out, as an output."""
    lines = tuple(map(said, lines))
    words = Markup("<br/>").join(lines)
    html = Markup(
        '<blockquote style="border-left:4px solid #a61c1c"><strong>{}</strong></blockquote>'
    )
    return html_output(html.format(words), "\n".join(lines))
