#!/usr/bin/env bash
# A table that begins in C4 of its sheet, as python-calamine 0.9.1 gives it in its three ways; the workbook by
# XlsxWriter 3.3.1.
#
# Surprise, seen on 2026-11-28: iter_rows, the way that does not hold all rows at once, begins at row 1 of the
# sheet and at the first filled column: what is above the table is there, what is left of it is not. to_python()
# leaves out both, to_python(skip_empty_area=False) neither. So a row's place in iter_rows is its number in the
# sheet, and a cell's place in the row is not its column: an order of rows proved on the one way is wrong on the
# other. sheet.start tells by how much.
# Output seen: the list at the end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check python-calamine==0.9.1 XlsxWriter==3.3.1 2>/dev/null
cat > look.py <<'PY'
import xlsxwriter
from python_calamine import CalamineWorkbook

with xlsxwriter.Workbook("ledger.xlsx") as book:
    sheet = book.add_worksheet()
    sheet.write("C4", "heading")
    sheet.write("D5", 1.5)
sheet = CalamineWorkbook.from_path("ledger.xlsx").get_sheet_by_index(0)
print("to_python()", sheet.to_python())
print("to_python(skip_empty_area=False)", sheet.to_python(skip_empty_area=False))
print("iter_rows()", list(sheet.iter_rows()))
print("start", sheet.start)
PY
env/bin/python look.py > seen
cat seen
diff seen - <<'EOF2'
to_python() [['heading', ''], ['', 1.5]]
to_python(skip_empty_area=False) [['', '', '', ''], ['', '', '', ''], ['', '', '', ''], ['', '', 'heading', ''], ['', '', '', 1.5]]
iter_rows() [['', ''], ['', ''], ['', ''], ['heading', ''], ['', 1.5]]
start (3, 2)
EOF2
