"""The Chinese headings of derived columns, for whoever looks at rows: one a column."""

from typing import Final

DERIVED_HEADINGS: Final[dict[str, dict[str, str]]] = {
    "disclosures": {"dedupe_key": "归并键", "published_month": "公开月份"},
    "documents": {
        "issued_in_year": "本年制发",
        "published_in_year": "本年公开",
        "repealed_in_year": "本年废止",
        "in_force": "现行有效",
    },
    "requests": {
        "in_year": "本年收到",
        "carried_in": "上年结转",
        "closed": "本年办结",
        "open_at_end": "结转下年",
        "on_time": "按期办结",
        "overdue": "逾期",
        "suspended": "等待申请人",
        "is_extended": "依法延期",
        "used_workdays": "办理用时",
        "counted_workdays": "计入期限工作日",
        "limit_workdays": "答复期限",
        "excluded_workdays": "扣除工作日",
        "first_start_on": "首次起算日期",
        "start_on": "起算日期",
        "base_due_on": "原到期日期",
        "due_on": "到期日期",
        "due_if_told_on": "如依法延期的到期日期",
        "due_earliest_on": "最早到期日期",
        "due_latest_on": "最晚到期日期",
        "undetermined": "判定待定",
        "rule_id": "适用规定",
    },
    "disputes": {
        "filed_in_year": "本年受理",
        "decided_in_year": "本年审结",
        "pending": "尚未审结",
    },
    "decisions": {
        "decided_in_year": "本年决定",
        "published_in_year": "本年公示",
        "timely": "按期公示",
        "lag_workdays": "公示间隔",
        "publish_due_on": "应公示日期",
        "publish_due_earliest_on": "最早应公示日期",
        "publish_due_latest_on": "最晚应公示日期",
        "undetermined": "判定待定",
    },
    "power_items": {
        "in_prior_list": "上年在列",
        "listed_in_year": "本年列入",
        "removed_in_year": "本年取消",
        "in_list": "年末在列",
    },
    "hotline_cases": {"received_in_year": "本年转办", "due": "应当办结", "on_time": "按期办结"},
    "proposals": {
        "assigned_in_year": "本年交办",
        "answers": "应当答复",
        "limit_on": "应答复日期",
        "on_time": "按期答复",
    },
}
