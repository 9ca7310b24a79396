"""Who becomes a partner of an operator, on what papers, and who sees it (Art. 22)."""

import pytest
from django.db import IntegrityError, transaction

from config.kernel.writing import given
from config.story import cast as story
from operators.organisation import actions as organisations
from operators.partner import actions as partners
from operators.partner.drafting import may_attach
from operators.partner.models import Partner
from operators.partner.queries import live_under, permissions_of, visible_to
from operators.partner.turns import turn
from tests import stages
from tests import stages_partner as lives
from tests.cast import later, organisation
from tests.doors import api
from tests.kernel.crowd import applicants
from tests.papers import fresh, scan_for
from tests.refusing import answers, never, refused
from tests.stages_partner import WORDS, suspend


@pytest.mark.article("22")
def test_the_operator_proposes_a_partner_under_its_agreement_and_the_case_is_its_own_to_decide(who):
    partner = lives.proposed(who)
    assert (partner.state, partner.organisation, partner.operator) == (
        "proposed", organisation(story.JINGRONG), organisation(),
    )  # fmt: skip
    assert turn(partner).body == who.applicant.body
    assert permissions_of(partner) == [] and list(live_under(partner.agreement)) == [partner]


@pytest.mark.article("22")
def test_only_the_operator_proposes_and_only_under_an_agreement_in_force(who):
    agreement = stages.signed(who)
    at = later(days=79)
    assert refused(partners.propose, agreement, by=who.applicant, at=at, **WORDS) == ["not_in_force"]
    seats = "officer supervisor editor outsider"
    found = answers(partners.propose, agreement, who, seats, at=at, **WORDS)
    assert all("role" in codes for codes in found.values())
    assert "other_body" in refused(partners.propose, agreement, by=who.rival, at=at, **WORDS)


@pytest.mark.article("22")
def test_under_a_suspended_agreement_nobody_is_proposed_admitted_assessed_or_given_back_permissions(who):
    restricted = lives.restricted(who)
    agreement, at = suspend(restricted.agreement, who), later(days=82)
    words = WORDS | {"credit_code": "91110108MA0000000X"}
    assert "not_in_force" in refused(partners.propose, agreement, by=who.applicant, at=at, **words)
    words = {"grade": "A", "reason": "考核。", "evidence": [restricted.contract_id]}
    assert refused(partners.assess, restricted, by=who.applicant, at=at, **words) == ["not_in_force"]
    assert refused(partners.lift, restricted, by=who.applicant, at=at, reason="整改完成。") == ["not_in_force"]


@pytest.mark.article("22")
def test_nobody_is_admitted_while_the_agreement_is_suspended(who):
    partner = lives.presented(who)
    suspend(partner.agreement, who)
    words = {"by": who.applicant, "at": later(days=82), "grade": "B", "reason": "评定。"}
    assert refused(partners.admit, partner, **words) == ["not_in_force"]


@pytest.mark.article("22")
def test_what_is_proposed_is_a_registered_organisation_with_a_purpose_and_a_declaration(who):
    agreement, at = stages.in_force(who), later(days=81)
    words = {"credit_code": "91110108MA000000XX", "purpose": " ", "related_party": None}
    said = refused(partners.propose, agreement, by=who.applicant, at=at, **words)
    assert said == ["missing", "undeclared", "credit_code"]


@pytest.mark.article("22")
def test_a_barred_organisation_is_neither_proposed_nor_admitted(who):
    agreement, at = stages.in_force(who), later(days=80, minutes=1)
    organisations.bar(organisation(story.JINGRONG), by=who.officer, at=at, reason="失信。")
    assert refused(partners.propose, agreement, by=who.applicant, at=at, **WORDS) == ["standing"]


@pytest.mark.article("22")
def test_an_organisation_is_a_partner_once_and_may_be_proposed_anew_when_it_was_not_admitted(who):
    partner, at = lives.proposed(who), later(days=81)
    assert refused(partners.propose, partner.agreement, by=who.applicant, at=at, **WORDS) == ["partner_there"]
    assert refused(partners.decline, partner, by=who.applicant, at=at, reason="") == ["missing"]
    partners.decline(partner, by=who.applicant, at=at, reason="资质不足。")
    assert (fresh(partner).state, fresh(partner).ended_reason) == ("declined", "资质不足。")
    partners.propose(fresh(partner.agreement), by=who.applicant, at=at, **WORDS)
    assert Partner.objects.count() == 2


@pytest.mark.article("22")
def test_the_database_holds_an_organisation_once_under_an_authorisation(who):
    partner = lives.proposed(who)
    copy = Partner(
        agreement=partner.agreement, application=partner.application, organisation=partner.organisation, number="x",
        purpose="", proposed_by=who.applicant, proposed_at=later(),
    )  # fmt: skip
    with given(), pytest.raises(IntegrityError), transaction.atomic():
        copy.save()


@pytest.mark.article("22")
def test_each_condition_and_the_contract_are_asked_for_all_at_once(who):
    partner, at = lives.proposed(who), later(days=81)
    said = refused(partners.admit, partner, by=who.applicant, at=at, grade="E", reason="")
    conditions = partner.rulebook.value("partner_conditions")
    assert said == ["unshown"] * len(conditions) + ["no_contract", "missing", "grade"]


@pytest.mark.article("22")
def test_papers_are_of_the_case_and_conditions_of_the_checklist(who):
    partner, at = lives.proposed(who), later(days=81)
    strange = scan_for(partner.agreement, who.officer, at).pk
    words = {"conditions": {"else": {"statement": "符合。", "evidence": [strange]}}, "contract": strange}
    said = refused(partners.present, partner, by=who.applicant, at=at, **words)
    assert said == ["conditions", "papers", "papers"]


@pytest.mark.article("22")
def test_papers_are_presented_until_it_is_decided(who):
    admitted = lives.admitted(who)
    assert set(admitted.conditions) == {row["key"] for row in admitted.rulebook.value("partner_conditions")}
    words = lives.papers(admitted, who.applicant)
    assert refused(partners.present, admitted, by=who.applicant, at=later(days=81), **words) == ["decided"]


@pytest.mark.article("22")
def test_the_operator_admits_and_nobody_else(who):
    partner = lives.presented(who)
    words = {"at": later(days=81), "grade": "B", "reason": "评定。"}
    for seat in (who.officer, who.supervisor, who.clock, who.outsider):
        assert "role" in refused(partners.admit, partner, by=seat, **words)
    assert refused(partners.admit, partner, by=who.rival, **words) == ["other_body"]
    partners.admit(partner, by=who.signatory, **words)
    now = fresh(partner)
    assert (now.state, now.grade, now.admitted_by) == ("admitted", "B", who.signatory)
    assert list(now.grades.values_list("round", "grade", "reason")) == [(1, "B", "评定。")]


@pytest.mark.article("22")
def test_the_offices_the_operator_and_the_partner_see_the_case_and_another_operator_does_not(who):
    partner = lives.proposed(who)
    third = applicants(who, 1)[0]
    seen = {who.officer, who.supervisor, who.applicant, who.editor, who.rival, who.audit_admin}
    hidden = {third, who.district, who.outsider, who.experts[0], who.recorder, None}
    assert all(list(visible_to(seat)) == [partner] for seat in seen)
    assert not any(visible_to(seat).exists() for seat in hidden)


@pytest.mark.article("22")
def test_another_operator_finds_no_such_partner_by_the_api_and_the_partner_finds_itself_and_its_papers(who):
    partner = lives.admitted(who)
    third, case = applicants(who, 1)[0], f"partners/{partner.pk}/"
    for address in (case, f"{case}documents/"):
        assert api.person(third).get(address).status_code == 404
        assert api.person(who.rival).get(address).status_code == 200
    assert api.person(third).get("partners/").json()["results"] == []
    api.problem(api.person(third).act(partner, partners.assess, {}), 404)
    shown = api.person(who.rival).get(case).json()
    assert (shown["grade"], shown["permissions"]) == ("B", ["data", "products", "scenarios"])


@pytest.mark.article("22")
def test_the_operator_adds_papers_until_it_is_over(who):
    partner = lives.proposed(who)
    assert list(may_attach(partner, by=who.applicant)) == []
    assert [no.code for no in may_attach(partner, by=who.rival)] == ["other_body"]
    partners.decline(partner, by=who.applicant, at=later(days=81), reason="不准入。")
    assert [no.code for no in may_attach(fresh(partner), by=who.applicant)] == ["over"]


@pytest.mark.article("22")
@pytest.mark.parametrize("role", ["officer", "supervisor", "rival"])
def test_who_is_no_operator_never_declines(who, role):
    found = answers(partners.decline, lives.proposed(who), who, role, at=later(days=81), reason="理由。")
    assert found != never("")
    assert "other_body" in found[role]
