"""Which figure a share is of: 咨询24件，占26%; 甲16件、乙8件，分别占66.7%、33.3%; 涉农补贴占四成五（189条）."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.addition import number_of, span_of
from gongkai.statements.text.figure import Figure, alike
from gongkai.statements.text.numerals import han_number
from gongkai.statements.text.paragraph import Paragraph

_SHARE: Final = pattern(
    r"占(?:比|到|了|总|全|[^，。；（\d]{0,16})?(?:约|近)?(?:为|达|是|达到)?(?:约|近)?$"
)
_EACH: Final = pattern(
    r"(?:分别|依次)(?:各)?占(?:比|到|了|总[^，。；（\d]{0,8}|[^，。；（\d]{0,16}的)?(?:为|达)?$"
    r"|占比?[^，。；（\d]{0,8}(?:分别|依次)(?:为|是|达)?$"
)
_ROUGHLY: Final = pattern(r"[，（、]?(?:大?约|将?近|接近|超过?|逾|不足|不到|达)?")
_ENDS: Final = pattern(r"[，。；、）]|$")
_AND: Final = ("、", "和", "及", "与", "，")


def pairs_in(paragraph: Paragraph) -> list[tuple[Figure, Figure]]:
    """Return each share with the figure whose share it is; 甲16件、乙8件，分别占66.7%、33.3% in their order."""
    found: list[tuple[Figure, Figure]] = []
    bracketed: list[tuple[Figure, Figure]] = []
    taken: set[int] = set()
    for share in (f for f in paragraph.figures if f.unit == "%" and f.start not in taken):
        start, end = paragraph.sentence_at(share.start)
        before = [f for f in paragraph.plain if start <= f.start and f.end <= share.start]
        behind = _behind(paragraph, share, end)
        if behind is not None and (_is_share(paragraph, share) or _is_of_these(paragraph, share)):
            found.append((share, behind))
        elif before and _EACH.search(paragraph.clause_before(share)):
            run = _run(paragraph, share)
            parts = [f for f in before if alike(f.unit, before[-1].unit)][-len(run) :]
            taken |= {f.start for f in run}
            if len(parts) == len(run) > 1:
                found += zip(run, parts, strict=True)
        elif part := _of_which(paragraph, before, share):
            found.append((share, together(paragraph, part, share)))
        elif before and _right_behind(paragraph, before[-1], share):
            found.append((share, before[-1]))
        elif before and _in_brackets(paragraph, before[-1], share):
            bracketed.append((share, before[-1]))
    # One rate in brackets may be anything; one behind each figure is its share.
    many = [(s, p) for s, p in bracketed if sum(p.unit == o.unit for _, o in bracketed) > 1]
    return sorted((*found, *many), key=lambda pair: pair[0].start)


def behind_in_brackets(paragraph: Paragraph, rate: Figure, reach: int = 0) -> list[Figure]:
    """Return the figures in the brackets behind a rate, ``reach`` characters at most between them.

    公开比例为95%（应公开40件，已公开38件）; 98%的行政村（共187个，已完成183个） within ten.
    """
    opening = paragraph.text.find("（", rate.end, rate.end + reach + 1)
    if opening < 0 or any(c in "，。；" for c in paragraph.text[rate.end : opening]):
        return []
    end = paragraph.text.find("）", rate.end)
    return [f for f in paragraph.plain if rate.end < f.start < end and not f.about]


def _behind(paragraph: Paragraph, share: Figure, end: int) -> Figure | None:
    """Return the figure alone in brackets behind a share: 涉农补贴占四成五（189条）."""
    behind = next((f for f in paragraph.plain if share.end < f.start < end), None)
    if behind is not None and _THAT_IS.fullmatch(paragraph.text, share.end, behind.start):
        return behind  # 咨询类占60%，为1380件
    if behind is None or paragraph.text[share.end : behind.start] != "（":
        return None
    return behind if paragraph.text.startswith("）", behind.end) else None


_THAT_IS: Final = pattern("，(?:为|计|即|合计|共计|达|约)+")


def _in_brackets(paragraph: Paragraph, part: Figure, share: Figure) -> bool:
    """Tell whether a rate is all that stands in brackets right behind a figure: 公开6件（50%）."""
    text = paragraph.text
    return text[part.end : share.start] == "（" and text[share.end : share.end + 1] == "）"


def _right_behind(paragraph: Paragraph, part: Figure, share: Figure) -> bool:
    """Tell whether a fraction said roughly is all that follows a figure: 电话咨询276人次，约三成."""
    text = paragraph.text
    gap = _ROUGHLY.fullmatch(text[part.end : share.start])
    return bool(gap) and share.about and bool(_ENDS.match(text, share.end))


def _run(paragraph: Paragraph, first: Figure) -> list[Figure]:
    """Return the shares that follow one another from the first on."""
    run = [first]
    for figure in paragraph.figures:
        if figure.start <= first.start:
            continue
        if figure.unit != "%" or paragraph.text[run[-1].end : figure.start] not in _AND:
            break
        run.append(figure)
    return run


_OF_NAME: Final = pattern(r"^(?:其中|，)?(?P<name>[A-Z\u4e00-\u9fff]{2,12}?)(?:约|各)?占")


_OTHER_NAME: Final = pattern(
    r"^(?:其中|且)?(?P<name>[\u4e00-\u9fff“”]{2,12}?)(?:类|件|量)?占比(?:为|达)?$"
)


def _is_of_another(paragraph: Paragraph, share: Figure, before: Sequence[Figure]) -> bool:
    """Tell whether a share is of a kind that no figure before it counts: 网办11.2万件，即办件占比62%."""
    match = _OTHER_NAME.match(paragraph.clause_before(share))
    if match is None or _TOGETHER.match(paragraph.text, before[-1].end):
        return False
    named = [f for f in before if match["name"][:2] in f.label + f.after]
    return not named or (_named(paragraph, before, share) is None and before[-1] not in named)


def _named(paragraph: Paragraph, before: Sequence[Figure], share: Figure) -> Figure | None:
    """Return the one figure that a share's own words name: 公告42条（招标34条，变更8条），其中变更占19%."""
    match = _OF_NAME.match(paragraph.clause_before(share))
    name = match["name"] if match is not None else "-"
    found = [f for f in before if f.label.removeprefix("其中") == name]
    if not found:  # 微信公众号64万、微博41万，微信占一半
        found = [f for f in before if f.label.removeprefix("其中").startswith(name)]
    return found[0] if len(found) == 1 else None


def _of_which(paragraph: Paragraph, before: Sequence[Figure], share: Figure) -> Figure | None:
    """Return the figure before a share that it is a share of a whole of: the one its words name, else the nearest."""
    if not before or not _is_share(paragraph, share) or _is_of_another(paragraph, share, before):
        return None
    if (named := _named(paragraph, before, share)) is not None:
        return named
    part = _part(paragraph, before, share)
    return None if _is_of_no_item(paragraph, share, part) else part


def _part(paragraph: Paragraph, before: Sequence[Figure], share: Figure) -> Figure:
    """Return the figure whose share is told: the nearest not in brackets that have closed."""
    outside = [f for f in before if f.depth <= share.depth or share.depth > 0]
    return (outside or before)[-1]


def together(paragraph: Paragraph, part: Figure, share: Figure) -> Figure:
    """Return what the figures before a share come to where it is one of all of them: 11件、4件，合计占55.6%."""
    match = _TOGETHER.match(paragraph.text, part.end)
    if match is None:
        return part
    many = han_number(match["many"] or "")
    if match["end"] and many:
        return _at_the_end(paragraph, part, int(many), first=match["end"] == "前")
    run = _run_before(paragraph, part)[: int(many) if many else None]
    if len(run) < (many or 2):
        return part  # 20条，采纳12条、部分采纳5条，两项占85%
    return replace(part, number=number_of(run), span=span_of(run))


def _run_before(paragraph: Paragraph, part: Figure) -> list[Figure]:
    """Return a figure and those listed before it in its unit, the nearest first."""
    run = [part]
    for figure in reversed([f for f in paragraph.plain if f.start < part.start]):
        if figure.depth == part.depth:
            if not alike(figure.unit, part.unit):
                break
            if not _IN_A_RUN.fullmatch(paragraph.text[figure.end : run[-1].start]):
                break
            run.append(figure)
    return run


def _items_before(paragraph: Paragraph, part: Figure) -> list[Figure]:
    """Return the items of a list up to its last, from the one that its cue opens."""
    run = _run_before(paragraph, part)
    opening = next((n for n, f in enumerate(run) if f.label.startswith(_OPENS)), len(run))
    return run[: opening + 1][::-1]


def _is_of_no_item(paragraph: Paragraph, share: Figure, part: Figure) -> bool:
    """Tell whether a share behind a list has words of its own that aren't those of the last item.

    宅基地5件、拆迁4件、其他1件，征地类诉求占九成: of what, the list doesn't count.
    """
    if _TOGETHER.match(paragraph.text, part.end) or len(_items_before(paragraph, part)) < _SEVERAL:
        return False
    gap = _BRACKETED.sub("", paragraph.text[part.end : share.start])
    words = _EMPTY.sub("", gap[: gap.rfind("占")])
    item = part.label + part.after
    return len(words) > 1 and not any(words[n : n + 2] in item for n in range(len(words) - 1))


_SEVERAL: Final = 2
_BRACKETED: Final = pattern("（[^（）]{0,40}）")
_EMPTY: Final = pattern(
    "[，；]|其中|(?:该|此|这)(?:项|类|种)?|后者|大?约|仅|只|均|各|已|合计|总计|共计?|所|也|还|其|分别|同比|比重|数量"
)


def _at_the_end(paragraph: Paragraph, part: Figure, many: int, *, first: bool) -> Figure:
    """Return what the first or last items of a list come to; not for sure where they aren't its greatest: 前两类占四分之三."""
    run = _items_before(paragraph, part)
    taken = run[:many] if first else run[-many:]
    falling = sorted(run, key=lambda f: -f.number) == run
    about = part.about or not falling or len(run) <= many
    return replace(part, number=number_of(taken), span=span_of(taken), about=about)


_OPENS: Final = ("其中", "包括", "涉及", "含")
_TOGETHER: Final = pattern(
    r"[，；](?:其中)?(?:(?:以上|上述|(?P<end>[前后]))?(?P<many>[两二三四五六])大?(?:者|项|类|种|部分|位|名)(?:信息|申请|意见)?(?:之?和|合计|共计|共|总计|合起来|加起来|累计|一共|总共)?"
    r"|(?:上述[^，。；\d]{0,6})?(?:合计|共计|共|总计|合起来|加起来))占"
)
_IN_A_RUN: Final = pattern(
    r"[、和及，][^，。；\d（）]{0,14}(?:（[^，。；\d（）]{1,16}）[^，。；\d（）]{0,4})?"
)


def _is_of_these(paragraph: Paragraph, share: Figure) -> bool:
    """Tell whether a rate is told of what stands before it: 工单500件，其中80%（400件）已办结."""
    in_words = paragraph.text[share.end - 1] not in "%％"  # 超过半数（7个）
    return in_words or paragraph.clause_before(share).removesuffix("约") in ("其中", "其中有", "有")


def _is_share(paragraph: Paragraph, figure: Figure) -> bool:
    return bool(_SHARE.search(paragraph.clause_before(figure)))


def of_a_rate_before(paragraph: Paragraph, figure: Figure, rate: Figure) -> bool:
    """Tell whether a figure stands in brackets behind another rate: 复议维持率83.3%（6件中维持5件），诉讼维持率100%."""
    opening = paragraph.text.rfind("（", 0, figure.start) if figure.depth > rate.depth else -1
    return opening > 0 and any(f.unit == "%" and f.end == opening for f in paragraph.figures)
