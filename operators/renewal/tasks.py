"""What the clock does to renewals (Art. 16)."""

from datetime import timedelta

from django.utils import timezone

from config.kernel.sweeping.steps import Step
from operators.agreement.models import LIVE, Agreement
from operators.renewal.actions import open_window
from operators.renewal.models import Renewal
from operators.renewal.queries import longest_window


def _ending(at):
    """What ends soon, by the longest window of all rulebooks; one that is not due by its own is refused, and waits."""
    until = timezone.localdate(at) + timedelta(days=longest_window())
    opened = Renewal.objects.values("agreement__application")
    due = Agreement.objects.filter(state__in=LIVE, ends_on__lte=until).exclude(application__in=opened)
    return due.order_by("pk")


open_due = Step(open_window, _ending)
