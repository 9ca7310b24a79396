"""Exits over the API (Arts 16, 33)."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from config.kernel.rest.cases import Cases
from config.kernel.rest.listing import Filters, Whole, filters
from config.kernel.rest.rows import Detail, Row, StateName, listed
from operators.exit.drafting import attach
from operators.exit.models import Exit, ExitItem
from operators.exit.queries import checklist, visible_to
from operators.exit.turns import turn


class ExitFilters(Filters):
    state = filters.MultipleChoiceFilter(choices=Exit.State.choices)
    agreement = Whole(field_name="agreement_id")


class ExitRow(Row):
    """An exit from an agreement that is over."""

    agreement = serializers.CharField(source="agreement.number")
    operator = serializers.CharField(source="agreement.application.organisation.body.name")
    zone = serializers.CharField(source="agreement.application.call.zone.name")
    state = serializers.ChoiceField(Exit.State.choices)
    state_name = StateName(Exit.State.choices, source="state")
    ground = serializers.ChoiceField(Exit.Ground.choices)
    opened_at = serializers.DateTimeField()


class ExitItemRow(serializers.ModelSerializer):
    """One thing to be done: by whom, until when, and whether it is; `evidence` names documents of the case."""

    due_on = serializers.DateField(allow_null=True, help_text="Its last day; null while that year has no calendar.")

    class Meta:
        model = ExitItem
        fields = ["key", "title", "owner", "before", "due_on", "proven", "report", "evidence", "done_at", "verified_at",
                  "remark"]  # fmt: skip


class ExitDetail(ExitRow, Detail):
    """An exit with what is to be done in it, as the rulebook lists it."""

    turn_of = turn

    overdue = serializers.BooleanField(help_text="What is to be done next is late.")
    plan = serializers.CharField()
    items = serializers.SerializerMethodField()
    minutes = serializers.CharField()
    accepted_at = serializers.DateTimeField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True)

    @extend_schema_field(ExitItemRow(many=True))
    def get_items(self, exit):
        return listed(ExitItemRow, checklist(exit))


class Exits(Cases):
    """The operator, the authority and the zone's supervisor."""

    noun = "exit"
    visible_to = visible_to
    row, whole = ExitRow, ExitDetail
    attach = attach
    filterset_class = ExitFilters
