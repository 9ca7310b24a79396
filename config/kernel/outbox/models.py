"""What must reach somebody after the commit: messages, mail, work. Written with the act, delivered by the worker."""

from django.db import models
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from config.kernel.citations import say


class Delivery(models.Model):
    """One thing to deliver once. `key` is unique, so that one act owes it once however often it is enqueued.

    `title` and `text` are message ids, said in the receiver's language at delivery with `params`; of these `noun` is a
    message id too, and `about` names the case where it is another than the entry's: "application:12".
    """

    class Channel(models.TextChoices):
        IN_APP = "in_app", _("in-app message")
        EMAIL = "email", _("e-mail")
        JOB = "job", _("work after commit")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        DELIVERED = "delivered", _("delivered")
        DEAD = "dead", _("dead letter")

    key = models.CharField(max_length=120, unique=True)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    entry = models.ForeignKey("kernel.Entry", models.PROTECT, related_name="+")
    seat = models.ForeignKey("kernel.Seat", models.PROTECT, related_name="+", null=True)
    title = models.TextField(default="")
    text = models.TextField(default="")
    params = models.JSONField(default=dict)
    job = models.CharField(max_length=80, default="")
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    error = models.TextField(default="")
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["due_at", "id"], condition=models.Q(state="waiting"), name="delivery_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="delivered") ^ models.Q(delivered_at=None), name="delivery_delivered_when"
            )
        ]

    def said_title(self) -> str:
        return translate(self.title) % self._said()

    def said_text(self) -> str:
        return translate(self.text) % self._said()

    def case(self) -> tuple[str, int]:
        """Kind and id of the case that it is about."""
        if "about" not in self.params:
            return self.entry.case_kind, self.entry.case_id
        kind, _colon, key = self.params["about"].partition(":")
        return kind, int(key)

    def _said(self) -> dict:
        """A noun is a message id, an article a citation: both are said in the reader's language."""
        spoken = {"noun": translate, "article": say}
        return {name: spoken[name](value) if name in spoken else value for name, value in self.params.items()}


class Message(models.Model):
    """An in-app message, in the box of a seat."""

    delivery = models.OneToOneField(Delivery, models.PROTECT, related_name="message")
    seat = models.ForeignKey("kernel.Seat", models.PROTECT, related_name="messages")
    case_kind = models.CharField(max_length=40)
    case_id = models.BigIntegerField()
    title = models.TextField()
    text = models.TextField()
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["seat", "-id"], name="message_box")]
