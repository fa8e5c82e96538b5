"""Many keys and two that are broken: each ends as its own outcome."""

import json
import re
import shutil
import sys
from pathlib import Path

import pytest
from runs import reports_of

from conftest import SAMPLE
from gongkai.batch.processes.outcome import State
from gongkai.batch.processes.workers import ForkWorkers, can_fork
from gongkai.batch.run import Limits, Task, local_team, run
from gongkai.keys import all_keys
from gongkai.records.ledgers import in_year
from gongkai.report.publication.formats import formats_named

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not can_fork(), reason="workers do not fork on this platform"),
]
MANY = 60
# Of an office's ledgers those in which something can be broken; of the others it declares that nothing was to enter.
KEPT = ("requests", "organisation")
NONE = """
[[zero_report]]
ledger = "{}"
period = "2018-01-01/2018-12-31"
signed_by = "办公室"
signed_on = 2019-01-05
reason = "全年未发生（虚构）"
"""
QUICK = [sys.executable, str(Path(__file__).with_name("quick_parent.py"))]


def test_two_broken_keys_among_many_good_ones(tmp_path: Path) -> None:
    root, out = tmp_path / "data", tmp_path / "out"
    sample = SAMPLE / "yunshan_old" / "2018"
    settings = (sample.parent / "agency.toml").read_text("utf-8")
    declared = (sample / "declarations.toml").read_text("utf-8").partition("[[zero_report]]")[0]
    declared += "".join(NONE.format(name) for name in in_year(2018) if name not in KEPT)
    for code in (f"office{number:03}" for number in range(MANY + 2)):
        shutil.copytree(sample / "narrative", root / code / "2018" / "narrative")
        for name in KEPT:
            shutil.copy(sample / f"{name}.csv", root / code / "2018")
        (root / code / "2018" / "declarations.toml").write_text(declared, "utf-8")
        mine = re.sub("(?m)^successors.*", "", settings.replace("yunshan_old", code))
        (root / code / "agency.toml").write_text(mine, "utf-8")
    (root / "office007" / "agency.toml").write_text("name = ")
    ledger = root / "office050" / "2018" / "requests.csv"
    unnumbered = re.sub(r"\n[^,]*,", "\n,", ledger.read_text("utf-8-sig"), count=1)
    ledger.write_text(unnumbered, "utf-8")
    task = Task(root, out, all_keys(root), formats_named("html"), Limits(120))
    told = []
    outcomes = run(task, local_team(lambda: ForkWorkers(QUICK), 2), told.append)
    bad = {o.agency: o.state for o in outcomes if o.state is not State.DONE}
    assert bad == {"office007": State.DATA, "office050": State.DATA}
    assert len(outcomes) == len(told) == MANY + 2
    assert all(o.attempts == 1 for o in outcomes)
    assert {"office007", "office050"}.isdisjoint(path.split("/")[0] for path in reports_of(out))
    assert len(reports_of(out)) == MANY
    assert len(set(reports_of(out).values())) == 1  # the same ledgers, the same figures
    rows = json.loads((out / "run.json").read_text("utf-8"))
    assert rows["finished"] and len(rows["outcomes"]) == MANY + 2
