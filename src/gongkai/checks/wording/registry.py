"""Every check of the wording, in the order of the annex, and what they come to for a report."""

import re
from collections.abc import Collection, Iterator
from typing import Final

from gongkai.checks.check import Result, State
from gongkai.checks.wording.chapters import (
    chapters_in_order,
    lapsed_fee,
    length_of_part_one,
    problems_and_measures,
    processing_fee,
)
from gongkai.checks.wording.characters import garbled, placeholders
from gongkai.checks.wording.claimed import as_published, without_repeats
from gongkai.checks.wording.dates import attachment_year, period, publication, years
from gongkai.checks.wording.documents import citations
from gongkai.checks.wording.figures import (
    disputes_as_in_table_four,
    growth_as_computed,
    jumps_explained,
)
from gongkai.checks.wording.licences import (
    none_words,
    nothing_and_something,
    one_figure_for_one_thing,
    rates_with_a_base,
    whole_words,
)
from gongkai.checks.wording.prose import Prose, Remark, WordingCheck, folded, joined
from gongkai.checks.wording.reuse import plans_taken_up, reuse
from gongkai.checks.wording.stated import stated_figures

_CONTACT: Final = (
    ("地址", r"地址|路\d+号|街\d+号|大道\d+号"), ("邮编", r"邮编|邮政编码"),
    ("电话", r"电话|(?<!\d)0\d{2,3}-?\d{7,8}"), ("电子邮箱", r"邮箱|电子邮件|@"),
)  # fmt: skip


_SIX_PARTS_ONLY: Final = 2021


def contact(prose: Prose) -> Iterator[Remark]:
    """D-7: the report says where the office can be reached."""
    text = "".join(folded(p.text) for p in prose.opening) + joined(prose.sections[-2:])
    missing = [name for name, words in _CONTACT if not re.search(words, text)]
    # The format of 2021 has no place for it, so that a published report may leave all of it out.
    left_out = len(missing) == len(_CONTACT) and prose.year >= _SIX_PARTS_ONLY and not prose.own
    if missing and not left_out:
        yield Remark(f"没有写明联系方式中的{'、'.join(missing)}")


_LAST: Final = "P-14"  # what the others have told of the same words it does not tell again

WORDING: Final = (
    WordingCheck(
        "D-1", "章节齐全，编号连续，次序与开头所列相同", "must", chapters_in_order,
        "请补齐章节，按规定格式的次序编号，并使开头所列与正文一致",
    ),
    WordingCheck(
        "D-2", "统计期限为报告年度1月1日至12月31日", "must", period, "请改为全年，并核对所列数据是否为全年数",
    ),
    WordingCheck(
        "D-3", "正文的年份是报告年度，或所指明确的上年、下年", "must", years, "请核对年份",
    ),
    WordingCheck(
        "D-4", "在年度结束后、法定期限内公布", "must", publication,
        "请在法定期限前公布；确已逾期的，在“审核意见”工作表（或 review.toml）中说明",
    ),
    WordingCheck(
        "D-5", "没有编写说明、占位符和空缺的数字", "must", placeholders, "请补上内容或删去",
    ),
    WordingCheck(
        "D-6", "存在的问题写得具体，问题是问题，措施是措施", "warn", problems_and_measures,
        "请写明实际存在的问题和改进措施",
    ),
    WordingCheck(
        "D-7", "开头或结尾有地址、邮编、电话、电子邮箱", "warn", contact,
        "请在“机关”工作表（或 agency.toml 的 [contact]）中补上", since=2019,
    ),
    WordingCheck(
        "D-8", "所引法规文件适用于本年度，文号与标题相符", "warn", citations, "请核对文号、标题和条款",
    ),
    WordingCheck(
        "D-9", "没有乱码，数字不混用全角半角", "warn", garbled, "请对照原稿改正，程序不会自动改写",
    ),
    WordingCheck("D-10", "附件的年度是报告年度", "must", attachment_year, "请换成本年度的附件"),
    WordingCheck(
        "D-12", "第一部分不超过设定的字数", "warn", length_of_part_one,
        "请精简，或调整“机关”工作表的“第一部分最多字数”（agency.toml 的 part_one_limit）",
    ),
    WordingCheck("X-2", "第六部分报告信息处理费收取情况", "warn", processing_fee, "请写明金额，或写明未收取", 2021),
    WordingCheck(
        "X-1", "有逾期未缴费的申请时，第六部分说明信息处理费", "warn", lapsed_fee, "请在第六部分说明", 2021,
    ),
    WordingCheck(
        "P-1", "正文写明的全年数与台账一致", "must", stated_figures,
        "请改正文中的数，或补正台账；也可写成 {{ 数字('指标名称') }} 由程序填入",
    ),
    WordingCheck(
        "P-5", "正文的复议诉讼件数与表四一致", "must", disputes_as_in_table_four,
        "请核对正文和表四；只写已审结的，请写明", 2019,
    ),
    WordingCheck("P-9", "有分母才写百分比", "must", rates_with_a_base, "没有发生的，写未发生，不写百分比"),
    WordingCheck("P-10", "写“均”“全部”的，比率确为百分之百", "must", whole_words, "请写明实际数字"),
    WordingCheck("P-11", "写“无”“未发生”的，件数确为0", "must", none_words, "请写明实际数字"),
    WordingCheck("P-12", "同一数量前后一致", "must", one_figure_for_one_thing, "请核对并统一"),
    WordingCheck("P-13", "“未收到申请”与办结数不矛盾", "must", nothing_and_something, "请核对"),
    WordingCheck(
        _LAST, "本机关自己写的话，与统计表、台账和前后文相符", "must", as_published,
        "请改正文中的话，或补正台账",
    ),
    WordingCheck("Y-2", "与上年比较的说法与两年的数相符", "must", growth_as_computed, "请按两年的数改正"),
    WordingCheck("Y-3", "变化较大的，正文有说明", "warn", jumps_explained, "请核对数字，并在正文中说明原因"),
    WordingCheck("Y-4", "上年的打算本年有交代", "warn", plans_taken_up, "请在正文中说明落实情况"),
    WordingCheck("Y-5", "正文没有大量沿用上年", "warn", reuse, "请据本年实际改写"),
)  # fmt: skip


def check_wording(prose: Prose, left_out: Collection[str] = ()) -> tuple[Result, ...]:
    """Return the results of every check of the year but those ``left_out``: one where all is well,
    else one a remark.

    A failing check blocks in our own report. Where nothing is wrong but something could not be
    told, the check is not assessable, which never blocks: no statutory cell depends on it.
    """
    told = {
        check: tuple(check.remarks(prose))
        for check in WORDING
        if check.since <= prose.year <= check.until and check.id not in left_out
    }
    others = [r for check, remarks in told.items() if check.id != _LAST for r in remarks]
    return tuple(
        result
        for check, remarks in told.items()
        for result in _results(
            check, without_repeats(remarks, others) if check.id == _LAST else remarks, prose.own
        )
    )


def _results(check: WordingCheck, remarks: tuple[Remark, ...], own: bool) -> Iterator[Result]:
    wrong = [r for r in remarks if r.state is not State.NOT_ASSESSABLE]
    if not remarks:
        yield Result(check.id, State.PASS, check.statement)
    elif not wrong:
        told = "；".join(dict.fromkeys(r.message for r in remarks))
        yield Result(check.id, State.NOT_ASSESSABLE, f"{check.statement}：{told}")
    for remark in dict.fromkeys(wrong):
        state = remark.state or (State.FAIL if check.strength == "must" else State.WARN)
        yield Result(
            check.id,
            state,
            remark.message,
            blocks=own and state is State.FAIL,
            text=remark.quote,
            place=remark.passage.place if remark.passage else None,
            remedy=check.remedy,
            waivable=remark.waivable,
        )
