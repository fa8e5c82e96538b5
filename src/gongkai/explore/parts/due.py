"""What is overdue or soon due on a day, as it was known then."""

from typing import Final

from gongkai.explore.arguments import whole_number
from gongkai.explore.asked.days import Day, day_of
from gongkai.explore.asked.rows import refuse_absent
from gongkai.explore.cell.table import Table, from_polars
from gongkai.records.clock.standing import LISTED, STATES, UNDETERMINED, standing
from gongkai.records.load import Records

_SHOWN: Final = {
    "id": "登记编号",
    "received_on": "收到日期",
    "due_on": "到期日期",
    "left": "剩余工作日",
    "state": "状态",
    "notes": "说明",
}


def due_on(records: Records, as_of: Day, within: int) -> Table:
    """Return the requests open on a day that are overdue, undetermined or due within some days."""
    requests = records.ledgers["requests"]
    refuse_absent(requests, records)
    day, within = day_of(as_of), whole_number("within", within)
    rows = records.frames[requests.id]
    found = standing(rows, requests, day, within, records.calendar).collect()
    count = {state: int((found["state"] == state).sum()) for state in STATES}
    listed = found.filter(found["state"].is_in(LISTED))
    told = "、".join(f"{s}{n}件" for s, n in count.items() if n or s != UNDETERMINED)
    which = f"只列逾期、待定和即将到期的；{within}个工作日之内为即将到期"
    note = f"截至{day}未办结{found.height}件：{told}（{which}）。"
    return from_polars(listed.select(*_SHOWN).rename(_SHOWN), note, "登记编号", records=False)
