"""The clock: what ends, begins or falls due by itself, at night, before the offices open (Arts 11, 14, 16, 33)."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils import timezone

from config.kernel.accounts.queries import clock, the
from config.kernel.countersigning.models import Proposal
from config.kernel.outbox.delivery import deliver_due
from config.kernel.sweeping import running
from config.kernel.workdays.actions import adopt
from config.kernel.workdays.models import CalendarYear
from operators.agreement.models import LIVE, Agreement
from operators.application.models import Application
from operators.evaluation.models import Evaluation
from operators.renewal.queries import longest_window
from zones.call.models import Call

AHEAD = 2  # years that have a calendar beforehand: a deadline may reach into them
BEFORE_NINE = -9 * 60  # minutes: the nights are swept just after midnight
ONE_DAY = timedelta(days=1)


def begin(story) -> None:
    """From now on no day comes without the nights before it."""
    story.nights = pass_by


def pass_by(story, day: date) -> None:
    """The nights until that day: the next one, and each in which something falls due; in the others nothing would."""
    night = story.day + ONE_DAY if story.day < day else None
    while night:
        story.day, story.minute = night, BEFORE_NINE
        _calendars(story)
        sweep(story)
        night = min((due for due in _dues() if night < due <= day), default=None)


def sweep(story) -> None:
    """The nightly sweep, as it is done wherever the system runs."""
    running.sweep(story.now())
    story.listen()


def deliver(story) -> None:
    """The worker sends what is owed, and renders what was finalised or signed."""
    while deliver_due(story.now()):
        pass
    story.listen()


def _dues() -> Iterator[date]:
    """The nights on which something may be due, as it stands now."""
    for model in (Proposal, Application, Evaluation):
        for due_on in model.objects.values_list("due_on", flat=True):
            if due_on:
                yield due_on + ONE_DAY
    for closes_at in Call.objects.filter(state="published").values_list("closes_at", flat=True):
        yield timezone.localdate(closes_at) + ONE_DAY
    yield from Agreement.objects.filter(state="signed").values_list("starts_on", flat=True)
    for ends_on in Agreement.objects.filter(state__in=LIVE).values_list("ends_on", flat=True):
        yield ends_on - timedelta(days=longest_window())
        yield ends_on + ONE_DAY


def _calendars(story) -> None:
    """Years to come have their calendar before a deadline reaches them; until it is announced it is provisional."""
    last = CalendarYear.objects.order_by("-year").values_list("year", flat=True)[0]
    for year in range(last + 1, story.day.year + AHEAD + 1):
        story.do(adopt, the("system"), by=clock(), year=year)
