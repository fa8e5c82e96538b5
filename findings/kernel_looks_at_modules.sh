#!/usr/bin/env bash
# What a kernel costs that is begun in a forked child of a process which has imported a great deal.
#
# ipykernel 7.4.0, IPython 9.18.1, Python 3.11 on Linux.
# Surprise, seen on 2026-11-29: the constructor of every IPython kernel, the in-process one without sockets too, makes
# a list of the files of all modules in `sys.modules` for its debugger, whether or not a debugger can ever reach it.
# Reading an attribute of a module counts a reference in it, so in a forked child each module's page and its
# dictionary's are copied: with 2,000 modules about a third of all that beginning a kernel copies (11 MB, and 8 without).
# Where the module `ipykernel.ipkernel` is shown an empty `sys.modules` meanwhile, none of it is.
# Output seen:
#   modules listed: all
#   pages copied by beginning a kernel, against one that saw no modules: a quarter more, at least
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check ipykernel==7.4.0 ipython==9.18.1 2>/dev/null
cat > forked.py <<'PY'
import gc
import os
import re
import sys
from types import ModuleType

from ipykernel import ipkernel
from ipykernel.inprocess.ipkernel import InProcessKernel

for n in range(2000):  # as many as a program of some size has imported
    name = f"made_up_{n}"
    sys.modules[name] = ModuleType(name)
    vars(sys.modules[name]).update(__file__=f"/nowhere/{name}.py", padding=bytearray(6000))
InProcessKernel().shell.clear_instance()  # what any first kernel loads is there before the fork
InProcessKernel.clear_instance()
gc.collect()
gc.freeze()


def copied(hide):
    """Return how many kB a child copied by beginning a kernel, and how many modules it listed."""
    read, write = os.pipe()
    if not os.fork():
        seen = ModuleType("sys")
        vars(seen).update(vars(sys), modules={} if hide else sys.modules)
        before = dirty()
        vars(ipkernel)["sys"] = seen
        kernel = InProcessKernel()
        os.write(write, f"{dirty() - before} {len(kernel._kernel_modules)}".encode())
        os._exit(0)
    os.wait()
    return map(int, os.read(read, 100).split())


def dirty():
    text = open("/proc/self/smaps_rollup").read()
    return int(re.search(r"Private_Dirty:\s+(\d+)", text)[1])


usual, listed = copied(hide=False)
hidden, none = copied(hide=True)
print(usual, "and", hidden, "kB", file=sys.stderr)
print("modules listed:", "all" if listed > 2000 and none == 0 else (listed, none))
more = "a quarter more, at least" if 4 * usual > 5 * hidden else "about as many"
print("pages copied by beginning a kernel, against one that saw no modules:", more)
PY
said=$(env/bin/python -Xfrozen_modules=off forked.py 2>/dev/null)
echo "$said"
[ "$said" = "modules listed: all
pages copied by beginning a kernel, against one that saw no modules: a quarter more, at least" ]
