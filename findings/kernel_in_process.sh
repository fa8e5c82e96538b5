#!/usr/bin/env bash
# Whether an ipykernel that ran inside a process lets go of what its cells made.
#
# ipykernel 7.4.0, IPython 9.18.1.
# Surprise, seen on 2026-11-29: after `shutdown_kernel` of the manager, `clear_instance` of shell and kernel, and a
# run of the collector, each shell is still alive, and with it every name of its cells. Each shell has also
# registered functions for the end of the process (IPython's `atexit_operations` among them, a method of the
# shell), which nothing of this takes off. So a process that runs one notebook after another in kernels of its own
# grows by all that they made, and what one notebook made stays in memory while the next one runs.
# Output seen:
#   4 of 4 alive, functions left for the end: more
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check ipykernel==7.4.0 ipython==9.18.1 2>/dev/null
cat > alive.py <<'PY'
import atexit
import gc
import weakref

from ipykernel.inprocess.manager import InProcessKernelManager

MADE = []


class Table:
    """What a cell makes."""


def run():
    """Run one cell in a kernel of its own, and put all away that there is a way to put away."""
    manager = InProcessKernelManager()
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    kernel = manager.kernel
    kernel.shell.user_ns["Table"] = Table
    client.execute("made = Table()")
    MADE.append(weakref.ref(kernel.shell.user_ns["made"]))
    client.stop_channels()
    kernel.shell.clear_instance()
    kernel.clear_instance()
    manager.shutdown_kernel()


before = atexit._ncallbacks()
for _ in range(4):
    run()
gc.collect()
left = "more" if atexit._ncallbacks() >= before + 4 else "no more"
print(sum(one() is not None for one in MADE), "of", len(MADE), "alive, functions left for the end:", left)
PY
said=$(env/bin/python alive.py 2>/dev/null | tail -1)
echo "$said"
[ "$said" = "4 of 4 alive, functions left for the end: more" ]
