"""Working folders that nobody works in any more are taken away, others are left alone."""

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from gongkai.output.folder import clear_abandoned


def working(folder: Path, process: int) -> Path:
    work = folder / f".writing-{process}-abc"
    work.mkdir()
    (work / "report.html").write_text("half")
    return work


@pytest.mark.skipif(os.name == "nt", reason="only Unix keeps the dead until somebody asks")
def test_the_folder_of_a_dead_process_goes_even_before_it_is_buried(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    while psutil.Process(dead.pid).status() != psutil.STATUS_ZOMBIE:
        time.sleep(0.01)
    work = working(tmp_path, dead.pid)
    clear_abandoned(tmp_path)
    assert not work.exists()
    dead.wait()


def test_the_folder_of_a_process_at_work_stays(tmp_path: Path) -> None:
    work = working(tmp_path, os.getpid())
    clear_abandoned(tmp_path)
    assert work.exists()
