"""The record (台账): one entry for each act, and the seals over them. Nothing here is ever changed or deleted."""

from django.db import models
from django.utils.translation import gettext as _

from config.kernel.writing import ActOnly


class Entry(ActOnly):
    """One act invocation, in the chain of one case.

    `said` is the canonical text that was hashed, kept as text so that it reads back byte for byte. `link` is the
    HMAC over the link before and this entry; `algorithm` names hash and key, e.g. `hmac-sha256/1a2b3c4d`.
    """

    case_kind = models.CharField(max_length=40)
    case_id = models.BigIntegerField()
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    act = models.CharField(max_length=80)
    article = models.CharField(max_length=40)
    fact = models.CharField(max_length=80)
    seat = models.ForeignKey("kernel.Seat", models.PROTECT, related_name="+")
    countersigner = models.ForeignKey("kernel.Seat", models.PROTECT, related_name="+", null=True)
    said = models.TextField()
    algorithm = models.CharField(max_length=40)
    link = models.CharField(max_length=64)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["case_kind", "case_id", "seq"], name="entry_place_in_chain")]
        indexes = [models.Index(fields=["seat", "id"], name="entry_by_seat")]

    @property
    def case_key(self) -> str:
        return f"{self.case_kind}:{self.case_id}"

    @property
    def title(self) -> str:
        """The act in the reader's language."""
        from config.kernel.acts import ACTS  # acts import this module

        return str(ACTS[self.act].title) if self.act in ACTS else self.act

    def __str__(self):
        return _("%(case)s, entry %(seq)s") % {"case": self.case_key, "seq": self.seq}


class Seal(models.Model):
    """A signed Merkle root over the entries up to `last_id`. The anchor file has it too, with every leaf."""

    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField(unique=True)
    count = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    at = models.DateTimeField()
    algorithm = models.CharField(max_length=40)
    public_key = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)

    class Meta:
        ordering = ["id"]
