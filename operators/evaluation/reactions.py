"""What follows from rounds and results, in the same transaction (Art. 33)."""

from django.utils.translation import gettext as _

from operators.agreement.actions import count_poor_results
from operators.agreement.models import LIVE, Agreement
from operators.evaluation.actions import begin
from operators.evaluation.queries import last_agreement, live_agreements, streak
from operators.oversight.actions import call_in


def begin_all(opened) -> None:
    """Everybody who operates the zone on the day of the opening is evaluated."""
    live = Agreement.objects.filter(application__call__zone=opened.subject.zone_id, state__in=LIVE)
    for agreement in live.order_by("pk"):
        begin(opened.subject, by=opened.by, at=opened.at, agreement=agreement.pk, providers=opened.providers)


def count(result) -> None:
    """The agreements know how many poor results in a row there are: those that live, and the last one, whatever ended
    it, for the next one under the same authorisation begins with what it says."""
    authorisation = result.subject.authorisation_id
    last = last_agreement(authorisation)
    others = [agreement for agreement in live_agreements(authorisation) if agreement != last]
    for agreement in [*others, last]:
        in_a_row = streak(authorisation, agreement.poor_limit)
        if agreement.poor_streak != in_a_row:
            count_poor_results(agreement, by=result.by, at=result.at, in_a_row=in_a_row)


def remind(result) -> None:
    """A poor result that ends nothing: the operator is reminded or interviewed (提醒或约谈)."""
    agreement = last_agreement(result.subject.authorisation_id)
    if result.subject.poor and agreement.state != Agreement.State.TERMINATED:
        ground = _("The result of %(round)s is poor.") % {"round": result.subject.round.title}
        kind = result.subject.rulebook.value("poor_result_call")
        call_in(agreement, by=result.by, at=result.at, kind=kind, ground=ground)


def remind_anew(corrected) -> None:
    """A result that becomes poor by a correction."""
    if corrected.former_grade != corrected.grade:
        remind(corrected)
