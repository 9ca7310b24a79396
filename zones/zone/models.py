"""Zones (公共数据专区), their three kinds, and who supervises them since when (Arts 2, 8)."""

from datetime import date

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.kernel.accounts.models import Body
from config.kernel.flows import Case, states_only
from config.kernel.writing import ActOnly
from zones.zone.flow import ZoneFlow


class Field(Case):
    """A field (领域), e.g. 金融服务: what a field zone is about, and how the catalogue is ordered."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=100)

    class Meta:
        verbose_name = _("field")

    def __str__(self):
        return self.name


class Zone(ZoneFlow):
    """A zone. A field zone has a field, a district zone a district; a base zone supplies the others (Art. 2)."""

    class Kind(models.TextChoices):
        FIELD = "field", _("field zone")
        DISTRICT = "district", _("district zone")
        BASE = "base", _("base zone")

    name = models.CharField(_("name"), max_length=200, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    field = models.ForeignKey(Field, models.PROTECT, null=True, related_name="zones")
    district = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    purpose = models.TextField()
    established_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("zone")
        constraints = [
            states_only("zone", ZoneFlow.State),
            models.CheckConstraint(
                name="zone_kind_says_what",
                condition=(
                    models.Q(kind="field", field__isnull=False, district__isnull=True)
                    | models.Q(kind="district", field__isnull=True, district__isnull=False)
                    | models.Q(kind="base", field__isnull=True, district__isnull=True)
                ),
            ),
        ]
        indexes = [models.Index(fields=["state", "kind", "id"], name="zone_by_state")]

    def __str__(self):
        return self.name

    def supervision_on(self, day: date | None = None) -> "Supervision":
        """Who supervises on a day (today); a zone always has one supervision from its planning on."""
        day = day or timezone.localdate()
        return (
            self.supervisions.select_related("body")
            .filter(models.Q(until_on=None) | models.Q(until_on__gt=day), from_on__lte=day)
            .latest("from_on")
        )

    def supervisor_at(self, at) -> Body:
        """The supervising body at an instant (专区监管部门)."""
        return self.supervision_on(timezone.localdate(at)).body


class Supervision(ActOnly):
    """A body supervises a zone, from a day to the day before the next (Art. 8)."""

    zone = models.ForeignKey(Zone, models.PROTECT, related_name="supervisions")
    body = models.ForeignKey(Body, models.PROTECT, related_name="supervisions")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    reason = models.TextField(default="")

    class Meta:
        ordering = ["from_on"]
        constraints = [
            models.UniqueConstraint(fields=["zone"], condition=models.Q(until_on=None), name="zone_one_supervisor"),
            models.CheckConstraint(
                condition=models.Q(until_on=None) | models.Q(until_on__gt=models.F("from_on")),
                name="supervision_end_after_start",
            ),
        ]
        indexes = [models.Index(fields=["body", "zone"], name="supervision_by_body")]
