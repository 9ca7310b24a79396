"""The nightly sweep: one run after the other, late, twice; what it did is a record (house:11)."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from config import wiring
from config.celery import app
from config.kernel.accounts.queries import the
from config.kernel.ledger.models import Entry
from config.kernel.sweeping import actions, running
from config.kernel.sweeping.models import Sweep
from config.kernel.sweeping.queries import visible_to
from config.kernel.sweeping.steps import Done, Step
from tests import stages
from tests.cast import later
from tests.kernel.multitude import applications, copies
from tests.kernel.trials import entries
from tests.refusing import refused
from zones.call.actions import close
from zones.call.models import Call
from zones.call.tasks import close_due

pytestmark = pytest.mark.article("house:11")
LATE = later(days=300)


@pytest.fixture(autouse=True)
def anchor_beside_nothing(settings, tmp_path):
    settings.LEDGER_ANCHOR = str(tmp_path / "anchor")


def test_it_moves_what_is_due_and_says_so_in_a_record_of_its_own(who):
    noticed = applications(stages.on_notice(who), 3)
    run = running.sweep(LATE)
    assert {stages.fresh(case).state for case in noticed} == {"to_sign"}
    step = next(step for step in run.steps if step["act"] == "application.end_notice")
    assert step == {"act": "application.end_notice", "article": "14", "moved": 4, "left": 0, "failed": 0}
    assert (run.state, run.day, run.ended_at) == ("ended", timezone.localdate(LATE), LATE)
    assert run.moved == sum(step["moved"] for step in run.steps)
    acts = entries(run)
    assert (acts[0], acts[-1], acts.count("sweeping.note")) == ("sweeping.begin", "sweeping.end", len(run.steps))


def test_one_entry_for_each_case_that_moved(who):
    case = stages.on_notice(who)
    before = Entry.objects.count()
    run = running.sweep(LATE)
    assert Entry.objects.count() - before == run.moved + run.ledger_seq  # nothing hangs on what moved here
    assert entries(case)[-1] == "application.end_notice"


def test_a_second_run_moves_nothing_and_the_day_s_sweep_is_not_asked_twice(who):
    stages.on_notice(who)
    assert running.sweep_due(LATE).moved == 1
    again = running.sweep(LATE)
    assert (again.moved, again.left, again.failed, again.reminders, again.steps) == (0, 0, 0, 0, [])
    assert running.sweep_due(LATE) is None
    assert Sweep.objects.count() == 2
    assert running.sweep_due(later(days=301)) is not None


def test_a_late_run_makes_up_for_the_nights_that_were_missed(who):
    call = stages.published_call(who)
    earlier, much_later = copies(call, 2)
    assert earlier.closes_at < later(days=300)
    running.sweep(later(days=300))
    assert {stages.fresh(case).state for case in (call, earlier, much_later)} == {"closed"}


def test_what_is_not_due_stays(who):
    case = stages.on_notice(who)
    run = running.sweep(later())
    assert (run.moved, stages.fresh(case).state) == (0, "public_notice")


def test_one_that_fails_keeps_none_waiting_and_is_counted(who, monkeypatch):
    cases = copies(stages.published_call(who), 3)
    do = close.do

    def failing(call, *, by, at):
        if call.pk == cases[1].pk:
            raise ArithmeticError("a defect")
        return do(call, by=by, at=at)

    monkeypatch.setattr(close, "do", failing)
    monkeypatch.setattr("config.kernel.sweeping.steps.log.exception", lambda *said: None)
    assert close_due.run(LATE) == Done(moved=3, left=0, failed=1)
    assert [stages.fresh(case).state for case in cases] == ["closed", "published", "closed"]
    monkeypatch.setattr(close, "do", do)
    assert close_due.run(LATE) == Done(moved=1)


def test_one_that_is_refused_is_counted_as_left(who):
    stages.published_call(who)
    step = Step(close, lambda at: Call.objects.all())
    assert step.run(later()).left == Call.objects.count()
    assert step.run(later()).moved == 0


def test_a_run_that_was_killed_is_broken_off_by_the_next_which_goes_on(who):
    case = stages.on_notice(who)
    killed = actions.begin(the("system"), by=who.clock, at=later(days=299)).subject
    assert refused(actions.begin, the("system"), by=who.clock, at=LATE) == ["running"]
    run = running.sweep(LATE)
    assert (stages.fresh(killed).state, run.state, run.moved) == ("broken_off", "ended", 1)
    assert stages.fresh(case).state == "to_sign"
    over = stages.fresh(killed)
    for act in (actions.end, actions.break_off):
        assert refused(act, over, by=who.clock, at=LATE) == ["wrong_state"]
    words = {"act": "call.close", "article": "12", "moved": 1, "left": 0, "failed": 0}
    assert [no.code for no in actions.note.refusals(over, by=who.clock, at=LATE, **words)] == ["over"]
    assert refused(actions.remind, over, by=who.clock, at=LATE, reminders=[]) == ["over", "reminders"]


@pytest.mark.parametrize("role", ["officer", "system_admin", "applicant"])
def test_the_clock_alone_sweeps(who, role):
    by = getattr(who, role)
    assert refused(actions.begin, the("system"), by=by, at=LATE) == ["role"]
    run = actions.begin(the("system"), by=who.clock, at=LATE).subject
    assert refused(actions.end, run, by=by, at=LATE) == ["role"]


def test_the_authority_and_the_administrators_see_what_was_done_and_nobody_else(who):
    run = running.sweep(LATE)
    for name in ("officer", "system_admin", "security_admin", "audit_admin"):
        assert list(visible_to(getattr(who, name))) == [run]
    for seat in (who.supervisor, who.applicant, who.clock, None):
        assert list(visible_to(seat)) == []


def test_what_ends_at_an_instant_does_not_wait_for_the_night(who):
    noticed = stages.on_notice(who)
    call = stages.published_call(who, zone=stages.zone(who, name="另一专区"))
    assert running.end_by_the_hour(call.closes_at) >= 1
    assert [stages.fresh(case).state for case in (call, noticed)] == ["closed", "public_notice"]
    assert Sweep.objects.count() == 0


def test_the_command_sweeps_and_lists(who):
    stages.on_notice(who)
    said, listed = StringIO(), StringIO()
    call_command("sweep", stdout=said)
    call_command("sweep", "--list", stdout=listed)
    assert listed.getvalue() == said.getvalue()
    assert "application.end_notice (14): 1, 0, 0" in said.getvalue()


def test_beat_asks_for_one_sweep_and_for_what_ends_by_the_hour():
    asked = {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert {"config.kernel.sweeping.tasks.sweep_due", "config.kernel.sweeping.tasks.end_by_the_hour"} <= asked
    app.loader.import_default_modules()
    assert asked <= set(app.tasks)
    assert not [task for task in asked if task.partition(".")[0] != "config"]


def test_every_clock_s_act_that_is_due_by_a_date_is_a_step():
    assert [step.act.name for step in wiring.SWEEP] == [
        "call.close", "countersigning.expire", "application.end_notice", "application.lapse", "renewal.open_window",
        "agreement.bring_into_force", "agreement.expire", "evaluation.finalise",
    ]  # fmt: skip
