"""Layouts in which other systems export our ledgers, and what their headings mean to us."""

from typing import Final

from gongkai.records.layouts import administration, publication, requests, service
from gongkai.records.layouts.layout import Default, Layout, LeftOut, Source, Telling

LAYOUTS: Final[tuple[Layout, ...]] = (
    *administration.LAYOUTS,
    *service.LAYOUTS,
    *requests.LAYOUTS,
    *publication.LAYOUTS,
)
# What headings mean, by ledger, wherever they are found.
MEANINGS: Final[dict[str, tuple[Source, ...]]] = {
    "disclosures": publication.DISCLOSURES,
    "documents": administration.DOCUMENTS,
    "engagements": publication.ENGAGEMENTS,
    "requests": requests.REQUESTS,
    "disputes": requests.DISPUTES,
    "decisions": administration.DECISIONS,
    "charges": administration.CHARGES,
    "power_items": administration.POWER_ITEMS,
    "dataset_submissions": administration.DATASET_SUBMISSIONS,
    "hotline_cases": service.HOTLINE_CASES,
    "proposals": service.PROPOSALS,
    "meetings": service.MEETINGS,
}

# What a file's name says of all its rows: by ledger the column, and the word that each name means.
NAMED: Final[dict[str, tuple[str, tuple[tuple[str, str], ...]]]] = {
    "decisions": ("kind", (("许可", "行政许可"), ("处罚", "行政处罚"), ("强制", "行政强制"))),
    "proposals": ("kind", (("人大", "人大代表建议"), ("政协", "政协委员提案"))),
    "disputes": (
        "kind",
        (("复议", "行政复议"), ("诉讼", "行政诉讼"), ("应诉", "行政诉讼"), ("举报", "举报投诉")),
    ),
    "charges": ("kind", (("收费", "行政事业性收费"), ("采购", "政府集中采购"))),
    "hotline_cases": ("source", (("12345", "12345"), ("12319", "12319"), ("百姓谈", "百姓谈"))),
    "disclosures": (
        "channel",
        (
            ("微信", "政务微信"),
            ("公众号", "政务微信"),
            ("微博", "政务微博"),
            ("公报", "政府公报"),
            ("网站", "本机关网站"),
        ),
    ),
}

# What two headings that have the word say of all rows.
HEADED: Final[dict[str, tuple[str, tuple[tuple[str, str], ...]]]] = {
    "decisions": NAMED["decisions"],
    "proposals": ("kind", (("建议", "人大代表建议"), ("提案", "政协委员提案"))),
    "disputes": (
        "kind",
        (
            *NAMED["disputes"][1],
            ("被申请人", "行政复议"),
            ("原告", "行政诉讼"),
            ("被告", "行政诉讼"),
        ),
    ),
}

# Which rows are no records, by ledger, whoever exported them.
LEFT_OUT: Final[dict[str, tuple[LeftOut, ...]]] = {
    "disclosures": publication.LEFT_OUT,
    "hotline_cases": service.VOID,
}

# Columns whose word may need another's: 不予公开 beside its reason, 法人或其他组织 beside what sort of one.
REASONS: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "requests": {"outcome": requests.REASONS, "applicant_type": requests.SORTS},
}

# A column whose cells say more than its value.
TELLINGS: Final[dict[str, Telling]] = {"requests": requests.EXTENSION}

# What stands in a column that no sheet of the ledger needs to have.
DEFAULTS: Final[dict[str, tuple[Default, ...]]] = {
    "decisions": (
        Default(
            "published_on",
            "decided_on",
            "没有公示日期一栏：应当公示的按已公示、公示在决定当年计；是否按期公示未掌握",
            same=True,
            unless="publishable",
            unknown=("timely", "lag_workdays"),
        ),
    ),
}
# What stands in a column that another system's export has not.
EXPORT_DEFAULTS: Final[dict[str, tuple[Default, ...]]] = {
    "decisions": administration.TELLS,
    "documents": administration.KIND,
    "hotline_cases": (service.OTHER,),
    "disclosures": (publication.DATED, publication.CHANNEL),
}
# What an export that lacks the column leaves unknown: a blank there is no "not yet".
FACTS: Final[dict[str, tuple[str, ...]]] = {
    "requests": ("reply_on", "outcome"),
    "disputes": ("decided_on", "result"),
    "hotline_cases": ("closed_on", "replied_on", "called_back", "satisfaction"),
    "proposals": ("replied_on", "satisfaction", "feedback_on"),
}
