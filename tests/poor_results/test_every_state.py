"""No state that any acts lead to has two final poor results in a row and a live agreement (Art. 33)."""

import time

import pytest

from tests.poor_results.search import Search
from tests.poor_results.starts import FAMILIES

pytestmark = pytest.mark.article("33")


@pytest.mark.parametrize("family", FAMILIES)
def test_no_state_has_two_poor_results_in_a_row_and_a_live_agreement(who, family, capsys):
    search = Search(who, FAMILIES[family])
    for name, start in FAMILIES[family].starts.items():
        b = time.perf_counter(); t=search.tried
        before = len(search.graph)
        search.begin(start)
        with capsys.disabled():
            print(name, len(search.graph) - before, search.tried -t, round(time.perf_counter() - b, 1), flush=True)
    with capsys.disabled():
        print(f"{family}: {len(search.graph)} states in rounds {search.layers()}, {search.tried} acts tried, "
              f"{search.terminations} terminations under Art. 33")  # fmt: skip
        print({k: v for k, v in search.refused.items() if " by " not in k})
        print({k: v for k, v in search.refused.items() if "database" in v})
        print(len(search.broken()), search.broken()[:3])
