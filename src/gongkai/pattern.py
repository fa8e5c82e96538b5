"""Patterns that cost nothing until they are sought: compiled at their first use, and kept compiled.

    _ANSWERED: Final = pattern(r"已?(?:答复|办结)[^，。]{0,4}件")

stands where ``re.compile`` would, at the head of a module, and is searched, matched and split with like its result. A
command seeks some hundreds of the program's 1,300 patterns, and compiling one takes Python as long as searching a
hundred sentences. So their code is kept beside this module, as Python keeps that of modules, and taken from there.
What a text, a setting or an office brings is given to ``re``: it is nothing to keep.
"""

import _sre  # type: ignore[import-not-found]
import marshal
import os
import re
import sys
from array import array
from atexit import register
from contextlib import suppress
from functools import cached_property
from importlib.util import cache_from_source
from pathlib import Path
from re import _compiler, _parser  # type: ignore[attr-defined]
from typing import Any, Final, cast

_Key = tuple[str, int]
_Code = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]
_METHODS: Final = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")
_BY: Final = f"{sys.version} {_sre.MAGIC}"  # another Python understands other code
_MOST: Final = 4_000  # patterns; a file that holds more has outlived versions of the program


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
        own = _KEPT.compiled(self.pattern, self._flags)
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


class _Kept:
    """The code of patterns as a file keeps it; without a file, or of another Python, each is compiled anew."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._new: dict[_Key, _Code] = {}

    @cached_property
    def _codes(self) -> dict[_Key, _Code]:
        with suppress(OSError, ValueError, EOFError, TypeError):
            by, codes = marshal.loads(self._file.read_bytes())
            if by == _BY:
                return cast("dict[_Key, _Code]", codes)
        return {}

    def compiled(self, text: str, flags: int) -> re.Pattern[str]:
        """Return the pattern, from its kept code where there is one."""
        code = self._codes.get((text, flags))
        try:
            return _made(text, code or self._keep(text, flags))
        except (
            AttributeError,
            TypeError,
            ValueError,
            RuntimeError,
        ):  # a Python that has them otherwise
            return re.compile(text, flags)

    def _keep(self, text: str, flags: int) -> _Code:
        if not self._new and not sys.dont_write_bytecode:
            register(self.write)
        code = self._new[text, flags] = _coded(text, flags)
        return code

    def write(self) -> None:
        """Add to the file what was compiled in this process; nothing where that may not be."""
        codes = self._codes | self._new
        if len(codes) > _MOST:
            codes = self._new
        written = self._file.with_name(f"{self._file.name}.{os.getpid()}")
        with suppress(OSError):
            self._file.parent.mkdir(exist_ok=True)
            try:
                written.write_bytes(marshal.dumps((_BY, codes)))
                written.replace(self._file)
            finally:
                written.unlink(missing_ok=True)


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


_KEPT: Final = _Kept(Path(cache_from_source(__file__)).with_suffix(".patterns"))
