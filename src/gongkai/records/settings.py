"""Settings files (TOML) as people write them: a slip is told in Chinese, with its line and a right one."""

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from gongkai.errors import UnreadableError
from gongkai.pattern import pattern

_QUOTES: Final = str.maketrans(
    {c: '"' for c in "“”„＂「」"} | {c: "'" for c in "‘’＇"} | {"＝": "="}
)
_DATE: Final = pattern(
    r"^\s*(?P<name>\w+)\s*=\s*[\"']?(?P<y>\d{4})\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})日?[\"']?\s*(?:#.*)?$"
)
_PAIR: Final = pattern(r"^\s*(?P<name>[\w-]+)\s*=\s*(?P<value>.*?)\s*$")


def read_toml(path: Path) -> dict[str, Any]:
    """Return a TOML file as plain data; UnreadableError names the file, the line and what to write."""
    where = f"{path.parent.name}/{path.name}"
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise UnreadableError(f"缺少设置文件 {where}。请补上该文件。") from None
    except UnicodeDecodeError:
        raise UnreadableError(f"设置文件 {where} 不是 UTF-8 文本。请以 UTF-8 编码保存。") from None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UnreadableError(f"设置文件 {where} {_told(text, str(error))}") from None


def _told(text: str, error: str) -> str:
    """Return what is wrong in a file that is no TOML, with the line and how to write it."""
    lines = text.splitlines()
    at = re.search(r"at line (\d+)", error)
    number = int(at.group(1)) if at else len(lines)
    # A quotation that is not closed is noticed at its line's end, or at the next line.
    found = next(_slips(lines[:number]), None)
    if found is not None:
        number, why, right = found
        return f"第{number}行的写法有误：{why}。应写成：{right}"
    line = lines[number - 1].strip() if 0 < number <= len(lines) else ""
    if pair := _PAIR.match(line):
        name = pair["name"]
        if re.search("overwrite|twice|already|redefin|Cannot declare|mutate", error):
            return f"第{number}行的写法有误：“{name}”写了两次。请只留一行。"
        return f'第{number}行的写法有误：{line}。应写成：{name} = "内容"'
    if line.startswith("["):
        return (
            f"第{number}行的写法有误：{line}。方括号应成对，同一个方括号标题只写一次，如 [contact]"
        )
    return f'第{number}行的写法有误：{line}。应写成：名称 = "内容"；说明文字前面加井号'


def _slips(lines: list[str]) -> Iterator[tuple[int, str, str]]:
    """Yield the slips that people make, by line: what is wrong, and the line as it should be."""
    for number, line in enumerate(lines, start=1):
        bare = line.strip()
        if not bare or bare.startswith("#") or _stands(bare):
            continue
        for look in (_punctuation, _day, _unquoted):
            if (found := look(bare)) is not None:
                yield number, *found
                break


def _stands(line: str) -> bool:
    """Tell whether a line is right by itself."""
    try:
        tomllib.loads(line)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _punctuation(line: str) -> tuple[str, str] | None:
    plain = line.translate(_QUOTES)
    if plain != line and _stands(plain):
        return "引号和等号用了中文标点", plain
    return None


def _day(line: str) -> tuple[str, str] | None:
    if (found := _DATE.match(line)) is None:
        return None
    right = f"{found['name']} = {found['y']}-{int(found['m']):02}-{int(found['d']):02}"
    return (
        ("日期的年、月、日用短横隔开，月和日各写两位，不加引号", right) if _stands(right) else None
    )


def _unquoted(line: str) -> tuple[str, str] | None:
    found = _PAIR.match(line)
    if found is None or not found["value"] or found["value"][0] in "[{":
        return None
    inside = found["value"].translate(_QUOTES).strip("\"'")
    right = f'{found["name"]} = "{inside}"'
    return ("内容两边要有英文引号", right) if '"' not in inside and _stands(right) else None


def refuse_unknown(found: dict[str, Any], known: set[str], where: str) -> None:
    """Raise UnreadableError for settings that nobody declared: a typing slip must not pass."""
    extra = sorted(set(found) - known)
    if extra:
        raise UnreadableError(
            f"{where} 中有不认识的设置“{'、'.join(extra)}”。可用的设置：{'、'.join(sorted(known))}。"
        )


def line_of(path: Path, name: str) -> int | None:
    """Return the line of a settings file, counted from 1, that sets a name; None where none does."""
    try:
        lines = path.read_bytes().decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    pattern = re.compile(rf"^\s*{re.escape(name)}\s*=")
    return next((n for n, line in enumerate(lines, start=1) if pattern.match(line)), None)


def as_texts(
    found: dict[str, Any], names: set[str], path: Path, example: Callable[[str], str]
) -> dict[str, Any]:
    """Return the settings with the named ones as text: a number without quotes is meant as text.

    UnreadableError names the line of one that is neither, with a right ``example``.
    """
    texts = dict(found)
    for name in names & set(found):
        value = found[name]
        if isinstance(value, int) and not isinstance(value, bool):
            texts[name] = str(value)
        elif not isinstance(value, str):
            where = f"{path.parent.name}/{path.name} 第{line_of(path, name)}行"
            raise UnreadableError(
                f'{where}的 {name} 应是引号中的文字。应写成：{name} = "{example(name)}"'
            )
    return texts


def toml_text(value: str) -> str:
    """Return a text as TOML has it: in single quotes, as it stands, wherever these can hold it.

    >>> print(toml_text("改为“甲”"), toml_text("{{ 数字('甲') }}"))
    '改为“甲”' "{{ 数字('甲') }}"
    """
    if "'" in value or any(ord(c) < ord(" ") or c == "\\x7f" for c in value):
        return json.dumps(value, ensure_ascii=False)  # a JSON text is a basic string of TOML
    return f"'{value}'"
