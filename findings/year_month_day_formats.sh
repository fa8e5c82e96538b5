#!/usr/bin/env bash
# A date of a workbook in the formats 31 and 57 (yyyy年m月d日 and m月d日 in Chinese Excel), through the readers
# that pandas and polars offer.
#
# openpyxl 3.1.5, python-calamine 0.9.1, pandas 3.1.1, polars 2.1.0; the workbook by XlsxWriter 3.3.1.
# The numbers 27 to 36 and 50 to 58 stand for date formats of East Asian languages (ECMA-376 part 1,
# 18.8.30); a file that names only the number is valid, and Java programs write it so for 31 and 57.
# Surprise, seen on 2026-11-28: pandas' usual reader and polars over openpyxl give the day's serial number as
# an integer, without a warning, in the same row where format 14 is a date; calamine gives three dates. Saved
# again by openpyxl the cells are still dates to calamine: only the reading forgets, the file does not.
# Output seen: the list at the end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check \
    openpyxl==3.1.5 python-calamine==0.9.1 pandas==3.1.1 polars==2.1.0 XlsxWriter==3.3.1 2>/dev/null
cat > look.py <<'PY'
import openpyxl
import pandas as pd
import polars as pl
import xlsxwriter

book = xlsxwriter.Workbook("ledger.xlsx")
sheet = book.add_worksheet()
for column, number in enumerate((14, 31, 57)):
    sheet.write(0, column, f"format {number}")
    sheet.write_number(1, column, 45296, book.add_format({"num_format": number}))
book.close()
for engine in ("openpyxl", "calamine"):
    row = pd.read_excel("ledger.xlsx", engine=engine).iloc[0]
    print("pandas over", engine, [str(value) for value in row])
print("polars over openpyxl", [str(value) for value in pl.read_excel("ledger.xlsx", engine="openpyxl").row(0)])
openpyxl.load_workbook("ledger.xlsx").save("again.xlsx")
print("saved again", [str(value) for value in pd.read_excel("again.xlsx", engine="calamine").iloc[0]])
PY
env/bin/python look.py > seen
cat seen
diff seen - <<'EOF2'
pandas over openpyxl ['2024-01-05 00:00:00', '45296', '45296']
pandas over calamine ['2024-01-05 00:00:00', '2024-01-05 00:00:00', '2024-01-05 00:00:00']
polars over openpyxl ['2024-01-05 00:00:00', '45296', '45296']
saved again ['2024-01-05 00:00:00', '2024-01-05 00:00:00', '2024-01-05 00:00:00']
EOF2
