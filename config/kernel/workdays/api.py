"""The calendar of working days over the API."""

from rest_framework import serializers

from config.kernel.rest.cases import Cases
from config.kernel.rest.rows import Detail, Row
from config.kernel.workdays.queries import visible_to


class CalendarYearRow(Row):
    """A year; provisional until it is announced."""

    year = serializers.IntegerField()
    confirmed = serializers.BooleanField()
    source = serializers.CharField()  # type: ignore[assignment]


class DayRow(serializers.Serializer):
    """A day, and whether people work on it."""

    day = serializers.DateField()
    works = serializers.BooleanField()


class CalendarYearDetail(CalendarYearRow, Detail):
    """A year with all its days."""

    days = DayRow(many=True)


class CalendarYears(Cases):
    """The calendar is public: everybody can count a deadline again."""

    noun = "calendaryear"
    visible_to = visible_to
    row, whole = CalendarYearRow, CalendarYearDetail
