"""How many single faults the rules of tables 三 and 四 find, by kind of fault.

Over two real consistent reports and two synthetic years: +1, -1, zeroed, swapped with the right
neighbour, row shifted by a column. 淮安 is counted once more with the sentence of its prose that speaks of
table four.
"""

import sys
from collections import Counter
from pathlib import Path

TESTS = Path(__file__).parents[2] / "tests"
sys.path[:0] = [str(TESTS), str(TESTS / "checks")]

from test_tables import (  # noqa: E402  # the tests own the fault injector
    HUAIAN,
    bases,
    beside_the_table,
    failing,
    faults,
)

from gongkai.checks.tables import check_tables  # noqa: E402  # after the path above


def main() -> None:
    print(f"{'base':28}{'fault':10}{'found':>8}{'of':>6}")
    for name, form, cells in bases():
        found, total = Counter(), Counter()
        with_prose = Counter()
        for kind, faulty in faults(form, cells):
            total[kind] += 1
            caught = bool(failing(check_tables(form, faulty, own=False)))
            found[kind] += caught
            if name == "huaian_city_2024":
                with_prose[kind] += caught or bool(
                    failing(tuple(beside_the_table(form, faulty, HUAIAN)))
                )
        for kind, number in total.items():
            print(f"{name:28}{kind:10}{found[kind]:>8}{number:>6}")
        for kind in with_prose:
            print(f"{name + ' + prose':28}{kind:10}{with_prose[kind]:>8}{total[kind]:>6}")


if __name__ == "__main__":
    main()
