"""What can be searched for at all (house:1)."""

import pytest

from config.kernel.refusals import Refused
from config.kernel.searching import LONGEST, sought

pytestmark = pytest.mark.article("house:1")


@pytest.mark.parametrize("asked", ["", "  ", "金", "金融 信", "金融\0", "金" * (LONGEST + 1)])
def test_words_that_are_too_short_or_too_long_are_refused_in_a_sentence(asked):
    with pytest.raises(Refused) as no:
        sought(asked, "title")
    assert no.value.codes == ["search"]


def test_full_width_signs_are_half_width_ones_and_capitals_are_small():
    assert sought("ＢＪ－ＳＱ 金融", "number").words == ("bj-sq", "金融")
