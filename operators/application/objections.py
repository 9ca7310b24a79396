"""What applications hold against acts of lower floors."""

from django.utils.translation import gettext as _

from config.kernel.refusals import Refusal
from operators.application.models import Application

OVER = ("awarded", "rejected", "declined", "withdrawn", "lapsed")


def applications_open(call, *, by, at):
    """A call is concluded when each of its applications has come to its end (Art. 10)."""
    count = Application.objects.filter(call=call).exclude(state__in=OVER).count()
    if count:
        reason = _("Applications that have not come to an end yet: %(count)s.") % {"count": count}
        yield Refusal("applications_open", reason, article="10")
