"""Seeded trials of what tells a change: one edit of an office's data each, one digit of its published page each.

    python benchmarks/trials/seeded.py [--edits 50] [--digits 200] [--seed 22]

Each edit of a ledger, a text or a setting has to be found by ``compare`` exactly, and nothing besides; each digit by
``audit --against`` at its one place. Not in the suite, which holds a few of both: it takes minutes.
"""

import argparse
import csv
import io
import random
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from given import DATA, put_back
from samples import notebook_of

from gongkai.audit.against import Kind, compared
from gongkai.audit.readers.page import read_page
from gongkai.compare.comparison import Comparison, compare
from gongkai.compare.version import Version, version_of
from gongkai.examined.examine import build
from gongkai.indicators.written import raw_text
from gongkai.keys import Key
from gongkai.report.page.page import render

KEY = Key("yunshan", 2024)
WORDS = {"requests": "申请内容", "disclosures": "标题", "hotline_cases": "反映内容", "meetings": "名称",
         "decisions": "事项名称", "proposals": "标题", "documents": "标题"}  # fmt: skip
SETTINGS = (
    ("agency.toml", "short_name", "机关设置：正文自称"),
    ("agency.toml", "site_name", "机关设置：网站名称"),
    ("agency.toml", "report_place", "机关设置："),
    ("agency.toml", "phone", "机关设置："),
    ("2024/declarations.toml", "date", "本年声明：公布日期"),
)
Found = set[tuple[str, ...]]


def rows_of(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))


def put(path: Path, rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")


def of_ledger(rng: random.Random, office: Path) -> Found:
    name = rng.choice([n for n in WORDS if (office / f"2024/{n}.csv").is_file()])
    path = office / "2024" / f"{name}.csv"
    rows = rows_of(path)
    what = rng.choice(("新增", "删去", "改动"))
    if what == "新增":
        row = [f"新-{rng.randint(1000, 9999)}", *rng.choice(rows[1:])[1:]]
        rows.insert(rng.randint(1, len(rows)), row)
    elif what == "删去":
        row = rows.pop(rng.randint(1, len(rows) - 1))
    else:
        row = rng.choice(rows[1:])
        row[rows[0].index(WORDS[name]) if WORDS[name] in rows[0] else -1] = f"另写{rng.random()}"
    put(path, rows)
    return {("行", name, what, row[0])}


def of_words(rng: random.Random, office: Path) -> Found:
    path = rng.choice(sorted((office / "2024/narrative").glob("*.md")))
    text = path.read_text("utf-8")
    sentences = [
        s for s in re.findall(r"(?<=[。；])[^。；\n{}%#]{6,}[。；]", text) if text.count(s) == 1
    ]
    new = f"另添的第{rng.randint(10, 99)}句话。"
    what = rng.choice(("新增", "删去", "改动")) if sentences else "新增"
    if what == "新增":
        path.write_text(f"{text.rstrip()}\n\n{new}\n", "utf-8")
        return {("句", "", new)}
    old = rng.choice(sentences)
    left = "" if what == "删去" else f"{old[:-1]}（补{rng.randint(10, 99)}）{old[-1]}"
    path.write_text(text.replace(old, left), "utf-8")
    return {("句", old, left)}


def of_settings(rng: random.Random, office: Path) -> Found:
    there = [
        s for s in SETTINGS if re.search(rf"^{s[1]} *=", (office / s[0]).read_text("utf-8"), re.M)
    ]
    file, name, label = rng.choice(there)
    path = office / file
    old = re.search(rf"^{name} *= *(.*)$", path.read_text("utf-8"), re.M)
    assert old is not None
    new = "2025-01-13" if name == "date" else f'"另设{rng.randint(10, 99)}"'
    path.write_text(path.read_text("utf-8").replace(old[0], f"{name} = {new}"), "utf-8")
    return {("设置", label)}


EDITS: tuple[Callable[[random.Random, Path], Found], ...] = (
    of_ledger,
    of_ledger,
    of_words,
    of_settings,
)


def told(found: Comparison, made: Found) -> list[str]:
    """Return what is wrong with a comparison after one edit: not found, or found besides."""
    rows: Found = {("行", c.ledger, c.edit.value, c.key) for c in found.edited}
    # Sentences of the program's own follow from figures and settings; those of a file are somebody's.
    words: Found = {
        ("句", c.old.text if c.old else "", c.new.text if c.new else "")
        for c in found.sentences
        if not c.figures_only and (c.new or c.old).file  # type: ignore[union-attr]
    }
    settings: Found = {("设置", s.name) for s in found.settings}
    wrong = []
    for one in made:
        if one[0] == "设置" and len(settings) == 1 and next(iter(settings))[1].startswith(one[1]):
            settings = set()
        elif one in rows | words:
            rows, words = rows - {one}, words - {one}
        else:
            wrong.append(f"没有找到 {one}")
    if made and next(iter(made))[0] == "设置":  # a name that the office's own sentences print
        words = set()
    wrong += [f"多出 {one}" for one in (*rows, *words, *settings, *found.others, *found.uncompared)]
    return wrong


def edits(number: int, seed: int) -> int:
    rng, failed = random.Random(seed), 0
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        office = root / KEY.agency
        shutil.copytree(DATA / KEY.slug, root / KEY.slug)
        shutil.copy(DATA / KEY.agency / "agency.toml", office)
        before, figures = _version(root)
        again = put_back(root)
        for n in range(number):
            made = EDITS[n % len(EDITS)](rng, office)
            now, figures_now = _version(root)
            found = compare(before, now)
            wrong = told(found, made)
            moved = {m.fact.id for m in found.figures if m.fact.id in figures}
            if moved != {i for i in figures if figures[i] != figures_now.get(i)}:
                wrong.append("数字")
            failed += bool(wrong)
            print(f"{n + 1:3} {next(iter(made))}　{'；'.join(wrong) or '恰好'}", flush=True)
            again()
    print(f"改动 {number} 处，{number - failed} 处恰好找到")
    return failed


def _version(root: Path) -> tuple[Version, dict[str, str]]:
    report = build(KEY.agency, KEY.year, root)
    return version_of(root, report), {i.id: raw_text(v) for i, v in report.indicators.known()}


def digits(number: int, seed: int) -> int:
    rng, failed = random.Random(seed), 0
    pages = [
        render(notebook_of(build(*key, DATA))) for key in (("yunshan", 2023), ("hrbrfb", 2018))
    ]
    for n in range(number):
        page = pages[n % len(pages)]
        hidden = r"<svg.*?</svg>|<style.*?</style>|<[^>]*>"
        shown = re.sub(hidden, lambda m: " " * len(m[0]), page, flags=re.S)
        start = page.index("<article>")
        at = rng.choice([m.start() for m in re.finditer(r"\d", shown) if m.start() > start])
        other = str((int(page[at]) + rng.randint(1, 9)) % 10)
        seen = page[:at] + other + page[at + 1 :]
        found = compared(read_page(page, "report.html"), read_page(seen, "saved.html")).differences
        if [d.kind for d in found] != [Kind.CHANGED]:
            failed += 1
            print(f"{page[at - 40 : at + 20]!r} {page[at]} → {other}：{found}")
    print(f"公布网页改动数字 {number} 处，{number - failed} 处恰好找到")
    return failed


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    for name, value in (("edits", 50), ("digits", 200), ("seed", 22)):
        parser.add_argument(f"--{name}", type=int, default=value)
    asked = parser.parse_args()
    return 1 if edits(asked.edits, asked.seed) + digits(asked.digits, asked.seed) else 0


if __name__ == "__main__":
    raise SystemExit(main())
