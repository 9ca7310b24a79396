"""Panels, sheets and experts over the API (Arts 9, 13). Who is tied to whom is for the offices."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from config.kernel.rest import allowing
from config.kernel.rest.cases import Cases
from config.kernel.rest.listing import Filters, Whole, filters
from config.kernel.rest.reading import PlainJSON
from config.kernel.rest.references import find
from config.kernel.rest.rows import Detail, Row, StateName, listed
from operators.review.drafting import save_draft
from operators.review.models import Member, Panel, Result, Sheet, Tie
from operators.review.queries import applications_of, experts_visible_to, sheets_visible_to, visible_to
from operators.review.turns import turn
from zones.zone.queries import in_office


class PanelFilters(Filters):
    state = filters.MultipleChoiceFilter(choices=Panel.State.choices)
    call = Whole(field_name="call_id")


class PanelRow(Row):
    """The panel of a call."""

    call = serializers.CharField(source="call.number")
    title = serializers.CharField(source="call.title")
    state = serializers.ChoiceField(Panel.State.choices)
    state_name = StateName(Panel.State.choices, source="state")
    size = serializers.IntegerField()
    convened_at = serializers.DateTimeField()
    concluded_at = serializers.DateTimeField(allow_null=True)


class SheetRow(serializers.ModelSerializer):
    """A sheet as it was sent."""

    application = serializers.CharField(source="application.number")
    expert = serializers.CharField(source="member.expert.seat.user.full_name")

    class Meta:
        model = Sheet
        fields = ["application", "expert", "points", "opinions", "total", "sent_at"]


class ResultRow(serializers.ModelSerializer):
    """What the panel concluded on one application."""

    application = serializers.CharField(source="application.number")

    class Meta:
        model = Result
        fields = ["application", "mean", "spread", "passed", "rank"]


class MemberRow(serializers.Serializer):
    """Who was drawn, and what they declared."""

    expert = serializers.CharField()
    standing = serializers.CharField()
    declared_at = serializers.DateTimeField(allow_null=True)


class Draw(serializers.Serializer):
    """What the draw can be made again from."""

    seed = serializers.CharField()
    candidates = serializers.JSONField()
    shut_out = serializers.JSONField()
    order = serializers.JSONField()


class SheetWords(serializers.Serializer):
    """A sheet, complete or not."""

    points = serializers.DictField(child=serializers.IntegerField(), required=False)
    opinions = serializers.DictField(child=serializers.CharField(), required=False)


class SheetKept(serializers.Serializer):
    """A sheet as far as it is filled in."""

    content = SheetWords()
    saved_at = serializers.DateTimeField()


class PanelDetail(PanelRow, Detail):
    """A panel: its papers and sheets as far as you may see them; the draw for those who answer for it."""

    turn_of = turn

    papers = serializers.SerializerMethodField()
    members = serializers.SerializerMethodField()
    draw = serializers.SerializerMethodField()
    sheets = serializers.SerializerMethodField()
    results = serializers.SerializerMethodField()
    minutes = serializers.SerializerMethodField()

    def get_papers(self, panel) -> list[str]:
        return list(applications_of(panel).values_list("number", flat=True))

    @extend_schema_field(MemberRow(many=True))
    def get_members(self, panel) -> list[dict]:
        members = panel.members.select_related("expert__seat__user").order_by("pk")
        if not in_office(self._seat()):
            members = members.filter(expert__seat=self._seat())
        return [{"expert": str(member.expert), "standing": member.standing, "declared_at": member.declared_at}
                for member in members]  # fmt: skip

    @extend_schema_field(Draw(allow_null=True))
    def get_draw(self, panel) -> dict | None:
        names = ("seed", "candidates", "shut_out", "order")
        return {name: getattr(panel, name) for name in names} if in_office(self._seat()) else None

    @extend_schema_field(SheetRow(many=True))
    def get_sheets(self, panel) -> list[dict]:
        seen = sheets_visible_to(self._seat()).filter(member__panel=panel).order_by("pk")
        return listed(SheetRow, seen.select_related("application", "member__expert__seat__user"))

    @extend_schema_field(ResultRow(many=True))
    def get_results(self, panel) -> list[dict]:
        rows = panel.results.select_related("application").order_by("pk")
        return [] if self._recused(panel) else listed(ResultRow, rows)

    def get_minutes(self, panel) -> str:
        return "" if self._recused(panel) else panel.minutes

    def _recused(self, panel) -> bool:
        """Who recused sees that it was drawn, and nothing of what the others concluded (Art. 9)."""
        return panel.members.filter(expert__seat=self._seat(), standing=Member.Standing.RECUSED).exists()

    def _seat(self):
        return self.context["request"].seat


class Panels(Cases):
    """The authority and the zone's supervisor; an expert the panels that it was drawn for."""

    noun = "panel"
    visible_to = visible_to
    row, whole = PanelRow, PanelDetail
    filterset_class = PanelFilters

    @extend_schema(request=SheetWords, responses=SheetKept)
    @action(detail=True, methods=["put"], url_path="drafts/(?P<paper>[^/]+)", parser_classes=[PlainJSON])
    def draft(self, request, reference, paper):
        """Keep one's own sheet on an application while it is filled in; nobody else reads it."""
        allowing.to_act(request, self.noun)
        panel = self.found()
        application = find(applications_of(panel), paper)
        kept = save_draft(panel, application, by=request.seat, at=timezone.now(), content=request.data)
        return Response({"content": kept.content, "saved_at": kept.saved_at})


class ExpertRow(Row):
    """An expert in the pool."""

    name = serializers.CharField(source="seat.user.full_name")
    employer = serializers.CharField()
    fields_of_work = serializers.ListField(child=serializers.CharField(), source="fields")


class TieRow(serializers.ModelSerializer):
    """What ties an expert to an organisation."""

    class Meta:
        model = Tie
        fields = ["credit_code", "kind", "note"]


class ExpertDetail(ExpertRow, Detail):
    """An expert with the ties from which conflicts are derived."""

    employer_code = serializers.CharField()
    ties = TieRow(many=True)


class Experts(Cases):
    """The pool is the authority's; an expert sees itself."""

    noun = "expert"
    visible_to = experts_visible_to
    row, whole = ExpertRow, ExpertDetail
