"""The exit of an operator (退出) and the list of what is to be done in it (Arts 16, 33)."""

from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.kernel.accounts.models import Seat
from config.kernel.flows import both_or_neither, states_only
from config.kernel.writing import ActOnly
from operators.agreement.models import Agreement
from operators.exit.flow import ExitFlow


class Exit(ExitFlow):
    """An authorisation is over, and its operator leaves the zone. One of each agreement that was terminated, or that
    expired and that no other agreement continues. Its `due_on` is that of the item that is to be done next."""

    class Ground(models.TextChoices):
        TERMINATED = "terminated", _("the authorisation was terminated")
        EXPIRED = "expired", _("the term of the agreement is over")

    agreement = models.OneToOneField(Agreement, models.PROTECT, related_name="exit")
    ground = models.CharField(max_length=20, choices=Ground.choices)
    opened_at = models.DateTimeField()
    plan = models.TextField(default="")
    begun_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    begun_at = models.DateTimeField(null=True)
    minutes = models.TextField(default="")
    accepted_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("exit")
        constraints = [
            states_only("exit", ExitFlow.State),
            models.CheckConstraint(condition=models.Q(ground__in=["terminated", "expired"]), name="exit_ground"),
            both_or_neither("exit_begun_by_and_at", "begun_by", "begun_at"),
            both_or_neither("exit_accepted_by_and_at", "accepted_by", "accepted_at"),
            models.CheckConstraint(
                condition=models.Q(state__in=["accepted", "closed"]) ^ models.Q(accepted_at=None),
                name="exit_accepted_when",
            ),
            models.CheckConstraint(
                condition=models.Q(state="closed") ^ models.Q(closed_at=None), name="exit_closed_when"
            ),
        ]

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

    @property
    def overdue(self) -> bool:
        """Whether what is to be done next is late."""
        return self.due_on is not None and timezone.localdate() > self.due_on


class ExitItem(ActOnly):
    """One thing to be done, as the rulebook says: by whom, within how many working days after the opening, whether
    papers prove it (`proven`; `evidence` are ids of documents), and before which step it must be verified."""

    class Owner(models.TextChoices):
        OPERATOR = "operator", _("operator")
        AUTHORITY = "authority", _("data authority")
        SUPERVISOR = "supervisor", _("supervisor")

    class Before(models.TextChoices):
        ACCEPTANCE = "acceptance", pgettext_lazy("exit", "acceptance")
        CLOSING = "closing", _("closing")

    due_on: date | None  # of a checklist: see queries

    exit = models.ForeignKey(Exit, models.PROTECT, related_name="items")
    key = models.CharField(max_length=40)
    title = models.CharField(max_length=100)
    owner = models.CharField(max_length=20, choices=Owner.choices)
    days = models.PositiveSmallIntegerField()
    proven = models.BooleanField()
    before = models.CharField(max_length=20, choices=Before.choices)
    place = models.PositiveSmallIntegerField()
    report = models.TextField(default="")
    evidence = models.JSONField(default=list)
    done_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    remark = models.TextField(default="")
    verified_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    verified_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["exit", "key"], name="exit_item_once"),
            models.CheckConstraint(
                condition=models.Q(owner__in=["operator", "authority", "supervisor"]), name="exit_item_owner"
            ),
            models.CheckConstraint(condition=models.Q(before__in=["acceptance", "closing"]), name="exit_item_before"),
            both_or_neither("exit_item_done_by_and_at", "done_by", "done_at"),
            both_or_neither("exit_item_verified_by_and_at", "verified_by", "verified_at"),
            models.CheckConstraint(
                condition=models.Q(verified_at=None)
                | models.Q(done_at__isnull=False) & ~models.Q(verified_by=models.F("done_by")),
                name="exit_item_done_before_verified",
            ),
        ]
