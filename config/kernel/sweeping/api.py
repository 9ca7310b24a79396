"""Sweeps over the API: what the clock did, night by night."""

from rest_framework import serializers

from config.kernel.rest.cases import Cases
from config.kernel.rest.listing import Filters, filters
from config.kernel.rest.rows import Cited, Detail, Row, StateName
from config.kernel.sweeping.models import Sweep
from config.kernel.sweeping.queries import visible_to


class SweepFilters(Filters):
    state = filters.MultipleChoiceFilter(choices=Sweep.State.choices)
    day = filters.DateFilter()


class SweepRow(Row):
    """One run of the sweep."""

    day = serializers.DateField()
    state = serializers.ChoiceField(Sweep.State.choices)
    state_name = StateName(Sweep.State.choices, source="state")
    began_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)
    moved = serializers.IntegerField()
    left = serializers.IntegerField(help_text="Due, but something stood against it: the case says what.")
    failed = serializers.IntegerField()
    reminders = serializers.IntegerField()


class SweptStep(serializers.Serializer):
    """What one step did."""

    act = serializers.CharField()
    article = Cited()
    moved = serializers.IntegerField()
    left = serializers.IntegerField()
    failed = serializers.IntegerField()


class SweepDetail(SweepRow, Detail):
    """A run with its steps, in their order; a step that found nothing due is not among them."""

    steps = SweptStep(many=True)


class Sweeps(Cases):
    """What the clock did, for the data authority and the administrators."""

    noun = "sweep"
    visible_to = visible_to
    row, whole = SweepRow, SweepDetail
    filterset_class = SweepFilters
