"""Template calls as a clerk types them, read as they are meant: full-width braces, quotes and commas."""

import difflib
import re
from collections.abc import Iterable, Mapping
from typing import Final, TypeVar

from gongkai.errors import TemplateError
from gongkai.indicators.registry import BY_ID as INDICATORS
from gongkai.pattern import pattern
from gongkai.text import heading_key

T = TypeVar("T")
# The functions of a template, by their Chinese and English names.
CALLS: Final = {
    "数字": "figure", "断言": "claim", "文字": "words", "手填": "given", "成立": "holds",
    "变化": "change", "程度": "degree", "有": "some", "掌握": "known", "热线": "hotlines",
    "等于": "equal", "可列比率": "rate_stands", "增减": "difference", "片段": "passage",
}  # fmt: skip
_NAMES: Final = "|".join([*CALLS, *CALLS.values()])
_OPEN, _CLOSE = r"[{｛]\s?[{｛]", r"[}｝]\s?[}｝]"
_PRINTED: Final = pattern(rf"{_OPEN}(?P<inner>[^{{}}｛｝]*?){_CLOSE}")
_BLOCK: Final = pattern(r"[{｛][%％](?P<inner>[^{}｛｝]*?)[%％][}｝]")
_SINGLE: Final = pattern(
    rf"(?<![{{｛])[{{｛]\s*(?P<inner>(?:{_NAMES})\s*[(（][^{{}}｛｝\n]*[)）])\s*[}}｝](?![}}｝])"
)
_FULL: Final = str.maketrans("‘’＇“”＂「」『』（），＝", "''''''''''(),=")
_NAMED: Final = {heading_key(name): name for i in INDICATORS.values() for name in (i.label, i.id)}


def meant(text: str) -> str:
    """Return a text with its template calls in the one spelling that is understood; lines stay.

    >>> meant("收到｛｛数字（“收到申请数”）｝｝，{变化('收到申请数')}，{{ 收到申请数 }}。")
    "收到{{ 数字('收到申请数') }}，{{ 变化('收到申请数') }}，{{ 数字('收到申请数') }}。"
    """
    text = _PRINTED.sub(lambda m: _printed(m["inner"], m[0]), text)
    text = _SINGLE.sub(lambda m: _printed(m["inner"], m[0]), text)
    return _BLOCK.sub(lambda m: f"{{%{_half(m['inner'])}%}}", text)


def _printed(inner: str, whole: str) -> str:
    plain = _half(inner)
    key = heading_key(plain.strip().strip("'\""))
    if key in _NAMED:
        return "{{ " + f"数字('{_NAMED[key]}')" + " }}" + "\n" * whole.count("\n")
    if whole.startswith("{{") and whole.endswith("}}"):
        return "{{" + plain + "}}"
    return "{{ " + plain.strip() + " }}" + "\n" * (whole.count("\n") - plain.strip().count("\n"))


def _half(inner: str) -> str:
    """Return the inside of a call in half-width signs; what stands in quotes keeps its own."""
    if "'" in inner or '"' in inner:  # quotes are right already: only what is outside them
        parts = re.split(r"('[^']*'|\"[^\"]*\")", inner)
        return "".join(p if n % 2 else p.translate(_FULL) for n, p in enumerate(parts))
    quoted = re.split(r"([‘’＇“”＂「」『』][^‘’＇“”＂「」『』]*[‘’＇“”＂「」『』])", inner)
    return "".join(f"'{p[1:-1]}'" if n % 2 else p.translate(_FULL) for n, p in enumerate(quoted))


def declared_as(name: str, registry: Mapping[str, T], what: str) -> T:
    """Return what is declared under an id or a label; TemplateError suggests the nearest of both."""
    if name in registry:
        return registry[name]
    labels = {
        heading_key(label): d for d in registry.values() if (label := getattr(d, "label", ""))
    }
    key = heading_key(str(name))
    if key in labels:
        return labels[key]
    near = difflib.get_close_matches(key, [*registry, *labels], 1, 0.5)
    hint = f"是不是“{near[0]}”？" if near else "请查看指标说明。"
    raise TemplateError(f"{what}“{name}”不存在。{hint}")


def call_text(name: str, args: Iterable[object]) -> str:
    """Return a call as it is written in a text.

    >>> call_text("断言", ["publicity_timely"])
    "{{ 断言('publicity_timely') }}"
    """
    return f"{{{{ {name}({', '.join(repr(one) for one in args)}) }}}}"
