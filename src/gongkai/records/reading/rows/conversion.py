"""The cells of a sheet as the raw text of our columns: an export's words and codes become ours."""

import re
from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from gongkai.findings import Finding, Severity
from gongkai.records.layouts.layout import CODE, LeftOut, Source
from gongkai.records.ledgers.ledger import FLAG_CHOICES, Column, Kind, Ledger
from gongkai.records.reading.recognition.columns import Found, core
from gongkai.records.reading.recognition.headings import Headings
from gongkai.records.reading.recognition.ticks import OPENLY, TICK
from gongkai.records.reading.rows.tellings import by_law, days_as_one, ticked, told_by
from gongkai.records.reading.sheet import ROW, Sheet, noted
from gongkai.records.reading.words import reader
from gongkai.text import FORBIDDEN, clean, heading_key

_SHOWN = 12


def raw_text(
    sheet: Sheet, headings: Headings, column: Column, *, bare: bool = False
) -> pl.Expr | None:
    """Return a column's raw text in the rows of the sheet; None where the sheet has none of it.

    ``bare`` cells are not cleaned: whoever asks so looks for what is to be cleaned.
    """
    found = headings.columns.get(column.name)
    if found is not None:
        text = converted(written(sheet, found, bare=bare), found, column)
        if found.telling is not None and not found.day:
            since = headings.columns.get(found.telling.since)
            day = written(sheet, since, bare=bare) if since else None
            text = by_law(text, found.telling, column, day)
        return _reasoned(text, found, sheet, column, bare=bare)
    default = next((d for d in headings.defaults if d.column == column.name), None)
    if default is None:
        return None
    if default.same:
        other = headings.columns[default.value]
        text = converted(written(sheet, other, bare=bare), other, column)
        if default.unless:
            text = _unless(text, default.unless, sheet, headings, bare=bare)
        return pl.coalesce(text, _row_number()) if column.name == "id" else text
    return pl.lit(default.value, pl.String) if default.value else _row_number()


def _reasoned(text: pl.Expr, found: Found, sheet: Sheet, column: Column, *, bare: bool) -> pl.Expr:
    """Return the text with the reason behind it where it needs one: 不予公开：过程性信息."""
    if found.reason is None:
        return text
    return reasoned(
        text, pl.col(f"c{found.reason}") if bare else _cell(sheet, found.reason), column
    )


def reasoned(word: pl.Expr, reason: pl.Expr, column: Column) -> pl.Expr:
    """Return a word that leaves a choice open with the reason behind it, where there is one."""
    open_ = word.is_in(column.asks) & reason.is_not_null()
    return pl.when(open_).then(pl.format("{}：{}", word, reason)).otherwise(word)


def _unless(text: pl.Expr, flag: str, sheet: Sheet, headings: Headings, *, bare: bool) -> pl.Expr:
    found = headings.columns.get(flag)
    if found is None:
        return text
    said = converted(written(sheet, found, bare=bare), found, None)
    no = FLAG_CHOICES[1]
    return pl.when(~said.is_in((no.label, *no.aliases)).fill_null(False)).then(text)


def _row_number() -> pl.Expr:
    return pl.format("第{}行", pl.col(ROW))


def written(sheet: Sheet, found: Found, *, bare: bool = False) -> pl.Expr:
    """Return the cells as the file has them, the first filled one where several may say it."""
    cells = [pl.col(f"c{at}") if bare else _cell(sheet, at) for at in found.at]
    if found.ticks:
        return ticked(cells, found.ticks)
    if found.telling is not None:  # a number and a day, where the file has types
        cells = [cell.cast(pl.String) for cell in cells]
    return cells[0] if len(cells) == 1 else pl.coalesce(cells)


def _cell(sheet: Sheet, at: int) -> pl.Expr:
    cell = pl.col(f"c{at}")
    if sheet.access.held and not sheet.typed:
        return cell  # cleaned when it was read
    if sheet.cells.collect_schema()[f"c{at}"] != pl.String:
        return cell
    cell = cell.str.replace_all(FORBIDDEN, "")
    if sheet.typed:
        return cell
    trimmed = cell.str.strip_chars()
    return pl.when(trimmed != "").then(trimmed)


def converted(text: pl.Expr, found: Found, column: Column | None) -> pl.Expr:
    """Return what the export's words mean, in our words, as the column has them in its year."""
    if found.ten_thousands:
        bare = text.str.contains(r"^\s*[0-9.,]+\s*$")
        return pl.when(bare).then(text + "万元").otherwise(text)
    if found.telling is not None:
        return told_by(text, found, found.telling, column.year if column else 0)
    return text if found.source is None else _by_source(text, found.source, column)


def _by_source(text: pl.Expr, source: Source, column: Column | None) -> pl.Expr:
    if source.filled:
        return pl.when(text.is_not_null()).then(pl.lit(source.filled))
    if source.last_part:
        text = text.str.extract(r"([^>/|\\»→›＞／]+)[>/|\\»→›＞／\s]*$").str.strip_chars()
    if not source.values and not source.otherwise:
        return text
    # A chain of comparisons streams; a mapping would gather the whole column first.
    chain = text
    if source.otherwise:
        coded = text.str.contains(f"^(?:{CODE.pattern})$")
        chain = pl.when(coded).then(text).otherwise(pl.lit(source.otherwise, pl.String))
    chain = pl.when(text.is_not_null()).then(chain)
    for part, ours in reversed(source.within):
        has = text.str.contains(part, literal=True)
        chain = pl.when(has).then(pl.lit(_label(ours, column))).otherwise(chain)
    for word, ours in reversed(source.values):
        chain = pl.when(text == word).then(pl.lit(_label(ours, column))).otherwise(chain)
    for word, label in column.said if column else ():
        chain = pl.when(text == word).then(pl.lit(label or None, pl.String)).otherwise(chain)
    return chain


def _label(word: str, column: Column | None) -> str:
    """Return the label of a choice that a word means; the word where it leaves it open."""
    if column is None or column.kind is not Kind.CHOICE:
        return word
    code = reader(column)(word)
    return next((choice.label for choice in column.choices if choice.code == code), word)


def changes_words(found: Found) -> bool:
    """Tell whether what is read is not what is written."""
    source = found.source
    said = source is not None and bool(source.values or source.otherwise)
    return found.ten_thousands or said or (found.telling is not None and not found.day)


def written_as(headings: Headings, ledger: Ledger) -> dict[str, str]:
    """Return the file's own heading for each of ours that it spells otherwise."""
    pairs = ((ledger.column(n).heading, one.spelling) for n, one in headings.columns.items())
    return {ours: theirs for ours, theirs in pairs if ours != theirs}


def conversions(
    body: pl.LazyFrame, sheet: Sheet, headings: Headings, columns: Sequence[Column]
) -> Iterator[Finding]:
    """Yield for each column whose words were turned into ours how many of each there were."""
    for column, found in converting(headings, columns):
        text = written(sheet, found)
        words = body.select(text.alias("from")).drop_nulls().group_by("from").len()
        rows = sheet.access.collect(words).rows()
        yield from told_conversion(sheet, headings, column, dict(rows))


def converting(headings: Headings, columns: Sequence[Column]) -> Iterator[tuple[Column, Found]]:
    """Yield the columns of a sheet whose words are turned into ours, but personal ones."""
    for column in columns:
        found = headings.columns.get(column.name)
        if found is not None and changes_words(found) and not column.personal:
            yield column, found


def told_conversion(
    sheet: Sheet, headings: Headings, column: Column, words: Mapping[str, int]
) -> Iterator[Finding]:
    """Yield what became of a column's words, by how often each stands there."""
    found = headings.columns[column.name]
    said = pl.DataFrame(
        {"from": list(words), "len": list(words.values())}, schema_overrides={"from": pl.String}
    )
    said = said.select("from", converted(pl.col("from"), found, column).alias("to"), "len")
    if found.telling is not None:
        said = days_as_one(said, found.telling)
    rows = (
        said.filter(pl.col("from").ne_missing(pl.col("to")))
        .sort("len", "from", descending=[True, False])
        .rows()
    )
    if column.kind is Kind.FLAG and found.source is not None:
        # 办理中 and 已办结 are no 退回: what says yes is worth a word, and 退回重办, which may not.
        about = re.sub(r"^[已是否]+", "", column.heading)
        rows = [row for row in rows if row[1] != found.source.otherwise or about in str(row[0])]
    place = sheet.place(None, found.spelling)  # it is about the whole column
    guessed = [row for row in rows if _is_guess(row[0], row[1], found.source, column)]
    if guessed:
        message = grouped_words(column.heading, guessed)
        remedy = "请核对；如不对，用 gongkai adopt 文件名 逐个指明，以后照此读取"
        yield Finding("L-36", Severity.WARNING, place, None, "认得的叫法", message, remedy)
    if listed := [
        row for row in rows if row[0] in found.listed and row[0] not in dict(column.said)
    ]:
        message = f"按文件自带的代码表，{grouped_words(column.heading, listed)}"
        yield noted(
            place,
            "L-18",
            message,
            "请核对代码表；如不对，请改正代码表，或用 gongkai adopt 文件名 改定",
        )
    if told := [row for row in rows if row not in guessed and row not in listed]:
        yield noted(
            place,
            "L-18",
            grouped_words(column.heading, told),
            "请核对读法；如不对，请改正单元格，或用 gongkai adopt 文件名 改定",
        )


def _is_guess(word: str, ours: str | None, source: Source | None, column: Column) -> bool:
    """Tell whether a word is read as what is left over only because neither we nor the office know it."""
    if source is None or ours != source.otherwise or word in dict(column.said):
        return False
    return not source.means(word)


def grouped_words(heading: str, rows: Sequence[tuple[str, str | None, int]]) -> str:
    """Return which words count as which, and how often.

    >>> grouped_words("申请方式", [("电子邮件", "网络", 7), ("未评价", None, 1)])
    '申请方式：“电子邮件”按“网络”计，7处；“未评价”按未填，1处'
    """
    said = [
        f"“{' '.join(str(word).split())}”按"
        + (f"“{ours}”计" if ours is not None else "未填")
        + f"，{count}处"
        for word, ours, count in rows[:_SHOWN]
    ]
    more = f"；另有{len(rows) - _SHOWN}种写法" if len(rows) > _SHOWN else ""
    return f"{heading}：{'；'.join(said)}{more}"


def no_records(
    sheet: Sheet, headings: Headings, *, bare: bool = False
) -> Iterator[tuple[LeftOut, int, pl.Expr]]:
    """Yield what a layout leaves out: the rule, its column's position, and the rows it holds for."""
    head = headings.cells
    keys = {core(cell): at for at, cell in reversed(list(enumerate(head)))}
    open_ = [_is_ticked(sheet, keys[k], bare=bare) for k in OPENLY if k in keys]
    for rule in headings.left_out:
        for key in (core(h) for h in rule.ticks):
            if key in keys:
                closed = _is_ticked(sheet, keys[key], bare=bare)
                yield rule, keys[key], closed & ~pl.any_horizontal(*open_, False)
        at = next((keys[k] for h in rule.headings if (k := heading_key(h)) in keys), None)
        if at is None:
            continue
        cell = (pl.col(f"c{at}") if bare else _cell(sheet, at)).cast(pl.String)
        fits = cell.str.contains(rule.pattern)
        yield rule, at, (cell.is_not_null() & ~fits if rule.unless else fits).fill_null(False)


def _is_ticked(sheet: Sheet, at: int, *, bare: bool) -> pl.Expr:
    cell = pl.col(f"c{at}") if bare else _cell(sheet, at)
    return cell.cast(pl.String).str.contains(TICK).fill_null(False)


def heading_text(sheet: Sheet, headings: Headings, at: int) -> str:
    """Return a heading as written."""
    return " ".join(clean(headings.cells[at]).split())
