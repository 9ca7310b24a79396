"""`make bench`: one table of measure, figure, target, met or not. It prints; it never fails by seconds.

ARGS chooses parts, e.g. `make bench ARGS=act`; without it every part is measured. A part is a module with
`figures() -> Iterator[Figure]`, called in a founded database on a PostgreSQL that waits for its disk.
"""

import sys
import time
from importlib import import_module

from tests.bench.table import head, line
from tests.bench.world import founded

PARTS = {"act": "tests.bench.act", "ledger": "tests.bench.ledger", "lists": "tests.bench.lists",
         "sweep": "tests.bench.sweep"}  # fmt: skip


def main(chosen: list[str]) -> int:
    if unknown := set(chosen) - set(PARTS):
        print(f"there is no part {', '.join(sorted(unknown))}; there are: {', '.join(PARTS)}")
        return 2
    began = time.monotonic()
    with founded():
        print(head(), flush=True)
        for name in chosen or PARTS:
            for figure in import_module(PARTS[name]).figures():
                print(line(figure), flush=True)
    print(f"measured in {time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
