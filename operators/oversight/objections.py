"""What oversight holds against a termination for breach (Art. 16)."""

from django.utils.translation import gettext as _

from config.kernel.refusals import Refusal
from operators.oversight.queries import standing_under


def not_heard(agreement, *, by, at):
    """Nothing is terminated but for a breach that is grave or was not rectified in time, and after a hearing on it."""
    weighty = [breach for breach in standing_under(agreement) if breach.grave or breach.overdue_at(at)]
    if not weighty:
        said = _("No breach stands that is grave or was not rectified in time.")
        yield Refusal("no_breach", said, article="16")
    elif not any(hearing.over_at(at) for breach in weighty for hearing in breach.hearings.all()):
        said = _("The operator was not heard on the breach yet, or may still answer.")
        yield Refusal("not_heard", said, article="16")
