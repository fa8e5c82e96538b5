"""What became of each ledger: read in, declared empty, or not known."""

from collections.abc import Iterator

from gongkai.records.ledgers import BY_ID as LEDGERS
from gongkai.records.load import Records


def ledger_states(records: Records) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield each ledger's id, title, state (已读入, 零报告, 未掌握, 未建), number of rows and files.

    A government that keeps no ledgers of its own has none: its state is 由所属机关汇总.
    """
    for name, ledger in LEDGERS.items():
        sources = [s for s in records.sources if s.ledger == name]
        file = "、".join(s.title for s in sources)
        if name in records.unkept_ledgers:
            yield name, ledger.title, "未建", "", file
        elif name in records.unknown:
            yield name, ledger.title, "未掌握", "", file
        elif name in records.declarations.zero_ledgers:
            yield name, ledger.title, "零报告", "0", file
        elif name not in records.frames:
            yield name, ledger.title, "由所属机关汇总", "", file
        else:
            yield name, ledger.title, "已读入", str(sum(s.rows for s in sources)), file
