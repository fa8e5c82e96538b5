"""The manifest of a report: what went in, what came out, what the verification proved."""

import hashlib
import json
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from gongkai.report.build import Report
from gongkai.report.verification import Verification


def manifest_text(report: Report, verification: Verification, files: Sequence[Path]) -> str:
    """Return the manifest as JSON: no clock, no path outside the folder, no personal data."""
    data: dict[str, Any] = {
        "schema": 1,
        "key": report.key.slug,
        "state": "draft" if report.blocking else "final",
        "gongkai": version("gongkai"),
        "ledgers": {s.title: s.sha256 for s in report.records.sources},
        "indicators": report.digest,
        "verification": {
            "figures": verification.figures,
            "unmarked_numerals": dict(verification.kinds),
        },
        "outputs": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files},
    }
    return json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
