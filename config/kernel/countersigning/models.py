"""会同: an act that waits for the second body's countersignature."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.kernel.accounts.models import Body, Seat
from config.kernel.countersigning.flow import ProposalFlow
from config.kernel.flows import both_or_neither, states_only
from config.kernel.nouns import case_models


@dataclass(frozen=True)
class Second:
    """Who must countersign, and within how many working days. An act's `together` answers with one."""

    body: Body
    days: int


class Proposal(ProposalFlow):
    """An act with its words, proposed by a seat of one body to another body.

    It is about one version of the case: when that has changed, countersigning is refused. The rule is asked again
    at the moment of countersigning.
    """

    act = models.CharField(max_length=80)
    article = models.CharField(max_length=40)
    case_kind = models.CharField(max_length=40)
    case_id = models.BigIntegerField()
    case_version = models.PositiveIntegerField()
    words = models.JSONField(default=dict)
    second = models.ForeignKey(Body, models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    answered_by = models.ForeignKey(Seat, models.PROTECT, related_name="+", null=True)
    answered_at = models.DateTimeField(null=True)
    reason = models.TextField(default="")

    class Meta:
        verbose_name = _("proposal")
        constraints = [
            states_only("proposal", ProposalFlow.State),
            models.UniqueConstraint(
                fields=["act", "case_kind", "case_id"], condition=models.Q(state="open"), name="proposal_one_open"
            ),
            both_or_neither("proposal_answered_by_and_at", "answered_by", "answered_at"),
        ]
        indexes = [models.Index(fields=["second", "state", "id"], name="proposal_queue")]

    def __str__(self):
        from config.kernel.acts import ACTS  # acts import this app's models

        return str(ACTS[self.act].title)

    @property
    def case(self):
        """The case that the proposal is about."""
        return case_models()[self.case_kind].objects.get(pk=self.case_id)
