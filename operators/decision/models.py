"""Reports to the municipal government, and what it decided (Arts 13, 14)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.kernel.accounts.models import Seat, User
from config.kernel.documents.models import Document
from config.kernel.flows import both_or_neither, states_only
from config.kernel.writing import ActOnly
from operators.application.models import Application
from operators.decision.flow import ReportFlow
from zones.call.models import Call


class Report(ReportFlow):
    """One report on the reviewed applications of a call."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="reports")
    text = models.TextField()
    drafted_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    sent_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("report")
        constraints = [
            states_only("report", ReportFlow.State),
            models.UniqueConstraint(
                fields=["call"],
                condition=models.Q(state__in=["drafted", "countersigned", "sent"]),
                name="report_one_live",
            ),
            both_or_neither("report_sent_by_and_at", "sent_by", "sent_at"),
        ]

    def __str__(self):
        return self.number


class Item(ActOnly):
    """An application in a report, with what is recommended."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="items")
    application = models.ForeignKey(Application, models.PROTECT, related_name="report_items")
    recommended = models.BooleanField()
    opinion = models.TextField(default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "application"], name="report_item_once")]


class Decision(ActOnly):
    """The government's decision as entered by one person; it takes effect when another has verified it.

    `outcomes`: application id as text → "approved" or "rejected". `signing_mode`: a key of the rulebook (Art. 14), or
    "" where nothing was approved. The two persons stand beside their seats, so that the database can compare them.
    """

    class Standing(models.TextChoices):
        ENTERED = "entered", _("entered")
        VERIFIED = "verified", _("verified")
        REFUSED = "refused", _("refused by the verifier")

    report = models.ForeignKey(Report, models.PROTECT, related_name="decisions")
    document_number = models.CharField(_("document number"), max_length=60)
    decided_on = models.DateField(_("date"))
    signing_mode = models.CharField(max_length=40)
    outcomes = models.JSONField()
    scan = models.ForeignKey(Document, models.PROTECT, related_name="+")
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.ENTERED)
    entered_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    entered_person = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    answered_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    answered_person = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    reason = models.TextField(default="")

    class Meta:
        constraints = [
            both_or_neither("decision_answered_by_and_at", "answered_by", "answered_person", "answered_at"),
            models.CheckConstraint(
                condition=models.Q(answered_by=None) ^ ~models.Q(standing="entered"), name="decision_answered_when"
            ),
            models.UniqueConstraint(
                fields=["report"], condition=~models.Q(standing="refused"), name="decision_one_standing"
            ),
            models.CheckConstraint(
                condition=models.Q(answered_person=None) | ~models.Q(answered_person=models.F("entered_person")),
                name="decision_two_persons",
            ),
        ]
