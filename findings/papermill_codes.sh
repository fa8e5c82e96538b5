#!/usr/bin/env bash
# A code of digits, as offices and districts have them, on its way into a notebook's parameter.
#
# papermill 2.7.0.
# Surprises, seen on 2026-11-28: the same four characters come in as three different values, without a word.
#  1. -p makes a number of whatever Python's int() and float() take: 0451 is 451, 1_0 is 10, 1e3 is 1000.0
#     and nan is no text either.
#  2. -y reads YAML 1.1, where 0451 is octal: 297; 12:30 is sixty-based: 750.
#  3. -r alone leaves it as it was typed.
# A parameter that is a code begins with a letter, or is passed by -r.
# Output seen: the list at the end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check papermill==2.7.0 ipykernel==7.1.0 2>/dev/null
cat > in.ipynb <<'N'
{"cells": [{"cell_type": "code", "execution_count": null, "id": "a", "metadata": {"tags": ["parameters"]},
 "outputs": [], "source": "code = ''"}], "metadata": {"kernelspec": {"display_name": "Python", "language": "python",
 "name": "python3"}, "language_info": {"name": "python"}}, "nbformat": 4, "nbformat_minor": 5}
N
given() {
  env/bin/papermill in.ipynb out.ipynb --prepare-only --log-level ERROR "$@" > /dev/null 2>&1
  env/bin/python - "$*" <<'PY'
import json
import sys

cells = json.load(open("out.ipynb"))["cells"]
put = next(c for c in cells if "injected-parameters" in c["metadata"].get("tags", []))
print(sys.argv[1], "→", "".join(put["source"]).splitlines()[-1])
PY
}
{
  given -p code 0451
  given -y "code: 0451"
  given -r code 0451
  given -p code 1_0
  given -p code 1e3
  given -p code nan
  given -y "code: 12:30"
} > seen.txt
cat seen.txt
diff - seen.txt <<'SEEN'
-p code 0451 → code = 451
-y code: 0451 → code = 297
-r code 0451 → code = "0451"
-p code 1_0 → code = 10
-p code 1e3 → code = 1000.0
-p code nan → code = float('nan')
-y code: 12:30 → code = 750
SEEN
