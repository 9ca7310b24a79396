"""What the clock does to applications (Arts 12, 14)."""

from django.utils import timezone
from django.utils.translation import gettext as _

from config.kernel.sweeping.steps import Step
from operators.application.actions import end_notice, lapse
from operators.application.models import Application
from operators.application.queries import opposed

STATE = Application.State


def _unopposed(at):
    """On notice, with its days over and every objection answered."""
    return _overdue(at, STATE.PUBLIC_NOTICE).exclude(opposed())


def _not_in_time(at):
    """Not corrected, or not signed, in time; what all have signed is refused (it waits for its first day)."""
    return _overdue(at, STATE.RETURNED, STATE.TO_SIGN)


def _overdue(at, *states):
    return Application.objects.filter(state__in=states, due_on__lt=timezone.localdate(at)).order_by("pk")


def _reason(application) -> dict:
    return {"reason": _("The time ended on %(date)s.") % {"date": application.due_on}}


end_notices = Step(end_notice, _unopposed, together=True)
lapse_overdue = Step(lapse, _not_in_time, words=_reason, together=True)
