"""What the clock does with results (Art. 33)."""

from celery import shared_task
from django.db.models import Q
from django.utils import timezone

from config.kernel.accounts.queries import clock
from config.kernel.acts import Refused
from operators.evaluation.actions import finalise
from operators.evaluation.models import Evaluation


@shared_task
def finalise_due(at=None):
    """Make final what can no longer be appealed against, earlier rounds first; returns how many."""
    at = at or timezone.now()
    over = Q(state="notified") & (Q(due_on__lt=timezone.localdate(at)) | Q(waived_at__isnull=False))
    due = Evaluation.objects.filter(over | Q(state="answered")).order_by("period_ends_on", "pk")
    return sum(_done(evaluation, at) for evaluation in due)


def _done(evaluation, at) -> bool:
    try:
        finalise(evaluation, by=clock(), at=at)
    except Refused:  # an earlier round is still open, or it was moved meanwhile: the others do not wait for it
        return False
    return True
