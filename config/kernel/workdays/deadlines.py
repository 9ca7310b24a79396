"""Deadlines in working days, from the calendar's table; never from a package while somebody waits."""

from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext as _

from config.kernel.prepared import Given, Prepared
from config.kernel.refusals import Refusal, Refused
from config.kernel.workdays import calendar
from config.kernel.workdays.models import Workday

DAYS = Prepared(
    lambda: Workday.objects.filter(
        day__gte=Given("start", models.DateField()), day__lte=Given("end", models.DateField())
    ).values_list("day", "works", "year__confirmed")
)

_remembered: ContextVar[dict | None] = ContextVar("days_are_remembered", default=None)


@contextmanager
def remembered():
    """Inside, the same stretch of the calendar is read once: for a transaction that counts many deadlines."""
    token = _remembered.set({})
    try:
        yield
    finally:
        _remembered.reset(token)


@dataclass(frozen=True)
class Due:
    """A last day, and whether its year's calendar is only provisional."""

    on: date
    provisional: bool


def after(start: date, days: int, article: str = "house:4") -> Due:
    """The last day of a period of working days that begins on the day after `start`.

    Raises Refused (`no_calendar`) when the period reaches a year that has no calendar.
    """
    reach = start + timedelta(days=days * 2 + 20)  # two weeks' holiday and every weekend fit in
    try:
        on, provisional = calendar.add_working_days(start, days, _works(start, reach))
    except calendar.NoCalendar as missing:
        raise Refused([no_calendar(missing.year, article)]) from missing
    return Due(on, provisional)


def between(start: date, end: date) -> int:
    """How many working days lie after `start`, up to `end`."""
    try:
        return calendar.working_days_between(start, end, _works(start, end))
    except calendar.NoCalendar as missing:
        raise Refused([no_calendar(missing.year)]) from missing


def worked(day: date) -> bool:
    """Whether people work on a day; a day without a calendar is not worked."""
    known = _days(day, day).get(day)
    return known is not None and known.works


def no_calendar(year: int, article: str = "house:4") -> Refusal:
    """A deadline is not guessed."""
    return Refusal(
        "no_calendar",
        _("There is no calendar of working days for %(year)s yet, so no deadline can be set there.") % {"year": year},
        article,
    )


def set_due(case, start: date, days: int) -> None:
    """Give a case its current deadline; where it came from stands beside it."""
    due = after(start, days)
    case.due_from, case.due_days, case.due_on, case.due_provisional = start, days, due.on, due.provisional


def set_due_if_known(case, start: date, days: int) -> None:
    """The same; none, as long as no calendar reaches that far: a missing one keeps nobody where they are."""
    clear_due(case)
    with suppress(Refused):
        set_due(case, start, days)


def clear_due(case) -> None:
    """Nobody owes anything now."""
    case.due_from = case.due_days = case.due_on = None
    case.due_provisional = False


def _works(start: date, end: date):
    days = _days(start, end)

    def works(day: date) -> calendar.Day:
        if day not in days:
            raise calendar.NoCalendar(day.year)
        return days[day]

    return works


def _days(start: date, end: date) -> dict[date, calendar.Day]:
    kept = _remembered.get()
    if kept is not None and (start, end) in kept:
        return kept[start, end]
    days = {day: calendar.Day(works, confirmed) for day, works, confirmed in DAYS(start=start, end=end)}
    if kept is not None:
        kept[start, end] = days
    return days
