"""Rows for the ledgers of 哈尔滨市人民防空办公室, 2018, rebuilt from the published totals.

The office published totals only. The rows below add up to them; they are not its records.
Run it to write the CSV files again, byte for byte: ``python data/hrbrfb/generate_2018.py [FOLDER]``.
"""

import csv
import datetime as dt
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from gongkai.records.clock.workdays import add_workdays, is_workday
from gongkai.records.ledgers import BY_ID

YEAR = 2018
Row = dict[str, str]

WORKDAYS = [
    day for n in range(365) if is_workday(day := dt.date(YEAR, 1, 1) + dt.timedelta(days=n))
]
SUBJECTS = (
    "人防工程建设审批", "人防工程质量监督", "人防工程平时开发利用", "人防通信警报试鸣", "人防宣传教育进社区",
    "人防工程安全检查", "结建人防工程易地建设费征收", "人防机动指挥演练", "人防工程维护管理", "人民防空知识进校园",
    "地下空间开发利用规划", "人防专业队伍训练",
)  # fmt: skip
FORMS = (
    ("work_news", "工作情况"), ("notice", "通知"), ("enforcement", "检查结果公示"), ("project", "项目进展"),
    ("planning", "季度统计"), ("policy", "办事指南"), ("budget", "经费使用情况"), ("institution", "职责调整说明"),
)  # fmt: skip
DATASETS = (
    "人防工程审批结果", "人防工程竣工备案", "人防行政许可目录", "人防行政处罚结果", "人防警报设施分布",
    "人员掩蔽工程名录", "人防工程维护记录", "人防办事指南",
)  # fmt: skip
POWERS = (
    ("admin_licence", ("人防工程建设审批", "人防工程拆除审批", "人防工程改造审批", "人防警报设施拆除审批",
                       "人防工程平时使用登记", "人防工程施工图备案", "防空地下室易地建设审批")),
    ("admin_levy", ("防空地下室易地建设费征收", "人防工程使用费征收")),
    ("admin_inspection", ("人防工程质量监督检查", "人防工程维护检查", "人防警报设施检查", "人防工程使用安全检查",
                          "人防设备生产企业检查", "人防资金使用检查")),
    ("admin_penalty", ("未按规定修建防空地下室的处罚", "侵占人防工程的处罚", "擅自拆除人防工程的处罚",
                       "危害人防工程安全的处罚", "占用防空警报频率的处罚", "拒绝安装警报设施的处罚",
                       "向人防工程排放废物的处罚", "不按标准修建人防工程的处罚")),
)  # fmt: skip


def labels(ledger: str, column: str) -> dict[str, str]:
    """Return code → the label that a clerk writes."""
    return {c.code: c.label for c in BY_ID[ledger].in_year(YEAR).column(column).choices}


def disclosures(rng: random.Random) -> Iterator[Row]:
    """132 items on the own site, 84 in the city catalogue, 80 of them on both."""
    channel, category = labels("disclosures", "channel"), labels("disclosures", "category")
    items = [
        ("annual_report", "哈尔滨市人民防空办公室2017年度政府信息公开年度报告", WORKDAYS[18]),
        ("task_plan", "哈尔滨市人民防空办公室2018年政务公开工作要点分解落实方案", WORKDAYS[72]),
    ]
    titles = [
        (code, f"关于{subject}的{form}（第{issue}期）")
        for issue in (1, 2)
        for subject in SUBJECTS
        for code, form in FORMS
    ]
    chosen = rng.sample(titles, 134)
    items += [(code, title, rng.choice(WORKDAYS[:240])) for code, title in chosen]
    serial = 0
    for number, (code, title, issued) in enumerate(items, start=1):
        steps = [add_workdays(issued, n) for n in (0, 1, 2, 3)]
        channels = ["own_site", "city_catalogue"] if number <= 80 else ["own_site"]
        if number > 132:
            channels = ["city_catalogue"]
        for name in channels:
            serial += 1
            yield {
                "id": f"ZD{serial:03d}", "title": title, "index_no": f"HRBRFB-2018-{number:03d}",
                "category": category[code], "is_normative": "否", "issued_on": str(steps[0]),
                "published_on": str(add_workdays(issued, rng.randint(4, 8))),
                "channel": channel[name], "section_approved_on": str(steps[0]),
                "deputy_approved_on": str(steps[1]), "head_approved_on": str(steps[3]),
                "secrecy_reviewed_on": str(steps[2]), "secrecy_result": "公开",
            }  # fmt: skip


def engagements(_: random.Random) -> Iterator[Row]:
    """One online interview and one publicity event; nothing else was published."""
    yield {"id": "JD01", "kind": "政府网站在线访谈", "topic": "人防安全监督管理", "held_on": "2018-09-18",
           "head_attended": "否"}  # fmt: skip
    yield {"id": "JD02", "kind": "宣传活动", "topic": "《中华人民共和国政府信息公开条例》宣传周",
           "held_on": "2018-05-15", "head_attended": "否"}  # fmt: skip


def requests(rng: random.Random) -> Iterator[Row]:
    """29 requests, the last received on or before 10 December, all answered within 15 days."""
    outcome = labels("requests", "outcome")
    channels = ["网络"] * 20 + ["信函"] * 5 + ["当面"] * 4
    applicants = ["自然人"] * 21 + ["商业企业"] * 5 + ["法律服务机构"] * 3
    outcomes = (
        ["granted"] * 12 + ["already_public"] * 6 + ["not_this_organ"] * 4 + ["not_existing"] * 3
        + ["granted_partly"] * 2 + ["told_other_route", "told_to_amend"]
    )  # fmt: skip
    for shuffled in (channels, applicants, outcomes):
        rng.shuffle(shuffled)
    safe = [day for day in WORKDAYS if day <= dt.date(YEAR, 12, 10)]
    received = sorted(rng.choices(safe, k=29))
    for n, (day, channel, applicant, code) in enumerate(
        zip(received, channels, applicants, outcomes, strict=True), start=1
    ):
        yield {
            "id": f"YSQ2018{n:03d}", "applicant_type": applicant, "submit_channel": channel,
            "received_on": str(day), "reply_on": str(add_workdays(day, rng.randint(2, 15))),
            "outcome": outcome[code], "fee_yuan": "0",
        }  # fmt: skip


def decisions(rng: random.Random) -> Iterator[Row]:
    """549 licences and 7 penalties published, each within seven working days of the decision."""
    kinds = [("行政许可", 549, POWERS[0][1]), ("行政处罚", 7, POWERS[3][1])]
    for kind, total, matters in kinds:
        days = sorted(rng.choices(WORKDAYS[:240], k=total))
        for n, day in enumerate(days, start=1):
            yield {
                "id": f"{kind[2:]}{n:03d}", "kind": kind, "matter": rng.choice(matters),
                "doc_no": f"哈人防{kind[2]}字〔2018〕{n}号", "subject_type": "法人及非法人组织",
                "decided_on": str(day), "publishable": "是",
                "published_on": str(add_workdays(day, rng.choices(range(8), (1, 4, 6, 6, 4, 3, 2, 1))[0])),
                "platform": "信用中国（黑龙江）",
            }  # fmt: skip


def power_items(rng: random.Random) -> Iterator[Row]:
    """23 items in four categories, confirmed, with flow charts, entered."""
    category = labels("power_items", "category")
    numbered = [(code, name) for code, names in POWERS for name in names]
    for n, (code, name) in enumerate(numbered, start=1):
        confirmed = rng.choice(WORKDAYS[60:120])
        yield {
            "id": f"QL{n:02d}", "name": name, "category": category[code],
            "confirmed_on": str(confirmed), "has_flowchart": "是",
            "entered_on": str(add_workdays(confirmed, rng.randint(5, 20))),
        }  # fmt: skip


def dataset_submissions(rng: random.Random) -> Iterator[Row]:
    """Eight data sets in each of the twelve months."""
    for month in range(1, 13):
        days = [day for day in WORKDAYS if day.month == month][-5:]
        for dataset in DATASETS:
            yield {"dataset": dataset, "month": str(month), "submitted_on": str(rng.choice(days))}


def hotline_cases(rng: random.Random) -> Iterator[Row]:
    """A made-up number of cases from three sources, all closed in time: no count was published."""
    source = labels("hotline_cases", "source")
    for code, total in (("h12345", 26), ("h12319", 11), ("baixingtan", 5)):
        for n, day in enumerate(sorted(rng.choices(WORKDAYS[:230], k=total)), start=1):
            closed = add_workdays(day, rng.randint(1, 5))
            called = rng.random() < 0.5
            yield {
                "id": f"{code.upper()}-{n:02d}", "source": source[code], "received_on": str(day),
                "due_on": str(add_workdays(day, 5)), "replied_on": str(closed),
                "closed_on": str(closed), "returned": "否", "called_back": "是" if called else "否",
                "satisfaction": "满意" if called else "",
            }  # fmt: skip


def proposals(_: random.Random) -> Iterator[Row]:
    """Two suggestions of deputies, both as lead, both answered and satisfied."""
    topics = (("2018-0131", "关于地下人防工程商场建设停车功能的建议", "2018-05-22"),
              ("2018-0245", "关于加强“核武器常识”宣传的建议", "2018-05-29"))  # fmt: skip
    for number, topic, replied in topics:
        yield {
            "id": number, "kind": "人大代表建议", "topic": topic, "role": "主办",
            "assigned_on": "2018-03-20", "due_on": "2018-06-20", "replied_on": replied,
            "met_in_person": "是", "feedback_on": str(add_workdays(dt.date.fromisoformat(replied), 6)),
            "satisfaction": "满意", "outcome_class": "A",
        }  # fmt: skip


def meetings(_: random.Random) -> Iterator[Row]:
    """Assumed: the report tells of no meeting and no course."""
    yield {
        "id": "HY1",
        "kind": "会议",
        "name": "政务公开工作部署会",
        "held_on": "2018-03-15",
        "attendees": "26",
    }
    yield {
        "id": "HY2",
        "kind": "会议",
        "name": "政务公开工作推进会",
        "held_on": "2018-08-23",
        "attendees": "24",
    }
    yield {
        "id": "PX1",
        "kind": "培训",
        "name": "信息员业务培训班",
        "held_on": "2018-06-14",
        "attendees": "32",
    }


def organisation(_: random.Random) -> Iterator[Row]:
    """Assumed: one office with one full-time and three part-time members of staff."""
    yield {
        "year": "2018", "offices": "1", "reading_points": "1", "staff_full_time": "1",
        "staff_part_time": "3", "earmarked_funds_yuan": "0", "oversight_lines": "1",
    }  # fmt: skip


MAKERS = (
    disclosures, engagements, requests, decisions, power_items, dataset_submissions,
    hotline_cases, proposals, meetings, organisation,
)  # fmt: skip


def write(folder: Path) -> None:
    """Write every ledger as Excel would save it; personal columns stay blank."""
    for make in MAKERS:
        ledger = BY_ID[make.__name__]
        columns = ledger.in_year(YEAR).columns
        with (folder / f"{ledger.id}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            out = csv.writer(file, lineterminator="\n")
            out.writerow(column.heading for column in columns)
            for row in make(random.Random(f"{YEAR}-{ledger.id}")):
                out.writerow(row.get(column.name, "") for column in columns)


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / str(YEAR))
