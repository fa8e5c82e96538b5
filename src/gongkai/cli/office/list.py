from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gongkai.cli.speech import DataOption, say
from gongkai.errors import UnreadableError
from gongkai.keys import Key, all_keys, data_root, parse_key

if TYPE_CHECKING:
    from gongkai.batch.standing.seen import Seen
    from gongkai.records.ledgers.ledger import Ledger
    from gongkai.records.reading.sheet import Sheet


def list_(
    year: Annotated[str | None, typer.Option("--year", metavar="年度", help="只列这一年度")] = None,
    data: DataOption = None,
    out: Annotated[
        Path,
        typer.Option(
            "--out", metavar="文件夹", help="报告所在的文件夹，用来核对签发之后有没有改动"
        ),
    ] = Path("out"),
) -> int:
    """列出有台账的机关和年度，以及谁审核、签发了报告，后来有无改动。"""
    from gongkai.batch.standing.seen import seen

    root = data_root(data)
    wanted = None if year is None else parse_key("x", year).year
    keys = [k for k in all_keys(root) if wanted in (None, k.year)]
    looked = seen(root, out)
    for key in keys:
        say(f"{key.agency} {key.year}\t{_line(root, out, key, looked)}")
    looked.note()
    if not keys:
        say(
            "没有符合条件的机关和年度。"
            if year is not None
            else f"“{root}”中还没有机关的台账。请先建立：gongkai init 机关代码 --name 机关名称"
        )
    return 0


def _line(root: Path, out: Path, key: Key, looked: "Seen") -> str:
    from gongkai.examined.data_files import SIGN_OFF
    from gongkai.report.publication.on_disk import OVERTAKEN, SUPERSEDED, whole_manifest
    from gongkai.report.publication.signatures import standing_of

    manifest = whole_manifest(out / key.agency / str(key.year)) or {}
    record = root / key.slug / SIGN_OFF
    made_of = manifest["inputs"]["data"] if manifest else {}
    try:
        now = looked.data(key, made_of) if manifest or record.is_file() else {}
        held = _told_by(manifest) if manifest and now == made_of else ""
        over = f"过期（{OVERTAKEN}）" if manifest.get("state") == SUPERSEDED else ""
        said = (held or _held(root, key), over, standing_of(out, key, record, manifest, now).words)
    except UnreadableError as error:
        return str(error)
    return "\t".join(filter(None, said))


def _told_by(manifest: Mapping[str, object]) -> str:
    """Return what a report's manifest tells of the ledgers that it was made of; empty where it does not."""
    name, kind = manifest.get("name"), manifest.get("data_kind")
    ledgers, members = manifest.get("ledgers_kept"), manifest.get("members")
    if not (isinstance(ledgers, int) and isinstance(members, dict)):
        return ""
    return _words(str(name), ledgers, len(members), str(kind))


def _held(root: Path, key: Key) -> str:
    """Return what a year's folder holds, by reading it."""
    from gongkai.records.ledgers import in_year
    from gongkai.records.reading.files import read_files
    from gongkai.records.stated import declarations_in, office_in

    agency = office_in(root / key.slug)
    known, sheets = in_year(key.year), read_files(root / key.slug).sheets
    ledgers = sum(any(_holds_rows(s, known[n]) for s in sheets[n]) for n in sheets if n in known)
    kind = declarations_in(root / key.slug).kind
    return _words(agency.name, ledgers, len(agency.members_in(key.year)), kind)


def _holds_rows(sheet: "Sheet", ledger: "Ledger") -> bool:
    """Tell whether anything is registered in a sheet: the ledger workbook has one of every kind."""
    from gongkai.records.reading.rows.table import raw_table

    if not sheet.access.held:
        return True
    table = raw_table(sheet, ledger)
    return table.frame is None or table.rows > 0


def _words(name: str, ledgers: int, members: int, kind: str) -> str:
    from gongkai.records.declarations import KINDS

    held = f"成员单位 {members} 个" if members and not ledgers else f"台账 {ledgers} 种"
    return "\t".join(filter(None, (name, held, KINDS.get(kind, ""))))
