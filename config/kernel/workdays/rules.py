"""Who keeps the calendar (house:4)."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from config.kernel.accounts.roles import Role
from config.kernel.accounts.rules import only, wanted
from config.kernel.refusals import INPUT, Refusal
from config.kernel.shapes import Line
from config.kernel.workdays.models import CalendarYear


def may_adopt(system, *, by, at, year: int = 0):
    """A year is taken from the published calendars, or computed and marked provisional (house:4)."""
    yield from only(by, Role.SYSTEM_ADMIN, Role.CLOCK, article="house:4")
    if not 2004 <= year <= 2100:
        yield Refusal("year", _("There is no calendar for this year."), "house:4", INPUT, "year")
    elif CalendarYear.objects.filter(year=year).exists():
        yield Refusal("year_there", _("This year has its calendar already."), "house:4", INPUT, "year")


def may_announce(calendar_year, *, by, at, days: dict[date, bool] | None = None, source: Line = ""):
    """The announcement names every day of the year; deadlines that fall in it are computed anew (house:4)."""
    yield from only(by, Role.SYSTEM_ADMIN, article="house:4")
    yield from wanted("source", source, "house:4")
    first = date(calendar_year.year, 1, 1)
    whole = {first + timedelta(days=n) for n in range((date(calendar_year.year + 1, 1, 1) - first).days)}
    if set(days or {}) != whole:
        said = _("The announcement must name every day of the year, and no other.")
        yield Refusal("days", said, "house:4", INPUT, "days")


def may_move_deadline(case, *, by, at, why: str = ""):
    """Only a changed calendar moves a deadline that runs (house:4)."""
    yield from only(by, Role.CLOCK, article="house:4")
    if case.due_days is None:
        yield Refusal("no_deadline", _("No deadline runs here."), "house:4")
