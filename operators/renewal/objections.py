"""What a running agreement holds against the text of another one (Art. 16)."""

from datetime import timedelta

from django.utils.translation import gettext as _

from config.kernel.refusals import Refusal
from operators.renewal.queries import live_before


def not_the_day_after(agreement, *, by, at):
    """Whoever operates the zone goes on by the next agreement on the day after the last one's end (Art. 16)."""
    if agreement.amends is None and (running := live_before(agreement)):
        next_day = running.ends_on + timedelta(days=1)
        if agreement.starts_on != next_day:
            said = _("The operator has an agreement for this zone until %(until)s; the next one begins on %(from)s.")
            yield Refusal("not_the_day_after", said % {"until": running.ends_on, "from": next_day}, article="16")
