"""A run: every key to its outcome, some at a time; one failure never stops the rest."""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from gongkai.batch.lock import only_batch
from gongkai.batch.log import new_log
from gongkai.batch.processes.job import Job, draft_message
from gongkai.batch.processes.outcome import Outcome, State, outcome_of, write_outcomes
from gongkai.batch.processes.workers import WorkerLost, Workers
from gongkai.keys import Key
from gongkai.output.folder import clear_abandoned
from gongkai.report.publication.formats import MANIFEST, Format

if TYPE_CHECKING:
    from gongkai.batch.standing.staleness import Standing

TIMEOUT: Final = 600.0  # seconds for one report
_ATTEMPTS: Final = 2  # a process that dies may have been killed for another's fault


@dataclass(frozen=True, slots=True)
class Limits:
    """What one report may take: wall seconds, MB of memory (0: no limit)."""

    seconds: float = TIMEOUT
    memory: float = 0


@dataclass(frozen=True, slots=True)
class Task:
    """A run before it begins: where, what, in which formats, within which limits."""

    root: Path
    out: Path
    keys: tuple[Key, ...]
    formats: tuple[Format, ...]
    limits: Limits = Limits()
    force: bool = False
    most: int | None = None

    def job(self, key: Key) -> Job:
        """Return the job of a key; paths are absolute, for workers stand elsewhere."""
        formats = ",".join(form.name for form in self.formats)
        root, out = self.root.resolve(), self.out.resolve()
        return Job(str(root), str(out), key.agency, key.year, formats)


Team = Callable[[Sequence[Job], Limits], Iterator[Outcome]]


def run(task: Task, team: Team, told: Callable[[Outcome], None]) -> tuple[Outcome, ...]:
    """Return the outcome of every key; ``run.json``, ``run.csv`` and ``run.log`` tell the same.

    Interrupted, the outcomes so far are written before the interruption goes on.
    """
    outcomes: list[Outcome] = []
    with only_batch(task.out), new_log(task.out) as log:

        def note(outcome: Outcome) -> None:
            outcomes.append(outcome)
            log.tell(outcome)
            told(outcome)

        finished = False
        try:
            stale = list(_stale(task, note))
            for outcome in team([task.job(key) for key in stale[: task.most]], task.limits):
                note(outcome)
            finished = True
        finally:
            write_outcomes(outcomes, task.out, finished=finished)
    return tuple(sorted(outcomes, key=lambda o: o.key))


def _stale(task: Task, note: Callable[[Outcome], None]) -> Iterator[Key]:
    """Yield the keys that must be made; note the others as unchanged."""
    for key in task.keys:
        clear_abandoned(task.out / key.agency / str(key.year))
        if task.force or not (task.out / key.agency / str(key.year) / MANIFEST).exists():
            yield key
            continue
        from gongkai.batch.standing.staleness import standing  # loads what reads ledgers

        start = time.perf_counter()
        found = standing(task.root, task.out, key, task.formats)
        if found.reasons:
            yield key
        else:
            note(_unchanged(key, found, time.perf_counter() - start))


def _unchanged(key: Key, found: "Standing", seconds: float) -> Outcome:
    counted = found.manifest.get("findings", {})
    numbers = (counted.get("error", 0), counted.get("warning", 0), counted.get("info", 0))
    state = State.CHECKS if found.draft else State.UNCHANGED
    step = "审核" if found.draft else ""
    message = f"没有变化；{draft_message(key, None)}" if found.draft else ""
    return Outcome(key.agency, key.year, state, round(seconds, 3), 0.0, *numbers, 0, step, message)


def local_team(
    hire: Callable[[], Workers], number: int, last: Callable[[Workers], object] | None = None
) -> Team:
    """Return a team of so many workers on this machine, hired when there is something to do.

    ``last`` is given them when all else is done.
    """

    def work(jobs: Sequence[Job], limits: Limits) -> Iterator[Outcome]:
        if not jobs:
            return
        waiting = list(jobs)
        workers = hire()
        running: dict[Future[Outcome], Job] = {}
        with ThreadPoolExecutor(number) as threads:
            try:
                while waiting or running:
                    while waiting and len(running) < number:
                        job = _next(waiting, [j.agency for j in running.values()])
                        running[threads.submit(attempt, workers, job, limits)] = job
                    done, _ = wait(running, return_when=FIRST_COMPLETED)
                    for future in done:
                        del running[future]
                        yield future.result()
                if last is not None:
                    last(workers)
            finally:
                workers.close()

    return work


def indexed_by(workers: Workers, task: Task) -> str:
    """Return the name of the index that a worker wrote, who has loaded all it takes; empty where none did."""
    try:
        answer = workers.ask({"index": str(task.out.resolve()), "root": str(task.root.resolve())})
    except WorkerLost:
        return ""
    return str(answer.get("result", ""))


def _next(waiting: list[Job], busy: Sequence[str]) -> Job:
    """Take the first job of an office that nobody works for: its next year can use this one's figures."""
    free = (n for n, job in enumerate(waiting[:200]) if job.agency not in busy)
    return waiting.pop(next(free, 0))


def attempt(workers: Workers, job: Job, limits: Limits) -> Outcome:
    """Return the outcome of a job; one whose process died is tried once more."""
    start = time.perf_counter()
    answer: dict[str, Any] = {}
    tries = 0
    while tries < _ATTEMPTS:
        tries += 1
        try:
            answer = workers.ask(job.as_dict(), timeout=limits.seconds, memory=limits.memory)
        except WorkerLost:
            answer = {}
        if "result" in answer or answer.get("ended"):
            break
    told = {
        "agency": job.agency,
        "year": job.year,
        "seconds": round(time.perf_counter() - start, 3),
        "peak_mb": answer.get("peak_mb", 0.0),
        "attempts": tries,
    }
    return outcome_of(told | (answer.get("result") or _ended(job, answer, limits)))


def _ended(job: Job, answer: dict[str, Any], limits: Limits) -> dict[str, Any]:
    """Return state and message of a job whose process did not live to tell."""
    step = str(answer.get("step") or "启动")
    again = f"请重新运行同一命令；仍不成功的，请运行 gongkai report {job.agency} {job.year} 查看。"
    match answer.get("ended"):
        case "timeout":
            state, what = (
                State.TIMEOUT,
                f"超过 {limits.seconds:g} 秒，已终止。可用 --timeout 放宽。",
            )
        case "memory":
            state, what = State.DEAD, f"内存超过 {limits.memory:.0f} MB，已终止。请减少 --workers。"
        case _:
            state, what = State.DEAD, f"执行进程意外退出（{answer.get('status', '无')}）。"
    return {"state": state, "step": step, "message": f"{step}：{what}{again}"}
