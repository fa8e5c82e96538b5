"""Headings that say a column in words of their own: who does it, to whom, the step, and how its day is called.

A phrase is read whole: with one word more than it has it says nothing. 机关受理登记日 is 受理日期; 法院立案通知日 is not.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from gongkai.office.mapping.headings.named import LIKE, OWN, Pair
from gongkai.office.mapping.headings.rivals import Open, rooted
from gongkai.pattern import pattern
from gongkai.records.ledgers.ledger import Column, Kind, Ledger
from gongkai.records.reading.recognition.columns import core
from gongkai.records.reading.recognition.fitness import share, values_fit

_MOST: Final = 0.6  # of the cells that are what the column holds
_WORDS: Final = 20  # different words of a list
_DAY_END: Final = r"(?:日期时间|日期|时间|时刻|时点|年月日|日|时)"
_STEP: Final = r"(?:(?:初审|复审|终审|核稿|核签|审核|审查|审签|审批|审稿|审定|审阅|签批|签发|签字|签署|签阅|会签|把关|同意|批准)(?:通过|完成)?)"
_PARTS: Final = {
    "DAY": _DAY_END,
    "STEP": _STEP,
    "US": r"(?:[我本](?:局|委|办|院|厅|中心|单位|机关|部门|区|县|街道|镇|乡))",
    "ABOVE": r"(?:(?:(?:省|市|区|县)?(?:人民)?(?:政府|府)(?:办公?室?)?|(?:省|市|区|县|州)|两办|督[查察](?:室|办|科|处)|政府督查室|(?:人大|政协)(?:办公?室?)?|提案委|代工委|选工委|交办会|指挥中心|受理中心|调度中心|热线中心|热线办?|平台|中心|上级)+)",
    "SITE": r"(?:(?:门户|政府|官方|本局|我局|机关|部门|局|外)*网站?|互联网|外网|前台|对外|社会|向社会|信用平台|公众号|平台)",
    "NAME": r"(?:名称或姓名|姓名或名称|姓名/名称|名称/姓名|名称|姓名|称呼|称谓|全称|名字|昵称)",
    "SORT": r"(?:类别|类型|分类|种类|性质|属性)",
    "SENT": r"(?:发送|寄送|送达|发出|寄出|寄发|邮寄|交寄|送出|送交|递送|投邮)",
    "MADE": r"(?:作出|下达|出具|落款)",
    "OUT": r"(?:挂出|挂网|刊登|刊出|刊发|登出|上网|上线|上传|公布|发布|公开|公示|见网|发出)",
    "THIRD": r"(?:第三方|第三人|权利人|利害关系人|利害关系方|其他机关|有关单位)",
    "ASKED": r"(?:征[求询](?:第三方|第三人|权利人|利害关系人|其他机关|有关单位)?(?:的)?(?:意见)?(?:函|书)?)",
    "FEE": r"(?:信息处理费|处理费|费用|收费|缴费|缴款)",
    "NOTICE": r"(?:通知书?|告知书?)",
    "TABLE": r"(?:表|函|单|书|卡|问卷)",
    "PERSON": r"(?:代表或委员|代表/委员|代表委员|代表|委员)",
    "CITIZEN": r"(?:来电人|诉求人|留言人|反映人|举报人|投诉人|市民|网友|网民|群众|用户)",
    "NO": r"(?:编号|号码|号|单号|流水号?)",
}
# Each with its ways to be said, the surest first: one of a former way goes before all of a later one.
_SAID: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "requests": {
        "applicant": (r"申请(?:方|人|者|主体|提出人){NAME}|(?:提交|提出|递交)(?:申请)?(?:人|方){NAME}?",),
        "applicant_type": (r"申请(?:方|人|者|主体|提出人){SORT}",),
        "identity_no": (r"申请(?:方|人|者|主体)(?:身份证件?|证件|证照)(?:号码?|编号)",),
        "contact": (r"申请(?:方|人|者|主体)(?:手机|电话|联系电话|联系方式|手机号码?|通讯电话)",),
        "content": (r"申请(?:公开)?(?:的)?(?:要点|概要|主旨|标的|事由|信息要点|内容要点)|(?:所需|索取|索要)(?:的)?(?:政府)?信息?(?:要点|内容|名称|概要)",),
        "received_on": (
            r"(?:{US}|行政机关|机关)?(?:确认)?(?:收到|收讫|收悉)(?:申请书?|申请件|来件)?(?:登记|确认)?{DAY}",
            r"(?:{US}|机关|申请|申请书|申请件)+(?:收件|收文|签收|接收|接件)(?:登记|确认)?{DAY}",
        ),
        "correction_notified_on": (r"补正{NOTICE}(?:{SENT}|制发|作出)?{DAY}|(?:发出)?(?:告知|通知|要求)(?:申请人)?补正{DAY}",),
        "corrected_on": (r"补正(?:材料|内容|申请)?(?:收到|收齐|收讫|补齐|补全|到达|交回|回件){DAY}|(?:收到|收齐|收讫)补正(?:材料|内容|申请)?{DAY}",),
        "consult_sent_on": (r"(?:{ASKED}|{THIRD}(?:意见)?)(?:发函|去函|函发|发文|{SENT}){DAY}|向{THIRD}(?:发函|去函|征求意见){DAY}",),
        "consult_returned_on": (r"(?:{ASKED}|{THIRD}意见)(?:回函|复函|回复|收回|反馈|返回|答复|收到){DAY}|{THIRD}(?:回函|复函){DAY}|收到{THIRD}(?:意见|回函|回复|复函){DAY}",),
        "consulted": (r"{ASKED}(?:对象|单位)(?:类别|类型)?",),
        "fee_notified_on": (r"{FEE}{NOTICE}{SENT}?{DAY}|(?:发出)?(?:告知|通知)(?:缴费|收费|缴款){DAY}",),
        "fee_paid_on": (r"(?:{FEE}|申请人)(?:缴纳|缴讫|缴清|缴费|交费|交纳|付清|到账|支付){DAY}",),
        "reply_on": (r"(?:最终|正式|实际|书面)?(?:答复|回复|告知书)(?:书|函|文书|件|意见书?)?{SENT}{DAY}",),
    },
    "hotline_cases": {
        "id": (r"(?:留言|工单|案卷|案件|诉求|信访件?|来信|投诉|举报|任务)(?:编号|单号|流水号?|编码)",),
        "caller": (r"(?:(?:来电|留言|反映|诉求|举报|投诉|信访|求助|咨询|写信|来信|发帖)(?:人|者|方|用户|网友|网民|市民|群众|人员)|市民|网友|网民|群众){NAME}?",),
        "contact": (r"{CITIZEN}(?:联系电话|电话|手机号?码?|联系方式|号码|电话号码)",),
        "received_on": (
            r"(?!.*(?:退|答复|反馈|申请|延期|审核|科室|局内|内部))[一-鿿]{{0,6}}?(?:交办|转办|转交|移交|派遣|派发|派单|转派|分派|下派|推送|转|交|派)(?:至|到|给|往)?{US}{DAY}",
            r"{ABOVE}(?:交办|转办|转交|移交|派遣|派发|派单|转派|分派|下派|推送)(?:至|到|给|往)?(?:责任单位|承办单位|单位|部门)?{DAY}",
            r"(?:交办|转办|转交|派遣|派发|派单|转派|分派|下派)(?:至|到|给|往)(?:责任单位|承办单位|主办单位|处置单位){DAY}",
        ),
        "returned": (r"(?:{US}|承办单位|责任单位|处置单位)(?:是否|已)?退(?:单|回|件|办|派)(?:与否|标[志识记])?",),
    },
    "proposals": {
        "proposer": (r"(?:(?:首席|领衔|牵头|第一)(?:建议|提案|议案)?(?:{PERSON}|人|者)|第一(?:提案|建议|议案)(?:人|者|{PERSON})|(?:提案|建议|议案)(?:发起|提出|领衔)(?:人|者|{PERSON})|发起人|领衔人?){NAME}?",),
        "role": (r"(?:{US}|承办|单位)(?:承办)?(?:分工|角色|身份)",),
        "assigned_on": (r"{ABOVE}(?:正式|集中)?(?:交办|转办|分办|派发|派遣)(?:至|到|给)?(?:{US}|承办单位|部门)?{DAY}|(?:正式|集中)?(?:交办|转办|派发|派遣|分办)(?:至|到|给){US}{DAY}",),
        "replied_on": (
            r"(?:正式|书面)?(?:答复|复函|办复|复文|回复|面复)(?:函|书|件|意见|{PERSON})?{SENT}(?:{PERSON})?{DAY}",
            r"(?:正式|书面)?(?:答复|复函|办复|复文|回复)(?:函|书|件|意见)?(?:签发|印发|制发|作出){DAY}",
        ),
        "feedback_on": (r"{PERSON}?(?:意见|反馈|测评|评价|征询|征询意见|回执|满意度测评){TABLE}?(?:收回|返回|反馈|收到|回收|寄回|交回|提交|填写)?{DAY}",),
        "satisfaction": (r"{PERSON}(?:的)?(?:态度|评价|满意情况|满意度|测评结果|评价等次|测评等次)",),
    },
    "disclosures": {
        "id": (r"(?:发文|公文|信息|稿件|登记|公开记录|记录)(?:流水|流水号|登记号|记录号)",),
        "title": (r"(?:公开内容|公开信息|公文|文件|信息|稿件)(?:标题|题名|题目)",),
        "doc_no": (r"(?:发文|公文|文件|制发)(?:字轨|字号|文号)",),
        "category": (r"(?:挂出|刊登|发布|公开|挂网|上网|刊发)栏目",),
        "channel": (r"(?:公布|发布|公开|刊登|挂出|信息公开|信息发布)(?:载体|平台|渠道|媒介|媒体|途径)",),
        "section_approved_on": (r"(?:承办|业务|起草|拟稿|责任|主办)?(?:科室|处室|科处室|股室|科|处)(?:负责人|领导|负责同志|长)?{STEP}{DAY}",),
        "deputy_approved_on": (r"分管(?:副?局长|领导同志|领导|负责人|负责同志|副职|主任)?{STEP}{DAY}",),
        "head_approved_on": (r"(?:主要(?:领导同志|领导|负责人|负责同志)|一把手|正职){STEP}{DAY}",),
        "secrecy_reviewed_on": (r"(?:公开前)?保密(?:审查|审核|审|把关){DAY}",),
        "issued_on": (
            r"(?:公文|文件|信息)?(?:用印|盖章)?(?:成文|印发|落款|制发)(?:用印|盖章)?{DAY}",
            r"(?:公文|文件|信息)?(?:用印|盖章|形成|生成|制作|编印){DAY}",
        ),
        "published_on": (r"(?:实际|正式)?{SITE}{OUT}{DAY}|(?:实际|正式){OUT}{DAY}|(?:信息|文件|公文)?(?:挂出|挂网|刊登|刊出|登出|上网){OUT}?{DAY}",),
    },
    "documents": {
        "doc_no": (r"(?:发文|公文|文件|制发)(?:字轨|字号|文号)",),
        "kind": (r"(?:文件|效力)?(?:位阶|层级)",),
        "published_on": (r"(?:实际|正式)?{SITE}{OUT}{DAY}|(?:挂出|挂网|刊登|刊出|登出|上网){OUT}?{DAY}",),
        "repealed_on": (r"(?:文件)?(?:终止|失去|丧失)效力{DAY}",),
    },
    "decisions": {
        "kind": (r"(?:行政执法|执法|行政)(?:行为|决定)(?:类别|种类|类型)",),
        "matter": (r"(?:执法|违章|违法|违规|许可|审批|处罚|强制)(?:行为)?(?:事项|名目|项目|行为|条目)(?:名称)?",),
        "doc_no": (r"(?:准予)?(?:行政)?(?:处理|处罚|许可|强制)?(?:决定|批文|批复|批准|许可|处罚)(?:文件|文书|书|函)(?:编号|文号|字号|号)|(?:批文|批复|决定)(?:字号|文号|字轨)",),
        "subject": (r"(?:执法|处罚|许可|强制|处理|审批|被查)(?:对象|相对人)(?:{NAME})?|(?:业户|经营户|经营者|商户|持证人|申领人|受罚人|受罚单位)(?:{NAME})?|(?:社会)?组织(?:名称|全称)",),
        "subject_type": (r"(?:执法|处罚|许可|强制|审批)(?:对象|相对人){SORT}|(?:业户|经营户|经营者|商户|持证人){SORT}",),
        "credit_code": (r"(?:执法|处罚|许可|强制|审批)(?:对象|相对人)(?:证照编码|证照号码?|信用代码|统一代码|代码)|(?:业户|经营户|经营者|商户|社会组织|组织)(?:统一社会)?信用代码",),
        "decided_on": (r"(?:行政)?(?:处理|处罚|许可|强制|执法|审批)?(?:决定|批复)(?:书|文书)?{MADE}?{DAY}", r"(?:准予|核准|批准)(?:行政)?(?:许可)?{DAY}"),
        "publishable": (r"(?:是否)?(?:应予|应当|应|须|需)(?:予以)?(?:公示|公开)(?:与否)?",),
        "published_on": (r"公[示告](?:信息)?(?:{OUT}|起始|开始)?{DAY}|{SITE}(?:公示|公告|挂出|刊登){DAY}",),
        "platform": (r"公[示告](?:网站|平台|媒体|媒介|渠道)(?:名称)?",),
    },
    "disputes": {
        "kind": (r"(?:争议|案件|纠纷)(?:类型|类别|种类)",),
        "party": (r"(?:争议|复议|诉讼|案件|纠纷)?(?:发起|提起|提出|申请|起诉)(?:人|方){NAME}?",),
        "filed_on": (r"(?:复议机关|审理机关|受理机关|机关|法院|复议机构|案件)受理(?:登记|确认)?{DAY}|受理登记{DAY}",),
        "decided_on": (r"(?:裁判|判决|裁定|决定)(?:书|文书)?生效{DAY}", r"(?:裁决|决定|复议决定)(?:书|文书)?作出{DAY}"),
        "result": (r"(?:裁决|裁判|判决|决定|审理|复议)(?:主文|结果|结论)",),
        "request_id": (r"(?:所涉|涉及|涉案|对应|关联)(?:的)?(?:政府)?(?:信息)?(?:依申请)?(?:公开)?申请(?:登记)?{NO}",),
    },
    "engagements": {
        "held_on": (r"(?:实际|正式)(?:回应|解读|发布|举行|举办|召开){DAY}|(?:发布会|回应|解读|活动)(?:举行|举办|召开|发布){DAY}",),
        "head_attended": (r"(?:主要(?:负责人|领导|负责同志)|一把手)(?:是否)?(?:到场|出席|参加|参与|到会)(?:与否)?",),
    },
    "charges": {
        "id": (r"(?:收费|缴费|业务)流水号?", r"(?:缴款|缴费|收费|非税)?(?:通知书|缴款书|缴款单)(?:编号|号码|号)"),
        "item": (r"(?:采购|收费|非税|缴费|成交|中标)(?:标的|品目|名目|事项)(?:名称)?",),
        "amount_yuan": (r"(?:实际)?(?:到账|实缴|实收|收讫|缴讫|入账|成交|缴款)(?:金额|数额|额)",),
        "occurred_on": (r"(?:费用|款项|收费)?(?:缴讫|缴清|收讫|付讫|交讫){DAY}",),
    },
    "power_items": {
        "name": (r"(?:职权|权力|事项)(?:标题|题名|名目)",),
        "entered_on": (r"(?:要素|事项|权力|职权|目录)(?:要素|信息)?(?:录入|入库|采集){DAY}",),
        "has_flowchart": (r"(?:是否)?(?:附有?|配有?|绘有?|已绘|具备)(?:办理|运行|权力运行|职权运行)?流程图",),
    },
    "dataset_submissions": {
        "submitted_on": (r"(?:{US}|部门|单位|提供单位|数据|任务)+(?:报送|提交|汇交|上传){DAY}",),
    },
    "meetings": {
        "held_on": (r"(?:会议|培训|活动|班次)?(?:举办|召开|举行|开班|开课){DAY}",),
        "kind": (r"(?:会训|会议培训|会议|培训|班次|会议或培训|活动){SORT}",),
        "name": (r"(?:会训|会议培训|会议|培训|班次|会议或培训|活动)(?:题目|主题|题名|标题|名称)",),
        "attendees": (r"(?:签到|实到|到会|到场|实际参加|实际参会|实际到场|实际到会)(?:人数|人次)",),
    },
    "organisation": {
        "year": (r"(?:采集|统计|填报|报告)(?:年份|年度)",),
        "offices": (r"(?:专门|专职|公开)?工作机构(?:数|个数|数量)?|专门(?:工作)?机构(?:数|个数|数量)?",),
        "reading_points": (r"(?:政府)?信息(?:公开)?查阅(?:点|场所|处)(?:数|个数|数量)?",),
        "staff_full_time": (r"专职(?:工作)?人员(?:数|人数|数量)?",),
        "staff_part_time": (r"兼职(?:工作)?人员(?:数|人数|数量)?",),
        "earmarked_funds_yuan": (r"(?:政务|信息)?(?:公开)?(?:工作)?专项(?:工作)?经费(?:数|额|金额)?",),
        "oversight_lines": (r"(?:监督|投诉|举报|监督投诉|监督举报|投诉举报)电话(?:数|部数|数量)?",),
    },
}  # fmt: skip
_PATTERNS: Final = {
    ledger: {
        name: tuple(pattern(way.format(**_PARTS)) for way in ways) for name, ways in columns.items()
    }
    for ledger, columns in _SAID.items()
}
# The number of a document, and what is none.
DOC_NO: Final = pattern(r".*[〔\[［(（【]\s*(?:19|20)\d{2}\s*[〕\]］)）】].*\d+\s*号?.*")


def way_of(heading: str, column: Column, ledger: str) -> int | None:
    """Return how surely a heading says the column in a phrase, 0 the surest; None where it doesn't."""
    said = core(heading)  # of letters nobody knows the words for sure
    ways = _PATTERNS.get(ledger, {}).get(column.name, ())
    return next((n for n, way in enumerate(ways) if way.fullmatch(said)), None)


def phrased(
    left: Mapping[int, str],
    missing: Sequence[Column],
    values: Mapping[int, list[str]],
    ledger: Ledger,
) -> dict[str, tuple[int, ...]]:
    """Return by column where the headings stand that say it in the surest of its phrases, its values below them; several are alike."""
    found: dict[str, tuple[int, ...]] = {}
    for column in missing:
        ways = {
            at: way
            for at, heading in left.items()
            if (way := way_of(heading, column, ledger.id)) is not None
            and holds(values.get(at, []), column, heading)
        }
        if ways:
            found[column.name] = tuple(at for at, way in ways.items() if way == min(ways.values()))
    return found


def holds(values: list[str], column: Column, heading: str) -> bool:
    """Tell whether what stands below a phrase is what the column holds; words of a list may be others than ours, which are asked about."""
    filled = [v for v in values if v not in column.blank_words]
    if column.name == "doc_no":
        return _are_doc_nos(filled)
    if column.name == "id" and _are_doc_nos(filled):
        return False
    if column.kind is Kind.CHOICE:
        return 0 < len(set(filled)) <= _WORDS and not any(map(DOC_NO.fullmatch, filled))
    if column.kind is Kind.FLAG:
        return bool(filled) and share(filled, column) >= _MOST
    return bool(filled) and values_fit(values, column, heading)


def _are_doc_nos(values: list[str]) -> bool:
    return bool(values) and sum(bool(DOC_NO.fullmatch(v)) for v in values) >= _MOST * len(values)


def worded(
    left: Mapping[int, str],
    missing: Sequence[Column],
    values: Mapping[int, list[str]],
    repeated: Collection[int],
    ledger: Ledger,
) -> tuple[list[Pair], list[Open]]:
    """Return the columns that headings say in a phrase, and those that several say alike."""
    pairs: list[Pair] = []
    several: list[Open] = []
    gone: set[int] = set()
    for name, found in phrased(left, missing, values, ledger).items():
        column = ledger.column(name)
        places = [at for at in found if at not in gone and (name != "id" or at not in repeated)]
        if not places:
            continue
        gone.update(places)
        headings = tuple(left[at] for at in places)
        if len(places) == 1:
            pairs.append(Pair(column, headings, LIKE))
        else:
            several.append(Open(column, headings))
    return pairs, several


def unsaid(
    left: Mapping[int, str],
    missing: Sequence[Column],
    pairs: Sequence[Pair],
    several: Sequence[Open],
) -> tuple[dict[int, str], list[Column]]:
    """Return the headings and the columns that no phrase has told or left open."""
    read = {h for p in pairs for h in p.headings} | {h for one in several for h in one.candidates}
    done = {p.column.name for p in pairs} | {one.column.name for one in several}
    rest = {at: h for at, h in left.items() if h not in read}
    return rest, [c for c in missing if c.name not in done]


def surer(
    pairs: Sequence[Pair],
    rest: Mapping[int, str],
    headings: Mapping[int, str],
    values: Mapping[int, list[str]],
    ledger: Ledger,
) -> tuple[list[Pair], dict[int, str]]:
    """Return the pairs and the unused headings, a day that is taken for want of a better one given up for the one that says it.

    提交时间 is the day of a request where 确认收到时刻 does not stand beside it.
    """
    told, left = list(pairs), dict(rest)
    for n, pair in enumerate(told):
        column = pair.column
        if pair.why == OWN or any(way_of(h, column, ledger.id) is not None for h in pair.headings):
            continue
        if rooted(column, pair.headings, left, values, ledger.id) is None:
            continue
        found = phrased(left, (column,), values, ledger).get(column.name, ())
        if len(found) == 1:
            told[n] = Pair(column, (left.pop(found[0]),), LIKE)
            left |= {at: h for at, h in headings.items() if h in pair.headings}
    return told, left
