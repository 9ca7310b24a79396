"""What the clock does to proposals."""

from celery import shared_task
from django.utils import timezone

from config.kernel.accounts.queries import clock
from config.kernel.countersigning.actions import expire
from config.kernel.countersigning.models import Proposal
from config.kernel.refusals import Refused


@shared_task
def expire_due(at=None):
    """End every proposal that was not answered in its time; returns how many."""
    at = at or timezone.now()
    due = Proposal.objects.filter(state=Proposal.State.OPEN, due_on__lt=timezone.localdate(at)).order_by("pk")
    return sum(_expired(proposal, at) for proposal in due)


def _expired(proposal, at) -> bool:
    try:
        expire(proposal, by=clock(), at=at)
    except Refused:  # answered a moment ago: the others are ended all the same
        return False
    return True
