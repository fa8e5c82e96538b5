#!/usr/bin/env bash
# Rates of offices by SQL, where one office has had no case at all.
#
# polars 2.1.0.
# Office A has neither late nor answered requests, so that it has no rate; B has 1 of 4 late.
# Surprises, seen on 2026-11-29:
#  1. With whole numbers 0/0 is NaN, and NaN counts as larger than any number: the office without a case leads
#     the list of the latest and passes "more than half late". SQL databases answer NULL or an error.
#  2. max() does without it, avg() is NaN: two answers about one column in one row.
#  3. Written 100.0 instead of 100 the same query is computed in decimals and raises an error.
#  4. nullif(answered, 0) helps in every case.
# Output seen: the list at the end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check polars==2.1.0 2>/dev/null
cat > look.py <<'PY'
import polars as pl

offices = pl.DataFrame({"office": ["A", "B"], "late": [0, 1], "answered": [0, 4]})
for query in (
    "select office, late * 100 / answered as rate from self order by rate desc",
    "select office from self where late * 100 / answered > 50",
    "select max(late * 100 / answered) as most, avg(late * 100 / answered) as mean from self",
    "select office from self where late * 100.0 / answered > 50",
    "select office from self where late * 100.0 / nullif(answered, 0) > 50",
    "select avg(late * 100 / nullif(answered, 0)) as mean from self",
):
    try:
        print(offices.sql(query).rows())
    except pl.exceptions.ComputeError as error:
        print("ComputeError:", str(error).splitlines()[0])
PY
env/bin/python look.py > seen
cat seen
diff seen - <<'EOF2'
[('A', nan), ('B', 25.0)]
[('A',)]
[(25.0, nan)]
ComputeError: division by zero Decimal
[]
[(25.0,)]
EOF2
