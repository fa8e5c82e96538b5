"""What a made-up office decides and delivers: decisions, power items, charges, data, cases."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from gongkai.demo.calendar import workday_after, workdays
from gongkai.demo.office import Office
from gongkai.demo.requests import Row

_POWERS: Final = (
    "行政许可",
    "行政许可",
    "行政处罚",
    "行政强制",
    "行政征收",
    "行政监督检查",
    "行政确认",
)
_SOURCES: Final = ("12345",) * 4 + ("12319城市管理监督指挥中心", "百姓谈网站", "其他")
_VIEWS: Final = ("满意",) * 6 + ("基本满意", "基本满意", "不满意")
_LISTS_CHANGED: Final = (2019, 2020)  # only the form of these years asks for the list's changes


def disputes(office: Office, year: int) -> Iterator[Row]:
    """Yield what was filed in the year, and what was still pending from the year before."""
    for row, decided in _filed(office, year - 1):
        if decided.year == year:
            yield row | {"decided_on": str(decided), "result": row["result"]}
    for row, decided in _filed(office, year):
        kept = {k: v for k, v in row.items() if k != "result" or decided.year == year}
        yield kept | ({"decided_on": str(decided)} if decided.year == year else {})
    dice = office.dice(year, "complaints")
    for n, day in enumerate(sorted(dice.sample(workdays(year)[:200], dice.randint(0, 2))), 1):
        yield {
            "id": f"T{year}-{n}", "kind": "举报投诉", "party": f"虚构举报人{n}",
            "filed_on": str(day), "decided_on": str(workday_after(day, 15)),
        }  # fmt: skip


def _filed(office: Office, year: int) -> Iterator[tuple[Row, dt.date]]:
    dice = office.dice(year, "disputes")
    for n, day in enumerate(sorted(dice.sample(workdays(year), dice.randint(1, 5))), 1):
        lawsuit = dice.random() < 0.4
        yield (
            {
                "id": f"F{year}-{n}",
                "kind": "行政诉讼" if lawsuit else "行政复议",
                "party": f"虚构当事人{n}",
                "after_reconsideration": dice.choice(("是", "否")) if lawsuit else "",
                "filed_on": str(day),
                "result": dice.choice(("结果维持", "结果维持", "结果纠正", "其他结果")),
            },
            workday_after(day, dice.randint(30, 110)),
        )


def decisions(office: Office, year: int) -> Iterator[Row]:
    """Yield licences, penalties and coercions, published within seven working days."""
    dice = office.dice(year, "decisions")
    sizes = (("行政许可", 36), ("行政处罚", 14), ("行政强制", 4))
    for kind, most in sizes:
        days = sorted(dice.choices(workdays(year)[:-9], k=dice.randint(most // 2, most)))
        for n, day in enumerate(days, 1):
            public = kind != "行政强制" and dice.random() < 0.95
            row = {
                "id": f"{kind[2]}{year}-{n:03d}", "kind": kind,
                "matter": f"{dice.choice(office.topics)}事项",
                "doc_no": f"{office.sign}{kind[2]}〔{year}〕{n}号", "subject": f"虚构企业{n:03d}",
                "subject_type": "法人及非法人组织", "decided_on": str(day),
                "publishable": "是" if public else "否",
            }  # fmt: skip
            if public:
                published = workday_after(day, dice.randint(1, 7))
                row |= {"published_on": str(published), "platform": f"信用澄榆{'（虚构）'}"}
            yield row


def power_items(office: Office, year: int) -> Iterator[Row]:
    """Yield the power list; one item was added in 2019, one removed in 2020."""
    total = office.size("powers", 20, 30)
    categories = [_POWERS[n % len(_POWERS)] for n in range(total)]
    if year in _LISTS_CHANGED:
        categories += ["其他对外管理服务事项", "行政事业性收费"]
    for n, category in enumerate(categories, 1):
        row = {
            "id": f"Q{n:02d}", "name": f"{office.topics[n % len(office.topics)]}事项{n}",
            "category": category, "has_flowchart": "是", "confirmed_on": f"{year}-04-10",
            "entered_on": f"{year}-04-20",
        }  # fmt: skip
        added, gone = n == 1 and year < _LISTS_CHANGED[0], n == 2 and year > _LISTS_CHANGED[1]
        if added or gone:
            continue
        if n == 1 and year == _LISTS_CHANGED[0]:
            row["listed_on"] = f"{year}-03-01"
        if n == 2 and year == _LISTS_CHANGED[1]:
            row["removed_on"] = f"{year}-09-01"
        yield row


def charges(office: Office, year: int) -> Iterator[Row]:
    """Yield charges and purchases, a few of each."""
    dice = office.dice(year, "charges")
    for n, day in enumerate(sorted(dice.sample(workdays(year), dice.randint(6, 14))), 1):
        charge = n % 3 > 0
        amount = dice.randint(200_00, 9_000_00) if charge else dice.randint(20_000_00, 900_000_00)
        yield {
            "id": str(n), "kind": "行政事业性收费" if charge else "政府集中采购",
            "item": f"{dice.choice(office.topics)}{'收费' if charge else '项目采购'}",
            "occurred_on": str(day), "amount_yuan": f"{amount // 100}.{amount % 100:02d}",
        }  # fmt: skip


def dataset_submissions(office: Office, year: int) -> Iterator[Row]:
    """Yield a delivery a month for each data set; now and then one is missing."""
    dice = office.dice(year, "data")
    for topic in office.topics[: office.size("data", 2, 3)]:
        for month in range(1, 13):
            day = [d for d in workdays(year) if d.month == month][-2]
            given = dice.random() < 0.985
            yield {
                "dataset": f"{topic}名录",
                "month": str(month),
                "submitted_on": str(day) if given else "",
            }


def hotline_cases(office: Office, year: int) -> Iterator[Row]:
    """Yield the cases passed on by the hotlines; a few are closed late, a few sent back."""
    dice = office.dice(year, "hotline")
    total = office.size("hotline", 24, 48) + dice.randint(-4, 4)
    for n, day in enumerate(sorted(dice.choices(workdays(year)[:-12], k=total)), 1):
        row = {
            "id": f"R{year}-{n:03d}", "source": dice.choice(_SOURCES), "caller": f"虚构来电人{n:03d}",
            "contact": f"虚构电话{n:03d}", "content": f"（虚构）反映{dice.choice(office.topics)}问题",
            "received_on": str(day), "due_on": str(workday_after(day, 5)), "returned": "否",
        }  # fmt: skip
        if dice.random() < 0.04:
            yield row | {"returned": "是"}
            continue
        closed = str(workday_after(day, dice.choice((1, 2, 3, 4, 5) * 6 + (7,))))
        called = dice.random() < 0.8
        yield row | {
            "replied_on": closed, "closed_on": closed, "called_back": "是" if called else "否",
            "satisfaction": dice.choice(_VIEWS) if called else "",
        }  # fmt: skip


def proposals(office: Office, year: int) -> Iterator[Row]:
    """Yield deputies' suggestions and members' proposals, all answered within three months."""
    dice = office.dice(year, "proposals")
    for n in range(1, dice.randint(6, 16)):
        replied = dt.date(year, 4, 10) + dt.timedelta(days=dice.randint(0, 60))
        yield {
            "id": f"J{year}{n:03d}", "kind": ("人大代表建议", "政协委员提案")[n % 2],
            "topic": f"关于{dice.choice(office.topics)}的建议", "proposer": f"虚构代表委员{n:02d}",
            "role": dice.choice(("主办", "主办", "单办", "分办", "协办")),
            "assigned_on": f"{year}-03-20", "due_on": f"{year}-06-20", "replied_on": str(replied),
            "met_in_person": dice.choice(("是", "是", "否")),
            "feedback_on": str(replied + dt.timedelta(days=dice.randint(3, 20))),
            "satisfaction": dice.choice(_VIEWS[:8]), "outcome_class": dice.choice("AAABBC"),
        }  # fmt: skip


def meetings(office: Office, year: int) -> Iterator[Row]:
    """Yield meetings and courses."""
    dice = office.dice(year, "meetings")
    for n, day in enumerate(sorted(dice.sample(workdays(year), dice.randint(3, 8))), 1):
        course = n % 2 == 0
        yield {
            "id": str(n), "kind": "培训" if course else "会议",
            "name": "信息公开业务培训" if course else "政务公开工作会议",
            "held_on": str(day), "attendees": str(dice.randint(12, 60)),
        }  # fmt: skip


def organisation(office: Office, year: int) -> Iterator[Row]:
    """Yield the office's one row of the year."""
    dice = office.dice(year, "organisation")
    yield {
        "year": str(year), "offices": "1", "reading_points": str(office.size("points", 1, 4)),
        "staff_full_time": str(office.size("staff", 1, 3)), "staff_part_time": str(dice.randint(2, 9)),
        "earmarked_funds_yuan": f"{dice.randint(10, 80)}000", "oversight_lines": "1",
    }  # fmt: skip
