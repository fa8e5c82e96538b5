"""The Chinese names of claims and passages, by which an office's own file may call them as well as by their ids."""

from typing import Final

CLAIM_NAMES: Final = {
    "approvals_complete": "审批手续", "secrecy_complete": "保密审查", "key_documents": "重点文件",
    "oversight_lines": "监督电话", "interviews": "在线访谈", "press_conferences": "新闻发布会",
    "publicity_events": "宣传活动", "articles": "政策解读稿件", "meetings": "工作会议", "trainings": "培训",
    "power_items_entered": "权力事项录入", "data_delivered": "数据报送", "publicity_timely": "按时公示",
    "hotline_feedback": "热线反馈", "hotline_on_time": "热线按时办结", "requests_received": "收到申请",
    "requests_compared": "申请较上年", "disclosed_compared": "主动公开较上年", "mostly_online": "网络申请最多",
    "requests_carried_in": "上年结转申请", "requests_on_time": "申请按时办结", "requests_undetermined": "按期与否待定",
    "requests_open": "结转下年度申请", "disputes": "复议和诉讼", "proposals_npc": "代表建议",
    "proposals_cppcc": "委员提案", "proposals_completed": "建议提案办结", "proposals_feedback": "建议提案反馈",
    "satisfaction_npc": "代表满意", "satisfaction_cppcc": "委员满意", "fees": "收取费用",
    "documents_issued": "制发规范性文件", "granted": "予以公开", "complaints": "举报投诉", "processing_fee": "信息处理费",
}  # fmt: skip
PASSAGE_NAMES: Final = {
    "channels": "公开渠道", "staff": "工作人员", "works": "各项工作", "reviews": "公开前的审查",
    "reviews_of_members": "各单位公开前的审查", "publicity": "信用公示", "publicity_titled": "行政许可和行政处罚公示",
    "hotlines": "热线办理", "flowcharts": "流程图",
}  # fmt: skip
