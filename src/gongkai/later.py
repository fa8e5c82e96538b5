"""What other packages import and this program hardly ever uses, read when it is used.

Papermill imports what asks the web for notebooks, Beautiful Soup what understands selectors of styles and what
guesses at encodings: together a seventh of a second, mostly for patterns of addresses, and two megabytes. Python's own ``LazyLoader`` reads a package as soon as
another one imports it.
"""

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any, Final

_LATER: Final = {  # who imports what
    "papermill.iorw": "requests",
    "bs4.css": "soupsieve",
    "bs4.dammit": "charset_normalizer",
}


class _Standing(ModuleType):
    """Stands for a package where another has imported it; all that is asked of it is the package's own."""

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self.__name__), name)


class _Reader(Loader):
    """Executes a module as its own loader would, a package that it imports put off."""

    def __init__(self, own: Loader, put_off: str) -> None:
        self._own, self._put_off = own, put_off

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._own.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        stands = self._put_off not in sys.modules and PathFinder.find_spec(self._put_off)
        if stands:
            sys.modules[self._put_off] = _Standing(self._put_off)
        try:
            self._own.exec_module(module)
        finally:
            if stands:  # whoever else imports it has the package itself, with its parts
                del sys.modules[self._put_off]


class _Finder(MetaPathFinder):
    """Finds the modules that import what is put off."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        put_off = _LATER.get(name)
        spec = PathFinder.find_spec(name, path, target) if put_off else None
        if put_off and spec and spec.loader:
            spec.loader = _Reader(spec.loader, put_off)
        return spec


def put_off() -> None:
    """From now on have these packages read when they are used; for a process that is the program's own."""
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())
