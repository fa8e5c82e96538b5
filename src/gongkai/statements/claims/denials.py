"""What sentences deny, held against the tables: 未收到申请, 没有发生行政复议 (P-11)."""

from collections.abc import Iterator
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.claims.cells import Cells
from gongkai.statements.claims.claim import Claim, Told
from gongkai.statements.subjects.denials import denials_of
from gongkai.statements.text.interval import Judgement, written
from gongkai.statements.text.paragraph import Paragraph
from gongkai.statements.text.years import of_the_year

# What a denied topic is called, and how many of what the table says instead.
_WORDS: Final = {
    "requests/received": ("收到申请", "件"), "requests/carry_in": ("上年结转", "件"), "requests/carry_out": ("结转下年", "件"),
    **{f"kind/{kind}/received": (f"收到{words}申请", "件") for kind, words in (
        ("natural_person", "自然人"), ("commercial", "商业企业"), ("research", "科研机构"), ("social", "社会公益组织"),
        ("legal_service", "法律服务机构"),
    )},
    "case/reconsideration/total": ("行政复议", "件"), "case/litigation/total": ("行政诉讼", "件"),
    "kind/organisations/received": ("收到法人或其他组织申请", "件"), "case/direct/total": ("直接起诉", "件"),
    "case/after/total": ("复议后起诉", "件"),
    "case/reconsideration/corrected": ("被复议纠正", "件"), "case/litigation/corrected": ("败诉", "件"),
    "document/normative/issued": ("制发行政规范性文件", "件"), "document/normative/repealed": ("废止行政规范性文件", "件"), "document/normative/valid": ("有现行有效的行政规范性文件", "件"), "decision/licence": ("作出行政许可", "件"),
    "decision/penalty": ("作出行政处罚", "件"), "decision/coercion": ("采取行政强制", "件"),
    "sheet/s2_2_1": ("举办新闻发布会", "次"), "sheet/s2_2_2": ("参加在线访谈", "次"), "sheet/s2_2_3": ("发布解读稿件", "篇"),
    "sheet/s3_2_2": ("延期办结申请", "件"), "sheet/s6": ("收到举报", "件"), "sheet/s9_1": ("召开会议", "次"), "sheet/s9_2": ("举办培训", "次"),
}  # fmt: skip
_FROM_LAST: Final = pattern(r"(?:上一?年度?|去年|20\d\d年度?)[^，。；]{0,4}$")


def read_denials(
    paragraph: Paragraph, cells: Cells, year: int | None, passage: Told, number: int
) -> Iterator[Claim]:
    """Yield each denial of a figure that the tables state; one of a part or of another year is none."""
    for denial in denials_of(paragraph):
        stated = cells.get(denial.topic)
        before = paragraph.text[denial.start : denial.at]
        row = denial.topic.startswith("outcome/")
        if stated is None or denial.narrowed or not (row or denial.topic in _WORDS):
            continue
        if denial.topic == "requests/carry_in":
            before = _FROM_LAST.sub("", before)
        if year is not None and not of_the_year(before, year):
            continue
        words, unit = (stated.source, "件") if row else _WORDS[denial.topic]
        holds = stated.number == 0
        note = "" if holds else f"{stated.source}为{written(stated.number)}{unit}"
        said = f"未{words}={stated.source}{written(stated.number)}"
        yield Claim(
            "P-11", "table", said, Judgement.HOLDS if holds else Judgement.FAILS, note,
            paragraph.said(denial.at), passage.place, (), number,
        )  # fmt: skip
