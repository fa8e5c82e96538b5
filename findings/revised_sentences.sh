#!/usr/bin/env bash
# A sentence that was corrected with "track changes", one in a content control and one with a field, through
# four readers of Word documents.
#
# python-docx 1.2.0, mammoth 1.13.0, docx2txt 0.9, docx2python 3.7.1.
# Surprises, seen on 2026-11-28:
#  1. python-docx's Paragraph.text leaves out what was inserted as well as what was deleted: neither the old
#     figure nor the new one is there, and what is left reads as a whole sentence. What was moved to a place
#     and what stands in a content control (w:sdt) within a paragraph is not there either, so that a
#     paragraph may be the empty string. The other three read the sentence as if the change were accepted.
#  2. mammoth leaves out the words of a simple field (w:fldSimple), which the two others read, and says so in
#     its messages; python-docx leaves them out too, and has nowhere to say it.
# Output seen: the list at the end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check \
    python-docx==1.2.0 mammoth==1.13.0 docx2txt==0.9 docx2python==3.7.1 2>/dev/null
cat > look.py <<'PY'
from pathlib import Path

import docx
import docx2txt
import mammoth
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx2python import docx2python

SPACE = nsdecls("w")
WHO = 'w:author="head of section" w:date="2024-01-31T09:00:00Z"'


def marked(tag: str, number: int, run: str) -> str:
    return f'<w:{tag} {SPACE} w:id="{number}" {WHO}><w:r>{run}</w:r></w:{tag}>'


written = docx.Document()
corrected = written.add_paragraph("全年受理")
corrected._p.append(parse_xml(marked("del", 1, "<w:delText>12</w:delText>")))
corrected._p.append(parse_xml(marked("ins", 2, "<w:t>21</w:t>")))
corrected.add_run("件。")
moved = written.add_paragraph()
moved._p.append(parse_xml(marked("moveTo", 3, "<w:t>移到此处。</w:t>")))
control = f"<w:sdt {SPACE}><w:sdtContent><w:r><w:t>选定的话。</w:t></w:r></w:sdtContent></w:sdt>"
moved._p.append(parse_xml(control))
field = written.add_paragraph("截至")
field._p.append(parse_xml(f'<w:fldSimple {SPACE} w:instr="DATE"><w:r><w:t>年底</w:t></w:r></w:fldSimple>'))
written.save("report.docx")


def lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


print("python-docx", [p.text for p in docx.Document("report.docx").paragraphs])
with Path("report.docx").open("rb") as file:
    read = mammoth.extract_raw_text(file)
print("mammoth", lines(read.value))
with Path("report.docx").open("rb") as file:
    print("mammoth says", [message.message for message in mammoth.convert_to_html(file).messages])
print("docx2txt", lines(docx2txt.process("report.docx")))
with docx2python("report.docx") as file:
    print("docx2python", lines(file.text))
PY
env/bin/python look.py > seen
cat seen
diff seen - <<'EOF2'
python-docx ['全年受理件。', '', '截至']
mammoth ['全年受理21件。', '移到此处。选定的话。', '截至']
mammoth says ['An unrecognised element was ignored: w:fldSimple']
docx2txt ['全年受理21件。', '移到此处。选定的话。', '截至年底']
docx2python ['全年受理21件。', '移到此处。选定的话。', '截至年底']
EOF2
