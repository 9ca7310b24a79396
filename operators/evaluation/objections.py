"""What results hold against an agreement, and ask of it (Art. 33)."""

from django.utils.translation import gettext as _

from config.kernel.refusals import Refusal
from operators.evaluation.models import POOR, Evaluation
from operators.evaluation.queries import in_a_row, streak, unfinished_before


def not_poor_in_a_row(agreement, *, by, at):
    """An authorisation ends by this act only when its results, with the one that is being made final, say so."""
    _row, longest = in_a_row(agreement.authorisation_id)
    for pending in _pending(agreement):
        longest = max(longest, in_a_row(agreement.authorisation_id, *pending)[1])
    if longest < agreement.poor_limit:
        said = _("Fewer than %(count)s final results in a row are poor.") % {"count": agreement.poor_limit}
        yield Refusal("not_in_a_row", said, article="33")


def miscounted(agreement, *, by, at):
    """The streak on the agreement is what the final results are."""
    if agreement.poor_streak == streak(agreement.authorisation_id, agreement.poor_limit):
        yield Refusal("counted", _("The results in a row are counted already."), article="33")


def _pending(agreement):
    """What may become final at this moment, and what is being corrected, each with its grade."""
    evaluations = Evaluation.objects.filter(authorisation_id=agreement.authorisation_id)
    for evaluation in evaluations.filter(state__in=["notified", "answered"], grade=POOR):
        if not unfinished_before(evaluation).exists():
            yield evaluation, POOR
    for evaluation in evaluations.filter(state="final", corrections__isnull=False).distinct():
        yield evaluation, evaluation.corrections.last().grade
