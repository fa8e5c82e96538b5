from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from gongkai.cli.speech import DataOption, Format, FormatOption, print_json, say
from gongkai.errors import UsageError
from gongkai.keys import Key, all_keys, data_root, parse_key

if TYPE_CHECKING:
    from gongkai.records.clock.calendar import Calendar

_YEAR: Final = 4  # digits; what is longer may be a date


def calendar(
    year: Annotated[
        str,
        typer.Argument(metavar="年度或日期", help="年度，如 2027；或收到申请的日期，如 2026-12-10"),
    ],
    data: DataOption = None,
    out: Annotated[
        Path, typer.Option("--out", metavar="文件夹", help="报告的文件夹；上次所用的日历记在其中")
    ] = Path("out"),
    format: FormatOption = Format.TEXT,
) -> int:
    """列出一个年度的放假和上班安排、每一天的依据，以及哪些判定会因日历而变；给一个日期，则算出当天收到的申请何时到期。"""
    from gongkai.records.clock.calendar import calendar_of
    from gongkai.records.clock.faults import file_findings
    from gongkai.records.clock.notices import read_ordered

    root = data_root(data)
    if len(year) > _YEAR and _tell_receipt(year, calendar_of(root), format):
        return 0
    number = parse_key("x", year).year
    known = calendar_of(root)
    if not known.first.year <= number <= known.last.year:
        raise UsageError(
            f"工作日历只到{known.last.year}年，{number}年无从推算。"
            f"请更新程序，或在数据文件夹的 calendar.toml 中写入有关年度的安排。"
        )
    findings = [str(f) for f in file_findings(read_ordered(root), range(number, number + 1))]
    lines = list(_year_lines(root, known, number))
    verdicts = list(_verdict_lines(root, out, number))
    if format is Format.JSON:
        print_json({"year": number, "lines": lines, "findings": findings, "verdicts": verdicts})
    else:
        say("\n".join([*findings, *lines, *verdicts]))
    return 1 if findings else 0


def _tell_receipt(day: str, known: "Calendar", format: Format) -> bool:
    """Tell when a request received on a day is due; false where the words are no day."""
    from gongkai.office.clock.explanation import explain_receipt
    from gongkai.records.reading.folding import read_date

    received = read_date(day)
    if received is None:
        return False
    lines = list(explain_receipt(received, known))
    if format is Format.JSON:
        print_json({"received_on": str(received), "lines": lines})
    else:
        say("\n".join(lines))
    return True


def _year_lines(root: Path, known: "Calendar", year: int) -> Iterator[str]:
    """Yield the country's year, then that of each region that orders something of its own."""
    from gongkai.office.clock.calendar_year import tell_year

    country = list(tell_year(known, year))
    yield from country
    told = {known.regions}
    for _, local in _offices(root):
        if local.regions in told:
            continue
        told.add(local.regions)
        own = [line for line in tell_year(local, year) if line not in country]
        if own:
            yield f"其中{'、'.join(local.regions)}的机关："
            yield from own


def _offices(root: Path) -> Iterator[tuple[str, "Calendar"]]:
    """Yield each office's code with its calendar; an office whose settings are unreadable is left out."""
    from gongkai.errors import UnreadableError
    from gongkai.records.clock.calendar import calendar_of
    from gongkai.records.stated import office_of

    for code in sorted({key.agency for key in all_keys(root)}):
        try:
            region = office_of(root / code).region
        except UnreadableError:
            continue
        yield code, calendar_of(root, region)


def _verdict_lines(root: Path, out: Path, year: int) -> Iterator[str]:
    """Yield what is open, and what changes against the calendar of each report's last run."""
    from gongkai.office.clock.verdicts import changes, open_verdicts
    from gongkai.records.clock.snapshot import restored, snapshot
    from gongkai.report.publication.manifest import last_calendar

    calendars = dict(_offices(root))
    concerned = [k for k in all_keys(root) if k.agency in calendars and k.year in (year - 1, year)]
    changed = without = 0
    for key in concerned:
        now = calendars[key.agency]
        if now.provisional_in(year):
            provisional, undetermined = open_verdicts(root, key, now)
            if provisional or undetermined:
                yield f"{key.slug}：到期日暂定{provisional}件，判定待核定{undetermined}件"
        then = last_calendar(out, key)
        if then is None:
            without += 1
        elif then != snapshot(now, key.year):
            for found in changes(root, key, restored(then), now):
                changed += 1
                yield from found.lines()
    yield _summary(concerned, changed, without)


def _summary(concerned: list[Key], changed: int, without: int) -> str:
    compared = len(concerned) - without
    if not concerned:
        return "没有机关的台账涉及这一年度。"
    told = "有变化的列在上面" if changed else "到期日和判定都没有变化"
    parts = [f"与上次生成报告时的日历比较{compared}份，{told}"] if compared else []
    if without:
        parts.append(f"{without}份尚未生成过报告，没有上次的日历可比")
    return "；".join(parts) + "。"
