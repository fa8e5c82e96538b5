"""Typer in Chinese, or in English where asked for: its headings, its help and its complaints."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

from typer.core import TyperCommand, TyperGroup

from gongkai.language.catalogue import english, listed, told

_HELP: Final = "显示帮助"
_SPOKEN: Final = ("help", "metavar", "short_help")
_CHINESE: Final = {
    "ARGUMENTS_PANEL_TITLE": "参数",
    "OPTIONS_PANEL_TITLE": "选项",
    "COMMANDS_PANEL_TITLE": "命令",
    "DEFAULT_STRING": "[默认：{}]",
    "ENVVAR_STRING": "[环境变量：{}]",
    "REQUIRED_LONG_STRING": "[必填]",
}
_ENGLISH: Final = {
    "ARGUMENTS_PANEL_TITLE": "Arguments",
    "OPTIONS_PANEL_TITLE": "Options",
    "COMMANDS_PANEL_TITLE": "Commands",
    "DEFAULT_STRING": "[default: {}]",
    "ENVVAR_STRING": "[env var: {}]",
    "REQUIRED_LONG_STRING": "[required]",
}
_USAGE: Final = (
    ("Usage: ", "用法："),
    ("[OPTIONS]", "[选项]"),
    ("COMMAND [ARGS]...", "命令 [参数]…"),
)


def _head(words: Mapping[str, str]) -> None:
    """Put words into the headings of Typer's help pages; Typer offers no other way.

    Only a help page needs them: they come with the whole of rich, which no other command loads.
    """
    from typer import rich_utils

    for name, said in words.items():
        setattr(rich_utils, name, said)


class _Chinese:
    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]  # mixed into Typer's classes
        if option is not None:
            option.help = told(_HELP)
        return option

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _head(_ENGLISH if english() else _CHINESE)
        with _translated(self):
            super().format_help(ctx, formatter)  # type: ignore[misc]  # mixed into Typer's classes

    def get_usage(self, ctx: Any) -> str:
        with _translated(self):
            usage: str = super().get_usage(ctx)  # type: ignore[misc]  # mixed into Typer's classes
        if not english():
            for words, chinese in _USAGE:
                usage = usage.replace(words, chinese)
        return usage


@contextmanager
def _translated(command: Any) -> Iterator[None]:
    """Have a command, its commands and all their parameters speak English for a while, where asked for."""
    if not english():
        yield
        return
    parts = [command, *getattr(command, "commands", {}).values()]
    parts += [parameter for part in parts for parameter in part.params]
    before = [(part, name, getattr(part, name, None)) for part in parts for name in _SPOKEN]
    try:
        for part, name, words in before:
            if words:
                setattr(part, name, told(words).upper() if name == "metavar" else told(words))
        yield
    finally:
        for part, name, words in before:
            if words:
                setattr(part, name, words)


class ChineseCommand(_Chinese, TyperCommand):
    """A command whose help is Chinese."""


class ChineseGroup(_Chinese, TyperGroup):
    """A group of commands whose help is Chinese."""


def complaint(error: Any) -> str:
    """Return what a wrong command line did, and the way out."""
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":  # the help itself has been told
        return told("请写明命令，如 gongkai list。")
    if kind == "NoSuchOption":
        hint = _near(error.possibilities or [])
        return told(
            "没有选项 {name}。{hint}可加 --help 查看用法。", name=error.option_name, hint=hint
        )
    if kind == "NoSuchCommand" or "No such command" in str(error):
        name = str(error).split("'")[1] if "'" in str(error) else ""
        commands = getattr(getattr(error.ctx, "command", None), "commands", {})
        hint = _near(difflib.get_close_matches(name, list(commands), 1))
        return told(
            "没有命令 {name}。{hint}可用 gongkai --help 查看全部命令。", name=name, hint=hint
        )
    param = getattr(error, "param", None)
    label = str(getattr(param, "metavar", None) or getattr(param, "human_readable_name", ""))
    if kind == "MissingParameter":
        return told("缺少参数 {name}。可加 --help 查看用法。", name=_place(label))
    if param is not None:
        choices = getattr(getattr(param, "type", None), "choices", None) or ()
        names = listed(getattr(c, "value", c) for c in choices)
        allowed = told("可用：{names}。", names=names) if names else ""
        return told(
            "{name} 的值不对。{allowed}可加 --help 查看用法。", name=_place(label), allowed=allowed
        )
    return told("命令写法有误。可加 --help 查看用法。")


def _place(label: str) -> str:
    """Return the name of an argument as the help page has it."""
    return told(label).upper() if english() else label


def _near(names: Sequence[str]) -> str:
    return told("是不是 {names}？", names=listed(names)) if names else ""
