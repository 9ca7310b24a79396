"""What follows for applications from what happened elsewhere."""

from django.utils.translation import gettext as _

from config.kernel.wired import concerning
from operators.application import actions
from operators.application.models import Application, Objection


def lapse_with_call(cancelled) -> None:
    """A cancelled call takes its open applications with it (Art. 11)."""
    for application in _of_call(cancelled.subject, Application.UNTIL_AWARDED):
        actions.lapse(application, by=cancelled.by, at=cancelled.at, reason=cancelled.reason)


@concerning(lambda calls: _of_calls(calls, [Application.State.DRAFT]))
def lapse_drafts(closed) -> None:
    """What was never submitted lapses when the call closes (Art. 12)."""
    for draft in _of_call(closed.subject, [Application.State.DRAFT]):
        actions.lapse(draft, by=closed.by, at=closed.at, reason=_("The call closed before it was submitted."))


def open_notice(approved) -> None:
    """Where the rulebook has a public notice, an approval goes there first (house default)."""
    actions.open_notice(approved.subject, by=approved.by, at=approved.at)


def send_back(answered) -> None:
    """An upheld objection takes the award back to the report, where another has not done so already."""
    on_notice = answered.subject.state == Application.State.PUBLIC_NOTICE
    if answered.outcome == Objection.Outcome.UPHELD and on_notice:
        actions.send_back(answered.subject, by=answered.by, at=answered.at)


def _of_calls(calls, states):
    return Application.objects.filter(call__in=calls, state__in=states).values_list("call", flat=True)


def _of_call(call, states):
    return Application.objects.filter(call=call, state__in=states).order_by("pk")
