"""A chapter plan: which sections a report has, in which order, with which charts."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from gongkai.errors import TemplateError

_PLANS = files("gongkai.narrative") / "plans"


@dataclass(frozen=True, slots=True)
class PlannedSection:
    """One section. ``required`` marks text that only the office itself can write."""

    id: str
    level: int
    number: str = ""
    heading: str = ""
    name: str = ""  # its file's name, where there is no heading
    charts: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    required: bool = False
    governments: bool = False  # 2019 Regulations Art 50(4) asks it of governments only


@dataclass(frozen=True, slots=True)
class Plan:
    """A chapter plan with its title and attachment line, both templates."""

    id: str
    title: str
    attachment: str
    since: int
    until: int
    sections: tuple[PlannedSection, ...]

    @property
    def chapters(self) -> tuple[PlannedSection, ...]:
        """Return the sections of the first level."""
        return tuple(s for s in self.sections if s.level == 1)


def plan_names() -> tuple[str, ...]:
    """Return the ids of all plans.

    >>> "harbin_four" in plan_names()
    True
    """
    return tuple(sorted(p.name[:-5] for p in _PLANS.iterdir() if p.name.endswith(".toml")))


@cache
def load_plan(name: str) -> Plan:
    """Return the plan of that id; TemplateError names the plans there are."""
    path = _PLANS / f"{name}.toml"
    if name not in plan_names():
        raise TemplateError(f"章节方案“{name}”不存在。可用：{'、'.join(plan_names())}。")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    sections = tuple(_section(entry) for entry in data["section"])
    return Plan(
        data["id"], data["title"], data["attachment"], data["since"], data["until"], sections
    )


def _section(entry: dict[str, Any]) -> PlannedSection:
    fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
    return PlannedSection(**fields)


@cache
def section_template(plan: Plan, section: str, level: str = "department") -> str | None:
    """Return the plan's own text of a section, or None where only the office can write it.

    ``<section>.government.md`` goes before ``<section>.md`` in a government's report.
    """
    for name in (f"{section}.{level}.md", f"{section}.md"):
        path: Traversable = _PLANS / plan.id / name
        if path.is_file():
            return path.read_text(encoding="utf-8")
    return None
