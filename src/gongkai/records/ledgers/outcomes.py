from gongkai.records.ledgers.ledger import Choice

# Reply types of the 2014 form (forms.md §1, rows s3_3_*): reporting years up to 2018.
OUTCOMES_2014 = (
    Choice("already_public", "属于已主动公开范围", ("已主动公开", "属于主动公开范围"), until=2018),
    Choice("granted", "同意公开", ("公开", "予以公开", "全部公开"), until=2018),
    Choice("granted_partly", "同意部分公开", ("部分公开",), until=2018),
    Choice("refused_state_secret", "不同意公开：涉及国家秘密", (), until=2018),
    Choice("refused_trade_secret", "不同意公开：涉及商业秘密", (), until=2018),
    Choice("refused_privacy", "不同意公开：涉及个人隐私", (), until=2018),
    Choice(
        "refused_security", "不同意公开：危及国家安全、公共安全、经济安全和社会稳定", (), until=2018
    ),
    Choice("refused_not_ogi", "不同意公开：不是《条例》所指政府信息", (), until=2018),
    Choice("refused_other", "不同意公开：法律法规规定的其他情形", (), until=2018),
    Choice(
        "not_this_organ",
        "不属于本行政机关公开",
        ("非本机关公开", "不属于本机关公开", "非本单位公开信息"),
        until=2018,
    ),
    Choice(
        "not_existing", "申请信息不存在", ("信息不存在", "政府信息不存在", "不存在"), until=2018
    ),
    Choice("told_to_amend", "告知作出更改补充", ("告知更改补充",), until=2018),
    Choice("told_other_route", "告知通过其他途径办理", (), until=2018),
)

# Leaves of table 三 (forms.md §3): reporting years from 2019. Codes are the row ids of the form.
OUTCOMES_2019 = (
    Choice("r1", "予以公开", ("公开", "同意公开", "全部公开", "全部予以公开"), since=2019),
    Choice(
        "r2",
        "部分公开",
        ("同意部分公开", "部分予以公开", "区分处理", "部分公开（区分处理）"),
        since=2019,
    ),
    Choice("r3_1", "不予公开：属于国家秘密", ("属于国家秘密",), since=2019),
    Choice("r3_2", "不予公开：其他法律行政法规禁止公开", ("其他法律行政法规禁止公开",), since=2019),
    Choice("r3_3", "不予公开：危及“三安全一稳定”", ("危及“三安全一稳定”",), since=2019),
    Choice("r3_4", "不予公开：保护第三方合法权益", ("保护第三方合法权益",), since=2019),
    Choice("r3_5", "不予公开：属于三类内部事务信息", ("属于三类内部事务信息",), since=2019),
    Choice("r3_6", "不予公开：属于四类过程性信息", ("属于四类过程性信息",), since=2019),
    Choice("r3_7", "不予公开：属于行政执法案卷", ("属于行政执法案卷",), since=2019),
    Choice("r3_8", "不予公开：属于行政查询事项", ("属于行政查询事项",), since=2019),
    Choice(
        "r4_1",
        "无法提供：本机关不掌握相关政府信息",
        (
            "本机关不掌握相关政府信息",
            "本机关不掌握",
            "不掌握",
            "信息不存在",
            "政府信息不存在",
            "申请信息不存在",
            "不存在",
        ),
        since=2019,
    ),
    Choice("r4_2", "无法提供：没有现成信息需要另行制作", ("没有现成信息需要另行制作",), since=2019),
    Choice("r4_3", "无法提供：补正后申请内容仍不明确", ("补正后申请内容仍不明确",), since=2019),
    Choice("r5_1", "不予处理：信访举报投诉类申请", ("信访举报投诉类申请",), since=2019),
    Choice("r5_2", "不予处理：重复申请", ("重复申请",), since=2019),
    Choice("r5_3", "不予处理：要求提供公开出版物", ("要求提供公开出版物",), since=2019),
    Choice("r5_4", "不予处理：无正当理由大量反复申请", ("无正当理由大量反复申请",), since=2019),
    Choice(
        "r5_5",
        "不予处理：要求行政机关确认或重新出具已获取信息",
        ("要求行政机关确认或重新出具已获取信息",),
        since=2019,
    ),
    Choice("r6_1", "其他处理：逾期不补正", ("逾期不补正",), since=2019),
    Choice("r6_2", "其他处理：逾期未缴费", ("逾期未缴费",), since=2019),
    Choice(
        "r6_3",
        "其他处理：其他",
        ("其他处理", "其他", "其它", "撤回", "申请人撤回", "撤回申请", "主动撤回"),
        since=2019,
    ),
)
