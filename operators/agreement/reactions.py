"""What follows from agreements, and for them."""

from django.utils import timezone
from django.utils.translation import gettext as _

from config.kernel.accounts.queries import clock
from config.kernel.wired import concerning
from operators.agreement.actions import abandon, bring_into_force
from operators.agreement.models import Agreement
from operators.application.actions import award


def begin_when_signed(signed) -> None:
    """Signed by all, and its first day has come: in force at once; otherwise the clock brings it (Art. 16)."""
    agreement = signed.subject
    rests = agreement.amends and agreement.amends.state != Agreement.State.IN_FORCE
    if signed.complete and agreement.starts_on <= timezone.localdate(signed.at) and not rests:
        bring_into_force(agreement, by=clock(), at=signed.at)


def award_application(in_force) -> None:
    """The first agreement of an application awards it; an amendment finds it awarded."""
    application = in_force.subject.application
    if application.state == application.State.TO_SIGN:
        award(application, by=in_force.by, at=in_force.at)


def _with_text(applications):
    unsigned = Agreement.objects.filter(application__in=applications, state__in=Agreement.UNSIGNED)
    return unsigned.values_list("application", flat=True)


@concerning(_with_text)
def abandon_with_application(lapsed) -> None:
    """What was not signed in time will not be signed (Art. 14)."""
    for agreement in Agreement.objects.filter(application=lapsed.subject, state__in=Agreement.UNSIGNED):
        abandon(agreement, by=lapsed.by, at=lapsed.at, reason=lapsed.reason)


def abandon_amendment(over) -> None:
    """What is over is not amended any more (Art. 16)."""
    for amendment in Agreement.objects.filter(amends=over.subject, state__in=Agreement.UNSIGNED):
        abandon(amendment, by=over.by, at=over.at, reason=_("What it amends is over."))
