"""A hotline ledger of millions of rows: read, typed, checked and counted, against two others.

    python benchmarks/ledgers.py [--rows 5000000] [--rounds 3] [--work DIR]

Three programs do the same file in turn, each in a process of its own, in one interleaved run:
``gongkai`` (typing, every declared check, indicators), ``pandas`` (the pyarrow engine, dates parsed
by distinct value, typing and the same figures, no checks) and the floor, a bare row count by Polars' streaming scan.

    python benchmarks/ledgers.py --explore --rows 1000000 --against OTHER

does what an analyst does with the Parquet file instead: all rows as a DataFrame, the cases behind a rate, and the
table that a cell shows, with this build and with that of another checkout
(its .venv beside its src).
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

YEAR = 2018
HEAD = [
    "编号", "来源", "来电人", "联系电话", "反映内容", "转办日期", "办理期限", "反馈日期", "办结日期",
    "退回", "已回访", "回访评价",
]  # fmt: skip
SOURCES = ["12345市长公开电话", "12319城市管理监督指挥中心", "百姓谈网站", "其他"]


def make(folder: Path, rows: int) -> None:
    """Write the office: one large ledger, the others declared empty."""
    import polars as pl

    from gongkai.records.ledgers import LEDGERS

    office = folder / "x" / str(YEAR)
    office.mkdir(parents=True, exist_ok=True)
    (folder / "x" / "agency.toml").write_text(
        'code = "x"\nname = "某市某局"\nlevel = "department"\nchapter_plan = "harbin_four"\n',
        "utf-8",
    )
    declared = ["schema = 1"]
    for ledger in LEDGERS:
        if ledger.id != "hotline_cases":
            declared += [
                "[[zero_report]]", f'ledger = "{ledger.id}"', 'signed_by = "办公室"',
                f'period = "{YEAR}-01-01/{YEAR}-12-31"', f"signed_on = {YEAR + 1}-01-04",
            ]  # fmt: skip
    (office / "declarations.toml").write_text("\n".join(declared) + "\n", "utf-8")
    number = pl.int_range(rows, dtype=pl.Int64, eager=True)
    noise = [number.hash(seed) for seed in range(8)]
    received = pl.date(YEAR, 1, 1) + pl.duration(days=noise[0] % 365)
    some = lambda n, odds: (noise[n] % 100) < odds  # noqa: E731
    frame = pl.DataFrame({"n": number}).with_columns(received=received).select(
        pl.format("RX{}", pl.col("n").cast(pl.String).str.zfill(8)).alias("编号"),
        pl.lit(pl.Series(SOURCES)).gather(noise[1] % 4).alias("来源"),
        pl.lit(f"虚构{0}").alias("来电人"),
        pl.format("139{}", (noise[2] % 100_000_000).cast(pl.String).str.zfill(8)).alias("联系电话"),
        pl.format("虚构的诉求内容{}", noise[3] % 1000).alias("反映内容"),
        pl.col("received").alias("转办日期"),
        (pl.col("received") + pl.duration(days=5 + noise[4] % 10)).alias("办理期限"),
        pl.when(some(5, 95)).then(pl.col("received") + pl.duration(days=noise[5] % 12)).alias("反馈日期"),
        pl.when(some(6, 94)).then(pl.col("received") + pl.duration(days=noise[6] % 14)).alias("办结日期"),
        pl.when(some(7, 3)).then(pl.lit("是")).otherwise(pl.lit("否")).alias("退回"),
        pl.when(some(3, 60)).then(pl.lit("是")).otherwise(pl.lit("否")).alias("已回访"),
        pl.when(some(3, 55)).then(pl.lit("满意")).when(some(3, 58)).then(pl.lit("基本满意"))
        .when(some(3, 60)).then(pl.lit("不满意")).alias("回访评价"),
    )  # fmt: skip
    frame.write_csv(office / "hotline_cases.csv")
    parquet = folder.parent / "parquet"
    other = parquet / "x" / str(YEAR)
    other.mkdir(parents=True, exist_ok=True)
    frame.write_parquet(other / "hotline_cases.parquet")
    (other / "declarations.toml").write_bytes((office / "declarations.toml").read_bytes())
    (parquet / "x" / "agency.toml").write_bytes((folder / "x" / "agency.toml").read_bytes())


def ours(root: Path) -> dict[str, Any]:
    from gongkai.indicators.compute import compute, tallies
    from gongkai.keys import Key
    from gongkai.records.load import load

    records = load(root, Key("x", YEAR), tallies(YEAR))
    values = compute(records).values
    found = {n: values[n] for n in ("hotline_cases", "hotline_due", "hotline_closed_on_time")}
    return {n: int(v.number) for n, v in found.items()} | {  # type: ignore[union-attr]
        "findings": len(records.findings)
    }


def pandas(root: Path) -> dict[str, Any]:
    import pandas as pd

    folder = root / "x" / str(YEAR)
    if (folder / "hotline_cases.csv").exists():
        frame = pd.read_csv(folder / "hotline_cases.csv", engine="pyarrow", dtype_backend="pyarrow")
    else:
        frame = pd.read_parquet(folder / "hotline_cases.parquet", dtype_backend="pyarrow")
    for name in ("转办日期", "办理期限", "反馈日期", "办结日期"):
        if not str(frame[name].dtype).startswith("date"):
            distinct = frame[name].dropna().unique()
            frame[name] = frame[name].map(
                dict(zip(distinct, pd.to_datetime(distinct), strict=True))
            )
        else:
            frame[name] = pd.to_datetime(frame[name])
    for name in ("来源", "退回", "已回访", "回访评价"):
        frame[name] = frame[name].astype("category")
    kept = frame["退回"] != "是"
    due = kept & (frame["办理期限"] <= f"{YEAR}-12-31")
    late = frame["办结日期"] > frame["办理期限"]
    counts = frame.groupby("来源", observed=True).size()
    return {
        "hotline_cases": len(frame),
        "hotline_due": int(due.sum()),
        "hotline_closed_on_time": int(
            (due & frame["办结日期"].notna() & ~late.fillna(False)).sum()
        ),
        "sources": len(counts),
    }


def floor(root: Path) -> dict[str, Any]:
    import polars as pl

    folder = root / "x" / str(YEAR)
    if (folder / "hotline_cases.csv").exists():
        scan = pl.scan_csv(folder / "hotline_cases.csv", infer_schema=False)
    else:
        scan = pl.scan_parquet(folder / "hotline_cases.parquet")
    # Every column is parsed, none is kept: a bare count would skip over the fields.
    lengths = scan.select(pl.all().count()).collect(engine="streaming")
    return {"hotline_cases": lengths.row(0)[0]}


def _explored(root: Path, made: Callable[[Any], Any]) -> dict[str, Any]:
    """Return the rows that an opened year's result has, and the seconds that it took and was shown in."""
    import gongkai as gk

    year = gk.open_year("x", YEAR, root)
    start, spent = time.perf_counter(), time.process_time()
    found = made(year)
    done, worked = time.perf_counter(), time.process_time() - spent
    shown = found._repr_html_()
    return {
        "rows": len(found),
        "made": round(done - start, 2),
        "worked": round(worked, 2),
        "shown": round(time.perf_counter() - done, 3),
        "letters": len(shown),
    }


def rows(root: Path) -> dict[str, Any]:
    return _explored(root, lambda year: year.ledger("hotline_cases"))


def cases(root: Path) -> dict[str, Any]:
    return _explored(root, lambda year: year.figure("hotline_on_time_rate").cases())


SIDES: dict[str, Callable[[Path], dict[str, Any]]] = {
    "ours": ours,
    "pandas": pandas,
    "floor": floor,
    "rows": rows,
    "cases": cases,
}
COUNTING, EXPLORING = ("ours", "pandas", "floor"), ("rows", "cases")


def measured(
    side: str, root: Path, other: Path | None = None
) -> tuple[float, float, float, dict[str, Any]]:
    """Return seconds, processor seconds, peak megabytes and the figures of one side in a process of its own.

    ``other`` is a checkout whose build is measured instead of this one.
    """
    start = time.perf_counter()
    python = str(other / ".venv" / "bin" / "python") if other else sys.executable
    source = other or Path(__file__).parents[1]
    command = [python, __file__, "--side", side, "--work", str(root)]
    child = subprocess.Popen(
        command, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(source / "src")}
    )
    assert child.stdout is not None
    answer = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    assert status == 0, (side, status)
    seconds, worked = time.perf_counter() - start, usage.ru_utime + usage.ru_stime
    return seconds, worked, usage.ru_maxrss / 1024, json.loads(answer)


def compare(root: Path, rounds: int, sides: list[str]) -> None:
    found: dict[str, list[tuple[float, float, float]]] = {side: [] for side in sides}
    figures: dict[str, dict[str, Any]] = {}
    for _ in range(rounds):
        for side in sides:
            *spent, figures[side] = measured(side, root)
            found[side].append(tuple(spent))
    median = {
        side: tuple(statistics.median(run[n] for run in runs) for n in range(3))
        for side, runs in found.items()
    }
    for side, (seconds, worked, megabytes) in median.items():
        print(
            f"  {side:8} {seconds:7.2f} s {worked:7.2f} CPU s {megabytes:8.0f} MB  {figures[side]}"
        )
    mine = median["ours"]
    for side in sides[1:]:
        elapsed, worked = (median[side][n] / mine[n] for n in (0, 1))
        print(
            f"  against {side}: {elapsed:.2f} times as fast ({worked:.2f} by processor time),"
            f" {mine[2] / median[side][2]:.2f} of its memory"
        )


def explore(root: Path, rounds: int, builds: list[Path | None]) -> None:
    """Print what each build takes for an analyst's rows and cases, and this one against the other."""
    for side in EXPLORING:
        found: dict[Path | None, list[tuple[float, float, float]]] = {build: [] for build in builds}
        for _ in range(rounds):
            for build in builds:
                *spent, told = measured(side, root, build)
                found[build].append(tuple(spent))
                print(
                    f"  {side:6} {spent[0]:6.2f} s {spent[1]:6.2f} CPU s {spent[2]:6.0f} MB  {told}"
                )
        median = [
            [statistics.median(run[n] for run in runs) for n in range(3)] for runs in found.values()
        ]
        for other in median[1:]:
            time_, worked, memory = (
                mine / base for mine, base in zip(median[0], other, strict=True)
            )
            print(
                f"  {side}: {time_:.2f} of the time, {worked:.2f} of the CPU time, {memory:.2f} of the memory"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=5_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--side", choices=SIDES)
    parser.add_argument("--only", nargs="*", default=list(COUNTING))
    parser.add_argument("--explore", action="store_true", help="as an analyst does")
    parser.add_argument(
        "--against", type=Path, nargs="*", default=[], help="checkouts of other builds"
    )
    parser.add_argument("--make", action="store_true")
    given = parser.parse_args()
    if given.make:
        make(given.work, given.rows)
        return
    if given.side:
        print(json.dumps(SIDES[given.side](given.work)))
        return
    with tempfile.TemporaryDirectory() as temporary:
        work = given.work or Path(temporary)
        if not (work / "csv").exists():  # in a child: what it holds would count as its children's
            run = [sys.executable, __file__, "--rows", str(given.rows), "--work", str(work / "csv")]
            subprocess.run([*run, "--make"], check=True)
        if given.explore:
            explore(work / "parquet", given.rounds, [None, *given.against])
            return
        for kind in ("csv", "parquet"):
            size = sum(p.stat().st_size for p in (work / kind).rglob("hotline*")) / 1e6
            print(f"{kind}: {given.rows} rows, {size:.0f} MB, {given.rounds} rounds")
            compare(work / kind, given.rounds, given.only)
    print(
        f"processors: {os.cpu_count()}, own peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MB"
    )


if __name__ == "__main__":
    main()
