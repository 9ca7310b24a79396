"""A call is published by the authority together with the zone's supervisor (Art. 11; house:5)."""

import pytest

from config.kernel.accounts.actions import revoke
from config.kernel.accounts.queries import the
from config.kernel.countersigning.actions import countersign, decline, withdraw
from config.kernel.countersigning.models import Proposal
from config.kernel.countersigning.queries import open_on
from config.kernel.countersigning.tasks import expire_due
from config.kernel.ledger.queries import entries_of
from config.kernel.writing import given
from tests import stages
from tests.cast import NINE, later
from tests.hearing import seats, told
from tests.refusing import refused
from tests.stages import fresh
from zones.call.actions import propose, publish, reopen, revise

pytestmark = pytest.mark.article("11")


def acts(call) -> list[str]:
    return [entry.act.partition(".")[2] for entry in entries_of(call).order_by("seq")]


def said_before(act, call, **words) -> list[str]:
    """What the button says while it is not pressed: the act's own rule, without what would follow from it."""
    return [no.code for no in act.refusals(call, **words)]


def test_a_proposed_call_waits_for_the_supervisor_and_is_not_public(who):
    call = stages.proposed_call(who)
    asked = open_on(call)
    assert (call.state, call.published_at) == ("proposed", None)
    assert (asked.act, asked.second, asked.proposed_by) == ("call.publish", who.supervisor.body, who.officer)
    assert (asked.due_days, asked.due_on.isoformat()) == (10, "2026-03-16")


def test_countersigned_it_is_public_in_the_name_of_both(who):
    call = stages.published_call(who)
    assert (call.state, call.published_by, call.published_at) == ("published", who.officer, later(minutes=4))
    entry = entries_of(call).get(act="call.publish")
    assert (entry.seat, entry.countersigner, acts(call)) == (
        who.officer,
        who.supervisor,
        ["draft", "propose", "publish"],
    )
    assert open_on(call) is None


@pytest.mark.article("8")
def test_in_a_base_zone_one_signature_is_enough(who):
    zone = stages.zone(who, kind="base", field=None, supervisor=the("authority"))
    call = stages.proposed_call(who, zone=zone)
    assert (call.state, call.published_by) == ("published", who.officer)
    assert not Proposal.objects.exists()
    assert entries_of(call).get(act="call.publish").countersigner is None


@pytest.mark.article("house:5")
@pytest.mark.parametrize("seat", ["officer", "colleague", "district"])
def test_no_other_body_countersigns(who, seat):
    call = stages.proposed_call(who)
    codes = refused(countersign, open_on(call), by=getattr(who, seat), at=later(days=1))
    assert "other_body" in codes and set(codes) <= {"other_body", "same_person"}
    assert fresh(call).state == "proposed"


def test_the_words_that_bind_stand_in_the_ledger_as_a_digest(who):
    digests = set()
    for n, words in enumerate([{}, {"places": 2}, {"closes_at": later(days=41)}, {"papers": []}, {"text": "现发布。"}]):
        call = stages.published_call(who, zone=stages.zone(who, name=f"专区{n}"), **words)
        said = entries_of(call).get(act="call.publish").said
        digests.add(said.partition('"sha256":"')[2][:64])
    assert len(digests) == 5 and {len(digest) for digest in digests} == {64}


def test_declined_it_is_a_draft_again_and_can_be_proposed_anew(who):
    call = stages.proposed_call(who)
    decline(open_on(call), by=who.supervisor, at=later(days=1), reason="请写明年限。")
    assert (fresh(call).state, open_on(call)) == ("drafted", None)
    assert entries_of(call).latest("seq").seat == who.clock
    revise(call, by=who.officer, at=later(days=1, minutes=1), text="近三年。")
    propose(call, by=who.officer, at=later(days=1, minutes=2))
    countersign(open_on(call), by=who.supervisor, at=later(days=1, minutes=3))
    assert (fresh(call).state, fresh(call).text) == ("published", "近三年。")


def test_declined_it_is_a_draft_again_even_when_its_proposer_has_left(who):
    call = stages.proposed_call(who)
    revoke(who.officer, by=who.security_admin, at=later(minutes=10), reason="调离。")
    decline(open_on(call), by=who.supervisor, at=later(days=1), reason="请写明年限。")
    assert fresh(call).state == "drafted"


def test_withdrawn_it_is_a_draft_again(who):
    call = stages.proposed_call(who)
    withdraw(open_on(call), by=who.colleague, at=later(days=1), reason="补充内容。")
    assert (fresh(call).state, entries_of(call).latest("seq").seat) == ("drafted", who.colleague)


@pytest.mark.article("house:5")
def test_not_answered_in_time_it_is_a_draft_again(who):
    call = stages.proposed_call(who)
    assert expire_due(at=later(days=14)) == 0
    assert fresh(call).state == "proposed"
    assert [expire_due(at=later(days=15)), expire_due(at=later(days=15, minutes=1))] == [1, 0]
    assert (fresh(call).state, Proposal.objects.get().state) == ("drafted", "expired")
    assert acts(call) == ["draft", "propose", "reopen"]


def test_a_call_that_waits_for_its_countersignature_is_withdrawn_not_taken_back(who):
    call = stages.proposed_call(who)
    assert refused(reopen, call, by=who.officer, at=later(days=1)) == ["awaiting"]
    with given():
        Proposal.objects.update(state="expired")
    reopen(call, by=who.officer, at=later(days=1))
    assert fresh(call).state == "drafted"


def test_a_call_is_proposed_once(who):
    call = stages.proposed_call(who)
    assert refused(propose, call, by=who.officer, at=later(days=1)) == ["wrong_state"]
    assert refused(publish, call, by=who.colleague, at=later(days=1)) == ["already_proposed"]
    assert Proposal.objects.count() == 1


@pytest.mark.parametrize("seat", ["supervisor", "recorder", "applicant", "outsider", "audit_admin"])
def test_only_the_authority_proposes_publishes_and_takes_back(who, seat):
    by = getattr(who, seat)
    call = stages.drafted_call(who)
    assert refused(propose, call, by=by, at=later(days=1)) == ["role"]
    assert said_before(propose, call, by=by, at=later(days=1)) == ["role"]
    propose(call, by=who.officer, at=later(days=1))
    assert refused(publish, call, by=by, at=later(days=1)) == ["role"]
    with given():
        Proposal.objects.update(state="expired")
    assert refused(reopen, call, by=by, at=later(days=1)) == ["role"]


@pytest.mark.parametrize("stage", [stages.published_call, lambda who: stages.closed_call(who, stages.accepted(who))])
def test_what_is_public_is_not_published_again_nor_taken_back(who, stage):
    call = stage(who)
    assert refused(publish, call, by=who.officer, at=later(days=2))[0] == "wrong_state"
    assert refused(reopen, call, by=who.officer, at=later(days=2)) == ["wrong_state"]


def test_the_supervisors_officers_hear_that_it_is_public_and_nobody_else(who):
    stages.published_call(who)
    assert told("CallPublished") == told("CallPublished", "email") == seats(who.supervisor)


@pytest.mark.article("house:5")
def test_each_step_towards_it_is_told_to_the_other_side(who):
    call = stages.proposed_call(who)
    assert told("Proposed") == told("Proposed", "email") == seats(who.supervisor)
    decline(open_on(call), by=who.supervisor, at=later(days=1), reason="请写明年限。")
    assert told("NotCountersigned") == seats(who.officer, who.colleague)
    propose(call, by=who.officer, at=later(days=2))
    withdraw(open_on(call), by=who.officer, at=later(days=2), reason="补充内容。")
    assert told("NotCountersigned") == seats(who.supervisor)
    propose(call, by=who.officer, at=later(days=3))
    expire_due(at=later(days=18))
    assert told("NotCountersigned") == seats(who.supervisor, who.officer, who.colleague)


@pytest.mark.article("8")
def test_of_a_base_zone_the_authoritys_officers_hear_it(who):
    stages.proposed_call(who, zone=stages.zone(who, kind="base", field=None, supervisor=the("authority")))
    assert told("CallPublished") == seats(who.officer, who.colleague)


def test_a_change_asked_of_a_stale_copy_is_refused(who):
    call = stages.drafted_call(who)
    revise(call, by=who.colleague, at=NINE, title="通知（二）")
    assert refused(propose, call, by=who.officer, at=later(days=1), seen=call.version) == ["stale"]
    propose(call, by=who.officer, at=later(days=1), seen=fresh(call).version)
    assert fresh(call).state == "proposed"
