"""The clock: what ends, begins or falls due by itself, at night, before the offices open (Arts 11, 14, 16, 33)."""

from datetime import date

from config.kernel.accounts.queries import clock, the
from config.kernel.countersigning.tasks import expire_due as end_proposals
from config.kernel.outbox.delivery import deliver_due
from config.kernel.workdays.actions import adopt
from config.kernel.workdays.models import CalendarYear
from operators.agreement.tasks import begin_due, expire_due
from operators.application.tasks import end_notices, lapse_overdue
from operators.evaluation.tasks import finalise_due
from operators.renewal.tasks import open_due

AHEAD = 2  # years that have a calendar beforehand: a deadline may reach into them
TASKS = (end_proposals, end_notices, lapse_overdue, open_due, begin_due, expire_due, finalise_due)  # as they follow


def pass_to(story, day: date) -> None:
    """On a day, whatever day of the week it is; the clock has done what that day brings."""
    story.until(day)
    _calendars(story)
    for task in TASKS:
        task(story.now())
    story.listen()


def pass_days(story, count: int) -> None:
    """So many working days later."""
    story.working_days(count)
    pass_to(story, story.day)


def pass_to_work(story, day: date) -> None:
    """On the first working day from that day on."""
    story.from_day(day)
    pass_to(story, story.day)


def deliver(story) -> None:
    """The worker sends what is owed, and renders what was finalised or signed."""
    while deliver_due(story.now()):
        pass
    story.listen()


def _calendars(story) -> None:
    """Years to come have their calendar before a deadline reaches them; until it is announced it is provisional."""
    last = CalendarYear.objects.order_by("-year").values_list("year", flat=True)[0]
    for year in range(last + 1, story.day.year + AHEAD + 1):
        story.do(adopt, the("system"), by=clock(), year=year)
