"""What the clock does to applications."""

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext as _

from config.kernel.accounts.queries import clock
from config.kernel.refusals import Refused
from operators.application.actions import end_notice, lapse
from operators.application.models import Application, Objection


@shared_task
def end_notices(at=None):
    """End every notice whose days are over and whose objections are answered; returns how many."""
    at = at or timezone.now()
    over = _overdue(Application.State.PUBLIC_NOTICE, at).exclude(
        pk__in=Objection.objects.filter(answered_at=None).values("application")
    )
    return sum(_done(end_notice, application, at) for application in over)


@shared_task
def lapse_overdue(at=None):
    """Let lapse what was not corrected or not signed in time; returns how many."""
    at = at or timezone.now()
    over = _overdue(Application.State.RETURNED, at) | _overdue(Application.State.TO_SIGN, at)
    said = _("The time ended on %(date)s.")
    return sum(_done(lapse, application, at, reason=said % {"date": application.due_on}) for application in over)


def _done(act, application, at, **words) -> bool:
    """One that is refused (signed by all, or moved meanwhile) keeps none of the others waiting."""
    try:
        act(application, by=clock(), at=at, **words)
    except Refused:
        return False
    return True


def _overdue(state, at):
    return Application.objects.filter(state=state, due_on__lt=timezone.localdate(at)).order_by("pk")
