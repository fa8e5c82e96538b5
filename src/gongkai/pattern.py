"""Patterns that cost nothing until they are sought: compiled at their first use, and kept compiled.

    _ANSWERED: Final = pattern(r"已?(?:答复|办结)[^，。]{0,4}件")

stands where ``re.compile`` would, at the head of a module, and is searched, matched and split with like its result. A
command seeks some hundreds of the program's 1,100 patterns, and compiling one takes Python a third of a
millisecond. So their code is kept beside this module, as Python keeps that of modules, and taken from there.
What a text, a setting or an office brings is given to ``re``: it is nothing to keep.
"""

import _sre  # type: ignore[import-not-found]
import re
from array import array
from functools import cached_property
from re import _compiler, _parser  # type: ignore[attr-defined]
from typing import Any, Final, cast

from gongkai.kept import Kept

_Code = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
_METHODS: Final = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that the program declares; it is compiled when it is first used.

    >>> year = pattern(r"(?P<year>20\\d\\d)年度")
    >>> year.search("2024年度")["year"]
    '2024'
    """
    return cast("re.Pattern[str]", Declared(text, flags))


class Declared:
    """What stands for a pattern; once it is compiled, its methods are the pattern's own."""

    all: Final[list["Declared"]] = []

    def __init__(self, text: str, flags: int) -> None:
        self.pattern = text
        self._flags = int(flags)
        self.all.append(self)

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern itself."""
        own = _compiled(self.pattern, self._flags)
        for name in _METHODS:
            setattr(self, name, getattr(own, name))
        return own

    def __getattr__(self, name: str) -> Any:
        return getattr(self.compiled, name)

    def __reduce__(self) -> tuple[Any, ...]:
        return re.compile, (self.pattern, self._flags)

    def __repr__(self) -> str:
        return repr(self.compiled)


def compile_all() -> None:
    """Compile all patterns of the loaded modules, for a process whose children are to find them there."""
    for declared in Declared.all:
        declared.compiled  # noqa: B018  # computed once
    _KEPT.forget()  # what they were made of


def _compiled(text: str, flags: int) -> re.Pattern[str]:
    code = _KEPT.get((text, flags))
    try:
        if code is None:
            code = _coded(text, flags)
            _KEPT.add((text, flags), code)
        return _made(text, code)
    except (
        AttributeError,
        TypeError,
        ValueError,
        RuntimeError,
    ):  # a Python that has them otherwise
        return re.compile(text, flags)


def _coded(text: str, flags: int) -> _Code:
    """Return what ``re.compile`` makes of a pattern before it becomes one."""
    parsed = _parser.parse(text, flags)
    names = parsed.state.groupdict
    named: list[str | None] = [None] * parsed.state.groups
    for name, number in names.items():
        named[number] = name
    code = array("I", _compiler._code(parsed, flags)).tobytes()
    return int(flags | parsed.state.flags), code, parsed.state.groups - 1, names, tuple(named)


def _made(text: str, code: _Code) -> re.Pattern[str]:
    flags, words, groups, names, named = code
    made = _sre.compile(text, flags, array("I", words).tolist(), groups, names, named)
    return cast("re.Pattern[str]", made)


_KEPT: Final = Kept(__file__, f"{_sre.MAGIC}")
