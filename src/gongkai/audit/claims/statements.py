"""Prose held against the tables of the same report: requests (P-2, P-3), outcomes (P-4), cases (P-5).

A report speaks of its parts too, so a figure that differs from the table fails only where the sentence
speaks of the whole office and year, and where no other sentence gives the table's own figure.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from gongkai.audit.claims.claim import Claim, Judgement
from gongkai.audit.claims.figures import SENTENCE
from gongkai.audit.claims.quantities import Quantities, Quantity
from gongkai.audit.readers.characters import folded, simplified
from gongkai.audit.readers.document import Passage

_N: Final = r"(?<!\d)(\d{1,9})件"
_GAP: Final = r"[^，。；、\d（）]{0,14}"
_NEXT: Final = r"(?:下|次)(?:一)?(?:年|个?年度)(?:度)?"
_CASE: Final = r"(?:案件|案|类)?"

# What is stated, the words for it, the check it comes under, and how sentences say it.
_STATED: Final = (
    ("new", "新收", "P-2", rf"新收(?:到)?{_GAP}{_N}"),
    ("carry_in", "上年结转", "P-2", rf"(?<!下)(?:上年|上一年|去年)(?:度)?结转{_GAP}{_N}"),
    ("carry_out", "结转下年", "P-2",
     rf"(?:结转(?:至|到)?|顺延至?到?|转){_NEXT}{_GAP}{_N}|(?:另有|还有|尚有){_N}[^，。；\d]{{0,24}}(?:顺延|结转)"),
    ("received", "收到", "P-3", rf"(?:受理|收到|收办|接收){_GAP}(?:信息公开|公开)申请{_GAP}{_N}"),
    ("done", "答复", "P-4",
     rf"(?<!公开)(?<!办理)(?:答复|办结|办理完毕|共办理|已办理)(?!结果)(?:(?!案件|复议|诉讼|建议|提案|申请中|公开答复)[^，。；、\d（）]){{0,14}}{_N}"),
    ("r1_r2", "予以公开和部分公开", "P-4", rf"予以公开(?:及|和|与|、|或)(?:予以)?部分公开{_GAP}{_N}"),
    ("r1", "予以公开", "P-4", rf"(?<!不)(?:予以公开|同意公开)(?!及|和|与|、|或){_GAP}{_N}"),
    ("r2", "部分公开", "P-4", rf"(?<![及和与、或])(?<!予以)部分公开{_GAP}{_N}"),
    ("r3", "不予公开", "P-4", rf"不予公开{_GAP}{_N}"),
    ("r4", "无法提供", "P-4", rf"无法提供{_GAP}{_N}"),
    ("r5", "不予处理", "P-4", rf"不予处理{_GAP}{_N}"),
    ("r6", "其他处理", "P-4", rf"其他处理{_GAP}{_N}"),
    ("cases", "复议诉讼案件", "P-5", rf"(?:复议|诉讼|相关)案件{_N}"),
    ("reconsiderations", "行政复议", "P-5", rf"复议{_CASE}{_N}|{_N}[^，。；、\d未无没引]{{0,16}}行政复议"),
    ("litigation", "行政诉讼", "P-5", rf"(?<!复议、)(?<!、行政)诉讼{_CASE}{_N}|{_N}[^，。；、\d未无没引]{{0,16}}行政诉讼"),
)  # fmt: skip
_RESULTS: Final = (
    ("upheld", "结果维持", rf"(?:结果)?维持{_GAP}{_N}"),
    ("corrected", "结果纠正", rf"(?:结果|被)?(?:纠正|纠错){_GAP}{_N}"),
    ("other", "其他结果", rf"其他(?:结果|情形){_GAP}{_N}"),
    ("pending", "尚未审结", rf"(?:尚未|未)审结{_GAP}{_N}"),
)
_CLAUSE_OF: Final = (
    ("reconsiderations", re.compile(r"复议[^；。]*?(?=诉讼|；|。|$)")),
    ("litigation", re.compile(r"诉讼[^；。]*?(?=；|。|$)")),
)
# Between them the outcomes of all requests answered; the first of each line that is there counts.
_PARTITION: Final = (("r1_r2", "r1"), ("r2",), ("r3",), ("r4",), ("r5",), ("r6",))
_LEAST_OUTCOMES: Final = 5
_ALL_UPHELD: Final = re.compile(r"均(?:获|被|予以|为)?维持")
# Words that narrow a figure to a part of the year's requests, or widen it past the year.
_PARTIAL: Final = re.compile(
    r"通过|网络|网上|当面|信函|邮寄|邮件|传真|平台|系统|本级|牵头|转办|自然人|法人|企业|群众|咨询|意见|建议|提案|平均|每"
    r"|主动|热线|信访|工单|诉求|举报|投诉|许可|处罚"
)
_ELSEWHERE: Final = re.compile(r"去年|同期|截至|累计至|以来|上年(?!度?结转)|上一年(?!度?结转)")
_ABOUT: Final = re.compile(r"信息公开|公开类|公开申请|依申请")
_JOINT: Final = re.compile(r"复议[、和及与](?:行政)?诉讼")


@dataclass(frozen=True, slots=True)
class _Mention:
    name: str
    claim: Claim


def read_statements(
    passages: Sequence[Passage], quantities: Quantities, year: int | None
) -> tuple[Claim, ...]:
    """Return what the prose says of the tables' own figures, each judged and quoted."""
    found = [m for p in passages for m in (*_mentions(p, quantities, year), *_partition(p))]
    sure = {m.name for m in found if m.claim.state is Judgement.HOLDS}
    return tuple(
        replace(
            m.claim,
            state=Judgement.NOT_ASSESSABLE,
            note=f"{m.claim.note}；别处所写与表一致，这里可能只是其中一部分",
        )
        if m.claim.state is Judgement.FAILS and m.name in sure
        else m.claim
        for m in found
    )


def _mentions(passage: Passage, quantities: Quantities, year: int | None) -> Iterator[_Mention]:
    quote = folded(passage.text)
    text = simplified(quote)
    about = bool(_ABOUT.search(text))
    for match in SENTENCE.finditer(text):
        sentence, said = match[0], quote[match.start() : match.end()].strip()
        if any(int(y) != year for y in re.findall(r"(20\d\d)年", sentence)):
            continue
        for name, words, check, pattern in _STATED:
            quantity = quantities.get(name)
            if quantity is None or not _is_meant(name, check, sentence, text):
                continue
            for hit in re.finditer(pattern, sentence):
                claim = _judged(words, check, quantity, hit, sentence)
                yield _Mention(name, replace(claim, text=said, place=passage.place))
        if about:
            for mention in _results(sentence, quantities):
                claim = replace(mention.claim, text=said, place=passage.place)
                yield replace(mention, claim=claim)


def _is_meant(name: str, check: str, sentence: str, text: str) -> bool:
    """Tell whether a sentence speaks of requests or cases of disclosure, and not of other business."""
    if check == "P-5":
        # Reconsiderations and lawsuits are counted together or apart, as the name has it.
        return bool(_ABOUT.search(text)) and bool(_JOINT.search(sentence)) is (name == "cases")
    if name.startswith("r") and name != "received":
        return "申请" in text
    return "申请" in sentence or "结转" in sentence


def _partition(passage: Passage) -> Iterator[_Mention]:
    """Yield the sum of all kinds of outcome, where a paragraph lists them with the total answered."""
    quote = folded(passage.text)
    text = simplified(quote)
    patterns = {name: pattern for name, _, _, pattern in _STATED}
    done = re.search(patterns["done"], text)
    if done is None:
        return
    parts: list[Decimal] = []
    for names in _PARTITION:
        hits = (re.search(patterns[name], text[done.end() :]) for name in names)
        if hit := next(filter(None, hits), None):
            parts.append(_number(hit))
    if len(parts) < _LEAST_OUTCOMES:
        return
    total, found = _number(done), sum(parts, Decimal(0))
    state = Judgement.HOLDS if total == found else Judgement.FAILS
    note = "" if state is Judgement.HOLDS else f"各类办理结果相加为{found}，与答复{total}件不符"
    written = f"{total}={'+'.join(map(str, parts))}"
    yield _Mention("partition", Claim("P-4", "sum", written, state, note, quote, passage.place))


def _number(hit: re.Match[str]) -> Decimal:
    return Decimal(next(group for group in hit.groups() if group))


def _judged(words: str, check: str, quantity: Quantity, hit: re.Match[str], sentence: str) -> Claim:
    told = _number(hit)
    written = f"{words}{told}={quantity.source}{quantity.number:f}"
    if told == quantity.number:
        return Claim(check, "table", written, Judgement.HOLDS)
    clause = re.split(r"[，；：。（]", sentence[: hit.end()])[-1]
    for number, meaning in quantity.others:
        if told == number:
            said = f"与{quantity.source}{quantity.number:f}不同，等于{meaning}{number:f}"
            state = _of_other(check, sentence)
            return Claim(check, "table", written, state, said)
    note = f"{quantity.source}为{quantity.number:f}"
    vague = quantity.soft or _PARTIAL.search(clause) or _ELSEWHERE.search(clause)
    state = Judgement.NOT_ASSESSABLE if vague else Judgement.FAILS
    return Claim(check, "table", written, state, note)


def _of_other(check: str, sentence: str) -> Judgement:
    """Judge a figure that is another of the table's: it holds where the sentence says which."""
    said = "审结" if check == "P-5" else "结转"
    return Judgement.HOLDS if said in sentence else Judgement.NOT_ASSESSABLE


def _results(sentence: str, quantities: Quantities) -> Iterator[_Mention]:
    """Yield the results that a sentence gives for reconsiderations and for lawsuits."""
    for group, clause in _CLAUSE_OF:
        spot = clause.search(sentence)
        if spot is None or _JOINT.search(sentence):
            continue
        for result, words, pattern in _RESULTS:
            quantity = quantities.get(f"{group}/{result}")
            hit = re.search(pattern, spot[0])
            if quantity is not None and hit is not None:
                yield _Mention(f"{group}/{result}", _judged(words, "P-5", quantity, hit, sentence))
    if _ALL_UPHELD.search(sentence):
        yield from _all_upheld(sentence, quantities)


def _all_upheld(sentence: str, quantities: Quantities) -> Iterator[_Mention]:
    """Yield the claim that all cases were upheld, which undecided ones make untrue (P-10)."""
    upheld, total = quantities.get("cases/upheld"), quantities.get("cases")
    if "复议" in sentence and "诉讼" in sentence and upheld is not None and total is not None:
        state = Judgement.HOLDS if upheld.number == total.number else Judgement.FAILS
        note = (
            ""
            if state is Judgement.HOLDS
            else f"{total.source}{total.number:f}，其中维持{upheld.number:f}"
        )
        written = f"均获维持={upheld.source}{upheld.number:f}/{total.number:f}"
        yield _Mention("all_upheld", Claim("P-10", "table", written, state, note))
