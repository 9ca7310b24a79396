"""What follows from agreements, and for them."""

from django.utils import timezone

from config.kernel.accounts.queries import clock
from operators.agreement.actions import abandon, bring_into_force
from operators.agreement.models import Agreement
from operators.application.actions import award


def begin_when_signed(signed) -> None:
    """Signed by all, and its first day has come: in force at once; otherwise the clock brings it (Art. 16)."""
    agreement = signed.subject
    if signed.complete and agreement.starts_on <= timezone.localdate(signed.at):
        bring_into_force(agreement, by=clock(), at=signed.at)


def award_application(in_force) -> None:
    """The first agreement of an application awards it; an amendment finds it awarded."""
    application = in_force.subject.application
    if application.state == application.State.TO_SIGN:
        award(application, by=in_force.by, at=in_force.at)


def abandon_with_application(lapsed) -> None:
    """What was not signed in time will not be signed (Art. 14)."""
    for agreement in Agreement.objects.filter(application=lapsed.subject, state__in=Agreement.UNSIGNED):
        abandon(agreement, by=lapsed.by, at=lapsed.at, reason=lapsed.reason)
