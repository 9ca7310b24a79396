"""Calls over the API, with their questions and answers (Arts 11, 12)."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from config.kernel.rest.cases import Cases
from config.kernel.rest.listing import Filters, Instant, Whole, filters
from config.kernel.rest.rows import Detail, Row, StateName, listed
from zones.call.models import Call, Question
from zones.call.queries import questions_visible_to, visible_to
from zones.call.turns import turn


class CallFilters(Filters):
    state = filters.MultipleChoiceFilter(choices=Call.State.choices)
    zone = Whole(field_name="zone_id")
    open_at = Instant(method="taking", label="Taking applications at this instant.")

    def taking(self, calls, name, instant):
        return calls.filter(state=Call.State.PUBLISHED, opens_at__lte=instant, closes_at__gt=instant)


class CallRow(Row):
    """A call for applications."""

    title = serializers.CharField()
    zone = serializers.CharField(source="zone.name")
    zone_id = serializers.IntegerField()
    state = serializers.ChoiceField(Call.State.choices)
    state_name = StateName(Call.State.choices, source="state")
    opens_at = serializers.DateTimeField()
    closes_at = serializers.DateTimeField(help_text="Applications are taken until just before it.")
    places = serializers.IntegerField()


class Condition(serializers.Serializer):
    """What an applicant must show."""

    key = serializers.CharField()
    article = serializers.CharField()
    title_zh = serializers.CharField()
    title_en = serializers.CharField()
    evidence = serializers.BooleanField()
    valid_until = serializers.BooleanField()


class QuestionRow(serializers.ModelSerializer):
    """A question, without the name of who asked, and its answer."""

    class Meta:
        model = Question
        fields = ["id", "text", "asked_at", "answer", "answered_at"]


class CallDetail(CallRow, Detail):
    """A call with its text, conditions, papers, questions and answers."""

    turn_of = turn

    text = serializers.CharField()
    selection = serializers.ChoiceField(Call.Selection.choices)
    rulebook = serializers.CharField(source="rulebook.code")
    edition = serializers.IntegerField(source="rulebook.edition")
    conditions = Condition(many=True)
    papers = serializers.ListField(child=serializers.CharField())
    ended_reason = serializers.CharField()
    questions = serializers.SerializerMethodField()

    @extend_schema_field(QuestionRow(many=True))
    def get_questions(self, call) -> list[dict]:
        seen = questions_visible_to(self.context["request"].seat).filter(call=call).order_by("pk")
        return listed(QuestionRow, seen)


class Calls(Cases):
    """What was published is public."""

    noun = "call"
    visible_to = visible_to
    row, whole = CallRow, CallDetail
    filterset_class = CallFilters
    searched = ("title",)
