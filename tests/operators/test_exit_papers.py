"""Who adds papers to an exit (Art. 16)."""

import pytest

from config.kernel.accounts.models import Seat
from config.kernel.writing import given
from operators.exit.drafting import may_attach
from tests import stages_exit as lives
from tests.papers import fresh

pytestmark = pytest.mark.article("16")


def test_a_seat_that_was_revoked_adds_no_paper(who):
    exit = lives.running(who)
    assert list(may_attach(exit, by=who.applicant)) == []
    with given():
        Seat.objects.filter(pk=who.applicant.pk).update(state="revoked")
    assert [no.code for no in may_attach(exit, by=fresh(who.applicant))] == ["seat_not_active"]
