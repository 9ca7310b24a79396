"""Endpoints over the API: what they were told, what could not be told, and their secret, for a short while."""

from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from config.kernel.rest import allowing
from config.kernel.rest.cases import Cases
from config.kernel.rest.listing import Filters, filters
from config.kernel.rest.rows import Detail, Row, StateName, listed
from config.kernel.webhooks.models import Endpoint, Event
from config.kernel.webhooks.queries import dead_letters, events_of, secret_of, visible_to

MOST = 100  # events that are shown at once


class EndpointFilters(Filters):
    state = filters.MultipleChoiceFilter(choices=Endpoint.State.choices)


class EndpointRow(Row):
    """An address of a partner's system."""

    url = serializers.CharField()
    seat_id = serializers.IntegerField()
    state = serializers.ChoiceField(Endpoint.State.choices)
    state_name = StateName(Endpoint.State.choices, source="state")
    facts = serializers.ListField(child=serializers.CharField(), help_text="Empty: all that the seat may know of.")


class EventRow(serializers.ModelSerializer):
    """One entry of the ledger, told to the endpoint; `name` is its webhook-id."""

    class Meta:
        model = Event
        fields = ["name", "case_kind", "case_id", "state", "attempts", "due_at", "error", "delivered_at"]


class EndpointDetail(EndpointRow, Detail):
    """An endpoint with what it was told last and what holds its cases back."""

    events = serializers.SerializerMethodField()
    dead_letters = serializers.SerializerMethodField()

    @extend_schema_field(EventRow(many=True))
    def get_events(self, endpoint) -> list[dict]:
        return listed(EventRow, events_of(endpoint)[:MOST])

    @extend_schema_field(EventRow(many=True))
    def get_dead_letters(self, endpoint) -> list[dict]:
        dead = dead_letters(self.context["request"].seat).filter(endpoint=endpoint)
        return listed(EventRow, dead[:MOST])


class Secret(serializers.Serializer):
    """What events are signed with."""

    secret = serializers.CharField()


class Endpoints(Cases):
    """A seat sees its own; an organisation's administrator those of the organisation."""

    noun = "endpoint"
    visible_to = visible_to
    row, whole = EndpointRow, EndpointDetail
    filterset_class = EndpointFilters

    @extend_schema(responses=Secret)
    @action(detail=True)
    def secret(self, request, reference):
        """The secret that signs, for who keeps the endpoint, for ten minutes after it was given."""
        allowing.to_act(request, self.noun)
        secret = secret_of(self.found(), request.seat, timezone.now())
        if not secret:
            raise Http404
        return Response({"secret": secret}, headers={"Cache-Control": "no-store"})
