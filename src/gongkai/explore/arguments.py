"""Arguments as an analyst gives them: a wrong one is named, with what it should be."""

import difflib
import inspect
from collections.abc import Callable, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Final, ParamSpec, TypeVar

from gongkai.errors import ArgumentSlip, GongkaiError, NameSlip, UsageError
from gongkai.language.catalogue import english
from gongkai.language.spoken import said

P = ParamSpec("P")
R = TypeVar("R")
E = TypeVar("E", bound=GongkaiError)
_NEAR: Final = 0.5
_POSITIONAL: Final = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)


def plain_arguments(function: Callable[P, R]) -> Callable[P, R]:
    """Return a function that an analyst calls, which tells in a sentence what is amiss with its arguments.

    >>> plain_arguments(one_of)("money", give="double")
    Traceback (most recent call last):
    gongkai.errors.ArgumentSlip: one_of 没有参数 give。是不是 given？可写：name、given、choices。
    """

    @wraps(function)
    def called(*args: P.args, **named: P.kwargs) -> R:
        try:
            return function(*args, **named)
        except GongkaiError as error:
            in_language(error)
            raise
        except TypeError:
            if slip := _slip(function, args, named):
                raise in_language(ArgumentSlip(slip)) from None
            raise

    return called


def in_language(error: E) -> E:
    """Return an error as it leaves for the analyst, in the language asked for.

    >>> str(in_language(UsageError("没有发现问题。")))
    '没有发现问题。'
    """
    if english() and len(error.args) == 1:
        error.args = (said(str(error.args[0])),)
        error.__notes__ = []
    return error


def _slip(
    function: Callable[..., object], args: Sequence[object], named: dict[str, object]
) -> str | None:
    """Return what is amiss with the arguments of a call, None where nothing is."""
    known = inspect.signature(function).parameters
    own = [n for n in known if n != "self"]
    takes = f"可写：{'、'.join(own)}。" if own else "不用写参数。"
    kinds = {p.kind for p in known.values()}
    if inspect.Parameter.VAR_KEYWORD not in kinds:
        for name in named:
            if name not in own:
                near = difflib.get_close_matches(name, own, 1, _NEAR)
                hint = f"是不是 {near[0]}？" if near else ""
                then = f"{hint}{takes}"
                return f"{function.__name__} 没有参数 {name}。{then}"
    in_order = [n for n, p in known.items() if p.kind in _POSITIONAL]
    if twice := next((n for n in in_order[: len(args)] if n in named), None):
        return f"参数 {twice} 给了两次。{function.__name__} 的参数依次是：{'、'.join(own)}。"
    if inspect.Parameter.VAR_POSITIONAL not in kinds and len(args) > len(in_order):
        by_name = "、".join(n for n in own if n not in in_order)
        rest = f"{by_name} 要写出名称，如 {by_name.partition('、')[0]}=…。" if by_name else ""
        return f"{function.__name__} 不写名称的参数最多{len([n for n in in_order if n in own])}个。{rest or takes}"
    given = {*in_order[: len(args)], *named}
    missing = [
        n
        for n in own
        if known[n].default is inspect.Parameter.empty
        and n not in given
        and known[n].kind not in (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    ]
    if missing:
        return f"{function.__name__} 缺少参数 {'、'.join(missing)}。{takes}"
    return None


class Named:
    """What an analyst holds: a name that it does not have is told in a sentence, with the nearest."""

    if not TYPE_CHECKING:  # to the type checker every name would be there

        def __getattr__(self, name: str) -> object:
            if name.startswith("_") or hasattr(type(self), name):
                # Asked by Python and its tools; or a property whose own code lacked a name, which says so again.
                return object.__getattribute__(self, name)
            there = [n for n in object.__dir__(self) if not n.startswith("_")]
            near = difflib.get_close_matches(name, there, 3, _NEAR)
            hint = (
                f"是不是 {'、'.join(f'.{n}' for n in near)}？"
                if near
                else f"可用：{'、'.join(sorted(there))}。"
            )
            raise in_language(NameSlip(f"{type(self).__name__} 没有“{name}”。{hint}"))


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
