#!/usr/bin/env bash
# What a screen reader is told of a chart in a page of nbconvert, where the notebook says it in words.
#
# nbconvert 7.17.2, nbformat 5.11.1.
# A public body's page must say in words what a picture shows (GB/T 37668, WCAG 1.1.1). The notebook below does:
# its outputs carry `alt` in their metadata, as IPython's own `display(..., metadata=...)` writes it, and the SVG has
# besides a title of its own.
# Surprises, seen on 2026-11-29:
#  1. The template that `jupyter nbconvert --to html` takes by default, lab, leaves out the words of the PNG, and a later step
#     writes that no description was provided. The older templates classic and basic print them.
#  2. An SVG loses its words in all three: it is put into an <img> as data, where no reader looks for its title,
#     and the same sentence denies that there were any.
# Output seen: the list at the end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check nbconvert==7.17.2 nbformat==5.11.1 2>/dev/null
cat > look.py <<'PY'
import re

from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_notebook, new_output

PNG = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>Requests by month</title></svg>'
for kind, data in (("image/png", PNG), ("image/svg+xml", SVG)):
    told = {kind: {"alt": "Requests by month"}}
    shown = new_output("display_data", data={kind: data}, metadata=told)
    book = new_notebook(cells=[new_code_cell("", outputs=[shown])])
    for template in ("lab", "classic", "basic"):
        page, _ = HTMLExporter(template_name=template).from_notebook_node(book)
        print(kind, template, re.findall(r'alt="([^"]*)"', page))
PY
env/bin/python look.py 2>/dev/null > seen
cat seen
diff seen - <<'EOF2'
image/png lab ['No description has been provided for this image']
image/png classic ['Requests by month']
image/png basic ['Requests by month']
image/svg+xml lab ['No description has been provided for this image']
image/svg+xml classic ['No description has been provided for this image']
image/svg+xml basic ['No description has been provided for this image']
EOF2
