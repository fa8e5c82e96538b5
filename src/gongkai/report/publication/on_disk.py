"""What stands in a report's folder, by its manifest: whole, stale, edited by hand."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from gongkai.output.digest import digest, unlike
from gongkai.report.publication.formats import MANIFEST

SUPERSEDED: Final = (
    "superseded"  # the state of a report whose data have changed and made no new one
)

OVERTAKEN: Final = "台账在报告生成之后有改动，没有按改动后的台账生成新的报告"

FAILED: Final = "failed.json"  # why the last report of a key was not made


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return what the manifest of a folder tells; nothing where there is none or it cannot be read."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return found if isinstance(found, dict) else {}
    except (OSError, ValueError):
        return {}


def as_text(manifest: Mapping[str, Any]) -> str:
    """Return a manifest as it stands on disk: the same text for the same manifest."""
    return json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def whole_manifest(folder: Path) -> dict[str, Any] | None:
    """Return the manifest of a folder where it tells of inputs and outputs as it should, else None."""
    found = read_manifest(folder)
    try:
        parts = (found["inputs"]["data"], found["inputs"]["program"], found["outputs"])
    except (KeyError, TypeError):
        return None
    return found if all(isinstance(part, dict) for part in parts) else None


def is_dated(manifest: Mapping[str, Any]) -> bool:
    """Tell whether a report states the day of its publication; those made before manifests told it do."""
    return manifest.get("published_on", "") is not None


def stale_files(folder: Path) -> tuple[str, ...]:
    """Return the files in a report's folder that older ledgers or another program made."""
    return tuple(read_manifest(folder).get("stale", ()))


def made_files(folder: Path) -> tuple[str, ...]:
    """Return the files and folders in a report's folder that were made there, stale ones too."""
    manifest = read_manifest(folder)
    names = (*manifest.get("outputs", ()), *manifest.get("stale", ()))
    return tuple(name for name in names if (folder / name).exists())


def edited_files(folder: Path) -> Mapping[str, str]:
    """Return the files in a report's folder that were edited by hand, each with the name to keep it under.

    That name is by the content, the same for the same edit.
    """
    outputs = read_manifest(folder).get("outputs", {})
    return {n: _kept_as(folder / n) for n, _ in unlike(outputs, folder) if (folder / n).exists()}


def _kept_as(path: Path) -> str:
    stem, dot, suffix = path.name.partition(".")
    return f"{stem}-手改-{digest(path)[:8]}{dot}{suffix}"
