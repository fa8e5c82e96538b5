"""Arguments as an analyst gives them: a wrong one is named, with what it should be."""

from collections.abc import Sequence

from gongkai.errors import UsageError


def whole_number(name: str, given: object, least: int = 0) -> int:
    """Return a whole number; UsageError naming the argument for anything else.

    >>> whole_number("within", "five")
    Traceback (most recent call last):
    gongkai.errors.UsageError: 参数 within 应为不小于 0 的整数，给的是“five”。
    """
    whole = not isinstance(given, bool) and isinstance(given, int)
    if not whole:
        try:
            whole = float(str(given)) == int(float(str(given)))
        except (ValueError, OverflowError):
            whole = False
    if not whole or int(float(str(given))) < least:
        raise UsageError(f"参数 {name} 应为不小于 {least} 的整数，给的是“{given}”。")
    return int(float(str(given)))


def one_of(name: str, given: object, choices: Sequence[str]) -> str:
    """Return what was given, where it is one of the choices; UsageError naming the argument else."""
    if given not in choices:
        told = "、".join(f'"{choice}"' for choice in choices)
        raise UsageError(f"参数 {name} 只能是 {told} 之一，给的是“{given}”。")
    return str(given)


def words(name: str, given: object) -> str:
    """Return words that are not blank; UsageError naming the argument else."""
    if not isinstance(given, str) or not given.strip():
        raise UsageError(f"参数 {name} 应为文字，给的是“{given}”。")
    return given
