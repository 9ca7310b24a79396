"""Rounds, self-reports and scores: who does what, and what is refused (Art. 33)."""

from io import BytesIO

import pytest

from config.kernel.refusals import Refused
from config.kernel.writing import given
from operators.evaluation import actions as evaluations
from operators.evaluation.drafting import attach
from operators.evaluation.models import Round
from tests import stages
from tests import stages_evaluation as lives
from tests.cast import later
from tests.papers import PDF, fresh, scan_for
from tests.refusing import answers, never, refused

pytestmark = pytest.mark.article("33")

AT = later(days=lives.opens(1))
PERIOD = {"title": "考核评估", "starts_on": later(days=81).date(), "ends_on": later(days=170).date()}


def opening(who, zone, **words):
    return refused(evaluations.open_round, zone, by=who.officer, at=AT, **PERIOD | words)


def test_a_round_is_about_a_period_that_is_over_after_the_one_before(who):
    zone = lives.adopted(who).zone
    assert opening(who, zone, title=" ") == ["missing"]
    assert opening(who, zone, ends_on=AT.date()) == ["period"]
    assert opening(who, zone, starts_on=PERIOD["ends_on"]) == ["period"]
    assert opening(who, zone, starts_on=None) == ["period"]
    assert opening(who, zone, providers=[who.applicant.body_id]) == ["providers"]
    evaluations.open_round(zone, by=who.officer, at=AT, **PERIOD)
    assert opening(who, zone, starts_on=PERIOD["ends_on"], ends_on=later(days=172).date()) == ["period_taken"]


def test_the_authority_opens_it_where_somebody_operates_by_a_set_in_use(who):
    agreement = stages.in_force(who)
    assert opening(who, agreement.zone) == ["no_set"]
    lives.adopt(who, lives.drafted(who))
    others = "supervisor applicant clock"
    assert answers(evaluations.open_round, agreement.zone, who, others, at=AT, **PERIOD) == never(others)
    assert opening(who, stages.zone(who, name="别的专区")) == ["nobody_operates"]


def test_whoever_operates_the_zone_is_evaluated_once(who):
    evaluation = lives.opened(who)
    words = {"at": AT, "agreement": evaluation.agreement_id}
    assert answers(evaluations.begin, evaluation.round, who, "officer supervisor", **words) == {
        "officer": ["begun"], "supervisor": ["role", "begun"],
    }  # fmt: skip
    assert refused(evaluations.begin, evaluation.round, by=who.officer, at=AT, agreement=999_999) == ["begun"]
    with given():
        empty = Round.objects.create(
            zone=evaluation.zone, indicator_set=lives.used(), title="另一次", starts_on=later(days=1).date(),
            ends_on=later(days=2).date(), opened_by=who.officer, opened_at=AT,
        )  # fmt: skip
    assert answers(evaluations.begin, empty, who, "supervisor", **words) == never("supervisor")
    assert evaluations.begin.refusals(empty, by=who.officer, **words) == []


def reporting(who, evaluation, by="applicant", **words):
    words = {"at": AT, "text": "自评报告。", "claims": lives.CLAIMS} | words
    return answers(evaluations.report, evaluation, who, by, **words)


def test_the_operator_reports_on_each_indicator_that_is_reported(who):
    evaluation = lives.opened(who)
    assert reporting(who, evaluation, text=" ") == {"applicant": ["missing"]}
    assert reporting(who, evaluation, claims=[]) == {"applicant": ["claims"]}
    assert reporting(who, evaluation, claims=lives.CLAIMS * 2) == {"applicant": ["claims"]}
    assert reporting(who, evaluation, claims=[lives.CLAIMS[0] | {"statement": " "}]) == {"applicant": ["statement"]}
    assert reporting(who, evaluation, "rival officer") == {"rival": ["other_body"], "officer": ["role", "other_body"]}


def test_its_evidence_is_its_own_and_of_this_evaluation(who):
    evaluation = lives.opened(who)
    theirs = scan_for(evaluation, who.officer, AT).pk
    for document in (theirs, 999_999):
        assert reporting(who, evaluation, claims=[lives.CLAIMS[0] | {"evidence": [document]}]) == {
            "applicant": ["evidence"]
        }
    own = attach(evaluation, BytesIO(PDF), by=who.applicant, at=AT, name="证据.pdf").pk
    claims = [lives.CLAIMS[0] | {"evidence": [own]}]
    words = {"by": who.applicant, "at": AT, "text": "自评。", "claims": claims}
    assert evaluations.report.refusals(evaluation, **words) == []


def attaching(evaluation, by) -> list[str]:
    with pytest.raises(Refused) as no:
        attach(evaluation, BytesIO(PDF), by=by, at=AT, name="证据.pdf")
    return no.value.codes


def test_evidence_is_added_by_the_operator_as_long_as_its_seat_stands(who):
    evaluation = lives.opened(who)
    assert attaching(evaluation, who.rival) == ["other_body"]
    with given():
        type(who.applicant).objects.filter(pk=who.applicant.pk).update(state="revoked")
    assert attaching(evaluation, fresh(who.applicant)) == ["seat_not_active"]


def test_nothing_is_added_to_a_final_result(who):
    assert attaching(lives.excellent(who), who.applicant) == ["over"]


def scoring(who, evaluation, by, *scores):
    return refused(evaluations.score, evaluation, by=by, at=AT, scores=list(scores))


def test_each_assessor_sends_a_whole_sheet_of_numbers_in_range(who):
    evaluation = lives.reported(who)
    (good,) = lives.sheet("80", "products")
    assert scoring(who, evaluation, who.officer, good, good) == ["scored_twice"]
    for value in ("101", "-1", "八十", "80.001"):
        assert scoring(who, evaluation, who.officer, good | {"value": value}) == ["out_of_range"]
    assert scoring(who, evaluation, who.applicant, good) == ["role", "no_assessor", "conflict"]


def test_nobody_scores_who_was_not_asked_or_when_scoring_is_closed(who):
    agreement = lives.adopted(who)
    evaluations.open_round(agreement.zone, by=who.officer, at=AT, **PERIOD)
    evaluation = Round.objects.get().evaluations.get()
    assert scoring(who, evaluation, who.district, *lives.sheet("80", "quality")) == ["no_assessor"]
    evaluations.exempt.do(evaluation, by=who.officer, at=AT, reason="示例。")
    with given():
        evaluation.save()
    said = scoring(who, evaluation, who.officer, *lives.sheet("80", "products"))
    assert said == ["scoring_closed"]


def test_scoring_is_closed_when_all_have_sent_and_the_operator_had_its_days(who):
    evaluation = lives.opened(who)
    assert refused(evaluations.close_scoring, evaluation, by=who.officer, at=AT) == ["sheets_missing", "report_awaited"]
    evaluation = lives.score(who, evaluation, "80")
    assert refused(evaluations.close_scoring, evaluation, by=who.officer, at=AT) == ["report_awaited"]
    after = later(days=lives.opens(1) + 40)
    assert answers(evaluations.close_scoring, evaluation, who, "supervisor", at=after) == never("supervisor")
    assert evaluations.close_scoring.refusals(evaluation, by=who.officer, at=after) == []
