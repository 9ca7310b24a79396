"""Webhooks: where a partner's system wants to hear what happens, and what it has been told."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.kernel.accounts.models import Seat
from config.kernel.encryption import EncryptedField
from config.kernel.flows import states_only
from config.kernel.ledger.models import Entry
from config.kernel.webhooks.flow import EndpointFlow


class Endpoint(EndpointFlow):
    """An address of a seat's own system. It hears of the facts that it asked for (all, when it named none), on cases
    that the seat may see, from the entry after `after` on.

    `secret_at` is when the secret was given; the one before it signs beside it for a while (see signing).
    """

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="endpoints")
    url = models.CharField(_("address"), max_length=500)
    facts = models.JSONField(default=list)
    after = models.BigIntegerField(default=0)
    secret = EncryptedField()
    former_secret = EncryptedField(default="")
    secret_at = models.DateTimeField()

    class Meta:
        verbose_name = _("endpoint")
        constraints = [states_only("endpoint", EndpointFlow.State)]
        indexes = [models.Index(fields=["seat", "state"], name="endpoint_of_seat")]

    def __str__(self):
        return self.url


class Event(models.Model):
    """One entry of the ledger, told to one endpoint. `name` is its webhook-id, the same at every try and replay.

    `case_kind` and `case_id` repeat the entry's, so that what waits for what is told from this table alone.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        DELIVERED = "delivered", _("delivered")
        DEAD = "dead", _("dead letter")
        SKIPPED = "skipped", _("skipped")

    endpoint = models.ForeignKey(Endpoint, models.PROTECT, related_name="events")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    name = models.CharField(max_length=36)
    case_kind = models.CharField(max_length=40)
    case_id = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    error = models.TextField(default="")
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["endpoint", "entry"], name="event_told_once"),
            models.UniqueConstraint(fields=["endpoint", "name"], name="event_named_once"),
            models.CheckConstraint(
                condition=models.Q(state="delivered") ^ models.Q(delivered_at=None), name="event_delivered_when"
            ),
        ]
        indexes = [
            models.Index(fields=["endpoint", "entry"], condition=models.Q(state="waiting"), name="event_waiting"),
            models.Index(
                fields=["endpoint", "case_kind", "case_id", "entry"],
                condition=models.Q(state__in=["waiting", "dead"]),
                name="event_in_front",
            ),
            models.Index(fields=["endpoint", "-delivered_at"], name="event_last_arrived"),
        ]


class Round(models.Model):
    """One worker at a time makes an endpoint's round, until `until`; one that cannot be reached rests until then."""

    endpoint = models.OneToOneField(Endpoint, models.PROTECT, primary_key=True, related_name="round")
    until = models.DateTimeField(db_index=True)


class Progress(models.Model):
    """How far into the ledger the endpoints have been told: one row."""

    last = models.BigIntegerField(default=0)
