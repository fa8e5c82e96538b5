"""Rows that are no record: totals, notes, signatures, page marks, examples, headings again."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

import polars as pl

from gongkai.findings import Finding, Severity
from gongkai.records.ledgers.blanks import NO_NUMBER
from gongkai.records.ledgers.ledger import Column, Kind
from gongkai.records.reading.recognition.columns import SERIAL, core
from gongkai.records.reading.recognition.headings import Headings
from gongkai.records.reading.rows.conversion import heading_text, no_records
from gongkai.records.reading.sheet import ROW, Sheet, noted

EXAMPLE: Final = "示例"
_YEAR: Final = r"^\d{4}-"
_FIRST, _FILLED, _LAST, _STRAY = "_first", "_filled", "_last", "_stray"
_SAYS_NOTHING: Final = "_says_nothing"
# What a sheet of a month without business says in place of a record, each cell behind the other.
_NO_BUSINESS: Final = (
    rf"^(?:\s*(?:{'|'.join(map(re.escape, sorted(NO_NUMBER)))}"
    r"|[（(]?(?:本|当|该|全|上|下|\d{1,4}|[一二三四五六七八九十]{1,2})*(?:个?月份?|季度?|半年|年度?|期|表|单位|机关|部门)*\s*"
    r"(?:暂时?|均|确|尚)?(?:无|没有|未|零)\s*(?:收到|受理|接到|发生|开展|发布|制发|办理|产生|有|新增|作出|举办|任何|相关|此类?|该类?|其他)*"
    r"(?:政府信息|依申请)?(?:公开)?(?:申请|业务|情况|数据|记录|内容|信息|事项|项目?|案件|行政处罚|处罚|行政许可|许可|会议|培训|活动|工单|诉求|投诉|文件"
    r"|建议|提案|复议|诉讼|件|发生|登记|报告)*[。.！!]?[)）]?)\s*(?:\x1f|$))+$"
)
_TOTAL: Final = (
    r"^(以上|本|[\d一二三四五六七八九十]{1,3})?(页|月|季|季度|年|年度|月份|全年|上半年|下半年|类|项|表|全表|分类)?"
    r"(合计|总计|小计|共计|累计|总数|合计数)(数|[:：]|[（(].*[）)])*(共?[\d一二三四五六七八九十百]+.{0,8})?$"
    r"|^(?i:(grand|sub)?total|sum)[:：]?(\d+.{0,8})?$"
)
_NAMED: Final = (
    "注|备注|说明|表格说明|填表说明|填报说明|编制说明|注意事项|填表人|填表日期|填表时间|填表单位|填报人|填报单位|填报日期|填报时间|填报部门"
    "|报送单位|报送人|报送日期|报送时间|制表|制表人|制表日期|制表时间|制表单位|制表部门|编制人|编制单位|编报单位|审核|审核人|审核日期|复核|复核人"
    "|审批人|审签人|批准人|负责人|单位负责人|科室负责人|部门负责人|分管领导|主要领导|主管领导|联系人|联系电话|联系方式|电话|统计人|统计日期"
    "|统计时间|统计单位|数据来源|数据导出时间|导出时间|导出日期|导出人|打印时间|打印日期|打印人|生成时间|查询时间|查询条件|截止时间|经办人|单位"
    "|单位盖章|盖章|签字|日期"
)
_NOTE: Final = (
    rf"^(?:{_NAMED})([（(][^）)]*[）)])?\d?[:：]"
    r"|^(表格说明|填表说明|填报说明|注意事项|编制说明)"
    r"|^(注|备注|说明)\d*[、.．,，]|^(※|★|☆|\*注)"
    r"|^(本表|本页|以上|全部|数据|记录|查询结果)?共(计)?\d+(条|件|项|行|个|份|页|宗|笔)(记录|数据|信息)?[。.]?$"
    r"|^第\d+页([/／,，、]?共?\d+页)?$|^\d+/\d+页?$|^[-—]\d+[-—]$|^共\d+页([,，、]?第\d+页)?$"
    r"|^[（(*＊=~～—-]*(本页)?(以下(空白|无正文|无内容|无数据|无记录)|以上|完|完毕|结束|表格结束|(?i:end))[）)*＊=~～—-]*$"
    r"|^[（(]?(续表|接上页|转下页|此页无正文)[）)]?$"
)
# The first cell of a row that may be no record, white space within it included: more than are.
NO_RECORD: Final = (
    rf"^\s*(?:{EXAMPLE}|\S{{0,5}}[合总小共累]\s*[计数]|\S{{0,4}}共\s*\d|(?i:grand|sub|total|sum)|第\s*\d+\s*页|\d+\s*[/／]|[-—=~～＊]"
    r"|[（(]?(?:本页)?以\s*[上下]|(?:完|完\s*毕|结\s*束|表格结束|(?i:end))\s*[-—=~～＊*]*\s*$"
    r"|[（(]|续表|接上页|转下页|.{0,6}(?:说明|事项|人|日期|时间|单位|部门|电话|来源|条件|审核|复核|制表|领导|盖章|签字|章[）)])"
    r"\s*(?:[（(].{0,8})?\d?\s*[:：]|(?:表格|填表|填报|编制)说明|注意|(?:注|备注|说明)\s*[\d、.．,，:：]|※|★|☆|\*)"
)
# A last row with one filled cell that reads like a sentence or a signature.
_SENTENCE: Final = (
    r"^\p{Han}.*[:：。；]|^\p{Han}{2,}.*(请|填写|必填|表示|盖章|签字)|^[（(\[【].*[）)\]】]$"
)
# A last row with few filled cells, each a place to sign or the name of what is told.
_LABEL: Final = r"^\p{Han}{2,10}([（(].*[）)])?[:：]"
_FEW: Final = 3
# A last row with one filled cell where numbers stand: words or a day are none, 云许〔2024〕4号 may be one.
_WORDS: Final = r"\p{Han}{2}|^\d{4}年\d{1,2}月\d{1,2}日$"
_NUMBERED: Final = r"〔\d{4}〕|^[\p{Han}A-Za-z]{0,8}[-—（(\[第]*\d[-\d）)\]号字A-Za-z]*$"
_NUMBER: Final = r"〔\d{4}〕|\d+号?$"


def is_no_record(text: str) -> bool:
    """Tell whether a cell alone says that its row is a total or a note.

    >>> is_no_record("审核人：刘某"), is_no_record("本页小计"), is_no_record("律师")
    (True, True, False)
    """
    key = "".join(text.split())
    return re.search(_TOTAL, key) is not None or re.search(_NOTE, key) is not None


KINDS: Final = {
    "total": pl.col(_FIRST).str.contains(_TOTAL),
    "note": pl.col(_FIRST).str.contains(_NOTE)
    | (
        (pl.col(_FILLED) == 1)
        & (pl.col(ROW) > pl.col(_LAST))
        & pl.col(_FIRST).str.contains(_SENTENCE)
        & ~pl.col(_FIRST).str.contains(_NUMBER)
    )
    | pl.col(_STRAY),
    "nothing": pl.col(_SAYS_NOTHING),
    "example": pl.col(_FIRST).str.starts_with(EXAMPLE),
    "heading": pl.col("_heading"),
}
_LEFT_OUT: Final = {
    "total": ("按合计行处理，不作为记录", "如是记录，请改正首列内容"),
    "note": ("按表下附注处理，不作为记录", "如是记录，请改正首列内容"),
    "nothing": ("只写了“无”一类的话，不作为记录", "确无发生的，可不处理；有发生的，请登记"),
    "heading": ("重复了表头，不作为记录", "可不处理"),
}
_SHOWN: Final = 12  # row numbers named in one message
COMPARED: Final = 6  # headings by which a repeated heading row is known


def looked_at(
    cells: pl.LazyFrame, sheet: Sheet, headings: Headings, columns: Sequence[Column]
) -> pl.LazyFrame:
    """Return the filled rows below the headings, with what tells records from other rows."""
    every = [f"c{at}" for at in range(sheet.width)]
    head = sheet.head[headings.row - 1] if headings.row <= len(sheet.head) else ()
    again = [
        pl.col(f"c{at}").cast(pl.String).str.replace_all(r"\s", "") == "".join(head[at].split())
        for at in list(headings.at.values())[:COMPARED]
        if at < len(head)
    ]
    looked = cells.filter(
        pl.col(ROW) > headings.row, pl.any_horizontal(pl.col(every).is_not_null())
    ).with_columns(
        pl.coalesce(pl.col(every)).cast(pl.String).str.replace_all(r"\s", "").alias(_FIRST),
        pl.sum_horizontal(pl.col(every).is_not_null()).alias(_FILLED),
        pl.all_horizontal(again or [pl.lit(False)]).fill_null(False).alias("_heading"),
    )
    # The last full row is known of rows that are held; in a stream it would gather them all.
    if not sheet.access.held:
        none = pl.lit(False)
        return looked.with_columns(
            pl.col(ROW).alias(_LAST), none.alias(_STRAY), none.alias(_SAYS_NOTHING)
        )
    first, count = pl.col(_FIRST), pl.col(_FILLED)
    facts = [c for c in columns if c.kind is not Kind.TEXT]
    titles = [c for c in columns if c.kind is Kind.TEXT and c.name != "id"]
    signed = first.str.contains(_LABEL) & (count <= min(_FEW, headings.width // 2))
    signed &= ~_any_filled(facts, headings)
    total = first.str.contains(_TOTAL)
    lone = (count == 1) & ~total & ~_any_filled(titles, headings)
    lone &= first.str.contains(_WORDS) & ~first.str.contains(_NUMBERED)
    last = pl.when((count > 1) & ~signed & ~total).then(pl.col(ROW)).max()
    stray = (pl.col(ROW) > last) & (signed | lone)
    return looked.with_columns(
        last.alias(_LAST),
        stray.fill_null(False).alias(_STRAY),
        _says_nothing(every, head).alias(_SAYS_NOTHING),
    )


def _says_nothing(every: Sequence[str], head: Sequence[str]) -> pl.Expr:
    """Tell whether all that a row says, but the number of its line, is that there is nothing."""
    serial = {f"c{at}" for at, cell in enumerate(head) if core(cell) == SERIAL}
    cells = [pl.col(at).cast(pl.String) for at in every if at not in serial]
    if not cells:
        return pl.lit(False)
    # Together: a row is left at its first cell that says anything, and nearly all are.
    return (
        pl.concat_str(cells, separator="\x1f", ignore_nulls=True)
        .str.contains(_NO_BUSINESS)
        .fill_null(False)
    )


def _any_filled(columns: Sequence[Column], headings: Headings) -> pl.Expr:
    at = [headings.at[c.name] for c in columns if c.name in headings.at]
    return pl.any_horizontal([pl.lit(False), *(pl.col(f"c{n}").is_not_null() for n in at)])


def left_out(sheet: Sheet, rows: dict[str, list[int]]) -> Iterator[Finding]:
    """Yield for each kind which rows are no records."""
    for kind, numbers in rows.items():
        if numbers and kind in _LEFT_OUT:
            message, remedy = _LEFT_OUT[kind]
            shown = some([str(n) for n in numbers])
            yield noted(sheet.place(numbers[0]), "L-17", f"第{shown}行{message}", remedy)


def left_out_by_layout(
    body: pl.LazyFrame, sheet: Sheet, headings: Headings
) -> tuple[pl.LazyFrame, list[Finding]]:
    """Return the rows without those that the export's layout leaves out, and how many they are."""
    findings = []
    for rule, at, fits in no_records(sheet, headings):
        rows = sheet.access.collect(body.filter(fits).select(ROW)).get_column(ROW).to_list()
        if rows:
            body = body.filter(~fits)
            heading = heading_text(sheet, headings, at)
            findings.append(
                noted(
                    sheet.place(rows[0], heading),
                    "L-30",
                    f"第{some([str(n) for n in rows])}行{rule.why}，共 {len(rows)} 行，没有计入",
                    "请核对；应当计入的，请改正这一栏",
                )
            )
    return body, findings


def overwritten_examples(
    sheet: Sheet,
    cells: pl.LazyFrame,
    examples: list[int],
    headings: Headings,
    columns: tuple[Column, ...],
) -> Iterator[Finding]:
    """Yield each example row that says something of its own: a record typed over the example.

    Text is no sign of that, nor is a choice or the year of a date, for the words of older workbooks differ.
    """
    shown = {
        f"c{headings.at[c.name]}": c.example
        for c in columns
        if c.name in headings.at and c.kind not in (Kind.TEXT, Kind.CHOICE)
    }
    if not examples or not shown:
        return
    texts = {at: pl.col(at).cast(pl.String) for at in shown}
    other = pl.any_horizontal(
        ~texts[at].str.replace(_YEAR, "").is_in([re.sub(_YEAR, "", text)])
        & ~texts[at].str.starts_with(EXAMPLE)
        for at, text in shown.items()
    )
    rows = cells.filter(pl.col(ROW).is_in(examples) & other).select(ROW).collect()
    for row in rows.get_column(ROW):
        yield Finding(
            "L-17",
            Severity.WARNING,
            sheet.place(row),
            None,
            f"示例行与模板相同，或首列不以“{EXAMPLE}”开头",
            f"首列以“{EXAMPLE}”开头，这一行按填写示例处理，没有计入，内容却不是模板的示例",
            f"如是记录，请改正首列，去掉“{EXAMPLE}”；确是示例的，可不处理",
        )


def some(places: list[str]) -> str:
    """Return the first dozen of many numbers, and how many there are."""
    more = f"等{len(places)}处" if len(places) > _SHOWN else ""
    return "、".join(places[:_SHOWN]) + more
