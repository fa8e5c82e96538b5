"""What cannot be said of a section as it is written: names that do not exist, figures nobody knows."""

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import FrameType
from typing import Final

from jinja2 import TemplateError as JinjaError
from jinja2.exceptions import SecurityError, UndefinedError

from gongkai.errors import TemplateError
from gongkai.findings import Finding, Place, Severity

SLIP, LEFT_OUT, GAP = "N-05", "N-06", "N-08"
_WEIGHTS: Final = {SLIP: Severity.ERROR, GAP: Severity.ERROR, LEFT_OUT: Severity.INFO}


@dataclass(frozen=True, slots=True)
class Slip:
    """One of them, with the line of the file that it stands in; ``kind`` is its finding's rule."""

    kind: str
    line: int
    message: str
    remedy: str


def gap(line: int, label: str, call: str) -> Slip:
    """Return that a figure is not known, so that the sentence with this call of it is not printed."""
    told = (
        f"“{label}”未掌握，这句话暂缺（用到它的是 {call}）"
        if call
        else f"“{label}”未掌握，这句话暂缺"
    )
    remedy = (
        f"请补齐台账；这项没有登记、补不齐的，删去 {call} 和说它的半句话"
        if call
        else "请补齐台账，或改写这句话"
    )
    return Slip(GAP, line, told, remedy)


def slip_findings(name: str, slips: Iterable[Slip]) -> Iterator[Finding]:
    """Yield a finding for each slip in a file of the office's own, with its line."""
    for slip in dict.fromkeys(slips):
        place = Place(name, None, slip.line)
        yield Finding(slip.kind, _WEIGHTS[slip.kind], place, None, "", slip.message, slip.remedy)


def gap_findings(place: Place, slips: Iterable[Slip]) -> Iterator[Finding]:
    """Yield one finding for all that keeps the program's own sentences of a section back."""
    labels = [s.message.split("”")[0].strip("“") for s in slips if s.kind == GAP]
    if labels:
        told = "、".join(dict.fromkeys(labels))
        message = f"“{told}”未掌握，有关的话暂缺"
        remedy = "请补齐台账；或把这一节写在 narrative 文件夹中"
        yield Finding(GAP, Severity.ERROR, place, None, "", message, remedy)


def line_now() -> int:
    """Return the line of the template that is being rendered, as its frame tells it.

    What a passage or claim says stands at the line that calls it: its frame is the outermost.
    """
    frame: FrameType | None = sys._getframe(1)
    line = 0
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if template is not None:
            line = int(template.get_corresponding_lineno(frame.f_lineno))
        frame = frame.f_back
    return line


def in_chinese(error: Exception) -> str:
    """Return in Chinese what is wrong with a line that cannot be read at all."""
    if isinstance(error, UndefinedError):
        named = re.search("'([^']+)' is undefined", str(error))
        return f"不认识“{named[1]}”" if named else "名称不认识"
    if isinstance(error, SecurityError):
        return "不能这样取值"
    if isinstance(error, JinjaError):
        return "括号、引号或花括号不成对"
    return "算式不能成立"


def line_of(template: str, error: TemplateError) -> str:
    """Return which line of a template holds the name that an error speaks of; empty if none does."""
    named = re.search("“([^”]*)”", str(error))
    for number, line in enumerate(template.splitlines(), start=1):
        if named and named[1] in line:
            return f" 第{number}行"
    return ""
