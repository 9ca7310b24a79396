"""Who confirms what was carried over into the draft of a renewal (Arts 12, 16)."""

import pytest

from operators.renewal import actions as renewals
from tests import stages_renewal as lives
from tests.cast import later
from tests.refusing import answers

pytestmark = pytest.mark.article("12", "16")


def test_the_operator_confirms_what_was_carried_over(who):
    renewal = lives.applied(who)
    words = {"at": later(days=3), "sections": sorted(renewal.carried)}
    assert answers(renewals.confirm, renewal, who, "rival officer", **words) == {
        "rival": ["other_body"], "officer": ["role", "other_body"],
    }  # fmt: skip
