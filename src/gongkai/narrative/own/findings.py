"""What is to be told of the office's own words: persons' numbers, words of degree, units, zeros."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from gongkai.findings import Finding, Severity
from gongkai.indicators.registry import BY_ID as INDICATORS
from gongkai.indicators.value import Amount, Value
from gongkai.narrative.content import FigureRun, Section, TextRun
from gongkai.narrative.own.degree import degree_findings
from gongkai.narrative.own.nearby import near_findings
from gongkai.narrative.own.source import Source, source_in
from gongkai.narrative.own.typed import lines_of, of_plan, typed_words
from gongkai.persons import has_person_number

# How it is usually said that there was none of something.
_NONE: Final = {
    "requests_overdue": "无逾期",
    "requests_open_at_end": "年末无结转下年度的申请",
    "requests_carried_in": "无上年结转的申请",
    "requests_received": "未收到政府信息公开申请",
    "reconsiderations": "未发生行政复议",
    "litigations": "未发生行政诉讼",
    "ogi_complaints": "未收到举报投诉",
}


def narrative_findings(
    sections: Sequence[Section], folder: Path, values: Mapping[str, Value]
) -> Iterator[Finding]:
    """Yield N-02 where a person's number stands in prose, N-03 for each word of degree that ``values`` do not bear out.

    The place is the office's own ``narrative/<section>.md`` and the line, where it wrote the section.
    """
    for section in sections:
        source = source_in(folder, section)
        for line in lines_of(section):
            text = typed_words(line)
            if has_person_number(text):
                yield Finding(
                    "N-02",
                    Severity.WARNING,
                    source.place(text) if source else of_plan(section),
                    None,
                    "正文不含个人身份证号码和手机号码",
                    "正文中像是有身份证号码或手机号码",
                    "请核对并删去",
                )
        if source is not None:
            yield from _units_twice(section, source)
            yield from _zeros(section, source, values)
            yield from near_findings(section, source, values)
        yield from degree_findings(section, folder, values)


def _units_twice(section: Section, source: Source) -> Iterator[Finding]:
    """Yield N-07 where the unit that a figure brings is typed once more: 2篇篇."""
    for line in lines_of(section):
        for at, run in enumerate(line[:-1]):
            if not isinstance(run, FigureRun):
                continue
            rest = "".join(r.text for r in line[at + 1 :] if isinstance(r, TextRun))
            declared = INDICATORS.get(run.indicator)
            if declared is None:  # a difference from last year: only the plans say it
                continue
            unit = declared.unit.value
            twice = unit * 2 if not run.text.endswith("%") else unit
            if rest.startswith(twice):
                start = len(typed_words(line[:at]))
                yield Finding(
                    "N-07",
                    Severity.WARNING,
                    source.place(typed_words(line), start + 1 + len(unit)),
                    run.text + twice,
                    f"{run.text}{unit}" if twice != unit else run.text,
                    f"单位“{unit}”写了两遍",
                    "数字自带单位：删去后面的单位，或写成 {{ 数字('…', unit=False) }}",
                )


def _zeros(section: Section, source: Source, values: Mapping[str, Value]) -> Iterator[Finding]:
    """Yield N-11, a hint a line, where a figure in the office's own sentence has come to 0: 逾期0件."""
    for line in lines_of(section):
        figures = [run.indicator for run in line if isinstance(run, FigureRun)]
        found = [name for name in dict.fromkeys(figures) if values.get(name) == Amount(0)]
        if not found:
            continue
        labels = [INDICATORS[name].label for name in found]
        usual = [f"“{_NONE[name]}”" for name in found if name in _NONE]
        how = f"写作{''.join(usual)}，" if usual else "写作“未发生”“没有”，或删去，"
        yield Finding(
            "N-11",
            Severity.INFO,
            source.place(typed_words(line)),
            None,
            "没有的，写没有",
            f"{''.join(f'“{label}”' for label in labels)}本年为0，正文会印出0",
            f"通常{how}不印0；各年都用这段文字的，可写成 {{% if 有('{labels[0]}') %}}…{{% else %}}…{{% endif %}}",
        )
