"""Headings written in letters: the first of each syllable, SQRLX for 申请人类型, or the whole of it, dafu_riqi for 答复日期."""

import bisect
from collections.abc import Iterator
from functools import cache
from typing import Final

from gongkai.office.mapping.headings.syllables import by_syllables
from gongkai.pattern import pattern
from gongkai.records.layouts import MEANINGS
from gongkai.records.ledgers import LEDGERS
from gongkai.records.ledgers.ledger import Ledger

# The first level of GB 2312 stands in the order of its pronunciation: the first character of each letter.
_FIRST: Final = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
_LETTERS: Final = "ABCDEFGHJKLMNOPQRSTWXYZ"
_ENDS: Final = (b"\xb0\xa1", b"\xd7\xf9")
# Of the second level, and what is read in two ways: as headings read it.
_READ: Final = {"昵": "N", "稽": "J", "缴": "J", "诉": "S", "调": "T", "长": "C", "谘": "Z"}
_SHORTEST: Final = 3  # letters; two are anything
_CODE: Final = pattern(r"(?:[A-Za-z]_)?([A-Za-z]+(?:_[A-Za-z]+)*)")
# A word of English behind the letters: BZTZ_TIME.
_ENDINGS: Final = {"TIME": "SJ", "DATE": "RQ", "TYPE": "LX", "NO": "BH", "NUM": "BH", "NAME": "MC"}
# Whose telephone or name it is stands before it: SQR_LXDH.
_WHOSE: Final = {"requests": "申请人", "hotline_cases": "来电人", "decisions": "相对人"}
_HAN: Final = pattern(r"[一-鿿]+")
_DAYS: Final = ("日期", "时间")
# Days and other headings of programs that are none of ours, but may have the letters of one of ours.
_OTHER_DAYS: Final = (
    "申请 受理 答复 回复 回访 反馈 办结 办理 处理 处置 交办 转办 派单 派发 分派 登记 录入 创建 更新 修改 审核 审批 签收 签发 接收 接件 "
    "收件 收到 送达 寄出 邮寄 通知 告知 补正 延期 缴费 缴款 收费 开票 到账 入账 发布 公布 公开 公示 公告 撤下 下线 上线 推送 归档 立案 结案 审结 "
    "开庭 宣判 判决 裁决 决定 生效 失效 废止 修订 印发 成文 制发 起草 征求 反映 来电 来信 来访 通话 接听 挂断 退回 催办 督办 到期 截止 开始 结束 "
    "起始 预约 评价 报送 上报 提交 导出 同步 入库 采集 出生 注册 领取 取件 执行 处罚 许可 核准 批准 会议 召开 培训 面商 约谈 联系 上网 变更 撤销 "
    "流转 申报 批复 备案 移送 落款 形成 生成 盖章 服务 打印 填报 操作"
)
# What only the systems of one ledger keep: 接单 has the letters of 建单.
_OF_ITS_SYSTEM: Final = {
    "hotline_cases": "接单 接电 接报 接到 结单 退单 派件 呼入 呼出 处结 销号 下载 举报",
    "requests": "来件 来函 会签 呈批 进件 送审 调阅 拟稿 用印 归还 提起 撤回",
    "proposals": "接办 举办 面谈 会签 复核 用印 会办",
    "disputes": "举证 听证 收发 送审 阅卷 上诉 撤诉 调解 延期",
    "decisions": "听证 催告 催缴 调查 现场检查 撤回 注销 复核 领证 发送",
    "disclosures": "撰写 撰稿 送审 初审 复审 终审 撤稿 复核",
    "documents": "送审 审议 施行 实施 审查 清理 会签 报备",
    "charges": "开单 支付 上缴 复核 记账 退款",
    "engagements": "原文发布 文件发布",
    "power_items": "实施 施行 确定 取证 清理",
}
_OTHERS: Final = (
    "单位名称 部门名称 机构名称 机构代码 科室名称 承办部门 承办单位 承办科室 主办单位 协办单位 受理人员 受理部门 受理单位 经办人 办理人 办理人员 审核人 审核意见 "
    "审核状态 审批人 审批意见 审批状态 联系人 联系地址 手机号码 手机号 电话号码 固定电话 传真号码 身份证号 身份证号码 证件号码 证件类型 邮政编码 电子邮箱 "
    "工作单位 通讯地址 详细地址 所属区域 所属区县 行政区划 备注信息 备注说明 附件名称 附件数量 附件地址 文件大小 文件类型 操作人员 录入人 录入人员 录入单位 "
    "创建人 创建者 修改人 更新人 数据来源 数据状态 业务类型 业务编号 业务流水号 流水号 工单状态 工单类型 紧急程度 是否回访 是否满意 是否公开 是否有效 是否保密 "
    "是否删除 是否延期 是否超期 是否逾期 回访结果 回访人员 回访内容 获取方式 信息获取方式 提供方式 载体形式 送达方式 所需信息用途 申请用途 信息用途 问题分类 "
    "问题描述 点击量 浏览量 阅读量 点赞数 评论数 转发数 栏目编号 栏目代码 栏目路径 链接地址 责任编辑 稿件来源 关键词 主题词 主题分类 体裁分类 组配分类 索引号 "
    "信息分类 承办法院 审判长 书记员 主审法官 代理人 委托代理人 第三人 罚款金额 没收金额 处罚类别 违法事实 处罚依据 法定代表人 组织机构代码 工商注册号 "
    "税务登记号 许可内容 许可类别 许可机关 有效期自 有效期至 许可编号 许可证书名称 项目名称 项目编号 项目代码 收费标准 收费依据 缴款人 缴款码 票据号码 满意率 "
    "办结率 剩余时限 承诺时限 超期天数 办理天数 工作日数"
)


def initials(name: str) -> str:
    """Return the first letter of each character's syllable; ? for one that nobody reads here.

    >>> [initials(name) for name in ("申请人类型", "答复日期", "办结时间", "许可决定书文号")]
    ['SQRLX', 'DFRQ', 'BJSJ', 'XKJDSWH']
    """
    return "".join(map(_letter, name))


@cache
def _letter(character: str) -> str:
    if character in _READ:
        return _READ[character]
    code = character.encode("gb2312", "replace")
    if not _ENDS[0] <= code <= _ENDS[1]:
        return "?"
    starts = [first.encode("gb2312") for first in _FIRST]
    return _LETTERS[bisect.bisect_right(starts, code) - 1]


def meanings(heading: str, ledger: Ledger | None = None) -> tuple[str, ...]:
    """Return what a heading of letters may stand for: names of a ``ledger``, of any where none is named, and of programs.

    >>> meanings("SQR_LX"), meanings("dafu_riqi"), meanings("收到日期")
    (('申请人类型',), ('答复日期',), ())
    """
    code = _CODE.fullmatch(heading)
    if code and (whole := _whole().get("".join(code[1].lower().split("_")))):
        return whole
    parts = code[1].upper().split("_") if code else []
    letters = (
        "".join((*parts[:-1], _ENDINGS.get(parts[-1], parts[-1])))
        if len(parts) > 1
        else "".join(parts)
    )
    if len(letters) < _SHORTEST:
        return ()
    found = _names().get(letters, {})
    return tuple(n for n, of in found.items() if ledger is None or not of or ledger.id in of)


@cache
def _whole() -> dict[str, tuple[str, ...]]:
    """Return the names by all letters of their syllables."""
    return by_syllables(sorted({name for named in _names().values() for name in named}))


@cache
def _names() -> dict[str, dict[str, frozenset[str]]]:
    """Return by initials the names that have them, each with the ledgers that it is a column of; none of a program's."""
    found: dict[str, dict[str, frozenset[str]]] = {}
    for ledger in LEDGERS:
        for name in _columns(ledger):
            at = found.setdefault(initials(name), {})
            at[name] = at.get(name, frozenset()) | {ledger.id}
    for name in (*_days(_OTHER_DAYS), *_OTHERS.split()):
        found.setdefault(initials(name), {})[name] = frozenset()
    for of, days in _OF_ITS_SYSTEM.items():
        for name in _days(days):
            at = found.setdefault(initials(name), {})
            if at.get(name) != frozenset():  # a program's everywhere
                at[name] = at.get(name, frozenset()) | {of}
    return found


def _days(stems: str) -> Iterator[str]:
    return (stem + end for stem in stems.split() for end in _DAYS)


def _columns(ledger: Ledger) -> Iterator[str]:
    """Yield every name of the ledger's columns that is Chinese throughout, of a day with either word for it."""
    sources = MEANINGS.get(ledger.id, ())
    named = {h for c in ledger.columns for h in (c.heading, *c.aliases)}
    marked = {c.name for c in ledger.columns if c.personal}
    personal = {h for source in sources if source.column in marked for h in source.headings}
    for name in sorted(named | {h for source in sources for h in source.headings}):
        if not _HAN.fullmatch(name):
            continue
        stem = next((name.removesuffix(end) for end in _DAYS if name.endswith(end)), "")
        yield from (stem + end for end in _DAYS) if stem else (name,)
        whose = _WHOSE.get(ledger.id, "")
        if whose and not stem and name in personal:
            yield whose + name.removeprefix(whose)
