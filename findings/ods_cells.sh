#!/usr/bin/env bash
# One cell of an OpenDocument sheet, as LibreOffice writes it, through the two readers that pandas offers.
#
# python-calamine 0.9.1, and pandas 3.1.1 over odfpy 1.4.1.
# Surprises, seen on 2026-11-28:
#  1. A formula that failed (calcext:value-type="error", shown as #DIV/0!) is an empty string to calamine,
#     as if nobody had filled it in; odfpy's reader gives the words that the sheet shows.
#  2. A line break within a paragraph (text:line-break, as other programs than LibreOffice write it) is a
#     new line to pandas over odfpy and nothing at all to calamine: two names become one. Two paragraphs of
#     a cell are two lines to both.
#  3. A tab (text:tab) is nothing to either.
# Output seen: the list at the end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check python-calamine==0.9.1 odfpy==1.4.1 pandas==3.1.1 2>/dev/null
cat > look.py <<'PY'
import zipfile

import pandas as pd
from python_calamine import CalamineWorkbook

URN = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = (
    f'xmlns:office="{URN}:office:1.0" xmlns:table="{URN}:table:1.0" xmlns:text="{URN}:text:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


def cell(body: str, kind: str = "string", more: str = "") -> str:
    return (
        f'<table:table-row><table:table-cell office:value-type="string" '
        f'calcext:value-type="{kind}"{more}>{body}</table:table-cell></table:table-row>'
    )


failed = ' table:formula="of:=1/0" office:string-value=""'
rows = [
    cell("<text:p>甲</text:p>"),
    cell("<text:p>#DIV/0!</text:p>", "error", failed),
    cell("<text:p>道路</text:p><text:p>桥梁</text:p>"),
    cell("<text:p>道路<text:line-break/>桥梁</text:p>"),
    cell("<text:p>道路<text:tab/>桥梁</text:p>"),
]
content = (
    f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES} office:version="1.3">'
    '<office:body><office:spreadsheet><table:table table:name="表"><table:table-column/>'
    + "".join(rows)
    + "</table:table></office:spreadsheet></office:body></office:document-content>"
)
kind = "application/vnd.oasis.opendocument.spreadsheet"
manifest = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
    f'xmlns:manifest="{URN}:manifest:1.0" manifest:version="1.3"><manifest:file-entry '
    f'manifest:full-path="/" manifest:media-type="{kind}"/><manifest:file-entry '
    'manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
with zipfile.ZipFile("t.ods", "w") as file:
    file.writestr("mimetype", kind)
    file.writestr("content.xml", content)
    file.writestr("META-INF/manifest.xml", manifest)
ours = CalamineWorkbook.from_path("t.ods").get_sheet_by_index(0).to_python()
theirs = pd.read_excel("t.ods", engine="odf", header=None, keep_default_na=False).values.tolist()
for (one,), (other,) in zip(ours, theirs, strict=True):
    print(repr(one), repr(other))
PY
env/bin/python look.py > seen.txt
cat seen.txt
diff - seen.txt <<'SEEN'
'甲' '甲'
'' '#DIV/0!'
'道路\n桥梁' '道路\n桥梁'
'道路桥梁' '道路\n桥梁'
'道路桥梁' '道路桥梁'
SEEN
