"""What reports and decisions hold against steps of an application that only they can bring about (Art. 13)."""

from django.utils.translation import gettext as _

from config.kernel.refusals import Refusal
from operators.decision.models import Item
from operators.decision.queries import verified_decision


def not_sent(application, *, by, at):
    """An application is reported with a report that was sent."""
    if not Item.objects.filter(application=application, report__state="sent").exists():
        yield Refusal("no_report", _("No report that names it was sent."), article="13")


def not_approved(application, *, by, at):
    """Nothing is approved but by a verified decision."""
    yield from _decided(application, "approved")


def not_rejected(application, *, by, at):
    """Nothing is rejected but by a verified decision."""
    yield from _decided(application, "rejected")


def _decided(application, outcome):
    waits = Item.objects.filter(application=application, report__state="sent").exists()  # reported again: decided anew
    decision = None if waits else verified_decision(application)
    if decision is None or decision.outcomes.get(str(application.pk)) != outcome:
        yield Refusal("not_decided", _("No verified decision of the municipal government says so."), article="13")
