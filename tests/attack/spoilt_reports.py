"""Published reports spoilt at random, read by ``gongkai audit``."""

import random
import re
import tempfile
import zipfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from forked import Tally, answers

from gongkai.cli.app import run

_NUMBER = re.compile(rb"\d+")
_ODD = ("0", "9" * 30, "-1", "１２", "〇", "1e9", "12.5%", "％", "<td>", "</table>", "合计", "其中：", "同比增长", "\n\n", "（",
        "、" * 50, "一、", "|", "NaN", "{{7*7}}", "件件件")  # fmt: skip


def attack(count: int, seed: int, files: Sequence[Path]) -> Tally:
    """Return what became of so many spoilt copies of the files, one after the other."""
    tally = Tally()
    cases = [(f"{seed}-{n}", files[n % len(files)]) for n in range(count)]
    with tempfile.TemporaryDirectory() as made:
        asked = (partial(audited, file, Path(made), case) for case, file in cases)
        for (case, file), answer in zip(cases, answers(asked), strict=True):
            tally.add(file.suffix, f"{case} {file.name}", answer)
    return tally


def audited(file: Path, folder: Path, case: str) -> int:
    """Read a spoilt copy of the file."""
    path = folder / f"{case}{file.suffix}"
    spoilt(file, path, random.Random(case))
    try:
        return run(["audit", str(path)])
    finally:
        path.unlink()


def spoilt(file: Path, path: Path, rng: random.Random) -> None:
    """Write a spoilt copy of the file: one part of an archive with its checksum right, or its bytes."""
    content = bytearray(file.read_bytes())
    if file.suffix in (".docx", ".xlsx") and rng.random() < 0.75:
        with zipfile.ZipFile(file) as archive:
            parts = {n: bytearray(archive.read(n)) for n in archive.namelist()}
        part = parts[rng.choice([n for n in parts if n.endswith((".xml", ".rels"))])]
        _spoil(part, rng)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for n, body in parts.items():
                archive.writestr(n, bytes(body))
        return
    _spoil(content, rng)
    path.write_bytes(bytes(content))


def _spoil(part: bytearray, rng: random.Random) -> None:
    for _ in range(rng.randint(1, 8)):
        at = rng.randrange(len(part) or 1)
        match rng.randrange(7):
            case 0:
                part[at : at + 1] = bytes([rng.randrange(256)])
            case 1:
                del part[at : at + rng.randint(1, 400)]
            case 2:
                part[at:at] = part[at : at + rng.randint(1, 2000)] * rng.randint(1, 5)
            case 3 if rng.random() < 0.2:
                del part[at:]
            case 4:
                part[at:at] = rng.choice(_ODD).encode()
            case _:
                _figure(part, at, rng)


def _figure(part: bytearray, at: int, rng: random.Random) -> None:
    """Put another figure for the first one after a place."""
    found = _NUMBER.search(part, at)
    if found:
        figure = rng.choice((str(rng.randrange(10**6)), rng.choice(_ODD)))
        part[found.start() : found.end()] = figure.encode()
