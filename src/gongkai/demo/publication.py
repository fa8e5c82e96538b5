"""What a made-up office publishes: disclosures, documents, answers to the public."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from gongkai.demo.calendar import workday_after, workdays
from gongkai.demo.office import Office
from gongkai.demo.requests import Row

_CHANNELS: Final = ("政府信息公开目录网", "政务微信", "政务微博", "政府公报", "其他方式")
_CATEGORIES: Final = (
    "工作动态",
    "工作动态",
    "通知公告",
    "财政预决算",
    "行政执法",
    "人事信息",
    "机构职能",
)
_LIFE: Final = (3, 7)  # years until a document is repealed
_HANDLERS: Final = tuple(f"虚构经办人{n:02d}" for n in range(1, 7))


def _documents_issued(office: Office, year: int) -> Iterator[tuple[Row, int]]:
    """Yield the documents that an office issued in a year, each with the year of its repeal."""
    dice = office.dice(year, "documents")
    days = sorted(dice.sample(workdays(year)[20:220], dice.randint(1, 4)))
    for n, day in enumerate(days, 1):
        yield (
            {
                "id": f"W{year}-{n}",
                "title": f"{dice.choice(office.topics)}管理办法（{year}年第{n}号）",
                "doc_no": f"{office.sign}规〔{year}〕{n}号",
                "kind": "行政规范性文件",
                "issued_on": str(day),
                "published_on": str(workday_after(day, dice.randint(2, 9))),
            },
            year + dice.randint(*_LIFE),
        )


def documents(office: Office, year: int) -> Iterator[Row]:
    """Yield what was issued, repealed or in force in the year."""
    for issued in range(year - _LIFE[1], year + 1):
        for row, repealed in _documents_issued(office, issued):
            if repealed == year:
                yield row | {"repealed_on": f"{year}-06-30"}
            elif repealed > year:
                yield row


def disclosures(office: Office, year: int) -> Iterator[Row]:
    """Yield each posting; an item that stands on several channels has one index number."""
    dice = office.dice(year, "disclosures")
    normative = [row for row, _ in _documents_issued(office, year)]
    total = office.size("disclosures", 26, 60) + dice.randint(-6, 6)
    items: list[Row] = [
        {"title": "政府信息公开工作年度报告", "category": "年度报告", "issued_on": f"{year}-01-08"},
        {"title": "政务公开工作要点分解落实方案", "category": "工作要点分解落实方案", "issued_on": f"{year}-04-12"},
        *(
            {"title": row["title"], "doc_no": row["doc_no"], "category": "政策文件",
             "is_normative": "是", "issued_on": row["issued_on"], "published_on": row["published_on"]}
            for row in normative
        ),
        *(
            {"title": f"{dice.choice(office.topics)}工作情况（{year}年第{n}号）",
             "category": dice.choice(_CATEGORIES), "issued_on": str(day)}
            for n, day in enumerate(sorted(dice.choices(workdays(year)[:-12], k=total)), 1)
        ),
    ]  # fmt: skip
    serial = 0
    for n, item in enumerate(items, 1):
        for channel in ("本机关网站", *dice.sample(_CHANNELS, dice.choice((0, 0, 1, 1, 2)))):
            serial += 1
            yield _posting(item, channel, serial, f"{office.sign}-{year}-{n:03d}") | {
                "handler": dice.choice(_HANDLERS)
            }


def _posting(item: Row, channel: str, serial: int, index: str) -> Row:
    day = dt.date.fromisoformat(item["issued_on"])
    normative = "is_normative" in item  # its date of publication is given: reviewed on the spot
    steps = (0, 0, 0, 0) if normative else (0, 1, 2, 3)
    section, deputy, secrecy, head = (str(workday_after(day, n) if n else day) for n in steps)
    return {
        "is_normative": "否", "published_on": str(workday_after(day, 5)), "index_no": index,
    } | item | {
        "id": f"{serial:04d}", "channel": channel, "section_approved_on": section,
        "deputy_approved_on": deputy, "head_approved_on": head, "secrecy_reviewed_on": secrecy,
        "secrecy_result": "公开",
    }  # fmt: skip


def engagements(office: Office, year: int) -> Iterator[Row]:
    """Yield articles, interviews and answers; one hot topic is answered twice."""
    dice = office.dice(year, "engagements")
    days = workdays(year)
    kinds = ("政策解读稿件",) * dice.randint(2, 8) + (
        "新闻发布会", "政府网站在线访谈", "微博微信回应", "其他方式回应", "宣传活动",
    )  # fmt: skip
    for n, (kind, day) in enumerate(
        zip(kinds, sorted(dice.sample(days, len(kinds))), strict=True), 1
    ):
        hot = kind in ("微博微信回应", "其他方式回应")
        yield {
            "id": str(n), "kind": kind, "topic": f"{dice.choice(office.topics)}有关情况",
            "held_on": str(day), "head_attended": dice.choice(("是", "否")),
            "hot_topic_no": f"R{year}" if hot else "",
        }  # fmt: skip
