"""Incidents, breaches and interviews over the API (Arts 16, 31-33)."""

from rest_framework import serializers

from config.kernel.rest.cases import Cases
from config.kernel.rest.listing import Filters, Whole, filters
from config.kernel.rest.rows import Detail, Row, StateName
from operators.oversight.drafting import attach
from operators.oversight.models import Breach, Incident, Interview, Rectification
from operators.oversight.queries import breaches_visible_to, incidents_visible_to, interviews_visible_to
from operators.oversight.turns import breach_turn, incident_turn, interview_turn


class OverseenRow(Row):
    """What hangs on an agreement."""

    agreement = serializers.CharField(source="agreement.number")
    operator = serializers.CharField(source="agreement.application.organisation.body.name")
    zone = serializers.CharField(source="agreement.application.call.zone.name")


class IncidentFilters(Filters):
    state = filters.MultipleChoiceFilter(choices=Incident.State.choices)
    agreement = Whole(field_name="agreement_id")
    severity = filters.CharFilter(field_name="severity")


class IncidentRow(OverseenRow):
    """An incident: `report_by` is when the operator must have reported it."""

    state = serializers.ChoiceField(Incident.State.choices)
    state_name = StateName(Incident.State.choices, source="state")
    kind = serializers.ChoiceField(Incident.Kind.choices)
    severity = serializers.CharField()
    discovered_at = serializers.DateTimeField()
    report_by = serializers.DateTimeField()
    reported_at = serializers.DateTimeField(allow_null=True)


class IncidentDetail(IncidentRow, Detail):
    """An incident with what the operator said of it, and whether it said so too late."""

    turn_of = incident_turn

    overdue = serializers.BooleanField(help_text="Reported too late, or not yet though its hours are over.")
    what = serializers.CharField()
    report_text = serializers.CharField()
    containment = serializers.CharField()
    cause = serializers.CharField()
    conclusion = serializers.CharField()
    closed_at = serializers.DateTimeField(allow_null=True)


class Incidents(Cases):
    """The operator, the authority and the zone's supervisor."""

    noun = "incident"
    visible_to = incidents_visible_to
    row, whole = IncidentRow, IncidentDetail
    attach = attach
    filterset_class = IncidentFilters


class BreachFilters(Filters):
    state = filters.MultipleChoiceFilter(choices=Breach.State.choices)
    agreement = Whole(field_name="agreement_id")


class BreachRow(OverseenRow):
    """A breach of the agreement or the measures."""

    state = serializers.ChoiceField(Breach.State.choices)
    state_name = StateName(Breach.State.choices, source="state")
    provision = serializers.CharField()
    grave = serializers.BooleanField()
    found_at = serializers.DateTimeField()


class OrderRow(serializers.ModelSerializer):
    """An order to rectify, its answer, and whether it was accepted; `evidence` names documents of the case."""

    class Meta:
        model = Rectification
        fields = ["round", "text", "ordered_at", "due_on", "report", "evidence", "answered_at", "accepted", "judged_at",
                  "remark"]  # fmt: skip


class BreachDetail(BreachRow, Detail):
    """A breach with its orders, the first one first."""

    turn_of = breach_turn

    overdue = serializers.BooleanField(help_text="Not rectified in time, as far as the last order goes.")
    what = serializers.CharField()
    orders = OrderRow(many=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    ended_reason = serializers.CharField()


class Breaches(Cases):
    """The operator, the authority and the zone's supervisor."""

    noun = "breach"
    visible_to = breaches_visible_to
    row, whole = BreachRow, BreachDetail
    attach = attach
    filterset_class = BreachFilters


class InterviewFilters(Filters):
    state = filters.MultipleChoiceFilter(choices=Interview.State.choices)
    kind = filters.MultipleChoiceFilter(choices=Interview.Kind.choices)
    agreement = Whole(field_name="agreement_id")


class InterviewRow(OverseenRow):
    """A reminder, an interview, or a hearing before a termination."""

    state = serializers.ChoiceField(Interview.State.choices)
    state_name = StateName(Interview.State.choices, source="state")
    kind = serializers.ChoiceField(Interview.Kind.choices)
    opened_at = serializers.DateTimeField()


class InterviewDetail(InterviewRow, Detail):
    """With its ground, its minutes and the operator's answer."""

    turn_of = interview_turn

    overdue = serializers.BooleanField(help_text="The operator has not replied, and its days are over.")
    breach = serializers.IntegerField(source="breach_id", allow_null=True)
    ground = serializers.CharField()
    minutes = serializers.CharField()
    recorded_at = serializers.DateTimeField(allow_null=True)
    answer = serializers.CharField()
    replied_at = serializers.DateTimeField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True)


class Interviews(Cases):
    """The operator, the authority and the zone's supervisor."""

    noun = "interview"
    visible_to = interviews_visible_to
    row, whole = InterviewRow, InterviewDetail
    attach = attach
    filterset_class = InterviewFilters
