"""The catalogue of public data: classes and datasets of a field, their providers and levels (Arts 3, 27, 28)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.kernel.accounts.models import Body
from config.kernel.flows import Case
from config.kernel.writing import ActOnly
from zones.zone.models import Field


class ResourceClass(ActOnly):
    """A class of data within a field."""

    field = models.ForeignKey(Field, models.PROTECT, related_name="classes")
    name = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["field", "name"], name="resource_class_once")]

    def __str__(self):
        return self.name


class Exclusion(models.TextChoices):
    """The four grounds of Art. 28."""

    NATIONAL_SECURITY = "national_security", _("endangers national security")
    PUBLIC_INTEREST = "public_interest", _("may harm the public interest")
    AGREEMENT = "acquisition_agreement", _("may not be operated under the agreement by which it was obtained")
    LAW = "law", _("may not be operated by law or regulation")


GROUNDS = ("", *Exclusion.values)  # "": it may be operated
LEVELS = (1, 2, 3, 4)  # Art. 27


class Dataset(Case):
    """One item of data: who provides it, how sensitive it is, and whether Art. 28 shuts it out."""

    Exclusion = Exclusion

    resource_class = models.ForeignKey(ResourceClass, models.PROTECT, related_name="datasets")
    name = models.CharField(max_length=200)
    provider = models.ForeignKey(Body, models.PROTECT, related_name="datasets")
    level = models.PositiveSmallIntegerField(_("level"))
    personal_information = models.BooleanField(default=False)
    trade_secret = models.BooleanField(default=False)
    exclusion = models.CharField(max_length=30, choices=Exclusion.choices, default="", blank=True)

    class Meta:
        verbose_name = _("dataset")
        constraints = [
            models.UniqueConstraint(fields=["resource_class", "name"], name="dataset_once"),
            models.CheckConstraint(condition=models.Q(level__range=(1, 4)), name="dataset_level_one_to_four"),
            models.CheckConstraint(condition=models.Q(exclusion__in=GROUNDS), name="dataset_exclusion_known"),
        ]
        indexes = [models.Index(fields=["provider", "id"], name="dataset_by_provider")]

    def __str__(self):
        return self.name
