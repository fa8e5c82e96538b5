#!/usr/bin/env bash
# Chinese numerals in the sentences of official reports through cn2an, there and back.
#
# cn2an 0.5.24: `cn2an.transform` puts the numerals of a sentence into digits, and with "an2cn" back into characters.
# Surprise, seen on 2026-11-29: in silence 三五件 (three to five) becomes 35件, where 二三十件 (twenty to thirty) is left
# as it is with a warning, and words that hold a numeral lose it: 四川省, 三公经费, 零件 (0件). A year that came with 〇, as official documents write
# it (GB/T 15835), goes back with 零.
# Output seen: the list at the end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check cn2an==0.5.24 2>/dev/null
cat > look.py <<'PY'
import warnings

import cn2an

for sentence in ("每月三五件", "每月二三十件", "四川省", "三公经费", "零件", "二〇一八年度"):
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        there = cn2an.transform(sentence)
    print(sentence, there, cn2an.transform(there, "an2cn"), "warned" if told else "silent")
PY
env/bin/python look.py > seen
cat seen
diff seen - <<'EOF2'
每月三五件 每月35件 每月三十五件 silent
每月二三十件 每月二三十件 每月二三十件 warned
四川省 4川省 四川省 silent
三公经费 3公经费 三公经费 silent
零件 0件 零件 silent
二〇一八年度 2018年度 二零一八年度 silent
EOF2
