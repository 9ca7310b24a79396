"""Who sees an agreement, what is public of it, and who is told (Arts 7, 8, 14-16)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.kernel.accounts.queries import the
from config.kernel.countersigning.actions import countersign
from config.kernel.countersigning.queries import open_on
from config.kernel.documents.receiving import seen_by
from config.kernel.writing import given
from config.story import cast
from operators.agreement import actions as agreements
from operators.agreement.models import Agreement, Party
from operators.agreement.queries import operating, visible_to
from operators.agreement.tasks import begin_due, expire_due
from operators.application.models import Application
from tests import awarding, stages
from tests import stages_oversight as oversight
from tests.cast import later, organisation
from tests.hearing import seats, told

pytestmark = pytest.mark.article("14")

OFFICES = ("officer", "colleague", "supervisor")


def rows(who, count, state="in_force") -> list[Agreement]:
    """Agreements of the rival, each on a zone of its own that the district supervises."""
    made = []
    for n in range(count):
        name = f"海淀公共数据专区{Agreement.objects.count()}"
        kind = {"kind": "district", "field": None, "district": who.district.body, "supervisor": who.district.body}
        zone = stages.planned_zone(who, name=name, **kind)
        with given():
            zone.establish()
            zone.save()
        call = stages.drafted_call(who, zone=zone)
        made.append(row(who, call, n, state))
    return made


def row(who, call, n, state) -> Agreement:
    rival = organisation(cast.JINGRONG)
    when = {"starts_on": later(days=80).date(), "ends_on": later(days=900).date()}
    with given():
        application = Application.objects.create(
            call=call, organisation=rival, started_by=who.rival, started_at=later(), submitted_at=later(),
            state="awarded",
        )  # fmt: skip
        agreement = Agreement.objects.create(
            application=application, authorisation=application, signing_mode="authority", sha256="0" * 64, state=state,
            number=f"示例-{call.pk}-{n}", **when,
        )  # fmt: skip
        for place, body in enumerate([the("authority"), rival.body]):
            Party.objects.create(agreement=agreement, role="authority", body=body, name=body.name, place=place)
    return agreement


def test_the_operator_sees_its_own_and_not_its_neighbours(who):
    ours = stages.finalised(who)
    (theirs,) = rows(who, 1)
    for seat in (who.applicant, who.editor, who.signatory, who.security_officer):
        assert list(visible_to(seat)) == [ours]
    assert list(visible_to(who.rival)) == [theirs]


@pytest.mark.article("8")
def test_a_supervisor_sees_those_of_its_own_zones(who):
    ours = stages.finalised(who)
    (theirs,) = rows(who, 1)
    assert list(visible_to(who.supervisor)) == [ours]
    assert list(visible_to(who.district)) == [theirs]


@pytest.mark.article("7")
def test_the_authority_and_the_auditors_see_all(who):
    agreements = {stages.finalised(who), *rows(who, 1)}
    for seat in (who.officer, who.recorder, who.verifier, who.authority_signatory, who.audit_admin):
        assert set(visible_to(seat)) == agreements


def test_a_body_that_signs_sees_what_it_signs_and_no_more(who):
    mayor = awarding.seated(who, awarding.newcomer("市长"), "signatory", the("government"))
    director = awarding.seated(who, awarding.newcomer("局长"), "signatory", who.supervisor.body)
    ours = stages.finalised(who, signing_mode="government")
    rows(who, 1)
    assert list(visible_to(mayor)) == [ours]
    assert list(visible_to(director)) == []


def test_nobody_else_sees_any(who):
    agreement = stages.in_force(who)
    for seat in (who.outsider, who.system_admin, who.security_admin, who.experts[0], None):
        assert list(visible_to(seat)) == []
    assert list(visible_to(who.officer)) == [agreement]


@pytest.mark.article("27:18")
def test_who_operates_which_zone_until_when_is_public(who):
    agreement = stages.signed(who)
    assert list(operating()) == []
    begin_due(at=later(days=80))
    (shown,) = operating()
    assert (shown, shown.operator.body.name, shown.zone.name) == (agreement, cast.JINSHU.name, "金融公共数据专区")
    ended(agreements.suspend, agreement, who, 90)
    assert list(operating()) == [agreement]  # the authorisation rests; it is not over
    oversight.hear(who, agreement, 94)
    ended(agreements.terminate, agreement, who, 95)
    assert list(operating()) == []


@pytest.mark.article("27:18")
def test_what_is_not_in_force_or_over_is_on_no_public_list(who):
    for state in Agreement.State.values:
        rows(who, 1, state=state)
    assert {agreement.state for agreement in operating()} == {"in_force", "suspended"}


@pytest.mark.article("house:1")
def test_thirty_are_listed_with_as_many_queries_as_three(who):
    """With all that a row of the list names; the last is the public list."""

    def queries() -> list[tuple[int, int]]:
        found = []
        for listed in (visible_to(who.officer), visible_to(who.district), visible_to(who.rival), operating()):
            with CaptureQueriesContext(connection) as asked:
                shown = [(row.number, row.zone.name, row.operator.body.name, row.ends_on) for row in listed]
            found.append((len(asked), len(shown)))
        return found

    rows(who, 3)
    few = queries()
    rows(who, 27)
    assert (few, queries()) == ([(1, 3)] * 4, [(1, 30)] * 4)


def ended(act, agreement, who, day):
    act(stages.fresh(agreement), by=who.officer, at=later(days=day), reason="原因")
    countersign(open_on(agreement), by=who.supervisor, at=later(days=day, minutes=1))


def offices(who) -> list:
    return [getattr(who, role) for role in OFFICES]


def test_the_signatories_of_the_parties_are_asked_to_sign_and_nobody_else(who):
    stages.finalised(who)
    assert (
        told("AgreementFinalised")
        == told("AgreementFinalised", "email")
        == seats(who.authority_signatory, who.signatory)
    )


def test_a_signature_that_is_not_the_last_is_told_to_nobody_and_the_last_to_all_whom_it_concerns(who):
    agreement = stages.part_signed(who)
    assert told("AgreementSigned") == []
    awarding.signed_by(agreement, who.signatory)
    concerned = [who.authority_signatory, who.signatory, who.applicant, *offices(who)]
    assert told("AgreementSigned") == seats(*concerned)


@pytest.mark.article("16")
def test_its_beginning_is_told_to_the_data_security_officer_too(who):
    stages.in_force(who)
    concerned = [who.authority_signatory, who.signatory, who.applicant, who.security_officer, *offices(who)]
    assert told("AgreementInForce") == seats(*concerned)


@pytest.mark.article("16")
def test_its_rest_and_its_end_are_told_to_all_whom_it_concerns(who):
    agreement = oversight.heard(who)
    concerned = seats(who.authority_signatory, who.signatory, who.applicant, *offices(who))
    for act, fact in [
        (agreements.suspend, "AgreementSuspended"),
        (agreements.resume, "AgreementResumed"),
        (agreements.terminate, "AgreementTerminated"),
    ]:
        ended(act, agreement, who, 90)
        assert told(fact) == concerned


@pytest.mark.article("16")
def test_its_expiry_too(who):
    stages.in_force(who)
    expire_due(at=later(days=3000))
    assert told("AgreementExpired") == seats(who.authority_signatory, who.signatory, who.applicant, *offices(who))


@pytest.mark.article("15")
def test_who_was_asked_to_sign_hears_that_the_text_was_opened_again_or_given_up(who):
    agreement = stages.finalised(who)
    concerned = seats(who.authority_signatory, who.signatory, who.applicant, *offices(who))
    agreements.reopen(agreement, by=who.officer, at=later(days=77), reason="修改")
    assert told("AgreementReopened") == concerned
    agreements.abandon(agreement, by=who.officer, at=later(days=77), reason="放弃")
    assert told("AgreementAbandoned") == concerned


def test_a_stamped_paper_is_for_another_officer_to_check(who):
    agreement = stages.finalised(who)
    party = agreement.parties.get(role="operator").pk
    scan = stages.scan_for(agreement, who.officer, later(days=78)).pk
    agreements.lodge_scan(agreement, by=who.officer, at=later(days=78), party=party, scan=scan)
    assert told("ScanLodged") == seats(who.colleague)
    agreements.refuse_scan(agreement, by=who.colleague, at=later(days=78), party=party, reason="缺页")
    assert told("ScanRefused") == seats(who.officer, who.colleague)


def test_a_party_sees_a_stamped_paper_when_it_is_checked(who):
    agreement = stages.finalised(who)
    party = agreement.parties.get(role="operator").pk
    blurred, clear = (stages.scan_for(agreement, who.officer, later(days=78)) for _ in range(2))
    lodged = {"by": who.officer, "at": later(days=78), "party": party}
    checked = lodged | {"by": who.colleague}
    agreements.lodge_scan(agreement, **lodged, scan=blurred.pk)
    agreements.refuse_scan(agreement, **checked, reason="不清晰")
    agreements.lodge_scan(agreement, **lodged, scan=clear.pk)
    assert scans_seen(who.signatory, agreement) == set()
    assert scans_seen(who.supervisor, agreement) == {blurred, clear}
    agreements.check_scan(agreement, **checked)
    assert scans_seen(who.signatory, agreement) == {clear}


def scans_seen(seat, agreement):
    return {document for document in seen_by(seat, agreement) if document.by.role == "officer"}


@pytest.mark.article("8")
def test_where_the_authority_supervises_nobody_hears_it_twice(who):
    agreement = awarding.finalised(who, awarding.in_base_zone(who))
    awarding.signed_by(agreement, who.authority_signatory, who.signatory)
    begin_due(at=later(days=80))
    concerned = [
        who.authority_signatory,
        who.signatory,
        who.applicant,
        who.security_officer,
        who.officer,
        who.colleague,
    ]
    assert told("AgreementInForce") == seats(*concerned)
