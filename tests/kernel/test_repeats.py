"""Two presses of one button with one key: one effect, one result; a key says one thing only (house:1)."""

from datetime import timedelta

import pytest

from config.kernel.accounts import actions as accounts
from config.kernel.countersigning.models import Proposal
from config.kernel.ledger.models import Entry
from config.kernel.refusals import INPUT
from config.kernel.repeats import Repeat, asked
from operators.application import actions as applications
from tests import stages
from tests.cast import later
from tests.kernel.trials import Tried, entries, refused
from zones.call import actions as calls
from zones.zone import actions as zones
from zones.zone.models import Zone

pytestmark = pytest.mark.article("house:1")
QUESTION = {"text": "问题", "key": "k-1"}


@pytest.fixture
def call(who):
    return stages.published_call(who)


def test_the_second_press_gets_the_fact_of_the_first_and_nothing_is_done_again(who, call):
    first = calls.ask(call, by=who.applicant, at=later(days=2), **QUESTION)
    length = Entry.objects.count()
    again = calls.ask(call, by=who.applicant, at=later(days=3), **QUESTION)
    assert again == first
    assert (type(again), again.at, again.question) == (type(first), later(days=2), first.question)
    assert (Entry.objects.count(), call.questions.count(), Repeat.objects.count()) == (length, 1, 1)


def test_the_fact_of_the_first_press_comes_with_the_case_as_it_is_now(who, call):
    application = stages.draft(who, call)
    stages.fill(application, who.applicant)
    applications.submit(application, by=who.applicant, at=later(days=5), key="k-1")
    applications.withdraw(application, by=who.applicant, at=later(days=6))
    again = applications.submit(application, by=who.applicant, at=later(days=7), key="k-1")
    assert (again.kind, again.version, again.subject.state) == ("ApplicationSubmitted", 1, "withdrawn")


def test_without_a_key_the_second_press_is_another_one(who, call):
    for day in (2, 3):
        calls.ask(call, by=who.applicant, at=later(days=day), text="问题")
    assert call.questions.count() == 2
    assert not Repeat.objects.exists()


def test_without_a_key_the_second_press_of_a_step_is_refused_and_names_who_was_first(who):
    application = stages.accepted(who)
    with refused("wrong_state", on=application) as no:
        applications.accept(application, by=who.colleague, at=later(days=8))
    assert who.officer.body.name in no.value.refusals[0].reason


def test_a_key_used_for_other_words_is_refused(who, call):
    calls.ask(call, by=who.applicant, at=later(days=2), **QUESTION)
    with refused("key_reused", on=call) as no:
        calls.ask(call, by=who.applicant, at=later(days=3), text="另一个问题", key="k-1")
    assert no.value.refusals[0].kind == INPUT


def test_a_key_used_for_another_act_is_refused(who):
    application = stages.submitted(who)
    applications.withdraw(application, by=who.applicant, at=later(days=6), key="k-1")
    with refused("key_reused", on=application):
        applications.submit(application, by=who.applicant, at=later(days=6), key="k-1")


def test_a_key_used_for_another_case_is_refused(who, call):
    other = stages.published_call(who, zone=stages.zone(who, name="另一专区"))
    calls.ask(call, by=who.applicant, at=later(days=2), **QUESTION)
    with refused("key_reused", on=[call, other]):
        calls.ask(other, by=who.applicant, at=later(days=2), **QUESTION)
    assert calls.ask(other, by=who.applicant, at=later(days=2), text="问题", key="k-2").subject == other


def test_a_key_that_was_used_while_the_act_ran_is_refused(who, call, trial):
    def meanwhile(zone: Zone, *, by, at):
        """In the middle of it the key is used up."""
        calls.ask(call, by=by, at=at, **QUESTION)
        return Tried(zone, by, at)

    with refused("key_reused", on=[call, call.zone]):
        trial(meanwhile)(call.zone, by=who.applicant, at=later(days=2), key="k-1")
    assert calls.ask(call, by=who.applicant, at=later(days=2), **QUESTION).subject == call


def test_a_key_belongs_to_one_seat(who, call):
    first = calls.ask(call, by=who.applicant, at=later(days=2), **QUESTION)
    second = calls.ask(call, by=who.rival, at=later(days=2), **QUESTION)
    assert first.question != second.question


def test_a_refusal_is_asked_again_and_not_replayed(who, call):
    draft = stages.draft(who, call)
    words = {"by": who.applicant, "key": "k-1"}
    missing = [no.code for no in applications.submit.refusals(draft, by=who.applicant, at=later(days=4))]
    assert missing
    with refused(*missing, on=draft):
        applications.submit(draft, at=later(days=4), **words)
    stages.fill(draft, who.applicant)
    assert applications.submit(draft, at=later(days=5), **words).subject.state == "submitted"


def test_a_proposal_is_repeated_as_a_proposal(who):
    agreement = stages.in_force(who)
    words = {"by": who.officer, "reason": "整改", "key": "k-1"}
    first = stages.agreements.suspend(agreement, at=later(days=90), **words)
    again = stages.agreements.suspend(agreement, at=later(days=91), **words)
    assert again == first
    assert (again.kind, Proposal.objects.filter(act="agreement.suspend").count()) == ("Proposed", 1)


def test_countersigning_twice_with_one_key_is_one_countersignature(who):
    call = stages.proposed_call(who)
    proposal = stages.open_on(call)
    first, again = (stages.countersign(proposal, by=who.supervisor, at=later(days=day), key="k-1") for day in (1, 2))
    assert first == again
    assert entries(proposal) == ["countersigning.propose", "countersigning.countersign"]
    assert entries(call).count("call.publish") == 1


def test_who_holds_no_seat_any_more_gets_no_first_result_either(who, call):
    calls.ask(call, by=who.editor, at=later(days=2), **QUESTION)
    accounts.revoke(who.editor, by=who.applicant, at=later(days=3), reason="离职")
    with refused("seat_not_active", on=call):
        calls.ask(call, by=who.editor, at=later(days=4), **QUESTION)


def test_what_was_asked_tells_rows_by_their_id_and_days_by_their_date(who):
    same_name = type(who.editor.user)(pk=0, full_name=who.editor.user.full_name)

    def digest(**words):
        return asked(calls.ask, who.officer.body, words)

    assert digest(user=who.editor.user) == digest(user=who.editor.user)
    assert digest(user=who.editor.user) != digest(user=same_name)
    assert digest(rows=[{"b": (1, 2), "a": None}]) == digest(rows=[{"a": None, "b": [1, 2]}])
    assert digest(at=later()) != digest(at=later() + timedelta(microseconds=1))
    assert digest(on="2026-03-02") != digest(on=later().date())
    assert digest(text="1") != digest(text=1)
    assert asked(zones.establish, who.officer.body, {}) != asked(zones.close, who.officer.body, {})
