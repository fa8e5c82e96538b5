"""Words of headings that mean the same, Chinese or a program's English: each is put into the one that a ledger is headed with."""

from functools import lru_cache
from typing import Final

from gongkai.office.mapping.headings.initials import meanings
from gongkai.pattern import pattern

_SAME: Final = tuple(
    (pattern(words), word)
    for words, word in (
        (
            r"(?:市民|客户|提供方|消费者|用户|群众|服务对象)(?=称呼|姓名|名|手机|电话|号码|评价)",
            "来电人",
        ),
        (r"(?:手机|电话|移动电话|联系)(?:号码?|方式)?$|(?<=来电人)号码$", "电话"),
        (r"(?<=.)来电$", "来电电话"),
        (r"(?<=意见表|反馈表|评价表|测评表)(?:收到|回收|返回|寄回|交回|送回)", "收回"),
        (r"主要(?:负责人|领导)(?:同志)?|一把手", "主要负责同志"),
        (r"参与|出席|到会|实到|实际到场", "参加"),
        (r"(?:面对面|当面)(?:沟通|交流|协商|商谈)", "面商"),
        (r"(?:科室|科处室|处室)(?:负责人|领导)(?=审)", "科室"),
        (r"(?<=分管领导)(?:审批|审定|审签)", "审核"),
        (r"(?<=主要负责同志)(?:审批|审定|审核)", "审签"),
        (r"保密审核", "保密审查"),
        (r"(?<=申请|投诉|举报|反映|诉求)者", "人"),
        (
            r"(?:转|转交|交|派|报|送|分)(?:至|往|给|到)?(?:我|本)(?:局|委|办|单位|机关|部门|区|县|街道|镇|乡)",
            "交办",
        ),
        (r"复函|复文|答复(?:函|文书|件)(?!号|编号|文号)", "答复"),
        (r"(?<=补正)(?:材料)?(?:完成|提交|补齐|送达|到达|反馈)(?=日期|时间|日$)", ""),
        (
            r"征[求询](?:第三方|第三人|其他机关|有关单位|权利人)(?:的)?(?:意见)?(?:函|书)?",
            "征求意见",
        ),
        (r"(?:制发|印发|发文|公文|制定)(?=文号|字号)", ""),
        (r"(?:答复|办理|处理|回复)(?:结果|结论)?(?:大类|一级分类|一级类别|主类)$", "办理结果"),
        (r"称呼|称谓|昵称", "姓名"),
        (r"来话", "来电"),
        (r"^(?:第一次|首次)(?=补正)", ""),
        (r"(?:宣布|明令|决定|公布|正式|实际)(?=废止|失效)", ""),
        (r"^(?:所属|所在|归属|对应|发布到?|当前)(?=栏目|频道|分类)", ""),
        (r"(?<=栏目|频道)(?:全?路径|全称|名称|节点|层级)$", ""),
        (
            r"(?:派|派单|派件|派发|分派|转派|下派|交办|转办)(?:至|往|给|到)(?:部门|本单位|我单位|单位|科室|承办单位|我局|本局)?",
            "交办",
        ),
        (r"(?<=.{2})(?:标识|标志|标记)$", ""),
        (r"退(?:件|单|办|派|返|转)", "退回"),
        (r"(?<=退回)(?:重派|重办|重分|改派|另派)$", ""),
        (
            r"(?:内容|文章|稿件|信息|推文|图文|消息|作品|视频|帖子|博文|动态)(?:名称|题名|题目|标题|文案)$",
            "标题",
        ),
        (
            r"^(?:处置|处理|承办|本单位|我单位|提交|办理)(?=(?:反馈|办结|答复|回复|完成)(?:日期|时间|时刻|日$))",
            "",
        ),
        (r"申办|申报", "申请"),
        (r"(?<=申请|处罚|许可)(?:企业|公司|机构)(?=名称$|$)", "单位"),
        (r"^(?:涉嫌|违法|处罚)(?:违法)?事由$", "案由"),
        (r"征询(?:意见)?|听取意见", "征求"),
        (r"^(?:主要|核心|具体)?诉求(?:要点|事项)?$", "诉求内容"),
        (r"(?<=[知复])书(?:送达|发出|寄出|寄发|邮寄|交寄|签发)?(?=日期|时间|日$)", ""),
        (r"时间|日子|年月日|(?<=.)日$", "日期"),
        (r"完结|办毕|结办|办完", "办结"),
        (r"(?<=.)(?:者|人员)$", "人"),
        (r"(?<=申请|投诉|举报|反映)方$", "人"),
        (r"正文|全文", "内容"),
        (r"(?:决定)?(?:文书|书)(?:编号|文号|号)$", "文书号"),
        (r"公示(?:起始|开始|发布|起|挂网|上网|上线)(?:日期|日)?$", "公示日期"),
        (r"转送|转交|转来|移送|下达|下发|下派|派发|分派|派遣|派单|派件|转派|转办", "交办"),
        (r"(?:交办){2,}", "交办"),
        (r"接件", "接收"),
        (r"(?<=..)全称$", "名称"),
        (
            r"违法主体|违法当事人|行政相对人|相对人|(?:被|受)?(?:处罚|罚|许可|强制)对象|被罚(?:单位|人)|被(?:处罚|强制|执行)人",
            "当事人",
        ),
        (r"(?<=来电|信访|诉求|反映|投诉|举报|申请|咨询|留言)(?:事项|事由|缘由)$", "内容"),
        (r"描述|详情|详述|概述|摘要|概况|简述|简况|简介", "内容"),
        (r"(?:来源|途径|方式|渠道|形式)+", "渠道"),
        (r"(?<=渠道)(?:类别|类型|分类|名称)$", ""),
        (r"(?:接入|接收|接听|进线|上报)(?=渠道)", "受理"),
        (r"(?:投放|刊发|刊登|挂载|目录)(?=栏目|频道|分类)", ""),
        (r"(?i)流水号?$|单号|号码|编码|代码|序列号?$|id$", "编号"),
        (
            r"(?:满意度)?(?:测评|评价)(?:结果|情况|等次)?$|满意程度|满意情况|满意与否|评价情况",
            "满意度",
        ),
        (r"(?:答复|办理|处理)(?:口径|意见|结论|决定|结果)$", "办理结果"),
        (r"(?:流转|办理|处理|工单|事件|当前|处置)(?:状态|环节|状况|进度|阶段)$", "办理状态"),
        (r"(?:名称|姓名|名字)(?:[或/、](?:名称|姓名|名字))?", "名"),
        (r"性质$|分类$", "类型"),
        (r"时刻$", "日期"),
        (r"题目|题名|^[件案]题$", "标题"),
        (r"期限|时限|限期|截止(?:日期|日|时间)?$", "期限"),
    )
)


@lru_cache(maxsize=2000)
def canon(heading: str) -> str:
    """Return a heading with the words that mean the same put into one."""
    for words, word in _SAME:
        heading = words.sub(word, heading)
    return heading


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
    ("face to face", "面商"), ("after review", "经复议"), ("case cause", "案由"), ("real name", "姓名"), ("data set", "数据集"),
    ("open court", "开庭"), ("third party", "第三人"), ("legal person", "法定代表人"), ("legal representative", "法定代表人"), ("hearing date", "开庭日期"),
    ("hearing time", "开庭时间"), ("phone no", "电话"), ("phone number", "电话"), ("tel no", "电话"),
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
    ("原告", "plaintiff"), ("被告", "defendant"), ("复议", "review reconsideration reconsidered"), ("生效", "effect effective"), ("失效", "expire expiry expired invalid"), ("费用", "fee"),
    ("金额", "amount money"), ("人", "person user people"), ("机关", "agency authority"), ("事项", "item matter affair"), ("主体", "entity"), ("相对人", "counterpart"), ("登记", "register registration reg"),
    ("录入", "input entry"), ("审核", "audit check"), ("签收", "sign"), ("序号", "seq xh"), ("性别", "sex gender"), ("年度", "year"), ("阅读", "read"), ("浏览", "view views hits click clicks"),
    ("立案", "filed"), ("审结", "concluded"), ("成文", "written"), ("制发", "issue issued"), ("平台", "platform"), ("网站", "site website"),
    ("提交", "submit submitted submission"), ("获取", "obtain gain get"), ("信息", "info information"), ("目录", "catalog catalogue"), ("数据集", "dataset"),
    ("月份", "month"), ("实际", "actual real"), ("计划", "plan planned"), ("信件", "letter"), ("来信人", "writer"), ("裁判", "judgment judgement judge verdict ruling"),
    ("听证", "hearing"), ("上诉", "appeal appealed"), ("委托", "entrust"), ("答辩", "defense defence"), ("律师", "lawyer attorney"), ("立案", "filing"),
    ("归档", "archive archived"), ("送达", "serve served delivery delivered"), ("负责人", "leader"), ("参加", "attend attended"), ("案由", "cause"), ("用途", "usage purpose"),
    ("经办人", "undertaker handler operator"), ("罚款", "fine"), ("没收", "confiscate confiscated"), ("缴款", "pay paid payment"), ("结束", "end"), ("开始", "start begin"),
    ("摘要", "summary abstract"), ("逾期", "overdue timeout"), ("代理人", "agent"), ("解读", "interpret interpretation"),
)  # fmt: skip
_MEANT: Final = {word: ours for ours, words in _WORDS for word in words.split()}


@lru_cache(maxsize=2000)
def in_chinese(heading: str) -> str:
    """Return what a heading of English words means, or the one name that has its letters; as it is where nobody knows.

    >>> [in_chinese(h) for h in ("apply_date", "replyType", "ID_CARD", "SQRLX", "QX_A", "收到日期")]
    ['申请日期', '答复类型', '证件号码', '申请人类型', 'QX_A', '收到日期']
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
    if all(not part.isascii() for part in parts):
        return "".join(parts)
    named = meanings(heading)
    return named[0] if len(named) == 1 else heading


def speaks(heading: str) -> bool:
    """Tell whether a program's heading has an English word that is known here.

    >>> speaks("agentType"), speaks("QX_A")
    (True, False)
    """
    return any(word.lower() in _MEANT for word in _PARTS.findall(heading))
