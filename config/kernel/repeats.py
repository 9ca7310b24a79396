"""Two presses of one button with one key: one effect, one result (house:1)."""

import hashlib
from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext as _

from config.kernel import rows
from config.kernel.facts import FACTS, canonical
from config.kernel.nouns import case_models
from config.kernel.refusals import INPUT, Refusal, Refused
from config.kernel.writing import ActOnly, door

KEPT = timedelta(hours=24)  # as the API says of its Idempotency-Key


class Repeat(ActOnly):
    """A key that a seat has used, written in the act's own transaction, with what the act made true."""

    seat = models.ForeignKey("kernel.Seat", models.PROTECT, related_name="+")
    key = models.CharField(max_length=200)
    asked = models.CharField(max_length=64)
    fact = models.CharField(max_length=80)
    case_kind = models.CharField(max_length=40)
    case_id = models.BigIntegerField()
    said = models.JSONField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        app_label = "kernel"
        constraints = [models.UniqueConstraint(fields=["seat", "key"], name="repeat_key_used_once")]

    @classmethod
    def first(cls, act, subject, by, key, words):
        """The fact of the first press, None when this is the first; the same key for something else is refused."""
        row = cls.objects.filter(seat=by, key=key).first()
        if row is None:
            return None
        if row.asked != asked(act, subject, words):
            raise Refused([_reused(act)])
        return FACTS[row.fact](case_models()[row.case_kind].objects.get(pk=row.case_id), by, row.at, **row.said)

    @classmethod
    def forget(cls, at: datetime) -> int:
        """Clear the keys whose day is over, in one statement; returns how many. What was done stands in the ledger."""
        with door():
            return cls.objects.filter(at__lt=at - KEPT).delete()[0]

    @classmethod
    def keep(cls, act, subject, by, key, words, fact) -> None:
        case = fact.subject
        used = cls(
            seat=by, key=key, asked=asked(act, subject, words), fact=fact.kind, case_kind=case.noun(), case_id=case.pk,
            said=fact.said(), at=fact.at,
        )  # fmt: skip
        if not rows.insert(used, unless_there=True):  # the same key, at the same moment, for another case
            raise Refused([_reused(act)])


def asked(act, subject, words) -> str:
    """What the key was used for, as a digest."""
    return hashlib.sha256(f"{act.name} {subject.key} {canonical(_plain(words))}".encode()).hexdigest()


def _plain(value):
    """A word in the canonical form: rows by their id (two persons may have one name), days and instants as text."""
    if isinstance(value, models.Model):
        return f"{value._meta.label}:{value.pk}"
    if isinstance(value, dict):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value if isinstance(value, str | int | None) else repr(value)


def _reused(act) -> Refusal:
    return Refusal(
        "key_reused",
        _("This key was already used for something else; nothing was done."),
        article="house:1",
        kind=INPUT,
    )
