"""Indicator sets, rounds and evaluations over the API (Art. 33)."""

from io import BytesIO

from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from config.kernel.documents.sniffing import ALLOWED
from config.kernel.rest.allowing import signed_in
from config.kernel.rest.cases import Cases
from config.kernel.rest.listing import Filters, Whole, filters
from config.kernel.rest.rows import Detail, Row, StateName, listed
from operators.evaluation import queries
from operators.evaluation.drafting import attach, attach_sheet, sheet_for
from operators.evaluation.history import over_time
from operators.evaluation.models import Claim, Evaluation, Indicator, IndicatorSet, ResultCorrection, Round, Score
from operators.evaluation.turns import evaluation_turn, round_turn, set_turn


class SetFilters(Filters):
    state = filters.MultipleChoiceFilter(choices=IndicatorSet.State.choices)


class SetRow(Row):
    """A version of the indicators."""

    state = serializers.ChoiceField(IndicatorSet.State.choices)
    state_name = StateName(IndicatorSet.State.choices, source="state")
    title = serializers.CharField()


class IndicatorRow(serializers.ModelSerializer):
    """One indicator; the weights of a set make 100."""

    scorer = serializers.ChoiceField(Indicator.Scorer.choices)

    class Meta:
        model = Indicator
        fields = ["key", "dimension", "title", "weight", "kind", "scorer", "measure", "veto"]


class DimensionRow(serializers.Serializer):
    """The first level of a set: what its indicators weigh together."""

    dimension = serializers.CharField()
    weight = serializers.DecimalField(5, 2)


class SetDetail(SetRow, Detail):
    """A set with its indicators, and their dimensions."""

    turn_of = set_turn

    dimensions = serializers.SerializerMethodField()
    indicators = IndicatorRow(many=True)

    @extend_schema_field(DimensionRow(many=True))
    def get_dimensions(self, indicator_set) -> list[dict]:
        return listed(DimensionRow, queries.dimensions(indicator_set))


class IndicatorSets(Cases):
    """What is or was in use is public."""

    noun = "indicatorset"
    visible_to = queries.sets_visible_to
    row, whole = SetRow, SetDetail
    filterset_class = SetFilters
    searched = ("title",)


class RoundFilters(Filters):
    state = filters.MultipleChoiceFilter(choices=Round.State.choices)
    zone = Whole(field_name="zone_id")


class RoundRow(Row):
    """An evaluation of everybody who operates a zone, over a period."""

    state = serializers.ChoiceField(Round.State.choices)
    state_name = StateName(Round.State.choices, source="state")
    title = serializers.CharField()
    zone = serializers.CharField(source="zone.name")
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()


class RoundDetail(RoundRow, Detail):
    """A round, its set of indicators, and its results when they are published."""

    turn_of = round_turn

    indicator_set = serializers.IntegerField(source="indicator_set_id")
    results = serializers.SerializerMethodField(help_text="Final results; empty until they are published.")

    @extend_schema_field(serializers.ListField(child=serializers.DictField()))
    def get_results(self, evaluation_round) -> list[dict]:
        return queries.published_results(evaluation_round)


class Rounds(Cases):
    """Published rounds are public."""

    noun = "round"
    visible_to = queries.rounds_visible_to
    row, whole = RoundRow, RoundDetail
    attach = attach_sheet
    filterset_class = RoundFilters
    searched = ("title",)
    as_files = (*Cases.as_files, "sheet")

    @extend_schema(responses={(200, ALLOWED["xlsx"]): OpenApiTypes.BINARY})
    @action(detail=True, url_path="sheet")
    def sheet(self, request, reference):
        """What your body has still to score in the round, as a spreadsheet to be filled in; at last, what it gave."""
        evaluation_round = self.found()
        content = BytesIO(sheet_for(evaluation_round, by=signed_in(request)))
        name = f"{evaluation_round.number}.xlsx"
        return FileResponse(content, as_attachment=True, filename=name, content_type=ALLOWED["xlsx"])


class EvaluationFilters(Filters):
    state = filters.MultipleChoiceFilter(choices=Evaluation.State.choices)
    round = Whole(field_name="round_id")
    agreement = Whole(field_name="agreement_id")


class EvaluationRow(Row):
    """One operator in one round."""

    state = serializers.ChoiceField(Evaluation.State.choices)
    state_name = StateName(Evaluation.State.choices, source="state")
    round = serializers.CharField(source="round.title")
    agreement = serializers.CharField(source="agreement.number")
    operator = serializers.CharField(source="agreement.application.organisation.body.name")
    zone = serializers.CharField(source="round.zone.name")
    period_ends_on = serializers.DateField()


class ScoreRow(serializers.ModelSerializer):
    """A score; `body` is null where it was counted from the records."""

    indicator = serializers.CharField(source="indicator.key")
    body = serializers.CharField(source="assessor.body.name", default=None, allow_null=True)

    class Meta:
        model = Score
        fields = ["indicator", "body", "value", "remark"]


class ClaimRow(serializers.ModelSerializer):
    """What the operator reports on one indicator; `evidence`: ids of documents of the evaluation."""

    indicator = serializers.CharField(source="indicator.key")
    evidence = serializers.ListField(child=serializers.IntegerField())

    class Meta:
        model = Claim
        fields = ["indicator", "statement", "evidence"]


class ResultCorrectionRow(serializers.ModelSerializer):
    """What a final result was, what it is, and why."""

    class Meta:
        model = ResultCorrection
        fields = ["former_total", "former_grade", "total", "grade", "reason", "at"]


class EvaluationDetail(EvaluationRow, Detail):
    """An evaluation. Scores and result are the offices' until the operator is notified of them."""

    turn_of = evaluation_turn

    total = serializers.SerializerMethodField()
    grade = serializers.SerializerMethodField()
    scores = serializers.SerializerMethodField()
    corrections = ResultCorrectionRow(many=True)
    self_report = serializers.CharField()
    reported_at = serializers.DateTimeField(allow_null=True)
    claims = serializers.SerializerMethodField()
    waived_at = serializers.DateTimeField(allow_null=True)
    final_at = serializers.DateTimeField(allow_null=True)
    exempted_reason = serializers.CharField()

    @extend_schema_field(serializers.DecimalField(5, 2, allow_null=True))
    def get_total(self, evaluation):
        return str(evaluation.total) if self._seen(evaluation) and evaluation.total is not None else None

    @extend_schema_field(serializers.CharField())
    def get_grade(self, evaluation):
        return evaluation.grade if self._seen(evaluation) else ""

    @extend_schema_field(ScoreRow(many=True))
    def get_scores(self, evaluation) -> list[dict]:
        return listed(ScoreRow, queries.scores_seen_by(self.context["request"].seat, evaluation))

    @extend_schema_field(ClaimRow(many=True))
    def get_claims(self, evaluation) -> list[dict]:
        return listed(ClaimRow, evaluation.claims.select_related("indicator"))

    def _seen(self, evaluation) -> bool:
        return queries.result_seen_by(self.context["request"].seat, evaluation)


class DimensionPoint(serializers.Serializer):
    """A dimension of a result, beside the mean of it."""

    dimension = serializers.CharField()
    value = serializers.DecimalField(5, 2)
    mean = serializers.DecimalField(5, 2, allow_null=True)


class ResultPoint(serializers.Serializer):
    """A final result beside the mean of its round, which is null where you may not know it."""

    evaluation = serializers.CharField()
    round = serializers.CharField()
    title = serializers.CharField()
    period_ends_on = serializers.DateField()
    total = serializers.DecimalField(5, 2)
    grade = serializers.CharField()
    mean = serializers.DecimalField(5, 2, allow_null=True)
    dimensions = DimensionPoint(many=True)


class ResultsOverTime(serializers.Serializer):
    """The first one first."""

    results = ResultPoint(many=True)


class Evaluations(Cases):
    """The operator, the authority, the zone's supervisor, and whoever scores it."""

    noun = "evaluation"
    visible_to = queries.visible_to
    row, whole = EvaluationRow, EvaluationDetail
    attach = attach
    filterset_class = EvaluationFilters

    @extend_schema(responses=ResultsOverTime)
    @action(detail=True, url_path="results")
    def results(self, request, reference):
        """The final results of this authorisation, beside the means of their rounds: data for a chart."""
        return Response(ResultsOverTime({"results": over_time(self.found(), request.seat)}).data)
