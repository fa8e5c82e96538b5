"""``columns.toml`` in an office's folder: what its own files call our columns, and its own words."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from gongkai.errors import UnreadableError
from gongkai.pattern import pattern
from gongkai.records.layouts import LEFT_OUT, MEANINGS
from gongkai.records.layouts.layout import Default, Layout, Source
from gongkai.records.ledgers import BY_ID, LEDGERS
from gongkai.records.ledgers.ledger import FLAG_CHOICES, Choice, Column, Kind, Ledger
from gongkai.records.settings import read_toml, refuse_unknown

MAPPING: Final = "columns.toml"
LAYOUT_KEY, WORDS_KEY = "样式", "取值"
NOTHING_KEY: Final = "不填"
NONE_KEY: Final = "没有"
_LAYOUT_KEYS: Final = {"名称", "台账", "认作", "列", "固定", NONE_KEY}
_STATE: Final = pattern(r"(?:状态|环节|状况|进度|阶段)$")
Words = tuple[tuple[str, str, str], ...]  # column, the office's word, our label


@dataclass(frozen=True, slots=True)
class OfficeMapping:
    """The layouts of an office's own files, and its words by ledger."""

    layouts: tuple[Layout, ...] = ()
    words: Mapping[str, Words] = field(default_factory=dict)


def load_mapping(folder: Path) -> OfficeMapping:
    """Return what the office's ``columns.toml`` says; nothing where there is none.

    UnreadableError where it is broken or names a ledger, a column or a choice that does not exist.
    """
    path = folder / MAPPING
    return read_mapping(path) if path.is_file() else OfficeMapping()


def read_mapping(path: Path) -> OfficeMapping:
    """Return what a mapping file says."""
    data = read_toml(path)
    where = f"{path.parent.name}/{path.name}"
    refuse_unknown(data, {LAYOUT_KEY, WORDS_KEY}, where)
    entries = data.get(LAYOUT_KEY, [])
    if not isinstance(entries, list):
        raise UnreadableError(f'{where} 的“{LAYOUT_KEY}”应写成 [["{LAYOUT_KEY}"]] 的样子。')
    layouts = [
        _layout(entry, f"{where} 第{n}个“{LAYOUT_KEY}”") for n, entry in enumerate(entries, 1)
    ]
    words = _table(data, WORDS_KEY, where)
    found: dict[str, Words] = {}
    for title, columns in words.items():
        ledger = _ledger(title, where)
        found[ledger.id] = tuple(
            (column.name, word, _label(label, column, f"{where} 的“{heading}”"))
            for heading, pairs in _checked(columns, where).items()
            for column in (_column(ledger, heading, where),)
            for word, label in _checked(pairs, where).items()
        )
    # What is said twice, whatever it is called, is one.
    different = {replace(layout, title=""): layout for layout in reversed(layouts)}
    return OfficeMapping(tuple(reversed(different.values())), found)


def _layout(entry: dict[str, Any], where: str) -> Layout:
    refuse_unknown(entry, _LAYOUT_KEYS, where)
    ledger = _ledger(entry.get("台账", ""), where)
    sources = []
    for heading, theirs in _table(entry, "列", where).items():
        names = [theirs] if isinstance(theirs, str) else theirs
        if not isinstance(names, list) or not names or not all(isinstance(n, str) for n in names):
            raise UnreadableError(f'{where} 的“{heading}”应写成 "列名" 或 ["列名一", "列名二"]。')
        column = _column(ledger, heading, where)
        sources.append(source_of(ledger, column, tuple(names)))
    marks = entry.get("认作") or [name for source in sources for name in source.headings[:1]]
    if not isinstance(marks, list) or not marks or not all(isinstance(m, str) for m in marks):
        raise UnreadableError(f'{where} 的“认作”应写成 ["列名一", "列名二"]，列出文件必有的列名。')
    none = entry.get(NONE_KEY, [])
    if not isinstance(none, list) or not all(isinstance(n, str) for n in none):
        raise UnreadableError(f'{where} 的“没有”应写成 ["列名一", "列名二"]，列出文件没有的列。')
    constants = [
        Default(column.name, str(value), f"各行的“{heading}”都是“{value}”", sure=True)
        for heading, value in _table(entry, "固定", where).items()
        for column in (_column(ledger, heading, where),)
    ]
    title = f"本机关 {MAPPING} 的“{entry.get('名称') or ledger.title}”"
    return Layout(
        title, ledger.id, tuple((m,) for m in marks), tuple(sources), tuple(constants),
        LEFT_OUT.get(ledger.id, ()), office=True, none=tuple(_column(ledger, n, where).name for n in none),
    )  # fmt: skip


def source_of(ledger: Ledger, column: Column, names: tuple[str, ...]) -> Source:
    """Return where a column comes from; a heading that is known keeps what its words mean."""
    known = [s for s in MEANINGS.get(ledger.id, ()) if s.column == column.name]
    meant = next((s for s in known if set(names) & set(s.headings)), None)
    if meant is None and (column.kind is Kind.CHOICE or _STATE.search(names[0])):
        # What the words of such a column mean does not hang on how it is called.
        meant = next((s for s in known if s.values or s.otherwise), None)
    own = names[0] in (column.heading, *column.aliases)
    if meant is None or own:
        return Source(column.name, names, join=True)
    made = replace(meant, headings=names, join=True)
    if not meant.others:
        return made
    surely = tuple((part, meant.otherwise) for part in meant.others)
    return replace(made, within=(*meant.within, *surely), otherwise="")


def _table(data: dict[str, Any], name: str, where: str) -> dict[str, Any]:
    return _checked(data.get(name, {}), f"{where} 的“{name}”")


def _checked(table: Any, where: str) -> dict[str, Any]:
    if not isinstance(table, dict):
        raise UnreadableError(f'{where} 应是一组“名称 = 值”，如 "收到日期" = "来件时间"。')
    return table


def _ledger(title: object, where: str) -> Ledger:
    for ledger in LEDGERS:
        if title in (ledger.title, ledger.id):
            return ledger
    titles = "、".join(ledger.title for ledger in LEDGERS)
    raise UnreadableError(f"{where} 的台账“{title}”不存在。可用：{titles}。")


def _column(ledger: Ledger, heading: str, where: str) -> Column:
    for column in ledger.columns:
        if heading in (column.heading, column.name):
            return column
    headings = "、".join(column.heading for column in ledger.columns)
    raise UnreadableError(f"{where} 的“{heading}”不是《{ledger.title}》的列。可用：{headings}。")


def _label(label: object, column: Column, where: str) -> str:
    labels = [choice.label for choice in _choices(column)]
    if column.kind not in (Kind.CHOICE, Kind.FLAG) or label not in (*labels, NOTHING_KEY):
        allowed = "、".join((*labels, NOTHING_KEY))
        raise UnreadableError(f"{where} 的取值“{label}”不存在。可用：{allowed}。")
    return str(label)


@cache
def with_words(ledger: Ledger, words: Words) -> Ledger:
    """Return the ledger of a year with the office's own words for its choices."""
    columns = tuple(
        _spoken(
            column,
            tuple((w, _said(ledger, n, label)) for n, w, label in words if n == column.name),
        )
        for column in ledger.columns
    )
    return replace(ledger, columns=columns) if words else ledger


def _said(ledger: Ledger, column: str, label: str) -> str:
    """Return the code of a label of any year; what is no label stays."""
    choices = _choices(BY_ID[ledger.id].column(column))
    return next((c.code for c in choices if c.label == label), label)


def _choices(column: Column) -> tuple[Choice, ...]:
    return FLAG_CHOICES if column.kind is Kind.FLAG else column.choices


def _spoken(column: Column, words: tuple[tuple[str, str], ...]) -> Column:
    if not words:
        return column
    own = {word for word, _ in words}  # where 0 is 是, it is no longer 否
    choices = tuple(
        replace(
            c,
            aliases=(
                *(alias for alias in c.aliases if alias not in own),
                *(w for w, code in words if code == c.code),
            ),
        )
        for c in column.choices
    )
    blanks = (*column.blanks, *(word for word, code in words if code == NOTHING_KEY))
    labels = {choice.code: choice.label for choice in choices}
    said = tuple((w, "" if code == NOTHING_KEY else labels.get(code, code)) for w, code in words)
    return replace(column, choices=choices, blanks=blanks, said=said)
