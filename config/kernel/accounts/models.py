"""Who there is: persons, bodies (机构) with the names they bore, and seats: a person in a role for a body."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from config.kernel.accounts.flow import SeatFlow
from config.kernel.accounts.roles import Role
from config.kernel.flows import Case, both_or_neither, states_only
from config.kernel.writing import ActOnly


class User(AbstractUser):
    """A person who can sign in. What a person may do hangs on the seats, never on the person."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    full_name = models.CharField(_("full name"), max_length=100)
    language = models.CharField(_("language"), max_length=10, default="zh-hans")

    REQUIRED_FIELDS = ["email", "full_name"]

    def __str__(self):
        return self.full_name or self.username


class BodyKind(models.TextChoices):
    """The kinds of body that the measures know (Arts 6-8, 12, 26), the public, and this system."""

    GOVERNMENT = "government", _("municipal government")
    AUTHORITY = "authority", _("data authority")
    DEPARTMENT = "department", _("sector department")
    DISTRICT = "district", _("district government")
    PLATFORM = "platform", _("big-data platform")
    ORGANISATION = "organisation", _("organisation")
    PUBLIC = "public", _("the public")
    SYSTEM = "system", _("this system")


class Body(Case):
    """A body: an office, an enterprise, the public. Its name today stands here, every name it bore in BodyName."""

    Kind = BodyKind

    kind = models.CharField(max_length=20, choices=BodyKind.choices)
    name = models.CharField(_("name"), max_length=200)

    class Meta:
        verbose_name = _("body")
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=models.Q(kind__in=["government", "authority", "public", "system"]),
                name="body_one_of_its_kind",
            ),
            models.CheckConstraint(condition=models.Q(kind__in=BodyKind.values), name="body_kind_known"),
        ]
        indexes = [models.Index(fields=["kind", "name"], name="body_by_kind")]

    def __str__(self):
        return self.name


class BodyName(ActOnly):
    """A name that a body bore, from one day to the day before the next."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="names")
    name = models.CharField(max_length=200)
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta:
        ordering = ["from_on"]
        constraints = [
            models.UniqueConstraint(fields=["body"], condition=models.Q(until_on=None), name="body_one_name_today"),
            models.CheckConstraint(
                condition=models.Q(until_on=None) | models.Q(until_on__gt=models.F("from_on")),
                name="body_name_end_after_start",
            ),
        ]


class Seat(SeatFlow):
    """A person in a role for a body. Every act names the seat that does it."""

    user = models.ForeignKey(User, models.PROTECT, related_name="seats")
    body = models.ForeignKey(Body, models.PROTECT, related_name="seats")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    proposed_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    confirmed_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("seat")
        constraints = [
            states_only("seat", SeatFlow.State),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="seat_role_known"),
            models.UniqueConstraint(
                fields=["user", "body", "role"], condition=~models.Q(state="revoked"), name="seat_held_once"
            ),
            both_or_neither("seat_confirmed_by_and_at", "confirmed_by", "confirmed_at"),
        ]

    def __str__(self):
        return f"{self.user} · {self.get_role_display()} · {self.body}"
