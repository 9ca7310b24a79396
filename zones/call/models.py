"""The notice that opens applications (申报通知), and the questions asked about it (Arts 11, 12)."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.kernel.accounts.models import Seat
from config.kernel.flows import both_or_neither, states_only
from config.kernel.writing import ActOnly
from zones.call.flow import CallFlow
from zones.rulebook.models import Rulebook
from zones.zone.models import Zone


class Selection(models.TextChoices):
    """How the operator is chosen; the measures know only the first, 27:12 the others."""

    REVIEW = "review", _("open application and expert review")
    OPEN_TENDER = "open_tender", _("open tender")
    INVITED_TENDER = "invited_tender", _("invited tender")
    NEGOTIATION = "negotiation", _("negotiation")


class Call(CallFlow):
    """A call for one zone, under one version of the rulebook.

    `requirements`: the zone's own conditions, as in the rulebook: {key, article, title_zh, title_en, evidence,
    valid_until}. `papers`: what is asked for, a list of titles. The window is in server time: from `opens_at` until
    just before `closes_at`.
    """

    Selection = Selection

    zone = models.ForeignKey(Zone, models.PROTECT, related_name="calls")
    rulebook = models.ForeignKey(Rulebook, models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"))
    opens_at = models.DateTimeField(_("opens at"))
    closes_at = models.DateTimeField(_("closes at"))
    places = models.PositiveSmallIntegerField(_("places"), default=1)
    selection = models.CharField(max_length=20, choices=Selection.choices, default=Selection.REVIEW)
    requirements = models.JSONField(default=list)
    papers = models.JSONField(default=list)
    published_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    ended_reason = models.TextField(default="")

    class Meta:
        verbose_name = _("call")
        constraints = [
            states_only("call", CallFlow.State),
            models.CheckConstraint(condition=models.Q(closes_at__gt=models.F("opens_at")), name="call_end_after_start"),
            models.CheckConstraint(condition=models.Q(places__gte=1), name="call_has_places"),
            models.CheckConstraint(condition=models.Q(selection__in=Selection.values), name="call_selection_known"),
            both_or_neither("call_published_by_and_at", "published_by", "published_at"),
        ]
        indexes = [models.Index(fields=["state", "closes_at", "id"], name="call_by_state")]

    def __str__(self):
        return self.title

    def is_open(self, at: datetime) -> bool:
        """Whether applications are taken at this instant of server time (Art. 12)."""
        return self.state == self.State.PUBLISHED and self.opens_at <= at < self.closes_at

    def conditions(self) -> list[dict]:
        """The conditions of Arts 17 and 18, and this call's own."""
        return [*self.rulebook.value("conditions"), *self.requirements]


class Question(ActOnly):
    """A question about a call; with its answer it is public to all, without the name of who asked (Art. 11)."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="questions")
    asked_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    text = models.TextField()
    answer = models.TextField(default="")
    answered_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [both_or_neither("question_answered_by_and_at", "answered_by", "answered_at")]
        indexes = [models.Index(fields=["call", "id"], name="question_of_call")]
