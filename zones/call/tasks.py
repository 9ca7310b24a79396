"""What the clock does to calls."""

from celery import shared_task
from django.utils import timezone

from config.kernel.accounts.queries import clock
from config.kernel.refusals import Refused
from zones.call.actions import close
from zones.call.models import Call


@shared_task
def close_due(at=None):
    """Close every call whose window has ended; returns how many."""
    at = at or timezone.now()
    due = Call.objects.filter(state=Call.State.PUBLISHED, closes_at__lte=at).order_by("pk")
    return sum(_closed(call, at) for call in due)


def _closed(call, at) -> bool:
    try:
        close(call, by=clock(), at=at)
    except Refused:  # closed a moment ago, or extended: the others are closed all the same
        return False
    return True
