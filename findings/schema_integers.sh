#!/usr/bin/env bash
# A column of whole numbers, proved by the validators of the two standards for open tables, and then read.
#
# frictionless 5.18.1 (Table Schema), csvw 4.1.1 (CSV on the Web); pandas 3.1.1, polars 1.35.2.
# Surprise, seen on 2026-11-28: both standards write an integer with the digits 0 to 9, and both validators hand the cell to
# Python's int(): 1_200 and full-width １２００ (as a Chinese input method types it) are valid to both. pandas and polars take
# neither, so that a published table that was proved valid cannot be read with the type that its schema names. A comma is
# refused by all four.
# Output seen: the list at the end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check frictionless==5.18.1 csvw==4.1.1 pandas==3.1.1 polars==1.35.2 2>/dev/null
cat > look.py <<'PY'
import io

import pandas as pd
import polars as pl
from csvw.metadata import Datatype
from frictionless import Resource, Schema

SCHEMA = Schema.from_descriptor({"fields": [{"name": "value", "type": "integer"}]})
INTEGER = Datatype.fromvalue("integer")


def by_csvw(cell: str) -> object:
    try:
        return INTEGER.parse(cell)
    except ValueError:
        return "refused"


def by_frictionless(cell: str) -> object:
    with Resource(data=[["value"], [cell]], schema=SCHEMA) as table:
        row = next(table.row_stream)
        return row["value"] if row.valid else "refused"


def by_pandas(text: str) -> object:
    try:
        return pd.read_csv(io.StringIO(text), dtype={"value": "Int64"})["value"][0]
    except ValueError:
        return "refused"


def by_polars(text: str) -> object:
    try:
        return pl.read_csv(text.encode(), schema_overrides={"value": pl.Int64})["value"][0]
    except pl.exceptions.ComputeError:
        return "refused"


for cell in ("1200", "1_200", "１２００", "1,200"):
    text = f'value\n"{cell}"\n'
    print(cell, "| frictionless", by_frictionless(cell), "| csvw", by_csvw(cell), end=" ")
    print("| pandas", by_pandas(text), "| polars", by_polars(text))
PY
env/bin/python look.py > seen.txt
cat seen.txt
diff seen.txt - <<'SEEN'
1200 | frictionless 1200 | csvw 1200 | pandas 1200 | polars 1200
1_200 | frictionless 1200 | csvw 1200 | pandas refused | polars refused
１２００ | frictionless 1200 | csvw 1200 | pandas refused | polars refused
1,200 | frictionless refused | csvw refused | pandas refused | polars refused
SEEN
