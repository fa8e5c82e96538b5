"""An independent recount: plain Python over the raw rows, sharing no code with the expressions."""

import datetime as dt
import re
import unicodedata
from collections import Counter
from decimal import Decimal
from functools import cache

import chinese_calendar

from gongkai.records.ledgers import BY_ID as LEDGERS
from gongkai.records.ledgers.ledger import FLAG_CHOICES

Raw = dict[str, str]
YES = FLAG_CHOICES[0]


def date(text: str) -> dt.date | None:
    digits = re.findall(r"\d+", text)
    if not digits:
        return None
    if len(digits) == 1:
        digits = [digits[0][:4], digits[0][4:6], digits[0][6:]]
    return dt.date(*map(int, digits))


@cache
def workday(day: dt.date) -> bool:
    return chinese_calendar.is_workday(day) if 2004 <= day.year <= 2026 else day.weekday() < 5


def plus(day: dt.date, number: int) -> dt.date:
    while number:
        day += dt.timedelta(days=1)
        number -= workday(day)
    return day


def between(start: dt.date, end: dt.date) -> int:
    return sum(workday(start + dt.timedelta(days=n)) for n in range(1, (end - start).days + 1))


class Case:
    """One raw row, read anew: ``case.received_on`` is a date, ``case.kind`` a code."""

    def __init__(self, ledger: str, row: Raw, year: int = 2018) -> None:
        for column in LEDGERS[ledger].columns:
            text = row.get(column.heading, "").strip()
            value: object = text or None
            match column.kind.name:
                case "DATE":
                    value = date(text)
                case "COUNT" | "MONTH":
                    value = int(text.removesuffix("月")) if text else None
                case "MONEY":
                    value = Decimal(text) if text else None
                case "FLAG":
                    value = {"": None}.get(text, text in (YES.label, *YES.aliases))
                case "CHOICE":
                    value = next(
                        (
                            c.code
                            for c in column.choices
                            if text in (c.label, *c.aliases) and c.since <= year <= c.until
                        ),
                        None,
                    )
            setattr(self, column.name, value)

    def __getattr__(self, name: str) -> object:
        raise AttributeError(name)


class Request(Case):
    def __init__(self, row: Raw, year: int) -> None:
        super().__init__("requests", row, year)
        first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
        new = self.received_on >= dt.date(2019, 5, 15)
        base, cap = (20, 20) if new else (15, 15)
        self.limit = base
        start = self.corrected_on if new and self.corrected_on else self.received_on
        if new and year >= 2021 and self.fee_paid_on:
            start = self.fee_paid_on
        sent, returned = self.consult_sent_on, self.consult_returned_on
        stops = sent and returned and (new or self.consulted != "other_organ")
        excluded = between(max(sent, start), returned) if stops else 0
        due = plus(start, base + excluded)
        told = self.extension_notified_on
        # Who wrote the day of the notice alone means as much as the law allows.
        asked = (cap if told else 0) if self.extension_workdays is None else self.extension_workdays
        self.extended = bool(0 < asked <= cap and told and told <= due)
        self.due = plus(due, asked) if self.extended else due
        # Nobody wrote when it was told: it may have been in time.
        self.latest = plus(due, asked) if 0 < asked <= cap and not told else self.due
        self.in_year = self.received_on >= first
        self.closed = bool(self.reply_on and first <= self.reply_on <= last)
        self.open = self.reply_on is None or self.reply_on > last
        waits = self.correction_notified_on and not self.corrected_on
        waits = waits and self.correction_notified_on <= self.due
        unpaid = year >= 2021 and self.fee_notified_on and not self.fee_paid_on
        unpaid = unpaid and self.fee_notified_on <= self.due
        unpaid_too = year >= 2021  # no fee was asked before, so none was left unpaid
        lapsed = self.open or self.outcome == "r6_1" or (unpaid_too and self.outcome == "r6_2")
        self.suspended = bool(new and (waits or unpaid) and lapsed)
        self.on_time = self.closed and (self.reply_on <= self.due or self.suspended)
        late = (self.closed and self.reply_on > self.latest) or (self.open and self.latest < last)
        self.overdue = late and not self.suspended
        kept = self.on_time if self.closed else self.due >= last or self.suspended
        self.undetermined = (self.closed or self.open) and not (kept or self.overdue)
        self.used = between(self.received_on, self.reply_on) if self.closed else 0
        self.counted = max(between(start, self.reply_on) - excluded, 0) if self.closed else 0


def item(c: Case) -> str:
    """Return what the rows of one item share."""
    title = "".join(
        x for x in unicodedata.normalize("NFKC", c.title)
        if not x.isspace() and not unicodedata.category(x).startswith("P")
    )  # fmt: skip
    for number in (c.doc_no, c.index_no):
        if number:
            return "".join(unicodedata.normalize("NFKC", number).split())
    return f"{title}|{c.issued_on}"


def _disclosures(rows: list[Raw]) -> dict[str, int]:
    cases = [Case("disclosures", r) for r in rows]

    def distinct(test) -> int:
        return len({item(c) for c in cases if test(c)})

    steps = ("section_approved_on", "deputy_approved_on", "head_approved_on")
    out = {
        "disclosed_total": distinct(lambda c: True),
        "disclosure_postings": len(cases),
        "disclosed_own_site": distinct(lambda c: c.channel == "own_site"),
        "disclosed_city_catalogue": distinct(lambda c: c.channel == "city_catalogue"),
        "disclosed_website": distinct(lambda c: c.channel in ("own_site", "city_catalogue")),
        "disclosed_normative": distinct(lambda c: c.is_normative is True),
        "key_documents": distinct(lambda c: c.category in ("annual_report", "task_plan")),
        "disclosures_approved": sum(
            all(getattr(c, s) and getattr(c, s) <= c.published_on for s in steps) for c in cases
        ),
        "disclosures_reviewed": sum(
            bool(c.secrecy_reviewed_on and c.secrecy_reviewed_on <= c.published_on) for c in cases
        ),
    }
    for code in ("gazette", "weibo", "wechat", "other"):
        out[f"disclosed_{code}"] = distinct(lambda c, code=code: c.channel == code)
    return out


def _documents(rows: list[Raw], year: int) -> dict[str, int]:
    out: dict[str, int] = Counter()
    for c in (Case("documents", r) for r in rows):
        name = {"gov_rule": "gov_rules", "normative_document": "normative_documents"}[c.kind]
        issued = c.issued_on.year == year
        out[f"{name}_issued"] += issued
        out[f"{name}_repealed"] += bool(c.repealed_on and c.repealed_on.year == year)
        out[f"{name}_in_force"] += c.repealed_on is None
        public = bool(c.published_on and c.published_on.year == year)
        out[f"{name}_newly_public"] += public
        out[f"{name}_public"] += public or bool(c.published_on and c.repealed_on is None)
        out[f"{name}_published"] += bool(issued and c.published_on and c.published_on.year == year)
    return out


def _engagements(rows: list[Raw]) -> dict[str, int]:
    cases = [Case("engagements", r) for r in rows]
    kinds = Counter(c.kind for c in cases)
    heads = Counter(c.kind for c in cases if c.head_attended)
    return {
        "hot_topics": len({c.hot_topic_no for c in cases if c.hot_topic_no}),
        "press_conferences": kinds["press_conference"],
        "press_conferences_head": heads["press_conference"],
        "online_interviews": kinds["online_interview"],
        "online_interviews_head": heads["online_interview"],
        "interpretation_articles": kinds["article"],
        "social_media_responses": kinds["social_media"],
        "other_responses": kinds["other_response"],
        "publicity_events": kinds["publicity_event"],
    }


def _requests(rows: list[Raw], year: int) -> dict[str, int | Decimal]:
    cases = [Request(r, year) for r in rows]
    mine = [c for c in cases if c.in_year]
    closed = [c for c in cases if c.closed]
    out: dict[str, int | Decimal] = {
        "requests_received": len(mine),
        "requests_carried_in": len(cases) - len(mine),
        "requests_closed": len(closed),
        "requests_on_time": sum(c.on_time for c in closed),
        "requests_closed_on_time_plain": sum(c.on_time and not c.extended for c in closed),
        "requests_closed_extended": sum(c.on_time and c.extended for c in closed),
        "requests_overdue": sum(c.overdue for c in cases),
        "requests_due": sum((c.closed and not c.undetermined) or c.overdue for c in cases),
        "requests_undetermined": sum(c.undetermined for c in cases),
        "requests_open_at_end": sum(c.open for c in cases),
        "handling_workdays": sum(c.used for c in closed),
        "requests_answered": sum(c.outcome is not None for c in closed),
        "fees_yuan": sum((c.fee_yuan or Decimal(0) for c in cases), Decimal(0)),
    }
    for code in ("in_person", "fax", "online", "letter"):
        out[f"requests_{code}"] = sum(c.submit_channel == code for c in mine)
    for code in (
        "natural_person",
        "commercial",
        "research",
        "social",
        "legal_service",
        "other_org",
    ):
        out[f"requests_from_{code}"] = sum(c.applicant_type == code for c in mine)
    for choice in LEDGERS["requests"].column("outcome").choices:
        out[f"outcome_{choice.code}"] = sum(c.outcome == choice.code for c in closed)
    return out | _table3(cases)


def _table3(cases: list[Request]) -> dict[str, int]:
    out: dict[str, int] = Counter()
    for c in cases:
        lines = ["new" if c.in_year else "carry_in"]
        if c.closed:
            lines += ["r7", *([c.outcome] if c.outcome else [])]
            lines += ["r6"] if (c.outcome or "").startswith("r6_") else []
        if c.open:
            lines.append("carry_out")
        for line in lines:
            out[f"t3_{line}_total"] += 1
            out[f"t3_{line}_{c.applicant_type}"] += 1
    return out


def _disputes(rows: list[Raw], year: int) -> dict[str, int]:
    out: dict[str, int] = Counter()
    for c in (Case("disputes", r) for r in rows):
        filed = c.filed_on.year == year
        decided = bool(c.decided_on and c.decided_on.year == year)
        pending = c.decided_on is None or c.decided_on.year > year
        if c.kind == "complaint":
            out["ogi_complaints"] += filed
            continue
        name = f"{c.kind}s"
        out[name] += filed or decided or pending
        out[f"{name}_decided"] += decided
        out[f"{name}_pending"] += pending
        group = c.kind
        if group == "litigation":
            group = "after" if c.after_reconsideration else "direct"
        out[f"t4_{group}_pending"] += pending
        out[f"t4_{group}_total"] += decided or pending
        if decided and c.result:
            other = "other" if c.result == "other_result" else c.result
            out[f"t4_{group}_{other}"] += 1
            short = {"upheld": "upheld", "corrected": "corrected", "other_result": "other"}[
                c.result
            ]
            out[f"{name}_{short}"] += 1
    return out


# Dates of which the last lies before the year in a row of another year, which nobody counts.
_DATED = {
    "hotline_cases": ("转办日期", "办理期限", "反馈日期", "办结日期"),
    "proposals": ("交办日期", "办理期限", "答复日期", "反馈日期"),
    "dataset_submissions": ("报送日期",),
}


def of_the_year(ledger: str, rows: list[Raw], year: int) -> list[Raw]:
    """Return the rows of which some date is not before the year, and those without any."""
    days = ([d for h in _DATED.get(ledger, ()) if (d := date(row.get(h, "")))] for row in rows)
    return [r for r, found in zip(rows, days, strict=True) if not found or max(found).year >= year]


def amounts(raw: dict[str, list[Raw]], year: int) -> dict[str, int | Decimal]:
    """Return every counted or summed figure; what is not named is 0."""
    from recount_service import administration, service

    raw = {ledger: of_the_year(ledger, rows, year) for ledger, rows in raw.items()}
    return {
        **_disclosures(raw["disclosures"]),
        **_documents(raw["documents"], year),
        **_engagements(raw["engagements"]),
        **_requests(raw["requests"], year),
        **_disputes(raw["disputes"], year),
        **administration(raw, year),
        **service(raw, year),
    }
