"""What a legacy agreement holds against being written anew (Art. 16)."""

from django.utils.translation import gettext as _

from config.kernel.refusals import Refusal
from operators.legacy.models import LegacyAgreement


def own_terms(agreement, *, by, at):
    """It runs by its own text to its end; a new one follows by the measures (Art. 16)."""
    if LegacyAgreement.objects.filter(agreement=agreement).exists():
        said = _("This agreement was signed before the measures and runs by its own text; it is not amended here.")
        yield Refusal("own_terms", said, article="16")
