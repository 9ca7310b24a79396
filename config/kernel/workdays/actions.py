"""The verbs of the calendar (house:4)."""

from django.utils.translation import gettext_lazy as _

from config.kernel.accounts.models import Body
from config.kernel.acts import act
from config.kernel.flows import Case
from config.kernel.workdays import calendar, facts, rules
from config.kernel.workdays.deadlines import set_due
from config.kernel.workdays.models import CalendarYear, Workday


@act(rules.may_adopt, title=_("adopt a year's calendar"), article="house:4")
def adopt(system: Body, *, by, at, year):
    """From the announced calendars (2004-2026 in the package), later years computed and provisional."""
    try:
        days, confirmed, source = calendar.confirmed_year(year), True, "chinesecalendar"
    except calendar.NoCalendar:
        days, confirmed, source = calendar.provisional_year(year), False, "holidays"
    made = CalendarYear.objects.create(year=year, confirmed=confirmed, source=source)
    Workday.objects.bulk_create(Workday(day=day, year=made, works=works) for day, works in days.items())
    return facts.CalendarAdopted(made, by, at, year, confirmed, source)


@act(rules.may_announce, title=_("import the announced calendar"), article="house:4")
def announce(calendar_year: CalendarYear, *, by, at, days, source):
    """What was provisional is now confirmed."""
    Workday.objects.filter(year=calendar_year).delete()
    Workday.objects.bulk_create(Workday(day=day, year=calendar_year, works=works) for day, works in days.items())
    calendar_year.confirmed, calendar_year.source = True, source
    return facts.CalendarAnnounced(calendar_year, by, at, calendar_year.year, source)


@act(rules.may_move_deadline, title=_("compute a deadline anew"), article="house:4")
def move_deadline(case: Case, *, by, at, why):
    """The same number of working days, by the calendar of today."""
    was = case.due_on
    set_due(case, case.due_from, case.due_days)  # type: ignore[arg-type]  # the rule wants them given
    return facts.DeadlineMoved(case, by, at, was.isoformat(), case.due_on.isoformat(), why)
