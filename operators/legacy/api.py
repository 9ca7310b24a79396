"""Lists of legacy agreements over the API (Art. 16)."""

from rest_framework import serializers

from config.kernel.rest.cases import Cases
from config.kernel.rest.listing import Filters, filters
from config.kernel.rest.rows import Detail, Row, StateName
from operators.legacy.models import LegacyList
from operators.legacy.queries import visible_to
from operators.legacy.turns import turn


class LegacyListFilters(Filters):
    state = filters.MultipleChoiceFilter(choices=LegacyList.State.choices)


class LegacyListRow(Row):
    """A list of agreements that were signed before the measures."""

    state = serializers.ChoiceField(LegacyList.State.choices)
    state_name = StateName(LegacyList.State.choices, source="state")
    lodged_at = serializers.DateTimeField()
    answered_at = serializers.DateTimeField(allow_null=True)


class LegacyListDetail(LegacyListRow, Detail):
    """With its rows, as they were lodged."""

    turn_of = turn

    rows = serializers.ListField(child=serializers.DictField())
    reason = serializers.CharField()


class LegacyLists(Cases):
    """The authority and the auditors."""

    noun = "legacylist"
    visible_to = visible_to
    row, whole = LegacyListRow, LegacyListDetail
    filterset_class = LegacyListFilters
