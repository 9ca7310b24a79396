"""No state that any acts lead to has two final poor results in a row and a live agreement (Art. 33)."""

import pytest

from tests.poor_results.search import Search
from tests.poor_results.starts import STARTS

pytestmark = pytest.mark.article("33")


@pytest.mark.parametrize("start", STARTS)
def test_no_state_has_two_poor_results_in_a_row_and_a_live_agreement(who, start, capsys):
    search = Search(who, STARTS[start]).run()
    with capsys.disabled():
        print(f"\n{start}: {len(search.graph)} states in rounds {search.layers()}, {search.moves} acts tried, "
              f"{search.terminations} terminations under Art. 33")  # fmt: skip
        print(dict(search.refused))
        print(search.broken()[:3])
        print(search.kinds()); print([len(x) for x in search.lost], [list(x)[:3] for x in search.lost])
