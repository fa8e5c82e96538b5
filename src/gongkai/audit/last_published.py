"""A published report's tables handed on to next year's check, as ``last_published.json``."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from gongkai.audit.audit import TABLES, Audit
from gongkai.errors import GongkaiError, OutputError, reason_of
from gongkai.forms.published import another, figures_in

_NEEDED: Final = ("table3", "stats2014")  # what next year carries over stands in one of them


def write_last_published(audit: Audit, path: Path) -> None:
    """Write what the audited report published; OutputError where next year could not rely on it.

    A table with a row that was not read is not handed on, and nothing is written.
    """
    refused = [TABLES[name] for name in audit.refused]
    if refused or not any(name in audit.tables for name in _NEEDED):
        what = f"{'、'.join(refused)}有没读出的行" if refused else "没有读出申请情况的统计表"
        raise OutputError(f"{audit.file}：{what}，没有写出 {path.name}。请先核对报告。")
    data = audit.published()
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    figures_in(json.loads(text), path.name)  # what cannot be read back is not written
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise OutputError(
            f"无法写出 {path}（{reason_of(error)}）。请核对文件夹是否存在、可写。"
        ) from None


def elsewhere(audit: Audit, path: Path) -> str:
    """Return why a report is not last year's of the office into whose folder it goes; empty where it may be, or nobody knows."""
    from gongkai.records.stated import office_in  # loads Polars, as the registry does

    folder = path.resolve().parent
    if not re.fullmatch(r"(?:19|20)\d\d", folder.name):
        return ""
    try:
        name = office_in(folder).name
    except GongkaiError:
        name = ""
    return another((audit.agency or "", name), (audit.year, int(folder.name) - 1))


def figures_read(audit: Audit) -> Iterator[str]:
    """Yield the figures that were read, to be held against the report: those that are not 0, by name."""
    from gongkai.indicators.registry import BY_ID
    from gongkai.indicators.value import trimmed

    figures = figures_in(audit.published(), audit.file)
    some = {name: number for name, number in figures.items() if number}
    yield f"读出的数（{len(figures)}项，其中{len(figures) - len(some)}项为0），请与原报告对一遍："
    for name, number in some.items():
        yield f"  {BY_ID[name].label}：{trimmed(number)}{BY_ID[name].unit.value}"
