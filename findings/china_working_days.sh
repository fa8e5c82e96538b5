#!/usr/bin/env bash
# Working days of China in four packages: where they differ from the State Council's notices, and what
# each says of a year whose notice is not out.
#
# chinesecalendar 1.11.0, holidays 0.109 and chinese-days 1.5.7 (npm) agree day by day for 2008-2026.
# Surprises, seen on 2026-11-27:
#  1. workalendar 17.0.0 (2018-2023 only) keeps 2020-01-31 and 2020-02-01 as working days: the notice
#     of 2020-01-26 (国办发明电〔2020〕1号) that prolonged the Spring Festival is missing.
#  2. chinese-days calls statutory holidays of 2027 working days, without a word: 261 working days,
#     2027-10-01 among them; chinesecalendar raises NotImplementedError, workalendar CalendarError.
#  3. holidays gives 国庆 2028 (中秋 falls on 10-03) one weekday less than the law's thirteen days:
#     the notices for 2009 and 2020, when both fell together too, made good for each of them.
# Output seen:
#   workalendar 2020: 251 against 249, differs on 2020-01-31, 2020-02-01
#   chinese-days 2027: 261 working days, 2027-10-01 is one of them: true
#   holidays: weekdays off by law 2026: 13 2027: 13 2028: 12
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check chinesecalendar==1.11.0 holidays==0.109 workalendar==17.0.0 'setuptools<81' 2>/dev/null
npm init -y > /dev/null
npm install --silent chinese-days@1.5.7 > /dev/null
cat > look.py <<'PY'
import datetime as dt
import warnings

warnings.simplefilter("ignore")
import chinese_calendar
import holidays
from workalendar.asia import China


def days(year):
    first = dt.date(year, 1, 1)
    return [first + dt.timedelta(n) for n in range((dt.date(year + 1, 1, 1) - first).days)]


official = [d for d in days(2020) if chinese_calendar.is_workday(d)]
theirs = [d for d in days(2020) if China().is_working_day(d)]
odd = ", ".join(str(d) for d in sorted(set(official) ^ set(theirs)))
print(f"workalendar 2020: {len(theirs)} against {len(official)}, differs on {odd}")
# Make-up days and the weekdays they free are left out: what remains is what the law itself gives.
by_law = {}
for year in (2026, 2027, 2028):
    found = holidays.CN(years=year, language="zh_CN").items()
    by_law[year] = sum(d.weekday() < 5 and "调休" not in name for d, name in found)
print("holidays: weekdays off by law", *(f"{y}: {n}" for y, n in by_law.items()))
PY
cat > look.js <<'JS'
const days = require("chinese-days");
let count = 0;
for (let d = new Date(Date.UTC(2027, 0, 1)); d.getUTCFullYear() === 2027; d = new Date(+d + 864e5))
  count += days.isWorkday(d.toISOString().slice(0, 10)) ? 1 : 0;
console.log(`chinese-days 2027: ${count} working days, 2027-10-01 is one of them: ${days.isWorkday("2027-10-01")}`);
JS
{ env/bin/python look.py; TZ=UTC node look.js; } | sort | tee seen
diff seen - <<'SEEN'
chinese-days 2027: 261 working days, 2027-10-01 is one of them: true
holidays: weekdays off by law 2026: 13 2027: 13 2028: 12
workalendar 2020: 251 against 249, differs on 2020-01-31, 2020-02-01
SEEN
