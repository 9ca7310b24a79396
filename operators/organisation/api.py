"""Organisations over the API (Arts 12, 17)."""

from rest_framework import serializers

from config.kernel.encryption import masked
from config.kernel.rest.cases import Cases
from config.kernel.rest.listing import Filters, filters
from config.kernel.rest.rows import Detail, Row, StateName
from operators.organisation.models import Organisation
from operators.organisation.queries import visible_to
from operators.organisation.turns import turn


class OrganisationFilters(Filters):
    state = filters.MultipleChoiceFilter(choices=Organisation.State.choices)
    kind = filters.ChoiceFilter(choices=Organisation.Kind.choices)
    credit_code = filters.CharFilter()


class OrganisationRow(Row):
    """An organisation."""

    name = serializers.CharField(source="body.name")
    body_id = serializers.IntegerField()
    kind = serializers.ChoiceField(Organisation.Kind.choices)
    credit_code = serializers.CharField()
    state = serializers.ChoiceField(Organisation.State.choices)
    state_name = StateName(Organisation.State.choices, source="state")


class OrganisationDetail(OrganisationRow, Detail):
    """An organisation with its particulars; identity numbers are masked."""

    turn_of = turn

    legal_representative = serializers.CharField()
    representative_id = serializers.SerializerMethodField()
    address = serializers.CharField()
    barred_reason = serializers.CharField()
    code_accepted_reason = serializers.CharField()

    def get_representative_id(self, organisation) -> str:
        return masked(organisation.representative_id)


class Organisations(Cases):
    """An organisation sees itself; the offices see all."""

    noun = "organisation"
    visible_to = visible_to
    row, whole = OrganisationRow, OrganisationDetail
    filterset_class = OrganisationFilters
    searched = ("body__name", "credit_code")
