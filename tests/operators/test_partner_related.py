"""Nobody who is related to the operator is its partner (27:6)."""

import pytest

from config.kernel.accounts.models import Seat
from config.kernel.writing import given
from config.story import cast as story
from operators.partner import actions as partners
from tests import stages
from tests import stages_partner as lives
from tests.cast import later, organisation
from tests.refusing import refused
from tests.stages_partner import WORDS


@pytest.mark.article("27:6")
def test_a_partner_that_is_declared_as_related_is_refused(who):
    agreement, at = stages.in_force(who), later(days=81)
    words = WORDS | {"related_party": True}
    assert refused(partners.propose, agreement, by=who.applicant, at=at, **words) == ["related"]
    assert partners.propose(agreement, by=who.applicant, at=at, **WORDS).said()["related_party"] is False


@pytest.mark.article("27:6")
def test_the_operator_is_no_partner_of_its_own(who):
    agreement, at = stages.in_force(who), later(days=81)
    words = WORDS | {"credit_code": story.JINSHU.credit_code}
    assert refused(partners.propose, agreement, by=who.applicant, at=at, **words) == ["related"]


@pytest.mark.article("27:6")
@pytest.mark.parametrize(
    ("name", "number", "is_related"),
    [("王建国", "", True), ("王建国", "110101199003070011", False), ("他人", "same", True), ("他人", "", False)],
)
def test_whoever_is_led_by_the_operators_own_representative_is_refused(who, name, number, is_related):
    agreement, own, other = stages.in_force(who), organisation(), organisation(story.JINGRONG)
    with given():
        own.representative_id = "11010119800101001X"
        own.save()
        other.legal_representative = name
        other.representative_id = own.representative_id if number == "same" else number
        other.save()
    at = later(days=81)
    said = [no.code for no in partners.propose.refusals(agreement, by=who.applicant, at=at, **WORDS)]
    assert said == (["related"] if is_related else [])


@pytest.mark.article("27:6")
def test_whoever_is_spoken_for_by_the_operators_own_person_is_refused_at_admission_too(who):
    partner = lives.presented(who)
    with given():
        Seat.objects.create(user=who.signatory.user, body=who.rival.body, role="signatory", state="active")
    words = {"by": who.applicant, "at": later(days=81), "grade": "B", "reason": "评定。"}
    assert refused(partners.admit, partner, **words) == ["related"]
