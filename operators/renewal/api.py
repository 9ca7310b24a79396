"""Renewals over the API (Arts 12, 16)."""

from rest_framework import serializers

from config.kernel.rest.cases import Cases
from config.kernel.rest.listing import Filters, Whole, filters
from config.kernel.rest.rows import Detail, Row, StateName
from operators.renewal.models import Renewal
from operators.renewal.queries import visible_to
from operators.renewal.turns import turn


class RenewalFilters(Filters):
    state = filters.MultipleChoiceFilter(choices=Renewal.State.choices)
    agreement = Whole(field_name="agreement_id")


class RenewalRow(Row):
    """The renewal of an authorisation whose term ends."""

    agreement = serializers.CharField(source="agreement.number")
    operator = serializers.CharField(source="agreement.application.organisation.body.name")
    zone = serializers.CharField(source="agreement.application.call.zone.name")
    state = serializers.ChoiceField(Renewal.State.choices)
    state_name = StateName(Renewal.State.choices, source="state")
    ends_on = serializers.DateField(source="agreement.ends_on", help_text="The last day of the present term.")
    application = serializers.IntegerField(source="application_id", allow_null=True)
    preferred = serializers.BooleanField(help_text="After an excellent result: first among those of one day (Art. 33).")


class RenewalDetail(RenewalRow, Detail):
    """With what was carried over and waits to be confirmed, section by section."""

    turn_of = turn

    carried = serializers.DictField(help_text="section → content, as the sections of a draft.")
    asked_at = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    ended_reason = serializers.CharField()


class Renewals(Cases):
    """The operator, the authority and the zone's supervisor."""

    noun = "renewal"
    visible_to = visible_to
    row, whole = RenewalRow, RenewalDetail
    filterset_class = RenewalFilters
    orders = {**Cases.orders, "queue": ("due_on", "-preferred", "id")}
