"""Agreements over the API: text, parties, term, the signed document (Arts 14-16)."""

from rest_framework import serializers

from config.kernel.rest.cases import Cases
from config.kernel.rest.listing import Filters, Whole, filters
from config.kernel.rest.rows import Detail, Row, StateName
from operators.agreement.drafting import attach
from operators.agreement.models import Agreement, Head, Party
from operators.agreement.queries import visible_to
from operators.agreement.turns import turn


class AgreementFilters(Filters):
    state = filters.MultipleChoiceFilter(choices=Agreement.State.choices)
    application = Whole(field_name="application_id")
    zone = Whole(field_name="application__call__zone_id")
    ends_until = filters.DateFilter(field_name="ends_on", lookup_expr="lte")


class AgreementRow(Row):
    """An agreement."""

    application = serializers.CharField(source="application.number")
    operator = serializers.CharField(source="application.organisation.body.name")
    zone = serializers.CharField(source="application.call.zone.name")
    state = serializers.ChoiceField(Agreement.State.choices)
    state_name = StateName(Agreement.State.choices, source="state")
    starts_on = serializers.DateField()
    ends_on = serializers.DateField(help_text="The last day of the term.")


class HeadRow(serializers.ModelSerializer):
    """One of the heads that the rulebook asks for."""

    class Meta:
        model = Head
        fields = ["key", "title", "text", "place"]


class PartyRow(serializers.ModelSerializer):
    """Who signs, and how it signed: `manner` is empty until it has."""

    manner = serializers.ChoiceField([("", ""), *Party.Manner.choices])

    class Meta:
        model = Party
        fields = ["id", "role", "name", "place", "manner", "signed_sha256", "signed_at", "scan"]


class AgreementDetail(AgreementRow, Detail):
    """An agreement: what is signed is the digest `sha256` of its text; `pdf` is a document of the case."""

    turn_of = turn

    signing_mode = serializers.CharField()
    heads = HeadRow(many=True)
    parties = PartyRow(many=True)
    sha256 = serializers.CharField()
    pdf = serializers.IntegerField(source="pdf_id", allow_null=True)
    amends = serializers.IntegerField(source="amends_id", allow_null=True)
    in_force_at = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    ended_reason = serializers.CharField()


class Agreements(Cases):
    """The parties, the authority and the zone's supervisor."""

    noun = "agreement"
    visible_to = visible_to
    row, whole = AgreementRow, AgreementDetail
    attach = attach
    filterset_class = AgreementFilters
    searched = ("application__title", "number")
    orders = {**Cases.orders, "ending": ("ends_on", "id")}
