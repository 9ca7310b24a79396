"""What the clock does to agreements."""

from celery import shared_task
from django.db.models import Q
from django.utils import timezone

from config.kernel.accounts.queries import clock
from config.kernel.refusals import Refused
from operators.agreement.actions import bring_into_force, expire
from operators.agreement.models import LIVE, Agreement


@shared_task
def begin_due(at=None):
    """Bring into force what is signed and has begun; an amendment waits while its agreement rests; returns how many."""
    at = at or timezone.now()
    today = timezone.localdate(at)
    due = Agreement.objects.filter(state="signed", starts_on__lte=today, ends_on__gte=today)
    return _done(bring_into_force, due.filter(Q(amends=None) | Q(amends__state="in_force")), at)


@shared_task
def expire_due(at=None):
    """End what ended yesterday; returns how many."""
    at = at or timezone.now()
    return _done(expire, Agreement.objects.filter(state__in=LIVE, ends_on__lt=timezone.localdate(at)), at)


def _done(act, due, at) -> int:
    """One that was moved meanwhile keeps none of the others waiting."""
    count = 0
    for agreement in list(due.order_by("pk")):
        try:
            act(agreement, by=clock(), at=at)
        except Refused:
            continue
        count += 1
    return count
