"""The lists of codes that a workbook explains itself with: what a column's codes mean, and what a heading is called."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from gongkai.pattern import pattern
from gongkai.records.layouts.layout import Source
from gongkai.records.ledgers.ledger import FLAG_CHOICES, Column, Kind, Ledger
from gongkai.records.reading.recognition.columns import Found, core
from gongkai.records.reading.sheet import Sheet
from gongkai.records.reading.words import reader
from gongkai.text import heading_key

_CODE: Final = pattern(r"^(?:代码值?|编码|取值|值|枚举值?|字典值|键值|选项值|代号|code|value|key)$")
_MEANING: Final = pattern(
    r"^(?:(?:代码|编码|取值|字典|选项)?(?:含义|名称|说明|描述|标签|内容|意义)|中文|meaning|label|name|text)$"
)
_FIELD: Final = pattern(
    r"^(?:(?:所属|对应|数据)?(?:字段|列|栏目?|数据项|指标项?|项目)(?:名称?|代码|英文名|标识|编码)?|英文名称?|(?:代码|字典|编码)(?:类型|类别|项|分类|名)|field|column|type|表头|列头)$"
)
_CALLED: Final = pattern(
    r"^(?:(?:字段|列|数据项)?(?:中文名称?|含义|说明|描述|注释|释义)|字段名称|列名称|名称|中文)$"
)
_LISTED: Final = pattern(r"代码表?|编码表?|字典表?|对照表?|数据|枚举值?|选项|说明|取值|[-_\s]")
_MOST: Final = 500  # rows of a list


@dataclass(frozen=True, slots=True)
class Codes:
    """``lists`` give the meaning of each code by the list's name as compared, ``names`` what headings are called."""

    lists: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def of(self, heading: str, column: Column) -> Mapping[str, str]:
        """Return the list that a heading of the file, or our column in its place, is explained with; nothing where none is."""
        called = self.names.get(heading_key(heading), "")
        names = [core(name) for name in (heading, called, column.heading) if name]
        exact = (self.lists[name] for name in names if name in self.lists)
        return next(exact, {})


def codes_of(sheets: Sequence[Sheet]) -> Codes:
    """Return the lists of codes and the names of headings that sheets hold beside the records."""
    lists: dict[str, dict[str, str]] = {}
    names: dict[str, str] = {}
    for sheet in sheets:
        for number, row in enumerate(sheet.head, start=1):
            at = _places(row)
            if at is None:
                continue
            field_at, code_at, meaning_at = at
            for listed, code, meaning in _entries(sheet, number, field_at, code_at, meaning_at):
                if code_at is None:
                    names[heading_key(listed)] = meaning
                else:
                    lists.setdefault(core(listed), {})[code] = meaning
            break
    return Codes(lists, names)


def _places(row: Sequence[str]) -> tuple[int | None, int | None, int] | None:
    """Return where the list's name, the code and its meaning stand below a row; None where it heads no list."""
    keys = {n: heading_key(cell) for n, cell in enumerate(row) if cell.strip()}
    code = next((n for n, key in keys.items() if _CODE.search(key)), None)
    named = next((n for n, key in keys.items() if n != code and _FIELD.search(key)), None)
    means = _MEANING if code is not None else _CALLED
    meaning = next(
        (n for n, key in keys.items() if n not in (code, named) and means.search(key)), None
    )
    if meaning is None or (code is None and named is None):
        return None
    return named, code, meaning


def _entries(
    sheet: Sheet, row: int, field_at: int | None, code_at: int | None, meaning_at: int
) -> Iterator[tuple[str, str, str]]:
    """Yield what a list says, a line each; the list's name stands once above its codes, or is the sheet's."""
    listed = _LISTED.sub("", sheet.name or "")
    for cells in sheet.cells.head(row + _MOST).collect().iter_rows(named=True):
        if cells["_row"] <= row:
            continue
        code, meaning = (
            "" if at is None else str(cells[f"c{at}"] or "").strip() for at in (code_at, meaning_at)
        )
        if field_at is not None:
            listed = str(cells[f"c{field_at}"] or "").strip() or listed
        if listed and meaning and (code or code_at is None):
            yield listed, code, meaning


def meant_by(meaning: str, column: Column, source: Source) -> str | bool | None:
    """Return the choice that a list's words mean, as they would be read in the code's place."""
    read = reader(column)
    ours = (our for word, our in source.values if word == meaning)
    within = (our for part, our in source.within if part in meaning)
    other = (source.otherwise,) if source.otherwise and source.means(meaning) else ()
    found = (read(word) for word in (meaning, *ours, *within, *other))
    return next((meant for meant in found if meant is not None), None)


def label_of(column: Column, meant: str | bool | None) -> str:
    """Return the label of what a word means in a column; empty where it means nothing known."""
    if meant is None:
        return ""
    if column.kind is Kind.FLAG:
        return FLAG_CHOICES[0 if meant else 1].label
    return next((c.label for c in column.choices if c.code == meant), "")


def with_lists(found: Mapping[str, Found], ledger: Ledger, codes: Codes) -> Mapping[str, Found]:
    """Return the columns of a sheet with what the file's own lists say of their codes, where that is one of our choices."""
    return {name: _listed(one, ledger.column(name), codes) for name, one in found.items()}


def _listed(found: Found, column: Column, codes: Codes) -> Found:
    if column.kind not in (Kind.CHOICE, Kind.FLAG) or len(found.at) > 1 or found.telling:
        return found
    source = found.source or Source(column.name, (found.spelling,))
    said = tuple(
        (code, label_of(column, meant))
        for code, meaning in codes.of(found.spelling, column).items()
        if (meant := meant_by(meaning, column, source)) is not None
    )
    if not said:
        return found
    made = replace(source, values=(*said, *source.values))
    return replace(found, source=made, listed=tuple(code for code, _ in said))
