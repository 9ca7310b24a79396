"""Partners: admission, credit grade and permissions, restriction, exits, the operator's end (Arts 22-24; 27:6)."""

from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction

from config.kernel.accounts.models import Seat
from config.kernel.countersigning.actions import countersign
from config.kernel.countersigning.queries import open_on
from config.kernel.writing import given
from config.story import cast as story
from operators.agreement import actions as agreements
from operators.organisation import actions as organisations
from operators.partner import actions as partners
from operators.partner.drafting import may_attach
from operators.partner.models import Partner
from operators.partner.queries import exit_items, live_under, permissions_of, visible_to
from operators.partner.reactions import leave_with_operator
from operators.partner.turns import turn
from tests import awarding, stages
from tests import stages_partner as lives
from tests.cast import later, organisation
from tests.kernel.crowd import applicants
from tests.papers import fresh, scan_for
from tests.refusing import answers, never, refused

WORDS = {"credit_code": story.JINGRONG.credit_code, "purpose": "联合研发。", "related_party": False}


def suspend(agreement, who, days=81):
    agreements.suspend(agreement, by=who.officer, at=later(days=days), reason="整改。")
    countersign(open_on(agreement), by=who.supervisor, at=later(days=days))
    return fresh(agreement)


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


@pytest.mark.article("27:6")
def test_a_partner_that_is_declared_as_related_is_refused(who):
    agreement, at = stages.in_force(who), later(days=81)
    words = WORDS | {"related_party": True}
    assert refused(partners.propose, agreement, by=who.applicant, at=at, **words) == ["related"]


@pytest.mark.article("27:6")
def test_the_operator_is_no_partner_of_its_own(who):
    agreement, at = stages.in_force(who), later(days=81)
    words = WORDS | {"credit_code": story.JINSHU.credit_code}
    assert refused(partners.propose, agreement, by=who.applicant, at=at, **words) == ["related"]


@pytest.mark.article("27:6")
@pytest.mark.parametrize(
    ("name", "number", "is_related"),
    [("王建国", "", True), ("王建国", "110101199003070011", False), ("他人", "same", True), ("他人", "", False)],
)
def test_whoever_is_led_by_the_operators_own_representative_is_refused(who, name, number, is_related):
    agreement, own, other = stages.in_force(who), organisation(), organisation(story.JINGRONG)
    with given():
        own.representative_id = "11010119800101001X"
        own.save()
        other.legal_representative = name
        other.representative_id = own.representative_id if number == "same" else number
        other.save()
    at = later(days=81)
    said = [no.code for no in partners.propose.refusals(agreement, by=who.applicant, at=at, **WORDS)]
    assert said == (["related"] if is_related else [])


@pytest.mark.article("27:6")
def test_whoever_is_spoken_for_by_the_operators_own_person_is_refused_at_admission_too(who):
    partner = lives.presented(who)
    with given():
        Seat.objects.create(user=who.signatory.user, body=who.rival.body, role="signatory", state="active")
    words = {"by": who.applicant, "at": later(days=81), "grade": "B", "reason": "评定。"}
    assert refused(partners.admit, partner, **words) == ["related"]


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


@pytest.mark.article("23")
@pytest.mark.parametrize(
    ("grade", "permitted"),
    [
        ("A", ["data", "products", "scenarios", "rights"]),
        ("B", ["data", "products", "scenarios"]),
        ("C", ["products", "scenarios"]),
        ("D", []),
    ],
)
def test_the_grade_decides_what_a_partner_may_do(who, grade, permitted):
    assert permissions_of(lives.admitted(who, grade=grade)) == permitted


@pytest.mark.article("23")
def test_an_assessment_moves_the_grade_and_keeps_the_one_before_with_its_reason(who):
    partner, at = lives.admitted(who), later(days=90)
    paper = scan_for(partner, who.applicant, at).pk
    said = refused(partners.assess, partner, by=who.applicant, at=at, grade="E", reason="", evidence=[])
    assert said == ["missing", "grade", "papers"]
    words = {"grade": "C", "reason": "未按期整改。", "evidence": [paper]}
    assert answers(partners.assess, partner, who, "officer", at=at, **words) == {"officer": ["role", "other_body"]}
    fact = partners.assess(partner, by=who.applicant, at=at, **words)
    assert (fact.before, fact.grade, len(fact.evidence_sha256)) == ("B", "C", 1)
    assert list(partner.grades.values_list("grade", flat=True)) == ["B", "C"]
    assert permissions_of(fresh(partner)) == ["products", "scenarios"]


@pytest.mark.article("23")
def test_only_who_is_admitted_is_assessed(who):
    partner = lives.presented(who)
    words = {"grade": "C", "reason": "考核。", "evidence": [partner.contract_id]}
    assert refused(partners.assess, partner, by=who.applicant, at=later(days=81), **words) == ["not_admitted"]


@pytest.mark.article("23")
def test_a_restriction_withholds_and_lifting_gives_back(who):
    partner, at = lives.admitted(who), later(days=81)
    for withheld in ([], ["rights"], ["else"]):
        words = {"withheld": withheld, "reason": "整改。"}
        assert refused(partners.restrict, partner, by=who.applicant, at=at, **words) == ["withheld"]
    assert refused(partners.restrict, partner, by=who.applicant, at=at, withheld=["data"], reason="") == ["missing"]
    partners.restrict(partner, by=who.applicant, at=at, withheld=["data"], reason="整改。")
    assert permissions_of(fresh(partner)) == ["products", "scenarios"]
    assert refused(partners.lift, fresh(partner), by=who.applicant, at=at, reason="") == ["missing"]
    partners.lift(fresh(partner), by=who.applicant, at=at, reason="整改完成。")
    assert permissions_of(fresh(partner)) == ["data", "products", "scenarios"]


@pytest.mark.article("23")
def test_a_partner_has_never_more_than_its_operator(who):
    partner = lives.admitted(who)
    assert permissions_of(partner) != []
    agreement = suspend(partner.agreement, who)
    assert permissions_of(fresh(partner)) == []
    agreements.resume(agreement, by=who.officer, at=later(days=83), reason="已整改。")
    countersign(open_on(agreement), by=who.supervisor, at=later(days=83))
    assert permissions_of(fresh(partner)) != []


@pytest.mark.article("23")
def test_a_partner_stays_one_when_the_agreement_is_amended(who):
    partner, at = lives.admitted(who), later(days=81)
    made = agreements.draft_amendment(partner.agreement, by=who.officer, at=at, reason="变更。").subject
    agreements.write(made, by=who.officer, at=at, starts_on=at.date())
    made = fresh(agreements.finalise(fresh(made), by=who.officer, at=at).subject)
    made = awarding.signed_by(made, who.authority_signatory, who.signatory, at=at)
    made = fresh(made)
    assert (made.state, fresh(partner.agreement).state) == ("in_force", "amended")
    assert permissions_of(fresh(partner)) != [] and list(live_under(made)) == [partner]
    assert refused(partners.propose, made, by=who.applicant, at=at, **WORDS) == ["partner_there"]


@pytest.mark.article("24")
def test_of_its_own_will_a_partner_leaves_itself_and_otherwise_its_operator_parts_with_it(who):
    partner, at = lives.admitted(who), later(days=81)
    words = {"at": at, "reason": "理由。"}
    assert refused(partners.begin_exit, partner, by=who.applicant, kind="voluntary", **words) == ["own_will"]
    assert refused(partners.begin_exit, partner, by=who.rival, kind="breach", **words) == ["not_voluntary"]
    for seat in (who.officer, who.supervisor):
        assert "role" in refused(partners.begin_exit, partner, by=seat, kind="breach", **words)
    assert refused(partners.begin_exit, partner, by=who.rival, at=at, kind="voluntary", reason="") == ["missing"]
    partners.begin_exit(partner, by=who.rival, kind="voluntary", **words)
    now = fresh(partner)
    assert (now.state, now.exit_kind, now.due_days) == ("exiting", "voluntary", 20)
    assert permissions_of(now) == []


@pytest.mark.article("24")
def test_an_exit_has_its_kind_and_what_the_kind_asks_for(who):
    partner, by = lives.admitted(who), who.applicant
    words = {"at": later(days=81), "reason": "理由。"}
    for kind, codes in {
        "else": ["kind"], "assessment": ["not_assessed"], "credit": ["good_credit"], "operator_exit": ["operator_stays"]
    }.items():  # fmt: skip
        assert refused(partners.begin_exit, partner, by=by, kind=kind, **words) == codes


@pytest.mark.article("24")
@pytest.mark.parametrize("kind", ["breach", "assessment", "qualification", "credit"])
def test_each_kind_of_exit_has_a_checklist_of_its_own(who, kind):
    partner, at = lives.admitted(who), later(days=81)
    words = {"grade": "D", "reason": "考核。", "evidence": [partner.contract_id]}
    partners.assess(partner, by=who.applicant, at=at, **words)
    partners.begin_exit(fresh(partner), by=who.applicant, at=at, kind=kind, reason="理由。")
    keys = list(partner.leavings.values_list("key", flat=True))
    assert keys == [row["key"] for row in exit_items(partner.rulebook, kind)]
    assert {"breach", "assessment", "qualification", "credit", "request", "handover"} & set(keys) == {kind}
    assert len(keys) == 6


@pytest.mark.article("24")
def test_an_exit_is_finished_when_every_item_is_done_with_evidence(who):
    partner, by, at = lives.exiting(who), who.applicant, later(days=81)
    said = refused(partners.finish_exit, partner, by=by, at=at)
    assert said == ["items_open"]
    paper = scan_for(partner, by, at).pk
    words = {"item": "else", "text": "", "evidence": []}
    assert refused(partners.settle, partner, by=by, at=at, **words) == ["item", "missing", "papers"]
    words = {"item": "data", "text": "已销毁。", "evidence": [paper]}
    assert refused(partners.settle, partner, by=who.rival, at=at, **words) == ["other_body"]
    partners.settle(partner, by=by, at=at, **words)
    assert refused(partners.settle, fresh(partner), by=by, at=at, **words) == ["done"]
    partner = lives.settled(fresh(partner), by, at)
    assert refused(partners.finish_exit, partner, by=who.rival, at=at) == ["other_body"]
    partners.finish_exit(partner, by=by, at=at)
    now = fresh(partner)
    assert (now.state, now.due_on, list(live_under(now.agreement))) == ("exited", None, [])
    partners.propose(fresh(now.agreement), by=by, at=at, **WORDS)


@pytest.mark.article("24")
def test_items_are_done_of_an_exit_only(who):
    partner = lives.admitted(who)
    words = {"item": "data", "text": "已销毁。", "evidence": [partner.contract_id]}
    said = refused(partners.settle, partner, by=who.applicant, at=later(days=81), **words)
    assert said == ["not_exiting", "item"]


@pytest.mark.article("24")
@pytest.mark.parametrize(
    ("stage", "state", "kind"),
    [
        (lives.proposed, "declined", ""),
        (lives.admitted, "exiting", "operator_exit"),
        (lives.restricted, "exiting", "operator_exit"),
        (lives.exiting, "exiting", "voluntary"),
    ],
)
def test_with_the_operator_its_partners_leave(who, stage, state, kind):
    partner = stage(who)
    opened = SimpleNamespace(subject=SimpleNamespace(agreement=partner.agreement), by=who.clock, at=later(days=90))
    leave_with_operator(opened)
    now = fresh(partner)
    assert (now.state, now.exit_kind) == (state, kind)
    if kind == "operator_exit":
        assert now.leavings.filter(key="handover").exists()


@pytest.mark.article("24")
@pytest.mark.parametrize(
    ("stage", "state", "kind"),
    [(lives.proposed, "declined", ""), (lives.admitted, "exiting", "credit"), (lives.exiting, "exiting", "voluntary")],
)
def test_whoever_is_barred_leaves_for_bad_credit(who, stage, state, kind):
    partner = stage(who)
    organisations.bar(partner.organisation, by=who.officer, at=later(days=90), reason="列入失信名单。")
    assert (fresh(partner).state, fresh(partner).exit_kind) == (state, kind)
    assert permissions_of(fresh(partner)) == []


@pytest.mark.article("22")
def test_the_offices_the_operator_and_the_partner_see_the_case_and_another_operator_does_not(who):
    partner = lives.proposed(who)
    third = applicants(who, 1)[0]
    seen = {who.officer, who.supervisor, who.applicant, who.editor, who.rival, who.audit_admin}
    hidden = {third, who.district, who.outsider, who.experts[0], who.recorder, None}
    assert all(list(visible_to(seat)) == [partner] for seat in seen)
    assert not any(visible_to(seat).exists() for seat in hidden)


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
