"""Two acts at the same moment, each in a thread with a connection of its own: whichever comes first, nobody stays
authorised after two final poor results in a row (Art. 33)."""

from itertools import pairwise

import pytest

from config.kernel.countersigning.actions import countersign
from config.kernel.countersigning.queries import open_on
from operators.agreement import actions as agreements
from operators.agreement.models import LIVE, Agreement
from operators.evaluation import actions as evaluations
from operators.evaluation.models import Evaluation
from operators.exit.models import Exit
from tests.cast import later, people
from tests.kernel.crowd import told
from tests.papers import fresh
from tests.poor_results import starts
from tests.poor_results.starts import GRADES, finalise, since_opening
from tests.stages_renewal import on

pytestmark = pytest.mark.article("33")

REASON = {"reason": "示例。"}


def ended_or_not_yet(agreement) -> str:
    """The state of what is live, or was last; never live with two poor results in a row."""
    rows = Evaluation.objects.filter(authorisation=agreement.authorisation_id, state="final").order_by("period_ends_on")
    finals = [evaluation.grade for evaluation in rows]
    live = Agreement.objects.filter(authorisation=agreement.authorisation_id, state__in=LIVE)
    assert not (live.exists() and ("poor", "poor") in pairwise(finals))
    return fresh(agreement).state


def results(agreement) -> list[Evaluation]:
    return list(Evaluation.objects.filter(authorisation=agreement.authorisation_id).order_by("period_ends_on"))


@pytest.mark.parametrize("attempt", range(3))
def test_two_rounds_made_final_at_once_end_the_authorisation_once(real_database, at_once, attempt):
    who = people()
    agreement = starts.alone(who)
    starts.both_notified(who, agreement)
    first, second = results(agreement)
    _facts, refusals = told(at_once([lambda: finalise(who, first), lambda: finalise(who, second)]))
    assert [no.codes for no in refusals] in ([], [["earlier_round"]])
    state = ended_or_not_yet(agreement)
    assert state == ("in_force" if refusals else "terminated")
    if refusals:
        finalise(who, fresh(second))
    assert ended_or_not_yet(agreement) == "terminated"
    assert Exit.objects.filter(agreement=agreement).count() == 1


def test_one_result_made_final_twice_at_once_ends_it_once(real_database, at_once):
    who = people()
    agreement = starts.alone(who)
    starts.second_notified(who, agreement)
    second = results(agreement)[1]
    by_officer = {"by": who.officer, "at": since_opening(second, 70)}
    facts, refusals = told(at_once([lambda: finalise(who, second), lambda: evaluations.finalise(second, **by_officer)]))
    assert (len(facts), [no.codes for no in refusals]) == (1, [["wrong_state"]])
    assert ended_or_not_yet(agreement) == "terminated"
    assert Exit.objects.filter(agreement=agreement).count() == 1


def proposed(who, act, case, at, **words):
    act(case, by=who.officer, at=at, **words)
    return lambda: countersign(open_on(case, act.name), by=who.supervisor, at=at)


def exempted(who, agreement):
    second = results(agreement)[1]
    return proposed(who, evaluations.exempt, second, since_opening(second, 32), **REASON)


def corrected(who, agreement):
    first = results(agreement)[0]
    scores = [{"indicator": "one", "value": GRADES["good"]}]
    return proposed(who, evaluations.correct, first, since_opening(first, 80), scores=scores, **REASON)


def resumed(who, agreement):
    starts.together(who, agreements.suspend, fresh(agreement), later(days=200), **REASON)
    return proposed(who, agreements.resume, agreement, later(days=201), **REASON)


def suspended(who, agreement):
    return proposed(who, agreements.suspend, agreement, later(days=200), **REASON)


def expired(who, agreement):
    return lambda: agreements.expire(agreement, by=who.clock, at=on(agreement.ends_on, 1))


@pytest.mark.parametrize("other", [exempted, corrected, resumed, suspended, expired], ids=lambda made: made.__name__)
def test_what_else_happens_while_the_second_is_made_final(real_database, at_once, other):
    who = people()
    agreement = starts.alone(who)
    starts.second_notified(who, agreement)
    second = results(agreement)[1]
    told(at_once([other(who, agreement), lambda: finalise(who, fresh(second))]))
    state, second = ended_or_not_yet(agreement), fresh(second)
    if state in LIVE:
        assert second.state == "exempted" or fresh(results(agreement)[0]).grade == "good"
    else:
        assert state == "terminated" or other is expired


def test_the_next_agreement_begins_while_the_second_is_made_final(real_database, at_once):
    who = people()
    agreement = starts.renewed(who)
    starts.second_notified(who, agreement)
    second, following = results(agreement)[1], Agreement.objects.get(state="signed")
    begun = {"by": who.clock, "at": on(following.starts_on)}
    told(at_once([lambda: agreements.bring_into_force(following, **begun), lambda: finalise(who, second)]))
    assert ended_or_not_yet(agreement) == "terminated"
    assert fresh(following).state in ("signed", "terminated")
    assert fresh(second).state == "final"
