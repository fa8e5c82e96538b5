"""A team on a Dask cluster: jobs travel as plain data, outcomes come back as small records.

The scheduler and the workers are somebody else's; both may go and come back.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any, Final

from gongkai.batch.job import Job
from gongkai.batch.outcome import Outcome, State, outcome_of
from gongkai.batch.run import Limits, Team, attempt
from gongkai.batch.workers import warm_workers
from gongkai.errors import UsageError

_PATIENCE: Final = 60.0  # seconds that a lost scheduler has to come back
_CONNECT: Final = 10.0
_AHEAD: Final = 2  # jobs given out for each thread of the cluster


def perform_there(job: dict[str, Any], seconds: float) -> dict[str, Any]:
    """Return the outcome of a job as plain data; runs on a worker of the cluster."""
    return asdict(attempt(warm_workers(), Job(**job), Limits(seconds)))


def cluster_team(address: str) -> Team:
    """Return the team behind a scheduler; UsageError where none answers."""
    client = _connect(address, _CONNECT)
    if client is None:
        raise UsageError(
            f"连不上 Dask 调度器 {address}。请先运行 dask scheduler 和 dask worker，再核对地址。"
        )

    def work(jobs: Sequence[Job], limits: Limits) -> Iterator[Outcome]:
        nonlocal client
        left = {job.key: job for job in jobs}
        while left and client is not None:
            for outcome in _round(client, list(left.values()), limits):
                del left[outcome.key]
                yield outcome
            client.close()
            client = _wait_for(address) if left else None
        for job in left.values():
            message = "启动：Dask 调度器失去联系。请恢复集群后重新运行同一命令，会接着做。"
            yield Outcome(job.agency, job.year, State.FAILED, step="启动", message=message)

    return work


def _round(client: Any, jobs: list[Job], limits: Limits) -> Iterator[Outcome]:
    """Yield outcomes until all are there or the scheduler is lost."""
    from distributed import as_completed

    ready = as_completed(loop=client.loop, raise_errors=False)
    asked: dict[str, Job] = {}

    def ask() -> None:
        job = jobs.pop(0)
        future = client.submit(perform_there, job.as_dict(), limits.seconds, pure=False)
        asked[future.key] = job
        ready.add(future)

    ahead = max(1, sum(client.nthreads().values())) * _AHEAD
    for _ in range(min(ahead, len(jobs))):
        ask()
    for future in ready:
        if future.status in ("cancelled", "lost"):
            return  # the scheduler is gone: what it knew must be asked again
        if jobs:
            ask()
        job = asked[future.key]
        if future.status == "finished":
            yield outcome_of(future.result())
        else:
            yield _broken(job)
        future.release()


def _broken(job: Job) -> Outcome:
    message = "启动：集群的工作进程反复退出。请查看该机器的内存和磁盘，再重新运行同一命令。"
    return Outcome(job.agency, job.year, State.DEAD, step="启动", message=message)


def _wait_for(address: str) -> Any:
    """Return a new client once the scheduler is back, or None."""
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        client = _connect(address, 2)
        if client is not None:
            return client
        time.sleep(1)
    return None


def _connect(address: str, seconds: float) -> Any:
    from distributed import Client

    try:
        return Client(address, timeout=seconds, set_as_default=False)
    except (OSError, ValueError, TimeoutError):
        return None
