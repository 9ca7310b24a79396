"""Applications, their drafts, versions, findings, corrections and objections (Arts 12-14, 17, 18)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.kernel.accounts.models import Seat
from config.kernel.encryption import EncryptedField
from config.kernel.flows import both_or_neither, states_only
from config.kernel.writing import ActOnly
from operators.application.flow import ApplicationFlow
from operators.organisation.models import Organisation
from zones.call.models import Call

ITEM_LENGTH = 200  # a condition's key, or a paper's title
TITLE_LENGTH = 402  # applicant · call


class Application(ApplicationFlow):
    """One organisation's answer to one call. The draft lies in Sections; what was submitted, in Versions.

    `title` keeps how applicant and call were called when it was begun and submitted: lists show it, and are searched.
    `acceptance_days_used` counts the officer's working days before a correction stopped the clock.
    """

    call = models.ForeignKey(Call, models.PROTECT, related_name="applications")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="applications")
    started_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    title = models.CharField(_("title"), max_length=TITLE_LENGTH, default="")
    acceptance_days_used = models.PositiveSmallIntegerField(default=0)
    ended_reason = models.TextField(default="")

    class Meta:
        verbose_name = _("application")
        constraints = [
            states_only("application", ApplicationFlow.State),
            models.UniqueConstraint(
                fields=["call", "organisation"],
                condition=~models.Q(state__in=["withdrawn", "declined", "lapsed", "rejected"]),
                name="application_one_live",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "withdrawn", "lapsed"]) | models.Q(submitted_at__isnull=False),
                name="application_submitted_when",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-id"], name="application_of_organisation"),
            models.Index(fields=["state", "due_on", "id"], name="application_queue"),
        ]

    def __str__(self):
        return self.number or str(_("draft application"))

    @property
    def zone(self):
        return self.call.zone

    @property
    def version_now(self) -> "Version | None":
        """What was submitted last."""
        return self.versions.order_by("-number").first()


class Section(models.Model):
    """A part of the draft. It saves itself, even incomplete, outside any act; `revision` tells two tabs apart."""

    class Name(models.TextChoices):
        PROFILE = "profile", _("profile and contact")
        CONDITIONS = "conditions", _("conditions")
        SCENARIOS = "scenarios", _("promised scenarios")
        DATA = "data", _("data needed")
        PLAN = "plan", _("operation plan")
        PAPERS = "papers", _("papers asked for")
        ANSWERS = "answers", _("answers to corrections")

    application = models.ForeignKey(Application, models.PROTECT, related_name="sections")
    name = models.CharField(max_length=20, choices=Name.choices)
    content = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "name"], name="section_once")]


class Version(ActOnly):
    """What was submitted, word for word; its digest stands in the ledger."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    submitted_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["application", "number"], name="version_once")]


class Finding(ActOnly):
    """What an officer found about one condition of one version."""

    class Result(models.TextChoices):
        MET = "met", _("met")
        TO_CORRECT = "to_correct", _("to be corrected")
        NOT_MET = "not_met", _("not met")

    application = models.ForeignKey(Application, models.PROTECT, related_name="findings")
    version = models.ForeignKey(Version, models.PROTECT, related_name="findings")
    condition = models.CharField(max_length=60)
    result = models.CharField(max_length=20, choices=Result.choices)
    remark = models.TextField(default="")
    by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "condition"], name="finding_once")]


class Correction(ActOnly):
    """One item to be put right, told together with all the others (一次性告知), answered one by one."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="corrections")
    version = models.ForeignKey(Version, models.PROTECT, related_name="corrections")
    section = models.CharField(max_length=20, choices=Section.Name.choices)
    item = models.CharField(max_length=ITEM_LENGTH, default="")
    remark = models.TextField()
    answer = models.TextField(default="")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)


class Objection(ActOnly):
    """What somebody, under their real name, holds against an award on public notice."""

    class Outcome(models.TextChoices):
        UPHELD = "upheld", _("upheld")
        DISMISSED = "dismissed", _("dismissed")

    application = models.ForeignKey(Application, models.PROTECT, related_name="objections")
    by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    real_name = models.CharField(max_length=100)
    identity_number = EncryptedField()
    text = models.TextField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default="")
    reply = models.TextField(default="")
    answered_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [both_or_neither("objection_answered_by_and_at", "answered_by", "answered_at")]


class Reader(ActOnly):
    """A seat of another body that may read this application: an expert of its panel, after declaring."""

    application = models.ForeignKey(Application, models.PROTECT, related_name="readers")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="reading")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "seat"], name="reader_once")]
