import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from gongkai.cli.speech import Format, FormatOption, print_json, say, tell
from gongkai.errors import UnreadableError, UsageError
from gongkai.keys import DATA_VARIABLE

if TYPE_CHECKING:
    from gongkai.audit.against import Difference
    from gongkai.audit.audit import Audit
    from gongkai.audit.claims.coverage import Coverage
    from gongkai.audit.series import Across
    from gongkai.checks.check import Result
    from gongkai.checks.notices import Notice
    from gongkai.statements.claims.claim import Claim

_KINDS: Final = {
    "sum": "合计", "balance": "收办结转", "share": "占比", "growth": "增减", "table": "与表对照", "text": "前后对照",
}  # fmt: skip
_STATES: Final = {"fail": "不通过", "warn": "警告", "not_assessable": "无法核对", "pass": "通过"}
_INNER_QUOTES: Final = str.maketrans("“”", "‘’")
_LONG: Final = 90  # characters of a quoted sentence


def audit(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="文件", help="已公布的报告：网页、Word、工作簿、PDF 或纯文本"),
    ],
    format: FormatOption = Format.TEXT,
    last_published: Annotated[
        Path | None,
        typer.Option(
            "--write-last-published",
            metavar="文件",
            help="把读出的统计表写成下一年度核对用的 last_published.json",
        ),
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            metavar="机关/年度",
            help="与生成的报告逐字对照：网站上另存的网页有没有缺少、改动、增加",
        ),
    ] = None,
    out: Annotated[
        Path, typer.Option("--out", metavar="文件夹", help="对照时，生成的报告所在的输出文件夹")
    ] = Path("out"),
    data: Annotated[
        Path | None,
        typer.Option(
            "--data",
            metavar="文件夹",
            help="数据文件夹，其中的 notices.toml 写上级规定的公布期限和字数；默认同其他命令",
        ),
    ] = None,
) -> int:
    """审读已公布的年度报告：统计表的名目和勾稽关系，正文的合计、占比、增减，正文与表是否一致。

    几个文件一起给出的，还核对同一机关各年度之间的结转和存量，列出几份报告相同的文字。
    JSON 格式下，一个文件输出一个对象，多个文件输出数组。
    """
    from gongkai.audit.last_published import elsewhere, figures_read, write_last_published
    from gongkai.audit.series import read_series
    from gongkai.checks.check import State

    if against is not None:
        if len(files) != 1 or last_published is not None:
            raise UsageError("--against 一次只对照一份网页，不与 --write-last-published 同用。")
        return _against(files[0], out / against, format)
    if last_published is not None and len(files) != 1:
        raise UsageError("--write-last-published 一次只能写一份报告，请只给一个文件。")
    found = list(_audits(files, _notices(data)))
    across = read_series(found) if len(found) > 1 else ()
    _tell(files, found, across, format)
    if len(found) < len(files):
        return 2
    if last_published is not None:
        write_last_published(found[0], last_published)
        tell(f"已写出 {last_published}。")
        if told := elsewhere(found[0], last_published):
            tell(
                f"{found[0].file} {told}。用错了文件的，请换成本机关的重新写出；机关更名、合并的，不必处理。"
            )
        if format is not Format.JSON:
            say("\n".join(figures_read(found[0])))
    differ = any(x.result.state is State.FAIL for x in across)
    return 1 if differ or any(a.fails for a in found) else 0


def _tell(
    files: list[Path], found: list["Audit"], across: tuple["Across", ...], format: Format
) -> None:
    if format is Format.JSON:
        data = [a.as_dict() for a in found]
        for one, plain in zip(found, data, strict=True):
            if len(files) > 1:
                plain["across"] = [x.as_dict() for x in across if one.file in x.files]
        print_json(data[0] if len(files) == 1 and data else data)
    else:
        lines = [line for one in found for line in _lines(one)]
        say("\n".join((*lines, *_side_by_side(across))))


def _against(saved: Path, made: Path, format: Format) -> int:
    """Tell how a saved page differs from the report that was made; 1 where it does."""
    from gongkai.audit.against import compare_published

    if not saved.is_file():
        raise UnreadableError(f"找不到文件 {saved}。")
    result = compare_published(saved, made)
    found = result.differences
    if format is Format.JSON:
        print_json([asdict(one) for one in found])
        return 1 if found else 0
    lost = f"{result.scattered}幅图的文字落在正文里，图可能没有显示，请打开网页看一看。"
    if not found:
        told = lost if result.scattered else "图中的数字不在对照之列。"
        say(f"{saved.name}：正文和表格与生成的报告一致。{told}")
        return 0
    say(f"{saved.name}：与生成的报告有{len(found)}处不同")
    for line in _differences(found):
        say(line)
    if result.scattered:
        say(f"  另有{lost}")
    return 1


def _differences(found: Iterable["Difference"]) -> Iterator[str]:
    """Yield each difference in words; the sentence of its figures once."""
    for (sentence, _), group in groupby(found, key=lambda one: (one.sentence, one.place)):
        same = list(group)
        for one in same:
            head = f"  {one.kind.value}　{one.what}　{one.place}"
            if sentence:
                yield f"{head}　{one.made} → {one.seen}"
                continue
            yield head
            yield from (f"        {name}：{text}"
                        for name, text in (("生成的", one.made), ("网站上", one.seen)) if text)  # fmt: skip
        if sentence:
            yield f"        所在句子：{_marked(sentence, same)}"


def _marked(sentence: str, changed: Iterable["Difference"]) -> str:
    """Return a sentence with each changed figure, old and new, where it stands."""
    words, at = "", 0
    for one in changed:
        words += f"{sentence[at : one.at]}【{one.made} → {one.seen}】"
        at = one.at + len(one.made)
    return words + sentence[at:]


def _notices(data: Path | None) -> tuple["Notice", ...]:
    """Return the notices of the data folder that is named, or else of the usual one."""
    from gongkai.checks.notices import read_notices

    if data is not None and not data.is_dir():
        raise UsageError(f"没有数据文件夹 {data}。请核对 --data。")
    return read_notices(data or Path(os.environ.get(DATA_VARIABLE) or "data"))


def _audits(files: Iterable[Path], notices: tuple["Notice", ...]) -> Iterator["Audit"]:
    """Yield the audit of each file that can be read; say of the others why not."""
    from gongkai.audit.audit import audit as read

    for file in files:
        try:
            if not file.is_file():
                raise UnreadableError(f"找不到文件 {file}。")
            yield read(file, notices)
        except UnreadableError as error:
            tell(str(error))


def _lines(audit: "Audit") -> Iterator[str]:
    from gongkai.checks.check import State
    from gongkai.statements.text.interval import Judgement

    yield audit.file
    who, year = audit.agency or "未认出机关", f"{audit.year}年度" if audit.year else "未认出年度"
    yield f"  {who}　{year}　{f'{audit.form}年表式' if audit.form else '未认出统计表'}"
    yield from _compared(audit.coverage)
    groups = (
        ("不通过", State.FAIL, Judgement.FAILS),
        ("警告", State.WARN, None),
        ("无法核对", State.NOT_ASSESSABLE, Judgement.NOT_ASSESSABLE),
    )
    for name, state, judgement in groups:
        checks = [c for c in audit.checks if c.state is state]
        claims = [c for c in audit.claims if c.state is judgement]
        if checks or claims:
            yield f"  {name}（{len(checks) + len(claims)}）"
            yield from _checks(checks)
            yield from _claims(claims)
    passed = sum(c.state is State.PASS for c in audit.checks)
    held = sum(c.state is Judgement.HOLDS for c in audit.claims)
    if audit.coverage.compared:
        yield f"  通过：统计表和格式{passed}项，正文算式和对照{held}处"


def _side_by_side(across: Iterable["Across"]) -> Iterator[str]:
    """Yield what several reports come to side by side, what is wrong first."""
    told = sorted(across, key=lambda x: list(_STATES).index(x.result.state.value))
    if told:
        yield "几份报告之间"
    for one in told:
        yield f"  {_STATES[one.result.state.value]}　{one.result.message}（{one.result.id}）"
        yield f"        {'、'.join(one.files)}"


def _compared(coverage: "Coverage") -> Iterator[str]:
    """Yield what was held against what, and how many figures of the prose were not, with the reasons."""
    cells = "、".join(f"{name}{size}格" for name, size in coverage.cells.items())
    yield f"  核对了{cells or '统计表0格'}"
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
    """Yield a line a result; one line for all places where blanks left a rule open."""
    for (id, open_), group in groupby(checks, key=lambda c: (c.id, "未填的格" in c.message)):
        results = list(group)
        if open_ and len(results) > 1:
            rule = results[0].message.partition("：")[2].partition("；")[0]
            yield f"    {rule}：{len(results)}处有未填的格（{id}）"
        else:
            for result in results:
                unread = result.state.value == "not_assessable"
                yield f"    {_clipped(result.message) if unread else result.message}（{id}）"
                if result.place:
                    yield _quoted(str(result.place), result.text, result.text)


def _claims(claims: Iterable["Claim"]) -> Iterator[str]:
    """Yield the claims of each sentence, then the sentence."""
    by_sentence: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        by_sentence.setdefault((claim.place, claim.text), []).append(claim)
    for (place, text), told in by_sentence.items():
        for claim in told:
            yield f"    {_worded(claim)}{'，' if claim.note else ''}{claim.note}（{claim.id}）"
        yield _quoted(place, text, told[0].claim)


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
