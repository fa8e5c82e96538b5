"""An audit in words: what was compared with what, what is wrong and where, what is open."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Final

from gongkai.language.catalogue import english
from gongkai.pattern import pattern

if TYPE_CHECKING:
    from gongkai.audit.audit import Audit
    from gongkai.audit.claims.coverage import Coverage
    from gongkai.audit.series import Across
    from gongkai.checks.check import Result
    from gongkai.statements.claims.claim import Claim

_KINDS: Final = {
    "sum": "合计", "balance": "收办结转", "share": "占比", "growth": "增减", "table": "与表对照", "text": "前后对照",
}  # fmt: skip
_STATES: Final = {"fail": "不通过", "warn": "警告", "not_assessable": "无法核对", "pass": "通过"}
_NAMED: Final = pattern(r"表[二三四]|统计表")
_CHANGE: Final = pattern(r"(?P<sign>[+-])(?P<number>\d[\d.]*)(?P<unit>%|倍)?")
_TWO_SIDES: Final = pattern(r"：([-\d.+=]+)，([-\d.+=]+)，不符$")
_FIRST_FORM: Final = 2014
_INNER_QUOTES: Final = str.maketrans("“”", "‘’")
_BELOW: Final = " " * 8  # where a quotation stands below what is said of it
_MANY: Final = 3  # sentences; so many with one reason are one line
_LONG: Final = 90  # characters of a quoted sentence


def lines_of(audit: "Audit") -> Iterator[str]:
    """Yield an audit as its reader is told it: who, what was compared, then what is wrong, asked and open."""
    from gongkai.checks.check import State
    from gongkai.statements.text.interval import Judgement

    yield audit.file
    who, year = audit.agency or "未认出机关", f"{audit.year}年度" if audit.year else "未认出年度"
    none = audit.year is not None and audit.year < _FIRST_FORM
    without = "当年没有全国统一的统计表" if none else "未认出统计表"
    yield f"  {who}　{year}　{f'{audit.form}年表式' if audit.form else without}"
    yield from _compared(audit.coverage)
    groups = (
        ("不通过", State.FAIL, Judgement.FAILS),
        ("警告", State.WARN, None),
        ("无法核对", State.NOT_ASSESSABLE, Judgement.NOT_ASSESSABLE),
    )
    for name, state, judgement in groups:
        checks = [c for c in audit.checks if c.state is state]
        claims = [c for c in audit.claims if c.state is judgement]
        many = list(_alike_changes(claims)) if state is State.NOT_ASSESSABLE else []
        rest = [c for c in claims if not any(c in group for group in many)]
        lines = [*_checks(checks), *_claims(rest), *(x for group in many for x in _together(group))]
        if lines:
            yield f"  {name}（{sum(not line.startswith(_BELOW) for line in lines)}）"
            yield from lines
    passed = sum(c.state is State.PASS for c in audit.checks)
    held = sum(c.state is Judgement.HOLDS for c in audit.claims)
    if audit.coverage.compared:
        yield f"  通过：统计表和格式{passed}项，正文算式和对照{held}处"


def side_by_side(across: Iterable["Across"]) -> Iterator[str]:
    """Yield what several reports come to side by side: what is wrong, then how much agrees."""
    from gongkai.checks.check import State

    every = list(across)
    told = [one for one in every if one.result.state is not State.PASS]
    if every:
        yield "几份报告之间"
    for one in sorted(told, key=lambda x: list(_STATES).index(x.result.state.value)):
        message = one.result.message
        words = _changes(message) if one.result.id == "Y-2" else message
        yield f"  {_STATES[one.result.state.value]}　{words}（{one.result.id}）"
        yield f"        {'、'.join(one.files)}"
        if one.result.place:
            yield _quoted(str(one.result.place), one.result.text, one.result.text)
    passed: dict[tuple[str, ...], int] = {}
    for one in every:
        if one.result.state is State.PASS:
            passed[one.files] = passed.get(one.files, 0) + 1
    for files, number in passed.items():
        yield f"  通过　{'、'.join(files)}之间的结转、存量和增减{number}项"


def _compared(coverage: "Coverage") -> Iterator[str]:
    """Yield what was held against what, and how many figures of the prose were not, with the reasons."""
    cells = "、".join(f"{name}{size}格" for name, size in coverage.cells.items())
    yield f"  核对了{cells}" if cells else "  没有核对统计表"
    if not coverage.read:
        yield "  正文没有可以核对的数字"
        return
    rest = sum(coverage.unjudged.values())
    parts = (
        (coverage.tabled, "与统计表对照"), (coverage.related, "与文中其他数字核对"), (rest, "未能核对"),
    )  # fmt: skip
    told = [f"{number}处{what}" for number, what in parts if number]
    yield f"  正文有{coverage.read}处数字：{'，'.join(told)}"
    if rest:
        reasons = coverage.unjudged.items()
        alone = len(coverage.unjudged) == 1
        why = "；".join(reason if alone else f"{n}处{reason}" for reason, n in reasons)
        yield f"    未能核对的{rest}处：{why}"


def _checks(checks: Iterable["Result"]) -> Iterator[str]:
    """Yield a line a result; one line for all places where blanks left a rule open, and for all tables alike."""
    from gongkai.audit.audit import table_of

    for (id, alike), group in groupby(checks, key=lambda c: (c.id, _alike(c.message))):
        results = list(group)
        if alike == _OPEN and len(results) > 1:
            rule = results[0].message.partition("：")[2].partition("；")[0]
            yield f"    {rule}：{len(results)}处有未填的格（{id}）"
            continue
        if alike and len(results) > 1:
            tables = (match[0] for r in results if (match := _NAMED.match(r.message)))
            yield f"    {'、'.join(dict.fromkeys(tables))}{alike}（{id}）"
            continue
        for result in results:
            unread = result.state.value == "not_assessable"
            told = _clipped(result.message) if unread else _sides(result.message)
            table = "" if _NAMED.search(told) else table_of(result)
            yield f"    {table}{told}（{id}）"
            if result.place:
                yield _quoted(str(result.place), result.text, result.text)


_OPEN: Final = "未填的格"


def _alike(message: str) -> str:
    """Return what makes results one line: blanks that leave a rule open, or the same words of several tables."""
    if _OPEN in message:
        return _OPEN
    table = None if english() else _NAMED.match(message)
    return message[table.end() :] if table else ""


def _claims(claims: Iterable["Claim"]) -> Iterator[str]:
    """Yield the claims of each sentence, then the sentence."""
    by_sentence: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        by_sentence.setdefault((claim.place, claim.text), []).append(claim)
    for (place, text), told in by_sentence.items():
        for claim in told:
            said = f"{_worded(claim)}{'，' if claim.note else ''}{claim.note}"
            yield f"    {_changes(said) if claim.kind == 'growth' else said}（{claim.id}）"
        yield _quoted(place, text, told[0].claim)


def _alike_changes(claims: Iterable["Claim"]) -> Iterator[list["Claim"]]:
    """Yield changes that cannot be judged for one and the same reason, where their sentences are many."""
    by_reason: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.kind == "growth" and "->" not in claim.claim:
            by_reason.setdefault(claim.note, []).append(claim)
    yield from (g for g in by_reason.values() if len({(c.place, c.text) for c in g}) >= _MANY)


def _together(claims: Iterable["Claim"]) -> Iterator[str]:
    """Yield one line for changes that one reason leaves open, and where they stand."""
    every = list(claims)
    told = "、".join(dict.fromkeys(_changes(c.claim) for c in every))
    yield f"    {_KINDS['growth']}：{told}，{every[0].note}（{every[0].id}）"
    yield f"{_BELOW}{'、'.join(dict.fromkeys(c.place for c in every))}"


def _worded(claim: "Claim") -> str:
    """Return what a sentence says, in words: 正文写“收到17”; 由8到10，写作+20%."""
    if claim.kind == "table":
        # The note says what stands in the table, so the figure alone comes before it.
        return f"正文写“{claim.claim.partition('=')[0]}”"
    years, to, said = claim.claim.partition("->")
    if to:
        now, _, change = said.partition("=")
        return f"{_KINDS[claim.kind]}：由{years}到{now}，写作{change}"
    return f"{_KINDS[claim.kind]}：{claim.claim}"


def _sides(text: str) -> str:
    """Return a rule that does not hold with its two sides told apart.

    >>> _sides("（一）予以公开：总计等于各类申请人之和：9，7+1=8，不符")
    '（一）予以公开：总计等于各类申请人之和：前者是9，后者是7+1=8，不符'
    """
    if english():  # is said of the signs as they are
        return text
    return _TWO_SIDES.sub(lambda m: f"：前者是{m[1]}，后者是{m[2]}，不符", text)


def _changes(text: str) -> str:
    """Return signed numbers in words.

    >>> _changes("由24到36，写作+33.3%，按两年的数字应为+50%"), _changes("-5")
    ('由24到36，写作增长33.3%，按两年的数字应为增长50%', '减少5')
    """
    if english():
        return text
    words = {("+", True): "增长", ("-", True): "下降", ("+", False): "增加", ("-", False): "减少"}
    return _CHANGE.sub(
        lambda m: f"{words[m['sign'], bool(m['unit'])]}{m['number']}{m['unit'] or ''}", text
    )


def _quoted(place: str, text: str, about: str) -> str:
    return (
        f"        {place}：“{_short(text, about).translate(_INNER_QUOTES)}”"
        if text
        else f"        {place}"
    )


def _clipped(text: str) -> str:
    return text if len(text) <= _LONG else text[:_LONG] + "…"


def _short(text: str, claim: str) -> str:
    """Return a sentence, or the part of a long one around the claim's first number."""
    if len(text) <= _LONG:
        return text
    first = "".join(c if c.isdigit() else " " for c in claim).split()
    at = max(0, text.find(first[0]) - _LONG // 3) if first else 0
    end = at + _LONG
    return f"{'…' if at else ''}{text[at:end]}{'…' if end < len(text) else ''}"
