"""Applications over the API: the draft with its sections, what was submitted, what is to be corrected (Arts 12-14)."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from config.kernel.rest import allowing
from config.kernel.rest.cases import Cases
from config.kernel.rest.listing import Filters, Instant, Whole, filters
from config.kernel.rest.reading import PlainJSON
from config.kernel.rest.rows import Detail, Row, StateName, listed
from operators.application.difference import changes
from operators.application.drafting import attach, save_section
from operators.application.models import Application, Correction, Finding, Objection, Section, Version
from operators.application.queries import visible_to
from operators.application.turns import turn
from zones.zone.queries import in_office


class ApplicationFilters(Filters):
    state = filters.MultipleChoiceFilter(choices=Application.State.choices)
    call = Whole(field_name="call_id")
    zone = Whole(field_name="call__zone_id")
    due_until = filters.DateFilter(field_name="due_on", lookup_expr="lte")
    submitted_from = Instant(field_name="submitted_at", lookup_expr="gte")


class ApplicationRow(Row):
    """An application."""

    title = serializers.CharField(help_text="Applicant and call, as they were called when it was last submitted.")
    state = serializers.ChoiceField(Application.State.choices)
    state_name = StateName(Application.State.choices, source="state")
    state_since = serializers.DateTimeField(allow_null=True)
    submitted_at = serializers.DateTimeField(allow_null=True)
    applicant = serializers.CharField(source="organisation.body.name")
    call = serializers.CharField(source="call.number")
    zone = serializers.CharField(source="call.zone.name")
    preferred = serializers.BooleanField(help_text="After an excellent result: first among those of one day (Art. 33).")


class SectionRow(serializers.ModelSerializer):
    """A section of the draft; `revision` goes back as `seen`, so that two writers do not overwrite each other."""

    class Meta:
        model = Section
        fields = ["name", "content", "revision", "saved_at"]


class VersionRow(serializers.ModelSerializer):
    """What was submitted, word for word, and its digest."""

    class Meta:
        model = Version
        fields = ["number", "content", "sha256", "submitted_at"]


class CorrectionRow(serializers.ModelSerializer):
    """One thing to be corrected, and the answer to it."""

    class Meta:
        model = Correction
        fields = ["id", "section", "item", "remark", "asked_at", "answer", "answered_at"]


class FindingRow(serializers.ModelSerializer):
    """What an officer found about one condition of one version."""

    version = serializers.IntegerField(source="version.number")

    class Meta:
        model = Finding
        fields = ["version", "condition", "result", "remark"]


class ObjectionRow(serializers.ModelSerializer):
    """What is held against an award; who objects is known to the offices only. `outcome` is empty until answered."""

    outcome = serializers.ChoiceField([("", ""), *Objection.Outcome.choices])

    class Meta:
        model = Objection
        fields = ["id", "at", "text", "outcome", "reply", "answered_at"]


class ApplicationDetail(ApplicationRow, Detail):
    """An application with what of it you may see: its own draft is the applicant's alone."""

    turn_of = turn

    sections = serializers.SerializerMethodField()
    versions = VersionRow(many=True)
    corrections = CorrectionRow(many=True)
    findings = serializers.SerializerMethodField()
    objections = serializers.SerializerMethodField()
    ended_reason = serializers.CharField()

    @extend_schema_field(SectionRow(many=True))
    def get_sections(self, application) -> list[dict]:
        own = self.context["request"].seat.body_id == application.organisation.body_id
        return listed(SectionRow, application.sections.order_by("pk")) if own else []

    @extend_schema_field(FindingRow(many=True))
    def get_findings(self, application) -> list[dict]:
        rows = application.findings.select_related("version").order_by("pk")
        return listed(FindingRow, rows) if self._in_office() else []

    @extend_schema_field(ObjectionRow(many=True))
    def get_objections(self, application) -> list[dict]:
        return listed(ObjectionRow, application.objections.order_by("pk")) if self._in_office() else []

    def _in_office(self) -> bool:
        return in_office(self.context["request"].seat)


class SectionWords(serializers.Serializer):
    """A section, complete or not, and the revision that its writer started from."""

    content = serializers.DictField()
    seen = serializers.IntegerField(required=False, allow_null=True, min_value=0, max_value=2**31 - 1)


class ChangeRow(serializers.Serializer):
    """What stood at a place of the version before the last, and what stands there now."""

    section = serializers.CharField()
    path = serializers.CharField()
    before = serializers.CharField()
    after = serializers.CharField()
    kind = serializers.CharField()


class Changes(serializers.Serializer):
    """Place by place."""

    results = ChangeRow(many=True)


class Applications(Cases):
    """An applicant sees its own; the authority and the zone's supervisor what was submitted."""

    noun = "application"
    visible_to = visible_to
    row, whole = ApplicationRow, ApplicationDetail
    attach = attach
    filterset_class = ApplicationFilters
    searched = ("title", "number")
    orders = {**Cases.orders, "due": ("due_on", "id"), "queue": ("due_on", "-preferred", "id")}

    @extend_schema(request=SectionWords, responses=SectionRow)
    @action(detail=True, methods=["put"], url_path="sections/(?P<name>[a-z]{1,20})", parser_classes=[PlainJSON])
    def section(self, request, reference, name):
        """Keep a section of the draft, even incomplete; 412 where somebody else has saved it meanwhile."""
        allowing.to_act(request, self.noun)
        application = self.found()
        words = SectionWords(data=request.data)
        words.is_valid(raise_exception=True)
        saved = save_section(application, by=request.seat, at=timezone.now(), name=name, **words.validated_data)
        return Response(SectionRow(saved).data)

    @extend_schema(responses=Changes)
    @action(detail=True, url_path="changes")
    def changes(self, request, reference):
        """What changed between the last two versions, place by place."""
        versions = list(self.found().versions.order_by("-number")[:2])
        found = changes(versions[1], versions[0]) if len(versions) > 1 else []
        return Response({"results": [vars(change) | {"kind": change.kind} for change in found]})
