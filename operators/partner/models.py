"""Partners of an operator, their credit grades, and the checklist of their exit (Arts 22-24)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from config.kernel.accounts.models import Seat
from config.kernel.documents.models import Document
from config.kernel.flows import both_or_neither, states_only
from config.kernel.writing import ActOnly
from operators.agreement.models import Agreement
from operators.application.models import Application
from operators.organisation.models import Organisation
from operators.partner.flow import PartnerFlow

ADMITTED = ("admitted", "restricted")  # it works with the operator's data
UNFINISHED = ("proposed", "admitted", "restricted", "exiting")


class Partner(PartnerFlow):
    """An organisation that works with the operator (合作方). `agreement`: in force when it was proposed; `application`:
    of the whole authorisation, so that a partner stays one when the agreement is amended.

    `conditions`: key of the rulebook's checklist → {statement, evidence: ids of documents}. `grade` is the present one;
    each that it had is a row of `grades`. `withheld`: the permissions that a restriction takes away.
    """

    class ExitKind(models.TextChoices):
        VOLUNTARY = "voluntary", pgettext_lazy("partner exit", "voluntary")
        BREACH = "breach", pgettext_lazy("partner exit", "for a breach")
        ASSESSMENT = "assessment", pgettext_lazy("partner exit", "after an assessment")
        QUALIFICATION = "qualification", pgettext_lazy("partner exit", "changed qualification")
        CREDIT = "credit", pgettext_lazy("partner exit", "bad credit")
        OPERATOR_EXIT = "operator_exit", pgettext_lazy("partner exit", "with the operator")

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="partners")
    application = models.ForeignKey(Application, models.PROTECT, related_name="partners")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="partnerships")
    purpose = models.TextField()
    conditions = models.JSONField(default=dict)
    contract = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    proposed_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    admitted_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    admitted_at = models.DateTimeField(null=True)
    grade = models.CharField(max_length=40, default="")
    withheld = models.JSONField(default=list)
    exit_kind = models.CharField(max_length=20, choices=ExitKind.choices, default="")
    exit_reason = models.TextField(default="")
    exit_begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_reason = models.TextField(default="")

    class Meta:
        verbose_name = _("partner")
        constraints = [
            states_only("partner", PartnerFlow.State),
            models.UniqueConstraint(
                fields=["application", "organisation"], condition=models.Q(state__in=UNFINISHED),
                name="partner_one_live",
            ),
            both_or_neither("partner_admitted_by_and_at", "admitted_by", "admitted_at"),
            models.CheckConstraint(
                condition=models.Q(state__in=["proposed", "declined"], admitted_at=None, grade="")
                | models.Q(state__in=["admitted", "restricted", "exiting", "exited"], admitted_at__isnull=False)
                & models.Q(contract__isnull=False) & ~models.Q(grade=""),
                name="partner_admitted_how",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["exiting", "exited"], exit_begun_at__isnull=False)
                & models.Q(exit_kind__in=["voluntary", "breach", "assessment", "qualification", "credit",
                                          "operator_exit"])
                | models.Q(state__in=["proposed", "declined", "admitted", "restricted"], exit_begun_at=None,
                           exit_kind=""),
                name="partner_exit_how",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["exited", "declined"]) ^ models.Q(ended_at=None),
                name="partner_ended_when",
            ),
        ]  # fmt: skip

    def __str__(self):
        return str(self.number)

    @property
    def call(self):
        return self.application.call

    @property
    def zone(self):
        return self.call.zone

    @property
    def rulebook(self):
        return self.call.rulebook

    @property
    def operator(self):
        """The organisation whose partner it is (专区运营单位)."""
        return self.application.organisation


class CreditGrade(ActOnly):
    """A credit grade that a partner was given, at its admission or by an assessment, and why (Art. 23)."""

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="grades")
    round = models.PositiveSmallIntegerField()
    grade = models.CharField(max_length=40)
    reason = models.TextField()
    evidence = models.JSONField(default=list)
    given_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["round"]
        constraints = [models.UniqueConstraint(fields=["partner", "round"], name="creditgrade_round_once")]


class Leaving(ActOnly):
    """One item of the checklist of a partner's exit, and what shows that it is done (Art. 24)."""

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="leavings")
    key = models.CharField(max_length=60)
    title = models.CharField(max_length=100)
    place = models.PositiveSmallIntegerField()
    text = models.TextField(default="")
    evidence = models.JSONField(default=list)
    done_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["partner", "key"], name="leaving_once"),
            both_or_neither("leaving_done_by_and_at", "done_by", "done_at"),
        ]
