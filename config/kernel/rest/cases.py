"""A noun's address: its list, one case, what happened to it, its documents. A noun's api.py says what they show.

One visibility for all: what `visible_to(seat)` does not have is 404, whatever is asked of it.
"""

from collections.abc import Callable, Mapping
from typing import ClassVar

from django.db.models import Expression
from django.http import FileResponse, Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.decorators import action
from rest_framework.exceptions import MethodNotAllowed, NotAuthenticated, ValidationError
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.kernel.documents.receiving import hand_out, of_case, seen_by
from config.kernel.rest import addresses, allowing, files, timeline
from config.kernel.rest.answers import File, Files
from config.kernel.rest.bar import acts_of
from config.kernel.rest.listing import Filters, FilterWhereAsked, KnownParameters, Pages, Search
from config.kernel.rest.reading import Parts
from config.kernel.rest.references import find
from config.kernel.rest.rows import Detail, Row
from config.kernel.searching import Sought
from config.kernel.wired import wiring


class Cases(GenericViewSet):
    """The cases of one noun. `noun` is its word in the wiring; `path`, its plural in addresses, follows from it."""

    noun: ClassVar[str]
    path: ClassVar[str]
    visible_to: ClassVar[Callable]
    row: ClassVar[type[Row]]
    whole: ClassVar[type[Detail]]
    attach: ClassVar[Callable | None] = None  # (case, file, *, by, at, name) → Document
    searched: ClassVar[tuple[str, ...]] = ()
    as_files: ClassVar[tuple[str, ...]] = ("document",)  # what is read there is sent as what it is
    sought: Sought | None = None  # of this request
    orders: ClassVar[Mapping[str, tuple[str, ...]]] = {"newest": ("-id",), "oldest": ("id",)}
    filterset_class: type[Filters] = Filters
    filter_backends = [KnownParameters, FilterWhereAsked, Search]
    pagination_class = Pages
    lookup_url_kwarg = "reference"
    lookup_value_regex = "[^/]+"

    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        cls.path = addresses.plural(cls.noun)

    def perform_content_negotiation(self, request, force=False):
        """A file is sent as what it is, whatever form of answer was asked for."""
        return super().perform_content_negotiation(request, force=force or self.action in self.as_files)

    def check_throttles(self, request):
        """Counted first, then asked what the token covers: whoever is refused has asked too."""
        super().check_throttles(request)
        allowing.covered(request, f"{self.noun}:read")

    def get_queryset(self):
        seat = getattr(self.request, "seat", None)  # nobody's, where the API is described
        return type(self).visible_to(seat).annotate(**self.computed())

    def get_serializer_class(self):
        return self.row if self.action == "list" else self.whole

    def found(self):
        """The case that the address names, as far as it is visible."""
        return find(self.get_queryset().select_related(*self.whole.joined()), self.kwargs["reference"])

    def list(self, request):
        """The cases that you may see, newest first."""
        self.shown = self.row(only=_only(request, self.row))
        rows = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response([self.shown.to_representation(values) for values in rows])

    def retrieve(self, request, reference):
        """One case: its fields, whose turn it is, and what can be done to it by you."""
        case = self.found()
        context = {**self.get_serializer_context(), "acts": lambda: acts_of(case, request.seat)}
        said = self.whole(case, only=_only(request, self.whole), context=context)
        return Response(said.data, headers={"ETag": f'"{case.version}"'})

    @action(detail=True, url_path="timeline")
    def timeline(self, request, reference):
        """What happened to the case, oldest first, as far as you may see it."""
        return Response(timeline.told(self.found(), request.seat))

    @action(detail=True, methods=["get", "post"], url_path="documents", parser_classes=[Parts])
    def documents(self, request, reference):
        """The files of the case; a POST adds one."""
        case = self.found()
        if request.method == "GET":
            return Response(Files({"results": seen_by(request.seat, case)}).data)
        if type(self).attach is None:
            raise MethodNotAllowed("POST", detail=_("Nothing is added to this kind of case from outside."))
        allowing.to_act(request, self.noun)
        document = files.taken(type(self).attach, case, request)
        return Response(File(document).data, status=201)

    @action(detail=True, url_path="documents/(?P<document>[0-9]{1,18})")
    def document(self, request, reference, document):
        """A file, as it was taken; the download is recorded."""
        case = self.found()
        if request.seat is None:
            raise NotAuthenticated(_("Sign in first: each download is recorded."))
        if not of_case(case).filter(pk=int(document)).exists():
            raise Http404  # of another case
        kept = hand_out(int(document), request.seat, timezone.now())
        return FileResponse(kept.file.open("rb"), as_attachment=True, filename=kept.name, content_type=kept.media_type)

    def computed(self) -> dict[str, Expression]:
        """What is computed of each row: whether it comes first among those of one day (PREFERRED in config/wiring/)."""
        preferred = wiring("PREFERRED").get(self.noun)
        return {"preferred": preferred(getattr(self.request, "seat", None))} if preferred else {}

    def columns(self) -> set[str]:
        """What a list reads: the fields that are shown, and what its orders go by."""
        ordering = {name.removeprefix("-") for order in self.orders.values() for name in order}
        return {*self.shown.columns().values(), *ordering}


def _only(request, serializer: type[Row]) -> list[str] | None:
    asked = [name for name in request.query_params.get("fields", "").split(",") if name]
    if not asked:
        return None
    unknown = sorted(set(asked) - set(serializer().fields))
    if unknown:
        raise ValidationError({"fields": [_("There is no such field: %(names)s.") % {"names": ", ".join(unknown)}]})
    return asked
