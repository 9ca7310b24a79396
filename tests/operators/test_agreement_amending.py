"""An agreement in force is amended by the same path: the new text replaces the old, within five years (Art. 16)."""

from datetime import timedelta

import pytest

from config.kernel.accounts.queries import the
from config.kernel.countersigning.actions import countersign
from config.kernel.countersigning.queries import open_on
from config.kernel.ledger.models import Entry
from operators.agreement import actions as agreements
from operators.agreement.models import Agreement, last_day
from operators.agreement.queries import operating
from operators.agreement.tasks import begin_due, expire_due
from tests import awarding, stages
from tests import stages_oversight as oversight
from tests.cast import later
from tests.refusing import answers, never, refused
from tests.stages import fresh
from zones.zone.actions import hand_over

pytestmark = pytest.mark.article("16")

DAY = timedelta(days=1)


def amendment_of(who, agreement, day=100, **words):
    """Drafted, with other words."""
    made = agreements.draft_amendment(agreement, by=who.officer, at=later(days=day), reason="新增应用场景").subject
    words = {"heads": {"application_scope": "扩大后的应用范围。"}} | words
    return fresh(agreements.write(made, by=who.officer, at=later(days=day), **words).subject)


def locked(who, agreement, day=100, **words):
    amendment = amendment_of(who, agreement, day, **words)
    return fresh(agreements.finalise(amendment, by=who.officer, at=later(days=day)).subject)


def signed(who, amendment, day=101):
    return awarding.signed_by(amendment, who.authority_signatory, who.signatory, at=later(days=day))


def amended(who, agreement, day=100, **words):
    """Drafted, locked and signed on one day: in force at once when its first day has come."""
    return signed(who, locked(who, agreement, day, **words), day)


def ended(act, agreement, who, day):
    act(agreement, by=who.officer, at=later(days=day), reason="原因")
    countersign(open_on(agreement), by=who.supervisor, at=later(days=day, minutes=1))
    return fresh(agreement)


@pytest.mark.article("15")
def test_it_begins_as_a_copy_of_the_text_and_the_rest_of_the_term(who):
    agreement = stages.in_force(who)
    words = {"by": who.officer, "at": later(days=100)}
    assert refused(agreements.draft_amendment, agreement, **words, reason=" ") == ["missing"]
    amendment = agreements.draft_amendment(agreement, **words, reason="新增应用场景").subject
    assert (amendment.state, amendment.amends, amendment.sha256) == ("drafted", agreement, "")
    assert (amendment.starts_on, amendment.ends_on) == (later(days=100).date(), agreement.ends_on)
    assert list(amendment.heads.values_list("key", "text")) == list(agreement.heads.values_list("key", "text"))
    assert fresh(agreement).state == "in_force"  # meanwhile nothing changes
    assert "新增应用场景" in Entry.objects.filter(act="agreement.draft_amendment").get().said


def test_signed_by_all_it_replaces_the_old_text(who):
    agreement = stages.in_force(who)
    amendment = locked(who, agreement)
    assert amendment.sha256 not in ("", agreement.sha256)
    amendment = signed(who, amendment)
    assert (amendment.state, fresh(agreement).state) == ("in_force", "amended")
    assert fresh(agreement).ended_at == later(days=101)
    assert amendment.application.state == "awarded"
    assert list(operating()) == [amendment]
    assert Entry.objects.filter(act="application.award").count() == 1  # awarded once, by the first


def test_or_on_its_first_day(who):
    agreement = stages.in_force(who)
    amendment = signed(who, locked(who, agreement, starts_on=later(days=120).date()))
    assert (amendment.state, fresh(agreement).state) == ("signed", "in_force")
    assert [begin_due(at=later(days=119)), begin_due(at=later(days=120)), begin_due(at=later(days=120))] == [0, 1, 0]
    assert (fresh(amendment).state, fresh(agreement).state) == ("in_force", "amended")


def test_it_does_not_prolong_the_term_beyond_five_years(who):
    agreement = stages.in_force(who)
    words = {"by": who.officer, "at": later(days=100)}
    amendment = amendment_of(who, agreement)
    longest = last_day(agreement.starts_on, 5)
    assert refused(agreements.write, amendment, **words, ends_on=longest + DAY) == ["term"]
    assert refused(agreements.write, amendment, **words, ends_on=last_day(amendment.starts_on, 5)) == ["term"]
    assert agreements.write.refusals(amendment, **words, ends_on=longest - DAY) == []


def test_nor_does_the_amendment_of_an_amendment(who):
    agreement = stages.in_force(who)
    second = amended(who, amended(who, agreement, day=100), day=400)
    third = amendment_of(who, second, day=800)
    assert third.term_began_on == agreement.starts_on
    words = {"by": who.officer, "at": later(days=800)}
    longest = last_day(agreement.starts_on, 5)
    assert refused(agreements.write, third, **words, ends_on=longest + DAY) == ["term"]
    assert agreements.write.refusals(third, **words, ends_on=longest) == []


def test_a_shorter_term_can_be_made_longer_up_to_five_years(who):
    first = awarding.finalised(who, stages.to_sign(who), years=1)
    agreement = awarding.signed_by(first, who.authority_signatory, who.signatory)
    begin_due(at=later(days=80))
    amendment = amended(who, agreement, ends_on=last_day(agreement.starts_on, 5))
    assert amendment.ends_on == last_day(agreement.starts_on, 5)
    assert expire_due(at=later(days=80 + 400)) == 0


def test_it_begins_while_the_other_is_in_force(who):
    first = awarding.finalised(who, stages.to_sign(who), years=1)
    agreement = awarding.signed_by(first, who.authority_signatory, who.signatory)
    begin_due(at=later(days=80))
    amendment = amendment_of(who, agreement)
    words = {"by": who.officer, "at": later(days=100), "ends_on": last_day(agreement.starts_on, 2)}
    assert refused(agreements.write, amendment, **words, starts_on=agreement.ends_on + DAY) == ["after_the_end"]
    assert agreements.write.refusals(amendment, **words, starts_on=agreement.ends_on) == []


def test_only_what_is_in_force_is_amended_and_one_at_a_time(who):
    waiting = stages.signed(who)
    words = {"by": who.officer, "reason": "新增应用场景"}
    found = refused(agreements.draft_amendment, waiting, at=later(days=79), **words)
    assert found == ["not_in_force", "amendment_there"]
    begin_due(at=later(days=80))
    amendment = amendment_of(who, fresh(waiting))
    assert refused(agreements.draft_amendment, fresh(waiting), at=later(days=101), **words) == ["amendment_there"]
    agreements.abandon(amendment, by=who.officer, at=later(days=101), reason="不再需要")
    assert agreements.draft_amendment.refusals(fresh(waiting), at=later(days=101), **words) == []


def test_not_when_it_is_over_nor_on_its_last_day(who):
    agreement = stages.in_force(who)
    last = later(days=80 + 1825)
    assert last.date() == agreement.ends_on
    words = {"by": who.officer, "reason": "新增应用场景"}
    assert agreements.draft_amendment.refusals(agreement, at=last - DAY, **words) == []
    assert refused(agreements.draft_amendment, agreement, at=last, **words) == ["last_day"]
    expire_due(at=last + DAY)
    assert refused(agreements.draft_amendment, agreement, at=last + DAY, **words) == [
        "not_in_force", "last_day", "in_exit",
    ]  # fmt: skip


def test_nobody_but_an_officer_of_the_authority_drafts_it(who):
    others, words = "supervisor authority_signatory signatory clock", {"at": later(days=100), "reason": "新增应用场景"}
    found = answers(agreements.draft_amendment, stages.in_force(who), who, others, **words)
    assert found == never(others)


@pytest.mark.article("8")
def test_its_parties_are_those_of_its_own_day(who):
    """After a hand-over the new supervisor signs; here that is the authority, which signs already."""
    director = awarding.seated(who, awarding.newcomer("局长"), "signatory", who.supervisor.body)
    first = awarding.finalised(who, stages.to_sign(who, signing_mode="authority_and_supervisor"))
    agreement = awarding.signed_by(first, who.authority_signatory, director, who.signatory)
    begin_due(at=later(days=80))
    words = {"to": the("authority"), "from_on": later(days=90).date(), "reason": "职责调整"}
    hand_over(agreement.zone, by=who.officer, at=later(days=85), **words)
    amendment = amendment_of(who, fresh(agreement))
    assert [party.role for party in amendment.parties.all()] == ["authority", "operator"]


def test_it_does_not_lift_a_suspension(who):
    agreement = stages.in_force(who)
    amendment = locked(who, agreement)
    ended(agreements.suspend, agreement, who, 100)
    amendment = signed(who, amendment, day=101)
    assert (amendment.state, fresh(agreement).state) == ("signed", "suspended")
    assert begin_due(at=later(days=110)) == 0
    assert refused(agreements.bring_into_force, amendment, by=who.clock, at=later(days=110)) == ["original_rests"]
    ended(agreements.resume, fresh(agreement), who, 120)
    assert begin_due(at=later(days=121)) == 1
    assert (fresh(amendment).state, fresh(agreement).state) == ("in_force", "amended")


@pytest.mark.parametrize("how", ["terminated", "expired"])
@pytest.mark.parametrize("stage", ["drafted", "signed"])
def test_what_is_over_is_not_amended_any_more(who, how, stage):
    agreement = oversight.heard(who)
    amendment = amendment_of(who, agreement, starts_on=later(days=200).date())
    if stage == "signed":
        agreements.finalise(amendment, by=who.officer, at=later(days=100))
        amendment = signed(who, fresh(amendment))
    if how == "terminated":
        ended(agreements.terminate, fresh(agreement), who, 150)
    else:
        expire_due(at=later(days=3000))
    assert (fresh(agreement).state, fresh(amendment).state) == (how, "abandoned")
    assert begin_due(at=later(days=200)) == 0


def test_nothing_is_replaced_but_by_its_own_signed_amendment_that_has_begun(who):
    agreement = stages.in_force(who)
    words = {"by": who.clock, "at": later(days=110)}
    assert refused(agreements.replace, agreement, **words, amendment=agreement.pk) == ["no_amendment"]
    amendment = locked(who, agreement, starts_on=later(days=120).date())
    assert refused(agreements.replace, agreement, **words, amendment=amendment.pk) == ["no_amendment"]
    signed(who, amendment)
    assert refused(agreements.replace, agreement, **words, amendment=amendment.pk) == ["no_amendment"]
    assert agreements.replace.refusals(agreement, by=who.clock, at=later(days=120), amendment=amendment.pk) == []
    assert Agreement.objects.filter(state="in_force").get() == agreement
