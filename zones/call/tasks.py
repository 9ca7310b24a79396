"""What the clock does to calls."""

from celery import shared_task
from django.utils import timezone

from config.kernel.accounts.queries import clock
from zones.call.actions import close
from zones.call.models import Call


@shared_task
def close_due(at=None):
    """Close every call whose window has ended; returns how many."""
    at = at or timezone.now()
    due = list(Call.objects.filter(state=Call.State.PUBLISHED, closes_at__lte=at).order_by("pk"))
    for call in due:
        close(call, by=clock(), at=at)
    return len(due)
