import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gongkai.cli.speech import DataOption, say, tell
from gongkai.errors import UsageError
from gongkai.keys import data_root

if TYPE_CHECKING:
    from rich.console import Console

    from gongkai.batch.processes.job import Job
    from gongkai.batch.processes.outcome import Outcome
    from gongkai.batch.run import Limits, Task, Team


def batch(
    only: Annotated[
        list[str] | None,
        typer.Option("--only", metavar="机关/年度", help="只做这一份，可写多次；也可只写机关"),
    ] = None,
    year: Annotated[
        str | None, typer.Option("--year", metavar="年度", help="2018，或 2016-2024")
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", metavar="份数", min=1, help="这一次至多生成几份")
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option("--workers", metavar="个数", min=1, help="同时几份；默认与处理器核数相同"),
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option("--scheduler", metavar="地址", help="Dask 调度器，如 tcp://10.0.0.1:8786"),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="格式",
            help="html,review,xlsx,tables,docx,pdf,cms 中的几种，用逗号隔开；默认 html,review,xlsx,docx。写了就只做这几种，要审阅版的写上 review",
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="没有变化的也重新生成")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="只说明每一份为什么要重新生成，不生成")
    ] = False,
    timeout: Annotated[
        float, typer.Option("--timeout", metavar="秒", min=1, help="每一份的时限")
    ] = 600,
    data: DataOption = None,
    out: Annotated[Path, typer.Option("--out", metavar="文件夹", help="输出文件夹")] = Path("out"),
) -> int:
    """生成全部机关、全部年度的报告；没有变化的跳过，中断后重新运行即可接着做。"""
    from gongkai.batch.plan import plan
    from gongkai.batch.processes.workers import memory_limit
    from gongkai.batch.run import Limits, Task
    from gongkai.report.publication.formats import DEFAULT, formats_named

    if workers is not None and scheduler is not None:
        raise UsageError("--workers 和 --scheduler 只能用一个：前者在本机，后者在集群。")
    number = workers or os.cpu_count() or 1
    root = data_root(data)
    keys = plan(root, out, only or (), year)
    chosen = formats_named(DEFAULT if to is None else to)
    limits = Limits(timeout, 0 if scheduler else memory_limit(number))
    task = Task(root, out, keys, chosen, limits, force, limit)
    return _explain(task) if explain else _run(task, number, scheduler)


def _explain(task: "Task") -> int:
    from gongkai.batch.standing.staleness import standing

    for key in task.keys:
        reasons = standing(task.root, task.out, key, task.formats).reasons
        told = f"要重新生成：{'；'.join(reasons)}" if reasons else "没有变化"
        say(f"{key}\t{told}")
    return 0


def _run(task: "Task", number: int, scheduler: str | None) -> int:
    from gongkai.batch.processes.outcome import summary
    from gongkai.batch.processes.workers import local_workers
    from gongkai.batch.run import indexed_by, local_team, run

    written: list[str] = []
    if scheduler is None:
        team = local_team(
            local_workers, number, lambda workers: written.append(indexed_by(workers, task))
        )
    else:
        from gongkai.batch.cluster import cluster_team

        team = cluster_team(scheduler)
    from rich.console import Console

    with _Teller(len(task.keys), Console(stderr=True)) as teller:
        try:
            outcomes = run(task, teller.counting(team), teller.tell)
        except KeyboardInterrupt:
            tell(_stopped(task, teller.told, cluster=scheduler is not None))
            return 1
    if not any(written):
        from gongkai.batch.standing.index import write_index  # loads what the workers have loaded

        written = [write_index(task.out, task.root).name]
    say((task.out / written[0]).as_posix())
    say(f"{summary(outcomes)}。详见 {(task.out / 'run.csv').as_posix()}")
    return 0 if all(o.state.good for o in outcomes) else 1


def _stopped(task: "Task", told: "Sequence[Outcome]", *, cluster: bool) -> str:
    """Return what a run that was stopped has made, and what it has not."""
    from gongkai.batch.processes.outcome import summary

    left = len(task.keys) - len(told)
    rest = "集群上正在做的会做完，其余没有改动" if cluster else "原有文件未改动"
    return (
        f"已中断。{summary(told)}；还有 {left} 份没有结果（{rest}）。"
        f"已做的见 {(task.out / 'run.csv').as_posix()}；重新运行同一命令会接着做，"
        "总目录用 gongkai index 更新。"
    )


class _Teller:
    """A bar with an estimate on a terminal; a plain line a job otherwise."""

    def __init__(self, total: int, console: "Console") -> None:
        self._bar = None
        self.told: list[Outcome] = []
        if console.is_terminal:
            from rich.progress import (
                BarColumn,
                MofNCompleteColumn,
                Progress,
                TextColumn,
                TimeRemainingColumn,
            )

            self._bar = Progress(
                TextColumn("生成报告"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("预计还需"),
                TimeRemainingColumn(),
                console=console,
            )
            self._task = self._bar.add_task("", total=total)

    def __enter__(self) -> "_Teller":
        if self._bar:
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar:
            self._bar.stop()

    def counting(self, team: "Team") -> "Team":
        """Return the team, whose jobs are what is still to come."""

        def work(jobs: "Sequence[Job]", limits: "Limits") -> "Iterator[Outcome]":
            if self._bar:
                self._bar.update(self._task, total=self._bar.tasks[0].completed + len(jobs))
            return team(jobs, limits)

        return work

    def tell(self, outcome: "Outcome") -> None:
        """Tell of one key: on a terminal only what needs somebody."""
        self.told.append(outcome)
        if self._bar:
            self._bar.advance(self._task)
            if not outcome.state.good:
                self._bar.console.print(outcome.line(), markup=False, highlight=False)
        else:
            tell(outcome.line())
