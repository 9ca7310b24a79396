"""Working days (工作日, with 调休): two sources of a year, and how days are counted. Nothing here reads a clock.

A year is `dict[date, bool]`, every day of it, True where people work. Announced years come from `chinesecalendar`,
later ones from `holidays`, whose answer is only a guess: the State Council announces a year in the November before.
Neither package is asked in a request: the tables of `workdays` are filled from here, and `works` reads those.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import chinese_calendar
import holidays
from django.utils.translation import gettext as _


class NoCalendar(LookupError):
    """No calendar reaches this year, so nothing may be counted in it; `reason` is a sentence for people."""

    def __init__(self, year: int):
        super().__init__(year)
        self.year = year

    @property
    def reason(self) -> str:
        return _("There is no calendar of working days for the year %(year)s yet.") % {"year": self.year}


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a calendar: is it worked, and has that been announced or is it still a guess?"""

    works: bool
    confirmed: bool = True


Works = Callable[[date], Day | None]
"""What the counting asks of its caller: the day, or None where no calendar has it."""


def confirmed_year(year: int) -> dict[date, bool]:
    """An announced year, with its moved weekends. `NoCalendar` outside 2004-2026 (chinesecalendar 1.11).

    The last days of the last year may still move: 29 and 31 December 2018 changed with the notice for 2019.
    """
    try:
        return {day: chinese_calendar.is_workday(day) for day in days_of(year)}
    except NotImplementedError:  # what the package says for a year that it does not know
        raise NoCalendar(year) from None


def provisional_year(year: int) -> dict[date, bool]:
    """A year not yet announced: weekends and public holidays off, no working weekend. `NoCalendar` after 2100.

    A holiday that falls on a weekend is made up on the next working days (补假), as the regulation on public
    holidays has it; which weekends are worked instead (调休) is known only from the announcement.
    """
    off = holidays.country_holidays("CN", years=year)
    if not off:
        raise NoCalendar(year)
    return {day: day.weekday() < 5 and day not in off for day in days_of(year)}


def days_of(year: int) -> Iterator[date]:
    """Every day of a year, in order."""
    first = date(year, 1, 1)
    return (first + timedelta(n) for n in range((date(year, 12, 31) - first).days + 1))


def add_working_days(start: date, days: int, works: Works) -> tuple[date, bool]:
    """The last day of a term of so many working days, and whether a guess was met on the way.

    The day after `start` is day one; a term of 0 days ends on `start` itself. ValueError below 0, and `NoCalendar`
    where `works` knows no day.
    """
    if days < 0:
        raise ValueError("a term cannot be negative")
    day, provisional = start, False
    while days:
        day += timedelta(1)
        known = _known(day, works)
        days -= known.works
        provisional |= not known.confirmed
    return day, provisional


def working_days_between(a: date, b: date, works: Works) -> int:
    """How many working days lie after `a` up to and with `b`; 0 when `b` is not later. `NoCalendar` as above."""
    return sum(_known(a + timedelta(n), works).works for n in range(1, (b - a).days + 1))


def _known(day: date, works: Works) -> Day:
    known = works(day)
    if known is None:
        raise NoCalendar(day.year)
    return known
