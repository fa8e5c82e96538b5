"""A batch whose workers write a key's figures in place of its report: ``counted.py NUMBER``, in the folder of ``out``.

What planning, reading, checking, counting and telling cost is seen at numbers that would take days to draw.
"""

import os
import sys
from pathlib import Path

QUICK = Path(__file__).resolve().parents[1] / "tests" / "batch" / "quick_parent.py"


def main(number: int) -> None:
    from gongkai.batch.processes.workers import ForkWorkers
    from gongkai.batch.run import Limits, Task, local_team, run
    from gongkai.keys import all_keys
    from gongkai.report.publication.formats import formats_named

    root = Path(os.environ["GONGKAI_DATA"])
    keys = all_keys(root)[:number]
    task = Task(root, Path("out"), keys, formats_named("html"), Limits(120))
    run(task, local_team(lambda: ForkWorkers([sys.executable, str(QUICK)]), 2), lambda _: None)


if __name__ == "__main__":
    main(int(sys.argv[1]))
