"""Agreements (授权运营协议): heads, parties, signatures, term (Arts 14-16)."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.kernel.accounts.models import Body, Seat, User
from config.kernel.documents.models import Document
from config.kernel.flows import both_or_neither, states_only
from config.kernel.writing import ActOnly
from operators.agreement.flow import AgreementFlow
from operators.application.models import Application

LIVE = ("in_force", "suspended")


class Agreement(AgreementFlow):
    """One text between the parties. `sha256` is that of the canonical text, set when it is finalised: what is signed.

    The term runs from `starts_on` to `ends_on`, both days included. An amendment is an agreement with `amends`; it
    replaces the other when it comes into force and ends when that would have ended, or earlier.

    `authorisation`: the application that began it all, also under an amendment and after a renewal; under it the poor
    results in a row are counted (`poor_streak`), of which `poor_limit` end it (Art. 33).
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="agreements")
    authorisation = models.ForeignKey(Application, models.PROTECT, related_name="+")
    poor_streak = models.PositiveSmallIntegerField(default=0)
    poor_limit = models.PositiveSmallIntegerField(default=2)
    amends = models.ForeignKey("self", models.PROTECT, null=True, related_name="amendments")
    signing_mode = models.CharField(max_length=40)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    sha256 = models.CharField(max_length=64, default="")
    pdf = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    in_force_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_reason = models.TextField(default="")

    class Meta:
        verbose_name = _("agreement")
        constraints = [
            states_only("agreement", AgreementFlow.State),
            models.CheckConstraint(
                condition=models.Q(ends_on__gt=models.F("starts_on")), name="agreement_end_after_start"
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=LIVE) | models.Q(poor_streak__lt=models.F("poor_limit")),
                name="agreement_ends_when_poor",
            ),
            models.UniqueConstraint(
                fields=["application"], condition=models.Q(state__in=LIVE), name="agreement_one_live"
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=models.Q(state__in=["drafted", "finalised", "part_signed", "signed"]),
                name="agreement_one_under_way",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["drafted", "abandoned"]) | ~models.Q(sha256=""),
                name="agreement_text_locked",
            ),
        ]
        indexes = [models.Index(fields=["state", "ends_on", "id"], name="agreement_by_term")]

    def __str__(self):
        return self.number

    @property
    def term_began_on(self) -> date:
        """The first day of the whole term: an amendment goes on with the term of what it amends (Art. 16)."""
        return self.amends.term_began_on if self.amends else self.starts_on

    @property
    def call(self):
        return self.application.call

    @property
    def zone(self):
        return self.application.call.zone

    @property
    def operator(self):
        """The organisation that operates the zone under it (专区运营单位)."""
        return self.application.organisation


class Head(ActOnly):
    """One of the heads that Art. 15 asks for (or `27:14`: the rulebook says which)."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="heads")
    key = models.CharField(max_length=40)
    title = models.CharField(max_length=100)
    text = models.TextField(default="")
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["agreement", "key"], name="head_once")]


class Party(ActOnly):
    """Who signs, as the signing mode says (Art. 14), and how it signed. `name` is its body's on the day of the text.

    `online`: the signatory signed the digest here, and the PDF carries the deployment's signature. `stamped_scan`:
    a scan of the stamped paper, lodged by one officer and checked by another (`signed_by`); the two persons stand
    beside their seats, so that the database can compare them. Neither is called a legal e-seal.
    """

    class Manner(models.TextChoices):
        ONLINE = "online", _("signed in the system")
        STAMPED_SCAN = "stamped_scan", _("stamped on paper")

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="parties")
    role = models.CharField(max_length=20)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    place = models.PositiveSmallIntegerField()
    manner = models.CharField(max_length=20, choices=Manner.choices, default="")
    signed_sha256 = models.CharField(max_length=64, default="")
    signed_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    signed_person = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    scan = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    lodged_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    lodged_person = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "body"], name="party_once"),
            both_or_neither("party_signed_by_and_at", "signed_by", "signed_person", "signed_at"),
            both_or_neither("party_scan_and_who_lodged_it", "scan", "lodged_by", "lodged_person"),
            models.CheckConstraint(
                condition=models.Q(signed_at=None, manner="", signed_sha256="")
                | models.Q(signed_at__isnull=False, manner="online") & ~models.Q(signed_sha256="")
                | models.Q(signed_at__isnull=False, manner="stamped_scan", scan__isnull=False)
                & ~models.Q(signed_sha256=""),
                name="party_signed_how",
            ),
            models.CheckConstraint(
                condition=~models.Q(manner="stamped_scan") | ~models.Q(signed_person=models.F("lodged_person")),
                name="party_two_persons",
            ),
        ]


def last_day(starts_on: date, years: int) -> date:
    """The last day of a term: the day before its anniversary (29 February ends on 28 February)."""
    try:
        anniversary = starts_on.replace(year=starts_on.year + years)
    except ValueError:
        anniversary = date(starts_on.year + years, 3, 1)
    return date.fromordinal(anniversary.toordinal() - 1)
