"""What the clock does to agreements."""

from celery import shared_task
from django.utils import timezone

from config.kernel.accounts.queries import clock
from operators.agreement.actions import bring_into_force, expire
from operators.agreement.models import LIVE, Agreement


@shared_task
def begin_due(at=None):
    """Bring into force what is signed and begins today; returns how many."""
    at = at or timezone.now()
    today = timezone.localdate(at)
    due = list(Agreement.objects.filter(state="signed", starts_on__lte=today, ends_on__gte=today).order_by("pk"))
    for agreement in due:
        bring_into_force(agreement, by=clock(), at=at)
    return len(due)


@shared_task
def expire_due(at=None):
    """End what ended yesterday; returns how many."""
    at = at or timezone.now()
    due = list(Agreement.objects.filter(state__in=LIVE, ends_on__lt=timezone.localdate(at)).order_by("pk"))
    for agreement in due:
        expire(agreement, by=clock(), at=at)
    return len(due)
