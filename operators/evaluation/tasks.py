"""What the clock does with results (Art. 33)."""

from django.db.models import Q
from django.utils import timezone

from config.kernel.sweeping.steps import Step
from operators.evaluation.actions import finalise
from operators.evaluation.models import Evaluation


def _unappealed(at):
    """What can no longer be appealed against, earlier rounds first; one whose earlier round is open is refused."""
    over = Q(state="notified") & (Q(due_on__lt=timezone.localdate(at)) | Q(waived_at__isnull=False))
    return Evaluation.objects.filter(over | Q(state="answered")).order_by("period_ends_on", "pk")


finalise_due = Step(finalise, _unappealed)
