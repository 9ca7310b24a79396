"""Experts with their ties, panels with their draw, sheets and results (Arts 9, 13)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.kernel.accounts.models import Seat
from config.kernel.flows import Case, states_only
from config.kernel.writing import ActOnly
from operators.application.models import Application
from operators.review.flow import PanelFlow
from zones.call.models import Call


class Expert(Case):
    """Somebody in the pool: the seat, the fields (their codes) and the present employer."""

    seat = models.OneToOneField(Seat, models.PROTECT, related_name="expert")
    fields = models.JSONField(default=list)
    employer = models.CharField(max_length=200)
    employer_code = models.CharField(max_length=18)

    class Meta:
        verbose_name = _("expert")

    def __str__(self):
        return self.seat.user.full_name


class Tie(ActOnly):
    """What ties an expert to an organisation, by its credit code: a conflict is derived from it."""

    class Kind(models.TextChoices):
        EMPLOYER = "employer", _("employer")
        PAST_EMPLOYER = "past_employer", _("past employer")
        RELATION = "relation", _("relation")

    expert = models.ForeignKey(Expert, models.PROTECT, related_name="ties")
    credit_code = models.CharField(max_length=18, db_index=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    note = models.CharField(max_length=200, default="")


class Panel(PanelFlow):
    """The panel of one call. `seed`, `candidates` and `order` let anybody draw it again (see drawing.py).

    `candidates`: [{expert, employer, in_field}] as they stood at the draw, those with a conflict left out;
    `shut_out`: [{expert, why}] for these; `order`: every candidate's id, the first `size` being drawn.
    """

    call = models.ForeignKey(Call, models.PROTECT, related_name="panels")
    size = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=64)
    candidates = models.JSONField()
    shut_out = models.JSONField()
    order = models.JSONField()
    convened_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    convened_at = models.DateTimeField()
    minutes = models.TextField(default="")
    concluded_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("panel")
        constraints = [
            states_only("panel", PanelFlow.State),
            models.UniqueConstraint(
                fields=["call"], condition=models.Q(state__in=["convening", "scoring"]), name="panel_one_live"
            ),
        ]

    def __str__(self):
        return str(self.call)


class Member(ActOnly):
    """An expert on a panel: drawn, then declared free of conflict or recused."""

    class Standing(models.TextChoices):
        DRAWN = "drawn", _("drawn")
        DECLARED = "declared", _("declared free of conflict")
        RECUSED = "recused", _("recused")

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="members")
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="memberships")
    standing = models.CharField(max_length=10, choices=Standing.choices, default=Standing.DRAWN)
    reason = models.TextField(default="")
    declared_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["panel", "expert"], name="member_once")]


class Paper(ActOnly):
    """An application that a panel reviews."""

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="papers")
    application = models.ForeignKey(Application, models.PROTECT, related_name="reviews")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["panel", "application"], name="paper_once")]


class SheetDraft(models.Model):
    """A sheet that its expert still fills in; it saves itself, and nobody else reads it."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="drafts")
    application = models.ForeignKey(Application, models.PROTECT, related_name="+")
    content = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "application"], name="sheet_draft_once")]


class Sheet(ActOnly):
    """A sheet as sent: points per criterion (at most its weight), their total, three opinions (Art. 9)."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="sheets")
    application = models.ForeignKey(Application, models.PROTECT, related_name="sheets")
    points = models.JSONField()
    opinions = models.JSONField()
    total = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "application"], name="sheet_once")]


class Result(ActOnly):
    """What the panel concluded on one application."""

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="results")
    application = models.ForeignKey(Application, models.PROTECT, related_name="results")
    mean = models.DecimalField(max_digits=5, decimal_places=2)
    spread = models.PositiveSmallIntegerField()
    passed = models.BooleanField()
    rank = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["rank"]
        constraints = [models.UniqueConstraint(fields=["panel", "application"], name="result_once")]
