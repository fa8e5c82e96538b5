"""A comparison in words: causes before what follows from them, a hundred alike in one line."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from gongkai.compare.comparison import CheckChange, Comparison, Kind, Moved, SentenceChange
from gongkai.compare.rows import RowChange
from gongkai.facts.fact import Fact, State
from gongkai.facts.facts import value_of
from gongkai.indicators.indicator import Unit
from gongkai.indicators.registry import BY_ID
from gongkai.indicators.written import plain_text
from gongkai.records.ledgers import BY_ID as LEDGERS

SHOWN: Final = 20  # of one kind, before the rest is a number


def shown(fact: Fact | None) -> str:
    """Return a figure with its unit, as a person reads it; — where there is none."""
    if fact is None:
        return "—"
    declared = BY_ID.get(fact.id)
    unit = declared.unit if declared else Unit(fact.unit)
    text = plain_text(value_of(fact), unit)
    bare = unit is Unit.PERCENT or fact.state is not State.KNOWN
    return text if bare else f"{text}{unit.value}"


def named(fact: Fact) -> str:
    """Return a figure's name; of a breakdown with the kinds that it counts."""
    kinds = [kind for kind in (fact.row, fact.column) if kind] if not fact.form else []
    return f"{fact.label}（{'、'.join(kinds)}）" if kinds else fact.label


def told(found: Comparison, most: int | None = SHOWN) -> Iterator[str]:
    """Yield the lines that tell what differs; one line where nothing does.

    Of one kind at ``most`` so many, and of figures those that the prose tells in place of the cells of tables;
    with None all.
    """
    if found.nothing and not found.rows:
        yield "没有变化。"
        return
    yield from _figures(found, most)
    still = [change for change in found.edited if not _of_any(change, found.figures)]
    yield from _listed("台账改动，没有影响数字", [change.words for change in still], most)
    yield from _listed(
        "台账行数变化（行数多或没有记录，不能逐行比对）",
        [f"《{LEDGERS[c.ledger].title}》{c.old}行 → {c.new}行" for c in found.uncompared],
        most,
    )
    words = [change for change in found.sentences if not change.figures_only]
    lines = [line for change in words for line in _sentence(change)]
    yield from _listed("文字变化", lines, most, each=2)
    moved = [change for change in found.sentences if change.figures_only]
    yield from _listed("随数字变化的句子", [_both(c) for c in moved], most)
    yield from _listed("核对和问题变化", [_check(change) for change in found.checks], most)
    yield from _listed(
        "设置变化",
        [
            f"{c.name}{c.kind.value}：{' → '.join(side for side in (c.old, c.new) if side)}"
            for c in found.settings
        ],
        most,
    )
    others = [f"{name}{kind.value}" for kind, name in found.others]
    yield from _listed("其他依据变化", others, most)


def _of_any(change: RowChange, figures: Sequence[Moved]) -> bool:
    return any(change is row for moved in figures for row in moved.rows)


def _figures(found: Comparison, most: int | None) -> Iterator[str]:
    """Yield the figures that moved, those together that the same rows moved."""
    groups: dict[tuple[RowChange, ...], list[Moved]] = {}
    for moved in found.figures:
        groups.setdefault(moved.rows, []).append(moved)
    numbers = _numbers(list(groups))
    yield from _listed(
        "影响数字的台账改动", [f"{n}. {row.words}" for row, n in numbers.items()], most
    )
    if groups:
        yield f"数字变化（{len(found.figures)}项）："
    for rows, group in groups.items():
        if rows:
            yield _because(rows, numbers, most)
        elif found.edited or (found.old.agency, found.old.year) == (
            found.new.agency,
            found.new.year,
        ):
            yield "  不因本年台账逐行的改动："
        # Cells of tables and breakdowns follow the figures that the prose tells.
        main = [m for m in group if m.fact.id in BY_ID and not BY_ID[m.fact.id].only_in_table]
        listed = group if most is None else (main or group)[:most]
        for moved in listed:
            yield f"    {named(moved.fact)}：{_change(moved)}"
        if left := len(group) - len(listed):
            cells = "表格和分组中的" if main == listed else ""
            yield f"    另有{cells}数字{left}项（gongkai compare 加 --all 逐项列出）"


def _because(rows: Sequence[RowChange], numbers: Mapping[RowChange, int], most: int | None) -> str:
    if numbers:
        return f"  因上列第{_ranges([numbers[row] for row in rows])}处改动："
    more = f"等{len(rows)}行" if rows[:most] != rows else ""
    return f"  因{'；'.join(row.words for row in rows[:most])}{more}："


def _numbers(groups: Sequence[tuple[RowChange, ...]]) -> dict[RowChange, int]:
    """Return the rows numbered, where one of them moved figures together with others and without: each is told once."""
    rows = [row for group in groups for row in group]
    if len(set(rows)) == len(rows):
        return {}
    return {row: n for n, row in enumerate(dict.fromkeys(rows), start=1)}


def _ranges(numbers: Sequence[int]) -> str:
    """Return numbers as a list, those that follow one another as one.

    >>> _ranges([1]), _ranges([5, 1, 2, 3, 8, 9])
    ('1', '1至3、5、8、9')
    """
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    few = 2  # are listed
    return "、".join(
        f"{run[0]}至{run[-1]}" if len(run) > few else "、".join(map(str, run)) for run in runs
    )


def _change(moved: Moved) -> str:
    before, after = shown(moved.old), shown(moved.new)
    if before == after and moved.old and moved.new:  # a rate whose parts moved together
        before, after = (f"{s}（{f.value}）" for s, f in ((before, moved.old), (after, moved.new)))
    return f"{before} → {after}"


def _listed(title: str, lines: Sequence[str], most: int | None, each: int = 1) -> Iterator[str]:
    if lines:
        yield f"{title}（{len(lines) // each if each > 1 else len(lines)}处）："
        yield from (f"  {line}" for line in lines[: most and most * each])
        if most is not None and len(lines) > most * each:
            yield f"  等{len(lines) // each}处（gongkai compare 加 --all 逐处列出）"


def _sentence(change: SentenceChange) -> tuple[str, str]:
    old = change.old.text if change.old else "（无）"
    new = change.new.text if change.new else "（删去）"
    return f"“{change.section}”原：{old}", f"　现：{new}"


def _both(change: SentenceChange) -> str:
    assert change.old is not None and change.new is not None
    pairs = zip(change.old.figures, change.new.figures, strict=True)
    moved = "、".join(f"{a} → {b}" for a, b in pairs if a != b)
    return f"“{change.new.section}”{change.new.text}（{moved}）"


def _check(change: CheckChange) -> str:
    kind = {Kind.ADDED: "新出现", Kind.REMOVED: "已消除", Kind.CHANGED: "说法有变"}[change.kind]
    check = change.check
    where = f"{check.place}：" if check.place else ""
    times = f"（{check.times}处）" if check.times > 1 else ""
    return f"{kind}　[{check.weight}] {where}{check.message}{times}"


def as_dict(found: Comparison) -> dict[str, Any]:
    """Return a comparison as plain data, in the keys that ``--format json`` prints."""
    return {
        "old": {"key": f"{found.old.agency}/{found.old.year}", "signed": found.old.signed},
        "new": {"key": f"{found.new.agency}/{found.new.year}"},
        "figures": [
            {
                "id": m.fact.id,
                "label": named(m.fact),
                "old": m.old.value if m.old else None,
                "new": m.new.value if m.new else None,
                "rows": [found.rows.index(row) for row in m.rows],
            }
            for m in found.figures
        ],
        "rows": [
            {
                "ledger": row.ledger,
                "kind": row.edit.value,
                "key": row.key,
                "row": row.number,
                "sheet": row.sheet,
                "columns": list(row.columns),
            }
            for row in found.rows
        ],
        "uncompared": [{"ledger": c.ledger, "old": c.old, "new": c.new} for c in found.uncompared],
        "sentences": [
            {
                "kind": c.kind.value,
                "section": c.section,
                "old": c.old.text if c.old else None,
                "new": c.new.text if c.new else None,
                "figures_only": c.figures_only,
            }
            for c in found.sentences
        ],
        "checks": [
            {
                "kind": c.kind.value,
                "old": c.old.message if c.old else None,
                "new": c.new.message if c.new else None,
                "place": c.check.place,
            }
            for c in found.checks
        ],
        "settings": [
            {"kind": c.kind.value, "name": c.name, "old": c.old, "new": c.new}
            for c in found.settings
        ],
        "others": [{"kind": kind.value, "name": name} for kind, name in found.others],
    }
