"""双公示 and normative documents: the upload tables of the credit platforms, and lists of documents."""

from typing import Final

from gongkai.records.layouts.layout import Default, Layout, Source

_CREDIT_CODE: Final = (
    "行政相对人代码_1（统一社会信用代码）",
    "行政相对人代码_1(统一社会信用代码)",
    "行政相对人代码1（统一社会信用代码）",
    "行政相对人代码（统一社会信用代码）",
    "行政相对人统一社会信用代码",
    "相对人统一社会信用代码",
    "行政相对人代码_1",
    "XK_XDR_SHXYM",
    "CF_XDR_SHXYM",
)
DECISIONS: Final = (
    Source("doc_no", (
        "行政许可决定文书号", "行政许可决定书文号", "许可决定书文号", "许可文书号", "许可决定文书号", "XK_WSH",
        "行政处罚决定书文号", "行政处罚决定文书号", "处罚决定书文号", "处罚文书号", "CF_WSH",
        "行政强制决定书文号", "决定文书号", "决定书编号", "文书号", "文书编号", "决定文号",
    )),
    Source("id", ("案件编号", "决定编号", "记录编号", "办件编号", "业务流水号")),
    Source("kind", ("行政行为种类", "行政行为类型", "决定类型", "公示类型", "数据类型")),
    Source("matter", (
        "项目名称", "XK_XMMC", "许可证书名称", "XK_XKZS", "许可名称", "许可事项", "许可事项名称", "许可项目名称",
        "行政许可决定文书名称", "XK_XKWS", "处罚名称", "CF_CFMC", "案件名称", "违法行为类型", "CF_WFXW", "处罚事由", "CF_SY",
        "案由", "违法事实", "许可内容", "XK_NR",
    )),
    Source("subject", (
        "行政相对人名称", "XK_XDR_MC", "CF_XDR_MC", "XK_XDR", "CF_XDR", "许可相对人", "许可相对人名称", "处罚相对人",
        "行政相对人", "相对人名称", "当事人名称", "当事人", "被处罚人", "被处罚单位", "申请单位", "被许可人",
    )),
    Source("credit_code", _CREDIT_CODE),
    Source("subject_type", ("行政相对人类别", "行政相对人类型", "XK_XDR_LB", "CF_XDR_LB", "相对人类别", "当事人类型")),
    Source("decided_on", (
        "许可决定日期", "XK_JDRQ", "处罚决定日期", "CF_JDRQ", "强制决定日期", "作出许可决定日期", "作出处罚决定日期",
        "作出行政许可决定日期", "作出行政处罚决定日期", "许可日期", "处罚日期", "决定时间", "作出决定日期", "作出决定时间", "发证日期",
        "批准日期", "核准日期",
    )),
    Source("publishable", ("信息使用范围", "CF_SYFW", "XK_SYFW", "是否公开", "是否应公示"),
           values=(("0", "是"), ("1", "否"), ("2", "否"))),
    Source("published_on", (
        "公示日期（始）", "公示日期(始)", "公示开始日期", "公示起始日期", "公示起始时间", "公示开始时间", "公示时间", "公开日期", "上网日期",
    )),
    Source("platform", ("公示网站", "公示渠道", "公示媒体")),
)  # fmt: skip
TELLS: Final = (
    Default(
        "publishable", "是", "没有应当公示一栏，各行按应当公示计；简易程序处罚、涉密决定请另行核定"
    ),
)
_LICENCE: Final = (Default("kind", "行政许可", "各行都是行政许可", sure=True), *TELLS)
_PENALTY: Final = (Default("kind", "行政处罚", "各行都是行政处罚", sure=True), *TELLS)
_NO: Final = ("行政许可决定文书号", "行政许可决定书文号")
_PENALTY_NO: Final = ("行政处罚决定书文号", "行政处罚决定文书号")
_SUBJECT: Final = ("行政相对人名称", "行政相对人", "相对人名称")

DOCUMENTS: Final = (
    Source("doc_no", ("发文字号", "发文文号", "文件文号", "文件编号", "文件字号", "制定文号")),
    Source("id", ("登记号", "规范性文件登记号", "统一编号", "三统一编号", "信息ID", "登记编号", "备案号", "索引号")),
    Source("title", ("文件名称", "规范性文件名称", "文件标题", "标题", "名称", "文件名", "规章名称")),
    Source("kind", ("效力级别", "文件类别", "文件类型", "文件性质", "文件种类", "效力层级")),
    Source("issued_on", ("制发日期", "印发日期", "发文日期", "成文日期", "制定日期", "发布日期", "颁布日期", "公布日期",
                         "印发时间", "发布时间", "成文时间", "发文时间", "签发日期")),
    Source("published_on", ("公开日期", "公开时间", "上网日期", "上网时间", "公布时间", "发布日期", "发布时间", "公布日期")),
    Source("repealed_on", ("废止日期", "失效日期", "废止时间", "失效时间", "废止（失效）日期", "失效（废止）日期", "有效期至", "有效期截止日期")),
)  # fmt: skip

KIND: Final = (
    Default("kind", "行政规范性文件", "没有文件种类一栏，各行按行政规范性文件计；其中的规章请注明"),
)

LAYOUTS: Final = (
    Layout(
        "双公示行政许可",
        "decisions",
        (_NO, _SUBJECT, ("许可决定日期", "作出许可决定日期"), ("许可类别", "许可编号", "许可证书名称", "审批类别", "许可内容")),
        DECISIONS,
        _LICENCE,
    ),
    Layout(
        "双公示行政处罚",
        "decisions",
        (_PENALTY_NO, _SUBJECT, ("处罚决定日期", "作出处罚决定日期"), ("处罚类别", "处罚类别1", "违法行为类型", "处罚依据", "处罚内容", "处罚事由")),
        DECISIONS,
        _PENALTY,
    ),
    Layout(
        "双公示行政许可（代码列名）",
        "decisions",
        (("XK_WSH", "XK_XKBH", "XK_XMMC"), ("XK_XDR_MC", "XK_XDR"), ("XK_JDRQ",)),
        DECISIONS,
        _LICENCE,
    ),
    Layout(
        "双公示行政处罚（代码列名）",
        "decisions",
        (("CF_WSH", "CF_CFMC"), ("CF_XDR_MC", "CF_XDR"), ("CF_JDRQ",)),
        DECISIONS,
        _PENALTY,
    ),
    Layout(
        "部门自制双公示处罚表",
        "decisions",
        (("处罚名称", "案件名称"), ("文书号", "处罚文书号"), ("处罚日期",)),
        DECISIONS,
        _PENALTY,
    ),
    Layout(
        "部门自制双公示许可表",
        "decisions",
        (("许可名称", "许可事项"), ("许可文书号", "文书号"), ("许可相对人", "许可相对人名称")),
        DECISIONS,
        _LICENCE,
    ),
    Layout(
        "规范性文件清单",
        "documents",
        (
            ("文件名称", "规范性文件名称", "文件标题"),
            ("发文字号", "文号", "发文文号"),
            ("时效性", "有效性", "效力状态", "实施日期", "施行日期", "效力级别", "失效依据"),
        ),
        DOCUMENTS,
        KIND,
    ),
)  # fmt: skip
