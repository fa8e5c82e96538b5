"""The recount of decisions, power items, charges, data sets, hotlines, proposals and the rest."""

import datetime as dt
from collections import Counter
from decimal import Decimal

from recount import Case, Raw, plus

Amounts = dict[str, int | Decimal]


def administration(raw: dict[str, list[Raw]], year: int) -> Amounts:
    out: Amounts = Counter()
    for c in (Case("decisions", r, year) for r in raw["decisions"]):
        decided = c.decided_on.year == year
        out[f"{c.kind}_decisions"] += decided
        if c.kind not in ("licence", "penalty"):
            continue
        published = bool(c.published_on and c.published_on.year == year)
        out["publicity_licences" if c.kind == "licence" else "publicity_penalties"] += published
        out["publicity_timely"] += bool(published and c.published_on <= plus(c.decided_on, 7))
        out["publicity_judged"] += published  # of years whose notices are out
        out["publishable_decisions"] += bool(decided and c.publishable)
        out["publishable_published"] += bool(decided and c.publishable and c.published_on)
    ever = [Case("power_items", r, year) for r in raw["power_items"]]
    powers = [c for c in ever if year not in (2019, 2020) or c.removed_on is None]
    out["power_items"] = len(powers)
    out["power_item_categories"] = len({c.category for c in powers})
    out["power_items_confirmed"] = sum(c.confirmed_on is not None for c in powers)
    out["power_items_with_flowchart"] = sum(bool(c.has_flowchart) for c in powers)
    out["power_items_entered"] = sum(c.entered_on is not None for c in powers)
    codes = {
        "admin_licence": "licence", "external_service": "external_service", "admin_penalty": "penalty",
        "admin_coercion": "coercion", "charge_item": "charge_item",
    }  # fmt: skip
    for c in ever if year in (2019, 2020) else ():
        if c.category in codes:
            name = f"listed_{codes[c.category]}"
            listed = c.listed_on.year if c.listed_on else 0
            removed = c.removed_on.year if c.removed_on else 9999
            out[f"{name}_prior"] += listed < year and removed >= year
            out[f"{name}_change"] += (listed == year) - (removed == year)
    out["charges_yuan"] = out["procurement_yuan"] = Decimal(0)
    for c in (Case("charges", r) for r in raw["charges"]):
        if c.kind == "charge":
            out["charges_yuan"] += c.amount_yuan
        else:
            out["procurements"] += 1
            out["procurement_yuan"] += c.amount_yuan
    data = [Case("dataset_submissions", r) for r in raw["dataset_submissions"]]
    out["open_data_sets"] = len({c.dataset for c in data})
    out["open_data_expected"] = 12 * out["open_data_sets"]
    out["open_data_submissions"] = sum(c.submitted_on is not None for c in data)
    return out


def judged_in(limit: dt.date, done: dt.date | None, year: int) -> bool:
    """Tell whether a case was done or fell due, whichever came first, in a year."""
    return min(limit, done or limit).year == year


def _hotline(rows: list[Raw], year: int) -> Amounts:
    out: Amounts = Counter()
    for c in (Case("hotline_cases", r) for r in rows):
        due = judged_in(c.due_on, c.closed_on, year) and not c.returned
        out["hotline_cases"] += c.received_on.year == year
        out[f"hotline_{c.source}"] += c.received_on.year == year
        out["hotline_due"] += due
        out["hotline_replied"] += bool(due and c.replied_on)
        out["hotline_closed_on_time"] += bool(due and c.closed_on and c.closed_on <= c.due_on)
        out["hotline_called_back"] += bool(c.called_back and c.satisfaction)
        out["hotline_satisfied"] += bool(c.called_back and c.satisfaction == "satisfied")
    return out


def _months_later(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in range(day.day, 27, -1):
        try:
            return dt.date(year, month + 1, last)
        except ValueError:
            continue
    return dt.date(year, month + 1, day.day)


def proposal_limit(c: Case) -> dt.date:
    """Return the day by which a proposal is to be answered: the one set, else three months on."""
    return c.due_on or _months_later(c.assigned_on, 3)


def _proposals(rows: list[Raw], year: int) -> Amounts:
    out: Amounts = Counter()
    for c in (Case("proposals", r) for r in rows):
        name = "npc" if c.kind == "npc_suggestion" else "cppcc"
        given = c.assigned_on.year == year
        out[f"proposals_{name}"] += given
        out[f"proposals_{name}_lead"] += given and c.role in ("lead", "sole")
        limit = proposal_limit(c)
        if c.role == "assist" or not judged_in(limit, c.replied_on, year):
            continue
        replied = c.replied_on is not None
        out["proposals_to_answer"] += 1
        out["proposals_replied"] += replied
        out["proposals_on_time"] += replied and c.replied_on <= limit
        out["proposals_met"] += bool(replied and c.met_in_person)
        out["proposals_with_feedback"] += bool(replied and c.feedback_on)
        if c.feedback_on:
            out[f"proposals_{name}_evaluated"] += c.satisfaction is not None
            out[f"proposals_{name}_satisfied"] += c.satisfaction == "satisfied"
            out[f"proposals_{name}_content"] += c.satisfaction in (
                "satisfied",
                "basically_satisfied",
            )
    return out


def service(raw: dict[str, list[Raw]], year: int) -> Amounts:
    out: Amounts = Counter()
    out |= _hotline(raw["hotline_cases"], year)
    out |= _proposals(raw["proposals"], year)
    for c in (Case("meetings", r) for r in raw["meetings"]):
        out["ogi_meetings" if c.kind == "meeting" else "trainings"] += 1
        out["training_attendees"] += c.attendees if c.kind == "training" else 0
    for c in (Case("organisation", r) for r in raw["organisation"]):
        for column, name in (
            ("offices", "ogi_offices"), ("reading_points", "reading_points"),
            ("staff_full_time", "staff_full_time"), ("staff_part_time", "staff_part_time"),
            ("earmarked_funds_yuan", "earmarked_funds_yuan"), ("oversight_lines", "oversight_lines"),
        ):  # fmt: skip
            out[name] += getattr(c, column) or 0
    return out


# Figures made of others: a rate as (numerator, denominator), a total as its parts.
RATES = {
    "approval_rate": ("disclosures_approved", "disclosure_postings"),
    "secrecy_review_rate": ("disclosures_reviewed", "disclosure_postings"),
    "document_disclosure_rate": ("normative_documents_published", "normative_documents_issued"),
    "requests_on_time_rate": ("requests_on_time", "requests_due"),
    "mean_handling_workdays": ("handling_workdays", "requests_closed"),
    "grant_rate": ("outcome_r1", "requests_closed"),
    "substantive_disclosure_rate": ("substantive_disclosures", "requests_closed"),
    "reconsideration_correction_rate": ("reconsiderations_corrected", "reconsiderations_decided"),
    "dispute_rate": ("disputes_total", "requests_received"),
    "publicity_timely_rate": ("publicity_timely", "publicity_judged"),
    "publicity_rate": ("publishable_published", "publishable_decisions"),
    "power_item_entry_rate": ("power_items_entered", "power_items"),
    "open_data_delivery_rate": ("open_data_submissions", "open_data_expected"),
    "hotline_feedback_rate": ("hotline_replied", "hotline_due"),
    "hotline_on_time_rate": ("hotline_closed_on_time", "hotline_due"),
    "hotline_satisfaction_rate": ("hotline_satisfied", "hotline_called_back"),
    "proposal_completion_rate": ("proposals_replied", "proposals_to_answer"),
    "proposal_on_time_rate": ("proposals_on_time", "proposals_to_answer"),
    "proposal_feedback_rate": ("proposals_with_feedback", "proposals_replied"),
    "proposal_in_person_rate": ("proposals_met", "proposals_replied"),
    "proposal_satisfaction_rate_npc": ("proposals_npc_satisfied", "proposals_npc_evaluated"),
    "proposal_satisfaction_rate_cppcc": ("proposals_cppcc_satisfied", "proposals_cppcc_evaluated"),
}
TOTALS = {
    "accepted_total": ("requests_received", "requests_carried_in"),
    "outcome_refused": (
        "outcome_refused_state_secret", "outcome_refused_trade_secret", "outcome_refused_privacy",
        "outcome_refused_security", "outcome_refused_not_ogi", "outcome_refused_other",
    ),
    "substantive_disclosures": ("outcome_r1", "outcome_r2"),
    "disputes_total": ("reconsiderations", "litigations"),
    "publicity_total": ("publicity_licences", "publicity_penalties"),
    "proposals_total": ("proposals_npc", "proposals_cppcc"),
    "staff_total": ("staff_full_time", "staff_part_time"),
}  # fmt: skip
