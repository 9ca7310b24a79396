"""Deadlines in working days; the authority's clock stops while the applicant owes a correction (Art. 12; house:4)."""

from datetime import date, datetime

import pytest

from config.kernel.accounts.queries import the
from config.story.telling import BEIJING
from operators.application.actions import find, lapse, return_for_correction, submit
from operators.application.models import Application
from operators.application.tasks import lapse_overdue
from operators.application.turns import OWED, turn
from tests import stages
from tests.correcting import answer_all, corrected
from tests.refusing import refused

pytestmark = pytest.mark.article("12", "house:4")


def on(month, day, hour=9):
    return datetime(2026, month, day, hour, tzinfo=BEIJING)


def submitted_on(who, at):
    application = stages.draft(who)
    stages.fill(application, who.applicant)
    return stages.fresh(submit(application, by=who.applicant, at=at).subject)


def returned_on(who, application, at):
    for condition in application.call.conditions():
        find(application, by=who.officer, at=at, condition=condition["key"], result="met")
    items = [{"section": "plan", "remark": "请补充。"}]
    return stages.fresh(return_for_correction(application, by=who.officer, at=at, items=items).subject)


def test_five_working_days_run_from_the_day_after_the_submission_and_over_a_holiday(who):
    # 清明节 2026: 4 to 6 April are free
    application = submitted_on(who, on(4, 1))
    assert (application.due_from, application.due_days, application.due_on) == (date(2026, 4, 1), 5, date(2026, 4, 9))


def test_the_authority_s_clock_stops_while_the_applicant_owes_a_correction(who):
    # used when it was returned on 7 April: the 2nd, the 3rd and the 7th; two of five days are left
    application = returned_on(who, submitted_on(who, on(4, 1)), on(4, 7))
    assert application.acceptance_days_used == 3
    again = corrected(who, application, at=on(4, 20))
    assert (again.due_from, again.due_days, again.due_on) == (date(2026, 4, 20), 2, date(2026, 4, 22))


def test_used_days_add_up_over_two_corrections(who):
    application = returned_on(who, submitted_on(who, on(3, 10)), on(3, 12))
    assert application.acceptance_days_used == 2
    application = returned_on(who, corrected(who, application, at=on(3, 16)), on(3, 18))
    assert application.acceptance_days_used == 4
    assert corrected(who, application, at=on(3, 20)).due_on == date(2026, 3, 23)


def test_an_authority_that_used_up_its_days_has_one_more_for_the_new_version(who):
    application = returned_on(who, submitted_on(who, on(3, 10)), on(3, 27))
    assert application.acceptance_days_used == 13
    again = corrected(who, application, at=on(3, 30))
    assert (again.due_days, again.due_on) == (1, date(2026, 3, 31))


def test_a_correction_that_comes_back_at_once_has_used_nothing_of_it(who):
    application = returned_on(who, submitted_on(who, on(3, 10)), on(3, 10, hour=15))
    assert application.acceptance_days_used == 0
    assert corrected(who, application, at=on(3, 11)).due_days == 5


def test_the_correction_has_ten_working_days(who):
    # 劳动节 2026: 1 to 5 May are free, Saturday the 9th is worked; so 28, 29, 30 April, 6 to 9, 11 to 13 May
    application = submitted_on(who, on(4, 10))
    returned = returned_on(who, application, on(4, 27))
    assert (returned.due_days, returned.due_on) == (10, date(2026, 5, 13))


def test_a_correction_in_time_is_taken_on_its_last_day_and_refused_on_the_next(who):
    returned = returned_on(who, submitted_on(who, on(3, 10)), on(3, 12))
    answer_all(who, returned)
    assert returned.due_on == date(2026, 3, 26)
    assert refused(submit, returned, by=who.applicant, at=on(3, 27, hour=0)) == ["correction_over"]
    assert submit(returned, by=who.applicant, at=on(3, 26, hour=23))


def test_what_is_not_corrected_in_time_lapses_once(who):
    returned = returned_on(who, submitted_on(who, on(3, 10)), on(3, 12))
    assert refused(lapse, returned, by=who.clock, at=on(3, 26), reason="逾期未补正") == ["not_due"]
    assert lapse_overdue(on(3, 26)) == 0
    assert [lapse_overdue(on(3, 27)) for _ in range(2)] == [1, 0]
    lapsed = stages.fresh(returned)
    assert (lapsed.state, lapsed.due_on) == ("lapsed", None)
    assert "2026-03-26" in lapsed.ended_reason


def test_a_sweep_leaves_alone_what_is_in_time_and_what_the_authority_owes(who):
    call = stages.published_call(who)
    late = returned_on(who, stages.submitted(who, call), on(3, 10))
    unexamined = stages.submitted(who, call, by=who.rival)
    assert lapse_overdue(on(4, 10)) == 1
    assert [stages.fresh(case).state for case in (late, unexamined)] == ["lapsed", "submitted"]


def test_a_deadline_in_a_year_without_a_calendar_is_not_guessed(who):
    call = stages.published_call(who, opens_at=on(3, 3), closes_at=datetime(2028, 12, 31, tzinfo=BEIJING))
    application = stages.draft(who, call)
    stages.fill(application, who.applicant)
    at = datetime(2028, 12, 28, 9, tzinfo=BEIJING)  # the founding adopted the years until 2028
    assert refused(submit, application, by=who.applicant, at=at) == ["no_calendar"]
    assert stages.fresh(application).number is None


# --- whose turn it is -------------------------------------------------------------------------------------------


STATES = {  # stage → (whose turn, article, days of the rulebook, whether the authority's clock stands still)
    "draft": ("organisation", "12", None, False),
    "submitted": ("authority", "12", "acceptance", False),
    "returned": ("organisation", "12", "correction", True),
    "accepted": ("authority", "13", "review", False),
    "reviewed": ("authority", "13", "report", False),
    "on_notice": ("public", "14", "public_notice", False),
    "to_sign": ("authority", "14", "signing", False),
}


@pytest.mark.article("13", "14")
@pytest.mark.parametrize(("stage", "expected"), STATES.items())
def test_the_turn_says_whose_since_when_until_when_and_by_which_article(who, stage, expected):
    application = getattr(stages, stage)(who)
    whose, article, days, stopped = expected
    line = turn(application)
    assert (line.body.kind, line.article, line.stopped) == (whose, article, stopped)
    assert line.days == (application.call.rulebook.value(days) if days else None)
    assert (line.since, line.due_on, line.provisional) == (application.state_since, application.due_on, False)


@pytest.mark.article("13")
def test_during_the_review_the_turn_keeps_the_date_of_the_acceptance(who):
    panel = stages.scoring(who)
    application = panel.papers.get().application
    line = turn(application)
    assert (line.body, line.article, line.days) == (the("authority"), "13", application.call.rulebook.value("review"))
    assert line.since == panel.state_since


@pytest.mark.article("13")
def test_a_reported_application_waits_for_the_government_without_a_date(who):
    application = stages.sent_report(who).items.get().application
    line = turn(application)
    assert (line.body, line.article, line.due_on, line.days) == (the("government"), "13", None, None)


@pytest.mark.django_db
@pytest.mark.parametrize("over", ["awarded", "declined", "rejected", "withdrawn", "lapsed"])
def test_an_application_that_is_over_is_nobody_s_turn(over):
    assert turn(Application(state=over)) is None


def test_every_state_is_somebody_s_turn_or_over():
    over = {"awarded", "declined", "rejected", "withdrawn", "lapsed"}
    assert set(OWED) | over == set(Application.State.values)
