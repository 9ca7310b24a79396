"""Reminders: some working days ahead, on the day, on each working day after it, each once (house:11; house:6)."""

from datetime import date, datetime, time

import pytest
from django.utils import translation

from config.kernel.accounts.queries import the
from config.kernel.outbox.delivery import deliver_due
from config.kernel.outbox.models import Delivery, Message
from config.kernel.sweeping import actions, reminders, running
from config.kernel.sweeping.models import Reminder
from config.story.telling import BEIJING
from operators.application.actions import find, object_to, return_for_correction
from operators.application.turns import turn
from tests import stages
from tests.correcting import corrected
from tests.refusing import refused

pytestmark = pytest.mark.article("house:11", "house:6")


def night(day: date) -> datetime:
    return datetime.combine(day, time(0, 5), BEIJING)


def moments(case) -> list[str]:
    rows = Reminder.objects.filter(case_kind=case.noun(), case_id=case.pk).order_by("pk")
    return list(rows.values_list("moment", flat=True))


def owed(case) -> list[Delivery]:
    return list(Delivery.objects.filter(params__about=case.key, channel="in_app").select_related("seat__user", "entry"))


@pytest.fixture
def submitted(who):
    """Due on Friday, 13 March 2026, five working days after the 6th."""
    case = stages.submitted(who)
    assert case.due_on == date(2026, 3, 13)
    return case


def test_ahead_on_the_day_and_on_each_working_day_after_it_once_each(submitted):
    for day in range(8, 20):  # the 14th and 15th are a weekend
        running.sweep(night(date(2026, 3, day)))
        running.sweep(night(date(2026, 3, day)))
    assert moments(submitted) == ["ahead", "today", "2026-03-16", "2026-03-17", "2026-03-18", "2026-03-19"]
    ahead = Reminder.objects.get(case_id=submitted.pk, case_kind="application", moment="ahead")
    assert ahead.sweep.day == date(2026, 3, 10)  # three working days: the 11th, the 12th, the 13th


def test_on_a_day_off_nobody_is_reminded_of_what_is_late(submitted):
    running.sweep(night(date(2026, 3, 14)))
    assert moments(submitted) == []


def test_what_was_missed_comes_late_and_once(submitted):
    running.sweep(night(date(2026, 3, 12)))
    assert moments(submitted) == ["ahead"]


def test_nobody_is_reminded_of_what_has_been_done(who, submitted):
    for condition in submitted.call.conditions():
        find(submitted, by=who.officer, at=night(date(2026, 3, 11)), condition=condition["key"], result="met")
    items = [{"section": "plan", "remark": "请补充。"}]
    back = return_for_correction(submitted, by=who.officer, at=night(date(2026, 3, 11)), items=items).subject
    running.sweep(night(date(2026, 3, 13)))
    assert moments(submitted) == []
    running.sweep(night(back.due_on))
    assert moments(submitted) == ["today"]
    corrected(who, stages.fresh(back), at=night(back.due_on))
    running.sweep(night(back.due_on))
    assert moments(submitted) == ["today"]


def test_those_hear_whose_turn_it_is(who, submitted):
    running.sweep(night(date(2026, 3, 13)))
    assert {row.seat.body_id for row in owed(submitted)} == {who.officer.body_id}
    assert {row.seat.role for row in owed(submitted)} == {"officer"}
    returned = stages.returned(who, submitted)
    running.sweep(night(returned.due_on))
    assert who.applicant.body_id in {row.seat.body_id for row in owed(submitted)}


def test_it_is_said_with_its_article_in_the_reader_s_language(who, submitted):
    running.sweep(night(date(2026, 3, 16)))
    row = owed(submitted)[0]
    with translation.override("en"):
        assert row.said_title() == f"Overdue: application {submitted.number}"
        assert row.said_text() == (
            f"It is still your turn: application {submitted.number} was due on 2026-03-13 (Art. 12)."
        )


def test_the_message_is_about_the_case(who, submitted):
    running.sweep(night(date(2026, 3, 13)))
    deliver_due(limit=10_000)
    found = Message.objects.filter(delivery__in=owed(submitted))
    assert {(row.case_kind, row.case_id) for row in found} == {("application", submitted.pk)}


def test_a_reminder_changes_no_case(who, submitted):
    running.sweep(night(date(2026, 3, 13)))
    assert stages.fresh(submitted).version == submitted.version


def test_an_objection_has_a_deadline_of_its_own(who):
    case = stages.on_notice(who)
    at = datetime.combine(case.due_on, time(9), BEIJING)
    words = {"real_name": "何明", "identity_number": "110101199003070011", "text": "存在利益关系。"}
    object_to(case, by=who.outsider, at=at, **words)
    due = turn(stages.fresh(case)).due_on
    assert due > case.due_on
    running.sweep(night(due))
    row = Reminder.objects.get(case_kind="application", case_id=case.pk)
    assert (row.due_on, row.moment) == (due, "today")


def test_each_is_written_once_whoever_asks(who, submitted):
    run = actions.begin(the("system"), by=who.clock, at=night(date(2026, 3, 13))).subject
    rows = [row for found in reminders.due(night(date(2026, 3, 13))) for row in found]
    actions.remind(run, by=who.clock, at=night(date(2026, 3, 13)), reminders=rows)
    assert list(reminders.due(night(date(2026, 3, 13)))) == []
    run = stages.fresh(run)
    assert refused(actions.remind, run, by=who.clock, at=night(date(2026, 3, 13)), reminders=rows) == ["reminders"]


def test_without_a_calendar_that_reaches_so_far_the_day_itself_is_left(who, submitted):
    assert next(reminders.due(datetime(2028, 12, 29, 0, 5, tzinfo=BEIJING)))[0]["moment"] == "2028-12-29"
