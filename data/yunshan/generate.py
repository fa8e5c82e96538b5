"""A made-up office with a life: 云杉市园林绿化局, 2016 to 2024, and the office it took over.

Nothing in it is real. Two changes of form, requests carried over a year's end, one late reply, one
extension, one paid fee, one lawsuit, one predecessor. Run it to write the same bytes again:
``python data/yunshan/generate.py [DATA_FOLDER]``.
"""

import datetime as dt
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from gongkai.demo.calendar import workdays
from gongkai.demo.folder import own_texts, write_year
from gongkai.demo.office import NOTE
from gongkai.records.clock.workdays import add_workdays

YEARS = range(2016, 2025)
TAKEN_OVER = 2018  # the last year of the predecessor
Row = dict[str, str]
APPLICANTS = ("自然人",) * 5 + ("商业企业", "法律服务机构", "其他")
WAYS = ("网络",) * 4 + ("信函", "当面")
OLD_OUTCOMES = ("同意公开", "同意公开", "属于已主动公开范围", "同意部分公开", "申请信息不存在",
                "不属于本行政机关公开", "告知作出更改补充", "不同意公开：涉及个人隐私")  # fmt: skip
NEW_OUTCOMES = ("予以公开", "予以公开", "予以公开", "部分公开", "不予公开：保护第三方合法权益",
                "无法提供：本机关不掌握相关政府信息", "不予处理：信访举报投诉类申请",
                "其他处理：逾期不补正")  # fmt: skip
HOTLINES = ("12345市长公开电话", "12345政务服务便民热线")  # to 2020, and since
TOPICS = ("公园管护", "行道树修剪", "绿地认建认养", "古树名木保护", "立体绿化补助", "绿道建设")


class Request:
    """One request over its whole life, as the ledgers of one or two years will list it."""

    def __init__(self, number: str, received: dt.date, rng: random.Random) -> None:
        self.number, self.received = number, received
        limit = 15 if received < dt.date(2019, 5, 15) else 20
        self.reply = add_workdays(received, rng.randint(3, limit))
        self.applicant, self.way = rng.choice(APPLICANTS), rng.choice(WAYS)
        self.pick = rng.randrange(8)
        self.extension, self.told, self.fee, self.pages = "", "", "0", ""
        self.billed, self.paid = "", ""

    def row(self, year: int) -> Row:
        outcomes = OLD_OUTCOMES if year <= 2018 else NEW_OUTCOMES
        open_ = self.reply.year > year
        return {
            "id": self.number, "applicant_type": self.applicant, "submit_channel": self.way,
            "received_on": str(self.received), "extension_workdays": self.extension,
            "extension_notified_on": self.told, "reply_on": "" if open_ else str(self.reply),
            "outcome": "" if open_ else outcomes[self.pick], "fee_yuan": self.fee,
            "fee_pages": self.pages, "fee_notified_on": self.billed, "fee_paid_on": self.paid,
        }  # fmt: skip


def all_requests(code: str) -> list[Request]:
    """Return every request of an office's life, with the few that went another way."""
    rng = random.Random(f"{code}-requests")
    found = []
    for year in YEARS:
        for n, day in enumerate(sorted(rng.sample(workdays(year)[:225], rng.randint(9, 16))), 1):
            found.append(Request(f"{year}-{n:03d}", day, rng))
        if year in (2018, 2019, 2022, 2023):  # received in December, answered in January
            late = Request(f"{year}-900", workdays(year)[-3], rng)
            late.reply = add_workdays(late.received, 12)
            found.append(late)
    by_number = {r.number: r for r in found}
    by_number["2017-003"].reply = add_workdays(by_number["2017-003"].received, 19)
    extended = by_number["2020-004"]
    extended.told = str(add_workdays(extended.received, 10))
    extended.extension, extended.reply = "20", add_workdays(extended.received, 34)
    charged = by_number["2022-002"]
    charged.fee, charged.pages = "100.00", "40"
    charged.billed = str(add_workdays(charged.received, 4))
    charged.paid = str(add_workdays(charged.received, 8))
    return found


def requests(code: str, year: int) -> Iterator[Row]:
    for request in all_requests(code):
        if request.received.year <= year <= request.reply.year:
            yield request.row(year)
    if code == "yunshan" and year == TAKEN_OVER + 1:  # what the predecessor had not yet answered
        for request in all_requests("yunshan_old"):
            if request.received.year == TAKEN_OVER and request.reply.year == year:
                yield request.row(year) | {"id": f"L{request.number}"}


def disclosures(code: str, year: int) -> Iterator[Row]:
    rng = random.Random(f"{code}-{year}-disclosures")
    serial = 0
    for n, day in enumerate(sorted(rng.choices(workdays(year)[:230], k=rng.randint(18, 26))), 1):
        channels = ["本机关网站", *rng.sample(["政务微信", "政务微博"], rng.choice((0, 0, 1)))]
        for channel in channels:
            serial += 1
            yield {
                "id": f"{serial:03d}", "title": f"{rng.choice(TOPICS)}工作情况（{year}年第{n}号）",
                "index_no": f"YS-{year}-{n:03d}", "category": "工作动态", "is_normative": "否",
                "issued_on": str(day), "published_on": str(add_workdays(day, 5)), "channel": channel,
                "section_approved_on": str(day), "deputy_approved_on": str(add_workdays(day, 1)),
                "head_approved_on": str(add_workdays(day, 3)),
                "secrecy_reviewed_on": str(add_workdays(day, 2)), "secrecy_result": "公开",
            }  # fmt: skip


def documents(code: str, year: int) -> Iterator[Row]:
    """The stock grows by one or two a year; each document is repealed in its fifth year."""
    sign, mark = ("云园发", "") if code == "yunshan" else ("云绿办发", "L")
    for issued in range(YEARS.start - 2, year + 1):
        for n in range(1 + issued % 2):
            day = dt.date(issued, 4 + n, 12)
            repealed = issued + 4
            if repealed >= year:
                yield {
                    "id": f"{mark}{issued}-{n + 1}", "title": f"{TOPICS[(issued + n) % 6]}管理办法",
                    "doc_no": f"{sign}〔{issued}〕{n + 1}号", "kind": "行政规范性文件",
                    "issued_on": str(day), "published_on": str(day + dt.timedelta(days=9)),
                    "repealed_on": f"{repealed}-06-30" if repealed <= year else "",
                }  # fmt: skip
    if code == "yunshan" and year > TAKEN_OVER:
        for row in documents("yunshan_old", year):
            if int(row["issued_on"][:4]) <= TAKEN_OVER:
                yield row


def engagements(code: str, year: int) -> Iterator[Row]:
    yield {"id": "1", "kind": "政策解读稿件", "topic": f"{TOPICS[year % 6]}政策解读",
           "held_on": f"{year}-05-20", "head_attended": "否"}  # fmt: skip
    yield {"id": "2", "kind": "政府网站在线访谈", "topic": TOPICS[(year + 1) % 6],
           "held_on": f"{year}-09-12", "head_attended": "是", "hot_topic_no": "R1"}  # fmt: skip


def disputes(code: str, year: int) -> Iterator[Row]:
    """One lawsuit, filed in 2021 after reconsideration, decided in 2022."""
    if code == "yunshan" and year == 2021:
        yield {"id": "F1", "kind": "行政复议", "filed_on": "2021-03-10", "decided_on": "2021-05-06",
               "result": "结果维持"}  # fmt: skip
    if code == "yunshan" and year in (2021, 2022):
        yield {"id": "S1", "kind": "行政诉讼", "after_reconsideration": "是", "filed_on": "2021-06-15",
               "decided_on": "2022-04-18" if year == 2022 else "",
               "result": "结果维持" if year == 2022 else ""}  # fmt: skip


def decisions(code: str, year: int) -> Iterator[Row]:
    rng = random.Random(f"{code}-{year}-decisions")
    for kind, total in (("行政许可", 18), ("行政处罚", 4)):
        for n, day in enumerate(sorted(rng.choices(workdays(year)[:235], k=total)), 1):
            yield {
                "id": f"{kind[2:]}{n:02d}", "kind": kind, "matter": f"{rng.choice(TOPICS)}事项",
                "doc_no": f"云园{kind[2]}〔{year}〕{n}号", "subject_type": "法人及非法人组织",
                "decided_on": str(day), "publishable": "是", "platform": "信用云杉（虚构）",
                "published_on": str(add_workdays(day, rng.randint(1, 6))),
            }  # fmt: skip


def power_items(code: str, year: int) -> Iterator[Row]:
    for n in range(1, 9):
        row = {
            "id": f"Q{n}", "name": f"{TOPICS[n % 6]}事项{n}",
            "category": ("行政许可", "行政处罚")[n % 2], "confirmed_on": f"{year}-04-10",
            "has_flowchart": "是", "entered_on": f"{year}-04-20",
        }  # fmt: skip
        if n == 8 and year == 2019:
            row["listed_on"] = "2019-07-01"
        if n == 8 and year < 2019:
            continue
        yield row


def charges(code: str, year: int) -> Iterator[Row]:
    yield {"id": "1", "kind": "行政事业性收费", "item": "绿化补偿费", "occurred_on": f"{year}-06-18",
           "amount_yuan": f"{12000 + 350 * (year - 2016)}.50"}  # fmt: skip
    yield {"id": "2", "kind": "政府集中采购", "item": "苗木采购", "occurred_on": f"{year}-03-22",
           "amount_yuan": "251000"}  # fmt: skip


def dataset_submissions(code: str, year: int) -> Iterator[Row]:
    for month in range(1, 13):
        day = [d for d in workdays(year) if d.month == month][-2]
        yield {"dataset": "公园名录", "month": str(month), "submitted_on": str(day)}


def hotline_cases(code: str, year: int) -> Iterator[Row]:
    rng = random.Random(f"{code}-{year}-hotline")
    for n, day in enumerate(sorted(rng.sample(workdays(year)[:225], 14)), 1):
        closed = add_workdays(day, rng.randint(1, 5))
        yield {
            "id": f"R{n:02d}", "source": HOTLINES[year > 2020], "received_on": str(day),
            "due_on": str(add_workdays(day, 5)), "replied_on": str(closed), "closed_on": str(closed),
            "returned": "否", "called_back": "是", "satisfaction": rng.choice(("满意", "基本满意")),
        }  # fmt: skip


def proposals(code: str, year: int) -> Iterator[Row]:
    for n, kind in enumerate(("人大代表建议", "政协委员提案"), 1):
        yield {
            "id": f"{year}{n:03d}", "kind": kind, "topic": f"关于{TOPICS[(year + n) % 6]}的建议",
            "role": "主办", "assigned_on": f"{year}-03-20", "due_on": f"{year}-06-20",
            "replied_on": f"{year}-05-{20 + n}", "met_in_person": "是",
            "feedback_on": f"{year}-06-{10 + n}", "satisfaction": "满意", "outcome_class": "A",
        }  # fmt: skip


def meetings(code: str, year: int) -> Iterator[Row]:
    yield {
        "id": "1",
        "kind": "会议",
        "name": "政务公开工作会议",
        "held_on": f"{year}-03-16",
        "attendees": "20",
    }
    yield {
        "id": "2",
        "kind": "培训",
        "name": "信息公开业务培训",
        "held_on": f"{year}-10-19",
        "attendees": "31",
    }


def organisation(code: str, year: int) -> Iterator[Row]:
    yield {"year": str(year), "offices": "1", "reading_points": "2", "staff_full_time": "1",
           "staff_part_time": "4", "earmarked_funds_yuan": "30000", "oversight_lines": "1"}  # fmt: skip


MAKERS: tuple[Callable[[str, int], Iterator[Row]], ...] = (
    disclosures, documents, engagements, requests, disputes, decisions, power_items, charges,
    dataset_submissions, hotline_cases, proposals, meetings, organisation,
)  # fmt: skip


def write_office(root: Path, code: str, year: int) -> None:
    """Write every ledger of a year, the declarations and the office's own text."""
    ledgers = {make.__name__: make(code, year) for make in MAKERS}
    published = f"{year + 1}-01-{'15' if year >= 2019 else '25'}"
    texts = own_texts(year, first=code != "yunshan" or year == YEARS.start)
    write_year(root / code / str(year), ledgers, published, NOTE, texts)


def write(root: Path) -> None:
    """Write both offices below a data folder."""
    for year in YEARS:
        write_office(root, "yunshan", year)
    write_office(root, "yunshan_old", TAKEN_OVER)


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1])
