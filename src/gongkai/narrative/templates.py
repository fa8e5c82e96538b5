"""Templates compiled: once for all reports, and the program's own once for all processes."""

from functools import lru_cache
from importlib.metadata import version
from types import CodeType
from typing import Final

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from gongkai.kept import Kept


def environment() -> ImmutableSandboxedEnvironment:
    """Return what templates are compiled and rendered by: what they do not know is an error."""
    return ImmutableSandboxedEnvironment(undefined=StrictUndefined, keep_trailing_newline=True)


_COMPILER: Final = environment()
_KEPT: Final = Kept(__file__, f"Jinja {version('jinja2')}")


@lru_cache(maxsize=512)  # the same sentences stand in every report of a batch
def compiled(source: str) -> CodeType:
    """Return a template's code, which is bound to a report's figures when it is rendered."""
    return _COMPILER.compile(source)


@lru_cache(maxsize=512)
def compiled_of_ours(source: str) -> CodeType:
    """Return the code of a template that comes with the program, which is kept: never of an office's words."""
    code: CodeType | None = _KEPT.get(source)
    if code is None:
        code = _COMPILER.compile(source)
        _KEPT.add(source, code)
    return code
