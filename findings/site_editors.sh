#!/usr/bin/env bash
# What two editors of web sites make of ordinary HTML5 that is put in as source.
#
# @wangeditor/editor 5.1.23 and tinymce 8.9.2 (npm), in Debian's chromium with chromedriver.
# Surprises, seen on 2026-11-27:
#  1. wangEditor drops an inline element that it does not know together with its text: the number in
#     <data> vanishes from its sentence, without a word. Wrapped in <main>, the same paragraph
#     is flattened to text, and the number stays.
#  2. wangEditor drops the caption of a table; TinyMCE keeps it.
#  3. Both let the words of an SVG drawing stand in the text after the drawing is gone.
# Output seen: the list at the end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check selenium==4.27.1
npm init -y > /dev/null
npm install --silent --ignore-scripts @wangeditor/editor@5.1.23 tinymce@8.9.2 > /dev/null
cat > host.html <<'H'
<!DOCTYPE html><html><head><meta charset="utf-8">
<script src="node_modules/tinymce/tinymce.min.js"></script>
<script src="node_modules/@wangeditor/editor/dist/index.js"></script></head>
<body><textarea id="t"></textarea><div id="w"></div><script>
window.ready={};
tinymce.init({selector:"#t",license_key:"gpl",setup:e=>{window.t=e;e.on("init",()=>{ready.t=1})}});
window.w=wangEditor.createEditor({selector:"#w",html:""}); ready.w=1;
</script></body></html>
H
cat > look.py <<'PY'
import pathlib
import re
import sys
import time

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

SENTENCE = "<p>收到申请<data value='3'>3</data>件。</p>"
DRAWING = "<figure><svg width='9' height='9'><text>一月</text></svg></figure>"
TABLE = (
    "<table><caption>申请情况</caption><tbody><tr><th scope='col' id='a'>项目</th></tr>"
    "<tr><td headers='a'>3</td></tr></tbody></table>"
)
SET = {
    "tinymce": "t.setContent(arguments[0]);return t.getContent()",
    "wangeditor": "w.setHtml(arguments[0]);return w.getHtml()",
}
options = webdriver.ChromeOptions()
options.binary_location = "/usr/bin/chromium"
for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--proxy-server=127.0.0.1:9"):
    options.add_argument(flag)
browser = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
try:
    browser.get(pathlib.Path("host.html").resolve().as_uri())
    for _ in range(120):
        if len(browser.execute_script("return Object.keys(window.ready||{})")) == 2:
            break
        time.sleep(0.5)
    for name, script in SET.items():
        for what, html in (("sentence", SENTENCE), ("main", f"<main>{SENTENCE}</main>"), ("drawing", SENTENCE + DRAWING), ("table", TABLE)):
            back = browser.execute_script(script, html)
            words = "".join(re.sub(r"<[^>]*>|&nbsp;|[\u200b\ufeff]", "", back).split())
            print(name, what, words or "-", "scope" if "scope" in back else "")
finally:
    browser.quit()
PY
env/bin/python look.py | sed 's/ *$//' | tee seen.txt
diff seen.txt - <<'SEEN'
tinymce sentence 收到申请3件。
tinymce main 收到申请3件。
tinymce drawing 收到申请3件。一月
tinymce table 申请情况项目3 scope
wangeditor sentence 收到申请件。
wangeditor main 收到申请3件。
wangeditor drawing 收到申请件。一月
wangeditor table 项目3
SEEN
