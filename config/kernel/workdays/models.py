"""Statutory working days (工作日, with 调休): one row a day, by year."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.kernel.flows import Case
from config.kernel.writing import ActOnly


class CalendarYear(Case):
    """A year of the calendar. Confirmed when the State Council's announcement stands behind it; provisional when
    computed without 调休, and then every deadline that falls in it is provisional too."""

    year = models.PositiveSmallIntegerField(unique=True)
    confirmed = models.BooleanField()
    source = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("calendar year")

    def __str__(self):
        return str(self.year)


class Workday(ActOnly):
    """Whether people work on a day."""

    day = models.DateField(primary_key=True)
    year = models.ForeignKey(CalendarYear, models.PROTECT, related_name="days")
    works = models.BooleanField()
