"""A noun's address: its list, one case, what happened to it, its documents. A noun's api.py says what they show.

One visibility for all: what `visible_to(seat)` does not have is 404, whatever is asked of it.
"""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.http import FileResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.decorators import action
from rest_framework.exceptions import MethodNotAllowed, ValidationError
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from config.kernel.documents.receiving import hand_out, of_case
from config.kernel.rest import allowing, files, timeline
from config.kernel.rest.bar import acts_of
from config.kernel.rest.listing import Filters, KnownParameters, Pages, Search, filters
from config.kernel.rest.references import find
from config.kernel.rest.rows import Row
from config.kernel.turns import Turn


class Cases(GenericViewSet):
    """The cases of one noun. `noun` is its word in the wiring, `path` its plural in addresses."""

    noun: ClassVar[str]
    path: ClassVar[str]
    visible_to: ClassVar[Callable]
    row: ClassVar[type[Row]]
    detail: ClassVar[type[Row]]
    turn: ClassVar[Callable[[Any], Turn | None] | None] = None
    attach: ClassVar[Callable | None] = None  # (case, file, *, by, at, name) → Document
    searched: ClassVar[tuple[str, ...]] = ()
    orders: ClassVar[Mapping[str, tuple[str, ...]]] = {"newest": ("-id",), "oldest": ("id",)}
    filterset_class: type[Filters] = Filters
    filter_backends = [KnownParameters, filters.DjangoFilterBackend, Search]
    pagination_class = Pages
    lookup_url_kwarg = "reference"
    lookup_value_regex = "[^/]+"

    def get_permissions(self):
        return [allowing.Reading(self.noun)]

    def get_queryset(self):
        return type(self).visible_to(self.request.seat)

    def get_serializer_class(self):
        return self.row if self.action == "list" else self.detail

    def found(self):
        """The case that the address names, as far as it is visible."""
        return find(self.get_queryset().select_related(*self.detail.joined()), self.kwargs["reference"])

    def list(self, request):
        """The cases that you may see, newest first."""
        row = self.row(only=self._only(self.row))
        queryset = self.filter_queryset(self.get_queryset().select_related(None).prefetch_related(None))
        rows = self.paginate_queryset(queryset.values(*row.columns().values(), *self._order_columns()))
        return self.get_paginated_response([row.to_representation(values) for values in rows])

    def retrieve(self, request, reference):
        """One case: its fields, whose turn it is, and what can be done to it by you."""
        case = self.found()
        context = {**self.get_serializer_context(), "acts": lambda: acts_of(self, case, request.seat)}
        said = self.detail(case, only=self._only(self.detail), context=context)
        return Response(said.data, headers={"ETag": f'"{case.version}"'})

    @action(detail=True, url_path="timeline")
    def timeline(self, request, reference):
        """What happened to the case, oldest first, as far as you may see it."""
        return Response({"results": timeline.told(self.found(), request.seat)})

    @action(detail=True, methods=["get", "post"], url_path="documents", parser_classes=[MultiPartParser])
    def documents(self, request, reference):
        """The files of the case; a POST adds one."""
        case = self.found()
        if request.method == "GET":
            return Response({"results": [files.described(document) for document in of_case(case)]})
        if type(self).attach is None:
            raise MethodNotAllowed("POST", detail=_("Nothing is added to this kind of case from outside."))
        allowing.to_act(request, self.noun)
        document = files.taken(type(self).attach, case, request)
        return Response(files.described(document), status=201)

    @action(detail=True, url_path="documents/(?P<document>[0-9]{1,18})")
    def document(self, request, reference, document):
        """A file, as it was taken; the download is recorded."""
        case = self.found()
        kept = hand_out(int(document), request.seat, timezone.now(), case=case)
        return FileResponse(kept.file.open("rb"), as_attachment=True, filename=kept.name, content_type=kept.media_type)

    def _only(self, serializer: type[Row]) -> list[str] | None:
        asked = [name for name in self.request.query_params.get("fields", "").split(",") if name]
        unknown = sorted(set(asked) - set(serializer().fields))
        if unknown:
            reason = _("There is no such field: %(names)s.") % {"names": ", ".join(unknown)}
            raise ValidationError({"fields": [reason]})
        return asked or None

    def _order_columns(self) -> set[str]:
        return {name.removeprefix("-") for order in self.orders.values() for name in order}
