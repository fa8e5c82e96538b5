"""What was done of what there was: 发现问题46个，整改45个，整改率97.8%."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.addition import rate_relation
from gongkai.statements.relations.relation import Relation
from gongkai.statements.text.figure import Figure, alike
from gongkai.statements.text.interval import Judgement, written
from gongkai.statements.text.paragraph import Paragraph

# Deeds that are told of a part of what stands before them, with what that is where more is a slip.
_DEEDS: Final = (
    ("整改", r"发现|查找|排查|检查出|梳理|反馈|存在|问题"),
    ("采纳", r"征集|收到|收集|征求|提出(?:意见|建议)"), ("回收", r"发放|发出|派发"), ("收回", r"发放|发出|派发"),
    ("完成", r"任务|制定|明确|确定|部署|分解"), ("合格", r"检查|抽查|抽检|检测|测评"),
    ("主动公开", r"印发|制发|发文|公文|文件"), ("公开", r"印发|制发|公文|文件|事项"),
    ("解读", r"规范性文件|政策文件"), ("通过", r"申报|评审|验收"), ("化解", r"排查|受理|纠纷"),
    ("修复", r"发现|错|断链|失效|漏洞|隐患"), ("更正", r"发现|错|误"),
    ("处置", r"发现|监测|收到"), ("达标", r"检查|测评|考核"),
)  # fmt: skip
_NOT_OF_THESE: Final = pattern(r"上年|往年|历年|结转|累计|去年|不合格|未|不公开|依申请")


def read_achieved(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield that no more was done than there was, and the rate of it.

    >>> from gongkai.statements.text.paragraph import parse
    >>> said = "制定任务35项，完成34项，完成率87.1%。发现问题46个，已整改48个。"
    >>> [(r.written, r.state.value) for r in read_achieved(parse(said))]
    [('34/35=87.1%', 'fails'), ('46>=48', 'fails')]
    """
    for start, end in paragraph.sentences:
        within = [f for f in paragraph.plain if start <= f.start < end]
        for deed, of in _DEEDS:
            if deed not in paragraph.text[start:end]:
                continue
            for n, part in enumerate(within):
                if not _is_deed(part, deed) or not n:
                    continue
                whole = _whole_of(within[:n], part, of)
                if whole is not None:
                    yield from _of_deed(paragraph, whole, part, (start, end), deed)


def _is_deed(figure: Figure, deed: str) -> bool:
    """Tell whether a figure's words say nothing but the deed."""
    return bool(
        re.fullmatch(
            rf"(?:其中|已|并|全部|实际|共|有效|配套|同步|及时|按时|依法|均|问题|隐患)*{deed}(?:完成|到位|完毕)?(?:了|的|到)?(?:有效|合格)?(?:问卷|问题|任务|意见|建议)?",
            figure.label,
        )
    )


def _whole_of(before: Sequence[Figure], part: Figure, of: str) -> Figure | None:
    """Return the nearest figure in the part's unit, where it is what the deed is done to."""
    near = next((f for f in reversed(before) if alike(f.unit, part.unit)), None)
    if near is None or near.depth != part.depth or not re.search(of, near.label + near.after):
        return None
    of_both = sum(f.number for f in before if alike(f.unit, part.unit) and re.search(of, f.label))
    if near.number < part.number <= of_both:  # 去年存在问题6个，今年发现问题4个，整改9个
        return None
    return None if _NOT_OF_THESE.search(near.label) else near


def _of_deed(
    paragraph: Paragraph, whole: Figure, part: Figure, within: tuple[int, int], deed: str
) -> Iterator[Relation]:
    used = (whole.start, part.start)
    if part.span.low > whole.span.high:
        said = f"{written(whole.number)}>={written(part.number)}"
        note = f"{deed}的比原有的多"
        yield Relation("P-8", "balance", said, Judgement.FAILS, part.start, note, used)
        return
    for rate in paragraph.figures:
        if rate.unit != "%" or not part.end <= rate.start < within[1] or not whole.number:
            continue
        if not re.search(
            rf"(?<![\u4e00-\u9fff])(?:有效|问题|问卷|实际|总体|整体|年度|目标|任务|共|总)*{deed}(?:完成|到位)?率[^，。；\d]{{0,6}}$",
            paragraph.clause_before(rate),
        ):
            continue
        yield rate_relation(part, whole, rate)
