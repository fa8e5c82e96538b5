"""Whose figures a department's report tells: its own, or its whole district's and other offices'."""

import re
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.subjects.subjects import Subject
from gongkai.statements.text.paragraph import Paragraph

_DONE: Final = "收到|受理|接收|新收|办理|办结|答复|制发|作出|发生|产生"
_AROUND: Final = pattern(
    rf"(?<![向在对为])全[省市区县州旗盟](?![市区县]?[局委办厅])(?:[^，。；]{{0,16}}(?:{_DONE})"
    r"|(?:20\d\d年度?)?(?:政府)?(?:信息公开)?类?的?(?:行政)?(?:复议|诉讼)|现行有效)"
    r"|[省市区县]?(?:中级人民法院|中院|高院|法院|司法局)[^，。；\d]{0,8}(?:受理|审理|审结|办理)此类"
)
_OWN: Final = pattern(r"[我本](?:局|委|办|厅|单位|机关|部门|中心|院)")
# An office that a sentence begins with: 区综合执法局2023年作出行政处罚684件.
_OFFICE: Final = pattern(
    r"(?:其中|，)*(?![我本])(?:[省市区县州旗盟镇]|[\u4e00-\u9fff]{2,4}[市区县])?(?P<who>[^，。；：（）\d代替为以由向对经及和与]{0,10}?(?:人民政府|政府|局|厅|委员会))(?:20\d\d年度?|全年|本年度?)?(?:共|依法)*"
    rf"(?:{_DONE}|公开|发布)"
)
_LEVELS: Final = pattern("[省市区县州旗盟镇]")


def _is_own(office: re.Match[str], agency: str) -> bool:
    """Tell whether an office named is the agency; 市局 is none of a district's, 区局 may be."""
    if len(office["who"]) == 1:
        return _LEVELS.findall(agency)[-1:] == [office[0][office.start("who") - office.start() - 1]]
    return office["who"] in agency or agency[-3:] in office[0]


def is_of_others(paragraph: Paragraph, subject: Subject, agency: str) -> bool:
    """Tell whether a sentence has come to speak of others than the agency, and not of itself since.

    >>> from gongkai.statements.subjects.subjects import subjects_of
    >>> from gongkai.statements.text.paragraph import parse
    >>> def theirs(text):
    ...     paragraph = parse(text)
    ...     return [is_of_others(paragraph, s, "甲市乙区丙局") for s in subjects_of(paragraph)]
    >>> theirs("区综合执法局2023年作出行政处罚684件。"), theirs("丙局2023年作出行政处罚4件。")
    ([True], [False])
    >>> theirs("市局2023年作出行政处罚20件。"), theirs("区局2023年作出行政处罚4件。")
    ([True], [False])
    """
    at = subject.figure.start
    start, _ = paragraph.sentence_at(at)
    around = _AROUND.search(paragraph.text, start, at)
    office = _OFFICE.match(paragraph.text, start, at)
    if office is not None and _is_own(office, agency):
        office = None
    told = around or office
    return bool(told and not _OWN.search(paragraph.text, told.end(), at))
