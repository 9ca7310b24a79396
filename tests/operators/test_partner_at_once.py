"""Two acts about one partner at the same moment: it is proposed once, and admitted or barred, never both (Art. 22)."""

import pytest

from operators.organisation import actions as organisations
from operators.partner import actions as partners
from operators.partner.models import Partner
from tests import stages
from tests import stages_partner as lives
from tests.cast import later, people
from tests.kernel.crowd import told
from tests.papers import fresh
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


def test_whoever_is_barred_while_it_is_admitted_is_no_admitted_partner_afterwards(real_database, at_once):
    who = people()
    partner = lives.presented(who)
    at = later(days=81)
    facts, refusals = told(
        at_once(
            [
                lambda: partners.admit(partner, by=who.applicant, at=at, grade="B", reason="评定。"),
                lambda: organisations.bar(partner.organisation, by=who.officer, at=at, reason="失信。"),
            ]
        )
    )
    now = fresh(partner)
    assert (now.state, now.exit_kind) == (("declined", "") if refusals else ("exiting", "credit"))
    assert len(facts) + len(refusals) == 2
    assert fresh(partner.organisation).state == "barred"
