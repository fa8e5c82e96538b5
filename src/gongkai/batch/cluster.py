"""A team on a Dask cluster: jobs travel as plain data, outcomes come back as small records.

The scheduler and the workers are somebody else's; all of them may go and come back.
"""

import socket
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from dataclasses import asdict
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, Final

from gongkai.batch.lock import LOCK
from gongkai.batch.processes.job import Job
from gongkai.batch.processes.outcome import Outcome, State, outcome_of
from gongkai.batch.processes.workers import warm_workers
from gongkai.batch.run import Limits, Team, attempt
from gongkai.errors import UsageError
from gongkai.examined.data_files import digest
from gongkai.examined.inputs import program_inputs

_PATIENCE: Final = 60.0  # seconds that a lost scheduler, or the last worker, has to come back
_CONNECT: Final = 10.0
_PORT: Final = 8786  # a scheduler's, where the address names none
_LOOK: Final = 2.0  # seconds without an outcome before somebody looks whether anybody works
_AHEAD: Final = 2  # jobs given out for each thread of the cluster
_START: Final = "启动"


def perform_there(job: dict[str, Any], seconds: float, program: str) -> dict[str, Any]:
    """Return the outcome of a job as plain data; runs on a worker of the cluster.

    ``program`` is the digest of the asker's program: another one would make another report.
    """
    asked = Job(**job)
    if trouble := _unfit(asked, program):
        return asdict(_failed(asked, State.FAILED, f"工作机器 {socket.gethostname()} {trouble}"))
    return asdict(attempt(warm_workers(), asked, Limits(seconds, _memory())))


def _unfit(job: Job, program: str) -> str:
    """Return why this machine cannot do the job as the asker would; empty where it can."""
    if digest(program_inputs()) != program:
        return "上的 gongkai 或其依赖与本机不是同一版本。请装成一样的，再重新运行同一命令。"
    if not Path(job.root).is_dir():
        return f"上没有数据文件夹 {job.root}。请把共享文件夹挂在同一路径，再重新运行同一命令。"
    if not (Path(job.out) / LOCK).exists():  # the asker holds it
        return f"上没有输出文件夹 {job.out}。请把共享文件夹挂在同一路径，再重新运行同一命令。"
    return ""


def _memory() -> float:
    """Return how many MB a report may hold here: what ``dask worker`` was given for each thread."""
    from distributed import get_worker

    worker = get_worker()
    return float(worker.memory_manager.memory_limit or 0) / 1e6 / worker.state.nthreads


def cluster_team(address: str) -> Team:
    """Return the team behind a scheduler; UsageError where none answers, or nobody works for it."""
    client = _connect(address, _CONNECT)
    if client is None:
        raise UsageError(
            f"连不上 Dask 调度器 {address}。请先运行 dask scheduler 和 dask worker，再核对地址。"
        )
    if not _works(client, _CONNECT):
        client.close()
        raise UsageError(
            f"Dask 调度器 {address} 上没有工作进程。请先在各台机器上运行 "
            f"dask worker {address} --nworkers 4 --nthreads 1。"
        )

    return lambda jobs, limits: _work(client, address, jobs, limits)


def _work(client: Any, address: str, jobs: Sequence[Job], limits: Limits) -> Iterator[Outcome]:
    left = {job.key: job for job in jobs}
    try:
        while left and client is not None:
            for outcome in _round(client, list(left.values()), limits):
                del left[outcome.key]
                yield outcome
            if left:
                client.close()
                client = _wait_for(address)
    finally:  # Ctrl-C too: what nobody has begun is taken back
        if client is not None:
            client.close()
    for job in left.values():
        gone = "Dask 调度器或全部工作进程失去联系。请恢复集群后重新运行同一命令，会接着做。"
        yield _failed(job, State.FAILED, gone)


def _round(client: Any, jobs: list[Job], limits: Limits) -> Iterator[Outcome]:
    """Yield outcomes until all are there, or the scheduler or the last worker is lost."""
    done: SimpleQueue[Any] = SimpleQueue()
    asked: dict[str, tuple[Job, Any]] = {}  # the futures too: dropped ones are not done
    program = digest(program_inputs())
    while jobs or asked:
        threads = _threads(client)
        for _ in range(min(threads * _AHEAD - len(asked), len(jobs))):
            job = jobs.pop(0)
            future = client.submit(
                perform_there, job.as_dict(), limits.seconds, program, pure=False
            )
            asked[future.key] = job, future
            future.add_done_callback(done.put)
        try:
            future = done.get(timeout=_LOOK)
        except Empty:
            if not _threads(client):
                return  # what was asked must be asked again
            continue
        if future.status in ("cancelled", "lost"):
            return  # the scheduler is gone, and what it knew
        job, _ = asked.pop(future.key)
        try:
            outcome = (
                outcome_of(future.result())
                if future.status == "finished"
                else _broken(job, future.exception())
            )
        except (OSError, CancelledError):
            return  # it was done, and the scheduler went before it could be fetched
        yield outcome


def _threads(client: Any) -> int:
    """Return how many jobs the cluster can do at once; 0 where nobody works or answers."""
    try:
        return sum(client.nthreads().values()) if client.status == "running" else 0
    except (OSError, TimeoutError):
        return 0


def _broken(job: Job, error: BaseException) -> Outcome:
    from distributed import KilledWorker

    if isinstance(error, KilledWorker):
        told = "集群的工作进程反复退出。请查看该机器的内存和磁盘，再重新运行同一命令。"
        return _failed(job, State.DEAD, told)
    told = f"集群的工作进程不能运行 gongkai（{type(error).__name__}）。请在每台机器上装好同一版本。"
    return _failed(job, State.FAILED, told)


def _failed(job: Job, state: State, told: str) -> Outcome:
    return Outcome(job.agency, job.year, state, step=_START, message=f"{_START}：{told}")


def _wait_for(address: str) -> Any:
    """Return a new client once the scheduler is back and somebody works for it, or None."""
    deadline = time.monotonic() + _PATIENCE
    while (rest := deadline - time.monotonic()) > 0:
        client = _connect(address, 2)
        if client is not None and _works(client, rest):
            return client
        if client is not None:
            client.close()
        time.sleep(1)
    return None


def _works(client: Any, seconds: float) -> bool:
    """Tell whether a worker is there within so many seconds."""
    try:
        client.wait_for_workers(1, timeout=seconds)
    except (OSError, TimeoutError):
        return False
    return True


def _connect(address: str, seconds: float) -> Any:
    from distributed import Client

    if not _answers(
        address, seconds
    ):  # a client that fails tells of it on its own again at its end
        return None
    try:
        return Client(address, timeout=seconds, set_as_default=False)
    except (OSError, ValueError, TimeoutError):
        return None


def _answers(address: str, seconds: float) -> bool:
    """Tell whether anybody listens at an address; one without a port has the usual one."""
    from distributed.comm.addressing import parse_address, parse_host_port

    try:
        host, port = parse_host_port(parse_address(address)[1], _PORT)
        with socket.create_connection((host, port), seconds):
            return True
    except (OSError, ValueError, OverflowError):
        return False
