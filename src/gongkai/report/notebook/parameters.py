"""The notebook's parameters: none is accepted that it does not declare."""

import re
from collections.abc import Sequence
from typing import Final

from gongkai.errors import UsageError
from gongkai.pattern import pattern

PARAMETERS: Final = ("agency", "year", "data_dir")
_INJECTED: Final = pattern(r"^# Parameters\b")
_ASSIGNED: Final = pattern(r"^([A-Za-z_]\w*)\s*=", re.MULTILINE)


def refuse_unknown_parameters(names: Sequence[str]) -> None:
    """Raise UsageError for a parameter that the notebook does not declare.

    >>> refuse_unknown_parameters(["agency", "yaer"])
    Traceback (most recent call last):
    gongkai.errors.UsageError: 笔记本没有参数“yaer”。可用的参数：agency、year、data_dir。请改正后重新运行。
    """
    for name in names:
        if name not in PARAMETERS:
            known = "、".join(PARAMETERS)
            raise UsageError(f"笔记本没有参数“{name}”。可用的参数：{known}。请改正后重新运行。")


def injected_names(history: Sequence[str]) -> tuple[str, ...]:
    """Return the names that papermill's injected cell assigned, from the cells run so far.

    Plain papermill only logs an unknown parameter and runs on with the default, so the first
    call of the notebook looks at what was injected.

    >>> injected_names(["agency = 'x'", "# Parameters\\nyaer = 2018\\n"])
    ('yaer',)
    """
    return tuple(
        name for source in history if _INJECTED.match(source) for name in _ASSIGNED.findall(source)
    )
