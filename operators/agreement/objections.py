"""What agreements hold against acts of lower floors (Arts 8, 11, 16)."""

from django.utils import timezone
from django.utils.translation import gettext as _

from config.kernel.refusals import Refusal
from operators.agreement.models import LIVE, Agreement


def not_in_force(application, *, by, at):
    """Nothing is awarded but by an agreement in force (Art. 16)."""
    if not Agreement.objects.filter(application=application, state__in=LIVE).exists():
        yield Refusal("no_agreement", _("No agreement is in force for it."), article="16")


def operated(zone, *, by, at):
    """A zone is not closed while it is operated, or about to be (Art. 16)."""
    agreements = Agreement.objects.filter(application__call__zone=zone)
    if agreement := agreements.filter(state__in=LIVE).first():
        yield Refusal(
            "operated",
            _("It is operated under the agreement %(number)s until %(date)s.")
            % {"number": agreement.number, "date": agreement.ends_on},
            article="16",
        )
    elif agreement := agreements.filter(state__in=Agreement.UNSIGNED).first():
        said = _("The agreement %(number)s for it is under way.") % {"number": agreement.number}
        yield Refusal("agreement_under_way", said, article="16")


def awarded(call, *, by, at):
    """A call that led to an agreement is not cancelled, even when that is over (Art. 16)."""
    if Agreement.objects.filter(application__call=call, in_force_at__isnull=False).exists():
        yield Refusal("awarded", _("An agreement came from it: it can be concluded, not cancelled."), article="16")


def signed_by_all(application, *, by, at):
    """What all have signed does not lapse; it waits for its first day (Art. 16)."""
    if Agreement.objects.filter(application=application, state="signed", ends_on__gte=timezone.localdate(at)).exists():
        yield Refusal("signed", _("Its agreement is signed by all."), article="16")
