"""A warm parent whose children read, check and count a key, and write its figures in place of a report.

What a run does with hundreds of keys can be seen without drawing hundreds of reports.
"""

from pathlib import Path

from gongkai.batch.processes import warm
from gongkai.report.publication import publish


def figures_alone(report, _root: Path, out: Path, _formats) -> None:
    folder = out / report.key.slug
    folder.mkdir(parents=True)
    told = sorted(f"{name} {value}\n" for name, value in report.indicators.values.items())
    (folder / "figures.txt").write_text("".join(told), encoding="utf-8")


if __name__ == "__main__":
    publish.publish = figures_alone
    warm.main()
