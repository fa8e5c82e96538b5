"""A hotline ledger of a million rows as another system exports it, against the same rows in our own template.

    python benchmarks/layouts.py [--rows 1000000] [--rounds 5] [--work DIR] [--against OTHER …]

Large enough to be scanned (300,000 rows). Both are read, typed, checked and counted in turn, each in a process of its own, in one interleaved run. The
export has its own headings and words (已办结, 非常满意), a call's time for 已回访, and the time of day behind
each date: a third more bytes; ``plain`` is the same export with days alone. ``OTHER`` is another checkout.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import polars as pl
from ledgers import YEAR, measured

SIDES = ("template", "export", "plain")
DATES = {
    "转办日期": "派单时间",
    "办理期限": "办理截止时间",
    "反馈日期": "反馈时间",
    "办结日期": "办结时间",
}


def exported(rows: pl.DataFrame, *, timed: bool) -> pl.DataFrame:
    """Return the template's rows as a hotline's system gives them."""
    hour = pl.format(" {}:30:15", (9 + pl.int_range(pl.len()) % 9).cast(pl.String).str.zfill(2))
    return rows.select(
        pl.col("编号").alias("工单编号"),
        pl.col("来源").alias("受理渠道"),
        pl.col("来电人").alias("姓名"),
        pl.col("联系电话").alias("来电号码"),
        pl.col("反映内容").alias("主要内容"),
        *((pl.col(d) + hour if timed else pl.col(d)).alias(name) for d, name in DATES.items()),
        pl.col("退回").replace_strict({"是": "已退回", "否": "已办结"}).alias("工单状态"),
        pl.when(pl.col("已回访") == "是").then(pl.lit(f"{YEAR}-05-05")).alias("回访时间"),
        pl.col("回访评价").replace({"满意": "非常满意"}).alias("最终满意度"),
    )


def make(work: Path) -> None:
    """Write the exports beside the template's office."""
    own = work / "template" / "x" / str(YEAR)
    rows = pl.read_csv(own / "hotline_cases.csv", infer_schema=False)
    for side in SIDES[1:]:
        year = work / side / "x" / str(YEAR)
        year.mkdir(parents=True)
        for name in ("declarations.toml", "../agency.toml"):
            (year / name).write_bytes((own / name).read_bytes())
        exported(rows, timed=side == "export").write_csv(year / "12345热线工单.csv")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--make", action="store_true")
    parser.add_argument("--against", type=Path, nargs="*", default=[])
    given = parser.parse_args()
    if given.make:
        make(given.work)
        return
    with tempfile.TemporaryDirectory() as temporary:
        work = given.work or Path(temporary)
        if not (work / "plain").exists():  # in children: what they hold would count as theirs
            ledgers = [sys.executable, str(Path(__file__).with_name("ledgers.py"))]
            rows = ["--rows", str(given.rows), "--work", str(work / "template"), "--make"]
            subprocess.run([*ledgers, *rows], check=True)
            subprocess.run([sys.executable, __file__, "--work", str(work), "--make"], check=True)
        for build in [None, *given.against]:
            print(build or "this build")
            spent: dict[str, list[float]] = {side: [] for side in SIDES}
            for _ in range(given.rounds):
                for side in SIDES:
                    _, worked, _, figures = measured("ours", work / side, build)
                    spent[side].append(worked)
            base = statistics.median(spent["template"])
            for side, runs in spent.items():
                worked = statistics.median(runs)
                print(f"  {side:8} {worked:6.2f} CPU s, {worked / base:.2f} of the template's")
            print(f"  {figures}")


if __name__ == "__main__":
    main()
