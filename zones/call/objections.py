"""What calls hold against acts of lower floors."""

from django.utils.translation import gettext as _

from config.kernel.refusals import Refusal
from config.kernel.words import listed
from zones.call.models import Call


def calls_open(zone, *, by, at):
    """A zone is closed when each of its calls is concluded or cancelled (Arts 8, 11)."""
    ended = [Call.State.CONCLUDED, Call.State.CANCELLED]
    numbers = Call.objects.filter(zone=zone).exclude(state__in=ended).order_by("pk").values_list("number", flat=True)
    if numbers:
        yield Refusal("calls_open", _("Calls for it have not ended: %(numbers)s.") % {"numbers": listed(numbers)}, "11")
