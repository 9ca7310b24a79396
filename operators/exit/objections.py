"""What an exit holds against everything new (Arts 16, 33)."""

from django.utils.translation import gettext as _

from config.kernel.refusals import Refusal
from operators.agreement.models import Agreement
from operators.exit.queries import of_authorisation


def in_exit(case, *, by, at, **words):
    """From its opening on nothing new begins under an agreement. `case`: the agreement, or what hangs on it."""
    agreement = case if isinstance(case, Agreement) else case.agreement
    if exit := of_authorisation(agreement):
        said = _("The operator leaves the zone (exit %(number)s): nothing new begins under its agreement.")
        yield Refusal("in_exit", said % {"number": exit.number}, article="16")
