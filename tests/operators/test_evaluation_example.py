"""The example of a set of indicators is drafted by an act, changed freely, adopted, and counted (33)."""

from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from config import wiring
from config.kernel.accounts.models import User
from config.kernel.accounts.queries import the
from operators.evaluation import actions as evaluations
from operators.evaluation import sets
from operators.evaluation.indicators import faults
from operators.evaluation.models import Indicator, IndicatorSet
from operators.partner import actions as partners
from tests import stages, stages_oversight, stages_partner
from tests import stages_evaluation as lives
from tests.cast import later
from tests.papers import fresh
from tests.refusing import answers, never, refused

pytestmark = pytest.mark.article("33")
DIMENSIONS = ["安全合规", "制度与团队", "数据使用与质量", "产品与应用成效", "生态与合作方", "报告与披露"]
AFTERWARDS = (later(days=300).date(), later(days=390).date())
PERIOD = (later(days=80).date(), later(days=170).date())


def drafted(who) -> IndicatorSet:
    words = {"by": who.officer, "at": later(days=81), "code": "example"}
    return fresh(evaluations.draft_example(the("authority"), **words).subject)


def test_it_has_the_six_dimensions_weights_of_a_hundred_vetoes_and_all_kinds():
    example = sets.load("example")
    assert "示例" in example.title and example.version == 1
    assert list(dict.fromkeys(one["dimension"] for one in example.indicators)) == DIMENSIONS
    assert sum(Decimal(one["weight"]) for one in example.indicators) == 100
    assert {one["kind"] for one in example.indicators} == {"automatic", "reported", "judged"}
    assert {one.get("scorer", "") for one in example.indicators} == {"", "authority", "supervisor", "provider"}
    assert any(one.get("veto") for one in example.indicators)
    assert list(faults(example.indicators)) == []


def test_it_is_drafted_by_the_authority_and_adopted(who):
    others = "supervisor district applicant clock"
    assert answers(evaluations.draft_example, the("authority"), who, others, code="example") == never(others)
    assert refused(evaluations.draft_example, the("authority"), by=who.officer, code="../example") == ["example"]
    made = drafted(who)
    assert (made.state, made.indicators.count()) == ("drafted", len(sets.load("example").indicators))
    lives.adopt(who, made)
    assert lives.used() == made


def test_it_is_changed_before_it_is_adopted(who):
    made = drafted(who)
    words = {"title": "指标体系", "indicators": lives.INDICATORS}
    evaluations.revise_set(made, by=who.officer, at=later(days=81), **words)
    assert (fresh(made).title, made.indicators.count()) == ("指标体系", len(lives.INDICATORS))


def test_a_round_goes_by_it_and_counts_what_is_automatic(who):
    agreement = stages.in_force(who)
    lives.adopt(who, drafted(who))
    evaluation = lives.opened_round(who, agreement)
    asked = evaluation.indicator_set.indicators
    for by, role in ((who.officer, "authority"), (who.supervisor, "supervisor"), (who.district, "provider")):
        scores = lives.sheet("80", *asked.filter(scorer=role).values_list("key", flat=True))
        evaluations.score(evaluation, by=by, at=later(days=lives.opens(1), minutes=10), scores=scores)
    evaluation = fresh(evaluations.close_scoring(fresh(evaluation), by=who.officer, at=later(days=220)).subject)
    counted = evaluation.scores.filter(assessor=None).values_list("indicator__key", "value")
    assert dict(counted) == dict.fromkeys(["101", "102", "103", "501"], Decimal(100))
    assert (evaluation.total, evaluation.grade) == (Decimal("85.00"), "good")


MEASURES = [one["measure"] for one in sets.load("example").indicators if one["kind"] == "automatic"]


@pytest.mark.parametrize("measure", MEASURES)
def test_each_measure_counts_in_the_database_what_was_done_badly(who, measure, django_assert_num_queries):
    agreement = BADLY[measure](who)
    with django_assert_num_queries(1):
        assert wiring.MEASURES[measure](agreement.authorisation_id, *PERIOD) == 0
    assert wiring.MEASURES[measure](agreement.authorisation_id, *AFTERWARDS) == 100


def left_badly(who):
    partner = stages_partner.admitted(who)
    words = {"kind": "breach", "reason": "违约。"}
    partners.begin_exit(partner, by=who.applicant, at=later(days=80, minutes=6), **words)
    return partner.agreement


BADLY = {
    "incidents_reported_in_time": lambda who: stages_oversight.discovered(who).agreement,  # and not reported
    "rectified_in_time": lambda who: stages_oversight.ordered(who).agreement,
    "free_of_grave_breaches": lambda who: stages_oversight.found(who).agreement,
    "partners_kept_in_good_standing": left_badly,
}


def test_a_partner_that_leaves_of_its_own_will_is_no_fault(who):
    agreement = stages_partner.exiting(who).agreement
    assert wiring.MEASURES["partners_kept_in_good_standing"](agreement.authorisation_id, *PERIOD) == 100


def test_a_dimension_weighs_what_its_indicators_do(tmp_path):
    text = (sets.FOLDER / "example.toml").read_text(encoding="utf-8").replace('weight = "30"', 'weight = "31"')
    (tmp_path / "example.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="安全合规"):
        sets.read(tmp_path / "example.toml")
    with pytest.raises(ValueError, match="example"):
        sets.load("other")


def test_an_officer_of_the_authority_drafts_it_by_command(who, monkeypatch):
    user = User.objects.get(pk=who.officer.user_id)
    user.set_password("correct horse")
    user.save()
    out, run = StringIO(), lambda *words: call_command("example_indicators", "--by", user.username, *words, stdout=out)
    monkeypatch.setenv("OFFICER_PASSWORD", "wrong")
    with pytest.raises(CommandError):
        run()
    monkeypatch.setenv("OFFICER_PASSWORD", "correct horse")
    with pytest.raises(CommandError, match=r"33|三十三"):
        run("--code", "other")
    assert not Indicator.objects.exists()
    run()
    assert IndicatorSet.objects.get().number in out.getvalue()
