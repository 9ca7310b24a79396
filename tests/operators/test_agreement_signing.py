"""Each party signs the locked text, by its digest or on stamped paper that two persons have looked at (Art. 14)."""

from io import BytesIO

import pytest
from django.db import IntegrityError, transaction

from config.kernel.accounts import actions as accounts
from config.kernel.accounts.queries import the
from config.kernel.refusals import Refused
from config.kernel.writing import given
from operators.agreement import actions as agreements
from operators.agreement.drafting import attach
from operators.agreement.models import Agreement, Party
from tests import awarding, stages
from tests.cast import later
from tests.refusing import answers, never, refused
from tests.stages import fresh

pytestmark = pytest.mark.article("14")

AT = later(days=78)


def sign(agreement, by, at=AT):
    return fresh(agreements.sign(agreement, by=by, at=at, sha256=agreement.sha256).subject)


def lodged(who, agreement, role="operator", by=None):
    """A party whose stamped paper was lodged."""
    party, by = agreement.parties.get(role=role), by or who.officer
    words = {"party": party.pk, "scan": stages.scan_for(agreement, by, AT).pk}
    agreements.lodge_scan(agreement, by=by, at=AT, **words)
    return fresh(party)


def test_one_signature_is_a_part_and_the_last_one_the_whole(who):
    agreement = sign(stages.finalised(who), who.authority_signatory)
    assert agreement.state == "part_signed"
    party = agreement.parties.get(role="authority")
    assert (party.manner, party.signed_by, party.signed_at) == ("online", who.authority_signatory, AT)
    assert party.signed_sha256 == agreement.sha256

    agreement = sign(agreement, who.signatory)
    assert (agreement.state, agreement.due_on) == ("signed", None)  # nobody owes anything now
    assert agreement.application.state == "to_sign"  # not awarded before it is in force


def test_the_operator_may_sign_first(who):
    agreement = sign(stages.finalised(who), who.signatory)
    assert (agreement.state, sign(agreement, who.authority_signatory).state) == ("part_signed", "signed")


@pytest.mark.article("15")
def test_another_text_than_the_one_that_is_locked_is_not_signed(who):
    agreement = stages.finalised(who)
    for other in ("", "0" * 64):
        assert refused(agreements.sign, agreement, by=who.signatory, at=AT, sha256=other) == ["other_text"]
    assert agreements.sign.refusals(agreement, by=who.signatory, at=AT, sha256=agreement.sha256) == []


@pytest.mark.article("15")
def test_nor_one_whose_words_were_changed_under_its_digest(who):
    agreement = stages.finalised(who)
    party = lodged(who, agreement)
    with given():
        agreement.heads.filter(key="scope").update(text="暗中改过的内容。")
    words = {"sha256": agreement.sha256}
    assert refused(agreements.sign, agreement, by=who.signatory, at=AT, **words) == ["text_changed"]
    assert refused(agreements.check_scan, agreement, by=who.colleague, at=AT, party=party.pk) == ["text_changed"]


def test_a_body_signs_once(who):
    agreement = stages.part_signed(who)
    words = {"sha256": agreement.sha256}
    assert refused(agreements.sign, agreement, by=who.authority_signatory, at=AT, **words) == ["signed"]


def test_nobody_signs_but_a_signatory_of_a_party(who):
    agreement = stages.finalised(who)
    codes = {
        "rival_signatory": ["not_a_party"],
        "applicant": ["role"],
        "editor": ["role"],
        "officer": ["role"],
        "supervisor": ["role", "not_a_party"],
        "outsider": ["role", "not_a_party"],
        "clock": ["role", "not_a_party"],
    }
    assert answers(agreements.sign, agreement, who, " ".join(codes), at=AT, sha256=agreement.sha256) == codes


def test_only_what_is_finalised_is_signed(who):
    agreement = stages.written_agreement(who)
    party = agreement.parties.get(role="operator").pk
    scan = stages.scan_for(agreement, who.officer, AT).pk
    assert refused(agreements.sign, agreement, by=who.signatory, at=AT, sha256="") == ["not_signable"]
    words = {"party": party, "scan": scan}
    assert refused(agreements.lodge_scan, agreement, by=who.officer, at=AT, **words) == ["not_signable"]
    found = refused(agreements.check_scan, agreement, by=who.colleague, at=AT, party=party)
    assert found == ["not_signable", "no_scan"]


def test_the_government_itself_signs_where_it_said_so(who):
    mayor = awarding.seated(who, awarding.newcomer("市长"), "signatory", the("government"))
    agreement = awarding.finalised(who, stages.to_sign(who, signing_mode="government"))
    words = {"sha256": agreement.sha256}
    assert refused(agreements.sign, agreement, by=who.authority_signatory, at=AT, **words) == ["not_a_party"]
    assert sign(sign(agreement, mayor), who.signatory).state == "signed"


def test_authority_and_supervisor_both_sign_where_it_said_so(who):
    director = awarding.seated(who, awarding.newcomer("局长"), "signatory", who.supervisor.body)
    agreement = awarding.finalised(who, stages.to_sign(who, signing_mode="authority_and_supervisor"))
    states = [(agreement := sign(agreement, by)).state for by in (who.authority_signatory, who.signatory, director)]
    assert states == ["part_signed", "part_signed", "signed"]


@pytest.mark.article("8")
def test_the_authority_that_is_the_supervisor_too_signs_once(who):
    application = awarding.in_base_zone(who, signing_mode="authority_and_supervisor")
    agreement = awarding.finalised(who, application)
    assert sign(sign(agreement, who.authority_signatory), who.signatory).state == "signed"


def test_a_stamped_paper_counts_when_another_officer_has_checked_it(who):
    agreement = stages.part_signed(who)
    party = lodged(who, agreement)
    assert (party.signed_at, party.lodged_by, fresh(agreement).state) == (None, who.officer, "part_signed")

    agreements.check_scan(agreement, by=who.colleague, at=AT, party=party.pk)
    party = fresh(party)
    assert (party.manner, party.signed_by, party.signed_sha256) == ("stamped_scan", who.colleague, agreement.sha256)
    assert fresh(agreement).state == "signed"


def test_who_lodged_it_does_not_check_it_even_from_another_seat(who):
    agreement = stages.finalised(who)
    party = lodged(who, agreement)
    words = {"by": who.officer, "at": AT, "party": party.pk}
    assert refused(agreements.check_scan, agreement, **words) == ["same_person"]
    assert refused(agreements.refuse_scan, agreement, **words, reason="不清晰") == ["same_person"]
    assert agreements.check_scan.refusals(agreement, **words | {"by": who.colleague}) == []


def test_the_database_too_wants_two_persons(who):
    agreement = stages.finalised(who)
    row = Party.objects.filter(pk=lodged(who, agreement).pk)
    words = {"manner": "stamped_scan", "signed_sha256": agreement.sha256, "signed_at": AT}
    with given():
        with pytest.raises(IntegrityError, match="party_two_persons"), transaction.atomic():
            row.update(**words, signed_by=who.colleague, signed_person=who.officer.user)
        with pytest.raises(IntegrityError, match="party_signed_how"), transaction.atomic():
            row.update(**words | {"manner": ""}, signed_by=who.colleague, signed_person=who.colleague.user)
        with pytest.raises(IntegrityError, match="party_signed_by_and_at"), transaction.atomic():
            row.update(**words)
        with pytest.raises(IntegrityError, match="party_scan_and_who_lodged_it"), transaction.atomic():
            row.update(lodged_by=None)
        assert row.update(**words, signed_by=who.colleague, signed_person=who.colleague.user) == 1


def test_a_paper_that_says_something_else_is_sent_back_and_lodged_anew(who):
    agreement = stages.finalised(who)
    party = lodged(who, agreement)
    words = {"by": who.colleague, "at": AT, "party": party.pk}
    assert refused(agreements.refuse_scan, agreement, **words, reason="") == ["missing"]
    agreements.refuse_scan(agreement, **words, reason="缺页")
    party = fresh(party)
    assert (party.scan, party.lodged_by, party.signed_at) == (None, None, None)
    assert refused(agreements.check_scan, agreement, **words) == ["no_scan"]
    assert agreements.reopen.refusals(agreement, by=who.officer, at=AT, reason="修改") == []
    lodged(who, agreement, by=who.colleague)
    agreements.check_scan(agreement, by=who.officer, at=AT, party=party.pk)
    assert fresh(agreement).state == "part_signed"


def test_the_scan_belongs_to_the_agreement_and_the_party_too(who):
    agreement = stages.finalised(who)
    party = agreement.parties.get(role="operator").pk
    elsewhere = stages.scan_for(agreement.application, who.officer, AT).pk
    lodge = {"act": agreements.lodge_scan, "case": agreement, "by": who.officer, "at": AT}
    assert refused(**lodge, party=party, scan=elsewhere) == ["scan"]
    assert refused(**lodge, party=party, scan=0) == ["scan"]
    assert refused(**lodge, party=0, scan=stages.scan_for(agreement, who.officer, AT).pk) == ["party"]
    assert refused(**lodge) == ["party", "scan"]


def test_nothing_is_lodged_or_checked_for_a_party_that_has_signed(who):
    agreement = stages.part_signed(who)
    party = agreement.parties.get(role="authority").pk
    scan = stages.scan_for(agreement, who.officer, AT).pk
    words = {"by": who.officer, "at": AT, "party": party}
    assert refused(agreements.lodge_scan, agreement, **words, scan=scan) == ["signed"]
    assert refused(agreements.check_scan, agreement, **words) == ["no_scan"]
    assert refused(agreements.refuse_scan, agreement, **words, reason="缺页") == ["no_scan"]


def test_nobody_but_officers_of_the_authority_handle_stamped_paper(who):
    agreement, others = stages.finalised(who), "supervisor signatory authority_signatory applicant clock"
    words = {"party": agreement.parties.get(role="operator").pk, "at": AT}
    scan = stages.scan_for(agreement, who.officer, AT).pk
    assert answers(agreements.lodge_scan, agreement, who, others, **words, scan=scan) == never(others)
    lodged(who, agreement)
    assert answers(agreements.check_scan, agreement, who, others, **words) == never(others)
    assert answers(agreements.refuse_scan, agreement, who, others, **words, reason="缺页") == never(others)


def test_only_an_officer_who_still_holds_the_seat_adds_a_scan(who):
    agreement = stages.finalised(who)
    attach(agreement, BytesIO(stages.PDF), by=who.colleague, at=AT, name="盖章件.pdf")
    accounts.revoke(who.colleague, by=who.security_admin, at=AT, reason="调离")
    for by, code in ((who.colleague, "seat_not_active"), (who.supervisor, "role"), (who.signatory, "role")):
        with pytest.raises(Refused) as no:
            attach(agreement, BytesIO(stages.PDF), by=by, at=AT, name="盖章件.pdf")
        assert no.value.codes == [code]


def test_a_text_that_will_not_be_signed_is_abandoned_with_a_reason(who):
    agreement = stages.part_signed(who)
    assert refused(agreements.abandon, agreement, by=who.officer, at=AT, reason="") == ["missing"]
    assert refused(agreements.abandon, agreement, by=who.signatory, at=AT, reason="放弃") == ["role"]
    agreements.abandon(agreement, by=who.officer, at=AT, reason="对方放弃")
    agreement = fresh(agreement)
    assert (agreement.state, agreement.ended_reason, agreement.due_on) == ("abandoned", "对方放弃", None)
    assert agreement.application.state == "to_sign"  # another can be drafted


def test_what_all_have_signed_is_not_abandoned(who):
    agreement = stages.signed(who)
    for by in (who.officer, who.clock):
        assert refused(agreements.abandon, agreement, by=by, at=AT, reason="反悔") == ["signed"]
    assert Agreement.objects.get().state == "signed"
