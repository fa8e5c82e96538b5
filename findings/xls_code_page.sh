#!/usr/bin/env bash
# A workbook of Excel 97-2003 whose code-page record names a single-byte page, as Java's and Perl's writers leave it.
#
# python-calamine 0.9.1 and xlrd 2.0.2, on a file of xlwt 1.3.0 whose one record CODEPAGE is changed.
# Surprise, seen on 2026-11-28: in this format (BIFF8) each string says by its own flag whether its characters take one
# byte or two, and the record CODEPAGE is about older strings; xlrd, as LibreOffice, reads the same words whatever the record
# says. calamine decodes the two-byte characters, byte by byte, with the page that the record names: the sheet 依申请公开
# gets a name of control characters, and even "abc" becomes "a\0b\0c\0". No error is raised, so headings are just not found.
# Output seen: the list at the end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check python-calamine==0.9.1 xlrd==2.0.2 xlwt==1.3.0 2>/dev/null
cat > look.py <<'PY'
import io
import struct

import xlrd
import xlwt
from python_calamine import CalamineWorkbook

book = xlwt.Workbook()
sheet = book.add_sheet("依申请公开")
for column, words in enumerate(("申请编号", "abc")):
    sheet.write(0, column, words)
written = io.BytesIO()
book.save(written)
named = struct.pack("<HHH", 0x42, 2, 1200)  # the record CODEPAGE, two bytes long: UTF-16
assert written.getvalue().count(named) == 1
for page in (1200, 1252, 936):
    content = written.getvalue().replace(named, struct.pack("<HHH", 0x42, 2, page))
    one = CalamineWorkbook.from_filelike(io.BytesIO(content))
    other = xlrd.open_workbook(file_contents=content)
    print(page, "calamine", ascii([*one.sheet_names, *one.get_sheet_by_index(0).to_python()[0]]))
    print(page, "xlrd", [*other.sheet_names(), *other.sheet_by_index(0).row_values(0)])
PY
env/bin/python look.py > seen.txt
cat seen.txt
diff seen.txt - <<'SEEN'
1200 calamine ['\u4f9d\u7533\u8bf7\u516c\u5f00', '\u7533\u8bf7\u7f16\u53f7', 'abc']
1200 xlrd ['依申请公开', '申请编号', 'abc']
1252 calamine ['\x9dO3u\xf7\u2039lQ_', '3u\xf7\u2039\x16\x7f\xf7S', 'a\x00b\x00c\x00']
1252 xlrd ['依申请公开', '申请编号', 'abc']
936 calamine ['\u6f013u\u9c96lQ_', '3u\u9c96\x16\x7f\u9c4f', 'a\x00b\x00c\x00']
936 xlrd ['依申请公开', '申请编号', 'abc']
SEEN
