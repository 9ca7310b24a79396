"""What follows for a renewal from its application and its agreements (Arts 12, 16)."""

from django.utils.translation import gettext as _

from config.kernel.accounts.queries import clock
from config.kernel.wired import concerning
from operators.renewal.actions import complete, fall_back, lapse, link
from operators.renewal.models import Renewal
from operators.renewal.queries import is_live, of_authorisation, to_apply


def link_application(started) -> None:
    """However it was begun: an operator's application for its own zone is its renewal (Art. 16)."""
    application = started.subject
    if renewal := to_apply(application.organisation.body_id, application.call.zone_id):
        link(renewal, by=clock(), at=started.at, application=application.pk)


def _applied_with(applications):
    applied = Renewal.objects.filter(application__in=applications, state=Renewal.State.APPLIED)
    return applied.values_list("application", flat=True)


@concerning(_applied_with)
def fall_back_with_application(ended) -> None:
    """It came to nothing: another may follow while the agreement lives (Art. 12)."""
    for renewal in Renewal.objects.filter(application=ended.subject, state=Renewal.State.APPLIED):
        if is_live(renewal):
            fall_back(renewal, by=clock(), at=ended.at)
        else:
            lapse(renewal, by=clock(), at=ended.at, reason=_("The agreement is over."))


def complete_with_agreement(in_force) -> None:
    """The new agreement is in force (Art. 16)."""
    for renewal in Renewal.objects.filter(application=in_force.subject.application, state=Renewal.State.APPLIED):
        complete(renewal, by=clock(), at=in_force.at)


def lapse_when_terminated(terminated) -> None:
    """What was terminated is not continued, whatever was applied for (Arts 16, 33)."""
    _lapse(terminated, Renewal.UNDER_WAY, _("The authorisation was terminated."))


def lapse_when_expired(expired) -> None:
    """Nothing was applied for in time; what was, goes on (Art. 16)."""
    _lapse(expired, [Renewal.State.OPENED, Renewal.State.ASKED], _("The agreement is over."))


def _lapse(over, states, reason) -> None:
    renewal = of_authorisation(over.subject)
    if renewal and renewal.state in states:
        lapse(renewal, by=clock(), at=over.at, reason=reason)
