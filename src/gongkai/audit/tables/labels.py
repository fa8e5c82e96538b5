"""Official labels and what stands for them in somebody's table: found by their words, or not at all."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final, TypeVar

from gongkai.forms.grid import Block, GridColumn, GridForm, Line, Table
from gongkai.pattern import pattern
from gongkai.statements.text.characters import plain, simplified

Stated = dict[str, Any]
_NUMBERING: Final = pattern(r"^[一二三四五六七八九十\d]{1,2}(?=\D)")
_CITED: Final = pattern(r"第二十条第.{1,3}项")
_COUNTED: Final = "人次|件|条|个|次|篇|人|项|期|份|起|宗"
# 本年增/减 is written +2, 增2, ↓1, too.
_SIGN: Final = pattern(r"(?:(?P<less>[-－↓]|减少?)|[+＋↑]|增加?)\s*(?=\d)")
_FIGURE: Final = pattern(rf"(?:{_SIGN.pattern})?\d[\d,，]*(?:\.\d+)?(?:元|万元|{_COUNTED})?")
_BLANK: Final = ("", "-", "—", "——", "/", "——/——", "－", "N/A", "n/a")
_SHORTEST: Final = (
    4  # characters; shorter labels (其他, 总计) mean something only with their number
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of one table, by official labels as the published tables' JSON holds it.

    ``missing`` are official labels that no row of the file carries, ``apart`` those whose words are in
    the file but no row of figures could be given to; ``renamed`` and ``added`` are labels that differ
    from the template. ``ordered`` tells that figures stood apart from labels.
    """

    table: str
    stated: Stated
    missing: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    added: tuple[str, ...] = ()
    ordered: bool = False
    columns: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Tell whether every official row was read."""
        return not self.missing and not self.apart

    @property
    def size(self) -> int:
        """Return how many cells were read."""
        return _size(self.stated)


def _size(stated: Stated) -> int:
    return sum(_size(v) if isinstance(v, dict) else 1 for v in stated.values())


@dataclass
class Draft:
    """A reading under way: lines are stated once, the first statement stands."""

    table: Table
    lines: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    renamed: list[tuple[str, str]] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    ordered: bool = False

    def state(self, block: Block, line: Line, cells: dict[str, Any], found: str = "") -> None:
        """State a line's cells by column label; ``found`` is the label as the file has it."""
        key = block.label, name_of(line)
        if key in self.lines:
            return
        self.lines[key] = cells
        if found and not _official(line, found):
            self.renamed.append((line.path[-1], found))

    def reading(self, text: str = "") -> Reading | None:
        """Return the reading; ``text`` is all loose text, where labels may stand without figures."""
        if not self.lines:
            return None
        stated: Stated = {}
        missing: list[str] = []
        apart: list[str] = []
        for block in self.table.blocks:
            for line in block.lines:
                cells = self.lines.get((block.label, name_of(line)))
                if cells is not None:
                    holder = stated.setdefault(block.label, {}) if block.label else stated
                    holder[name_of(line)] = cells
                else:
                    there = text and stands_in(plain(line.path[-1]), text)
                    (apart if there else missing).append(name_of(line))
        return Reading(
            self.table.id, stated, tuple(missing), tuple(apart), tuple(self.renamed),
            tuple(dict.fromkeys(self.added)), self.ordered,
        )  # fmt: skip


def name_of(line: Line) -> str:
    """Return a line's official path as the published tables' JSON writes it."""
    return "/".join(line.path)


def _official(line: Line, found: str) -> bool:
    """Tell whether a label is the template's: its number may be missing, the form's remark follow."""
    key, label = plain(found), plain(line.path[-1])
    remark = found.strip()[-1:] in "）)"
    return any(key == one or (remark and key.startswith(one)) for one in (label, _bare(label)))


def _bare(label: str) -> str:
    """Return a compared label without its number."""
    return _NUMBERING.sub("", label)


def caption_of(text: str, form: GridForm) -> str | None:
    """Return the table that a heading names, or None.

    >>> from gongkai.forms.grid import load_grid
    >>> caption_of("三、收到和处理政府信息公开申请情况（单位：件）", load_grid("form_2021"))
    'table3'
    """
    if len(text) > 60:
        return None
    bare = re.sub(r"[（(]单位.*?[)）]", "", text)
    key = re.sub(
        r"^(?:第[一二三四五六七八九十]部分|表?[一二三四五六七八九十\d]{1,2})", "", plain(bare)
    )
    for table in form.tables:
        if key in (plain(table.title), *map(plain, _ALSO.get(table.id, ()))):
            return table.id
    return None


_ALSO: Final[Mapping[str, Sequence[str]]] = {
    "table4": (
        "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "政府信息公开工作被申请行政复议、提起行政诉讼情况",
    ),
}


def columns_in(block: Block, heads: Sequence[str]) -> dict[str, int] | None:
    """Return where each of the block's columns stands in a row of heads; None where one is absent."""
    keys = [plain(h) for h in heads]
    found: dict[str, int] = {}
    for column in block.columns:
        at = _head(column, keys)
        if at is None:
            return None
        found[column.label] = at
    return found


def _head(column: GridColumn, keys: Sequence[str]) -> int | None:
    label = plain(column.label)
    if label in keys:
        return keys.index(label)
    bare = plain(re.sub(r"[（(].*", "", column.label))
    near = [n for n, key in enumerate(keys) if len(bare) >= _SHORTEST and key.startswith(bare)]
    return near[0] if near else None


Item = TypeVar("Item")


def match_line(
    cells: Iterable[str], lines: Mapping[tuple[str, ...], Item]
) -> tuple[Item, str] | None:
    """Return the line that a row's label cells name, and the label; None unless exactly one fits.

    ``lines`` maps each line's path of compared labels. The last label decides where those above it
    are cut or differ; a label may go on with the form's remark, or stand without its number.
    """
    texts = list(dict.fromkeys(c.strip() for c in cells if plain(c)))
    path = tuple(plain(t) for t in texts)
    if not path:
        return None
    if path in lines:
        return lines[path], texts[-1]
    last = path[-1]
    run = "".join(path)
    tests = (
        lambda key: key[-1] == last,
        lambda key: "".join(key) == run,
        lambda key: last.startswith(key[-1]) and len(key[-1]) >= _SHORTEST,
        lambda key: last.startswith(_bare(key[-1])) and len(_bare(key[-1])) >= _SHORTEST,
        lambda key: last.endswith(key[-1]) and len(key[-1]) > _SHORTEST,
        lambda key: len(last) > _SHORTEST and key[-1].endswith(last),
    )
    for test in tests:
        same = [item for key, item in lines.items() if test(key)]
        if len(same) == 1:
            return same[0], texts[-1]
        if same:
            return None
    return None


def by_path(block: Block) -> dict[tuple[str, ...], Line]:
    """Return the block's lines by their compared paths."""
    return {tuple(map(plain, line.path)): line for line in block.lines}


def is_citation(row: Sequence[str]) -> bool:
    """Tell whether a row only names the article that the next rows go by."""
    keys = {plain(cell) for cell in row if plain(cell)}
    return len(keys) == 1 and bool(_CITED.fullmatch(next(iter(keys))))


def is_figure(cell: str) -> bool:
    """Tell whether a cell holds a number."""
    return bool(_FIGURE.fullmatch(cell.replace(" ", "")))


def is_blank(cell: str) -> bool:
    """Tell whether a cell holds nothing, or a mark for nothing."""
    return cell.strip() in _BLANK


def number_in(cell: str) -> int | float | str | None:
    """Return a cell's number; None where blank; its words where it is neither, or more than one.

    >>> [number_in(c) for c in ("1,234", " - ", "18.871", "251000元", "36 0", "12 件", "+3", "减1")]
    [1234, None, 18.871, '251000元', '36 0', 12, 3, -1]
    """
    text = simplified(unicodedata.normalize("NFKC", cell)).strip().replace("−", "-")
    if is_blank(text):
        return None
    text = re.sub(rf"(?<=\d)\s*(?:{_COUNTED})$", "", text)
    sign = _SIGN.match(text)
    bare = text[sign.end() if sign else 0 :]
    if not re.fullmatch(r"\d[\d,]*(?:\.\d+)?", bare):
        return text
    number = Decimal(bare.replace(",", "")) * (-1 if sign and sign["less"] else 1)
    return int(number) if number == number.to_integral_value() else float(number)


def stands_in(label: str, text: str) -> bool:
    """Tell whether a label stands in a text, whole or with one other label's end pushed into it.

    >>> stands_in("2没有现成信息需要另行制作", "四无2没有现成信息需要另法提供行制作3补正")
    True
    """
    if label in text:
        return True
    for cut in range(2, len(label) - 1):
        head, tail = re.escape(label[:cut]), re.escape(label[cut:])
        if re.search(f"{head}.{{1,8}}{tail}", text):
            return True
    return False


def letters_in(wanted: Iterable[str], text: str) -> bool:
    """Tell whether a text has all characters of all the labels, however they are cut and mixed."""
    need = Counter("".join(map(plain, wanted)))
    return not need - Counter(plain(text))
