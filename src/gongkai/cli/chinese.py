"""Typer in Chinese: its headings, its help option and its complaints."""

import difflib
from typing import Any, Final

from typer.core import TyperCommand, TyperGroup

_HELP: Final = "显示帮助"


def _speak_chinese() -> None:
    """Put the words of Typer's help pages into Chinese; Typer offers no other way.

    Only a help page needs them: they come with the whole of rich, which no other command loads.
    """
    from typer import rich_utils

    for name, words in (
        ("ARGUMENTS_PANEL_TITLE", "参数"),
        ("OPTIONS_PANEL_TITLE", "选项"),
        ("COMMANDS_PANEL_TITLE", "命令"),
        ("DEFAULT_STRING", "[默认：{}]"),
        ("ENVVAR_STRING", "[环境变量：{}]"),
        ("REQUIRED_LONG_STRING", "[必填]"),
    ):
        setattr(rich_utils, name, words)


class _Chinese:
    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]  # mixed into Typer's classes
        if option is not None:
            option.help = _HELP
        return option

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _speak_chinese()
        super().format_help(ctx, formatter)  # type: ignore[misc]  # mixed into Typer's classes

    def get_usage(self, ctx: Any) -> str:
        usage: str = super().get_usage(ctx)  # type: ignore[misc]  # mixed into Typer's classes
        for english, chinese in (
            ("Usage: ", "用法："),
            ("[OPTIONS]", "[选项]"),
            ("COMMAND [ARGS]...", "命令 [参数]…"),
        ):
            usage = usage.replace(english, chinese)
        return usage


class ChineseCommand(_Chinese, TyperCommand):
    """A command whose help is Chinese."""


class ChineseGroup(_Chinese, TyperGroup):
    """A group of commands whose help is Chinese."""


def complaint(error: Any) -> str:
    """Return in Chinese what a wrong command line did, and the way out."""
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":  # the help itself has been told
        return "请写明命令，如 gongkai list。"
    if kind == "NoSuchOption":
        near = error.possibilities or []
        hint = f"是不是 {'、'.join(near)}？" if near else ""
        return f"没有选项 {error.option_name}。{hint}可加 --help 查看用法。"
    if kind == "NoSuchCommand" or "No such command" in str(error):
        name = str(error).split("'")[1] if "'" in str(error) else ""
        commands = getattr(getattr(error.ctx, "command", None), "commands", {})
        near = difflib.get_close_matches(name, list(commands), 1)
        hint = f"是不是 {near[0]}？" if near else ""
        return f"没有命令 {name}。{hint}可用 gongkai --help 查看全部命令。"
    param = getattr(error, "param", None)
    label = getattr(param, "metavar", None) or getattr(param, "human_readable_name", "")
    if kind == "MissingParameter":
        return f"缺少参数 {label}。可加 --help 查看用法。"
    if param is not None:
        choices = getattr(getattr(param, "type", None), "choices", None)
        allowed = (
            f"可用：{'、'.join(str(getattr(c, 'value', c)) for c in choices)}。" if choices else ""
        )
        return f"{label} 的值不对。{allowed}可加 --help 查看用法。"
    return "命令写法有误。可加 --help 查看用法。"
