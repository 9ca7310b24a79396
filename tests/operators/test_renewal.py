"""A term that ends is continued by a later application, on the same path as any; never by itself (Arts 12, 16)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from config.kernel.documents.receiving import of_case
from config.kernel.writing import given
from operators.agreement import actions as agreements
from operators.agreement.models import Agreement
from operators.agreement.tasks import expire_due
from operators.application import actions as applications
from operators.application.drafting import save_section
from operators.exit.models import Exit
from operators.renewal import actions as renewals
from operators.renewal.models import Renewal
from operators.renewal.queries import continued, continues_in, visible_to
from operators.renewal.tasks import open_due
from operators.renewal.turns import turn
from tests import awarding, stages
from tests import stages_exit as exits
from tests import stages_oversight as oversight
from tests import stages_renewal as lives
from tests.cast import later
from tests.hearing import seats, told
from tests.papers import fresh
from tests.refusing import answers, never, refused

pytestmark = pytest.mark.article("16")


def test_the_clock_opens_it_so_many_days_ahead_once_and_tells_whom_it_concerns(who):
    agreement = lives.of_one_year(who)
    first = lives.on(agreement.ends_on, -180)
    assert open_due(at=first - timedelta(days=1)) == 0
    assert refused(renewals.open_window, agreement, by=who.clock, at=first - timedelta(days=1)) == ["too_early"]
    assert [open_due(at=first), open_due(at=first), open_due(at=first + timedelta(days=9))] == [1, 0, 0]
    renewal = Renewal.objects.get()
    assert (renewal.agreement, renewal.state, turn(renewal).body) == (agreement, "opened", who.applicant.body)
    assert told("RenewalOpened") == seats(who.applicant, who.signatory, who.officer, who.colleague, who.supervisor)
    assert refused(renewals.open_window, agreement, by=who.clock, at=first) == ["renewal_there"]


def test_nobody_else_opens_it_nor_for_what_is_not_in_force(who):
    agreement, at = lives.of_one_year(who), later(days=400)
    assert answers(renewals.open_window, agreement, who, "officer applicant", at=at) == never("officer applicant")
    expire_due(at=lives.on(agreement.ends_on, 1))
    assert refused(renewals.open_window, agreement, by=who.clock, at=at) == ["not_in_force"]


def test_an_amendment_has_no_renewal_of_its_own(who):
    renewal = lives.opened(who)
    agreement, at = renewal.agreement, lives.on(renewal.agreement.ends_on, -100)
    amendment = agreements.draft_amendment(agreement, by=who.officer, at=at, reason="调整").subject
    agreements.finalise(amendment, by=who.officer, at=at)
    awarding.signed_by(fresh(amendment), who.authority_signatory, who.signatory, at=at)
    assert (fresh(amendment).state, fresh(agreement).state) == ("in_force", "amended")
    assert open_due(at=at) == 0
    renewals.ask(renewal, by=who.applicant, at=at)
    expire_due(at=lives.on(amendment.ends_on, 1))
    assert fresh(renewal).state == "lapsed"


def test_the_operator_asks_and_the_offices_hear_that_a_call_is_wanted(who):
    renewal = lives.opened(who)
    at = lives.on(renewal.agreement.ends_on, -170)
    assert answers(renewals.ask, renewal, who, "officer clock", at=at) == {
        role: ["role", "other_body"] for role in ("officer", "clock")
    }
    assert refused(renewals.ask, renewal, by=who.rival, at=at) == ["other_body"]
    assert refused(renewals.ask, renewal, by=who.editor, at=at) == ["role"]
    renewals.ask(renewal, by=who.signatory, at=at)
    renewal = fresh(renewal)
    assert (renewal.state, renewal.due_days, turn(renewal).body) == ("asked", 20, who.officer.body)
    assert told("RenewalAsked") == seats(who.officer, who.colleague, who.supervisor)


@pytest.mark.article("12")
def test_it_applies_to_an_open_call_of_its_zone_as_anybody_does(who):
    renewal = lives.asked(who)
    call = stages.published_call(who, zone=renewal.zone)
    assert refused(renewals.apply, call, by=who.applicant, at=later(days=50)) == ["call_closed"]
    assert refused(renewals.apply, call, by=who.rival, at=later(days=2)) == ["no_renewal"]
    assert answers(renewals.apply, call, who, "officer outsider", at=later(days=2)) == {
        role: ["role", "standing", "no_renewal"] for role in ("officer", "outsider")
    }
    renewals.apply(call, by=who.editor, at=later(days=2))
    renewal = fresh(renewal)
    assert (renewal.state, renewal.application.state, renewal.application.call) == ("applied", "draft", call)
    assert turn(renewal) is None
    assert refused(renewals.apply, call, by=who.applicant, at=later(days=2)) == ["applied", "no_renewal"]


@pytest.mark.article("12")
def test_what_was_submitted_last_time_is_carried_over_and_counts_when_it_is_confirmed(who):
    renewal = lives.applied(who)
    application, old = renewal.application, renewal.agreement.application
    assert set(renewal.carried) == {"profile", "conditions", "scenarios", "data", "plan", "papers"}
    assert [paper.sha256 for paper in of_case(application)] == [paper.sha256 for paper in of_case(old)]
    assert renewal.carried["papers"] == {"运营方案": [of_case(application).get().pk]}
    assert "incomplete_plan" in refused(applications.submit, application, by=who.applicant, at=later(days=5))
    renewals.confirm(renewal, by=who.editor, at=later(days=3), sections=["plan"])
    left = refused(applications.submit, application, by=who.applicant, at=later(days=5))
    assert "incomplete_plan" not in left and "incomplete_profile" in left
    renewals.confirm(renewal, by=who.editor, at=later(days=3), sections=sorted(fresh(renewal).carried))
    assert fresh(renewal).carried == {}
    applications.submit(application, by=who.applicant, at=later(days=5))
    assert fresh(application).version_now.content["plan"] == old.version_now.content["plan"]


@pytest.mark.article("12")
def test_what_was_written_since_is_not_written_over_and_only_a_draft_is_filled(who):
    renewal, at = lives.applied(who), later(days=3)
    save_section(renewal.application, by=who.editor, at=at, name="plan", content={"text": "新的方案。"})
    words = {"by": who.applicant, "at": at}
    assert refused(renewals.confirm, renewal, **words, sections=["plan"]) == ["filled"]
    for sections in ([], ["else"], ["plan", "answers"]):
        assert refused(renewals.confirm, renewal, **words, sections=sections) == ["sections"]
    words = {"at": at, "sections": ["profile"]}
    assert refused(renewals.confirm, renewal, by=who.rival, **words) == ["other_body"]
    assert refused(renewals.confirm, renewal, by=who.signatory, **words) == ["role"]
    others = [name for name in renewal.carried if name != "plan"]
    renewals.confirm(renewal, by=who.applicant, at=at, sections=others)
    applications.submit(renewal.application, by=who.applicant, at=later(days=5))
    assert refused(renewals.confirm, renewal, by=who.applicant, at=later(days=6), sections=["plan"]) == [
        "no_draft", "filled",
    ]  # fmt: skip


@pytest.mark.article("12")
def test_however_it_was_begun_the_operators_application_for_its_zone_is_linked(who):
    renewal = lives.opened(who)
    call = stages.published_call(who, zone=renewal.zone)
    rivals = stages.draft(who, call, by=who.rival)
    assert fresh(renewal).state == "opened"
    application = stages.draft(who, call)
    assert (fresh(renewal).state, fresh(renewal).application, fresh(renewal).carried) == ("applied", application, {})
    assert refused(renewals.link, renewal, by=who.officer, at=later(), application=rivals.pk) == [
        "wrong_state", "role", "application",
    ]  # fmt: skip


@pytest.mark.article("12")
def test_when_the_application_comes_to_nothing_another_may_follow_while_the_agreement_lives(who):
    renewal = lives.applied(who)
    assert refused(renewals.fall_back, renewal, by=who.clock, at=later(days=3)) == ["application_open"]
    assert answers(renewals.fall_back, renewal, who, "officer", at=later(days=3)) == {
        "officer": ["role", "application_open"]
    }
    applications.withdraw(renewal.application, by=who.applicant, at=later(days=3), reason="重写")
    renewal = fresh(renewal)
    assert (renewal.state, renewal.application, renewal.carried) == ("asked", None, {})
    renewals.apply(stages.published_call(who, zone=renewal.zone), by=who.applicant, at=later(days=2))
    assert fresh(renewal).state == "applied"


def test_the_next_agreement_begins_on_the_day_after_the_last_ones_end(who):
    renewal = lives.to_sign_again(who)
    application, ends_on = fresh(renewal.application), renewal.agreement.ends_on
    agreement = agreements.draft(application, by=who.officer, at=later(days=76), starts_on=ends_on, years=5).subject
    heads = {head.key: "约定。" for head in agreement.heads.all()}
    agreements.write(agreement, by=who.officer, at=later(days=76), heads=heads)
    assert refused(agreements.finalise, agreement, by=who.officer, at=later(days=77)) == ["not_the_day_after"]
    starts_on = ends_on + timedelta(days=1)
    words = {"starts_on": starts_on, "ends_on": starts_on.replace(year=starts_on.year + 4)}
    agreements.write(agreement, by=who.officer, at=later(days=76), **words)
    assert agreements.finalise.refusals(fresh(agreement), by=who.officer, at=later(days=77)) == []


def test_when_the_new_agreement_comes_into_force_it_is_done_and_no_exit_opens(who):
    agreement = lives.signed_again(who)
    renewal = Renewal.objects.get()
    old = renewal.agreement
    assert (continues_in(old), continued(agreement), continued(old)) == (agreement, old, None)
    assert refused(renewals.complete, renewal, by=who.clock, at=later(days=90)) == ["no_agreement"]
    assert refused(renewals.complete, renewal, by=who.officer, at=later(days=90)) == ["role", "no_agreement"]
    lives.night_after(old)
    assert [fresh(case).state for case in (old, agreement, renewal)] == ["expired", "in_force", "done"]
    assert not Exit.objects.exists()
    assert continued(fresh(agreement)) == old


def test_signed_by_all_is_enough_though_the_clock_is_late(who):
    agreement = lives.signed_again(who)
    old = Agreement.objects.get(application=Renewal.objects.get().agreement.application)
    expire_due(at=lives.on(old.ends_on, 1))
    assert (fresh(old).state, fresh(agreement).state, Exit.objects.count()) == ("expired", "signed", 0)


def test_an_application_under_way_holds_no_expiry_up_and_continues_what_it_continues(who):
    renewal = lives.to_sign_again(who)
    old = renewal.agreement
    expire_due(at=lives.on(old.ends_on, 1))
    assert (fresh(old).state, fresh(renewal).state, Exit.objects.get().agreement) == ("expired", "applied", old)
    after = {"starts_on": lives.on(old.ends_on, 9).date()}
    agreement = awarding.finalised(who, fresh(renewal.application), **after)
    assert continued(awarding.signed_by(agreement, who.authority_signatory, who.signatory)) == old


def test_what_nobody_applied_for_lapses_with_the_agreement(who):
    renewal = lives.asked(who)
    assert refused(renewals.lapse, renewal, by=who.clock, at=later(days=300), reason="") == ["missing", "not_over"]
    assert answers(renewals.lapse, renewal, who, "officer", at=later(), reason="x") == {"officer": ["role", "not_over"]}
    expire_due(at=lives.on(renewal.agreement.ends_on, 1))
    assert (fresh(renewal).state, fresh(renewal).due_on) == ("lapsed", None)


@pytest.mark.article("33")
def test_what_was_terminated_is_not_continued_whatever_was_applied_for(who):
    renewal = lives.to_sign_again(who)
    agreement = renewal.agreement
    oversight.hear(who, agreement, 90)
    exits.terminated(who, agreement, 91)
    assert (fresh(renewal).state, Exit.objects.get().agreement) == ("lapsed", agreement)
    later_one = awarding.finalised(who, fresh(renewal.application), starts_on=later(days=200).date())
    assert continued(later_one) is None


def test_an_application_that_ends_after_the_agreement_ends_the_renewal(who):
    renewal = lives.applied(who)
    expire_due(at=lives.on(renewal.agreement.ends_on, 1))
    assert fresh(renewal).state == "applied"
    assert refused(renewals.fall_back, renewal, by=who.clock, at=later(days=500)) == [
        "application_open", "agreement_over",
    ]  # fmt: skip
    applications.withdraw(renewal.application, by=who.applicant, at=later(days=500), reason="不再申请")
    assert fresh(renewal).state == "lapsed"


def test_it_is_seen_by_the_operator_the_offices_and_the_auditors(who):
    renewal = lives.opened(who)
    seen = {name for name, seat in vars(who).items() if name != "experts" and renewal in visible_to(seat)}
    assert seen == {
        "officer", "colleague", "supervisor", "applicant", "editor", "signatory", "security_officer", "audit_admin",
    }  # fmt: skip
    assert list(visible_to(None)) == []


def test_the_database_repeats_it(who):
    renewal = lives.opened(who)
    for words in ({"state": "applied"}, {"state": "else"}, {"ended_at": later()}, {"asked_by": who.applicant}):
        with pytest.raises(IntegrityError), given(), transaction.atomic():
            Renewal.objects.filter(pk=renewal.pk).update(**words)
