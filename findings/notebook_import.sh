#!/usr/bin/env bash
# What reading a notebook costs before the first byte is read.
#
# nbformat 5.11.1, jsonschema 4.26.0, rfc3987-syntax 1.1.0 (which the format-nongpl extra of jsonschema brings,
# and with it every Jupyter server).
# Surprises, seen on 2026-11-28:
#  1. `import nbformat` takes several times as long once rfc3987-syntax is installed, though no notebook has
#     asked for a format: jsonschema imports it where it is there, and its import builds a grammar of all web
#     addresses with lark.
#  2. No release is faulty by itself: nbformat without the extra is quick, and so is it with only lark beside it.
# A program that starts often (a batch, a test) can leave the package out of its path: checks of formats that a
# notebook's schema does not use are then not there.
# Output seen (CPU seconds: 0.3, 0.3, 2.9; the script holds only their order):
#   bare: no grammar
#   with lark: no grammar, less than twice bare
#   with rfc3987-syntax: grammar, more than twice bare
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
pip() { env/bin/pip install --quiet --disable-pip-version-check "$@" 2>/dev/null; }
cat > cost.py <<'PY'
import resource
import subprocess
import sys

SAID = "import sys, nbformat; print('grammar' if 'rfc3987_syntax' in sys.modules else 'no grammar')"


def once():
    """Return the CPU seconds of one import in a process of its own, and what it says."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    told = subprocess.run([sys.executable, "-c", SAID], capture_output=True, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent, told.stdout.strip()


once()  # compiles
runs = [once() for _ in range(5)]
print(f"{min(spent for spent, _ in runs):.2f} {runs[0][1]}")
PY
pip nbformat==5.11.1 jsonschema==4.26.0
read -r bare said < <(env/bin/python cost.py)
echo "bare: $bare s, $said"
[ "$said" = "no grammar" ]
pip lark==1.3.1
read -r lark said < <(env/bin/python cost.py)
echo "with lark: $lark s, $said"
[ "$said" = "no grammar" ]
pip rfc3987-syntax==1.1.0
read -r whole said < <(env/bin/python cost.py)
echo "with rfc3987-syntax: $whole s, $said"
[ "$said" = "grammar" ]
env/bin/python - "$bare" "$lark" "$whole" <<'PY'
import sys

bare, lark, whole = map(float, sys.argv[1:])
sys.exit(not (lark < 2 * bare < whole))
PY
