"""What the clock does to renewals."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from config.kernel.accounts.queries import clock
from config.kernel.refusals import Refused
from operators.agreement.models import LIVE, Agreement
from operators.renewal.actions import open_window
from operators.renewal.models import Renewal
from operators.renewal.queries import longest_window


@shared_task
def open_due(at=None):
    """Open the renewal of what ends soon; returns how many. One that is not due by its own rulebook waits."""
    at, count = at or timezone.now(), 0
    until = timezone.localdate(at) + timedelta(days=longest_window())
    opened = Renewal.objects.values("agreement__application")
    due = Agreement.objects.filter(state__in=LIVE, ends_on__lte=until).exclude(application__in=opened)
    for agreement in list(due.order_by("pk")):
        try:
            open_window(agreement, by=clock(), at=at)
        except Refused:
            continue
        count += 1
    return count
