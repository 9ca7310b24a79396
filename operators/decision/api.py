"""Reports and decisions over the API (Arts 13, 14)."""

from rest_framework import serializers

from config.kernel.rest.cases import Cases
from config.kernel.rest.listing import Filters, Whole, filters
from config.kernel.rest.rows import Detail, Row, StateName
from operators.decision.drafting import attach
from operators.decision.models import Decision, Item, Report
from operators.decision.queries import visible_to
from operators.decision.turns import turn


class ReportFilters(Filters):
    state = filters.MultipleChoiceFilter(choices=Report.State.choices)
    call = Whole(field_name="call_id")


class ReportRow(Row):
    """A report to the municipal government."""

    call = serializers.CharField(source="call.number")
    title = serializers.CharField(source="call.title")
    state = serializers.ChoiceField(Report.State.choices)
    state_name = StateName(Report.State.choices, source="state")
    drafted_at = serializers.DateTimeField()
    sent_at = serializers.DateTimeField(allow_null=True)


class ItemRow(serializers.ModelSerializer):
    """An application in the report; its id is the key of `outcomes`."""

    application = serializers.CharField(source="application.number")
    application_id = serializers.IntegerField()

    class Meta:
        model = Item
        fields = ["application", "application_id", "recommended", "opinion"]


class DecisionRow(serializers.ModelSerializer):
    """What one person entered and another verifies."""

    class Meta:
        model = Decision
        fields = ["document_number", "decided_on", "signing_mode", "outcomes", "scan", "standing", "entered_at",
                  "answered_at", "reason"]  # fmt: skip


class ReportDetail(ReportRow, Detail):
    """A report with its applications and what was decided."""

    turn_of = turn

    text = serializers.CharField()
    items = ItemRow(many=True)
    decisions = DecisionRow(many=True)


class Reports(Cases):
    """The authority and the zone's supervisor."""

    noun = "report"
    visible_to = visible_to
    row, whole = ReportRow, ReportDetail
    attach = attach
    filterset_class = ReportFilters
