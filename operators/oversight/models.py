"""Incidents, breaches with their orders to rectify, and interviews, each under an agreement (Arts 16, 31-33)."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.kernel.accounts.models import Seat
from config.kernel.flows import both_or_neither, states_only
from config.kernel.writing import ActOnly
from operators.agreement.models import Agreement
from operators.oversight.flow import BreachFlow, IncidentFlow, InterviewFlow

STANDING = ("found", "ordered", "answered")  # a breach that is neither rectified nor taken back


class Overseen(models.Model):
    """What it is about: an agreement, its zone. It stands after the flow: Django takes the first's guarded rows."""

    number: Any  # of the flow

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    def __str__(self):
        return str(self.number)

    @property
    def call(self):
        return self.agreement.application.call

    @property
    def zone(self):
        return self.call.zone

    @property
    def rulebook(self):
        return self.call.rulebook


class Incident(IncidentFlow, Overseen):
    """Data leaked, tampered with or misused. `severity`: a key of the rulebook's; `report_by`: its hours after the
    discovery, when the operator must have reported it."""

    class Kind(models.TextChoices):
        LEAK = "leak", _("leak of data")
        TAMPERING = "tampering", _("tampering with data")
        MISUSE = "misuse", _("misuse of data")

    kind = models.CharField(max_length=20, choices=Kind.choices)
    severity = models.CharField(max_length=40)
    discovered_at = models.DateTimeField()
    noted_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    report_by = models.DateTimeField(db_index=True)
    what = models.TextField()
    reported_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    reported_at = models.DateTimeField(null=True)
    report_text = models.TextField(default="")
    containment = models.TextField(default="")
    cause = models.TextField(default="")
    conclusion = models.TextField(default="")
    closed_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("incident")
        constraints = [
            states_only("incident", IncidentFlow.State),
            models.CheckConstraint(condition=models.Q(kind__in=["leak", "tampering", "misuse"]), name="incident_kind"),
            models.CheckConstraint(
                condition=models.Q(report_by__gt=models.F("discovered_at")), name="incident_report_after_discovery"
            ),
            both_or_neither("incident_reported_by_and_at", "reported_by", "reported_at"),
            both_or_neither("incident_closed_by_and_at", "closed_by", "closed_at"),
            models.CheckConstraint(
                condition=models.Q(state="discovered", reported_at=None)
                | ~models.Q(state="discovered") & models.Q(reported_at__isnull=False),
                name="incident_reported_when",
            ),
            models.CheckConstraint(
                condition=models.Q(state="closed") ^ models.Q(closed_at=None), name="incident_closed_when"
            ),
        ]

    def overdue_at(self, at) -> bool:
        """Whether the report came too late, or is missing at this instant though its hours are over (Art. 31)."""
        return (self.reported_at or at) > self.report_by

    @property
    def overdue(self) -> bool:
        return self.overdue_at(timezone.now())


class Breach(BreachFlow, Overseen):
    """Where an operator does not keep the agreement or the measures. Grave: it may be terminated for (Art. 16)."""

    what = models.TextField()
    provision = models.CharField(max_length=200)
    grave = models.BooleanField()
    found_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    found_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_reason = models.TextField(default="")

    class Meta:
        verbose_name = _("breach")
        verbose_name_plural = _("breaches")
        constraints = [
            states_only("breach", BreachFlow.State),
            models.CheckConstraint(
                condition=models.Q(state__in=["closed", "withdrawn"]) ^ models.Q(ended_at=None),
                name="breach_ended_when",
            ),
        ]

    @property
    def last_order(self):
        """The order that runs, or ran last; None before the first."""
        return self.orders.order_by("-round").first()

    def overdue_at(self, at) -> bool:
        """Whether what was ordered last was not answered in time; what was not accepted is ordered anew (Art. 31)."""
        if self.state not in ("ordered", "answered") or (order := self.last_order) is None:
            return False
        return timezone.localdate(order.answered_at or at) > (self.due_on or order.due_on)

    @property
    def overdue(self) -> bool:
        return self.overdue_at(timezone.now())


class Rectification(ActOnly):
    """One order to rectify, the operator's answer with its evidence (ids of documents), and whether it was accepted."""

    breach = models.ForeignKey(Breach, models.PROTECT, related_name="orders")
    round = models.PositiveSmallIntegerField()
    text = models.TextField()
    ordered_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField()
    due_on = models.DateField()
    report = models.TextField(default="")
    evidence = models.JSONField(default=list)
    answered_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    accepted = models.BooleanField(null=True)
    judged_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True)
    remark = models.TextField(default="")

    class Meta:
        ordering = ["round"]
        constraints = [
            models.UniqueConstraint(fields=["breach", "round"], name="rectification_round_once"),
            models.UniqueConstraint(
                fields=["breach"], condition=models.Q(accepted=None), name="rectification_one_running"
            ),
            both_or_neither("rectification_answered_by_and_at", "answered_by", "answered_at"),
            both_or_neither("rectification_judged_how", "accepted", "judged_by", "judged_at"),
            models.CheckConstraint(
                condition=models.Q(judged_at=None) | models.Q(answered_at__isnull=False),
                name="rectification_answered_before_judged",
            ),
        ]


class Interview(InterviewFlow, Overseen):
    """A reminder or an interview (提醒、约谈), or the hearing of the operator before a termination for a breach."""

    class Kind(models.TextChoices):
        REMINDER = "reminder", _("reminder")
        INTERVIEW = "interview", _("interview")
        HEARING = "hearing", _("hearing before a termination")

    kind = models.CharField(max_length=20, choices=Kind.choices)
    breach = models.ForeignKey(Breach, models.PROTECT, null=True, related_name="hearings")
    ground = models.TextField()
    opened_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    minutes = models.TextField(default="")
    recorded_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(null=True)
    answer = models.TextField(default="")
    replied_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    replied_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("interview")
        constraints = [
            states_only("interview", InterviewFlow.State),
            models.CheckConstraint(
                condition=models.Q(kind="hearing", breach__isnull=False)
                | models.Q(kind__in=["reminder", "interview"], breach=None),
                name="interview_kind",
            ),
            models.UniqueConstraint(
                fields=["breach"], condition=models.Q(kind="hearing") & ~models.Q(state="closed"),
                name="interview_one_hearing",
            ),
            both_or_neither("interview_recorded_by_and_at", "recorded_by", "recorded_at"),
            both_or_neither("interview_replied_by_and_at", "replied_by", "replied_at"),
            models.CheckConstraint(
                condition=models.Q(state="closed") ^ models.Q(closed_at=None), name="interview_closed_when"
            ),
        ]  # fmt: skip

    def over_at(self, at) -> bool:
        """Whether the operator has replied, or its days for a reply are over: then it was heard (Art. 16)."""
        over = self.due_on is not None and timezone.localdate(at) > self.due_on
        return self.replied_at is not None or self.closed_at is not None or over

    @property
    def overdue(self) -> bool:
        """Whether the operator owes its reply, and the days for it are over."""
        over = self.due_on is not None and timezone.localdate() > self.due_on
        return over and self.replied_at is None
