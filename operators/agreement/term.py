"""How long an agreement may run, and when it may begin (Art. 16)."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from config.kernel.refusals import INPUT, Refusal
from operators.agreement.models import last_day

FARTHEST = date(2100, 12, 31)  # the last day of any calendar (house:4); a later year is a slip of the pen


def begins(starts_on, at) -> Iterator[Refusal]:
    if starts_on is None or not timezone.localdate(at) <= starts_on <= FARTHEST:
        yield Refusal(
            "starts_on", _("A term begins today or later, and before the year 2101."), "16", INPUT, "starts_on"
        )


def years_fit(rulebook, years) -> Iterator[Refusal]:
    most = rulebook.value("term_years_maximum")
    if type(years) is not int or years < 1 or years > most:
        yield Refusal(
            "term", _("A term is at least one and at most %(years)s years.") % {"years": most}, "16", INPUT, "years"
        )


def term_fits(agreement, starts_on, ends_on) -> Iterator[Refusal]:
    """At most five years, counted from the first day of the whole term, whatever amendments there were."""
    most = agreement.call.rulebook.value("term_years_maximum")
    began_on = agreement.amends.term_began_on if agreement.amends else starts_on
    if ends_on <= starts_on or ends_on > last_day(min(began_on, FARTHEST), most):
        yield Refusal(
            "term",
            _("A term ends after it begins, and %(years)s years after its first day at the latest, even when amended.")
            % {"years": most},
            "16", INPUT, "ends_on",
        )  # fmt: skip
    if agreement.amends and starts_on > agreement.amends.ends_on:
        yield Refusal(
            "after_the_end", _("An amendment begins while what it amends is in force."), "16", INPUT, "starts_on"
        )
