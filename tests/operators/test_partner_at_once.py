"""Two members of the operator propose one organisation at the same moment: it becomes a partner once (Art. 22)."""

import pytest

from operators.partner import actions as partners
from operators.partner.models import Partner
from tests import stages
from tests.cast import later, people
from tests.kernel.crowd import told
from tests.stages_partner import WORDS

pytestmark = pytest.mark.article("22")


def test_of_two_proposals_of_one_partner_at_once_one_is_made_and_the_other_reads_why_not(real_database, at_once):
    who = people()
    agreement = stages.in_force(who)
    at = later(days=81)
    facts, refusals = told(
        at_once(
            [lambda by=by: partners.propose(agreement, by=by, at=at, **WORDS) for by in (who.applicant, who.signatory)]
        )
    )
    assert (len(facts), [no.codes for no in refusals]) == (1, [["partner_there"]])
    assert Partner.objects.count() == 1
