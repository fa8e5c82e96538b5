"""An office, as its ``agency.toml`` describes it."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Final

from gongkai.errors import UnreadableError
from gongkai.findings import Finding, Place, Severity
from gongkai.records.settings import as_texts, line_of, read_toml, refuse_unknown


@dataclass(frozen=True, slots=True)
class Contact:
    """Where the office can be reached; what is not known stays empty."""

    address: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """Another office before or after this one; ``until`` is its last reporting year."""

    code: str
    until: int


@dataclass(frozen=True, slots=True)
class Member:
    """An office whose figures a government's report adds up, in the reporting years given.

    With ``facts`` they are taken from that file in the government's folder of the year; its ledgers stay with it.
    """

    code: str
    since: int = 0
    until: int = 9999
    facts: str = ""


@dataclass(frozen=True, slots=True)
class Agency:
    """An office. ``level`` is 'department' or 'government'; only the latter has ``members``."""

    code: str
    name: str
    level: str
    short_name: str = "本机关"
    parent: str = ""
    region: str = ""
    chapter_plan: str = ""
    local_basis: tuple[str, ...] = ()
    site: str = ""
    site_name: str = ""
    report_place: str = ""
    city_catalogue_name: str = "政府信息公开目录网"
    predecessors: tuple[Relation, ...] = ()
    successors: tuple[Relation, ...] = ()
    contact: Contact = Contact()
    part_one_limit: int = 0  # characters that part one may have; 0 for no limit
    members: tuple[Member, ...] = ()
    charts: tuple[str, ...] | None = None  # of the published report; None leaves it to us

    def members_in(self, year: int) -> tuple[Member, ...]:
        """Return the members of a reporting year, in the order of their codes."""
        valid = (member for member in self.members if member.since <= year <= member.until)
        return tuple(sorted(valid, key=lambda member: member.code))


_TEXTS: Final = {f.name for f in fields(Agency) if f.type in (str, "str")}
_EXAMPLES: Final = {
    "name": "某市某局",
    "address": "某市某路1号",
    "postcode": "150001",
    "phone": "0451-12345678",
    "email": "ogi@example.gov.cn",
}
_SHAPES: Final = {
    "postcode": ("邮编", r"\d{6}"),
    "phone": ("电话", r"(?=.*\d{5})[\d\s()（）+＋\-—－、,，;；/转分机总]+"),
    "email": ("电子邮箱", r"[^@\s]+@[^@\s]+\.[^@\s]+"),
}
LEVELS = ("department", "government")
NAMELESS = "请填写机关全称"  # what a new office is called until somebody writes its name
CONTACT: Final = tuple(f.name for f in fields(Contact))
_NOTHING: Final[Mapping[str, Any]] = {}


def _relation(entry: Any, where: str) -> Relation:
    if isinstance(entry, Relation):
        return entry
    if not isinstance(entry, dict) or set(entry) != {"code", "until"}:
        raise UnreadableError(
            f'{where} 的前身或后继应写成 {{ code = "机关代码", until = 最后一个报告年度 }}。'
        )
    return Relation(str(entry["code"]), int(entry["until"]))


def _members(entries: Any, data: dict[str, Any], where: str) -> tuple[Member, ...]:
    """Return the members listed as ``"code"`` or ``{ code = …, from = …, until = … }``."""
    if entries and data["level"] != "government":
        raise UnreadableError(
            f"{where} 或“成员单位”工作表列有成员单位（members），级别应为政府（level 为 government）。"
        )
    if isinstance(entries, tuple):  # of the sheet, each judged at its own row
        return entries
    found: list[Member] = []
    for entry in entries if isinstance(entries, list) else [entries]:
        given = {"code": entry} if isinstance(entry, str) else entry
        if (
            not isinstance(given, dict)
            or not isinstance(given.get("code"), str)
            or set(given) - {"code", "from", "until", "facts"}
            or not isinstance(given.get("facts", ""), str)
            or not all(isinstance(given.get(name, 0), int) for name in ("from", "until"))
        ):
            raise UnreadableError(f"{where} 的{_MEMBER_FORM}")
        since, until = given.get("from", 0), given.get("until", 9999)
        member = Member(given["code"], since, until, given.get("facts", ""))
        wrong = member_amiss(member, [m.code for m in found], data["code"])
        if wrong is not None:
            raise UnreadableError(f"{where} 的成员单位“{member.code}”{wrong}。{_MEMBER_FORM}")
        found.append(member)
    return tuple(found)


_MEMBER_FORM: Final = (
    '成员单位应写成 "机关代码"，或 '
    '{ code = "机关代码", from = 首个报告年度, until = 最后一个报告年度 }；'
    '只收数据文件的加 facts = "数据/文件名.json"，文件放在本机关的年度文件夹中。'
)


def member_amiss(member: Member, others: Collection[str], own: str) -> str | None:
    """Return what keeps an office from being a member of ``own`` beside others; None where nothing does."""
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,39}", member.code):
        return "不是机关代码（小写字母、数字和下划线）"
    if member.code == own:
        return "就是本机关：本机关自己的台账不必列入，会一并汇总"
    if member.code in others:
        return "重复，每个单位只列一次"
    return None if _below(member.facts) else "的数据文件应放在本机关的年度文件夹中"


def _below(path: str) -> bool:
    """Tell whether a path stays within the folder that it starts from."""
    return not Path(path).is_absolute() and ".." not in Path(path).parts and "\\" not in path


def _refuse_other_than_names(charts: Any, where: str) -> None:
    if not isinstance(charts, list) or not all(isinstance(name, str) for name in charts):
        raise UnreadableError(
            f'{where} 的 charts 应列出公开版所用各图的图名，如 ["各月收到和答复申请数"]；'
            "不用图写 []，由程序选择则删去这一行。"
        )


def _contact(found: Any, path: Path, where: str) -> Contact:
    if not isinstance(found, dict):
        raise UnreadableError(f"{where} 的联系方式应写在单独一行的 [contact] 下面。")
    for name in sorted({f.name for f in fields(Agency)} & set(found)):
        raise UnreadableError(
            f"{where} 第{line_of(path, name)}行的 {name} 写在了 [contact] 下面，成了联系方式的一项。"
            "请把这一行移到 [contact] 那一行的上面。"
        )
    names = {f.name for f in fields(Contact)}
    refuse_unknown(found, names, f"{where} 的 [contact]")
    return Contact(**as_texts(found, names, path, lambda name: _EXAMPLES[name]))


def contact_findings(
    agency: Agency, folder: Path, places: Mapping[str, Place]
) -> Iterator[Finding]:
    """Yield what stands in the wrong form in the office's contact: at its cell where ``places`` has
    one, else at its line of the settings file."""
    path = folder / "agency.toml"
    for name, (label, shape) in _SHAPES.items():
        value = getattr(agency.contact, name)
        if value and not re.fullmatch(shape, value.strip()):
            line = Place(f"{folder.name}/{path.name}", None, line_of(path, name), label)
            yield Finding(
                "L-40",
                Severity.WARNING,
                places.get(name, line),
                value,
                f"如 {_EXAMPLES[name]}",
                f"联系方式中的{label}不像是{label}",
                "请改正；它印在报告末尾",
            )


def _refuse_incomplete(data: Mapping[str, Any], code: str, where: str) -> None:
    if not data.get("name"):
        raise UnreadableError(
            f"{where} 缺少“name”，还没有填写机关全称。请打开台账工作簿，在“机关”工作表的“机关全称”一行填写；"
            '没有用工作簿的，写在该文件中，如 name = "某市某局"。'
        )
    for name in ("code", "level"):
        if not data.get(name):
            raise UnreadableError(f"{where} 缺少“{name}”。请补上。")
    if data["code"] != code:
        raise UnreadableError(f"{where} 的 code 是“{data['code']}”，应与文件夹名“{code}”相同。")
    if data["level"] not in LEVELS:
        raise UnreadableError(
            f"{where} 的 level 是“{data['level']}”，应为 department 或 government。"
        )


def load_agency(folder: Path, stated: Mapping[str, Any] = _NOTHING) -> Agency:
    """Return the office described by ``agency.toml`` in its folder and by what is ``stated`` elsewhere.

    The latter goes first; with it there need be no file.
    """
    path = folder / "agency.toml"
    where = f"{folder.name}/agency.toml"
    data: dict[str, Any] = {"code": folder.name, "level": LEVELS[0]} if stated else {}
    if path.exists() or not stated:
        data |= as_texts(read_toml(path), _TEXTS, path, lambda name: _EXAMPLES.get(name, "内容"))
    refuse_unknown(data, {f.name for f in fields(Agency)}, where)
    if data.get("name") == NAMELESS:
        del data["name"]
    contact = _contact(data.pop("contact", {}), path, where)
    data |= {name: value for name, value in stated.items() if name not in CONTACT}
    _refuse_incomplete(data, folder.name, where)
    limit = data.get("part_one_limit", 0)
    if not isinstance(limit, int) or isinstance(limit, bool) or limit < 0:
        raise UnreadableError(f"{where} 的 part_one_limit 应是第一部分的最多字数，如 1000。")
    _refuse_other_than_names(data.get("charts", []), where)
    members = data.pop("members", [])
    settings: dict[str, Any] = {
        name: tuple(v) if isinstance(v, list) else v for name, v in data.items()
    }
    said = {name: stated[name] for name in CONTACT if name in stated}
    settings["contact"] = replace(contact, **said)
    for name in ("predecessors", "successors"):
        settings[name] = tuple(_relation(entry, where) for entry in settings.get(name, ()))
    settings["members"] = _members(members, data, where)
    return Agency(**settings)
