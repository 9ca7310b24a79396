"""Who applies and operates: an enterprise, institution or research body with its standing (Arts 5, 17, 18)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.kernel.accounts.models import Body
from config.kernel.encryption import EncryptedField
from config.kernel.flows import states_only
from operators.organisation.flow import OrganisationFlow


class Kind(models.TextChoices):
    """Art. 5: 企事业单位或科研机构."""

    ENTERPRISE = "enterprise", _("enterprise")
    INSTITUTION = "institution", _("public institution")
    RESEARCH = "research", _("research body")


class Organisation(OrganisationFlow):
    """One organisation, behind its body. `credit_code` is the unified social credit code as validated.

    An officer may accept a code whose check digit is wrong, with a reason; then `code_accepted_reason` says why.
    """

    Kind = Kind

    body = models.OneToOneField(Body, models.PROTECT, related_name="organisation")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    credit_code = models.CharField(_("unified social credit code"), max_length=18, unique=True)
    code_accepted_reason = models.TextField(default="")
    legal_representative = models.CharField(_("legal representative"), max_length=100)
    representative_id = EncryptedField(_("identity number of the legal representative"), default="")
    address = models.CharField(max_length=200, default="")
    barred_reason = models.TextField(default="")

    class Meta:
        verbose_name = _("organisation")
        constraints = [
            states_only("organisation", OrganisationFlow.State),
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="organisation_kind_known"),
        ]

    def __str__(self):
        return self.body.name

    @property
    def in_good_standing(self) -> bool:
        """Confirmed, and not barred (Art. 17 (2))."""
        return self.state == self.State.CONFIRMED
