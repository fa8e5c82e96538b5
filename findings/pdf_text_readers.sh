#!/usr/bin/env bash
# A sentence of a report, set by Typst, and three readers of PDF that give three different texts of it.
#
# typst 0.15.2 with a font of boxes made here by fontTools 4.68.0; pdfplumber 0.11.10, pypdf 7.1.1, pypdfium2 5.15.2.
# Surprises, seen on 2026-11-28:
#  1. Typst sets a quarter of an em between Chinese and digits. To pypdf and pypdfium2 that is a blank that nobody typed,
#     to pdfplumber it is none: 收到申请29件 is found in one of the three texts only.
#  2. Fonts of Chinese draw the character 一 (U+4E00) and its radical (U+2F00) by one glyph, and a page printed by a browser is
#     full of such radicals. Where both stand in one document, the font's table gives the glyph to whichever came first; the other
#     is put right by an ActualText beside it. pypdfium2 heeds it; to pdfplumber and pypdf both are the first one, so that a
#     paragraph pasted from such a page changes the same character all over the rest of the document.
# Output seen: the list at the end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check typst==0.15.2 fonttools==4.68.0 pdfplumber==0.11.10 \
  pypdf==7.1.1 pypdfium2==5.15.2 2>/dev/null
mkdir fonts
cat > look.py <<'PY'
import io

import pdfplumber
import pypdf
import pypdfium2
import typst
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

WORDS = "年收到申请件一、。"
DIGITS = "0123456789%."
RADICAL = "\u2f00"  # the radical that a browser's printed page gives for 一: fonts of Chinese draw both by one glyph


def font() -> bytes:
    pen = TTGlyphPen(None)
    for at, step in enumerate(((100, 0), (900, 0), (900, 800), (100, 800))):
        (pen.lineTo if at else pen.moveTo)(step)
    pen.closePath()
    box = pen.glyph()
    names = {c: f"g{ord(c):04X}" for c in WORDS + DIGITS}
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap({ord(c): n for c, n in names.items()} | {ord(RADICAL): names["一"]})
    builder.setupGlyf({n: box for n in [".notdef", *names.values()]})
    wide = {n: (1000 if c in WORDS else 550, 100) for c, n in names.items()}
    builder.setupHorizontalMetrics({".notdef": (1000, 100)} | wide)
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Boxes", "styleName": "Regular", "fullName": "Boxes", "psName": "Boxes-Regular"})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120)
    builder.setupPost()
    written = io.BytesIO()
    builder.save(written)
    return written.getvalue()


open("fonts/boxes.ttf", "wb").write(font())


def read(text: str) -> None:
    page = f'#set text(font: "Boxes", lang: "zh", fallback: false)\n#set page(width: 20cm, height: 3cm)\n{text}\n'
    open("page.typ", "w").write(page)
    pdf = typst.compile("page.typ", font_paths=["fonts"], ignore_system_fonts=True)
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        print("pdfplumber", ascii(opened.pages[0].extract_text()))
    print("pypdf     ", ascii(pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()))
    print("pypdfium2 ", ascii(pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded()))


read("2018年收到申请29件")
read(RADICAL + "、" + "一、")
read("一、" + RADICAL + "、")
PY
env/bin/python look.py > seen.txt 2> /dev/null
cat seen.txt
diff seen.txt - <<'SEEN'
pdfplumber '2018\u5e74\u6536\u5230\u7533\u8bf729\u4ef6'
pypdf      '2018 \u5e74\u6536\u5230\u7533\u8bf7 29 \u4ef6'
pypdfium2  '2018 \u5e74\u6536\u5230\u7533\u8bf7 29 \u4ef6'
pdfplumber '\u2f00\u3001\u2f00\u3001'
pypdf      '\u2f00\u3001\u2f00\u3001'
pypdfium2  '\u2f00\u3001\u4e00\u3001'
pdfplumber '\u4e00\u3001\u4e00\u3001'
pypdf      '\u4e00\u3001\u4e00\u3001'
pypdfium2  '\u4e00\u3001\u2f00\u3001'
SEEN
