"""A year's folder written as an office would keep it: ledgers, declarations, the office's own text."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from gongkai.records.ledgers import LEDGERS

Row = dict[str, str]

PROBLEMS: Final = (
    "工作中还存在不足：一是部分信息公开不够及时，政策解读形式较为单一；二是基层信息员业务能力有待提升。"
    "下一步，将完善信息发布审核流程，丰富解读形式，加强业务培训，持续提升政府信息公开工作水平。\n"
)
PLANS: Final = "下一步，将健全公开制度，提高依申请公开办理质量，加强政务公开队伍建设。\n"


def write_year(
    folder: Path,
    ledgers: Mapping[str, Iterable[Row]],
    published_on: str,
    note: str,
    texts: Mapping[str, str],
    *,
    absent: Sequence[str] = (),
) -> None:
    """Write a made-up year: a CSV file for each ledger with rows, a zero report for each other.

    ``texts`` holds the office's own sections by id; the ledgers named in ``absent`` are neither
    written nor declared empty. The bytes depend on the arguments alone.
    """
    (folder / "narrative").mkdir(parents=True, exist_ok=True)
    year = int(folder.name)
    empty = []
    for ledger in LEDGERS:
        rows = list(ledgers.get(ledger.id, ()))
        if ledger.id in absent:
            continue
        if not rows:
            empty.append(ledger.id)
            continue
        columns = ledger.columns_in(year)
        with (folder / f"{ledger.id}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            out = csv.writer(file, lineterminator="\n")
            out.writerow(column.heading for column in columns)
            out.writerows([row.get(column.name, "") for column in columns] for row in rows)
    for name, text in texts.items():
        write_text(folder / "narrative" / f"{name}.md", text)
    write_text(folder / "declarations.toml", declarations(year, published_on, note, empty))


def declarations(year: int, published_on: str, note: str, empty: Iterable[str]) -> str:
    """Return declarations.toml: that the data are made up, when published, which ledgers are empty."""
    lines = [
        "schema = 1", "", "[provenance]", 'kind = "made_up"', f'note = "{note}"', "",
        "[publication]", f"date = {published_on}",
    ]  # fmt: skip
    for ledger in empty:
        lines += [
            "", "[[zero_report]]", f'ledger = "{ledger}"', f'period = "{year}-01-01/{year}-12-31"',
            'signed_by = "办公室"', f"signed_on = {year + 1}-01-05", 'reason = "全年未发生（虚构）"',
        ]  # fmt: skip
    return "\n".join(lines) + "\n"


def own_texts(year: int) -> dict[str, str]:
    """Return the sections that only an office itself can write: its problems, before 2019 its plans."""
    return {"problems": PROBLEMS} | ({"plans": PLANS} if year <= 2018 else {})


def write_text(path: Path, text: str) -> None:
    """Write a text file with the same bytes on every system."""
    path.write_text(text, encoding="utf-8", newline="\n")
