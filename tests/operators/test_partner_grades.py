"""The grade of a partner, what it permits, and restrictions (Art. 23)."""

import pytest

from config.kernel.countersigning.actions import countersign
from config.kernel.countersigning.queries import open_on
from operators.agreement import actions as agreements
from operators.partner import actions as partners
from operators.partner.queries import live_under, permissions_of
from tests import awarding
from tests import stages_partner as lives
from tests.cast import later
from tests.papers import fresh, scan_for
from tests.refusing import answers, refused
from tests.stages_partner import WORDS, suspend


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
