"""The command line: one verb a command; errors become exit codes."""

from gongkai.cli.app import main

__all__ = ["main"]
