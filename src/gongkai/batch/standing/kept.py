"""The figures of a report that still stands, taken from its facts instead of being counted again."""

from collections.abc import Mapping
from pathlib import Path

from gongkai.batch.standing.staleness import standing
from gongkai.errors import UnreadableError
from gongkai.facts.files import read_values
from gongkai.indicators.registry import BY_ID
from gongkai.indicators.value import NotApplicable, Value
from gongkai.keys import Key
from gongkai.report.publication.formats import FACTS

_NONE = NotApplicable("本年度没有这项指标")


def kept_figures(root: Path, out: Path, key: Key) -> Mapping[str, Value] | None:
    """Return every figure of a key; None where no report stands that today's data would make.

    The cells of the tables are among them, and of what is unknown the reason.
    """
    if standing(root, out, key, (), FACTS[0]).reasons:
        return None
    try:
        told = read_values(out / key.slug / FACTS[0], BY_ID)
    except UnreadableError:
        return None
    return {name: told.get(name, _NONE) for name in BY_ID}
