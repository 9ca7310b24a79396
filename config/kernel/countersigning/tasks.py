"""What the clock does to proposals (house:5)."""

from django.utils import timezone

from config.kernel.countersigning.actions import expire
from config.kernel.countersigning.models import Proposal
from config.kernel.sweeping.steps import Step


def _unanswered(at):
    return Proposal.objects.filter(state=Proposal.State.OPEN, due_on__lt=timezone.localdate(at)).order_by("pk")


expire_due = Step(expire, _unanswered)
