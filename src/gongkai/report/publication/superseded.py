"""A report that stands although its ledgers have changed and no new one could be made of them."""

import json
from pathlib import Path
from typing import Final

from gongkai.errors import GongkaiError, OutputError
from gongkai.examined.inputs import inputs_of
from gongkai.keys import Key
from gongkai.output.folder import replaced
from gongkai.report.publication.formats import MANIFEST
from gongkai.report.publication.on_disk import FAILED, SUPERSEDED, as_text

NOTE: Final = "此报告已过期.txt"
_WORDS: Final = (
    "本文件夹中的报告已过期：台账在报告生成之后有改动，而按改动后的台账没有生成新的报告。\n"
    "文件仍在，供查阅，不得作为现行数据使用或公布。\n"
    "请运行 gongkai check {agency} {year} 逐项处理，再重新生成；生成后本文件自动移除。\n"
)


def supersede(root: Path, out: Path, key: Key) -> str:
    """Mark a report whose data have changed since as no longer valid, and return what to say of it.

    Nothing is taken away. Empty where no report stands, or where the one that stands was made of
    these very data.
    """
    folder = out / key.agency / str(key.year)
    try:
        data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        made_of, state = data["inputs"]["data"], data["state"]
        if state != SUPERSEDED and made_of == inputs_of(root, key):
            return ""
    except (OSError, ValueError, KeyError, TypeError, GongkaiError):
        return ""
    data["state"] = SUPERSEDED
    words = _WORDS.format(agency=key.agency, year=key.year)
    try:
        replaced(folder / MANIFEST, as_text(data).encode())
        replaced(folder / NOTE, words.encode("utf-8-sig"))
    except OutputError:
        return f"{folder.as_posix()} 中原有的报告是按改动前的台账生成的，已过期，但无法在文件夹中标明。"
    return (
        f"{folder.as_posix()} 中原有的报告是按改动前的台账生成的，已标为过期"
        f"（见 {NOTE}）；文件没有删除。"
    )


def note_failure(root: Path, out: Path, key: Key, error: Exception) -> None:
    """Leave for the index why no report was made of data that are there; what cannot be written is left out."""
    if not (root / key.slug).is_dir():
        return
    message = str(error) if isinstance(error, GongkaiError) else "程序出错，请重新生成"
    folder = out / key.agency / str(key.year)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        replaced(folder / FAILED, as_text({"message": message}).encode())
    except (OSError, OutputError):
        return
