"""The nightly sweep: a record of each run, and the reminders that were written (house:11)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.kernel.flows import states_only
from config.kernel.sweeping.flow import SweepFlow
from config.kernel.writing import ActOnly

AHEAD, TODAY = "ahead", "today"


class Sweep(SweepFlow):
    """One run. `day`: of which day, in Beijing. `steps`: what each did, in their order: {act, article, moved, left,
    failed}. One run at a time: whoever finds another's open knows that it was killed, and breaks it off."""

    day = models.DateField(_("day"))
    began_at = models.DateTimeField(_("began at"))
    ended_at = models.DateTimeField(_("ended at"), null=True)
    steps = models.JSONField(default=list)
    moved = models.PositiveIntegerField(_("moved"), default=0)
    left = models.PositiveIntegerField(_("left where they are"), default=0)
    failed = models.PositiveIntegerField(_("failed"), default=0)
    reminders = models.PositiveIntegerField(_("reminders"), default=0)

    class Meta:
        verbose_name = _("sweep")
        constraints = [
            states_only("sweep", SweepFlow.State),
            models.UniqueConstraint(fields=["state"], condition=models.Q(state="running"), name="sweep_one_running"),
            models.CheckConstraint(
                condition=models.Q(state="running", ended_at=None)
                | ~models.Q(state="running") & ~models.Q(ended_at=None),
                name="sweep_over_when",
            ),
        ]
        indexes = [models.Index(fields=["day", "state"], name="sweep_of_day")]

    def __str__(self):
        return self.day.isoformat()


class Reminder(ActOnly):
    """That somebody was reminded of a deadline. `moment`: AHEAD, TODAY, or the day after it on which it was."""

    sweep = models.ForeignKey(Sweep, models.PROTECT, related_name="+")
    case_kind = models.CharField(max_length=40)
    case_id = models.BigIntegerField()
    due_on = models.DateField()
    moment = models.CharField(max_length=10)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case_kind", "case_id", "due_on", "moment"], name="reminder_once")
        ]
