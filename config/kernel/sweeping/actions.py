"""The verbs of sweeps (house:11)."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.kernel.accounts.models import Body
from config.kernel.acts import act
from config.kernel.sweeping import facts, rules
from config.kernel.sweeping.models import Reminder, Sweep


@act(rules.may_begin, title=_("begin a sweep"), article="house:11")
def begin(system: Body, *, by, at):
    """Of the day on which it begins, however late in it."""
    sweep = Sweep.objects.create(day=timezone.localdate(at), began_at=at)
    return facts.SweepBegun(sweep, by, at, sweep.day.isoformat())


@act(rules.may_note, title=_("note what a step of the sweep did"), article="house:11")
def note(sweep: Sweep, *, by, at, act, article, moved, left, failed):
    """What moved is in the ledger of each case too; what was left or failed is here alone."""
    sweep.steps.append({"act": act, "article": article, "moved": moved, "left": left, "failed": failed})
    sweep.moved, sweep.left, sweep.failed = sweep.moved + moved, sweep.left + left, sweep.failed + failed
    return facts.StepSwept(sweep, by, at, act, article, moved, left, failed)


@act(rules.may_remind, title=_("remind of deadlines"), article="house:11")
def remind(sweep: Sweep, *, by, at, reminders):
    """Of many cases together: no case changes by it, so none of its copies is out of date."""
    Reminder.objects.bulk_create(
        Reminder(sweep=sweep, **{name: row[name] for name in ("case_kind", "case_id", "due_on", "moment")})
        for row in reminders
    )
    sweep.reminders += len(reminders)
    return facts.RemindersWritten(sweep, by, at, reminders)


@act(rules.may_end, title=_("end the sweep"))
def end(sweep: Sweep, *, by, at):
    """Every step was taken."""
    sweep.end()
    sweep.ended_at = at
    return facts.SweepEnded(sweep, by, at, sweep.moved, sweep.left, sweep.failed, sweep.reminders)


@act(rules.may_break_off, title=_("break off the sweep"))
def break_off(sweep: Sweep, *, by, at):
    """Whoever did it is gone; what it moved, it moved."""
    sweep.break_off()
    sweep.ended_at = at
    return facts.SweepBrokenOff(sweep, by, at)
