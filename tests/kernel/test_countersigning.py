"""会同: an act of two bodies waits as a proposal; whoever may answer it, and what then is done (house:5)."""

import pytest

from config.kernel.accounts import actions as accounts
from config.kernel.accounts.queries import the
from config.kernel.countersigning.actions import countersign, decline, propose, withdraw
from config.kernel.countersigning.models import Proposal
from config.kernel.countersigning.queries import open_on, visible_to
from config.kernel.ledger.models import Entry
from config.kernel.refusals import INPUT, NEVER
from operators.agreement import actions as agreements
from tests import stages
from tests.cast import later
from tests.kernel.trials import entries, refused

pytestmark = pytest.mark.article("house:5")


@pytest.fixture
def call(who):
    return stages.proposed_call(who)


@pytest.fixture
def proposal(call):
    return open_on(call)


@pytest.fixture
def agreement(who):
    return stages.in_force(who)


def both(who):
    """One person, an officer of both bodies."""
    granted = accounts.grant(
        who.supervisor.body, by=who.security_admin, at=later(), user=who.officer.user, role="officer"
    ).subject
    return accounts.confirm(granted, by=who.other_security_admin, at=later()).subject


@pytest.mark.article("11")
def test_where_both_bodies_are_one_a_single_signature_is_enough(who):
    zone = stages.zone(who, kind="base", field=None, supervisor=who.officer.body, name="综合基础专区")
    call = stages.proposed_call(who, zone=zone)
    assert (call.state, call.published_by) == ("published", who.officer)
    assert not Proposal.objects.exists()
    assert Entry.objects.get(act="call.publish").countersigner is None


def test_for_another_body_the_act_waits_as_a_proposal_with_its_words(who, agreement):
    length = Entry.objects.count()
    fact = agreements.suspend(agreement, by=who.officer, at=later(days=90), reason="整改")
    proposal = fact.subject
    assert (fact.kind, proposal.state, proposal.act, proposal.words) == (
        "Proposed", "open", "agreement.suspend", {"reason": "整改"},
    )  # fmt: skip
    assert (proposal.case, proposal.case_version, proposal.second) == (
        agreement,
        agreement.version,
        who.supervisor.body,
    )
    assert (proposal.proposed_by, proposal.proposed_at, proposal.article) == (who.officer, later(days=90), "16")
    assert stages.fresh(agreement).version == agreement.version
    assert (stages.fresh(agreement).state, Entry.objects.count()) == ("in_force", length + 1)


def test_countersigned_the_act_is_done_in_the_name_of_both(who, call, proposal):
    length = Entry.objects.count()
    fact = countersign(proposal, by=who.supervisor, at=later(days=1))
    now = stages.fresh(call)
    assert (now.state, now.published_by, now.published_at) == ("published", who.officer, later(days=1))
    done, answered = Entry.objects.order_by("id")[length:]
    assert (done.act, done.seat, done.countersigner) == ("call.publish", who.officer, who.supervisor)
    assert (answered.act, answered.seat, answered.case_key) == (
        "countersigning.countersign",
        who.supervisor,
        proposal.key,
    )
    ended = stages.fresh(proposal)
    assert (fact.case, ended.state, ended.answered_by, ended.due_on) == (
        call.key,
        "countersigned",
        who.supervisor,
        None,
    )


def test_declined_the_act_is_not_done_and_the_reason_stays(who, agreement):
    proposal = agreements.suspend(agreement, by=who.officer, at=later(days=90), reason="整改").subject
    decline(proposal, by=who.supervisor, at=later(days=91), reason="理由不足")
    ended = stages.fresh(proposal)
    assert (ended.state, ended.answered_by, ended.answered_at, ended.reason) == (
        "declined", who.supervisor, later(days=91), "理由不足",
    )  # fmt: skip
    assert stages.fresh(agreement).state == "in_force"
    assert ended.due_on is None
    assert agreements.suspend(agreement, by=who.officer, at=later(days=92), reason="整改").kind == "Proposed"


@pytest.mark.article("11")
def test_a_declined_call_is_a_draft_again(who, call, proposal):
    decline(proposal, by=who.supervisor, at=later(days=1), reason="条件不明")
    assert stages.fresh(call).state == "drafted"
    assert entries(call)[-1] == "call.reopen"


def test_withdrawn_by_its_own_body_the_act_is_not_done(who, agreement):
    proposal = agreements.suspend(agreement, by=who.officer, at=later(days=90), reason="整改").subject
    withdraw(proposal, by=who.colleague, at=later(days=91), reason="已整改")
    assert (stages.fresh(proposal).state, stages.fresh(agreement).state) == ("withdrawn", "in_force")
    with refused("wrong_state", on=[proposal, agreement]):
        countersign(proposal, by=who.supervisor, at=later(days=91))


# --- who may answer --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seat", "codes"),
    [
        ("officer", ["other_body", "same_person"]),
        ("colleague", ["other_body"]),
        ("district", ["other_body"]),
        ("security_admin", ["role", "other_body"]),
        ("applicant", ["role", "other_body"]),
        ("clock", ["role", "other_body"]),
    ],
)
def test_only_an_officer_of_the_second_body_countersigns(who, call, proposal, seat, codes):
    with refused(*codes, on=[call, proposal]) as no:
        countersign(proposal, by=getattr(who, seat), at=later(days=1))
    assert {refusal.kind for refusal in no.value.refusals} == {NEVER}


@pytest.mark.parametrize(("seat", "codes"), [("colleague", ["other_body"]), ("expert", ["role", "other_body"])])
def test_only_an_officer_of_the_second_body_declines_and_with_a_reason(who, call, proposal, seat, codes):
    by = who.experts[0] if seat == "expert" else getattr(who, seat)
    with refused(*codes, on=[call, proposal]):
        decline(proposal, by=by, at=later(days=1), reason="理由")
    with refused("missing", on=[call, proposal]) as no:
        decline(proposal, by=who.supervisor, at=later(days=1), reason=" ")
    assert (no.value.refusals[0].kind, no.value.refusals[0].field) == (INPUT, "reason")


@pytest.mark.parametrize(
    ("seat", "codes"), [("supervisor", ["other_body"]), ("verifier", ["role"]), ("clock", ["role", "other_body"])]
)
def test_only_an_officer_of_the_proposing_body_withdraws(who, call, proposal, seat, codes):
    with refused(*codes, on=[call, proposal]):
        withdraw(proposal, by=getattr(who, seat), at=later(days=1))


def test_one_person_does_not_sign_for_both_bodies(who, call, proposal):
    of_both_bodies = both(who)
    with refused("same_person", on=[call, proposal]) as no:
        countersign(proposal, by=of_both_bodies, at=later(days=1))
    assert no.value.refusals[0].kind == NEVER
    assert countersign(proposal, by=who.supervisor, at=later(days=1)).act == "call.publish"


def test_a_second_answer_is_refused_and_names_the_first(who, call, proposal):
    countersign(proposal, by=who.supervisor, at=later(days=1))
    with refused("wrong_state", on=[call, proposal]) as no:
        decline(proposal, by=who.supervisor, at=later(days=2), reason="理由")
    assert who.supervisor.body.name in no.value.refusals[0].reason
    with refused("wrong_state", on=[call, proposal]):
        countersign(proposal, by=who.supervisor, at=later(days=2))


# --- proposing by hand -----------------------------------------------------------------------------------------------


def test_nothing_is_proposed_that_its_own_rule_refuses(who, agreement):
    words = {"act": "agreement.suspend", "words": {"reason": ""}}
    with refused("role", "missing", on=agreement):
        propose(agreement, by=who.applicant, at=later(days=90), **words)
    done = propose(agreement, by=who.officer, at=later(days=90), act="agreement.suspend", words={"reason": "整改"})
    assert done.subject.second == who.supervisor.body


@pytest.mark.parametrize("act", ["call.cancel", "agreement.suspend", "no.such", ""])
def test_nothing_is_proposed_that_two_bodies_do_not_do_to_such_a_case(who, call, act):
    with refused("not_together", on=call) as no:
        propose(call, by=who.officer, at=later(days=1), act=act)
    assert (no.value.refusals[0].kind, no.value.refusals[0].field) == (INPUT, "act")


def test_the_second_body_is_never_of_the_proposers_choice(who, call, proposal):
    withdraw(proposal, by=who.officer, at=later(minutes=5))
    with refused("unknown_word", "wrong_state", on=call):
        propose(call, by=who.officer, at=later(minutes=6), act="call.publish", words={}, second=the("authority"))


# --- who sees it -----------------------------------------------------------------------------------------------------


def test_the_two_bodies_and_the_auditors_see_a_proposal_and_nobody_else(who, proposal):
    base = stages.zone(
        who, kind="district", field=None, district=who.district.body, supervisor=who.district.body, name="海淀"
    )
    other = open_on(stages.proposed_call(who, zone=base))
    seats = ("officer", "supervisor", "district", "audit_admin", "applicant", "outsider", "security_admin")
    seen = {seat: set(visible_to(getattr(who, seat))) for seat in seats}
    assert seen == {
        "officer": {proposal, other}, "supervisor": {proposal}, "district": {other}, "audit_admin": {proposal, other},
        "applicant": set(), "outsider": set(), "security_admin": set(),
    }  # fmt: skip
    assert {visible_to(seat).count() for seat in [*who.experts, None]} == {0}
