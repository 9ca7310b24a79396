"""Zones and fields over the API (Arts 2, 8)."""

from rest_framework import serializers

from config.kernel.rest.cases import Cases
from config.kernel.rest.listing import Filters, filters
from config.kernel.rest.rows import Detail, Row, StateName
from zones.zone.models import Supervision, Zone
from zones.zone.queries import fields_visible_to, visible_to


class FieldRow(Row):
    """A field, e.g. 金融服务."""

    code = serializers.CharField()
    name = serializers.CharField()


class FieldDetail(FieldRow, Detail):
    """A field."""


class Fields(Cases):
    """The fields are public vocabulary."""

    noun = "field"
    visible_to = fields_visible_to
    row, whole = FieldRow, FieldDetail
    searched = ("name",)


class ZoneFilters(Filters):
    state = filters.MultipleChoiceFilter(choices=Zone.State.choices)
    kind = filters.ChoiceFilter(choices=Zone.Kind.choices)


class ZoneRow(Row):
    """A zone."""

    name = serializers.CharField()
    kind = serializers.ChoiceField(Zone.Kind.choices)
    kind_name = StateName(Zone.Kind.choices, source="kind")
    state = serializers.ChoiceField(Zone.State.choices)
    state_name = StateName(Zone.State.choices, source="state")
    established_at = serializers.DateTimeField(allow_null=True)


class SupervisionRow(serializers.ModelSerializer):
    """Who supervises a zone, from a day to the day before the next (Art. 8)."""

    body = serializers.CharField(source="body.name")

    class Meta:
        model = Supervision
        fields = ["body", "from_on", "until_on", "reason"]


class ZoneDetail(ZoneRow, Detail):
    """A zone with its supervision over time."""

    purpose = serializers.CharField()
    field = serializers.CharField(source="field.name", default=None, allow_null=True)
    district = serializers.CharField(source="district.name", default=None, allow_null=True)
    supervisions = SupervisionRow(many=True)


class Zones(Cases):
    """What was established is public; a plan is for the offices."""

    noun = "zone"
    visible_to = visible_to
    row, whole = ZoneRow, ZoneDetail
    filterset_class = ZoneFilters
    searched = ("name",)
