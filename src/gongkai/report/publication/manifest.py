"""The manifest of a report: what went in, what came out, what the verification proved."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from gongkai.examined.examine import Report
from gongkai.examined.inputs import program_inputs
from gongkai.findings import Severity
from gongkai.indicators.value import Unknown
from gongkai.indicators.written import raw_text
from gongkai.keys import Key
from gongkai.output.digest import digest
from gongkai.records.clock.snapshot import snapshot
from gongkai.report.publication.formats import FORMATS, MANIFEST
from gongkai.report.publication.on_disk import as_text, read_manifest
from gongkai.report.verification.figures import Verification


@dataclass(frozen=True, slots=True)
class Beside:
    """Files of other formats that stand in the folder: made of the same inputs, or older.

    ``kept`` is what the earlier manifest says of the former: outputs and verification by file.
    """

    kept: Mapping[str, dict[str, Any]]
    stale: tuple[str, ...]


def beside(report: Report, folder: Path, written: Sequence[str]) -> Beside:
    """Return what stands in the folder besides the files that are written now."""
    others = [f.file for f in FORMATS if f.file not in written and (folder / f.file).exists()]
    earlier = read_manifest(folder)
    same = earlier.get("indicators") == report.digest and earlier.get("inputs") == _inputs(report)
    outputs, proved = earlier.get("outputs", {}), earlier.get("verification", {})
    current = [
        name
        for name in others
        if same and name in proved and outputs.get(name) == digest(folder / name)
    ]
    kept = {part: {name: earlier[part][name] for name in current} for part in ("outputs", "verification") if current}  # fmt: skip
    return Beside(kept, tuple(name for name in others if name not in current))


def _inputs(report: Report) -> dict[str, Any]:
    return {"data": dict(report.inputs), "program": program_inputs()}


def manifest_text(
    report: Report,
    verified: Mapping[str, Verification],
    files: Sequence[Path],
    others: Beside | None = None,
) -> str:
    """Return the manifest as JSON: no clock, no path outside the folder, no personal data.

    ``editions`` tells of each file whether it is for the public or for the office alone.
    ``verified`` holds by file what its reading proved. ``figures`` holds each figure of the year
    but the cells of the tables, exact and unrounded (``"549"``, ``"12/13"`` for a rate), null
    where it is unknown; ``findings`` the number of findings by severity. From these, an index of
    reports is made without the ledgers. ``ledgers`` holds each file or sheet with its hash, ``ledgers_kept``
    of how many kinds they are that something is registered in. ``members`` holds for each member of a government one hash
    over its ledgers, empty where it has not reported; ``calendar`` the days off and days worked that
    its clocks were counted by; ``published_on`` is null as long as no day of publication is fixed.
    """
    kept: Mapping[str, dict[str, Any]] = others.kept if others else {}
    written = {path.name for path in files} | set(kept.get("outputs", {}))
    found = Counter(finding.severity for finding in report.findings)
    published = report.records.declarations.published_on
    data: dict[str, Any] = {
        "schema": 1,
        "key": report.key.slug,
        "agency": report.key.agency,
        "name": report.records.agency.name,
        "data_kind": report.records.declarations.kind,
        "figures": {
            indicator.id: None if isinstance(value, Unknown) else raw_text(value)
            for indicator, value in report.indicators.known()
            if not indicator.only_in_table
        },
        "findings": {severity.value: found[severity] for severity in Severity},
        "state": "draft" if report.blocking else "final",
        "published_on": None if published is None else str(published),
        "gongkai": version("gongkai"),
        "inputs": _inputs(report),
        "ledgers": {s.title: s.sha256 for s in report.records.sources},
        "ledgers_kept": len({s.ledger for s in report.records.sources if s.rows}),
        "members": {m.code: m.sha256 for m in report.members},
        "indicators": report.digest,
        "calendar": snapshot(report.records.calendar, report.key.year),
        "editions": {form.file: form.edition.value for form in FORMATS if form.file in written},
        "verification": {
            file: {"figures": proof.figures, "unmarked_numerals": dict(proof.kinds)}
            for file, proof in verified.items()
        }
        | kept.get("verification", {}),
        "outputs": {path.name: digest(path) for path in files} | kept.get("outputs", {}),
        "stale": list(others.stale) if others else [],
    }
    return as_text(data)


def last_calendar(out: Path, key: Key) -> dict[str, dict[str, str]] | None:
    """Return the calendar that a key's report on disk was made with; None where it tells none."""
    try:
        path = out / key.agency / str(key.year) / MANIFEST
        found = json.loads(path.read_text(encoding="utf-8"))["calendar"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if isinstance(found, dict) else None
