"""What an agreement knows of poor results, and when they end it: nobody decides that, it follows (Art. 33)."""

import pytest

from config.kernel.writing import given
from operators.agreement import actions as agreements
from operators.agreement.models import Agreement
from operators.renewal.models import Renewal
from tests import stages
from tests import stages_evaluation as evaluations
from tests import stages_renewal as renewals
from tests.cast import later
from tests.papers import fresh
from tests.refusing import answers, refused

pytestmark = pytest.mark.article("33")

AT = later(days=300)


def test_only_whoever_makes_results_final_counts_them(who):
    agreement = stages.in_force(who)
    words = {"at": AT, "in_a_row": 0}
    assert answers(agreements.count_poor_results, agreement, who, "officer supervisor applicant", **words) == {
        "officer": ["counted"], "supervisor": ["role", "counted"], "applicant": ["role", "counted"],
    }  # fmt: skip


def test_an_agreement_lives_on_with_fewer_than_the_limit(who):
    agreement = stages.in_force(who)
    for in_a_row in (2, 3):
        said = refused(agreements.count_poor_results, agreement, by=who.clock, at=AT, in_a_row=in_a_row)
        assert said == ["too_many_poor", "counted"]


def test_it_ends_with_as_many_as_the_limit_and_a_reason(who):
    agreement = evaluations.poor_once(who)
    evaluations.up_to_notified(who, agreement, 2, "30")
    end = agreements.end_for_poor_results
    words = {"at": AT, "in_a_row": 2, "reason": "连续较差。"}
    assert answers(end, fresh(agreement), who, "supervisor applicant", **words) == {
        "supervisor": ["role"], "applicant": ["role"],
    }  # fmt: skip
    assert refused(end, agreement, by=who.clock, **words | {"reason": " "}) == ["missing"]
    assert refused(end, agreement, by=who.clock, **words | {"in_a_row": 1}) == ["too_few_poor"]


def signed_after_two_poor(who) -> Agreement:
    """The next agreement, signed before the second poor result became final: it ended the old one."""
    following = renewals.signed_again(who)
    agreement = Renewal.objects.get().agreement
    evaluations.adopt(who, evaluations.drafted(who))
    for number in (1, 2):
        evaluations.result(who, agreement, number, "30")
    assert fresh(agreement).state == "terminated"
    return fresh(following)


def test_the_next_one_does_not_begin_when_poor_results_ended_the_authorisation(who):
    following = signed_after_two_poor(who)
    first = renewals.on(following.starts_on)
    assert refused(agreements.bring_into_force, following, by=who.clock, at=first) == ["poor_results"]
    assert fresh(following).authorisation_id != following.application_id


@pytest.mark.parametrize(("value", "state"), [("80", "in_force"), ("30", "signed")])
def test_the_next_one_begins_with_what_the_last_one_says(who, value, state):
    """Whatever ended it: also results that became final after a termination for a breach are counted."""
    following = renewals.signed_again(who)
    agreement = Renewal.objects.get().agreement
    evaluations.adopt(who, evaluations.drafted(who))
    first = evaluations.up_to_notified(who, agreement, 1, "30")
    second = evaluations.up_to_notified(who, agreement, 2, value)
    with given():
        Agreement.objects.filter(pk=agreement.pk).update(state="terminated")
    for evaluation in (first, second):
        evaluations.waive_and_finalise(who, evaluation)
    begun = {"by": who.clock, "at": renewals.on(following.starts_on)}
    if state == "in_force":
        agreements.bring_into_force(following, **begun)
    else:
        assert refused(agreements.bring_into_force, following, **begun) == ["poor_results"]
    assert (fresh(following).state, fresh(agreement).poor_streak) == (state, 0 if value == "80" else 2)
