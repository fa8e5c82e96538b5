"""What the tables state of each topic that prose may speak of, added up where prose adds up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from gongkai.forms.form import Form
from gongkai.forms.grid import CellKey, GridForm

RESULTS: Final = ("upheld", "corrected", "other", "pending", "total")
_NAMES: Final = dict(
    zip(RESULTS, ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计"), strict=True)
)
_ZERO: Final = Decimal(0)


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure of the tables with where it stands; ``others`` are further figures a sentence may mean.

    A ``soft`` figure is counted in more than one lawful way: a difference is no failure.
    """

    number: Decimal
    source: str
    others: tuple[tuple[Decimal, str], ...] = ()
    soft: bool = False


Cells = Mapping[str, Stated]
_GROUPS: Final = (
    ("reconsideration", "表四行政复议", ("reconsideration",)),
    ("litigation", "表四行政诉讼", ("direct", "after")),
    ("direct", "表四未经复议直接起诉", ("direct",)),
    ("after", "表四复议后起诉", ("after",)),
    ("both", "表四复议、诉讼", ("reconsideration", "direct", "after")),
)
_DOCUMENTS: Final = (("normative", "行政规范性文件"), ("rules", "规章"))
_DECISIONS: Final = (
    ("licence", "行政许可处理决定"), ("penalty", "行政处罚处理决定"), ("coercion", "行政强制处理决定"),
)  # fmt: skip


def of_grid(form: GridForm, cells: Mapping[CellKey, Decimal | None]) -> Cells:
    """Return what tables 二, 三 and 四 state by topic; what they do not state is left out."""
    return {**_requests(form, cells), **_cases(cells), **_table_two(form, cells)}


def _row(
    form: GridForm,
    cells: Mapping[CellKey, Decimal | None],
    lines: Iterable[str],
    columns: Iterable[str] | None = None,
) -> Decimal | None:
    """Return the sum of rows; a blank total is the sum of its row; None where a row is absent."""
    every = [column.id for column in form.table("table3").blocks[0].columns]
    wanted = list(columns) if columns is not None else None
    sums: list[Decimal] = []
    for line in lines:
        if not any(CellKey("table3", line, column) in cells for column in every):
            return None
        row = {column: cells.get(CellKey("table3", line, column)) for column in every}
        if wanted is not None:
            sums.append(sum((row[c] or _ZERO for c in wanted), _ZERO))
        elif row[every[-1]] is not None:
            sums.append(row[every[-1]] or _ZERO)
        else:
            sums.append(sum((row[c] or _ZERO for c in every[:-1]), _ZERO))
    return sum(sums, _ZERO) if sums else None


def _requests(form: GridForm, cells: Mapping[CellKey, Decimal | None]) -> dict[str, Stated]:
    found: dict[str, Stated] = {}
    new, carried, out, done = (
        _row(form, cells, [x]) for x in ("new", "carry_in", "carry_out", "r7")
    )
    both = ((new + carried, "新收加上年结转"),) if new is not None and carried is not None else ()
    for name, number, source, others in (
        ("new", new, "表三新收", ()), ("carry_in", carried, "表三上年结转", ()),
        ("carry_out", out, "表三结转下年度", ()), ("received", new, "表三新收", both),
        ("done", done, "表三办理结果总计", () if out else both),  # what is left is not done
    ):  # fmt: skip
        if number is not None:
            found[f"requests/{name}"] = Stated(number, source, others)
    if done is not None and carried is not None and done >= carried:
        found["requests/done_of_new"] = Stated(done - carried, "办理结果总计减去上年结转")
    if new is not None and carried is not None:
        found["requests/in_all"] = Stated(new + carried, "新收加上年结转")
    if new is not None and done is not None:
        found["requests/handled"] = Stated(new, "表三新收", (*both, (done, "办理结果总计")))
    return found | _outcomes(form, cells) | _kinds(form, cells)


def _outcomes(form: GridForm, cells: Mapping[CellKey, Decimal | None]) -> dict[str, Stated]:
    """Return the outcomes, each group's sum and each row of a group."""
    labels = {x.id: x.path[-1] for b in form.table("table3").blocks for x in b.lines}
    found: dict[str, Stated] = {}
    for n, group in _GROUP.items():
        rows = [x for x in labels if x.split("_")[0] == f"r{n}"]
        number = _row(form, cells, rows)
        if number is not None:
            found[f"outcome/r{n}"] = Stated(number, f"表三{group}{'各项之和' if rows[1:] else ''}")
        for row in rows[1:] and rows:
            one = _row(form, cells, [row])
            if one is not None:
                found[f"outcome/{row}"] = Stated(one, f"表三“{labels[row]}”")
    granted = _row(form, cells, ["r1", "r2"])
    if granted is not None:
        found["outcome/r1+r2"] = Stated(granted, "表三予以公开与部分公开之和")
    return found


_GROUP: Final = {
    1: "予以公开",
    2: "部分公开",
    3: "不予公开",
    4: "无法提供",
    5: "不予处理",
    6: "其他处理",
}


def _kinds(form: GridForm, cells: Mapping[CellKey, Decimal | None]) -> dict[str, Stated]:
    """Return the kinds of applicant by what their requests were: received, or done."""
    columns = {c.id: c.label for c in form.table("table3").blocks[0].columns}
    people = [c for c in columns if c not in ("natural_person", "total")]
    found: dict[str, Stated] = {}
    for kind, label, wanted in (
        *((c, columns[c], [c]) for c in columns if c != "total"), ("organisations", "法人或其他组织", people),
    ):  # fmt: skip
        new, carried, done = (_row(form, cells, [x], wanted) for x in ("new", "carry_in", "r7"))
        if new is None:
            continue
        both = ((new + carried, "新收加上年结转"),) if carried is not None else ()
        found[f"kind/{kind}/received"] = Stated(new, f"表三新收{label}", both)
        if done is not None:
            found[f"kind/{kind}/done"] = Stated(done, f"表三办理结果总计{label}", both)
    return found


def _cases(cells: Mapping[CellKey, Decimal | None]) -> dict[str, Stated]:
    found: dict[str, Stated] = {}
    for name, source, lines in _GROUPS:
        keys = {r: [CellKey("table4", line, r) for line in lines] for r in RESULTS}
        if not all(key in cells for key in keys["total"]):
            continue
        sums = {
            r: sum((cells[k] or _ZERO for k in ks if k in cells), _ZERO) for r, ks in keys.items()
        }
        decided = (sums["total"] - sums["pending"], "已审结的")
        others = (decided,) if sums["pending"] else ()
        found[f"case/{name}/total"] = Stated(sums["total"], f"{source}总计", others)
        found[f"case/{name}/decided"] = Stated(decided[0], f"{source}已审结")
        for r in RESULTS[:-1]:
            found[f"case/{name}/{r}"] = Stated(sums[r], f"{source}{_NAMES[r]}")
    return found


def _table_two(form: GridForm, cells: Mapping[CellKey, Decimal | None]) -> dict[str, Stated]:
    found: dict[str, Stated] = {}
    for block in form.table("table2").blocks:
        for line in block.lines:
            for column in block.columns:
                number = cells.get(CellKey("table2", line.id, column.id))
                topic = _TWO.get((line.path[-1], column.label.split("（")[0]))
                if number is not None and topic is not None:
                    found[topic] = Stated(
                        number, f"表二{line.path[-1]}{column.label.split('（')[0]}"
                    )
    return found


_TWO: Final[Mapping[tuple[str, str], str]] = {
    **{
        (label, column): f"document/{kind}/{what}"
        for kind, label in (*_DOCUMENTS, ("normative", "规范性文件"))
        for column, what in (
            ("本年制发件数", "issued"),
            ("本年废止件数", "repealed"),
            ("现行有效件数", "valid"),
            ("本年新制作数量", "issued"),
        )
    },
    **{
        (label, column): f"decision/{kind}"
        for kind, label in (
            ("licence", "行政许可"),
            ("penalty", "行政处罚"),
            ("coercion", "行政强制"),
        )
        for column in ("本年处理决定数量", "处理决定数量")
    },
    ("行政事业性收费", "本年收费金额"): "fee",
}


def cell_of(cells: Cells, topic: str) -> Stated | None:
    """Return what the tables state of a topic; of several rows told together (r3+r4+r5) their sum."""
    if topic in cells or "+" not in topic:
        return cells.get(topic)
    prefix, rows, *more = topic.split("/")
    found = [cells.get("/".join((prefix, row, *more))) for row in rows.split("+")]
    kept = [cell for cell in found if cell is not None]
    if len(kept) < len(found):
        return None
    source = "、".join(cell.source.removesuffix("各项之和") for cell in kept)
    return Stated(sum((cell.number for cell in kept), _ZERO), f"{source}之和")


def of_list(form: Form, numbers: Mapping[str, Decimal | None]) -> Cells:
    """Return what the form of 2014 states by topic.

    It has no line for undecided cases nor for requests carried over, so prose may lawfully differ.
    """
    labels = {row.id: f"统计表{row.label}" for row in form.rows}
    found = {
        f"sheet/{row}": Stated(number, labels[row], soft=row in ("s4", "s5"))
        for row, number in numbers.items()
        if number is not None and row in labels
    }
    for topic, row, soft in (
        ("requests/received", "s3_1", False), ("requests/new", "s3_1", False), ("requests/done", "s3_2", True),
        ("outcome/r2", "s3_3_3", False), ("outcome/r3", "s3_3_4", False),
        ("outcome/r3_1", "s3_3_4_a", False), ("outcome/r4_1", "s3_3_6", True),
        ("case/reconsideration/total", "s4", True), ("case/litigation/total", "s5", True),
        ("document/normative/issued", "s1_1_norm_issued", False),
        *((f"case/{group}/{result}", f"{row}_{n}", True)
          for group, row in (("reconsideration", "s4"), ("litigation", "s5"))
          for n, result in enumerate(RESULTS[:3], start=1)),
    ):  # fmt: skip
        number = numbers.get(row)
        if number is not None:
            found[topic] = Stated(number, labels[row], soft=soft)
    granted, open_before, in_part = (numbers.get(f"s3_3_{n}") for n in (2, 1, 3))
    if granted is not None:
        wider = (
            granted + (a or _ZERO) + (b or _ZERO)
            for a, b in ((open_before, None), (None, in_part), (open_before, in_part))
        )
        others = tuple((number, "同意公开加上部分公开或已主动公开的") for number in wider)
        found["outcome/r1"] = Stated(granted, labels["s3_3_2"], others)
    return found
