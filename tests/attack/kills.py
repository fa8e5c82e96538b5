"""A command killed at a random moment: the old report stands or the new one, whole."""

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from gongkai.report.publication.formats import MANIFEST


def whole(folder: Path) -> str:
    """Return which inputs the report in a folder was made of; AssertionError where it is half of one."""
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    for name, digest in manifest["outputs"].items():
        found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        assert found == digest, f"{name} is of another report"
    return str(manifest["indicators"])


def attack(count: int, seed: int, data: Path, work: Path, words: list[str]) -> str:
    """Kill the command so many times, ledgers old and new by turns; return what stood afterwards.

    ``data`` is a folder of offices with hrbrfb/2018 in it; ``words`` are the command's.
    """
    old, new = work / "old", work / "new"
    for root in (old, new):
        shutil.copytree(data / "hrbrfb", root / "hrbrfb")
    ledger = new / "hrbrfb" / "2018" / "requests.csv"
    head, _, *rest = ledger.read_text("utf-8-sig").splitlines(keepends=True)
    ledger.write_text(head + "".join(rest), "utf-8-sig")
    out = work / "out"
    folder = out / "hrbrfb" / "2018"
    start = time.monotonic()
    _run(words, old, out).wait()
    longest = time.monotonic() - start
    rng = random.Random(seed)
    stood: dict[str, int] = {}
    before = whole(folder)
    for n in range(count):
        process = _run(words, (new, old)[n % 2], out)
        # Each second time near the end, where files are written and moved to their places.
        time.sleep(rng.uniform(longest * 0.6 if n // 2 % 2 else 0, longest))
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        ended = process.wait()
        try:
            now = whole(folder)
        except (AssertionError, OSError):  # between two renames: the next run puts it right
            assert _run(words, old, out).wait() in (0, 1)
            now, what = whole(folder), "put right by the next run"
        else:
            what = "finished" if ended >= 0 else f"{'old' if now == before else 'new'} one stands"
        stood[what] = stood.get(what, 0) + 1
        before = now
    assert _run(words, old, out).wait() in (0, 1)
    whole(folder)
    left = [path.name for path in folder.iterdir() if path.name.startswith(".writing")]
    assert not left, f"left behind after the next run: {left}"
    return f"{count} kills of {words[0]}: {stood}"


def _run(words: list[str], data: Path, out: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "gongkai", *words, "--data", str(data), "--out", str(out)]
    return subprocess.Popen(
        command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
