"""What the clock does to calls (Art. 12)."""

from config.kernel.sweeping.steps import Step
from zones.call.actions import close
from zones.call.models import Call


def _over(at):
    return Call.objects.filter(state=Call.State.PUBLISHED, closes_at__lte=at).order_by("pk")


close_due = Step(close, _over, together=True, by_the_hour=True)
