"""Partners over the API: conditions, grade, permissions, exit (Arts 22-24)."""

from rest_framework import serializers

from config.kernel.rest.cases import Cases
from config.kernel.rest.listing import Filters, Whole, filters
from config.kernel.rest.rows import Detail, Row, StateName
from operators.partner.drafting import attach
from operators.partner.models import CreditGrade, Leaving, Partner
from operators.partner.queries import permissions_of, visible_to
from operators.partner.turns import turn


class PartnerFilters(Filters):
    state = filters.MultipleChoiceFilter(choices=Partner.State.choices)
    agreement = Whole(field_name="agreement_id")
    grade = filters.CharFilter(field_name="grade")


class PartnerRow(Row):
    """A partner of an operator: `agreement` was in force when it was proposed."""

    agreement = serializers.CharField(source="agreement.number")
    operator = serializers.CharField(source="application.organisation.body.name")
    partner = serializers.CharField(source="organisation.body.name")
    zone = serializers.CharField(source="application.call.zone.name")
    state = serializers.ChoiceField(Partner.State.choices)
    state_name = StateName(Partner.State.choices, source="state")
    grade = serializers.CharField(help_text="The present credit grade, empty before it is admitted.")


class CreditGradeRow(serializers.ModelSerializer):
    """A grade that it was given, and why; `evidence` names documents of the case."""

    class Meta:
        model = CreditGrade
        fields = ["round", "grade", "reason", "evidence", "given_at"]


class LeavingRow(serializers.ModelSerializer):
    """An item of the checklist of its exit."""

    class Meta:
        model = Leaving
        fields = ["key", "title", "text", "evidence", "done_at"]


class PartnerDetail(PartnerRow, Detail):
    """A partner with its conditions, the grades that it had, what it may do now, and its exit."""

    turn_of = turn

    purpose = serializers.CharField()
    conditions = serializers.DictField(help_text="key → statement, and evidence: ids of documents of the case.")
    contract = serializers.IntegerField(source="contract_id", allow_null=True)
    grades = CreditGradeRow(many=True)
    permissions = serializers.SerializerMethodField(help_text="What it may do now.")
    withheld = serializers.ListField(child=serializers.CharField())
    admitted_at = serializers.DateTimeField(allow_null=True)
    exit_kind = serializers.ChoiceField([("", ""), *Partner.ExitKind.choices])
    exit_reason = serializers.CharField()
    exit_begun_at = serializers.DateTimeField(allow_null=True)
    leavings = LeavingRow(many=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    ended_reason = serializers.CharField()

    def get_permissions(self, partner) -> list[str]:
        return permissions_of(partner)


class Partners(Cases):
    """The operator, the partner itself, the authority and the zone's supervisor."""

    noun = "partner"
    visible_to = visible_to
    row, whole = PartnerRow, PartnerDetail
    attach = attach
    filterset_class = PartnerFilters
