"""What the clock does to agreements (Art. 16)."""

from django.db.models import Q
from django.utils import timezone

from config.kernel.sweeping.steps import Step
from operators.agreement.actions import bring_into_force, expire
from operators.agreement.models import LIVE, Agreement


def _begun(at):
    """Signed, and its first day has come; an amendment waits while its agreement rests."""
    today = timezone.localdate(at)
    due = Agreement.objects.filter(state="signed", starts_on__lte=today, ends_on__gte=today)
    return due.filter(Q(amends=None) | Q(amends__state="in_force")).order_by("pk")


def _over(at):
    """It ended yesterday, or before."""
    return Agreement.objects.filter(state__in=LIVE, ends_on__lt=timezone.localdate(at)).order_by("pk")


begin_due = Step(bring_into_force, _begun)
expire_due = Step(expire, _over)
