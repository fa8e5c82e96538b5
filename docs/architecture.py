"""Draw docs/architecture.svg from the imports: ``python docs/architecture.py``. A test says when stale.

Each room stands one step above the highest room that it imports; a line goes from a room to each
room below that it imports and does not reach through another.
"""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "src" / "gongkai"
# One room to a folder; these are large enough to be drawn by their own rooms.
OPENED = ("records", "report")
WIDTH, STEP, BOX, HIGH = 1000, 62, 144, 30
COLOURS = {"records": "#e3ecf5", "report": "#f7e9e4"}


def room(module: str) -> str:
    """Return the room that a module of the package stands in.

    >>> room("gongkai.records.reading.cells"), room("gongkai.records.load"), room("gongkai.keys")
    ('records.reading', 'records.load', 'keys')
    """
    first, *rest = module.split(".")[1:]
    return f"{first}.{rest[0]}" if first in OPENED and rest else first


def imports(path: Path) -> Iterator[str]:
    """Yield the modules of the package that a file imports, those only for types left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typing = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and id(node) not in typing:
            if node.module in ("gongkai", *(f"gongkai.{name}" for name in OPENED)):
                yield from (f"{node.module}.{alias.name}" for alias in node.names)
            elif node.module and node.module.startswith("gongkai."):
                yield node.module


def graph() -> dict[str, set[str]]:
    """Return each room with the rooms that it imports; helpers that all may use are left out."""
    found: dict[str, set[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        if len(parts) == 1 or path.name == "__init__.py":
            continue  # the lazy front door, and what stands below all rooms: keys, errors, text
        own = room(".".join(("gongkai", *parts)))
        found.setdefault(own, set()).update(room(module) for module in imports(path))
    return {own: {o for o in others if o in found and o != own} for own, others in found.items()}


def ranks(rooms: dict[str, set[str]]) -> dict[str, int]:
    """Return how many rooms stand below each on its longest way down."""

    @cache
    def rank(name: str) -> int:
        return 1 + max((rank(other) for other in rooms[name]), default=-1)

    return {name: rank(name) for name in rooms}


def lines(rooms: dict[str, set[str]]) -> list[tuple[str, str]]:
    """Return the imports that no way through another room tells already."""

    @cache
    def below(name: str) -> frozenset[str]:
        return frozenset(rooms[name]).union(*(below(other) for other in rooms[name]))

    return sorted(
        (name, other)
        for name, others in rooms.items()
        for other in others
        if not any(other in below(between) for between in others)
    )


def drawn() -> str:
    """Return the picture as SVG, the same bytes for the same imports."""
    rooms = graph()
    rank = ranks(rooms)
    rows: dict[int, list[str]] = {}
    for name in sorted(rooms):
        rows.setdefault(rank[name], []).append(name)
    top = max(rows)
    place = {
        name: (round(WIDTH * (n + 1) / (len(row) + 1)), 36 + (top - r) * STEP)
        for r, row in rows.items()
        for n, name in enumerate(row)
    }
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {72 + top * STEP}" '
        'font-family="sans-serif" font-size="13" text-anchor="middle" role="img">',
        "<title>The rooms of gongkai: each imports only what stands below it</title>",
        '<rect width="100%" height="100%" fill="#fff"/>',
    ]
    for name, other in lines(rooms):
        (x, y), (to_x, to_y) = place[name], place[other]
        y, to_y = y + HIGH // 2, to_y - HIGH // 2
        bend = (to_y - y) // 2
        aside = BOX * 2 // 3 if rank[name] - rank[other] > 1 else 0  # past the rooms between
        out.append(
            f'<path d="M{x} {y}C{x + aside} {y + bend} {to_x + aside} {to_y - bend} {to_x} {to_y}" '
            'fill="none" stroke="#8a99a8"/>'
        )
    for name, (x, y) in sorted(place.items()):
        fill = COLOURS.get(name.split(".")[0], "#f4f4f4")
        out.append(
            f'<rect x="{x - BOX // 2}" y="{y - HIGH // 2}" width="{BOX}" height="{HIGH}" rx="4" '
            f'fill="{fill}" stroke="#5b6b7a"/><text x="{x}" y="{y + 5}">{name}</text>'
        )
    return "\n".join([*out, "</svg>"]) + "\n"


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    path = folder / "architecture.svg"
    path.write_text(drawn(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{path}\n")
