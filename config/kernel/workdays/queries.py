"""Reading the calendar."""

from config.kernel.workdays.models import CalendarYear


def visible_to(seat):
    """The calendar is public: everybody can count a deadline again (house:4)."""
    return CalendarYear.objects.all()
