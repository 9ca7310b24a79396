"""Files that belong to a case: private, typed by content, hashed, scanned, each download recorded (house:3)."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


def place(document, name: str) -> str:
    """Where a file lies: nothing of its name or its case shows."""
    key = uuid.uuid4().hex
    return f"{key[:2]}/{key}"


class Document(models.Model):
    """An uploaded or generated file. It is never changed; a new file is a new document."""

    case_kind = models.CharField(max_length=40)
    case_id = models.BigIntegerField()
    name = models.CharField(_("name"), max_length=200)
    file = models.FileField(upload_to=place, max_length=100)
    media_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    scan = models.CharField(max_length=20)
    by = models.ForeignKey("kernel.Seat", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["case_kind", "case_id", "id"], name="document_of_case")]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise TypeError("a document is never changed: add another one")
        super().save(*args, **kwargs)


class Download(models.Model):
    """Who took a document away, and when."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="downloads")
    seat = models.ForeignKey("kernel.Seat", models.PROTECT, related_name="+")
    at = models.DateTimeField()
