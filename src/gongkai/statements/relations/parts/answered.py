"""What was answered then and there and what later, of all that was asked: 提问96个，现场答复71个，会后答复25个."""

from collections.abc import Iterator
from typing import Final

from gongkai.pattern import pattern
from gongkai.statements.relations.addition import number_of, span_of, sum_relation
from gongkai.statements.relations.relation import Relation
from gongkai.statements.text.figure import alike
from gongkai.statements.text.interval import Judgement, judged, written
from gongkai.statements.text.paragraph import Paragraph

_ASKED: Final = pattern("提问|问题|诉求|咨询|建议|意见|收到|收集|受理|接到|征集")
_AT_ONCE: Final = pattern(
    "(?:其中)?(?:现场|当场|会上|当日|当天|即时)(?P<deed>答复|回复|解答|办结|解决|处理|回应|采纳)"
)
_LATER: Final = pattern("(?:会后|事后|限期|后续|转办|书面|次日|跟踪)(?P<deed>[\u4e00-\u9fff]{2})")


def read_answered(paragraph: Paragraph) -> Iterator[Relation]:
    """Yield that both are no more than was asked.

    >>> from gongkai.statements.text.paragraph import parse
    >>> p = parse("群众提问96个，现场答复71个，会后答复35个。")
    >>> [(r.written, r.note) for r in read_answered(p)]
    [('96=71+35', '两者相加为106，比总数还多')]
    """
    plain = paragraph.plain
    for whole, now, later in zip(plain, plain[1:], plain[2:], strict=False):
        at_once, after = _AT_ONCE.fullmatch(now.label), _LATER.fullmatch(later.label)
        if at_once is None or after is None or at_once["deed"] != after["deed"]:
            continue
        same = (
            alike(whole.unit, now.unit)
            and alike(now.unit, later.unit)
            and whole.depth == later.depth
        )
        if not same or not _ASKED.search(whole.label):
            continue
        if whole.span.meets(span_of((now, later))):
            yield sum_relation(Judgement.HOLDS, whole.start, (whole,), (now, later))
        elif span_of((now, later)).low > whole.span.high:
            state = judged(holds=False, vague=any(f.about for f in (whole, now, later)))
            note = f"两者相加为{written(number_of((now, later)))}，比总数还多"
            yield sum_relation(state, whole.start, (whole,), (now, later), note)
