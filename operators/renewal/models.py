"""Renewals (续期): a later application that continues an agreement (Arts 12-14, 16)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.kernel.accounts.models import Seat
from config.kernel.flows import both_or_neither, states_only
from operators.agreement.models import Agreement
from operators.application.models import Application
from operators.renewal.flow import RenewalFlow


class Renewal(RenewalFlow):
    """The window of one authorisation, which opens ahead of its end, and the later application, once there is one.

    `carried`: section → content of what the operator submitted last time, as far as the new call asks for it. It waits
    here: a section stands in the new draft when the operator has confirmed it, and not before.
    """

    agreement = models.OneToOneField(Agreement, models.PROTECT, related_name="renewal")
    application = models.OneToOneField(Application, models.PROTECT, null=True, related_name="renewal")
    opened_at = models.DateTimeField()
    asked_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(null=True)
    carried = models.JSONField(default=dict)
    ended_at = models.DateTimeField(null=True)
    ended_reason = models.TextField(default="")

    class Meta:
        verbose_name = _("renewal")
        constraints = [
            states_only("renewal", RenewalFlow.State),
            both_or_neither("renewal_asked_by_and_at", "asked_by", "asked_at"),
            models.CheckConstraint(
                condition=models.Q(state__in=["applied", "done"], application__isnull=False)
                | models.Q(state__in=["opened", "asked"], application=None)
                | models.Q(state="lapsed"),
                name="renewal_applied_with",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["done", "lapsed"]) ^ models.Q(ended_at=None), name="renewal_ended_when"
            ),
        ]

    def __str__(self):
        return str(self.number)

    @property
    def call(self):
        """That of the agreement which it continues: by its rulebook the window opens."""
        return self.agreement.application.call

    @property
    def zone(self):
        return self.call.zone

    @property
    def operator(self):
        return self.agreement.application.organisation
