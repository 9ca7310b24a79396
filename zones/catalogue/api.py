"""The catalogue over the API (Arts 3, 27, 28)."""

from rest_framework import serializers

from config.kernel.rest.cases import Cases
from config.kernel.rest.listing import Filters, Whole, filters
from config.kernel.rest.rows import Detail, Row
from zones.catalogue.models import Dataset
from zones.catalogue.queries import visible_to


class DatasetFilters(Filters):
    level = Whole()
    provider = Whole(field_name="provider_id")
    field = filters.CharFilter(field_name="resource_class__field__code")


class DatasetRow(Row):
    """One item of data."""

    name = serializers.CharField()
    resource_class = serializers.CharField(source="resource_class.name")
    field = serializers.CharField(source="resource_class.field.name")
    provider = serializers.CharField(source="provider.name")
    level = serializers.IntegerField()
    personal_information = serializers.BooleanField()
    trade_secret = serializers.BooleanField()
    exclusion = serializers.ChoiceField([("", ""), *Dataset.Exclusion.choices])


class DatasetDetail(DatasetRow, Detail):
    """One item of data."""


class Datasets(Cases):
    """The catalogue is public, but for what Art. 28 shuts out."""

    noun = "dataset"
    visible_to = visible_to
    row, whole = DatasetRow, DatasetDetail
    filterset_class = DatasetFilters
    searched = ("name",)
