"""At the same moment, in threads with real commits: one wins, and the others read by whom (house:1)."""

import pytest

from config.kernel.ledger.models import Entry
from config.kernel.outbox.models import Delivery
from config.kernel.refusals import INPUT, NOW
from config.kernel.repeats import Repeat
from operators.application import actions as applications
from operators.application.models import Application
from tests import stages
from tests.cast import later
from tests.kernel.crowd import applicants, filled, officers, told
from tests.kernel.trials import entries
from tests.stages import fresh
from zones.call import actions as calls

pytestmark = [pytest.mark.article("house:1"), pytest.mark.usefixtures("verified")]


@pytest.fixture
def who(everybody):
    """Everybody, where acts commit."""
    return everybody


@pytest.mark.parametrize("count", [2, 8])
def test_of_officers_who_accept_one_application_at_once_one_does_and_the_others_read_who_was_first(who, at_once, count):
    application, seats = stages.examined(who), officers(who, count)
    facts, refusals = told(
        at_once([lambda seat=seat: applications.accept(application, by=seat, at=later(days=7)) for seat in seats])
    )
    assert (len(facts), len(refusals)) == (1, count - 1)
    now = fresh(application)
    assert (now.state, now.version) == ("accepted", application.version + 1)
    assert entries(application).count("application.accept") == 1
    assert Entry.objects.get(act="application.accept").seat == facts[0].by
    assert Delivery.objects.filter(entry__act="application.accept", entry__case_id=now.pk).exists()
    for refused in refusals:
        [no] = refused.refusals
        assert (no.code, no.kind) == ("wrong_state", NOW)
        for said in (
            now.get_state_display(),
            str(applications.accept.title),
            who.officer.body.name,
            "2026-03-09 09:00",
        ):
            assert str(said) in no.reason


def test_sixteen_submissions_of_one_call_at_once_all_succeed_with_numbers_of_their_own(who, at_once):
    call = stages.published_call(who)
    drafts = [(filled(who, call, by), by) for by in applicants(who, 16)]
    facts, refusals = told(
        at_once([lambda d=draft, by=by: applications.submit(d, by=by, at=later(days=5)) for draft, by in drafts])
    )
    assert refusals == []
    numbers = {fact.number for fact in facts}
    assert len(numbers) == 16 and all(number.startswith("BJ-SQ-2026-") for number in numbers)
    assert set(Application.objects.filter(call=call).values_list("state", "version")) == {("submitted", 2)}


def test_sixteen_presses_with_one_key_have_one_effect_and_sixteen_equal_facts(who, at_once):
    application = filled(who, stages.published_call(who), who.applicant)
    press = {"by": who.applicant, "at": later(days=5), "key": "k-1"}
    facts, refusals = told(at_once([lambda: applications.submit(application, **press)] * 16))
    assert (len(facts), refusals) == (16, [])
    assert all(fact == facts[0] for fact in facts)
    assert fresh(application).version == application.version + 1
    assert (entries(application).count("application.submit"), application.versions.count()) == (1, 1)
    assert Repeat.objects.filter(key="k-1").count() == 1


def test_without_a_key_one_of_sixteen_presses_submits_and_the_others_are_refused(who, at_once):
    application = filled(who, stages.published_call(who), who.applicant)
    press = {"by": who.applicant, "at": later(days=5)}
    facts, refusals = told(at_once([lambda: applications.submit(application, **press)] * 16))
    assert (len(facts), application.versions.count()) == (1, 1)
    assert {code for refused in refusals for code in refused.codes} == {"wrong_state"}


def test_of_sixteen_presses_of_a_question_with_one_key_one_question_is_asked(who, at_once):
    call = stages.published_call(who)
    press = {"by": who.applicant, "at": later(days=2), "text": "问题", "key": "k-1"}
    facts, refusals = told(at_once([lambda: calls.ask(call, **press)] * 16))
    assert ({fact.question for fact in facts}, refusals) == ({call.questions.get().pk}, [])


def test_of_one_key_for_many_cases_at_once_one_is_done(who, at_once):
    zone = stages.zone(who)
    several = [stages.published_call(who, zone=zone) for _ in range(8)]
    press = {"by": who.applicant, "at": later(days=2), "text": "问题", "key": "k-1"}
    facts, refusals = told(at_once([lambda call=call: calls.ask(call, **press) for call in several]))
    assert (len(facts), [refused.codes for refused in refusals]) == (1, [["key_reused"]] * 7)
    assert {no.kind for refused in refusals for no in refused.refusals} == {INPUT}
    assert Entry.objects.filter(act="call.ask").count() == 1


def test_of_changes_to_one_copy_at_once_one_is_done_and_the_others_are_stale(who, at_once):
    call = stages.published_call(who)
    seats = officers(who, 8)

    def extend(days, by):
        words = {"closes_at": later(days=days), "reason": "示例", "seen": call.version}
        return lambda: calls.extend(call, by=by, at=later(days=2), **words)

    facts, refusals = told(at_once([extend(50 + place, by) for place, by in enumerate(seats)]))
    assert len(facts) == 1
    assert {refused.codes[0] for refused in refusals} == {"stale"}
    assert fresh(call).closes_at == facts[0].subject.closes_at


@pytest.mark.article("11", "12")
@pytest.mark.parametrize("attempt", range(2))
def test_a_cancelled_call_never_has_a_submitted_application(who, at_once, attempt):
    call = stages.published_call(who)
    drafts = [(filled(who, call, by), by) for by in applicants(who, 8)]
    presses = [lambda d=draft, by=by: applications.submit(d, by=by, at=later(days=5)) for draft, by in drafts]
    presses.insert(4, lambda: calls.cancel(call, by=who.officer, at=later(days=5), reason="示例"))
    facts, refusals = told(at_once(presses))
    assert fresh(call).state == "cancelled"
    assert set(Application.objects.filter(call=call).values_list("state", flat=True)) == {"lapsed"}
    submitted = {fact.subject.pk for fact in facts if fact.kind == "ApplicationSubmitted"}
    assert len(submitted) + len(refusals) == 8
    for draft, _ in drafts:
        chain = ["application.start", *["application.submit"] * (draft.pk in submitted), "application.lapse"]
        assert entries(draft) == chain
    assert all("wrong_state" in refused.codes for refused in refusals)
