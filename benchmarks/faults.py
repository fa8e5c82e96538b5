"""How many single faults the rules of tables 三 and 四 find, by kind of fault.

Over two real consistent reports and two synthetic years: +1, -1, zeroed, swapped with the right
neighbour, row shifted by a column.
"""

import sys
from collections import Counter
from pathlib import Path

TESTS = Path(__file__).parents[1] / "tests"
sys.path[:0] = [str(TESTS), str(TESTS / "checks")]

from test_tables import bases, failing, faults  # noqa: E402  # the tests own the fault injector

from gongkai.checks.tables import check_tables  # noqa: E402  # after the path above


def main() -> None:
    print(f"{'base':24}{'fault':10}{'found':>8}{'of':>6}")
    for name, form, cells in bases():
        found, total = Counter(), Counter()
        for kind, faulty in faults(form, cells):
            total[kind] += 1
            found[kind] += bool(failing(check_tables(form, faulty, own=False)))
        for kind, number in total.items():
            print(f"{name:24}{kind:10}{found[kind]:>8}{number:>6}")


if __name__ == "__main__":
    main()
