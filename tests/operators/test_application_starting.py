"""A confirmed organisation begins one application to a call, while the call is open (Arts 12, 17)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from config.kernel.accounts import actions as accounts
from config.kernel.accounts.queries import the
from config.kernel.refusals import Refused
from config.kernel.writing import given
from config.story.cast import code
from operators.application.actions import decline, start, withdraw
from operators.application.models import Application
from operators.organisation.actions import bar, readmit, register
from tests import cast, elsewhere, stages
from tests.cast import later
from tests.refusing import refused

pytestmark = pytest.mark.article("12")

SECOND = timedelta(seconds=1)


def begun(call, by, at=None) -> Application:
    return stages.fresh(start(call, by=by, at=at or later(days=2)).subject)


@pytest.mark.parametrize("role", ["applicant", "editor"])
def test_an_administrator_or_an_editor_begins(who, role):
    by = getattr(who, role)
    application = begun(stages.published_call(who), by)
    assert (application.state, application.organisation, application.started_by) == ("draft", cast.organisation(), by)
    assert (application.number, application.submitted_at, application.due_on) == (None, None, None)


def test_nobody_else_begins(who):
    call = stages.published_call(who)
    for by in (who.signatory, who.security_officer):
        assert refused(start, call, by=by, at=later(days=2)) == ["role"]
    for by in (who.officer, who.supervisor, who.outsider, who.clock):
        assert refused(start, call, by=by, at=later(days=2)) == ["role", "standing"]


def test_the_window_is_server_time_to_the_second(who):
    call = stages.published_call(who)
    assert refused(start, call, by=who.applicant, at=call.opens_at - SECOND) == ["call_not_open"]
    assert begun(call, who.applicant, at=call.opens_at)
    assert begun(call, who.rival, at=call.closes_at - SECOND)


def test_after_the_last_second_nobody_begins(who):
    call = stages.published_call(who)
    assert refused(start, call, by=who.applicant, at=call.closes_at) == ["call_closed"]
    assert not Application.objects.filter(call=call).exists()


def test_a_call_that_is_not_published_takes_no_application(who):
    call = stages.proposed_call(who)
    assert refused(start, call, by=who.applicant, at=later(days=2)) == ["call_not_open"]


@pytest.mark.article("17(2)")
def test_an_organisation_that_is_barred_does_not_begin_until_it_is_readmitted(who):
    call, organisation = stages.published_call(who), cast.organisation()
    bar(organisation, by=who.officer, at=later(days=1), reason="列入失信名单")
    assert refused(start, call, by=who.applicant, at=later(days=2)) == ["standing"]
    assert begun(call, who.rival)  # another one is not touched by it
    readmit(organisation, by=who.officer, at=later(days=2), reason="已移出名单")
    assert begun(call, who.applicant)


@pytest.mark.article("17(2)")
def test_an_organisation_that_nobody_has_confirmed_does_not_begin(who):
    call = stages.published_call(who)
    register(
        the("public"), by=who.outsider, at=later(), name="示例新公司", kind="enterprise", legal_representative="路人甲",
        credit_code=code("91110108MA0000K1Q"),
    )  # fmt: skip
    newcomer = cast.seat("路人甲", "administrator")
    assert refused(start, call, by=newcomer, at=later(days=2)) == ["standing"]


def test_an_organisation_has_one_application_to_a_call(who):
    call = stages.published_call(who)
    begun(call, who.applicant)
    assert refused(start, call, by=who.editor, at=later(days=2)) == ["applied"]
    assert begun(call, who.rival)


def test_to_another_call_it_may_apply_as_well(who):
    begun(stages.published_call(who), who.applicant)
    zone = elsewhere.education_zone(who)
    assert begun(stages.published_call(who, zone=zone), who.applicant)


@pytest.mark.parametrize("ended", ["withdrawn", "declined"])
def test_after_the_end_of_one_it_may_begin_another_while_the_call_is_open(who, ended):
    application = stages.submitted(who)
    if ended == "withdrawn":
        withdraw(application, by=who.applicant, at=later(days=6))
    else:
        decline(application, by=who.officer, at=later(days=6), reason="不符合条件")
    second = begun(application.call, who.applicant, at=later(days=7))
    assert stages.fresh(application).state == ended
    assert second.state == "draft"


def test_the_database_knows_it_too(who):
    application = stages.draft(who)
    with pytest.raises(IntegrityError), transaction.atomic(), given():
        Application.objects.create(
            call=application.call, organisation=application.organisation, started_by=who.editor, started_at=later()
        )


def test_two_of_one_organisation_at_once_begin_one_application_and_one_sentence_is_read(at_once):
    who = cast.people()
    call = stages.published_call(who)
    answers = at_once([lambda by=by: begun(call, by) for by in (who.applicant, who.editor)])
    refusals = [answer for answer in answers if isinstance(answer, Refused)]
    assert [refusal.codes for refusal in refusals] == [["applied"]]
    assert Application.objects.filter(call=call).count() == 1


def test_a_seat_that_is_not_active_begins_nothing(who):
    call = stages.published_call(who)
    accounts.revoke(who.editor, by=who.applicant, at=later(days=1), reason="离职")
    assert refused(start, call, by=who.editor, at=later(days=2)) == ["seat_not_active"]
