"""Whether a report on disk is still the one that its data and this program would make."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from gongkai.examined.data_files import changes
from gongkai.examined.inputs import inputs_of, program_inputs
from gongkai.keys import Key
from gongkai.output.digest import unlike
from gongkai.report.publication.formats import MANIFEST, NOTEBOOK, Format
from gongkai.report.publication.on_disk import SUPERSEDED, whole_manifest

_PROGRAM: Final = {
    "gongkai": "程序版本", "source": "程序代码", "notebook": "笔记本", "lock": "依赖锁定文件",
    "engines": "所用软件包的版本",
}  # fmt: skip
_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands on disk for a key: why it is stale, or its manifest where it is not."""

    reasons: tuple[str, ...]
    manifest: Mapping[str, Any]

    @property
    def draft(self) -> bool:
        """Tell whether the report that stands is a draft."""
        return self.manifest.get("state") != "final"


def standing(
    root: Path, out: Path, key: Key, formats: Sequence[Format], only: str = ""
) -> Standing:
    """Return why the key's report must be made again, in Chinese; no reason where it need not.

    With ``only`` the one file is looked at that is wanted of it, whatever became of the others.
    """
    folder = out / key.agency / str(key.year)
    manifest = whole_manifest(folder)
    if manifest is None:
        made = (folder / MANIFEST).exists()
        return Standing(("清单损坏" if made else "尚未生成",), {})
    then, now = manifest["inputs"], inputs_of(root, key)
    reasons = [
        *(["原有报告已标为过期"] if manifest.get("state") == SUPERSEDED else []),
        *_changed(then["data"], now),
        *(
            f"{_PROGRAM.get(name, name)}已变"
            for name in sorted(program_inputs().keys() | then["program"])
            if program_inputs().get(name) != then["program"].get(name)
        ),
        *_outputs(folder, *_wanted(manifest["outputs"], formats, only)),
    ]
    return Standing(tuple(reasons), manifest)


def _wanted(
    made: Mapping[str, str], formats: Sequence[Format], only: str
) -> tuple[Mapping[str, str], Sequence[str]]:
    """Return the hashes that files must have, and the files that must be there."""
    if only:
        return {name: made[name] for name in made if name == only}, (only,)
    return made, [*(f.file for f in formats), NOTEBOOK]


def _changed(then: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    return [
        f"{kind} {'、'.join(names[:_SHOWN])}"
        + (f" 等 {len(names)} 个文件" if names[_SHOWN:] else "")
        for kind, names in changes(then, now).items()
        if names
    ]


def _outputs(folder: Path, then: Mapping[str, str], wanted: Sequence[str]) -> list[str]:
    reasons = [f"没有 {name}" for name in wanted if name not in then]
    for name, there in unlike(then, folder):
        reasons.append(f"{name} 不是当时写出的" if there else f"缺少 {name}")
    return reasons
