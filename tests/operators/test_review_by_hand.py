"""A review begins, halts and ends with its panel, and not by hand (Arts 9, 13)."""

import pytest

from operators.application.actions import begin_review, finish_review, halt_review
from operators.review.actions import conclude, dissolve
from tests import awarding, elsewhere, stages
from tests.cast import later
from tests.refusing import refused

pytestmark = pytest.mark.article("9", "13")

AT = later(days=45)


def of(panel):
    return stages.fresh(panel.papers.get().application)


def test_no_review_begins_before_a_panel_opens_its_papers(who):
    application = of(stages.convened(who))
    assert refused(begin_review, application, by=who.officer, at=AT) == ["no_panel"]


def test_none_is_halted_while_its_panel_scores(who):
    assert refused(halt_review, of(stages.scoring(who)), by=who.officer, at=AT) == ["panel_scores"]


def test_none_is_finished_before_its_panel_has_concluded(who):
    panel = stages.scored(who)
    conclude(panel, by=who.officer, at=AT, minutes="等待会签。")
    assert refused(finish_review, of(panel), by=who.officer, at=AT) == ["not_concluded"]


def test_a_dissolved_panel_finishes_nothing_and_begins_nothing(who):
    panel = stages.scored(who)
    dissolve(panel, by=who.officer, at=AT, reason="程序有误")
    assert refused(begin_review, of(panel), by=who.officer, at=AT) == ["no_panel"]
    assert refused(finish_review, of(panel), by=who.officer, at=AT) == ["wrong_state", "not_concluded"]


def test_the_panel_itself_begins_halts_and_finishes_them_all(who):
    first, second = awarding.two_reviewed(who)
    assert (first.state, second.state) == ("reviewed", "reviewed")
    assert first.results.get().panel == second.results.get().panel
    panel = stages.scoring(who, stages.convened(who, elsewhere_accepted(who)))
    assert of(panel).state == "under_review"
    dissolve(panel, by=who.officer, at=AT, reason="专家不足")
    assert of(panel).state == "accepted"
    assert stages.fresh(first).state == "reviewed"


def elsewhere_accepted(who):
    call = stages.published_call(who, zone=elsewhere.education_zone(who))
    return stages.accepted(who, stages.submitted(who, call))
