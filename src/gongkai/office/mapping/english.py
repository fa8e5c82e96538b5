"""Headings as a program names its columns, apply_date or replyType, in the words that a ledger is headed with."""

from typing import Final

from gongkai.pattern import pattern

_NAME: Final = pattern(r"[A-Za-z][A-Za-z]+(?:[_\-\s]?[A-Za-z0-9]+)*")
_PARTS: Final = pattern(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_PREFIXES: Final = ("t", "c", "f", "fld", "col", "the", "of")
# Several words that are one thing go before each by itself.
_TOGETHER: Final = (
    ("id card", "证件号码"), ("card no", "证件号码"), ("cert no", "证件号码"), ("identity no", "证件号码"), ("credit code", "统一社会信用代码"),
    ("social credit code", "统一社会信用代码"), ("doc no", "文号"), ("document no", "文号"), ("file no", "文号"), ("index no", "索引号"),
    ("serial no", "序号"), ("row no", "序号"), ("call back", "回访"), ("return visit", "回访"), ("sent back", "退回"), ("send back", "退回"),
    ("case no", "案号"), ("case number", "案号"), ("dead line", "期限"), ("time limit", "期限"), ("due date", "期限"), ("due time", "期限"),
    ("finish limit", "办理期限"), ("written date", "成文日期"), ("write date", "成文日期"), ("start date", "起始日期"), ("end date", "截止日期"),
    ("face to face", "面商"), ("after review", "经复议"), ("phone no", "电话"), ("phone number", "电话"), ("tel no", "电话"),
)  # fmt: skip
_WORDS: Final = (
    ("申请", "apply application req request"), ("申请人", "applicant applier requester"), ("答复", "reply answer response"), ("期限", "deadline limit"),
    ("日期", "date day on at"), ("时间", "time"), ("编号", "id no num number code sn"), ("名称", "name"), ("内容", "content contents desc description detail details text"),
    ("类型", "type kind class"), ("类别", "category cate"), ("方式", "way mode method"), ("渠道", "channel"), ("来源", "source origin"), ("结果", "result outcome"),
    ("状态", "status state"), ("电话", "phone tel mobile telephone cellphone"), ("联系", "contact"), ("地址", "address addr"), ("邮箱", "email mail"),
    ("部门", "dept department unit org organ office"), ("标题", "title subject topic"), ("发布", "publish published pub release posted"), ("公开", "disclose open public"),
    ("公示", "publicity announce"), ("文书", "doc document"), ("文件", "file"), ("索引", "index"), ("栏目", "column section"), ("办结", "finish finished close closed complete completed"),
    ("受理", "accept accepted"), ("收到", "receive received"), ("交办", "dispatch assign assigned transfer transferred distribute forward"), ("反馈", "feedback"),
    ("回访", "visit callback revisit"), ("满意度", "satisfaction satisfy evaluate evaluation rating"), ("退回", "return returned reject rejected"), ("是否", "is has if"),
    ("案件", "case"), ("工单", "order ticket work workorder"), ("当事人", "party"), ("处罚", "penalty punish punishment"), ("许可", "license licence permit"),
    ("决定", "decision decide decided"), ("创建", "create created"), ("修改", "update updated modify modified"), ("延期", "extend extension delay delayed postpone"),
    ("补正", "correct correction"), ("通知", "notice notify"), ("备注", "remark remarks memo note"), ("代表", "representative"), ("提案", "proposal motion"), ("建议", "suggestion"),
    ("提出人", "proposer"), ("办理", "handle process deal"), ("意见", "opinion"), ("链接", "url link"), ("作者", "author"), ("来电人", "caller"), ("来电", "call"), ("法院", "court"),
    ("原告", "plaintiff"), ("被告", "defendant"), ("复议", "review reconsideration"), ("生效", "effect effective"), ("失效", "expire expiry expired invalid"), ("费用", "fee"),
    ("金额", "amount money"), ("人", "person user people"), ("机关", "agency authority"), ("事项", "item matter affair"), ("主体", "entity"), ("相对人", "counterpart"), ("登记", "register registration reg"),
    ("录入", "input entry"), ("审核", "audit check"), ("签收", "sign"), ("序号", "seq xh"), ("性别", "sex gender"), ("年度", "year"), ("阅读", "read"), ("浏览", "view views hits click clicks"),
    ("立案", "filed"), ("审结", "concluded"), ("成文", "written"), ("制发", "issue issued"), ("平台", "platform"), ("网站", "site website"),
)  # fmt: skip
_MEANT: Final = {word: ours for ours, words in _WORDS for word in words.split()}


def in_chinese(heading: str) -> str:
    """Return what a heading of English words means; as it is where one of them is not known.

    >>> [in_chinese(h) for h in ("apply_date", "replyType", "ID_CARD", "XK_XDR_MC", "收到日期")]
    ['申请日期', '答复类型', '证件号码', 'XK_XDR_MC', '收到日期']
    """
    if not _NAME.fullmatch(heading):
        return heading
    words = [word.lower() for word in _PARTS.findall(heading)]
    while len(words) > 1 and words[0] in _PREFIXES:
        words = words[1:]
    text = " ".join(words)
    said = f" {text} "
    for together, ours in _TOGETHER:
        said = said.replace(f" {together} ", f" {ours} ")
    parts = [_MEANT.get(word, word) for word in said.split()]
    return heading if any(part.isascii() for part in parts) else "".join(parts)
