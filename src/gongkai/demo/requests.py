"""Requests over their whole life: what is open at a year's end stands in the next year's ledger."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from gongkai.demo.calendar import workday_after, workdays
from gongkai.demo.office import Office

Row = dict[str, str]

_APPLICANTS: Final = ("自然人",) * 12 + ("商业企业",) * 4 + (
    "科研机构", "社会公益组织", "法律服务机构", "法律服务机构", "其他",
)  # fmt: skip
_WAYS: Final = ("网络",) * 8 + ("信函",) * 3 + ("当面",) * 2 + ("传真",)
_OUTCOMES: Final = (
    ("同意公开", "予以公开"),
    ("同意公开", "予以公开"),
    ("同意公开", "予以公开"),
    ("属于已主动公开范围", "予以公开"),
    ("属于已主动公开范围", "予以公开"),
    ("同意部分公开", "部分公开"),
    ("不同意公开：涉及商业秘密", "不予公开：保护第三方合法权益"),
    ("不同意公开：涉及个人隐私", "不予公开：属于三类内部事务信息"),
    ("不同意公开：不是《条例》所指政府信息", "不予公开：属于行政执法案卷"),
    ("不属于本行政机关公开", "无法提供：本机关不掌握相关政府信息"),
    ("申请信息不存在", "无法提供：没有现成信息需要另行制作"),
    ("告知作出更改补充", "其他处理：逾期不补正"),
    ("告知通过其他途径办理", "不予处理：信访举报投诉类申请"),
    ("告知通过其他途径办理", "不予处理：重复申请"),
    ("属于已主动公开范围", "不予处理：要求提供公开出版物"),
    ("同意部分公开", "其他处理：其他"),
)  # up to 2018, from 2019
_NEW_LAW: Final = dt.date(2019, 5, 15)
_FEES: Final = (("40", "100"), ("100", "700"), ("120", "1100"))  # 国办函〔2020〕109号, by pages


@dataclass(frozen=True, slots=True)
class Request:
    """One request with the dates of its whole life; ``columns`` holds what never changes."""

    received: dt.date
    reply: dt.date
    outcomes: tuple[str, str]
    columns: Row

    def row(self, year: int) -> Row:
        """Return the request as the ledger of a year lists it: unanswered where it still is."""
        open_ = self.reply.year > year
        answer = (
            {} if open_ else {"reply_on": str(self.reply), "outcome": self.outcomes[year > 2018]}
        )
        return {"received_on": str(self.received)} | self.columns | answer


def requests(office: Office, year: int) -> Iterator[Row]:
    """Yield the ledger of a year: what was carried over, then what was received."""
    for request in received(office, year - 1):
        if request.reply.year == year:
            yield request.row(year)
    for request in received(office, year):
        yield request.row(year)


def received(office: Office, year: int) -> Iterator[Request]:
    """Yield the requests that an office received in a year, each answered within its limit."""
    dice = office.dice(year, "requests")
    usual = office.size("requests", 10, 34)
    for n, day in enumerate(sorted(dice.choices(workdays(year), k=usual + dice.randint(-3, 3))), 1):
        columns = {
            "id": f"S{year}-{n:03d}",
            "applicant": f"虚构申请人{n:03d}",
            "identity_no": f"虚构证件{n:03d}",
            "contact": f"虚构联系方式{n:03d}",
            "content": f"（虚构）申请公开{dice.choice(office.topics)}有关信息",
            "applicant_type": dice.choice(_APPLICANTS),
            "submit_channel": dice.choice(_WAYS),
            "fee_yuan": "0",
        }
        base = 15 if day < _NEW_LAW else 20
        reply = workday_after(day, dice.randint(2, base))
        fate = dice.random()
        if fate < 0.06:  # a lawful extension
            columns["extension_workdays"] = str(base)
            columns["extension_notified_on"] = str(workday_after(day, base - 4))
            reply = workday_after(day, dice.randint(base + 1, 2 * base))
        elif fate < 0.12:  # a third party is asked
            columns["consult_sent_on"] = str(workday_after(day, 2))
            columns["consult_returned_on"] = str(workday_after(day, 9))
            reply = workday_after(day, dice.randint(10, base + 5))
        elif fate < 0.16 and day >= _NEW_LAW:  # the applicant is asked to say what is meant
            columns["correction_notified_on"] = str(workday_after(day, 4))
            columns["corrected_on"] = str(workday_after(day, 10))
            reply = workday_after(day, dice.randint(12, base + 8))
        elif fate > 0.985 and year >= 2021:
            columns["fee_pages"], columns["fee_yuan"] = dice.choice(_FEES)
            columns["fee_notified_on"] = str(workday_after(day, 3))
            columns["fee_paid_on"] = str(workday_after(day, 6))
            reply = workday_after(day, dice.randint(7, base))
        yield Request(day, reply, dice.choice(_OUTCOMES), columns)
