"""Agreements that were signed before the measures, and run on their own terms (Art. 16)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.kernel.accounts.models import Seat
from config.kernel.flows import both_or_neither, states_only
from config.kernel.writing import ActOnly
from operators.agreement.models import Agreement
from operators.legacy.flow import LegacyListFlow
from zones.rulebook.models import Rulebook


class LegacyList(LegacyListFlow):
    """What one officer lodged, row by row (see rules.LegacyRow, with days as YYYY-MM-DD), and another confirms."""

    rulebook = models.ForeignKey(Rulebook, models.PROTECT, related_name="+")
    rows = models.JSONField()
    lodged_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    lodged_at = models.DateTimeField()
    answered_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    reason = models.TextField(default="")

    class Meta:
        verbose_name = _("list of legacy agreements")
        constraints = [
            states_only("legacy_list", LegacyListFlow.State),
            both_or_neither("legacy_list_answered_by_and_at", "answered_by", "answered_at"),
            models.CheckConstraint(
                condition=models.Q(state="lodged", answered_at=None)
                | ~models.Q(state="lodged") & models.Q(answered_at__isnull=False),
                name="legacy_list_answered_when",
            ),
        ]

    def __str__(self):
        return str(self.number)


class LegacyAgreement(ActOnly):
    """Says of an agreement that it was signed before the measures, under which number of its own, and on which day.

    Its application and call are there because every agreement has them: concluded, unpublished, without a version.
    """

    legacy_list = models.ForeignKey(LegacyList, models.PROTECT, related_name="agreements")
    row = models.PositiveIntegerField()
    agreement = models.OneToOneField(Agreement, models.PROTECT, related_name="legacy")
    original_number = models.CharField(max_length=200, unique=True)
    signed_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["legacy_list", "row"], name="legacy_row_once")]
